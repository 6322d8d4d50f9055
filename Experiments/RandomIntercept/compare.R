# The random intercept beside lme4's glmer, on the same rows in one run:   Rscript compare.R PROGRAM TABLE.csv
# PROGRAM is the built RandomIntercept; TABLE.csv has client, y and six columns, see README.md. cbpp comes with lme4.
suppressPackageStartupMessages(library(lme4))
arguments <- commandArgs(TRUE)

# glmer's own stopping rules leave the third digit open on a large table; these do not.
tight <- glmerControl(optimizer = "bobyqa", tolPwrss = 1e-11, optCtrl = list(rhoend = 1e-8, maxfun = 1e5))

of_glmer <- function(d, ...) {
  formula <- reformulate(c(names(d)[-(1:2)], "(1 | client)"), "y")
  seconds <- system.time(m <- suppressWarnings(glmer(formula, d, family = binomial, ...)))[["elapsed"]]
  list(seconds = seconds, log_likelihood = as.numeric(logLik(m)),
       deviation = attr(VarCorr(m)$client, "stddev")[[1]], coefficients = fixef(m))
}

of_encours <- function(file) {
  whole <- system.time(lines <- system2(arguments[1], shQuote(file), stdout = TRUE))[["elapsed"]]
  d <- read.csv(text = lines, check.names = FALSE)
  value <- setNames(d$value, d$term)
  list(seconds = value[["seconds"]], whole = whole, log_likelihood = value[["log_likelihood"]],
       deviation = value[["deviation"]], coefficients = value[-(1:3)])
}

compare <- function(name, d, file) {
  cat(sprintf("\n%s: %d rows, %d clients\n", name, nrow(d), nlevels(d$client)))
  fits <- list(encours = of_encours(file), "nAGQ = 0" = of_glmer(d, nAGQ = 0), "nAGQ = 1" = of_glmer(d, nAGQ = 1),
               "nAGQ = 1, tight" = of_glmer(d, nAGQ = 1, control = tight))
  ours <- fits$encours
  cat(sprintf("%-16s %10s %18s %10s  %s\n", "", "seconds", "log likelihood", "deviation", "coefficients"))
  for (of in names(fits)) with(fits[[of]], cat(sprintf(
    "%-16s %10.4f %18.6f %10.6f  %s\n", of, seconds, log_likelihood, deviation,
    paste(sprintf("%.6f", coefficients), collapse = " "))))
  cat(sprintf("encours, its process with reading the table: %.3f s\n", ours$whole))
  for (of in names(fits)[-1]) with(fits[[of]], cat(sprintf(
    "from %-16s log likelihood %.1e relative, deviation %.1e, coefficients %.1e; %.1f times its speed, %.1f with reading\n",
    paste0(of, ":"), abs(ours$log_likelihood / log_likelihood - 1), abs(ours$deviation - deviation),
    max(abs(ours$coefficients - coefficients)), seconds / ours$seconds, seconds / ours$whole)))
}

cat(R.version.string, "lme4", format(packageVersion("lme4")), "\n")

# One row an animal, so that no binomial coefficient stands in the likelihood.
animals <- cbpp[rep(seq_len(nrow(cbpp)), cbpp$size), ]
first <- sequence(cbpp$size)
d <- data.frame(client = animals$herd, y = as.integer(first <= animals$incidence), sapply(2:4, function(k) animals$period == k) + 0)
names(d)[3:5] <- paste0("period", 2:4)
file <- tempfile(fileext = ".csv")
write.csv(d, file, row.names = FALSE, quote = FALSE)
compare("cbpp", d, file)

d <- read.csv(arguments[2])
names(d)[1] <- "client"
d$client <- factor(d$client)
compare("ledger", d, arguments[2])
