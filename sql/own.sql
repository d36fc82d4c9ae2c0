-- Three answers of any table: examples/own.sql.
\set ECHO none
\getenv here PG_ABS_SRCDIR
\cd :here/data
\i load.sql
\cd :here/examples
SET datestyle = ISO;
SET timezone = UTC;
\set ON_ERROR_STOP off
\set ECHO all
\set VERBOSITY terse

-- A table of another shape: numbers as numeric, months as timestamptz, products
-- as integers, names in capitals.
CREATE TABLE "Customs 1" (at timestamptz, "Buyer" text, hs integer, kg numeric(20,3));
INSERT INTO "Customs 1"
SELECT make_date(2022 + m / 12, m % 12 + 1, 5) + time '23:30' AT TIME ZONE 'UTC', 'buyer ' || b, 280530 + p,
       100 * b + m % 3 - CASE WHEN m BETWEEN 16 AND 15 + 3 * b THEN 70 * b ELSE 0 END
FROM generate_series(0, 29) AS m, generate_series(1, 4) AS b, generate_series(0, 1) AS p;
\set table '"Customs 1"'
\set period at
\set value kg
\set product hs
\set entity buyer
\set unit kg
\set shock '2023-05-01'
\set ECHO none
\i own.sql
\set ON_ERROR_STOP off
\set ECHO all

-- The same by hand.
SELECT product, partner, status, recovered_on, round(depth::numeric, 6) AS depth FROM trade_bi.recovery WHERE partner IN ('World', 'buyer 3') ORDER BY 1, 2;
SELECT hs, r.status, r.recovered_on, round(r.depth::numeric, 6) AS depth
FROM (SELECT hs, series_agg((at AT TIME ZONE 'UTC')::date, kg, 'month') AS s FROM "Customs 1" GROUP BY hs) AS x, recovery(s, '2023-05-01', threshold => 0.9) AS r ORDER BY hs;
SELECT count(*), bool_and(c.hhi = x.hhi) AS same FROM trade_bi.concentration AS c
JOIN (SELECT hs::text AS market, extract(year FROM at)::int AS year, hhi("Buyer", kg) FROM "Customs 1" GROUP BY 1, 2) AS x USING (market, year);

-- A zone decides in which month an hour falls.
\set zone Asia/Shanghai
UPDATE "Customs 1" SET at = at + interval '25 days' WHERE kg IS NOT NULL;
SELECT min(at) FROM "Customs 1";
\set ECHO none
\o /dev/null
\i own.sql
\o
\set ON_ERROR_STOP off
\set ECHO all
SELECT min(period) AS first, max(period) AS last, count(DISTINCT period) AS months FROM trade_bi.exports;

-- A month that is not over can be left out.
\set until 2024-06-30
\set ECHO none
\o /dev/null
\i own.sql
\o
\unset until
\set ON_ERROR_STOP off
\set ECHO all
SELECT max(period) AS last FROM trade_bi.exports;

-- Two shocks of every product, then one of one product each; the key holds both.
\set shock '2023-05-01,2024-01-01'
\set ECHO none
\o /dev/null
\i own.sql
\o
\set ON_ERROR_STOP off
\set ECHO all
SELECT product, shock, status FROM trade_bi.recovery WHERE partner = 'World' ORDER BY 1, 2;
SELECT count(*) - count(DISTINCT (product, partner, shock, period)) AS doubled FROM trade_bi.recovery_path;
\set shock '280530=2023-05-01, 280531=2024-01'
\set ECHO none
\o /dev/null
\i own.sql
\o
\set ON_ERROR_STOP off
\set ECHO all
SELECT product, shock FROM trade_bi.recovery WHERE partner = 'World' ORDER BY 1, 2;

-- The shipped file of partners, by its years: the rows of bi_schema.sql.
\set ECHO none
\unset product
\unset zone
\set table trade_data.magnet_trade
\set period year
\set value value_usd
\set entity importer
\set unit USD
\set shock 2009
\set gaps zero
\o /dev/null
\i own.sql
CREATE TEMP TABLE own_recovery AS TABLE trade_bi.recovery;
CREATE TEMP TABLE own_path AS TABLE trade_bi.recovery_path;
\i bi_schema.sql
\o
\set ON_ERROR_STOP off
\set ECHO all
SELECT count(*) AS importers, count(*) FILTER (WHERE (o.status, o.baseline, o.depth, o.recovered_on, o.censored_after, o.loss_coverage)
                                       IS NOT DISTINCT FROM (b.status, b.baseline, b.depth, b.recovered_on, b.censored_after, b.loss_coverage)) AS same
FROM trade_bi.recovery AS b JOIN own_recovery AS o USING (partner) WHERE b.product = 'metal magnets, all exporters';
SELECT count(*) AS periods, count(*) FILTER (WHERE o.value IS NOT DISTINCT FROM b.value AND o.ratio IS NOT DISTINCT FROM b.ratio AND o.phase = b.phase) AS same
FROM trade_bi.recovery_path AS b JOIN own_path AS o USING (partner, period) WHERE b.product = 'metal magnets, all exporters';

