-- Licences: how many wait, how long, and how many are approved?
-- THIS REGISTER IS MADE UP.  No register of export licences is public; its rows
-- are arithmetic, to show the questions: small firms are decided late or never.
CREATE TEMP TABLE made_up_register AS
SELECT size, submitted, decided, CASE WHEN decided IS NULL THEN NULL WHEN i % 7 = 0 THEN 'rejected' ELSE 'approved' END AS outcome, tonnes
FROM (SELECT i, size, submitted, CASE WHEN i % 5 < 4 - small THEN submitted + 20 + i * 37 % 31 + 25 * small END AS decided, tonnes
      FROM (SELECT i, i % 2 AS small, CASE WHEN i % 2 = 1 THEN 'small' ELSE 'large' END AS size, date '2025-04-04' + i * 53 % 150 AS submitted,
                   CASE WHEN i % 2 = 1 THEN 1 + i % 4 ELSE 40 + i % 60 END AS tonnes FROM generate_series(1, 240) i) r) d;

-- Open licences at the end of each month, by number and in tonnes.
SELECT month_end::date, backlog_at(n, month_end::date) AS open, backlog_at(t, month_end::date) AS open_tonnes, repeat('█', backlog_at(n, month_end::date)::int / 3) AS " "
FROM (SELECT backlog_agg(submitted, decided) AS n, backlog_agg(submitted, decided, tonnes) AS t FROM made_up_register) x,
     unnest('{2025-04-30,2025-05-31,2025-06-30,2025-07-31,2025-08-31,2025-09-30,2025-10-31}'::date[]) month_end;

SELECT size, round(mean_backlog::numeric, 1) AS mean_backlog, peak_backlog, peak_date, arrivals, round(little_wait::numeric, 1) AS little_wait
FROM (SELECT size, (backlog_stats(submitted, decided, '2025-04-01', '2025-10-01')).* FROM made_up_register GROUP BY size) b ORDER BY size;

-- As known at the end of June: later decisions are pending then.
SELECT size, submitted, approved, rejected, pending, round(rate_decided::numeric, 2) AS decided, round(rate_lower::numeric, 2) AS lower, round(rate_upper::numeric, 2) AS upper
FROM (SELECT size, (approval_rate(submitted, decided, '2025-06-30', outcome = 'approved')).* FROM made_up_register GROUP BY size) a ORDER BY size;

-- How long it takes, pending cases counted; and the chance of approval by day,
-- with rejection as the competing outcome.
CREATE TEMP TABLE waits AS
SELECT size, spells_agg(submitted, decided, '2025-10-31', CASE outcome WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 END) AS s FROM made_up_register GROUP BY size;

SELECT size, q.duration AS median_days, q.lower, q.upper, p.pending, round(p.mean_age::numeric) AS mean_age, p.over_limit AS older_than_45
FROM waits, LATERAL quantile_duration(s) q, LATERAL pending_age(s, 45) p ORDER BY size;

SELECT c.duration AS days, round(c.incidence::numeric, 3) AS approved, round(c.survival::numeric, 3) AS pending, repeat('█', round(c.incidence * 60)::int) AS "approved, small firms"
FROM waits, LATERAL cumulative_incidence(s) c WHERE size = 'small' AND c.duration IN (45, 50, 55, 60, 65, 70, 75);

SELECT round(chi_square::numeric, 1) AS chi_square, p_value < 0.001 AS below_one_in_a_thousand FROM (SELECT (logrank(size, s)).* FROM waits) t;
