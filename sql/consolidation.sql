-- Further indices of market_shares, on ten firms.
CREATE TEMP TABLE w AS SELECT v::text AS e, v::float8 AS v FROM unnest(ARRAY[541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]) v;
SELECT abs(relative_entropy(m) - 0.84263720) < 1e-8 AS relative_entropy, abs(theil(m) - 0.36234124) < 1e-8 AS theil,
       abs(rosenbluth(m) - 0.1859050959) < 1e-10 AS rosenbluth, abs(horvath(m) - 0.4693769432) < 1e-10 AS horvath,
       abs(gini(m) - 0.46209113) < 1e-8 AS gini, abs(gini(m, unbiased => true) - 0.51343459) < 1e-8 AS gini_unbiased,
       abs(dominance_kwoka(m) - 0.0292291) < 1e-7 AS kwoka, abs(dominance_garcia_alba(m) - 0.4105812) < 1e-7 AS garcia_alba
FROM (SELECT shares_agg(e, v) AS m FROM w) x \gx
SELECT q, round(hill_number(m, q)::numeric, 4) AS hill_number
FROM (SELECT shares_agg(e, v) AS m FROM w) x, unnest(ARRAY[0, 0.5, 1, 2, 3, 'Infinity']::float8[]) q;
SELECT dominance_threshold(m), dominance_threshold(m, 0.5) FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 75), ('b', 25)) t(e, v)) x;

-- Points are asked of rows in one step; any other index of the summary.
SELECT hhi(e, v, 10000) = hhi(shares_agg(e, v), 10000) AS points FROM w;
SELECT hhi(k, 1, 100), hhi(k, 1), gini(shares_agg(k, 1)) FROM generate_series(1, 4) k;

-- One firm, and none.
SELECT relative_entropy(m), theil(m), rosenbluth(m), horvath(m), gini(m), gini(m, true), dominance_kwoka(m), dominance_garcia_alba(m),
       dominance_threshold(m), hill_number(m, 2)
FROM (SELECT shares_agg('a'::text, 5) AS m) x \gx
SELECT (market_indices('a'::text, 5)).* \gx
SELECT (market_indices(e, v)).* FROM (VALUES (NULL::text, 5)) t(e, v) \gx
SELECT hhi(e, v), hhi(e, v, 10000), market_indices(e, v) IS NULL AS indices, hhi_bounds(e, v) IS NULL AS bounds
FROM (VALUES ('a', NULL::float8)) t(e, v);

-- Parameters out of range, or not the same in a group.
SELECT hill_number(shares_agg('a'::text, 1), -1);
SELECT hill_number(shares_agg('a'::text, 1), 'NaN');
SELECT concentration_ratio(shares_agg('a'::text, 1), 0);
SELECT hhi('a'::text, 1, 'NaN');
SELECT dominance_threshold(shares_agg('a'::text, 1), -1);
SELECT hhi(e::text, 1, e) FROM generate_series(1, 2) e;
SELECT hhi(e, 1, NULL) FROM generate_series(1, 2) e;
-- One step is for the headlines; the others are asked of the summary.
\set VERBOSITY terse
SELECT gini(e::text, 1) FROM generate_series(1, 2) e;
\set VERBOSITY default

-- Shares of one, and rows of all.
SELECT share_of(m, 'a'), share_of(m, 'nobody'), share_of(m, 7)
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 3), ('7', 1), (NULL, 9)) t(e, v)) x;
SELECT share_of(m, 7), share_of(m, '8'), share_of(m, 9) FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 3), (8, 1)) t(e, v)) x;
SELECT share_of(m, 'x') FROM (SELECT shares_agg(7, 1) AS m) x;
SELECT share_of(m, 'a') IS NULL AS empty FROM (SELECT shares_agg('a'::text, 0) AS m) x;
SELECT bool_and(share_of(m, entity) = share AND share_of(n, -i) = share) AS each_is_found
FROM (SELECT shares_agg(repeat('x', i % 9) || i, i) AS m, shares_agg(-i, i) AS n FROM generate_series(1, 500) i) x,
     generate_series(1, 500) i, entities(m)
WHERE value = i;
SELECT r.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('b', 3), ('a', 1), ('c', 0), (NULL, 9)) t(e, v)) x, entities(m) r;

