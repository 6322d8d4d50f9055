# Reference values from R: Kaplan-Meier (package survival) and logistic
# regression (glm).  Run by make_references.py, from the directory that holds
# the csv files:   Rscript make_references.R GLM_OUTPUT.json
# Writes survival_reference.json beside itself and the glm results to
# GLM_OUTPUT.json (merged into logistic_reference.json by the python script).
suppressPackageStartupMessages(library(survival))

num <- function(x) {                       # 17 significant digits; NA -> null
  ifelse(is.na(x) | !is.finite(x), "null", sprintf("%.17g", x))
}
int <- function(x) ifelse(is.na(x), "null", sprintf("%d", as.integer(round(x))))
arr <- function(x) paste0("[", paste(x, collapse = ", "), "]")
str <- function(x) paste0('"', x, '"')
obj <- function(..., indent = 2) {
  items <- list(...)
  pad <- strrep(" ", indent)
  body <- paste0(pad, '"', names(items), '": ', unlist(items), collapse = ",\n")
  paste0("{\n", body, "\n", strrep(" ", indent - 2), "}")
}
r_version <- paste(R.version$major, R.version$minor, sep = ".")
survival_version <- as.character(packageVersion("survival"))

# ---------------------------------------------------------------- survival --
shift <- 1000
fit_at <- function(time, status) {
  d <- data.frame(time = time, status = status)
  fit <- survfit(Surv(time, status) ~ 1, data = d,
                 conf.type = "log-log", conf.int = 0.95)
  s <- summary(fit, censored = TRUE)       # std.err here is of S(t): Greenwood
  q <- quantile(fit, probs = c(0.25, 0.5, 0.75), conf.int = FALSE)
  stopifnot(identical(s$time, fit$time), identical(s$surv, fit$surv))
  list(time = s$time, n.risk = s$n.risk, n.event = s$n.event,
       n.censor = fit$n.censor, surv = s$surv, std.err = s$std.err,
       cumhaz.se = fit$std.err, lower = s$lower, upper = s$upper,
       quantile = unname(q))
}

one <- function(file, time_name, event_name) {
  d <- read.csv(file)
  time <- d[[time_name]]; status <- d[[event_name]]
  f <- fit_at(time + shift, status)
  f$time <- f$time - shift
  f$quantile <- f$quantile - shift

  # The shift must not matter: the same numbers, bit for bit, with another
  # shift and (survfit takes negative times too) with none.
  for (k in c(0, 100, 5000)) {
    g <- fit_at(time + k, status)
    g$time <- g$time - k
    g$quantile <- g$quantile - k
    stopifnot(identical(f, g))
  }

  # The definitions, written out.
  d_ <- f$n.event; n_ <- f$n.risk
  surv <- cumprod(1 - d_ / n_)
  stopifnot(max(abs(surv - f$surv)) < 1e-13)
  g <- cumsum(ifelse(d_ > 0, d_ / (n_ * (n_ - d_)), 0))
  ok <- f$surv > 0 & f$surv < 1
  stopifnot(max(abs(sqrt(g) * surv - f$std.err)[ok]) < 1e-13)
  w <- qnorm(0.975) * sqrt(g) / log(surv)
  stopifnot(max(abs(surv^exp(-w) - f$lower)[ok]) < 1e-12,
            max(abs(surv^exp(w) - f$upper)[ok]) < 1e-12,
            all(f$lower[ok] < f$surv[ok] & f$surv[ok] < f$upper[ok]))

  obj(file = str(file), n = int(length(time)), n_events = int(sum(status)),
      n_rows = int(length(f$time)),
      time = arr(int(f$time)), n_risk = arr(int(f$n.risk)),
      n_event = arr(int(f$n.event)), n_censor = arr(int(f$n.censor)),
      surv = arr(num(f$surv)), std_err = arr(num(f$std.err)),
      lower = arr(num(f$lower)), upper = arr(num(f$upper)),
      quantile_probs = arr(num(c(0.25, 0.5, 0.75))),
      quantile_times = arr(num(f$quantile)), indent = 4)
}

# The 6-MP arm against the copy in package MASS, where that is installed.
if (requireNamespace("MASS", quietly = TRUE)) {
  a <- subset(MASS::gehan, treat == "6-MP")
  b <- read.csv("survival_6mp.csv")
  stopifnot(identical(a$time[order(a$time, -a$cens)] + 0,
                      b$time[order(b$time, -b$status)] + 0),
            identical(a$cens[order(a$time, -a$cens)] + 0,
                      b$status[order(b$time, -b$status)] + 0))
}

note <- paste(
  "survfit(conf.type = log-log): one entry per distinct time, censoring-only",
  "times included (n_event 0).  n_risk is just before the time; an event comes",
  "before a censoring at the same time.  std_err is Greenwood's standard error",
  "of S(t).  A bound is null where S(t) is 0 or 1, as in R (NA); so is std_err",
  "where S(t) is 0.  quantile_times: R's quantile.survfit (smallest t with",
  "S(t) <= 1 - prob; the midpoint of the flat stretch where S equals 1 - prob)")
writeLines(obj(
  made_with = obj(r = str(r_version), survival = str(survival_version), indent = 4),
  note = str(note), conf_level = "0.95", z = num(qnorm(0.975)),
  survival_6mp = one("survival_6mp.csv", "time", "status"),
  survival_receivables = one("survival_receivables.csv", "days", "event")),
  "survival_reference.json")

# --------------------------------------------------------------------- glm --
glm_json <- function(file, formula) {
  d <- read.csv(file)
  ctl <- glm.control(epsilon = 1e-14, maxit = 100)
  fit <- glm(formula, family = binomial, data = d, control = ctl)
  # Once more from there, so that the last weights (hence the standard
  # errors) belong to the final coefficients.
  fit <- glm(formula, family = binomial, data = d, control = ctl, start = coef(fit))
  stopifnot(fit$converged)
  null <- glm(update(formula, . ~ 1), family = binomial, data = d, control = ctl)
  obj(coefficients = arr(num(unname(coef(fit)))),
      standard_errors = arr(num(unname(sqrt(diag(vcov(fit)))))),
      log_likelihood = num(as.numeric(logLik(fit))),
      null_log_likelihood = num(as.numeric(logLik(null))), indent = 4)
}
args <- commandArgs(trailingOnly = TRUE)
writeLines(obj(
  made_with = obj(r = str(r_version), indent = 4),
  logistic_reference = glm_json("logistic_reference.csv",
                                y ~ x1 + x2 + x3 + x4 + x5 + x6),
  logistic_spector = glm_json("logistic_spector.csv", grade ~ gpa + tuce + psi)),
  args[[1]])
