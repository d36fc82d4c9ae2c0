-- What scripts/bench measures.  A query starts with a line
--   id | title | floor | reach | how
-- floor is the id its time is divided by.  reach lists what is aimed at, each
-- "operator number [id]": a ratio to the floor or to the id, or milliseconds
-- ("ms").  how is SQL to run before, or "duckdb THREADS", or "copy duckdb
-- THREADS".  A line "== words" is a heading.  Other comments say why a query is
-- as it is; README.md has what was tried.
--
-- Each query is wrapped into SELECT count(a) FROM (query) x, so that the planner
-- computes the answer and nothing is sent; where no column is named a, the whole
-- row is counted, so that every column is computed.

== 480 groups of product and month, 3,000 firms each
-- sum | sum() | sum | |
SELECT product, month, sum(kg) AS a FROM customs GROUP BY 1, 2
-- hhi | hhi, bigint firm | sum | <= 1.25, >= 9 tenth_hhi, <= 11 tenth_hhi |
SELECT product, month, hhi(firm, kg) AS a FROM customs GROUP BY 1, 2
-- hhi_text | hhi, text firm | sum | <= 1.6 |
SELECT product, month, hhi(firm_name, kg) AS a FROM customs GROUP BY 1, 2
-- panel | market_indices, bigint firm | sum | <= 1.1 hhi |
SELECT product, month, market_indices(firm, kg) AS a FROM customs GROUP BY 1, 2
-- panel_text | market_indices, text firm | sum | <= 1.1 hhi_text |
SELECT product, month, market_indices(firm_name, kg) AS a FROM customs GROUP BY 1, 2
-- hand_hhi | hand-written HHI, bigint firm | sum | >= 4.5 hhi |
-- The only way to an HHI: a total by firm, then squares.  It keeps everything in
-- memory (extended statistics tell the planner how many groups there are).
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2
-- hand_hhi_text | hand-written HHI, text firm | sum | >= 4.5 hhi_text |
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm_name, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2
-- hand_panel | hand-written panel, bigint firm | sum | >= 6 panel |
-- One scan, one total by firm, one sort a market, no join.  All sums are of plain
-- values and divided once by the total, so no window is needed to form shares
-- before they are summed; ranks come with the sorted array, which is faster than
-- row_number() and lag().  coverage is left out, in favour of this query.
SELECT product, month, q / (t * t) AS hhi, CASE WHEN n = 1 THEN 1 ELSE (q / (t * t) - 1.0 / n) / (1 - 1.0 / n) END AS hhi_normalized, t * t / q AS effective_firms,
       v[1] / t AS cr1, (v[1] + coalesce(v[2], 0) + coalesce(v[3], 0) + coalesce(v[4], 0)) / t AS cr4, ln(t) - l / t AS shannon_entropy, n AS num_entities, t AS total,
       (ln(t) - l / t) / nullif(ln(n::float8), 0) AS relative_entropy, ln(n::float8) - ln(t) + l / t AS theil,
       1 / (2 * r / t - 1) AS rosenbluth, v[1] / t + (2 * (q - v[1] * v[1]) - (c - v[1] * v[1] * v[1]) / t) / (t * t) AS horvath,
       (n + 1 - 2 * r / t) / n AS gini, (n + 1 - 2 * r / t) / nullif(n - 1, 0) AS gini_unbiased,
       CASE WHEN n = 1 THEN 1 ELSE gaps / (t * t) END AS dominance_kwoka, f / (q * q) AS dominance_garcia_alba,
       (1 - (v[1] * v[1] - coalesce(v[2] * v[2], 0)) / (t * t)) / 2 AS dominance_threshold
FROM (SELECT product, month, array_agg(v ORDER BY v DESC) AS v
      FROM (SELECT product, month, sum(kg) AS v FROM customs WHERE firm IS NOT NULL GROUP BY product, month, firm HAVING sum(kg) > 0) firms
      GROUP BY product, month) markets,
     LATERAL (SELECT count(*) AS n, sum(x) AS t, sum(x * x) AS q, sum(x * x * x) AS c, sum(x * x * x * x) AS f, sum(x * ln(x)) AS l,
                     sum(rank * x) AS r, sum((v[rank - 1] - x) * (v[rank - 1] - x)) AS gaps
              FROM unnest(v) WITH ORDINALITY AS u(x, rank)) sums
-- tenth_sum | sum(), a tenth of the rows | tenth_sum |  |
SELECT product, month, sum(kg) AS a FROM customs_tenth GROUP BY 1, 2
-- tenth_hhi | hhi, bigint firm, a tenth of the rows | tenth_sum | |
SELECT product, month, hhi(firm, kg) AS a FROM customs_tenth GROUP BY 1, 2

