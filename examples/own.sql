-- Three answers of a table of yours, and the views of trade_bi over it.
--
--   psql -d trade -v table=customs -v period=month -v value=kg -v product=hs \
--        -v entity=buyer -v shock=2025-04-04 -f examples/own.sql
--
-- scripts/own TABLE period=month ... says the same in less.  Variables:
--
--   table     table or view, with its schema where it needs one
--   period    column of the day, month, quarter or year of a row: date, timestamp,
--             timestamptz, integer (2024, 202404, 20240405) or text (2024,
--             2024-04, 2024-04-05, 2024Q2, 2024M04, 05.04.2024)
--   value     column of the amount: any number, or text that is one
--   product   column that tells products apart; not given, all is one product
--   entity    column of the buyer, seller, country or firm; not given, none
--   shock     2025-04-04, or several: 2023-08-01,2025-04-04, or one of each
--             product: gallium=2023-08-01,magnets=2025-04-04
--   filter    a condition on the rows, as after WHERE
--   until     the last day that counts: 2025-10-31 leaves November out
--   total     the entity that is the sum of the others; not given, one that is
--             called World or Total, else the others are added up
--   unit      of the amounts: a word, or a column of text; frequency: day, week, month,
--             quarter or year; not given, as the days of the rows tell
--   zone      time zone of a timestamptz (UTC); title: what the shock was
--   decimal   the point of numbers in a column of text, "." or ",": then the other
--             stands between thousands
--   k, gap    periods of the baseline (a year), and left out before the shock (0)
--   threshold part of the baseline that is "back" (0.9)
--   gaps      missing: no row is not known; zero: no row is no trade
--   stock_table, stock_period, stock_value, stock_entity
--             levels of stocks, for the views of inventories
--   licence_table, submitted, decided, approved, weight, size, observed_until
--             licences or other cases that wait, for the views of licences
--
-- The schemas trade_bi and trade_summaries are made anew each time; your tables
-- are only read.  When they grow: CALL trade_summaries.refresh()

\set ON_ERROR_STOP on
\if :{?table}     \else \set table '' \endif
\if :{?period}    \else \set period '' \endif
\if :{?value}     \else \set value '' \endif
\if :{?product}   \else \set product '' \endif
\if :{?entity}    \else \set entity '' \endif
\if :{?shock}     \else \set shock '' \endif
\if :{?filter}    \else \set filter '' \endif
\if :{?until}     \else \set until '' \endif
\if :{?total}     \else \set total '' \endif
\if :{?unit}      \else \set unit '' \endif
\if :{?frequency} \else \set frequency '' \endif
\if :{?zone}      \else \set zone UTC \endif
\if :{?decimal}   \else \set decimal . \endif
\if :{?title}     \else \set title shock \endif
\if :{?k}         \else \set k '' \endif
\if :{?gap}       \else \set gap 0 \endif
\if :{?threshold} \else \set threshold 0.9 \endif
\if :{?gaps}      \else \set gaps missing \endif
\if :{?stock_table}    \else \set stock_table '' \endif
\if :{?stock_period}   \else \set stock_period '' \endif
\if :{?stock_value}    \else \set stock_value '' \endif
\if :{?stock_entity}   \else \set stock_entity '' \endif
\if :{?licence_table}  \else \set licence_table '' \endif
\if :{?submitted}      \else \set submitted '' \endif
\if :{?decided}        \else \set decided '' \endif
\if :{?approved}       \else \set approved '' \endif
\if :{?weight}         \else \set weight '' \endif
\if :{?size}           \else \set size '' \endif
\if :{?observed_until} \else \set observed_until '' \endif