-- Values near the ends of float8 neither underflow nor overflow.
SELECT f, round(hhi::numeric, 12) AS hhi, round(theil::numeric, 12) AS theil, round(gini::numeric, 12) AS gini,
       round(rosenbluth::numeric, 12) AS rosenbluth,
       round(horvath::numeric, 12) AS horvath, round(dominance_kwoka::numeric, 12) AS kwoka, round(dominance_garcia_alba::numeric, 12) AS garcia_alba
FROM (SELECT f, (market_indices(e, v * f)).* FROM (VALUES ('a', 4::float8), ('b', 3), ('c', 1)) t(e, v),
      (VALUES (1e-300::float8), (1), (1e300)) s(f) GROUP BY f) x
ORDER BY f;
SELECT q, round(hill_number(m, q)::numeric, 12) AS hill
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 4e-300::float8), ('b', 3e-300), ('c', 1e-300)) t(e, v)) x,
     unnest(ARRAY[0.5, 1, 1.0000001, 2, 200]::float8[]) q;

-- Bounds of the HHI: known 180, 120, 90, 60 of 1000, in points.
CREATE TEMP TABLE seen AS SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 180), ('b', 120), ('c', 90), ('d', 60), (NULL, 550)) t(e, v);
SELECT what, round(lower::numeric, 1) AS lower, round(upper::numeric, 1) AS upper, lower_attained, upper_attained, coverage
FROM (SELECT 1 AS n, 'nothing else' AS what, b.* FROM seen, hhi_bounds(m, scale => 10000) b
      UNION ALL SELECT 2, '40 others', b.* FROM seen, hhi_bounds(m, fringe_count => 40, scale => 10000) b
      UNION ALL SELECT 3, 'none above 60', b.* FROM seen, hhi_bounds(m, fringe_max => 60, scale => 10000) b
      UNION ALL SELECT 4, 'known are largest', b.* FROM seen, hhi_bounds(m, known_are_largest => true, scale => 10000) b
      UNION ALL SELECT 5, '40 others, none above 60', b.* FROM seen, hhi_bounds(m, fringe_count => 40, fringe_max => 60, scale => 10000) b
      UNION ALL SELECT 6, '40 others, 5 to 60', b.* FROM seen, hhi_bounds(m, fringe_count => 40, fringe_max => 60, fringe_min => 5, scale => 10000) b
      UNION ALL SELECT 7, 'a market of 2000', b.* FROM seen, hhi_bounds(m, market_total => 2000, scale => 10000) b) x ORDER BY n;
-- A fringe smaller than what rounding leaves of its market's total is possible all the same: five of 10 beside 25 billion.
SELECT lower < upper + 1e-15 AS possible, lower_attained, upper_attained
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 24452541639.490528::float8), ('b', 496716208.42344856), ('c', 259461178.19799897),
                                         ('d', 232844720.31382915),
  ('e', 117.02094562095358), (NULL, 50)) t(e, v)) x, hhi_bounds(m, fringe_max => 10, fringe_min => 10);
-- Over groups, after rollup, without rows, and where nothing is hidden.
SELECT g, (hhi_bounds(shares_agg(e, v), fringe_max => 30)).*
FROM (VALUES (1, 'a', 60), (1, NULL, 40), (2, 'a', 100), (3, NULL, 90)) t(g, e, v) GROUP BY g ORDER BY g;
SELECT g, (hhi_bounds(e, v)).*, (hhi_bounds(shares_agg(e, v), 200)).upper AS upper_of_200
FROM (VALUES (1, 'a', 60), (1, NULL, 40), (2, 'a', 100), (3, NULL, 90)) t(g, e, v) GROUP BY g ORDER BY g;
SELECT (hhi_bounds(e, v)).upper, (hhi_bounds(shares_agg(e, v), 10)).lower FROM (VALUES (7, 3), (8, 1), (NULL, 4)) t(e, v);
SELECT hhi_bounds(shares_agg(e, v), 50) FROM (VALUES ('a', 60)) t(e, v);
SELECT hhi_bounds(e, v) FROM (VALUES ('a', 60)) t(e, v) WHERE false;
SELECT b.*
FROM (SELECT rollup(m) AS m FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (1, 'a', 60), (2, 'a', 20), (3, NULL, 20)) t(g, e, v) GROUP BY g) x) y,
     hhi_bounds(m) b;
