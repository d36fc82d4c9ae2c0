-- Licences: how many wait, how long, and how many are approved?
-- Counts are public here and there: the members of the EU Chamber of Commerce in
-- China by 18 September 2025.  Of those decided nearly all are approved; of all
-- it can be anything, since most still wait.
SELECT as_of, a.submitted, a.approved, a.rejected, a.pending, round(a.rate_decided::numeric, 2) AS of_decided,
       round(a.rate_lower::numeric, 2) AS least, round(a.rate_upper::numeric, 2) AS most
FROM trade_data.licence_counts c, approval_rate(c.applications, c.approved, c.rejected) a WHERE c.applications = 141;

-- THIS REGISTER IS MADE UP.  No register of export licences is public; its rows
-- are arithmetic, to show the questions: small firms are decided late or never.
CREATE TEMP TABLE made_up_register AS
SELECT size, submitted, decided,
       CASE WHEN decided IS NULL THEN NULL WHEN i % 7 = 0 THEN 'rejected' ELSE 'approved' END AS outcome, tonnes
FROM (SELECT i, size, submitted,
             CASE WHEN i % 5 < 4 - small THEN submitted + 20 + i * 37 % 31 + 25 * small END AS decided, tonnes
      FROM (SELECT i, i % 2 AS small, CASE WHEN i % 2 = 1 THEN 'small' ELSE 'large' END AS size,
                   date '2025-04-04' + i * 53 % 150 AS submitted,
                   CASE WHEN i % 2 = 1 THEN 1 + i % 4 ELSE 40 + i % 60 END AS tonnes
            FROM generate_series(1, 240) i) r) d;

-- Open applications at the end of each month, by number and in tonnes.
SELECT day AS month_end, backlog_at(n, day) AS open, backlog_at(t, day) AS open_tonnes,
       repeat('█', backlog_at(n, day)::int / 3) AS " "
FROM (SELECT backlog_agg(submitted, decided) AS n, backlog_agg(submitted, decided, tonnes) AS t
      FROM made_up_register) x,
     unnest('{2025-04-30,2025-05-31,2025-06-30,2025-07-31,2025-08-31,2025-09-30,2025-10-31}'::date[]) AS day;

-- Approved of those decided, as known at the end of June (a later decision is
-- pending then); and what the rate can be once the pending ones are decided.
SELECT size, submitted, approved, rejected, pending, round(rate_decided::numeric, 2) AS of_decided,
       round(rate_lower::numeric, 2) AS least, round(rate_upper::numeric, 2) AS most
FROM (SELECT size, (approval_rate(submitted, decided, '2025-06-30', outcome = 'approved')).*
      FROM made_up_register GROUP BY size) a ORDER BY size;

-- How long it takes, pending cases counted, with 95 % limits of the median; and
-- how long the pending ones have waited by the end of October.
CREATE TEMP TABLE waits AS
SELECT size, spells_agg(submitted, decided, '2025-10-31',
                        CASE outcome WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 END) AS s
FROM made_up_register GROUP BY size;

SELECT size, q.duration AS median_days, q.lower, q.upper, p.pending, round(p.mean_age) AS mean_days_pending
FROM waits, quantile_duration(s) q, pending_age(s) p ORDER BY size;

-- The chance of being approved by a day, for small firms: a case that is
-- rejected will not be approved later, so the two compete.
SELECT c.duration AS days, round(c.incidence::numeric, 2) AS approved, round(c.surviving::numeric, 2) AS pending,
       repeat('█', round(c.incidence * 60)::int) AS "approved"
FROM waits, cumulative_incidence(s) c WHERE size = 'small' AND c.duration IN (45, 50, 55, 60, 65, 70, 75);
