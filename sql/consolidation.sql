-- Further indices of market_shares, on the data W and D4 of docs/methods.md.
CREATE TEMP TABLE w AS SELECT v::text AS e, v::float8 AS v FROM unnest(ARRAY[541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]) v;
SELECT abs(relative_entropy(m) - 0.84263720) < 1e-8 AS relative_entropy, abs(theil(m) - 0.36234124) < 1e-8 AS theil,
       abs(rosenbluth(m) - 0.1859050959) < 1e-10 AS rosenbluth, abs(horvath(m) - 0.4693769432) < 1e-10 AS horvath,
       abs(gini(m) - 0.46209113) < 1e-8 AS gini, abs(gini(m, unbiased => true) - 0.51343459) < 1e-8 AS gini_unbiased,
       abs(dominance_kwoka(m) - 0.0292291) < 1e-7 AS kwoka, abs(dominance_garcia_alba(m) - 0.4105812) < 1e-7 AS garcia_alba
FROM (SELECT shares_agg(e, v) AS m FROM w) x;
SELECT q, round(hill_number(m, q)::numeric, 4) AS hill_number
FROM (SELECT shares_agg(e, v) AS m FROM w) x, unnest(ARRAY[0, 0.5, 1, 2, 3, 'Infinity']::float8[]) q;
SELECT stenbacka(m), stenbacka(m, 0.5) FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 75), ('b', 25)) t(e, v)) x;

-- The panel, the aggregates and the accessors are one.
SELECT (p.relative_entropy, p.theil, p.rosenbluth, p.horvath, p.gini, p.gini_unbiased, p.dominance_kwoka, p.dominance_garcia_alba, p.stenbacka)
     = (relative_entropy(m), theil(m), rosenbluth(m), horvath(m), gini(m), gini(m, true), dominance_kwoka(m), dominance_garcia_alba(m), stenbacka(m)) AS panel,
       (a.*) = (hhi_normalized(m), effective_firms(m), shannon_entropy(m), relative_entropy(m), theil(m), rosenbluth(m), horvath(m), gini(m),
                dominance_kwoka(m), dominance_garcia_alba(m), hhi(m, 10000), hill_number(m, 3), concentration_ratio(m, 2)) AS aggregates
FROM (SELECT shares_agg(e, v) AS m FROM w) x, market_indices(m) p,
     (SELECT hhi_normalized(e, v), effective_firms(e, v), shannon_entropy(e, v), relative_entropy(e, v), theil(e, v), rosenbluth(e, v), horvath(e, v), gini(e, v),
             dominance_kwoka(e, v), dominance_garcia_alba(e, v), hhi(e, v, 10000), hill_number(e, v, 3), concentration_ratio(e, v, 2) FROM w) a;
SELECT hill_number(k, 1, 2), concentration_ratio(k, 1, 1), hhi(k, 1, 100), gini(k, 1) FROM generate_series(1, 4) k;

-- One firm, and none.
SELECT relative_entropy(m), theil(m), rosenbluth(m), horvath(m), gini(m), gini(m, true), dominance_kwoka(m), dominance_garcia_alba(m), stenbacka(m), hill_number(m, 2)
FROM (SELECT shares_agg('a'::text, 5) AS m) x;
SELECT (market_indices('a'::text, 5)).*;
SELECT (market_indices(e, v)).* FROM (VALUES (NULL::text, 5)) t(e, v);
SELECT theil(e, v), gini(e, v), hill_number(e, v, 2), concentration_ratio(e, v, 2) FROM (VALUES ('a', NULL::float8)) t(e, v);

-- Parameters out of range, or not the same in a group.
SELECT hill_number(shares_agg('a'::text, 1), -1);
SELECT hill_number(shares_agg('a'::text, 1), 'NaN');
SELECT hill_number('a'::text, 1, -0.5);
SELECT concentration_ratio('a'::text, 1, 0);
SELECT hhi('a'::text, 1, 'NaN');
SELECT stenbacka(shares_agg('a'::text, 1), -1);
SELECT concentration_ratio(e::text, 1, e) FROM generate_series(1, 2) e;
SELECT hill_number(e::text, 1, NULL) FROM generate_series(1, 2) e;

-- Shares of one, and rows of all.
SELECT share_of(m, 'a'), share_of(m, 'nobody'), share_of(m, 7) FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 3), ('7', 1), (NULL, 9)) t(e, v)) x;
SELECT share_of(m, 7), share_of(m, '8'), share_of(m, 9) FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 3), (8, 1)) t(e, v)) x;
SELECT share_of(m, 'x') FROM (SELECT shares_agg(7, 1) AS m) x;
SELECT share_of(m, 'a') IS NULL AS empty FROM (SELECT shares_agg('a'::text, 0) AS m) x;
SELECT r.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('b', 3), ('a', 1), ('c', 0), (NULL, 9)) t(e, v)) x, entities(m) r;

-- Values near the ends of float8 neither underflow nor overflow.
SELECT f, round(hhi::numeric, 12) AS hhi, round(theil::numeric, 12) AS theil, round(gini::numeric, 12) AS gini, round(rosenbluth::numeric, 12) AS rosenbluth,
       round(horvath::numeric, 12) AS horvath, round(dominance_kwoka::numeric, 12) AS kwoka, round(dominance_garcia_alba::numeric, 12) AS garcia_alba
FROM (SELECT f, (market_indices(e, v * f)).* FROM (VALUES ('a', 4::float8), ('b', 3), ('c', 1)) t(e, v), (VALUES (1e-300::float8), (1), (1e300)) s(f) GROUP BY f) x ORDER BY f;
SELECT q, round(hill_number(m, q)::numeric, 12) AS hill FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 4e-300::float8), ('b', 3e-300), ('c', 1e-300)) t(e, v)) x, unnest(ARRAY[0.5, 1, 1.0000001, 2, 200]::float8[]) q;
