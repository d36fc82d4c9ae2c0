# Computes the answers of test/crosscheck.sql again, from the plain formulas
# and from vegan, and lists the differences.  Run by scripts/crosscheck_r.
suppressMessages(library(vegan))
dir <- commandArgs(TRUE)[1]
table <- function(name) read.csv(file.path(dir, paste0(name, ".csv")))
rows <- table("row")
rows$hidden <- rows$hidden == "t"
totals <- aggregate(value ~ market + firm, rows, sum)
with_zeros <- split(totals$value, totals$market)
panel <- table("panel")
panel <- panel[order(panel$market), ]

compared <- agreed <- explained <- 0
# Prints one line; "why" explains differences in the markets "where".
compare <- function(what, peer, got, want, why = NULL, where = FALSE, tolerance = 1e-10) {
  want[!is.finite(want)] <- NA
  same <- ifelse(is.na(got) | is.na(want), is.na(got) & is.na(want),
                 abs(got - want) <= tolerance * pmax(1, abs(want)))
  known <- !same & where
  compared <<- compared + length(same)
  agreed <<- agreed + sum(same)
  explained <<- explained + sum(known)
  worst <- max(0, abs(got - want)[same & !is.na(got) & !is.na(want)])
  cat(sprintf("%-22s %-28s %5d %5d  %.0e  %s\n", what, peer, sum(same), sum(!same), worst,
              if (any(!same)) if (all(known[!same])) why else "NOT EXPLAINED" else ""))
}
each <- function(f, data = markets) unname(sapply(data, f))

markets <- lapply(with_zeros, function(x) x[x > 0])
shares <- lapply(markets, function(x) x / sum(x))
empty <- each(length) == 0
one <- each(length) == 1
zero <- each(function(x) any(x == 0), with_zeros)
or_na <- function(f) function(x) if (length(x) == 0) NA else f(x)
s_each <- function(f) unname(sapply(shares, or_na(f)))

cat(sprintf("%-22s %-28s %5s %5s  %-5s  %s\n", "", "R", "same", "not", "worst", "why not"))
compare("hhi", "sum(s^2)", panel$hhi, s_each(function(s) sum(s^2)))
compare("hhi", "vegan::diversity(simpson)", panel$hhi, s_each(function(s) 1 - diversity(s, "simpson")))
compare("effective_firms", "vegan::diversity(invsimpson)", panel$effective_firms, s_each(function(s) diversity(s, "invsimpson")))
compare("hhi_normalized", "(H - 1/n)/(1 - 1/n)", panel$hhi_normalized,
        s_each(function(s) (sum(s^2) - 1 / length(s)) / (1 - 1 / length(s))), "one firm: 0/0, here 1", one)
compare("hhi_normalized", "with zeros in n (REAT)", panel$hhi_normalized,
        each(or_na(function(x) { s <- x / sum(x); n <- length(x); (sum(s^2) - 1 / n) / (1 - 1 / n) }), with_zeros),
        "zeros count in n, or one firm", zero | one)
compare("shannon_entropy", "vegan::diversity(shannon)", panel$shannon_entropy, s_each(function(s) diversity(s, "shannon")))
compare("shannon_entropy(m, 2)", "vegan::diversity(base = 2)", panel$bits, s_each(function(s) diversity(s, "shannon", base = 2)))
compare("relative_entropy", "vegan, Pielou's evenness", panel$relative_entropy, s_each(function(s) diversity(s) / log(specnumber(s))))
compare("theil", "mean(x/mu log(x/mu))", panel$theil, each(or_na(function(x) mean(x / mean(x) * log(x / mean(x))))))
hill <- function(a) s_each(function(s) as.numeric(renyi(s, scales = a, hill = TRUE)))
compare("num_entities", "vegan::specnumber", panel$num_entities, each(function(x) if (length(x) == 0) 0 else specnumber(x)))
compare("hill_number(m, 0.5)", "vegan::renyi(hill = TRUE)", panel$hill_05, hill(0.5))
compare("hill_number(m, 1)", "vegan::renyi(hill = TRUE)", panel$hill_1, hill(1))
compare("hill_number(m, 1+1e-7)", "vegan::renyi(hill = TRUE)", panel$hill_near_1, hill(1.0000001),
        "vegan cancels near 1", abs(panel$hill_near_1 - hill(1.0000001)) < 1e-6)
