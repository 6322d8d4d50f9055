# Reference values for payment decay, from R's survival package: Kaplan-Meier with late entry, medians, restricted means,
# Aalen-Johansen, log-rank tests, cluster-robust variances, exponential and Weibull tails.
#
#   Rscript make_decay_references.R                      data sets of R, and ../../Datasets/ledger.csv
#   Rscript make_decay_references.R INVOICES.csv         the HighRadius ledger, as of 2019-06-30, as well
#
# Run from the directory that holds it. Writes the csv inputs and decay_reference.json beside itself, and with an argument
# decay_highradius_reference.json.
suppressPackageStartupMessages(library(survival))

num <- function(x) ifelse(is.na(x) | !is.finite(x), "null", sprintf("%.17g", x))
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")
str <- function(x) paste0('"', x, '"')
obj <- function(...) {
  items <- Filter(Negate(is.null), list(...))
  paste0("{\n", paste0('"', names(items), '": ', unlist(items), collapse = ",\n"), "\n}")
}
made_with <- obj(r = str(paste(R.version$major, R.version$minor, sep = ".")),
                 survival = str(as.character(packageVersion("survival"))))
z <- qnorm(0.975)
shift <- 1000        # survfit takes negative times, but other functions do not

# ------------------------------------------------------------------ pieces --
km <- function(f, horizon = NULL, shift = 0) {       # f: survfit, log-log
  s <- summary(f, censored = TRUE)
  q <- quantile(f, 0.5, conf.int = TRUE)
  rmean <- if (!is.null(horizon)) summary(f, rmean = horizon + shift)$table
  obj(time = arr(s$time - shift), n_risk = arr(s$n.risk), n_event = arr(s$n.event), surv = arr(s$surv),
      std_err = arr(s$std.err), lower = arr(s$lower), upper = arr(s$upper),
      median = arr(unlist(q) - shift),
      horizon = if (!is.null(horizon)) num(horizon),
      restricted_mean = if (!is.null(horizon))
        arr(c(unname(rmean["rmean"]) - shift, unname(rmean["se(rmean)"]))))
}
logrank <- function(test) {
  df <- sum(test$exp > 0) - 1
  obj(chi_squared = num(test$chisq), degrees_of_freedom = num(df), p = num(pchisq(test$chisq, df, lower.tail = FALSE)))
}
# The robust score test of coxph; Breslow, because then the score is observed less expected.
robust_logrank <- function(time, event, group, cluster, weights = rep(1, length(time))) {
  fit <- coxph(Surv(time, event) ~ factor(group) + cluster(cluster), weights = weights, ties = "breslow")
  df <- length(coef(fit))
  obj(chi_squared = num(fit$rscore), degrees_of_freedom = num(df), p = num(pchisq(fit$rscore, df, lower.tail = FALSE)))
}
control <- survreg.control(rel.tolerance = 1e-15, toler.chol = 1e-14, maxiter = 200)
law <- function(time, event, dist, cluster) {
  fit <- survreg(Surv(time, event) ~ 1, dist = dist, control = control, cluster = cluster)
  fit <- survreg(Surv(time, event) ~ 1, dist = dist, control = control, cluster = cluster,
                 init = c(coef(fit), if (dist == "weibull") log(fit$scale)))
  k <- 1 / fit$scale
  half <- exp(coef(fit)) * log(2)^fit$scale
  # log half-life = intercept + scale log(log 2); the second parameter of the variance is log(scale).
  g <- if (dist == "weibull") c(1, fit$scale * log(log(2))) else 1
  obj(shape = num(k), scale = num(exp(coef(fit))), log_likelihood = num(fit$loglik[2]), half_life = num(half),
      log_half_life_se = num(sqrt(drop(t(g) %*% fit$naive.var %*% g))),
      log_half_life_robust_se = num(sqrt(drop(t(g) %*% fit$var %*% g))),
      log_shape_robust_se = if (dist == "weibull") num(sqrt(fit$var[2, 2])))
}
tail_of <- function(day, event, cluster, from) {
  late <- day > from
  t <- day[late] - from; e <- event[late]; cl <- cluster[late]
  exponential <- law(t, e, "exponential", cl); weibull <- law(t, e, "weibull", cl)
  obj(from = num(from), payments = num(sum(e)), exponential = exponential, weibull = weibull)
}
incidence <- function(f, shift = 0) {                 # f: survfit with a factor event
  states <- which(f$states != "(s0)")
  item <- function(x) arr(x)
  rows <- c(time = arr(f$time - shift), n_risk = arr(f$n.risk[, 1]), open = arr(f$pstate[, 1]),
            open_se = arr(f$std.err[, 1]))
  for (k in states) {
    rows[paste0("ended_", k - 1)] <- arr(f$pstate[, k])
    rows[paste0("ended_", k - 1, "_se")] <- arr(f$std.err[, k])
  }
  do.call(obj, as.list(rows))
}

