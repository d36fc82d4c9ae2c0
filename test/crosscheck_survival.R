# Answers of R's package survival to the samples of crosscheck_rows.sql, one
# value a line: sample, question, duration (or 0), value; NA where R has none.
library(survival)
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
answers <- list()
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