SELECT * FROM hhi_bounds(NULL, market_total => 1000, fringe_count => 4);
SELECT * FROM hhi_bounds(NULL);
SELECT b.* FROM (SELECT shares_agg('a'::text, 0) AS m) x, hhi_bounds(m) b;
SELECT b.*
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 3e300::float8), ('b', 1e300), (NULL, 4e300)) t(e, v)) x, hhi_bounds(m, fringe_count => 2) b;
-- What cannot be.
SELECT b.* FROM seen, hhi_bounds(m, market_total => 900) b;
SELECT b.* FROM seen, hhi_bounds(m, market_total => 'NaN') b;
SELECT b.* FROM seen, hhi_bounds(m, fringe_count => 3, fringe_max => 100) b;
SELECT b.* FROM seen, hhi_bounds(m, fringe_count => 10, fringe_min => 60) b;
SELECT b.* FROM seen, hhi_bounds(m, fringe_count => -1) b;
SELECT b.* FROM seen, hhi_bounds(m, fringe_max => 0) b;
SELECT b.* FROM seen, hhi_bounds(m, fringe_min => 5, fringe_max => 4) b;
SELECT b.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 5), (NULL, -1)) t(e, v)) x, hhi_bounds(m) b;
-- From a concentration ratio alone.
SELECT n, round(lower::numeric, 1) AS lower, round(upper::numeric, 1) AS upper, lower_attained, upper_attained, coverage
FROM unnest(ARRAY[NULL, 60, 4]::bigint[]) n, hhi_bounds_from_ratio(4, CASE WHEN n = 4 THEN 1 ELSE 0.52 END, n, 10000);
SELECT hhi_bounds_from_ratio(0, 0.5);
SELECT hhi_bounds_from_ratio(4, 52);
SELECT hhi_bounds_from_ratio(4, 0.5, 3);
SELECT hhi_bounds_from_ratio(8, 0.35, 20);
SELECT hhi_bounds_from_ratio(4, NULL);
SELECT lower, upper < 1e-12 AS near_zero, lower_attained, upper_attained FROM hhi_bounds_from_ratio(4, 1e-320);

-- Mergers.  Owners come in three forms: under whom, who belongs there, and who become one.
CREATE TEMP TABLE d4 AS SELECT shares_agg(e, v) AS m FROM (VALUES ('f1', 30), ('f2', 30), ('f3', 20), ('f4', 20)) t(e, v);
SELECT e.* FROM d4, merger_effect(m, '["f3", "f4"]', scale => 10000) e;
SELECT merge_entities(m, '{"f3": "f34", "f4": "f34"}') AS under, merge_entities(m, '{"f34": ["f3", "f4"]}') AS groups,
       merge_entities(m, '["f3", "f4"]') AS one
FROM d4;
SELECT merge_entities(m, '{"f1": "f2", "f2": "group", "f3": "f3", "f9": "group"}') FROM d4;
SELECT owners, e.*
FROM d4,
     (VALUES (jsonb '{"f1": "f2", "f3": "f4", "nobody": "f1", "f2": null}'), ('["nobody", "no one"]'), ('{"f1": "f1"}'), ('["f1"]'),
      ('["f1", "nobody"]'), ('{"group": ["f1", null]}'), ('{}'), ('[]'), ('[null, "f1", "f2"]')) o(owners),
     merger_effect(m, owners) e;
SELECT merge_entities(m, '{}') = m AS no_owner, merge_entities(m, NULL) IS NULL AS unknown, merger_effect(m, NULL) IS NULL AS unknown_effect FROM d4;
SELECT hhi(m, NULL) IS NULL AS hhi, merger_effect(m, '[]', NULL) IS NULL AS merger, mhhi(m, '{}', scale => NULL) IS NULL AS mhhi,
       consolidation(m, m, scale => NULL) IS NULL AS change,
       hhi_bounds(m, scale => NULL) IS NULL AS bounds, hhi_bounds_from_ratio(4, 0.5, scale => NULL) IS NULL AS ratio FROM d4;