== the floor: what the server pays for ten million rows, whatever is computed of them
-- scan | count(*): the scan | sum | |
SELECT count(*) AS a FROM customs
-- deform | count(kg): the same, and taking rows apart up to their fifth column | sum | |
SELECT count(kg) AS a FROM customs
-- sum_all | sum(kg), no groups | sum | |
SELECT sum(kg) AS a FROM customs
-- lookup | count(*) by product and month: the scan and looking groups up | sum | |
SELECT product, month, count(*) AS a FROM customs GROUP BY 1, 2

== a numeric column
-- sum_numeric | sum() of numeric | sum_numeric | |
SELECT product, month, sum(kg) AS a FROM customs_numeric GROUP BY 1, 2
-- hhi_numeric | hhi, bigint firm | sum_numeric | <= 1.15 |
SELECT product, month, hhi(firm, kg) AS a FROM customs_numeric GROUP BY 1, 2
-- hhi_cast | the same, cast by the query | sum_numeric | |
SELECT product, month, hhi(firm, kg::float8) AS a FROM customs_numeric GROUP BY 1, 2

== groups inside the aggregate: the same 480 of product and month
-- by_market | hhi_by_market, bigint firm | sum | <= 0.7 |
-- The columns of the group are arguments: the server looks no group up.
SELECT group_1::int AS product, group_2::date AS month, hhi AS a FROM unnest((SELECT hhi_by_market(product, month, firm, kg) FROM customs))
-- by_market_text | hhi_by_market, text firm | sum | <= 0.85 |
SELECT group_1::int AS product, group_2::date AS month, hhi AS a FROM unnest((SELECT hhi_by_market(product, month, firm_name, kg) FROM customs))
-- by_market_panel | indices_by_market, bigint firm | sum | <= 1.1 by_market |
SELECT group_1::int AS product, group_2::date AS month, indices AS a FROM unnest((SELECT indices_by_market(product, month, firm, kg) FROM customs))
-- by_market_shares | a market_shares of each group, by market_rows | sum | |
SELECT group_1::int AS product, group_2::date AS month, shares AS a FROM market_rows((SELECT markets_agg(product, month, firm, kg) FROM customs))
-- group_shares | the same by shares_agg and GROUP BY | sum | |
SELECT product, month, shares_agg(firm, kg) AS a FROM customs GROUP BY 1, 2
-- few_sum | sum(), 25 firms each | few_sum | |
SELECT product, month, sum(kg) AS a FROM customs_few GROUP BY 1, 2
-- few_hhi | hhi, 25 firms each | few_sum | |
SELECT product, month, hhi(firm, kg) AS a FROM customs_few GROUP BY 1, 2
-- few_by_market | hhi_by_market, 25 firms each | few_sum | <= 0.6 |
SELECT group_1::int AS product, group_2::date AS month, hhi AS a FROM unnest((SELECT hhi_by_market(product, month, firm, kg) FROM customs_few))

== 1 worker
-- sum_w1 | sum(), 1 worker | sum_w1 | | SET max_parallel_workers_per_gather = 1
SELECT product, month, sum(kg) AS a FROM customs GROUP BY 1, 2
-- hhi_w1 | hhi, bigint firm, 1 worker | sum_w1 |  | SET max_parallel_workers_per_gather = 1
SELECT product, month, hhi(firm, kg) AS a FROM customs GROUP BY 1, 2
-- hand_hhi_w1 | hand-written HHI, bigint firm, 1 worker | sum_w1 | | SET max_parallel_workers_per_gather = 1
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2

== 2 workers
-- sum_w2 | sum(), 2 workers | sum_w2 | | SET max_parallel_workers_per_gather = 2
SELECT product, month, sum(kg) AS a FROM customs GROUP BY 1, 2
-- hhi_w2 | hhi, bigint firm, 2 workers | sum_w2 | <= 1.35 | SET max_parallel_workers_per_gather = 2
SELECT product, month, hhi(firm, kg) AS a FROM customs GROUP BY 1, 2
-- by_market_w2 | hhi_by_market, bigint firm, 2 workers | sum_w2 | <= 0.9 | SET max_parallel_workers_per_gather = 2
SELECT group_1::int AS product, group_2::date AS month, hhi AS a FROM unnest((SELECT hhi_by_market(product, month, firm, kg) FROM customs))
-- by_market_text_w2 | hhi_by_market, text firm, 2 workers | sum_w2 | | SET max_parallel_workers_per_gather = 2
SELECT group_1::int AS product, group_2::date AS month, hhi AS a FROM unnest((SELECT hhi_by_market(product, month, firm_name, kg) FROM customs))
-- hand_hhi_w2 | hand-written HHI, bigint firm, 2 workers | sum_w2 | | SET max_parallel_workers_per_gather = 2
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2

