# Answers of R's package survival to the samples of crosscheck_rows.sql, one
# value a line: sample, question, duration (or 0), value; NA where R has none.
library(survival)
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
answers <- list()

# Has the partial likelihood of x its greatest value at a finite coefficient?  Some end of either
# group must come while the other is at risk, within a stratum.
is_finite <- function(entered, duration, event, x, stratum) {
  meets <- function(of) any(vapply(which(event & x == of), function(i)
    any(stratum == stratum[i] & x != of & duration >= duration[i] & entered < duration[i]), TRUE))
  meets(TRUE) && meets(FALSE)
}

# The nonparametric maximum likelihood estimate, written for itself: every end and every gap between
# ends is a cell; cells held by no more spells than another are left out; self-consistency, then Newton
# steps on the cells with mass, until the Kuhn-Tucker conditions hold.  Returns the survival after each end.
npmle <- function(left, right) {
  exact <- !is.na(right) & left == right
  ends <- sort(unique(c(left, right[!is.na(right)])))
  at <- c(rbind(ends, ends))                     # cell 2k - 1 is the end, 2k the gap behind it
  gap <- rep(c(FALSE, TRUE), length(ends))
  holds <- vapply(seq_along(at), function(j) {
    after <- if (gap[j]) at[j] >= left else at[j] > left
    inside <- if (gap[j]) is.na(right) | at[j] < right else is.na(right) | at[j] <= right
    ifelse(exact, !gap[j] & at[j] == left, after & inside)
  }, logical(length(left)))
  if (!is.matrix(holds)) holds <- matrix(holds, nrow = 1)
  keep <- which(colSums(holds) > 0)
  # of cells that the same spells hold the last: only the curve behind it is told
  sets <- apply(holds[, keep, drop = FALSE], 2, paste, collapse = "")
  keep <- keep[!duplicated(sets, fromLast = TRUE)]
  less <- vapply(keep, function(j) any(vapply(keep, function(k) k != j && all(holds[, k] >= holds[, j]), TRUE)), TRUE)
  keep <- keep[!less]
  h <- holds[, keep, drop = FALSE] * 1
  n <- nrow(h)
  p <- rep(1 / ncol(h), ncol(h))
  for (i in 1:300) p <- p * drop(crossprod(h, 1 / drop(h %*% p))) / n
  p[p < 1e-8] <- 0
  for (i in 1:500) {
    gradient <- drop(crossprod(h, 1 / drop(h %*% p))) / n
    if (all(gradient < 1 + 1e-12) && all(abs(gradient[p > 0] - 1) < 1e-12)) break
    free <- p > 0 | gradient > 1 + 1e-12
    w <- h[, free, drop = FALSE] / drop(h %*% p)
    step <- qr.solve(crossprod(w) + diag(1e-13, sum(free)), n * (gradient[free] - 1))
    size <- 1
    likelihood <- function(q) if (any(h %*% q <= 0)) -Inf else sum(log(h %*% q)) - n * sum(q)
    repeat {
      q <- p
      q[free] <- pmax(0, p[free] + size * step)
      if (likelihood(q) >= likelihood(p) - 1e-11 || size < 1e-8) break
      size <- size / 2
    }
    p <- q
  }
  list(ends = ends, survival = vapply(seq_along(ends), function(k) sum(p[keep > 2 * k - 1]), 0),
       likelihood = sum(log(h %*% p)), violation = max(gradient) - 1)
}
put <- function(sample, question, duration, value) {
  if (length(value) > 0)
    answers[[length(answers) + 1]] <<- data.frame(sample, question, duration, value)
}
for (sample in unique(rows$sample)) {
  r <- rows[rows$sample == sample, ]
  for (limits in c("plain", "log", "log-log")) for (level in c(0.95, 0.8)) {
    fit <- survfit(Surv(duration, outcome > 0) ~ 1, r, conf.type = limits, conf.int = level)
    s <- summary(fit, times = fit$time)
    # R has no log-log limits while all survive; nothing is compared there
    known <- !is.na(fit$lower)
    kind <- paste(limits, level)
    put(sample, paste("lower", kind), fit$time[known], fit$lower[known])
    put(sample, paste("upper", kind), fit$time[known], fit$upper[known])
    m <- survival:::survmean(fit, rmean = "none")$matrix
    put(sample, paste("median", kind), 0, m[["median"]])
    put(sample, paste("median lower", kind), 0, m[[length(m) - 1]])
    put(sample, paste("median upper", kind), 0, m[[length(m)]])
    q <- quantile(fit, 0.37)
    put(sample, paste("quantile", kind), 0, q$quantile[[1]])
    # limits can rise again near the end; quantile() takes them for falling and
    # then gives a later time than the first at which they are low enough
    if (!is.unsorted(-fit$lower, na.rm = TRUE))
      put(sample, paste("quantile lower", kind), 0, q$lower[[1]])
    if (!is.unsorted(-fit$upper, na.rm = TRUE))
      put(sample, paste("quantile upper", kind), 0, q$upper[[1]])
  }
  put(sample, "at_risk", fit$time, fit$n.risk)
  put(sample, "events", fit$time, fit$n.event)
  put(sample, "censored", fit$time, fit$n.censor)
  put(sample, "survival", fit$time, fit$surv)
  known <- fit$surv > 0
  put(sample, "std_err", fit$time[known], s$std.err[known])
  put(sample, "hazard", fit$time, fit$cumhaz)
  put(sample, "hazard std_err", fit$time, fit$std.chaz)
  tau <- 0.7 * max(r$duration)
  m <- survival:::survmean(fit, rmean = tau)$matrix
  put(sample, "restricted_mean", 0, m[["rmean"]])
  put(sample, "restricted_mean std_err", 0, m[["se(rmean)"]])
  states <- survfit(Surv(duration, factor(outcome, 0:2)) ~ 1, r)
  put(sample, "incidence 1", states$time, states$pstate[, 2])
  put(sample, "incidence 2", states$time, states$pstate[, 3])
  put(sample, "incidence 1 std_err", states$time, states$std.err[, 2])
  put(sample, "incidence 2 std_err", states$time, states$std.err[, 3])
  # delayed entry; where all at risk ended while others enter later R stays at zero, we say nothing
  e <- r[r$duration > 0, ]
  if (nrow(e) > 0) {
    fit <- survfit(Surv(entered, duration, outcome > 0) ~ 1, e)
    put(sample, "entry at_risk", fit$time, fit$n.risk)
    known <- cumprod(fit$surv > 0 | fit$time == max(fit$time)) > 0
    put(sample, "entry survival", fit$time[known], fit$surv[known])
    known <- known & fit$surv > 0
    put(sample, "entry std_err", fit$time[known], (fit$std.err * fit$surv)[known])
  }
  for (ties in c("efron", "breslow")) for (late in c(FALSE, TRUE)) {
    x <- e$name == "g0"
    entered <- if (late) e$entered else rep(-1, nrow(e))
    if (!any(x) || all(x) || !is_finite(entered, e$duration, e$outcome > 0, x, e$stratum)) next
    response <- if (late) Surv(e$entered, e$duration, e$outcome > 0) else Surv(e$duration, e$outcome > 0)
    fit <- coxph(response ~ x + strata(e$stratum), ties = ties, control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 200))
    kind <- paste(ties, if (late) "entry")
    put(sample, paste("hazard_ratio", kind), 0, coef(fit)[[1]])
    put(sample, paste("hazard_ratio std_err", kind), 0, sqrt(vcov(fit)[1, 1]))
  }
  for (rho in c(0, 0.5, 1)) if (any(r$outcome > 0) && length(unique(r$name)) > 1) {
    # R gives up where a group meets no other
    d <- tryCatch(survdiff(Surv(duration, outcome > 0) ~ name + strata(stratum), r, rho = rho), error = function(e) NULL)
    if (is.null(d)) next
    total <- if (is.matrix(d$exp)) rowSums(d$exp) else d$exp
    if (sum(total > 0) > 1 && d$chisq > 1e-9) put(sample, paste("logrank strata rho", rho), 0, d$chisq)
  }
  estimate <- npmle(r$not_before, r$not_after)
  put(sample, "npmle likelihood", 0, estimate$likelihood)
  put(sample, "npmle survival", estimate$ends, estimate$survival)
  # R's own estimate stops early: it is told how far it stays behind, not judged
  interval <- survfit(Surv(not_before, not_after, type = "interval2") ~ 1, r)
  curve <- stepfun(interval$time, c(1, interval$surv))
  right <- ifelse(is.na(r$not_after), 0, curve(r$not_after))
  exact <- !is.na(r$not_after) & r$not_before == r$not_after
  left <- ifelse(exact, stepfun(interval$time, c(1, interval$surv), right = TRUE)(r$not_before), curve(r$not_before))
  put(sample, "interval2 likelihood", 0, sum(log(left - right)))
  if (any(r$outcome > 0) && length(unique(r$name)) > 1) {
    d <- survdiff(Surv(duration, outcome > 0) ~ name, r)
    df <- sum(d$exp > 0) - 1
    # where only one group was at risk when anything ended R gives 0, we NULL
    if (df > 0) {
      put(sample, "logrank chi_square", 0, d$chisq)
      put(sample, "logrank p_value", 0, pchisq(d$chisq, df, lower.tail = FALSE))
    }
    put(sample, paste("logrank expected", sort(unique(r$name))), 0, as.vector(d$exp))
  }
}
answers <- do.call(rbind, answers)
answers$value <- sprintf("%.17g", answers$value)
answers$duration <- sprintf("%.17g", answers$duration)
write.csv(answers, arguments[2], row.names = FALSE, quote = FALSE)
cat(R.version.string, "with survival", as.character(packageVersion("survival")), "\n")