SELECT e IS NULL AS empty FROM merger_effect(shares_agg_final(NULL), '["a", "b"]') e;
-- Entities that are numbers, in any spelling; the rows without an entity stay.
SELECT merge_entities(m, '{"9": [7, "8"]}') AS groups, merge_entities(m, '{"007": "8"}') AS spelled,
       merge_entities(m, '{"7": 10}') AS number, merge_entities(m, '[7, 8]') AS one,
       merge_entities(m, '["-9223372036854775808", 7]') AS least
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 1), (8, 2), (NULL, 4)) t(e, v)) x;
SELECT merge_entities(m, '{"a": 7, "b": 7.50}') FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 1), ('b', 2)) t(e, v)) x;
-- Owners as of a date, from a table.
CREATE TEMP TABLE ownership (firm text, owner text, since date, until date);
INSERT INTO ownership VALUES ('f3', 'f1', '2020-01-01', '2022-01-01'), ('f3', 'f2', '2022-01-01', NULL), ('f4', 'f2', '2023-01-01', NULL);
SELECT d, hhi(merge_entities(m, owners), 10000) AS hhi, merge_entities(m, owners)
FROM d4, (VALUES (date '2021-06-30'), ('2022-06-30'), ('2023-06-30')) dates(d),
     LATERAL (SELECT jsonb_object_agg(firm, owner) AS owners FROM ownership WHERE d >= since AND (d < until OR until IS NULL)) o
ORDER BY d;
-- Maps that make no sense.  Lists of an owner tell a firm with two; an object cannot.
SELECT merge_entities(m, (SELECT jsonb_object_agg(owner, firms) FROM (SELECT owner, jsonb_agg(firm) AS firms FROM ownership GROUP BY owner) o))
FROM d4;
SELECT merge_entities(m, '{"f1": "f2", "f2": "f3", "f3": "f1"}') FROM d4;
SELECT merge_entities(m, '{"f9": "f1", "f1": "f2", "f2": "f1"}') FROM d4;
SELECT merge_entities(m, (SELECT jsonb_object_agg('f' || i, 'f' || i % 12 + 1) FROM generate_series(1, 12) i)) FROM d4;
SELECT merge_entities(m, '"f1"') FROM d4;
SELECT merge_entities(m, '7') FROM d4;
SELECT merge_entities(m, 'null') FROM d4;
SELECT merge_entities(m, '{"f1": true}') FROM d4;
SELECT merge_entities(m, '{"f1": {"owner": "f2"}}') FROM d4;
SELECT merge_entities(m, '{"f1": ["f2", ["f3"]]}') FROM d4;
SELECT merge_entities(m, '["f1", false]') FROM d4;
SELECT merge_entities(m, jsonb_build_object('f1', jsonb_build_object('owner', repeat('雪', 99)))) FROM d4;
SELECT merger_effect(m, '{"f2": ["f1"], "f3": ["f1"]}') FROM d4;
SELECT merger_effect(m, '["f1", "f2"]', 0) FROM d4;
SELECT merge_entities(m, '{"x": "7"}') FROM (SELECT shares_agg(7, 1) AS m) x;
SELECT merge_entities(m, '{"7": 7.5}') FROM (SELECT shares_agg(7, 1) AS m) x;
SELECT merge_entities(m, '{"7": "9223372036854775808"}') FROM (SELECT shares_agg(7, 1) AS m) x;
SELECT merge_entities(m, '{"7": 8, "07": 9}') FROM (SELECT shares_agg(7, 1) AS m) x;
-- A chain of 8,000 owners is walked once, in milliseconds.
SET statement_timeout = '10s';
SELECT merge_entities(m, (SELECT jsonb_object_agg('f' || i, 'f' || i + 1) FROM generate_series(1, 8000) i)) FROM d4;
RESET statement_timeout;

-- Guidelines.
SELECT regime, rule, hhi_after_at_least AS "hhi>=", hhi_after_above AS "hhi>", delta_at_least AS "delta>=", delta_above AS "delta>",
       merged_share_above AS "share>", label
FROM merger_guidelines();
SELECT count(DISTINCT source), bool_and(source <> '') FROM merger_guidelines();
SELECT after, delta, share, merger_screen(after, delta, share) AS us2023, merger_screen(after, delta, share, 'us2010') AS us2010,
       merger_screen(after, delta, share, 'us1992') AS us1992, merger_screen(after, delta, share, 'eu2004') AS eu2004
