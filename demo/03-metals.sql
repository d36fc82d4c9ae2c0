-- Gallium, germanium, antimony: back, or not yet?  The shock is the first whole
-- month under control, back is 90 % of the year before.  Not yet recovered is
-- censored: it takes more than so many months, and is neither NULL nor today.
CREATE TEMP TABLE metals AS
SELECT product, control, series_agg(period_start, quantity_kg, 'month') AS s
FROM trade_data.metal_exports
JOIN (VALUES ('gallium',   'customs total, wrought and unwrought', date '2023-08-01'),
             ('germanium', 'customs total, wrought and unwrought', date '2023-08-01'),
             ('antimony',  'all antimony products',                date '2024-10-01'))
     c(product, scope, control) USING (product, scope)
WHERE partner = 'World' AND period_start = period_end GROUP BY product, control;

SELECT product, r.status, round(r.baseline) AS baseline_kg, round(r.depth::numeric, 2) AS depth,
       r.time_to_recovery AS months, r.censored_after AS not_back_after, r.latest_period AS latest,
       round(r.latest_ratio::numeric, 2) AS of_baseline
FROM metals, recovery(s, control, k => 12, threshold => 0.9) r ORDER BY product;

-- Every control in the table of events against every metal it names.
SELECT product, event_date, event_type, r.status, r.recovered_on, r.time_to_recovery AS months,
       r.censored_after AS not_back_after, round(r.latest_ratio::numeric, 2) AS of_baseline
FROM (SELECT event_date, event_type, product
      FROM trade_data.events, unnest(string_to_array(materials, '; ')) AS product
      WHERE event_type IN ('licensing', 'ban') AND event_date < '2026-01-01') e
JOIN metals USING (product), recovery(s, event_date, k => 12, gap => 1, threshold => 0.9) r
ORDER BY product, event_date;

-- Side by side from the control of gallium and germanium on: 20 blocks are the
-- baseline, a dot is a month without a figure, blank is next to nothing.
SELECT to_char(month, 'YYYY-MM') AS month,
       max(picture) FILTER (WHERE product = 'gallium') AS gallium,
       max(picture) FILTER (WHERE product = 'germanium') AS germanium,
       max(picture) FILTER (WHERE product = 'antimony') AS antimony
FROM generate_series(date '2023-08-01', '2025-07-01', '1 month') AS month,
     LATERAL (SELECT product, coalesce(repeat('█', round(p.ratio * 20)::int), '.') AS picture
              FROM metals, recovery_path(s, control, recovery_options(k => 12, threshold => 0.9,
                                                          observed_until => '2025-07-01')) p
              WHERE p.period = month) x
GROUP BY month ORDER BY month;