compare("hill_number(m, 1+1e-7)", "exp(entropy), its limit", panel$hill_near_1, s_each(function(s) exp(diversity(s))), tolerance = 1e-5)
compare("hill_number(m, 3)", "vegan::renyi(hill = TRUE)", panel$hill_3, hill(3))
compare("hill_number(m, inf)", "vegan::renyi(hill = TRUE)", panel$hill_inf, hill(Inf))
compare("cr4", "sum of four largest", panel$cr4, s_each(function(s) sum(sort(s, TRUE)[1:min(4, length(s))])))
compare("rosenbluth", "1/(2 sum(i s) - 1)", panel$rosenbluth, s_each(function(s) 1 / (2 * sum(rank(-s, ties.method = "first") * s) - 1)))
compare("horvath", "s1 + sum(s^2 (2 - s))", panel$horvath, s_each(function(s) { s <- sort(s, TRUE); s[1] + sum(s[-1]^2 * (2 - s[-1])) }))
differences <- function(x) sum(abs(outer(x, x, "-"))) / (2 * length(x)^2 * mean(x))
compare("gini", "mean absolute difference", panel$gini, each(or_na(differences)))
compare("gini", "with zeros in n (ineq)", panel$gini, each(function(x) if (sum(x) == 0) NA else differences(x), with_zeros), "zeros count in n", zero)
compare("gini_unbiased", "times n/(n - 1)", panel$gini_unbiased, each(or_na(function(x) differences(x) * length(x) / (length(x) - 1))))
compare("dominance_kwoka", "sum(diff(s)^2)", panel$dominance_kwoka, s_each(function(s) sum(diff(sort(s))^2)), "one firm: empty sum, here 1", one)
compare("dominance_garcia_alba", "sum((s^2/H)^2)", panel$dominance_garcia_alba, s_each(function(s) sum((s^2 / sum(s^2))^2)))
compare("dominance_threshold", "(1 - (s1^2 - s2^2))/2", panel$dominance_threshold, s_each(function(s) { s <- sort(c(s, 0), TRUE); (1 - (s[1]^2 - s[2]^2)) / 2 }))

# Bounds: every number of firms at the cap, one firm between, the others empty.
bounds <- table("bounds")
hidden <- merge(unique(rows[c("market", "firm")]), aggregate(value ~ market + firm, rows[!rows$hidden, ], sum))
known <- split(hidden$value, factor(hidden$market, levels = bounds$market))
upper <- lower <- numeric(nrow(bounds))
for (i in seq_len(nrow(bounds))) {
  b <- bounds[i, ]
  total <- sum(known[[i]]) + b$mass
  cap <- min(b$cap, b$mass)
  j <- 0:b$n
  rest <- b$mass - j * cap
  fits <- rest >= -1e-9 * b$mass & (rest <= (b$n > j) * cap * (1 + 1e-9) | abs(rest) <= 1e-9 * b$mass)
  upper[i] <- (sum(known[[i]]^2) + max((j * cap^2 + rest^2)[fits])) / total^2
  lower[i] <- (sum(known[[i]]^2) + b$mass^2 / b$n) / total^2
}
compare("hhi_bounds lower", "equal hidden firms", bounds$lower, lower)
compare("hhi_bounds upper", "all splits at the cap", bounds$upper, upper)

# Change.
change <- table("change")
change <- change[order(change$market), ]
parts <- t(sapply(change$market, function(k) {
  a <- with_zeros[[as.character(k)]]
  b <- with_zeros[[as.character(k %% 500 + 1)]]
  names(a) <- sort(unique(totals$firm[totals$market == k]))
  names(b) <- sort(unique(totals$firm[totals$market == k %% 500 + 1]))
  if (sum(a) == 0 || sum(b) == 0) return(rep(NA, 7))
  firms <- union(names(a), names(b))
  s0 <- ifelse(is.na(a[firms]), 0, a[firms]) / sum(a)
  s1 <- ifelse(is.na(b[firms]), 0, b[firms]) / sum(b)
  owner <- ifelse(firms == "2", "1", ifelse(firms == "4", "3", firms))
  g0 <- tapply(s0, owner, sum)
  g1 <- tapply(s1, owner, sum)
  stay <- g0 > 0 & g1 > 0
  c0 <- sum(g0[stay])
  c1 <- sum(g1[stay])
  w0 <- if (any(stay)) sum((g0[stay] / c0)^2) else 0
  w1 <- if (any(stay)) sum((g1[stay] / c1)^2) else 0
  c(sum(abs(s1 - s0)), sum(g1^2) - sum(s0^2), sum(g0^2) - sum(s0^2), -sum(g0[g1 == 0]^2), sum(g1[g0 == 0]^2),
    (c1^2 - c0^2) * (w0 + w1) / 2, (w1 - w0) * (c0^2 + c1^2) / 2)
}))
names <- c("instability", "delta", "merger", "exit", "entry", "displacement", "share_shift")
for (i in seq_along(names)) compare(names[i], "plain formula", change[[names[i]]], parts[, i])

# Common owners: the O'Brien-Salop formula with matrices.
common <- table("common")
holding <- table("holding")
mhhi <- sapply(common$market, function(k) {
  all <- totals[totals$market == k & totals$value > 0, ]
  if (nrow(all) == 0) return(NA)
  all <- all[order(all$firm), ]
  h <- holding[holding$market == k, ]
  fill <- function(column) { x <- matrix(0, nrow(all), 3); r <- match(h$firm, all$firm); x[cbind(r, h$owner)[!is.na(r), , drop = FALSE]] <- column[!is.na(r)]; x }
  weight <- fill(h$control) %*% t(fill(h$stake))
  own <- diag(weight)
  weight <- weight / ifelse(own == 0, Inf, own)
  diag(weight) <- 1
  s <- all$value / sum(all$value)
  sum(outer(s, s) * weight)
})
compare("mhhi", "matrices", common$modified_hhi, mhhi, tolerance = 1e-9)

cat(sprintf("%d compared, %d agree, %d differ as explained, %d not explained\n",
            compared, agreed, explained, compared - agreed - explained))
quit(status = as.integer(compared > agreed + explained))
