-- What a change of trade consists of.
CREATE TEMP TABLE flows (entity text, value float8, quantity float8, after boolean);
INSERT INTO flows VALUES ('US', 600, 10, false), ('DE', 400, 8, false), ('JP', 200, 5, false), ('US', 150, 2, true), ('DE', 440, 8, true), ('VN', 300, 6, true);

-- The example of the page: entry, exit, and Bennet's prices and quantities of who stayed.
SELECT (trade_margins(entity, value, quantity, after)).* FROM flows \gx
CREATE TEMP TABLE stored AS SELECT shares_agg(entity, value) FILTER (WHERE NOT after) AS v0, shares_agg(entity, quantity) FILTER (WHERE NOT after) AS q0,
       shares_agg(entity, value) FILTER (WHERE after) AS v1, shares_agg(entity, quantity) FILTER (WHERE after) AS q1 FROM flows;
SELECT r.* FROM stored, margin_rows(v0, q0, v1, q1) r;
SELECT claim, got FROM (VALUES
  ('stored totals give the same', (SELECT trade_margins(v0, q0, v1, q1) FROM stored)::text = (SELECT trade_margins(entity, value, quantity, after) FROM flows)::text),
  ('integers as names too', (SELECT (trade_margins(7, value, quantity, after)).quantity FROM flows WHERE entity = 'US') = (SELECT (trade_margins('7'::text, value, quantity, after)).quantity FROM flows WHERE entity = 'US')),
  ('and numeric figures', (SELECT trade_margins(entity, value::numeric, quantity::numeric, after) FROM flows)::text = (SELECT trade_margins(entity, value, quantity, after) FROM flows)::text),
  ('backwards all signs turn', (SELECT ((m).entry, (m).exit, (m).price, (m).quantity, (m).change)::text FROM (SELECT trade_margins(entity, value, quantity, NOT after) AS m FROM flows) x) = '(200,-300,-130,540,310)'),
  ('the parts of rows add up to it', (SELECT abs(sum(contribution) - min(g)) < 1e-15 FROM stored, margin_rows(v0, q0, v1, q1), LATERAL (SELECT (trade_margins(v0, q0, v1, q1)).midpoint_growth) m(g))),
  ('rows of an entity add up', (SELECT (m.price, m.quantity)::text FROM (SELECT (trade_margins('US'::text, v, q, a)).* FROM (VALUES (300, 5, false), (300, 5, false), (50, 1, true), (100, 1, true)) t(v, q, a)) m) = '(90,-540)')
) t(claim, got);

-- What has no price: no quantity in one of the periods, rows without one beside rows with, no entity.
SELECT claim, (m).change, (m).entry, (m).exit, (m).price, (m).quantity, (m).unpriced, (m).stayed FROM (
  SELECT 'no quantity before, or after' AS claim, trade_margins(e, v, q, a) AS m
  FROM (VALUES ('US', 600, 10, false), ('DE', 400, NULL, false), ('JP', 200, 0, false), ('US', 660, 10, true), ('DE', 300, 6, true), ('JP', 260, 4, true)) t(e, v, q, a)
  UNION ALL SELECT 'a row without quantity does not make the others dearer', trade_margins(e, v, q, a)
  FROM (VALUES ('US', 100, 10, false), ('US', 100, 10, true), ('US', 50, NULL, true)) t(e, v, q, a)
  UNION ALL SELECT 'an entrant needs no quantity', trade_margins(e, v, q, a) FROM (VALUES ('US', 100, 10, false), ('DE', 50, NULL, true)) t(e, v, q, a)
  UNION ALL SELECT 'no entity: its quantity is ignored', trade_margins(e, v, q, a) FROM (VALUES ('US', 100, 10, false), ('US', 100, 10, true), (NULL, 90, 3, false), (NULL, 30, 1, true)) t(e, v, q, a)
  UNION ALL SELECT 'weights that cancel out are not known', trade_margins(e, v, q, a) FROM (VALUES ('US', 100, 10, false), ('US', 60, 10, true), ('US', 60, -10, true)) t(e, v, q, a)
  UNION ALL SELECT 'NULL value or after: no row', trade_margins(e, v, q, a) FROM (VALUES ('US', 100, 10, false), ('US', 100, 10, true), ('DE', NULL, 10, true), ('DE', 10, 10, NULL)) t(e, v, q, a)
  UNION ALL SELECT 'a correction that is smaller than what it corrects', trade_margins(e, v, q, a) FROM (VALUES ('US', 100, 10, false), ('US', 130, 11, true), ('US', -30, -1, true), ('US', -20, NULL, true)) t(e, v, q, a)
  UNION ALL SELECT 'same value at another price', trade_margins(e, v, q, a) FROM (VALUES ('US', 100, 4, false), ('US', 100, 5, true)) t(e, v, q, a)) x ORDER BY claim;