# ----------------------------------------------------------- R's data sets --
gehan <- MASS::gehan[, c("time", "cens", "treat")]
gehan$control <- as.integer(gehan$treat == "control")
write.csv(with(gehan, data.frame(time, event = cens, control)), "survival_gehan.csv", row.names = FALSE, quote = FALSE)
gehan_reference <- obj(
  treated = km(survfit(Surv(time, cens) ~ 1, gehan, subset = control == 0, conf.type = "log-log"), 30),
  control = km(survfit(Surv(time, cens) ~ 1, gehan, subset = control == 1, conf.type = "log-log"), 20),
  log_rank = logrank(survdiff(Surv(time, cens) ~ control, gehan)))

v <- veteran
v$group <- as.integer(v$celltype) - 1
v$cluster <- v$group * 8 + seq_len(nrow(v)) %% 8     # eight clusters in each group
write.csv(with(v, data.frame(time, event = status, group, cluster, weight = karno)), "survival_veteran.csv",
          row.names = FALSE, quote = FALSE)
clustered <- function(d, weights) {
  f <- survfit(Surv(time, status) ~ 1, d, weights = weights, cluster = cluster, conf.type = "log-log")
  s <- summary(f, censored = TRUE)
  obj(time = arr(s$time), surv = arr(s$surv), std_err = arr(s$std.err))
}
veteran_reference <- obj(
  all = km(survfit(Surv(time, status) ~ 1, v, conf.type = "log-log"), 400),
  log_rank = logrank(survdiff(Surv(time, status) ~ group, v)),
  log_rank_by_cluster = robust_logrank(v$time, v$status, v$group, v$cluster),
  log_rank_by_cluster_weighted = robust_logrank(v$time, v$status, v$group, v$cluster, v$karno),
  by_cluster = clustered(v, rep(1, nrow(v))),
  by_cluster_weighted = clustered(v, v$karno),
  tail = tail_of(v$time, v$status, v$cluster, 30))

m <- mgus2
m$end <- with(m, ifelse(pstat == 1, ptime, futime))
m$how <- with(m, ifelse(pstat == 1, 1, 2 * death))   # progression, or death before it
m$start <- round(m$age * 12)
m$stop <- m$start + m$end
m <- m[m$end > 0, ]
write.csv(with(m, data.frame(time = end, how, start, stop)), "survival_mgus2.csv", row.names = FALSE, quote = FALSE)
m$event <- factor(m$how, 0:2, c("censored", "progression", "death"))
m$id <- seq_len(nrow(m))
late <- survfit(Surv(start, stop, how == 1) ~ 1, m, conf.type = "log-log")
mgus2_reference <- obj(
  incidence = incidence(survfit(Surv(end, event) ~ 1, m)),
  incidence_from_60 = incidence(survfit(Surv(end, event) ~ 1, m, start.time = 60)),
  late_entry = km(late),
  late_entry_incidence = incidence(survfit(Surv(start, stop, event) ~ 1, m, id = id)))