FROM (VALUES (1801, 101, NULL::float8), (1800, 101, NULL), (900, 150, 0.31), (2501, 100, NULL), (2501, 99.9, NULL), (1500, 101, NULL),
      (1000, 250, NULL), (2001, 150, NULL)) t(after, delta, share);
SELECT e.*, g.regime, merger_screen(e.hhi_after, e.delta, e.merged_share, g.regime)
FROM d4, merger_effect(m, '["f3", "f4"]', scale => 10000) e, (SELECT DISTINCT regime FROM merger_guidelines()) g ORDER BY regime;
-- A change of exactly 100 points is not above 100, though float8 says 100.00000000000001.
SELECT e.delta > 100 AS rounded_up, merger_screen(e.hhi_after, e.delta, e.merged_share)
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 10), ('b', 5), ('c', 30), ('d', 55)) t(e, v)) x,
     merger_effect(m, '["a", "b"]', scale => 10000) e;
-- A firm that is nearly all loses no digits of what a small one adds: 2ab.
SELECT abs(e.delta / (2e-9 / ((1 + 1e-9) * (1 + 1e-9))) - 1) < 1e-15 AS exact
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 1), ('b', 1e-9)) t(e, v)) x, merger_effect(m, '["a", "b"]') e;
SELECT merger_screen(0.34, 0.08);
SELECT merger_screen(3400, 'NaN');
SELECT merger_screen(3400, 4000);
SELECT merger_screen(3400, 800, 40);
SELECT merger_screen(3400, 800, NULL, 'us1968');
SELECT merger_screen(NULL, 800);

-- Common owners: five funds with one percent of all, funds 2 to 5 with two of one firm.
CREATE TEMP TABLE holding AS SELECT 'f' || f AS firm, 'fund' || o AS owner, CASE WHEN o = f + 1 THEN 0.02 ELSE 0.01 END AS stake
FROM generate_series(1, 4) f, generate_series(1, 5) o;
CREATE TEMP TABLE stakes AS SELECT jsonb_object_agg(firm, owners) AS held
FROM (SELECT firm, jsonb_object_agg(owner, stake) AS owners FROM holding GROUP BY firm) f;
SELECT round(hhi) AS hhi, round(modified_hhi) AS modified_hhi, round(delta) AS delta FROM d4, stakes, mhhi(m, held, scale => 10000);
-- Other markets' firms and nulls do not count.
SELECT count(DISTINCT (r.*)::text) FROM d4, stakes, (VALUES (jsonb '{}'), ('{"f9": {"fund1": 1}, "f8": null}')) more(firms), mhhi(m, held || firms) r;
SELECT r.* FROM d4, mhhi(m, '{"f1": {"x": null}, "f2": {}, "f3": null}') r;
-- Two firms with one owner are one firm; control decides, interest pays.
SELECT r.*, e.hhi_after FROM d4, mhhi(m, '{"f3": {"parent": 1}, "f4": {"parent": 1}}') r, merger_effect(m, '["f3", "f4"]') e;
CREATE TEMP TABLE duopoly AS SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 6), ('b', 4)) t(e, v);
SELECT round(modified_hhi::numeric, 6) AS modified_hhi, round(delta::numeric, 6) AS delta
FROM duopoly, mhhi(m, '{"a": {"x": 0.9, "y": 0.1}, "b": {"y": 1}}', '{"a": {"x": 1, "y": 0}}');
-- A golden share controls without interest: y decides for a beside x, and has b.  Where it decides alone, nobody weighs a against b.
SELECT control, r.*
FROM duopoly, (VALUES (jsonb '{"a": {"y": 1}}'), ('{"a": {"x": 0, "y": 1}}')) g(control), mhhi(m, '{"a": {"x": 1}, "b": {"y": 1}}', control) r;
SELECT mhhi(m, NULL) IS NULL AS unknown, mhhi(NULL, '{}') IS NULL AS no_market FROM d4;
SELECT r.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 1), (8, 1)) t(e, v)) x, mhhi(m, '{"07": {"x": 1}, "8": {"x": 1}}') r;
SELECT mhhi(m, '{"f1": {"x": 5}}') FROM d4;
SELECT mhhi(m, '{"f1": {"x": 0.6, "y": 0.6}}') FROM d4;
SELECT mhhi(m, '{"f1": {"x": -0.1}}') FROM d4;
SELECT mhhi(m, '{"f1": {"x": 0.5}}', '{"f1": {"x": -1}}') FROM d4;
SELECT mhhi(m, '{"f1": {"x": "0.5"}}') FROM d4;
SELECT mhhi(m, '{"f1": 0.5}') FROM d4;
SELECT mhhi(m, '["f1"]') FROM d4;
SELECT mhhi(m, '{}', '[]') FROM d4;
SELECT mhhi(m, '{"f1": {"x": 1e999}}') FROM d4;
SELECT mhhi(m, '{"7": {"x": 0.5}, "07": {"x": 0.4}}') FROM (SELECT shares_agg(7, 1) AS m) x;

