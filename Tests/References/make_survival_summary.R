# Medians and restricted means of survival curves, with delayed entry too:
#   Rscript make_survival_summary.R     (writes survival_summary.json here)
suppressPackageStartupMessages(library(survival))
shift <- 1000   # survfit takes negative days, but its means start at day 0

num <- function(x) ifelse(is.na(x) | !is.finite(x), "null", sprintf("%.17g", x))

one <- function(name, days, event, entered, horizons) {
  fit <- if (all(is.na(entered))) {
    survfit(Surv(days + shift, event) ~ 1, conf.type = "log-log")
  } else {
    start <- ifelse(is.na(entered), 0, entered + shift)
    stopifnot(start < days + shift)
    survfit(Surv(start, days + shift, event) ~ 1, conf.type = "log-log")
  }
  q <- quantile(fit, probs = 0.5, conf.int = TRUE)
  rows <- vapply(horizons, function(h) {
    t <- summary(fit, rmean = h + shift)$table
    sprintf('      {"horizon": %d, "mean": %s, "std_err": %s}', h,
            num(t[["rmean"]] - shift), num(t[["se(rmean)"]]))
  }, "")
  sprintf('  "%s": {\n    "median": %s, "low": %s, "high": %s,\n    "restricted": [\n%s\n    ]\n  }',
          name, num(q$quantile - shift), num(q$lower - shift), num(q$upper - shift),
          paste(rows, collapse = ",\n"))
}

a <- read.csv("survival_6mp.csv")
b <- read.csv("survival_receivables.csv")
# Every third invoice is seen from 7 days before its end on, or from 40 before.
k <- seq_len(nrow(b))
late <- ifelse(k %% 3 == 0, b$days - ifelse(k %% 2 == 0, 7, 40), NA)
none <- rep(NA, 21)
writeLines(c("{",
  sprintf('  "made_with": {"r": "%s.%s", "survival": "%s"},', R.version$major,
          R.version$minor, packageVersion("survival")),
  paste(one("remission", a$time, a$status, none, c(10, 23, 35)),
        one("receivables", b$days, b$event, rep(NA, nrow(b)), c(-10, 0, 30, 180, 200)),
        one("late_entry", b$days, b$event, late, c(0, 30, 180)), sep = ",\n"),
  "}"), "survival_summary.json")