# Stanford heart transplants: a patient's time before and after the transplant. Half days become days.
h <- heart
h$start <- 2 * h$start; h$stop <- 2 * h$stop
write.csv(h[, c("start", "stop", "event")], "survival_heart.csv", row.names = FALSE, quote = FALSE)
transplanted <- subset(h, transplant == 1)
heart_reference <- obj(
  all = km(survfit(Surv(start, stop, event) ~ 1, h, conf.type = "log-log")),
  transplanted = km(survfit(Surv(start, stop, event) ~ 1, transplanted, conf.type = "log-log")))

# ---------------------------------------------------------------- a ledger --
# d: client, segment, due, amount (cents), credit, credited, paid, settled; days as numbers. One row an invoice.
spells_by_invoice <- function(d, asof) {
  closed <- d$settled >= d$amount - d$credited
  by_credit <- closed & (is.na(d$paid) | (!is.na(d$credit) & d$credit > d$paid))
  with(d, data.frame(client, segment, weight = 1,
                     day = ifelse(!closed, asof, ifelse(by_credit, credit, paid)) - due,
                     how = ifelse(!closed, 0, ifelse(by_credit, 2, 1))))
}
spells_by_cent <- function(d, asof) {
  part <- function(day, weight, how) {
    keep <- weight > 0
    data.frame(client = d$client[keep], segment = d$segment[keep], weight = weight[keep], day = (day - d$due)[keep],
               how = rep(how, sum(keep)))
  }
  rbind(part(d$paid, d$settled, 1), part(d$credit, d$credited, 2),
        part(rep(asof, nrow(d)), d$amount - d$settled - d$credited, 0))
}
ledger_reference <- function(d, asof) {
  s <- spells_by_invoice(d, asof)
  cents <- spells_by_cent(d, asof)
  t <- s$day + shift
  open <- survfit(Surv(t, s$how > 0) ~ 1, conf.type = "log-log")
  payment <- survfit(Surv(t, s$how == 1) ~ 1, conf.type = "log-log")
  by_client <- survfit(Surv(t, s$how > 0) ~ 1, cluster = s$client, conf.type = "log-log")
  cent_days <- cents$day + shift
  by_cent <- survfit(Surv(cent_days, cents$how > 0) ~ 1, weights = cents$weight, cluster = cents$client,
                     conf.type = "log-log")
  at <- function(f, days) { x <- summary(f, times = days + shift, extend = TRUE); list(x$surv, x$std.err) }
  days <- c(0, 15, 30, 45, 60, 90)
  # Standard errors by subject as survfit gives them, and by client from the subjects' influences: survfit itself leaves
  # `cluster` out of account where `id` is given.
  f <- survfit(Surv(t, factor(s$how, 0:2)) ~ 1, id = seq_along(t), influence = TRUE)
  ends <- function(errors) {
    x <- summary(f, times = days + shift, extend = TRUE)
    obj(days = arr(days), open = arr(x$pstate[, 1]), open_se = arr(errors[, 1]), paid = arr(x$pstate[, 2]),
        paid_se = arr(errors[, 2]), credited = arr(x$pstate[, 3]), credited_se = arr(errors[, 3]))
  }
  influences <- f$influence.pstate[, 1 + findInterval(days + shift, f$time), , drop = FALSE]  # the first is the start
  client_errors <- sqrt(apply(influences, 2:3, function(u) sum(rowsum(u, s$client)^2)))
  subject_errors <- summary(f, times = days + shift, extend = TRUE)$std.err
  stopifnot(max(abs(subject_errors - sqrt(apply(influences, 2:3, function(u) sum(u^2))))) < 1e-12)
  has_credits <- any(s$how == 2)
  obj(made_with = made_with, invoices = num(nrow(s)), open = km(open, 90, shift), payment = km(payment, 90, shift),
      days = arr(days), by_client_se = arr(at(by_client, days)[[2]]),
      by_cent = arr(at(by_cent, days)[[1]]), by_cent_se = arr(at(by_cent, days)[[2]]),
      ends = if (has_credits) ends(subject_errors), ends_by_client = if (has_credits) ends(client_errors),
      log_rank = if (length(unique(s$segment)) > 1) logrank(survdiff(Surv(t, s$how == 1) ~ s$segment)),
      log_rank_by_client = if (length(unique(s$segment)) > 1) robust_logrank(t, s$how == 1, s$segment, s$client),
      log_rank_by_client_cents = if (length(unique(s$segment)) > 1)
        robust_logrank(cent_days, cents$how == 1, cents$segment, cents$client, cents$weight),
      tail = tail_of(s$day, s$how == 1, s$client, 30))
}
french <- function(x) as.numeric(as.Date(x, format = "%d/%m/%Y"))
cents_of <- function(x) round(100 * ifelse(is.na(x), 0, x))