SELECT r.* FROM (SELECT shares_agg(e, v) AS v, shares_agg(e, q) AS q FROM (VALUES ('DE', 400, NULL), ('US', 600, 10), (NULL, 90, 3)) t(e, v, q)) x, margin_rows(v, q, v * 2, q) r;

-- No trade in one period is all entry, or all exit; in both it is NULL, as are no rows.
SELECT claim, (m).change, (m).entry, (m).exit, (m).midpoint_growth, (m).entered, (m).exited FROM (
  SELECT 'all entry' AS claim, trade_margins(entity, value, quantity, after) FILTER (WHERE after) AS m FROM flows
  UNION ALL SELECT 'all exit', trade_margins(entity, value, quantity, after) FILTER (WHERE NOT after) FROM flows
  UNION ALL SELECT 'all entry, stored', trade_margins(NULL, NULL, v1, q1) FROM stored
  UNION ALL SELECT 'all exit, stored', trade_margins(v0, q0, NULL, NULL) FROM stored
  UNION ALL SELECT 'only rows without an entity', trade_margins(NULL::text, 5, 1, true)
  UNION ALL SELECT 'values of zero', trade_margins('US'::text, 0, 3, true)
  UNION ALL SELECT 'no rows', trade_margins('US'::text, 1, 3, true) FILTER (WHERE false)
  UNION ALL SELECT 'no markets', trade_margins(NULL::market_shares, NULL, NULL, NULL)) x;
SELECT count(*) AS rows_of_nothing FROM margin_rows(NULL, NULL, NULL, NULL);
SELECT (m).unpriced AS quantities_unknown FROM (SELECT trade_margins(v0, NULL, v1, NULL) AS m FROM stored) x;

-- The parts add up to the change to the last bit, in the order of the columns: whole numbers, decimals, figures far apart.
SELECT setseed(0.24);
CREATE TEMP TABLE market AS SELECT m, form, CASE WHEN random() < 0.1 THEN NULL ELSE 'p' || (random() * 30)::int END AS entity,
  CASE form WHEN 'whole' THEN floor(random() * 1e7) WHEN 'cents' THEN round((random() * 1e6)::numeric, 2)::float8 ELSE exp(20 * random()) END AS value,
  CASE WHEN random() < 0.1 THEN NULL ELSE random() * 1e4 END AS quantity, random() < 0.5 AS after
FROM generate_series(1, 500) m, unnest(ARRAY['whole', 'cents', 'spread']) form, generate_series(1, 12);
CREATE TEMP TABLE split AS SELECT m, form, (trade_margins(entity, value, quantity, after)).* FROM market GROUP BY m, form;
SELECT form, count(*) AS markets, count(*) FILTER (WHERE entry + exit + price + quantity + unpriced = change) AS to_the_bit,
       bool_and(abs(change - (value_after - value_before)) <= 1e-15 * (value_after + value_before + abs(price) + abs(quantity))) AS is_the_change,
       bool_and(entry >= 0 AND exit <= 0 AND abs(midpoint_growth) <= 2) AS in_range