== a million groups of one row, work_mem 64MB
-- sum_ones | sum(), a million groups of one row | sum_ones | | SET work_mem = '64MB'
SELECT company, sum(kg) AS a FROM singles GROUP BY 1
-- hhi_ones | hhi, a million groups of one row | sum_ones | <= 2 | SET work_mem = '64MB'
SELECT company, hhi(firm, kg) AS a FROM singles GROUP BY 1

== 5,000 series of 120 months
-- sum_series | sum() by series | sum_series | |
-- The strictest floor: it knows nothing of months.
SELECT series, sum(kg) AS a FROM panel GROUP BY 1
-- sum_months | sum() by series and month | sum_series | |
-- The same grouping as in the floor above, by what is traded and month.
SELECT series, month, sum(kg) AS a FROM panel GROUP BY 1, 2
-- recovery | export_recovery | sum_series | <= 1.3 sum_months, <= 1.3 |
SELECT series, export_recovery(month, kg, '2024-01-01') AS a FROM panel GROUP BY 1
-- recovery_24 | export_recovery, the 24 months it needs | sum_series | |
SELECT series, export_recovery(month, kg, '2024-01-01') AS a FROM panel WHERE month >= '2023-01-01' GROUP BY 1
-- hand_recovery_24 | hand-written recovery, the 24 months it needs | sum_series | |
-- Simplified: status, baseline, depth, recovery and loss only, mean baseline, no
-- holes.  Reads no more months than the answer needs; its three windows share one
-- sort.
SELECT series, min(b) AS baseline, 1 - min(kg) FILTER (WHERE NOT recovered) / min(b) AS depth, min(month) FILTER (WHERE recovered) AS recovered_on,
       sum(b - kg) FILTER (WHERE NOT recovered AND kg < b) AS cumulative_loss,
       CASE WHEN bool_or(recovered) THEN 'recovered' WHEN bool_or(breached) THEN 'censored' ELSE 'not_affected' END AS status
FROM (SELECT series, month, kg, b, breached, bool_or(breached AND kg >= b) OVER w AS recovered
      FROM (SELECT series, month, kg, b, bool_or(month >= '2024-01-01' AND kg < b) OVER w AS breached
            FROM (SELECT series, month, kg, avg(kg) FILTER (WHERE month < '2024-01-01') OVER w AS b
                  FROM panel WHERE month >= '2023-01-01' WINDOW w AS (PARTITION BY series ORDER BY month)) x
            WHERE month >= '2024-01-01'
            WINDOW w AS (PARTITION BY series ORDER BY month)) y
      WINDOW w AS (PARTITION BY series ORDER BY month)) z
GROUP BY series
-- drawdown | inventory_drawdown | sum_series | <= 1.3 sum_months, <= 1.3 |
SELECT series, inventory_drawdown(month, kg) AS a FROM panel GROUP BY 1
-- hand_drawdown | hand-written drawdown | sum_series | |
-- Simplified: the measures without dates and episodes, which would need more
-- windows.  Both windows share one sort.
SELECT series, max(d) AS max_drawdown, sqrt(avg(d * d)) AS ulcer_index, avg(d) AS pain_index,
       count(*) FILTER (WHERE d > 0) / count(*)::float8 AS underwater_share, max(kg - trough) AS max_buildup_abs, max(kg / nullif(trough, 0) - 1) AS max_buildup
FROM (SELECT series, kg, 1 - kg / max(kg) OVER w AS d, min(kg) OVER w AS trough FROM panel WINDOW w AS (PARTITION BY series ORDER BY month)) x
GROUP BY series

== as many rows as customs in 5,000 series of 120 months
-- sum_deliveries | sum() by series | sum_deliveries | |
SELECT series, sum(kg) AS a FROM deliveries GROUP BY 1
-- sum_deliveries_months | sum() by series and month | sum_deliveries | |
SELECT series, month, sum(kg) AS a FROM deliveries GROUP BY 1, 2
-- recovery_deliveries | export_recovery | sum_deliveries | <= 1.3 sum_deliveries_months |
SELECT series, export_recovery(month, kg, '2024-01-01') AS a FROM deliveries GROUP BY 1