-- Change: {a 40, b 30, c 20, d 10} becomes {ab 75, e 25}.
CREATE TEMP TABLE dates AS SELECT
  (SELECT shares_agg(e, v) FROM (VALUES ('a', 40), ('b', 30), ('c', 20), ('d', 10)) t(e, v)) AS before,
  (SELECT shares_agg(e, v) FROM (VALUES ('ab', 75), ('e', 25)) t(e, v)) AS after;
SELECT round(hhi_before::numeric, 4) AS hhi_before, round(hhi_after::numeric, 4) AS hhi_after, round(delta::numeric, 4) AS delta,
       round(merger::numeric, 4) AS merger,
       round(exit::numeric, 4) AS exit, round(entry::numeric, 4) AS entry, round(displacement::numeric, 4) AS displacement,
            round(share_shift::numeric, 4) AS share_shift
FROM dates, consolidation(before, after, '{"ab": ["a", "b"]}', 10000) \gx
SELECT c.* FROM dates, entity_changes(before, after, '{"ab": ["a", "b"]}') c ORDER BY share_change;
SELECT c.* FROM dates, entity_changes(before, after) c ORDER BY entity;
SELECT instability(before, after), instability(before, before), instability(before, before * 3) FROM dates;
SELECT c.delta, c.share_shift FROM dates, consolidation(before, before) c;
SELECT c.* FROM dates, consolidation(before, shares_agg_final(NULL)) c \gx
SELECT c.* FROM dates, consolidation(before, keep_entities(after, '{}')) c \gx
SELECT instability(before, shares_agg(1, 1)) FROM dates GROUP BY before;
SELECT count(*) AS rows FROM entity_changes(NULL, NULL);
SELECT c.* FROM dates, consolidation(before, after, '{"a": "b", "b": "a"}') c;
SELECT c.* FROM dates, entity_changes(before, after, '"a"') c;
-- A time line by a window.
SELECT y, c.delta, c.exit, c.entry, c.displacement, c.share_shift
FROM (SELECT y, m, lag(m) OVER (ORDER BY y) AS before
      FROM (SELECT y, shares_agg(e, v) AS m FROM (VALUES (1, 'a', 2), (1, 'b', 2), (2, 'a', 3), (2, 'b', 1), (3, 'a', 3), (3, 'c', 1)) t(y,
            e, v) GROUP BY y) x) w, LATERAL consolidation(before, m) c
ORDER BY y;

-- Dependence.
CREATE TEMP TABLE supply AS SELECT shares_agg(e, v) AS m FROM (VALUES ('CHN', 68), ('USA', 12), ('MMR', 11), ('AUS', 9)) t(e, v);
SELECT round(hhi_weighted(m, '{"CHN": 5.7, "USA": 2.4, "MMR": 8.1, "AUS": 1.8}', jsonb '{"CHN": 1.1}')::numeric, 6) AS jsonb,
       round(hhi_weighted(m, (SELECT jsonb_object_agg(country, weight)
                              FROM (VALUES ('CHN', 5.7), ('USA', 2.4), ('MMR', 8.1), ('AUS', 1.8)) w(country, weight)),
                                   '{"CHN": 1.1, "MMR": null}')::numeric, 6) AS "from a table",
       hhi_weighted(m, '{"CHN": 5.7, "USA": 2.4, "MMR": 8.1, "AUS": null}') AS missing, hhi_weighted(m, '{}') AS none,
       hhi_weighted(m, '{"CHN": 1, "USA": 1, "MMR": 1, "AUS": 1, "FRA": 9}') = hhi(m) AS ones