FROM split GROUP BY form ORDER BY form;
SELECT count(*) FILTER (WHERE change <> value_after - value_before) AS whole_numbers_that_differ FROM split WHERE form = 'whole';
SELECT count(*) AS markets, count(*) FILTER (WHERE s.* IS DISTINCT FROM b.*) AS of_another_order FROM split s
JOIN (SELECT m, form, (trade_margins(entity, value, quantity, after ORDER BY value DESC)).* FROM market GROUP BY m, form) b USING (m, form);
SELECT count(*) AS entities, count(*) FILTER (WHERE abs(price_part + quantity_part - (r.value_after - r.value_before)) > 1e-15 * (r.value_after + r.value_before + abs(price_part))) AS not_split
FROM (SELECT m, shares_agg(entity, value) FILTER (WHERE NOT after) AS v0, shares_agg(entity, quantity) FILTER (WHERE NOT after) AS q0,
        shares_agg(entity, value) FILTER (WHERE after) AS v1, shares_agg(entity, quantity) FILTER (WHERE after) AS q1 FROM market GROUP BY m) x, margin_rows(v0, q0, v1, q1) r
WHERE kind = 'priced';

-- What is refused.
SELECT trade_margins(e, v, q, true) FROM (VALUES ('US', 100, 4), ('US', -130, 1)) t(e, v, q);
SELECT trade_margins(e, v, q, true) FROM (VALUES ('US', 100, 4), ('US', -130, NULL)) t(e, v, q);
SELECT trade_margins(e, v, q, true) FROM (VALUES ('US', 100, 4), ('US', 10, -5)) t(e, v, q);
SELECT trade_margins(NULL::text, -1, 1, true);
SELECT trade_margins('US'::text, 'NaN', 1, true);
SELECT trade_margins('US'::text, 1, 'Infinity', true);
SELECT trade_margins(e, v, q, a) FROM (VALUES ('US', 1e300, 1e-300, false), ('US', 1, 1, true)) t(e, v, q, a);
SELECT r.* FROM (SELECT shares_agg(7, 1) AS m) x, margin_rows(m * 1e300, m * 1e-300, m, m) r;
SELECT trade_margins(shares_agg('US'::text, 1), NULL, shares_agg(7, 1), NULL);
SELECT trade_margins(shares_agg(7, -1), NULL, NULL, NULL);
SELECT trade_margins_final(price_indices_trans(NULL, 'a', 1, 2, true));

-- In how much of the reference's trade x is present, and how strongly.
CREATE TEMP TABLE exports AS SELECT shares_agg(e, x) AS x, shares_agg(e, r) AS reference FROM (VALUES ('A', 50, 500), ('B', 0, 300), ('C', 40, 200), (NULL, 7, 9)) t(e, x, r);
SELECT claim, (m).* FROM (SELECT 'the example of the page' AS claim, extensive_margin(x, reference) AS m FROM exports
  UNION ALL SELECT 'the reference itself', extensive_margin(reference, reference) FROM exports
  UNION ALL SELECT 'nothing', extensive_margin(x * 0, reference) FROM exports
  UNION ALL SELECT 'no rows', extensive_margin(NULL, reference) FROM exports
  UNION ALL SELECT 'nobody trades', extensive_margin(x * 0, reference * 0) FROM exports
  UNION ALL SELECT 'no reference', extensive_margin(x, NULL) FROM exports) y;
SELECT extensive_margin(shares_agg(e, v), shares_agg('A'::text, 1)) FROM (VALUES ('A', 1), ('D', 4)) t(e, v);
SELECT extensive_margin(shares_agg(7, 1), shares_agg('7'::text, 1));
SELECT extensive_margin(shares_agg(7, -3), shares_agg(7, 10));
