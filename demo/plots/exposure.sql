SELECT fall, r.low, r.high, revenue_at_risk(1, 0.59, fall / 100) * 100
FROM (SELECT generate_series(0, 100, 5)::float8 AS fall) f, revenue_at_risk(100, 0.18, 0.50, fall / 100, fall / 100) r;