FROM supply;
SELECT hhi_weighted(m, '{"CHN": -5.7}') FROM supply;
SELECT hhi_weighted(m, '{"CHN": "5.7"}') FROM supply;
SELECT hhi_weighted(m, '[5.7]') FROM supply;
SELECT hhi_weighted(m, '{"CHN": 5.7}', '{"CHN": -1}') FROM supply;
SELECT hhi_weighted(m, '{"CHN": 5.7}', 'true') FROM supply;
SELECT hhi_weighted(m, NULL) IS NULL AS no_weights FROM supply;
SELECT hhi_weighted(m, '{"156": 5.7, "0840": 2.4}') AS numbers FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (156, 3), (840, 1)) t(e, v)) x;
SELECT hhi_weighted(m, '{"156": 5.7, "0156": 5.8}') FROM (SELECT shares_agg(156, 1) AS m) x;
SELECT hhi_weighted(m, '{"CHN": 5.7}') FROM (SELECT shares_agg(156, 1) AS m) x;
SELECT round(eu_supply_risk(4.1, 3.2, 0.8, 0.01, 0.98)::numeric, 6), round(eu_supply_risk(5.7, NULL, 1, 0.01, 0.99)::numeric, 4),
       eu_supply_risk(NULL, NULL, 1, 0.01, 0.99), eu_supply_risk(1, 1, NULL, 0, 1);
-- Import reliance weighs the mixes, so one mix does not need it.
SELECT eu_supply_risk(4, NULL, NULL, 0.5, 1) AS world, eu_supply_risk(NULL, 3, NULL, 0.5, 1) AS eu,
       eu_supply_risk(NULL, NULL, NULL, 0.5, 1) AS neither, eu_supply_risk(4, NULL, NULL, NULL, 1) AS no_recycling_rate;
SELECT eu_supply_risk(4.1, 3.2, 1.2, 0.01, 0.98);
SELECT eu_supply_risk(-4.1, 3.2, 1, 0.01, 0.98);
SELECT eu_supply_risk(4.1, 3.2, 1, 1.01, 0.98);
SELECT eu_supply_risk(4.1, 3.2, 1, 0.01, 'Infinity');
SELECT eu_supply_risk(1e308, 1e308, 1, 0, 1e308);
-- The formula of 2010: substitutability * (1 - recycling) * hhi.
SELECT eu_supply_risk(5, NULL, NULL, 0.1, 0.8) AS "2010";
SELECT import_reliance(100, 900, 50), import_reliance(500, 100, 50, -20), import_reliance(0, 0, 0), import_reliance(1000, 10, 900),
       import_reliance(0, 500, 100);
-- Stocks are in both: production alone decides, 1 without any, 0 where it covers all that is used.
SELECT import_reliance(0, 50, 0, -50) AS drawn, import_reliance(100, 50, 0, 50) AS stockpiled, import_reliance(40, 60, 0, -30) AS "9/13",
       import_reliance(10, 5, 10, 20) AS no_use;
SELECT import_reliance(NULL, 5, 1), import_reliance(30, 70, 20, NULL), import_reliance(1e308, 1e308, 0);
SELECT import_reliance(-1, 900, 50);
SELECT import_reliance(1, 900, 50, 'NaN');
SELECT d.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('CHN', 90), ('JPN', 6), ('USA', 4)) t(e, v)) x, eu_dependency(m, 20, 30) d;
SELECT d.* FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('CHN', 1), (NULL, 1)) t(e, v)) x, eu_dependency(m, 2, 0) d;
SELECT d.* FROM supply, eu_dependency(m, 1, 1e-310) d;
SELECT * FROM eu_dependency(NULL, 20, 30);
SELECT * FROM eu_dependency(NULL, NULL, 30);
SELECT d.* FROM supply, eu_dependency(m, -2, 0) d;
SELECT geopolrisk(m, i, 0, '{"CHN": 0.6, "USA": 0.2}') AS all_imported, geopolrisk(m, i, 100, '{"CHN": 0.6, "USA": 0.2}') AS half_imported,
       geopolrisk(m, i, 0, '{"CHN": 0.6}') AS missing, round(hhi(m)::numeric, 4) AS hhi
