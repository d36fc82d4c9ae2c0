# Solves the problems of crosscheck_quadprog.sql with quadprog, and compares the
# sum of squares with that of our weights.
library(quadprog)
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
weights <- read.csv(arguments[2])
compared <- 0
most <- 0
above <- 0
simplex <- 0
for (p in unique(rows$p)) {
  r <- rows[rows$p == p, ]
  m <- tapply(r$value, list(r$t, r$name), sum)
  if (r$scale[1] %in% c("t", "true", TRUE)) m <- sweep(m, 2, colMeans(m), "/")
  donors <- setdiff(colnames(m), "d0")
  d <- m[, donors, drop = FALSE] - m[, "d0"]
  h <- crossprod(d)
  scale <- max(diag(h))
  # quadprog asks for a matrix that is positive definite
  ridge <- if (nrow(d) > ncol(d)) 0 else 1e-13 * sum(diag(h))
  n <- length(donors)
  fit <- solve.QP((h + diag(ridge, n)) / scale, rep(0, n), cbind(1, diag(n)), c(1, rep(0, n)), meq = 1)
  w <- weights[weights$p == p, ]
  w <- w$weight[match(donors, w$name)]
  ours <- sum((d %*% w)^2)
  theirs <- sum((d %*% fit$solution)^2)
  most <- max(most, abs(ours - theirs) / max(1, theirs))
  above <- max(above, (ours - theirs) / max(1, theirs))
  simplex <- max(simplex, abs(sum(w) - 1), -min(w))
  compared <- compared + 1
}
cat(compared, "problems, largest difference of the sums of squares", format(most, digits = 3), ", ours above by", format(above, digits = 3), ", of a sum of weights from 1", format(simplex, digits = 3), "\n")
if (compared == 0 || most > 1e-10 || simplex > 1e-12) quit(status = 1)
