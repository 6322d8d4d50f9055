# Quantiles of the beta distribution and of Student's t, for the intervals of
# roll rates:   Rscript make_beta_reference.R
# Writes beta_reference.csv and student_reference.csv beside itself.
save <- function(d, file) {
  d[] <- lapply(d, function(x) sprintf("%.17g", x))
  write.csv(d, file, row.names = FALSE, quote = FALSE)
}
beta <- expand.grid(p = c(0.025, 0.5, 0.975),
                    a = c(0.5, 1, 2.5, 30, 800.5), b = c(0.5, 3, 47.5, 1e4))
beta$quantile <- qbeta(beta$p, beta$a, beta$b)
save(beta, "beta_reference.csv")
student <- data.frame(df = c(1, 2, 5, 30, 500, 25000))
student$quantile975 <- qt(0.975, student$df)
save(student, "student_reference.csv")
cat(R.version.string, "\n")