SET client_min_messages = warning;
\set SHOW_CONTEXT never
BEGIN;
SELECT count(set_config('own.' || name, value, true)) AS ignored FROM (VALUES
  ('table', :'table'), ('period', :'period'), ('value', :'value'), ('product', :'product'), ('entity', :'entity'),
  ('shock', :'shock'), ('filter', :'filter'), ('until', :'until'), ('total', :'total'), ('unit', :'unit'), ('frequency', :'frequency'),
  ('zone', :'zone'), ('decimal', :'decimal'), ('title', :'title'), ('k', :'k'), ('gap', :'gap'), ('threshold', :'threshold'), ('gaps', :'gaps'),
  ('stock_table', :'stock_table'), ('stock_period', :'stock_period'), ('stock_value', :'stock_value'), ('stock_entity', :'stock_entity'),
  ('licence_table', :'licence_table'), ('submitted', :'submitted'), ('decided', :'decided'), ('approved', :'approved'),
  ('weight', :'weight'), ('size', :'size'), ('observed_until', :'observed_until')) AS v(name, value) \gset
-- What was answered or is asked stays out of sight.
\ir bi_start.sql

-- Reading columns of any type --------------------------------------------------

-- The first day of what a text or an integer calls a period.
CREATE FUNCTION trade_summaries.day_of(period text) RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  p text := upper(btrim(period));
  part text[];
BEGIN
  part := regexp_match(p, '^(\d{4})(?:[-/. ]?Q([1-4]))$');
  IF part IS NOT NULL THEN
    RETURN make_date(part[1]::int, 3 * part[2]::int - 2, 1);
  END IF;
  part := regexp_match(p, '^(\d{1,2})\.(\d{1,2})\.(\d{4})$');
  IF part IS NOT NULL THEN
    RETURN make_date(part[3]::int, part[2]::int, part[1]::int);
  END IF;
  part := regexp_match(p, '^(\d{4})(?:[-/.M ]?(0[1-9]|1[0-2]|(?<=[-/.M ])[1-9])(?:[-/. ]?(\d{2})(?:[T ].*)?)?)?$');
  IF part IS NULL THEN
    RAISE EXCEPTION 'cannot read "%" as a period', period USING ERRCODE = 'invalid_datetime_format',
      HINT = 'A period is 2024, 2024-04, 202404, 2024-04-05, 2024M04, 2024Q2 or 05.04.2024. A view over the table may write others so: to_date(col, ''MM/DD/YYYY'').';
  END IF;
  RETURN make_date(part[1]::int, coalesce(part[2], '1')::int, coalesce(part[3], '1')::int);
END $$;
COMMENT ON FUNCTION trade_summaries.day_of(text) IS 'The first day of a period that is written as text or as an integer.';