FROM supply, (SELECT shares_agg(e, v) AS i FROM (VALUES ('CHN', 75), ('USA', 25)) t(e, v)) x;
SELECT geopolrisk(m, NULL, 100, '{"CHN": 0.6}') AS nothing_imported, geopolrisk(m, NULL, 0, '{}') AS no_supply,
       geopolrisk(m, shares_agg(NULL::text, 1), 0, '{}') AS no_origin
FROM supply GROUP BY m;
SELECT geopolrisk(m, m, -1, '{}') FROM supply;
SELECT geopolrisk(m, m, 0, '7') FROM supply;

-- New values from given ones.
CREATE TEMP TABLE pair AS SELECT (SELECT shares_agg(e, v)
                                  FROM (VALUES ('a', 0.1), ('b', 0.2), (NULL, 1)) t(e, v)) AS x, (SELECT shares_agg(e, v)
                                        FROM (VALUES ('b', 0.3), ('c', 1e-30)) t(e, v)) AS y;
SELECT x + y, x - y, x * 3, 0.5 * x, x * 0 FROM pair;
SELECT x + y = y + x AS commutes, x + y = (SELECT rollup(m) FROM (VALUES (x), (y)) t(m)) AS is_rollup, x + y - y = x + y * 0 AS taken_back,
       x * 4 = x + x + x + x AS four, (x + y) * 3 = x * 3 + y * 3 AS distributes
FROM pair;
SELECT hhi(y - x) FROM pair;
SELECT x + shares_agg(1, 1) FROM pair GROUP BY x;
SELECT x * 'NaN' FROM pair;
SELECT x * 1e308 * 1e10 FROM pair;
SELECT keep_entities(m, ARRAY['f1', 'f3', 'nobody', NULL]), keep_entities(m, ARRAY['f1'], others => 'dropped') FROM d4;
SELECT keep_entities(m, ARRAY['7']), keep_entities(m, ARRAY[7, 9]::text[])
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 1), (8, 2), (NULL, 4)) t(e, v)) x;
SELECT keep_entities(m, '{7,8}') AS literal, keep_entities(m, ARRAY(SELECT entity FROM entities(m) WHERE share > 0.5)) AS large
FROM (SELECT shares_agg(e, v) AS m FROM (VALUES (7, 1), (8, 2), (NULL, 4)) t(e, v)) x;
SELECT keep_entities(m, ARRAY(SELECT entity FROM entities(m))) = m AS all_stay, keep_entities(m, NULL) IS NULL AS unknown FROM d4;
SELECT keep_entities(m, '{f1}', 'elsewhere') FROM d4;
SELECT keep_entities(m, '{x}') FROM (SELECT shares_agg(7, 1) AS m) x;

-- Aggregates with and without a parameter give the same bits from a parallel plan.
CREATE TABLE parallel_rows AS SELECT i % 7 AS g, 'f' || i % 97 AS e, (i % 1013) * 0.1 AS v FROM generate_series(1, 20000) i;
ANALYZE parallel_rows;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT g, hhi(e, v, 10000) AS h, market_indices(e, v) AS i, hhi_bounds(e, v) AS b, hill_number(shares_agg(e, v), 0.5) AS n
FROM parallel_rows GROUP BY g;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
CREATE VIEW in_parallel AS SELECT g, hhi(e, v, 10000) AS h, market_indices(e, v) AS i, hhi_bounds(e, v) AS b, hill_number(shares_agg(e, v), 0.5) AS n
FROM parallel_rows GROUP BY g;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN ' || query; END $$;
SELECT count(*) AS partial FROM pg_temp.plan('SELECT * FROM in_parallel') AS line WHERE line ~ 'Partial';
SELECT count(*) AS groups, count(*) FILTER (WHERE (s.h, s.n) = (p.h, p.n) AND s.i = p.i AND s.b = p.b) AS same
FROM serial s JOIN in_parallel p USING (g);
DROP VIEW in_parallel;
DROP TABLE parallel_rows;
