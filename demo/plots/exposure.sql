-- Title, notes; then fall of exports in percent, least and most revenue at risk, and that of one firm.
SELECT format('A fall of exports by 75 %% puts %s to %s %% of revenue at risk', round(low), round(high)) FROM revenue_at_risk(100, 0.18, 0.50, 0.75, 0.75);
SELECT 'Revenue at risk is the export share times the fall. Band: 18 to 50 % exported, as told of eleven listed producers; line: 59 %, Zhong Ke San Huan, first half of 2024.';
SELECT 'Sources: company reports and their digests (data/README.md). An identity, not a forecast: what else is sold or saved is not in it.';
SELECT fall, r.low, r.high, revenue_at_risk(1, 0.59, fall / 100) * 100
FROM (SELECT generate_series(0, 100, 5)::float8 AS fall) f, revenue_at_risk(100, 0.18, 0.50, fall / 100, fall / 100) r;
