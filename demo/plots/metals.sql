-- Title, notes; then metal, months since the control, part of the mean of the year before.
CREATE TEMP VIEW metals AS
SELECT product, shock, s, r.* FROM (
  SELECT product, CASE product WHEN 'antimony' THEN date '2024-10-01' ELSE '2023-08-01' END AS shock, series_agg(period_start, quantity_kg, 'month') AS s
  FROM trade_data.metal_exports
  WHERE partner = 'World' AND period_start = period_end AND scope IN ('customs total, wrought and unwrought', 'all antimony products') GROUP BY product) x,
  LATERAL recovery(s, shock, k => 12, threshold => 0.9) r;
SELECT initcap(coalesce(string_agg(product, ' and ' ORDER BY product) FILTER (WHERE status = 'recovered'), 'none')) || ' came back to 90 % of the year before its licences; '
       || coalesce(string_agg(product, ' and ' ORDER BY product) FILTER (WHERE status <> 'recovered'), 'none') || ' did not' FROM metals;
SELECT 'Exports from China as a part of the mean of the 12 months before; points are the months that were published, gaps are not zero.';
SELECT 'Source: customs of China, as quoted in the press (data/README.md). Controls: August 2023; antimony October 2024. Line: 90 %.';
SELECT product, (extract(year FROM p.period) - extract(year FROM shock)) * 12 + extract(month FROM p.period) - extract(month FROM shock), p.ratio
FROM metals, LATERAL recovery_path(s, shock, recovery_options(k => 12, threshold => 0.9)) p WHERE p.ratio IS NOT NULL ORDER BY product, p.period;
