-- Supply without the largest supplier.
CREATE TEMP TABLE mined AS SELECT shares_agg(e, v) AS supply FROM (VALUES ('CN', 70), ('US', 12), ('MM', 11), ('AU', 7)) t(e, v);
CREATE TEMP TABLE used AS SELECT shares_agg(e, v) AS demand FROM (VALUES ('CN', 60), ('JP', 25), ('US', 15)) t(e, v);

SELECT claim, (w).* FROM (
  SELECT 1 AS n, 'the largest' AS claim, supply_without(supply, demand) AS w FROM mined, used
  UNION ALL SELECT 2, 'two of them', supply_without(supply, demand, ARRAY['MM', 'CN', 'CN', NULL]) FROM mined, used
  UNION ALL SELECT 3, 'demand not known', supply_without(supply) FROM mined
  UNION ALL SELECT 4, 'a smaller one', supply_without(supply, demand, '{US}') FROM mined, used
  UNION ALL SELECT 5, 'all', supply_without(supply, demand, '{CN,US,MM,AU}') FROM mined, used
  UNION ALL SELECT 6, 'who supplies nothing', supply_without(supply, demand, '{ZZ}') FROM mined, used
  UNION ALL SELECT 7, 'nobody', supply_without(supply, demand, '{}') FROM mined, used
  UNION ALL SELECT 8, 'nobody else asks', supply_without(supply, keep_entities(demand, '{CN}', 'dropped')) FROM mined, used
  UNION ALL SELECT 9, 'nobody asks', supply_without(supply, demand * 0) FROM mined, used
  UNION ALL SELECT 10, 'demand of nobody in particular stays', supply_without(supply, keep_entities(demand, '{CN}')) FROM mined, used
  UNION ALL SELECT 11, 'supply of unknown origin stays', supply_without(supply + (SELECT shares_agg(NULL::text, 20)), demand) FROM mined, used
  UNION ALL SELECT 12, 'only of unknown origin', supply_without((SELECT shares_agg(NULL::text, 20)), demand) FROM used
  UNION ALL SELECT 13, 'the same, somebody named', supply_without((SELECT shares_agg(NULL::text, 20)), demand, '{CN}') FROM used
  UNION ALL SELECT 14, 'no supply', supply_without(supply * 0, demand) FROM mined, used
  UNION ALL SELECT 15, 'none told', supply_without(NULL::market_shares, demand) FROM used) x ORDER BY n;
SELECT claim, got FROM (VALUES
  ('the HHI is that of the market without it', (SELECT (supply_without(supply)).next_hhi = hhi(keep_entities(supply, '{US,MM,AU}', 'dropped')) FROM mined)),
  ('nobody left out changes nothing', (SELECT (supply_without(supply, demand, '{}')).next_hhi = hhi(supply) FROM mined, used)),
  ('numbers as entities', (SELECT (supply_without(shares_agg(e, v), NULL, ARRAY[1, 3]::bigint[])).removed = '{1,3}' FROM (VALUES (1, 5), (2, 7), (3, 1)) t(e, v))),
  ('their digits too', (SELECT (supply_without(shares_agg(e, v), NULL, ARRAY['01'])).supply_left = 8 FROM (VALUES (1, 5), (2, 7), (3, 1)) t(e, v))),
  ('two that are the largest, one named', (SELECT (supply_without(shares_agg(e, v), NULL, '{A}')).supply_left = 6 FROM (VALUES ('A', 5), ('B', 5), ('C', 1)) t(e, v)))) t(claim, got);

-- What is refused.
SELECT supply_without(shares_agg(e, v)) FROM (VALUES ('B', 5), ('A', 5), ('C', 1)) t(e, v);
SELECT supply_without(shares_agg(e, v)) FROM (VALUES ('A', 0.3::float8), ('B', 0.1::float8 + 0.2)) t(e, v);
SELECT supply_without(shares_agg(e, v)) FROM (VALUES ('A', 5), ('A', -6), ('C', 1)) t(e, v);
SELECT supply_without(shares_agg('A'::text, 5), shares_agg(NULL::text, -6));
SELECT supply_without(shares_agg(1, 5), shares_agg('A'::text, 6));
SELECT supply_without(shares_agg(1, 5), NULL, '{CN}');
SELECT supply_without(shares_agg('A'::text, 5), NULL, 'A');
SELECT supply_without(shares_agg(e, v), NULL, '{A}') FROM (VALUES ('A', 1e308), (NULL, 1.7e308)) t(e, v);