l <- read.csv2("../../Datasets/ledger.csv", encoding = "UTF-8", quote = '"')
notes <- subset(l, nature == "avoir" & facture_liee != "")
l <- subset(l, nature == "facture")
note <- match(l$facture, notes$facture_liee)
stopifnot(!any(duplicated(notes$facture_liee)))
ledger <- data.frame(client = as.integer(factor(l$client)), segment = as.integer(factor(l$segment)),
                     due = french(l$echeance), amount = cents_of(l$montant_ttc),
                     credit = french(notes$emise_le)[note], credited = -cents_of(notes$montant_ttc[note]),
                     paid = french(l$payee_le), settled = cents_of(l$montant_paye))
ledger$credited <- ifelse(is.na(ledger$credited), 0, ledger$credited)
sample_reference <- ledger_reference(ledger, as.numeric(as.Date("2025-12-31")))

writeLines(obj(
  made_with = made_with,
  quantiles = obj(degrees_of_freedom = arr(c(1, 1.5, 2, 3.7, 10, 57.3, 119, 5000, 20000, 1e7)),
                  t975 = arr(qt(0.975, c(1, 1.5, 2, 3.7, 10, 57.3, 119, 5000, 20000, 1e7))),
                  chi_squared = arr(c(0.01, 1, 3.84, 7.5, 30, 200, 600)),
                  upper_tail_1 = arr(pchisq(c(0.01, 1, 3.84, 7.5, 30, 200, 600), 1, lower.tail = FALSE)),
                  upper_tail_4 = arr(pchisq(c(0.01, 1, 3.84, 7.5, 30, 200, 600), 4, lower.tail = FALSE)),
                  upper_tail_49 = arr(pchisq(c(0.01, 1, 3.84, 7.5, 30, 200, 600), 49, lower.tail = FALSE))),
  gehan = gehan_reference, veteran = veteran_reference, mgus2 = mgus2_reference, heart = heart_reference,
  sample_ledger = sample_reference), "decay_reference.json")

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) > 0) {
  x <- read.csv(arguments[[1]], colClasses = c(cust_number = "character"))
  day <- function(text) as.numeric(as.Date(sub("\\.0$", "", text), format = "%Y%m%d"))
  asof <- as.numeric(as.Date("2019-06-30"))
  d <- data.frame(client = as.integer(factor(x$cust_number)), segment = 1,
                  issued = as.numeric(as.Date(x$posting_date)), due = day(as.character(x$due_in_date)),
                  amount = cents_of(x$total_open_amount), credit = NA_real_, credited = 0,
                  paid = as.numeric(as.Date(substr(x$clear_date, 1, 10))))
  d$settled <- ifelse(is.na(d$paid) | pmax(d$paid, d$issued) > asof, 0, d$amount)
  d$paid[d$settled == 0] <- NA
  d <- d[d$issued <= asof, ]
  writeLines(ledger_reference(d, asof), "decay_highradius_reference.json")
}