-- Text: quarters, numbers with what stands for "not known", and a row of the
-- total, which is not added to its parts.
CREATE TABLE quarters (q text, who text, amount text);
INSERT INTO quarters SELECT y || 'Q' || q, who, CASE WHEN y = 2022 AND q = 2 THEN ':' WHEN who = 'World' THEN '30' ELSE '10' END
FROM generate_series(2020, 2024) AS y, generate_series(1, 4) AS q, unnest('{World,a,b}'::text[]) AS who;
\set ECHO none
\set table quarters
\set period q
\set value amount
\set entity who
\set unit ''
\set shock 2023Q2
\set gaps missing
\i own.sql
\set ON_ERROR_STOP off
\set ECHO all
SELECT frequency, partner, count(*), sum(value) FROM trade_bi.exports GROUP BY 1, 2 ORDER BY 2;

-- Stocks and licences of tables of one's own.
CREATE TABLE stocks (day date, firm text, t real);
INSERT INTO stocks SELECT make_date(2023, m::int, 1), 'firm', v FROM unnest('{10,12,15,14,11}'::real[]) WITH ORDINALITY AS x(v, m);
CREATE TABLE cases (asked timestamp, answered timestamp, granted int);
INSERT INTO cases SELECT timestamp '2023-01-10 10:00' + i * interval '1 day', CASE WHEN i % 3 > 0 THEN timestamp '2023-02-01' + i * interval '2 days' END, CASE WHEN i % 3 > 0 THEN i % 2 END FROM generate_series(1, 30) AS i;
\set ECHO none
\set stock_table stocks
\set stock_period day
\set stock_value t
\set stock_entity firm
\set licence_table cases
\set submitted asked
\set decided answered
\set approved granted
\o /dev/null
\i own.sql
\o
\set ON_ERROR_STOP off
\set ECHO all
SELECT company, frequency, kind, starts, turns, running, change FROM trade_bi.inventory_episodes ORDER BY 2, starts;
SELECT population, cases, ended, median FROM trade_bi.waiting WHERE question = 'licence decision';
SELECT max(day) AS last, min(open_licences) AS least, max(open_licences) AS most FROM trade_bi.licence_backlog;

-- What cannot be: every error says what to write.  The views before it stay.
\set ECHO none
\unset stock_table
\unset licence_table
\set table nowhere
\i own.sql
\set VERBOSITY default
\set ON_ERROR_STOP off
ROLLBACK;
\set table quarters
\set value nothing
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set value who
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set value amount
\set period who
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set period q
\set shock ''
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set shock 'x=2023Q2'
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set shock 2023Q2
\set filter 'q > ''2030'''
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set filter ''
\set total all
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\unset total
CREATE TABLE mixed (month date, amount float8, unit text);
INSERT INTO mixed VALUES ('2024-01-01', 1, 'kg'), ('2024-02-01', 1, 't');
\set table mixed
\set period month
\set unit unit
\unset entity
\i own.sql
\set ON_ERROR_STOP off
ROLLBACK;
\set ON_ERROR_STOP off
\set ECHO all
\set SHOW_CONTEXT never
SELECT count(*) > 0 AS the_views_stay FROM trade_bi.recovery;
SELECT period, trade_summaries.day_of(period) FROM unnest('{2024,202404,2024-04,2024-4,20240405,2024-04-05,2024M04,2024-04-05T10:00,2024 Q3,2024/12,5.4.2024}'::text[]) AS period;
SELECT trade_summaries.day_of('04/2024');
SELECT trade_summaries.day_of('2024-13');
SELECT trade_summaries.day_of('20241');
SELECT trade_summaries.day_of('2024-02-30');
SELECT trade_summaries.number_of(translate('1.234,5', ',.', '.')) AS with_a_comma;
SELECT trade_summaries.number_of('1,234'), trade_summaries.number_of('1e3');
-- The line that is printed lets rareearth_jobs keep a summary, with the sums of the rows: those of a filter, without a total.
CREATE TABLE plain (day date, hs text, "Buyer" text, kg numeric);
INSERT INTO plain SELECT date '2023-01-01' + m * 31, 'hs ' || p, b, 10 + m % 3 FROM generate_series(0, 23) m, generate_series(1, 2) p, unnest('{World,a,b,NULL}'::text[]) b;
INSERT INTO plain VALUES ('2023-05-05', 'left out', 'a', 1000);
\unset zone
\unset k
\unset gap
\set table plain
\set period day
\set value kg
\set product hs
\set entity buyer
\set shock '2024-03-01'
\set filter 'hs <> ''left out'''
\set ECHO none
\o /dev/null
\i own.sql
\o
\unset filter
\set ON_ERROR_STOP off
\set ECHO all
\echo :keep
SET client_min_messages = warning;
:keep
SELECT count(*), total(rollup(shares)) + unattributed(rollup(shares)) = (SELECT sum(kg) FROM plain WHERE "Buyer" IS DISTINCT FROM 'World' AND hs <> 'left out') AS sums_of_the_rows FROM plain_by_month;
SELECT * FROM rareearth_jobs.check_summary('plain_by_month');
SELECT rareearth_jobs.drop_summary('plain_by_month');
DROP EXTENSION rareearth_jobs;
DROP TABLE plain;
SET client_min_messages = warning;
DROP SCHEMA trade_bi, trade_summaries, trade_data CASCADE;
DROP TABLE "Customs 1", quarters, stocks, cases, mixed;
