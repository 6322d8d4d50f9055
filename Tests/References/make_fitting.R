# Reference values for the fitting machinery from R: random intercepts (lme4), Firth's penalty (brglm2), clustered
# covariance (sandwich), B-splines (splines), AUC and its variance (pROC). Writes fitting_r.json and the csv inputs
# random_intercept.csv, cbpp.csv and endometrial.csv beside itself:   Rscript make_fitting.R
suppressPackageStartupMessages({library(lme4); library(brglm2); library(sandwich); library(splines); library(pROC)})

num <- function(x) sprintf("%.17g", x)
arr <- function(x) paste0("[", paste(x, collapse = ", "), "]")
obj <- function(..., indent = 2) {
  items <- list(...)
  pad <- strrep(" ", indent)
  paste0("{\n", paste0(pad, '"', names(items), '": ', unlist(items), collapse = ",\n"), "\n", strrep(" ", indent - 2), "}")
}
csv <- function(d, file) write.csv(d, file, row.names = FALSE, quote = FALSE)

# lme4's own stopping rules leave the last digits open; these do not.
tight <- glmerControl(optimizer = "bobyqa", tolPwrss = 1e-13, optCtrl = list(rhoend = 1e-9, maxfun = 1e5))
mixed <- function(m, group, indent) {
  modes <- ranef(m, condVar = TRUE)[[group]]
  obj(coefficients = arr(num(fixef(m))), standard_errors = arr(num(sqrt(diag(as.matrix(vcov(m)))))),
      deviation = num(attr(VarCorr(m)[[group]], "stddev")), log_likelihood = num(as.numeric(logLik(m))),
      modes = arr(num(modes[, 1])), mode_deviations = arr(num(sqrt(as.vector(attr(modes, "postVar"))))), indent = indent)
}

# Contagious bovine pleuropneumonia: the data of lme4's documentation.
d <- cbpp
csv(data.frame(herd = as.integer(d$herd) - 1, period = as.integer(d$period), incidence = d$incidence, size = d$size),
    "cbpp.csv")
cbpp_fit <- glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), d, binomial, control = tight)

# Clients of very different sizes, most of them small, some with one row.
set.seed(1993)
size <- pmax(1, round(rexp(150, 1 / 14)))
client <- rep(seq_along(size) - 1, size)
n <- length(client)
d <- data.frame(client, x1 = round(rnorm(n) + rnorm(150)[client + 1], 4), x2 = round(rnorm(n), 4), x3 = rbinom(n, 1, 0.3))
d$y <- rbinom(n, 1, plogis(-1 + 0.7 * d$x1 - 0.4 * d$x2 + 0.5 * d$x3 + 1.2 * rnorm(150)[client + 1]))
d <- d[sample(n), ]  # not in order of client
csv(d, "random_intercept.csv")
d <- read.csv("random_intercept.csv")
simulated_fit <- glmer(y ~ x1 + x2 + x3 + (1 | client), d, binomial, control = tight)
glm_fit <- glm(y ~ x1 + x2 + x3, binomial, d, control = glm.control(epsilon = 1e-14))
clustered <- sqrt(diag(vcovCL(glm_fit, cluster = d$client, type = "HC0", cadjust = TRUE)))
# The cluster jackknife by one Newton step, (A - A_c)^-1 u_c for each client, and the degrees of freedom of Pan & Wall.
x <- model.matrix(glm_fit); p <- fitted(glm_fit); information <- crossprod(x * sqrt(p * (1 - p)))
moves <- t(sapply(split(seq_len(n), d$client), function(i) {
  part <- x[i, , drop = FALSE]
  solve(information - crossprod(part * sqrt(p[i] * (1 - p[i]))), crossprod(part, d$y[i] - p[i]))
}))
clients <- nrow(moves)
jackknife <- sqrt(colSums(moves^2) * (clients - 1) / clients)
freedom <- 2 * colSums(moves^2)^2 / (clients * apply(moves^2, 2, var))

# Heinze & Schemper (2002): NV tells the outcome on one side.
data(endometrial)
csv(with(endometrial, data.frame(nv = NV, pi = PI, eh = EH, hg = HG)), "endometrial.csv")
d <- read.csv("endometrial.csv")
firth <- glm(hg ~ nv + pi + eh, binomial, d, method = "brglmFit", type = "AS_mean", epsilon = 1e-13, maxit = 1000)
penalised <- function(m) {
  x <- model.matrix(m); p <- fitted(m)
  sum(log(ifelse(m$y == 1, p, 1 - p))) + determinant(crossprod(x * sqrt(p * (1 - p))))$modulus / 2
}

inner <- c(0.5, 1.25, 2, 4.5)
x <- c(0, 0.1, 0.5, 0.8, 1.25, 1.9, 2, 3.3, 4.5, 6.9, 7)
basis <- bs(x, knots = inner, Boundary.knots = c(0, 7), degree = 3)
sample <- c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4)
quartiles <- bs(sample, knots = quantile(sample, c(0.25, 0.5, 0.75)), degree = 3)

v <- read.csv("validation_reference.csv")
r <- roc(v$y, v$p, quiet = TRUE, direction = "<")

cat(obj(
  made_with = obj(r = paste0('"', R.version$major, ".", R.version$minor, '"'),
    lme4 = paste0('"', packageVersion("lme4"), '"'), brglm2 = paste0('"', packageVersion("brglm2"), '"'),
    sandwich = paste0('"', packageVersion("sandwich"), '"'), p_roc = paste0('"', packageVersion("pROC"), '"'), indent = 4),
  cbpp = mixed(cbpp_fit, "herd", 4),
  random_intercept = mixed(simulated_fit, "client", 4),
  clustered = obj(coefficients = arr(num(coef(glm_fit))), standard_errors = arr(num(clustered)), indent = 4),
  jackknife = obj(standard_errors = arr(num(jackknife)), degrees_of_freedom = arr(num(freedom)), indent = 4),
  firth = obj(coefficients = arr(num(coef(firth))), standard_errors = arr(num(sqrt(diag(vcov(firth))))),
    penalised_log_likelihood = num(penalised(firth)), indent = 4),
  splines = obj(inner = arr(num(inner)), at = arr(num(x)), basis = arr(apply(basis, 1, function(r) arr(num(r)))),
    sample = arr(num(sample)), quartile_basis = arr(apply(quartiles, 1, function(r) arr(num(r)))), indent = 4),
  roc = obj(auc = num(as.numeric(auc(r))), standard_error = num(sqrt(var(r, method = "delong"))), indent = 4)),
  "\n", sep = "", file = "fitting_r.json")
