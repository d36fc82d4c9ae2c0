-- Answers as a person reads them: summary and rounded.
SET datestyle = ISO;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE m text; d text; h text;
BEGIN
  EXECUTE query;
  RETURN 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT;
  RETURN concat_ws(' / ', m, nullif(d, ''), nullif(h, ''));
END $$;

-- One line for each noun; nothing where there is nothing.
CREATE TEMP TABLE one_line (claim text, got text);
INSERT INTO one_line VALUES
  ('the three largest, the others together', (SELECT summary(shares_agg(e, v)) FROM (VALUES ('a', 50.04), ('b', 30), ('c', 10), ('d', 6), ('e', 4)) t(e, v))),
  ('one entity, a number', (SELECT summary(shares_agg(280530::bigint, 1234567.5::float8)))),
  ('four', (SELECT summary(shares_agg(e, 1)) FROM unnest('{a,b,c,d}'::text[]) e)),
  ('what is unattributed', (SELECT summary(shares_agg(e, v)) FROM (VALUES ('a', 1.5), (NULL, 0.25)) t(e, v))),
  ('nothing but that', (SELECT summary(shares_agg(e, 2)) FROM (VALUES (NULL::text)) t(e))),
  ('only zeros', (SELECT summary(shares_agg('a'::text, 0)))),
  ('a long name is cut between characters', (SELECT summary(shares_agg(repeat('ü', 50), 1)))),
  ('of a NULL', (SELECT summary(NULL::market_shares))),
  ('months of flows', (SELECT summary(series_agg(m, v, 'month')) FROM (VALUES (date '2024-01-15', 1234.567), ('2024-02-01', 0.123456), ('2024-04-30', 7)) t(m, v))),
  ('levels of quarters', (SELECT summary(levels_agg(date '2024-05-05', -1.5::float8, 'quarter')))),
  ('changes', (SELECT summary(backlog_agg('2024-01-01'::date, '2024-01-05'::date)))),
  ('trading days miss nothing', (SELECT summary(levels_agg(d, 5, 'trading_day')) FROM unnest('{2024-01-05,2024-01-09}'::date[]) d)),
  ('totals of several periods', (SELECT summary(series_agg(date '2024-01-01', date '2024-03-31', 30::float8, 'month')))),
  ('an empty series', (SELECT summary(slice(series_agg(date '2024-01-01', 1::float8, 'month'), until => '2020-01-01')))),
  ('ended and running', (SELECT summary(spells_agg(d, d < 5, 'month')) FROM unnest('{1,2,5,7.25}'::float8[]) d)),
  ('without a unit', (SELECT summary(spells_agg(d, true)) FROM unnest('{0}'::float8[]) d)),
  ('the first and the last market', (SELECT summary(markets_agg(p, m, 'a', 1)) FROM unnest('{SmCo,NdFeB,Dy}'::text[]) p, unnest('{2024-03-01,2024-01-01}'::date[]) m)),
  ('one market, of a number', (SELECT summary(markets_agg(280530, 'a', 1)))),
  ('a market of NULL', (SELECT summary(markets_agg(p, 'a', 1)) FROM (VALUES (repeat('ü', 50)), (NULL)) v(p))),
  ('series of groups', (SELECT summary(panel_agg(p, date '2024-01-01', 1, 'month')) FROM unnest('{850511,280530}'::bigint[]) p)),
  ('figures and their releases', (SELECT summary(vintages_agg(m, 5, known)) FROM (VALUES (date '2024-02-01', date '2024-04-20'), ('2024-01-01', '2024-03-07'), ('2024-01-01', '2024-07-01')) t(m, known))),
  ('one level', (SELECT summary(level_vintages_agg(date '2024-05-05', 1, date '2024-08-01', 'quarter')))),
  ('no vintages', (SELECT summary(vintages_agg(m, 5, m)) FROM (SELECT date '2024-01-01' AS m WHERE false) t));
SELECT * FROM one_line;

-- So many digits, never before the point.
SELECT x, rounded(x) AS four, rounded(x, 1) AS one, rounded(x, 15) = x OR x <> x AS fifteen
FROM unnest('{0,-0.5,5774.3,5774.5,0.16612,1234567.89,999.94,999.96,0.99996,9999.5,1e-310,1e300,-27.3456,NaN,Infinity}'::float8[]) AS x;
-- Rounding twice is rounding once, and what is printed has no more digits.
SELECT count(*) AS tried, bool_and(rounded(rounded(x)) = rounded(x)) AS twice, bool_and(abs(rounded(x) - x) <= greatest(0.5, 0)) AS near,
       bool_and(length(ltrim(translate(rounded(x)::numeric::text, '-.', ''), '0')) <= 4) AS digits
FROM (SELECT setseed(0.25)) s, LATERAL (SELECT (random() - 0.5) * 10 ^ (i % 7 - 3) AS x FROM generate_series(1, 5000) AS i) t WHERE abs(x) < 1000;
-- A row: its numbers, and nothing else.
SELECT x.* FROM (SELECT series_agg(m::date, CASE WHEN m = '2025-04-01' THEN 1 / 3.0 ELSE 2 / 3.0 END, 'month') AS s
                 FROM generate_series(timestamp '2024-01-01', '2025-06-01', '1 month') AS m) t, recovery(s, '2025-04-04') r, rounded(r, 2) x;
CREATE TYPE mixed_row AS (a integer, b double precision, gone double precision, c numeric, d text, e double precision);
ALTER TYPE mixed_row DROP ATTRIBUTE gone;
SELECT rounded(row(123456, 0.123456, 0.123456, 'x', NULL)::mixed_row, 2);
SELECT rounded(NULL::mixed_row) IS NULL AS of_null, rounded(1.5::float8, NULL) IS NULL AS no_digits;
SELECT query, pg_temp.refusal(query) FROM (VALUES ('SELECT rounded(1.5)'), ('SELECT rounded(''a''::text)'), ('SELECT rounded(1::float8, 0)'), ('SELECT rounded(1::float8, 16)'),
  ('SELECT summary(shares_agg(''a''::text, -1))')) v(query);
DROP TYPE mixed_row;