-- A number that is written as text; what files write for "not known" is NULL.
CREATE FUNCTION trade_summaries.number_of(number text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF btrim(number) IN ('', ':', '-', '..', '...', 'NA', 'N/A', 'n.a.', 'NULL') THEN
    RETURN NULL;
  ELSIF number !~ '^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*$' THEN
    RAISE EXCEPTION 'cannot read "%" as a number', number USING ERRCODE = 'invalid_text_representation',
      HINT = 'A number is 1234.5, without separators of thousands. For 1.234,5 say decimal=,  A view over the table may write others so: replace(col, '','', '''').';
  END IF;
  RETURN number::float8;
END $$;
COMMENT ON FUNCTION trade_summaries.number_of(text) IS 'A number that is written as text; empty, :, - and the like are NULL.';

CREATE OR REPLACE FUNCTION pg_temp.own_table(variable text) RETURNS regclass LANGUAGE plpgsql AS $$
DECLARE
  name text := current_setting('own.' || variable);
  found regclass := to_regclass(name);
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION USING MESSAGE = CASE name WHEN '' THEN format('which %s? none is given', variable) ELSE format('there is no table "%s"', name) END,
      HINT = format('Write %s=NAME; here are: %s.', variable, (SELECT coalesce(string_agg(relation, ', '), 'none') FROM (
        SELECT oid::regclass::text AS relation FROM pg_class
        WHERE relkind IN ('r', 'v', 'm', 'p', 'f') AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'trade_bi', 'trade_summaries', 'pg_toast')
        ORDER BY 1 LIMIT 20) AS x));
  END IF;
  RETURN found;
END $$;

-- The column that a variable names, as it is written; NULL for a variable that
-- is empty and may be.
CREATE OR REPLACE FUNCTION pg_temp.own_column(relation regclass, variable text, needed boolean, OUT name text, OUT type text, OUT kind "char") LANGUAGE plpgsql AS $$
DECLARE
  given text := current_setting('own.' || variable);
BEGIN
  SELECT attname, format_type(atttypid, NULL), typcategory INTO name, type, kind FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND lower(attname) = lower(given) ORDER BY attname <> given LIMIT 1;
  IF name IS NULL AND (needed OR given <> '') THEN
    RAISE EXCEPTION USING MESSAGE = CASE given WHEN '' THEN format('which column is the %s? none is given', variable) ELSE format('%s has no column "%s"', relation, given) END,
      HINT = format('Write %s=COLUMN; its columns are: %s.', variable, (SELECT string_agg(format('%s %s', attname, format_type(atttypid, NULL)), ', ' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped));
  END IF;
END $$;

-- SQL for the day, the number and the text of a column.
CREATE OR REPLACE FUNCTION pg_temp.own_day(relation regclass, variable text, needed boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c record := pg_temp.own_column(relation, variable, needed);
BEGIN
  RETURN CASE WHEN c.name IS NULL THEN 'NULL::date'
    WHEN c.type = 'date' THEN format('%I', c.name)
    WHEN c.type = 'timestamp without time zone' THEN format('%I::date', c.name)
    WHEN c.type = 'timestamp with time zone' THEN format('(%I AT TIME ZONE %L)::date', c.name, current_setting('own.zone'))
    ELSE format('trade_summaries.day_of(%I::text)', c.name) END;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.own_number(relation regclass, variable text, needed boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c record := pg_temp.own_column(relation, variable, needed);
BEGIN
  RETURN CASE WHEN c.name IS NULL THEN 'NULL::float8'
    WHEN c.type = 'money' THEN format('%I::numeric::float8', c.name)
    WHEN c.kind = 'N' THEN format('%I::float8', c.name)
    WHEN current_setting('own.decimal') = ',' THEN format('trade_summaries.number_of(translate(%I::text, '',.'', ''.''))', c.name)
    ELSE format('trade_summaries.number_of(%I::text)', c.name) END;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.own_text(relation regclass, variable text, otherwise text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c record := pg_temp.own_column(relation, variable, false);
BEGIN
  RETURN CASE WHEN c.name IS NULL THEN format('%s::text', coalesce(quote_literal(otherwise), 'NULL')) ELSE format('%I::text', c.name) END;
END $$;

-- How long the periods are, by the days of a query that has a column "period".
CREATE OR REPLACE FUNCTION pg_temp.own_frequency(days text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  found text := current_setting('own.frequency');
BEGIN
  IF found = '' THEN
    EXECUTE format($q$SELECT CASE WHEN count(*) < 2 THEN 'month'
      WHEN count(DISTINCT extract(month FROM period)) = 1 AND count(*) = count(DISTINCT extract(year FROM period)) THEN 'year'
      WHEN count(DISTINCT extract(month FROM period)::int %% 3) = 1 AND count(*) = count(DISTINCT date_trunc('quarter', period)) THEN 'quarter'
      ELSE 'month' END FROM (SELECT DISTINCT period FROM (%s) AS r WHERE period IS NOT NULL) AS d$q$, days) INTO found;
  END IF;
  RETURN found;
END $$;

-- The inputs ------------------------------------------------------------------

-- The rows, in plain columns.
DO $$
DECLARE
  t regclass := pg_temp.own_table('table');
  product_name text := t::text;
  unit_is_column boolean := EXISTS (
    SELECT FROM pg_attribute JOIN pg_type y ON y.oid = atttypid WHERE attrelid = t AND attnum > 0 AND lower(attname) = lower(current_setting('own.unit')) AND typcategory = 'S');
  mixed record;
BEGIN
  EXECUTE format('CREATE VIEW trade_summaries.own_rows AS SELECT %s AS product, %s AS partner, %s AS unit, %s AS period, %s AS value FROM %s WHERE %s',
    pg_temp.own_text(t, 'product', product_name), pg_temp.own_text(t, 'entity', NULL),
    CASE WHEN unit_is_column THEN pg_temp.own_text(t, 'unit', NULL) ELSE format('%L::text', current_setting('own.unit')) END,
    pg_temp.own_day(t, 'period'), pg_temp.own_number(t, 'value'), t, coalesce('(' || nullif(current_setting('own.filter'), '') || ')', 'true')
    || CASE current_setting('own.until') WHEN '' THEN '' ELSE format(' AND %s <= %L', pg_temp.own_day(t, 'period'), current_setting('own.until')::date) END);
  COMMENT ON VIEW trade_summaries.own_rows IS 'The rows of the table in plain columns.';
  SELECT product, min(unit) AS a, max(unit) AS b INTO mixed FROM trade_summaries.own_rows GROUP BY product HAVING min(unit) <> max(unit) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'product "%" has amounts in "%" and in "%"', mixed.product, mixed.a, mixed.b
      USING HINT = 'They cannot be added: leave one out by filter="unit = ''kg''", or convert them in a view.';
  END IF;
  PERFORM FROM trade_summaries.own_rows WHERE value IS NOT NULL AND period IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% has no row with a period and a value', t USING HINT = 'Look at filter, and at the columns named by period and value.';
  END IF;
END $$;

-- Exports: each entity, and all of them as World.
DO $$
DECLARE
  frequency text := pg_temp.own_frequency('SELECT period FROM trade_summaries.own_rows');
  totals text := current_setting('own.total');
BEGIN
  IF totals = '' THEN
    SELECT coalesce(min(partner), '') INTO totals FROM trade_summaries.own_rows WHERE lower(partner) IN ('world', 'total', 'w00', 'wld');
  ELSIF NOT EXISTS (SELECT FROM trade_summaries.own_rows WHERE partner = totals) THEN
    RAISE EXCEPTION 'no row has the entity "%" that is said to be the total', totals;
  END IF;
  EXECUTE format($v$CREATE VIEW trade_summaries.flows AS
    SELECT product, s.partner, unit, %1$L::text AS frequency, o.period, o.value, 'observed'::text AS basis
    FROM (SELECT product, coalesce(partner, 'not told') AS partner, unit, series_agg(period, value, %1$L) AS s
          FROM trade_summaries.own_rows WHERE partner IS DISTINCT FROM %2$L AND %3$L <> '' GROUP BY 1, 2, 3
          UNION ALL
          SELECT product, 'World', unit, series_agg(period, value, %1$L)
          FROM trade_summaries.own_rows WHERE partner = %2$L OR %2$L = '' GROUP BY 1, 2, 3) AS s,
         LATERAL observations(s) AS o$v$, frequency, totals, current_setting('own.entity'));
  EXECUTE format($v$CREATE VIEW trade_summaries.markets AS
    SELECT product AS market, unit, extract(year FROM period)::int AS year, partner AS supplier, value
    FROM trade_summaries.own_rows WHERE partner IS DISTINCT FROM %L AND %L <> ''$v$, totals, current_setting('own.entity'));
  PERFORM set_config('own.frequency', frequency, true);
END $$;
COMMENT ON VIEW trade_summaries.flows IS 'Input: amounts by product, partner and period; World is all partners.';
COMMENT ON VIEW trade_summaries.markets IS 'Input: who holds how much, by product and year.';

-- The shocks.
DO $$
DECLARE
  item text;
  part text[];
  usual int := CASE current_setting('own.frequency') WHEN 'year' THEN 1 WHEN 'quarter' THEN 4 WHEN 'month' THEN 12 WHEN 'week' THEN 52 ELSE 365 END;
BEGIN
  IF btrim(current_setting('own.shock')) = '' THEN
    RAISE EXCEPTION 'which shock? none is given'
      USING HINT = 'Write shock=2025-04-04, or product=day,product=day. SELECT event_date, material FROM control_events() has days of Chinese export controls.';
  END IF;
  FOREACH item IN ARRAY string_to_array(current_setting('own.shock'), ',') LOOP
    part := regexp_match(item, '^(?:(.*)=)?\s*(\S+)\s*$');
    INSERT INTO trade_summaries.shocks (product, shock, title, k, gap, threshold, gaps, observed_from, observed_until, question, partners)
    SELECT product, trade_summaries.day_of(part[2]), current_setting('own.title'), coalesce(nullif(current_setting('own.k'), '')::int, usual),
           current_setting('own.gap')::int, current_setting('own.threshold')::float8, current_setting('own.gaps'),
           CASE current_setting('own.gaps') WHEN 'zero' THEN min(min(period)) OVER () END, CASE current_setting('own.gaps') WHEN 'zero' THEN max(max(period)) OVER () END,
           CASE WHEN current_setting('own.entity') <> '' THEN 'recovery by ' || current_setting('own.entity') END, nullif(current_setting('own.entity'), '')
    FROM trade_summaries.own_rows WHERE product = btrim(part[1]) OR part[1] IS NULL GROUP BY product;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is no product "%" for the shock "%"', btrim(part[1]), btrim(item)
        USING HINT = format('Products are: %s.', (SELECT string_agg(product, ', ') FROM (SELECT DISTINCT product FROM trade_summaries.own_rows ORDER BY 1 LIMIT 20) AS x));
    END IF;
  END LOOP;
END $$;

-- Stocks, licences and filings: rows where a table is named, else none.
DO $$
DECLARE
  t regclass;
  days text;
BEGIN
  IF current_setting('own.stock_table') = '' THEN
    CREATE VIEW trade_summaries.stocks AS
    SELECT NULL::text AS company, NULL::text AS unit, NULL::text AS frequency, NULL::date AS period, NULL::float8 AS level WHERE false;
  ELSE
    t := pg_temp.own_table('stock_table');
    days := format('SELECT %s AS company, %s AS period, %s AS level FROM %s', pg_temp.own_text(t, 'stock_entity', t::text), pg_temp.own_day(t, 'stock_period'), pg_temp.own_number(t, 'stock_value'), t);
    PERFORM set_config('own.frequency', '', true);
    EXECUTE format('CREATE VIEW trade_summaries.stocks AS SELECT company, %L::text AS unit, %L::text AS frequency, period, level FROM (%s) AS r WHERE level IS NOT NULL',
      current_setting('own.unit'), pg_temp.own_frequency(days), days);
  END IF;
  IF current_setting('own.licence_table') = '' THEN
    CREATE VIEW trade_summaries.licences AS
    SELECT NULL::text AS size, NULL::text AS basis, NULL::date AS observed_until, NULL::date AS submitted, NULL::date AS decided, NULL::boolean AS approved, NULL::float8 AS tonnes WHERE false;
  ELSE
    t := pg_temp.own_table('licence_table');
    EXECUTE format($v$CREATE VIEW trade_summaries.licences AS
      SELECT size, 'observed'::text AS basis, coalesce(%L::date, max(greatest(submitted, decided)) OVER ()) AS observed_until, submitted, decided, approved, tonnes
      FROM (SELECT %s AS size, %s AS submitted, %s AS decided, %s AS approved, %s AS tonnes FROM %s) AS r$v$,
      nullif(current_setting('own.observed_until'), ''), pg_temp.own_text(t, 'size', 'all'), pg_temp.own_day(t, 'submitted'), pg_temp.own_day(t, 'decided', false),
      CASE WHEN current_setting('own.approved') = '' THEN 'NULL::boolean' ELSE pg_temp.own_text(t, 'approved', NULL) || '::boolean' END,
      CASE WHEN current_setting('own.weight') = '' THEN '1::float8' ELSE pg_temp.own_number(t, 'weight') END, t);
  END IF;
END $$;
COMMENT ON VIEW trade_summaries.stocks IS 'Input: closing levels of stocks by company.';
COMMENT ON VIEW trade_summaries.licences IS 'Input: licences by size of the firm, as known on observed_until.';
CREATE VIEW trade_summaries.releases AS
SELECT NULL::text AS product, NULL::text AS partner, NULL::text AS unit, NULL::text AS frequency, NULL::date AS period, NULL::date AS known_on, NULL::float8 AS value WHERE false;
COMMENT ON VIEW trade_summaries.releases IS 'Input: what was told of exports, and from which day on it was known; none here.';
CREATE VIEW trade_summaries.reports AS
SELECT NULL::text AS company, NULL::text AS ticker, NULL::text AS unit, NULL::date AS period, NULL::text AS period_type, NULL::float8 AS revenue, NULL::float8 AS export_revenue,
       NULL::float8 AS export_share, NULL::float8 AS inventory, NULL::float8 AS cost_of_sales, NULL::float8 AS net_profit, NULL::text AS source WHERE false;
COMMENT ON VIEW trade_summaries.reports IS 'Input: what companies filed, period by period; none here.';

\ir bi_views.sql

-- The line that lets rareearth_jobs keep a summary of the table, where it can follow it: no view, a period that is a day, a
-- value that is a number.  Its expressions use no function of trade_summaries, which is made anew each time.
SELECT CASE WHEN c.relkind IN ('r', 'p') AND p.type IN ('date', 'timestamp without time zone') AND (v.kind = 'N' OR v.type = 'money') THEN
    format('%sCALL rareearth_jobs.create_summary(%L, %L, %L, %L, %L, %L%s);',
      CASE WHEN EXISTS (SELECT FROM pg_extension WHERE extname = 'rareearth_jobs') THEN '' ELSE 'CREATE EXTENSION rareearth_jobs; ' END,
      quote_ident(c.relname || '_by_' || f.frequency), c.oid::regclass, p.name, f.frequency, CASE WHEN g.name IS NULL THEN '{}' ELSE ARRAY[g.name]::text END,
      CASE WHEN e.name IS NULL THEN '' ELSE format('shares_agg(%I::text, %s) AS shares, ', e.name, pg_temp.own_number(c.oid, 'value')) END
      || format('series_agg(%I, %s, %L) AS series', p.name, pg_temp.own_number(c.oid, 'value'), f.frequency),
      ', ' || quote_literal(nullif(concat_ws(' AND ', '(' || nullif(:'filter', '') || ')', CASE WHEN w.total <> '' THEN format('%I::text IS DISTINCT FROM %L', e.name, w.total) END), '')))
  ELSE 'docs/upkeep.md: rareearth_jobs keeps summaries of tables with a day and a number' END AS keep
FROM pg_class c, pg_temp.own_column(c.oid, 'period', true) p, pg_temp.own_column(c.oid, 'value', true) v, pg_temp.own_column(c.oid, 'product', false) g,
     pg_temp.own_column(c.oid, 'entity', false) e, (SELECT DISTINCT frequency FROM trade_summaries.flow_rows) f,
     (SELECT coalesce(nullif(:'total', ''), min(partner) FILTER (WHERE lower(partner) IN ('world', 'total', 'w00', 'wld'))) AS total FROM trade_summaries.own_rows) w
WHERE c.oid = pg_temp.own_table('table') \gset
COMMIT;

-- The answers -----------------------------------------------------------------

\pset footer off
\pset null '-'
\echo
\echo 1. Are they back?  Percent of the baseline before the shock; the ten largest.
SELECT product, unit, shock, status, round(100 * depth::numeric) AS fell_by, trough AS worst, recovered_on AS back_on,
       CASE status WHEN 'recovered' THEN time_to_recovery::text WHEN 'censored' THEN '> ' || censored_after END || ' ' || frequency || 's' AS took,
       latest_period AS latest, round(100 * latest_ratio::numeric) AS now, round(100 * baseline_coverage::numeric) AS baseline_known
FROM trade_bi.recovery WHERE partner = 'World' ORDER BY baseline DESC NULLS LAST, product, shock LIMIT 10;
\echo 2. Who holds how much?  HHI is 1 for one alone; of the last year that has rows, and of the first.
SELECT market AS product, l.year, round(l.hhi::numeric, 3) AS hhi, round(l.effective_firms::numeric, 1) AS effective, l.firms AS entities,
       s.supplier AS largest, round(100 * s.share::numeric, 1) AS percent, f.year AS first_year, round(f.hhi::numeric, 3) AS first_hhi
FROM (SELECT DISTINCT ON (market) * FROM trade_bi.concentration ORDER BY market, year DESC) AS l
JOIN (SELECT DISTINCT ON (market) * FROM trade_bi.concentration ORDER BY market, year) AS f USING (market)
LEFT JOIN LATERAL (SELECT supplier, share FROM trade_bi.suppliers s WHERE (s.market, s.year) = (l.market, l.year) ORDER BY rank, supplier LIMIT 1) AS s ON true
ORDER BY l.total DESC, market LIMIT 10;
\echo 3. How long does it take?  Those that still wait are counted.
SELECT question, population, cases, ended AS back, pending AS not_back, round(median::numeric, 1) AS median, round(median_lower::numeric, 1) AS at_least,
       round(median_upper::numeric, 1) AS at_most, unit || 's' AS of
FROM trade_bi.waiting ORDER BY cases DESC, question, population LIMIT 10;
SELECT EXISTS (SELECT FROM trade_bi.inventories) AS with_stocks \gset
\if :with_stocks
\echo 4. Are stocks drawn down?  The last build-up or drawdown of each.
SELECT DISTINCT ON (company) company, kind, starts, turns, ends, running, round(change::numeric, 1) AS change, round(100 * change_rel::numeric, 1) AS percent
FROM trade_bi.inventory_episodes ORDER BY company, starts DESC, kind LIMIT 10;
\endif
SELECT format('Rows: %s read, %s left out for want of a period or a value, %s with an entity that is not told, %s below zero.', count(*), count(*) FILTER (WHERE period IS NULL OR value IS NULL),
              count(*) FILTER (WHERE partner IS NULL AND :'entity' <> ''), count(*) FILTER (WHERE value < 0)) AS rows_read,
       format('Last row: %s, in the %s from %s.%s', max(period), frequency, max(date_trunc(frequency, period::timestamp))::date,
              CASE WHEN count(DISTINCT period) > count(DISTINCT date_trunc(frequency, period::timestamp)) AND max(period) < (max(date_trunc(frequency, period::timestamp)) + ('1 ' || replace(frequency, 'quarter', '3 month'))::interval)::date - 1
                   THEN format('  That %s is not over: it counts as it stands. until=%s leaves it out.', frequency, max(date_trunc(frequency, period::timestamp))::date - 1) ELSE '' END) AS last_row
FROM trade_summaries.own_rows, (SELECT frequency FROM trade_summaries.flow_rows LIMIT 1) AS f GROUP BY frequency \gset
\echo :rows_read
\echo :last_row
\echo
\echo 'The views are in the schema trade_bi (trade_bi.dictionary says what each column means):'
\echo '  SELECT * FROM trade_bi.recovery_path ORDER BY product, partner, period;'
\echo '  scripts/dashboard page.html           the page of charts, of these views'
\echo '  CALL trade_summaries.refresh();       when the table has grown'
\echo 'A summary that keeps itself, and can have alerts:'
\echo ' ' :keep
\pset footer on
\pset null ''
\set SHOW_CONTEXT errors