== spells, as many rows, 480 groups
-- sum_days | sum() of days | sum_days | |
SELECT product, month, sum(days) AS a FROM licences GROUP BY 1, 2
-- median | median_duration | sum_days | |
SELECT product, month, median_duration(days, ended) AS a FROM licences GROUP BY 1, 2
-- hand_median | hand-written Kaplan-Meier median | sum_days | |
-- Counts by duration first, so windows see one row a duration and not one a spell.
-- Both windows share one sort: the number at risk is a frame that shrinks from its
-- start, which PostgreSQL takes away row by row.
SELECT product, month, min(days) FILTER (WHERE s <= 0.5) AS a
FROM (SELECT product, month, days, exp(sum(CASE WHEN e < n THEN ln(1 - e / n) ELSE '-infinity' END) OVER (PARTITION BY product, month ORDER BY days)) AS s
      FROM (SELECT product, month, days, count(*) FILTER (WHERE ended) AS e,
                   (sum(count(*)) OVER (PARTITION BY product, month ORDER BY days ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING))::float8 AS n
            FROM licences GROUP BY product, month, days) t) curve
GROUP BY product, month

== a year from stored monthly summaries
-- year_raw | hhi by product and year, raw rows | year_raw | |
SELECT product, hhi(firm, kg) AS a FROM customs GROUP BY 1
-- year | the same from stored summaries | year_raw | <= 0.02, <= 0.2 duckdb_year |
SELECT product, hhi(rollup(m)) AS a FROM monthly GROUP BY 1
-- year_half | the same where half of the firms trade each month | year_raw | |
SELECT product, hhi(rollup(m)) AS a FROM half GROUP BY 1
-- year_text_raw | the same by firm name, raw rows | year_text_raw | |
SELECT product, hhi(firm_name, kg) AS a FROM customs GROUP BY 1
-- year_text | the same by firm name from stored summaries | year_text_raw | <= 0.02 |
SELECT product, hhi(rollup(m)) AS a FROM monthly_text GROUP BY 1
-- stored_months | hhi(m) of 480 stored summaries | year_raw | |
SELECT hhi(m) AS a FROM monthly

== DuckDB on the same rows, and out of PostgreSQL
-- duckdb_1 | DuckDB natively, HHI, 1 thread | sum | | duckdb 1
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2
-- duckdb_2 | DuckDB natively, HHI, 2 threads | sum | | duckdb 2
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2
-- duckdb_year | DuckDB natively, HHI by product and year, 2 threads | year_raw | | duckdb 2
SELECT product, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, firm, sum(kg) AS v FROM customs GROUP BY 1, 2) firms GROUP BY 1
-- copy | COPY to a csv file, HHI by DuckDB, 2 threads | sum | >= 1 hhi | copy duckdb 2
-- Only the four columns that the answer needs leave PostgreSQL, and DuckDB is told
-- their types.
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2
-- pipe | COPY into a pipe, HHI by DuckDB, 2 threads | sum | >= 1 hhi | pipe duckdb 2
SELECT product, month, sum(v * v) / (sum(v) * sum(v)) AS a
FROM (SELECT product, month, firm, sum(kg) AS v FROM customs GROUP BY 1, 2, 3) firms GROUP BY 1, 2

== one stored summary of 3,000 firms, 1,000 answers: read ms as microseconds each
-- m_total | total(m) | m_total | <= 100 ms |
SELECT total(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_num_entities | num_entities(m) | m_total | <= 100 ms |
SELECT num_entities(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_hhi_m | hhi(m) | m_total | <= 100 ms |
SELECT hhi(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_hhi_normalized | hhi_normalized(m) | m_total | <= 100 ms |
SELECT hhi_normalized(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_effective_firms | effective_firms(m) | m_total | <= 100 ms |
SELECT effective_firms(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_shannon_entropy | shannon_entropy(m) | m_total | <= 100 ms |
SELECT shannon_entropy(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_relative_entropy | relative_entropy(m) | m_total | <= 100 ms |
SELECT relative_entropy(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_theil | theil(m) | m_total | <= 100 ms |
SELECT theil(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_hill | hill_number(m, 2) | m_total | <= 100 ms |
SELECT hill_number(m, 2) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_garcia | dominance_garcia_alba(m) | m_total | <= 100 ms |
SELECT dominance_garcia_alba(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_cr | concentration_ratio(m, 4) | m_total | <= 100 ms |
SELECT concentration_ratio(m, 4) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_gini | gini(m) | m_total |  |
SELECT gini(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_rosenbluth | rosenbluth(m) | m_total |  |
SELECT rosenbluth(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_horvath | horvath(m) | m_total |  |
SELECT horvath(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_kwoka | dominance_kwoka(m) | m_total |  |
SELECT dominance_kwoka(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
-- m_panel_m | market_indices(m) | m_total |  |
SELECT market_indices(m) AS a FROM (SELECT rollup(m) AS m FROM monthly WHERE product = 0 AND month = '2024-01-01' OFFSET 0) s, generate_series(1, 1000)
