-- Columns of any type of number serve every aggregate over rows, and give the same answer.
CREATE TABLE typed AS
SELECT 'firm ' || i % 3 AS name, i % 3 AS firm, date '2024-01-01' + 10 * i AS day, date '2025-01-01' + 31 * i AS later,
       v::double precision AS double, v::numeric AS numeric, v::real AS real, v AS integer, v::bigint AS bigint, v::smallint AS smallint,
       v::numeric(12, 2) AS amount
FROM (SELECT i, 100 + i * 7 % 13 AS v FROM generate_series(1, 24) AS i) AS x;

-- The types of column for which the call, {v} standing for the column, answers as for double precision.
CREATE FUNCTION agree(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    want text;
    got text;
    type text;
    types text[] := '{}';
BEGIN
    EXECUTE format('SELECT (%s)::text FROM typed', replace(call, '{v}', 'double')) INTO want;
    IF want IS NULL THEN
        RETURN 'no answer';
    END IF;
    FOREACH type IN ARRAY '{numeric, amount, real, integer, bigint, smallint}'::text[] LOOP
        EXECUTE format('SELECT (%s)::text FROM typed', replace(call, '{v}', format('%I', type))) INTO got;
        IF got = want THEN
            types := types || type;
        END IF;
    END LOOP;
    RETURN array_to_string(types, ', ');
END $$;

SELECT call, agree(call) FROM (VALUES
    ('shares_agg(name, {v})'),
    ('shares_agg(firm, {v})'),
    ('hhi(name, {v})'),
    ('hhi(firm, {v})'),
    ('hhi(name, {v}, 10000)'),
    ('hhi(firm, {v}, 10000)'),
    ('market_indices(name, {v})'),
    ('market_indices(firm, {v})'),
    ('hhi_bounds(name, {v})'),
    ('hhi_bounds(firm, {v})'),
    ('series_agg(day, {v})'),
    ('series_agg(day::timestamp, {v})'),
    ('series_agg(day, {v}, ''month'')'),
    ('series_agg(day::timestamp, {v}, ''month'')'),
    ('series_agg(day, day, {v}, ''day'')'),
    ('series_agg(''2024-07-01'', ''2025-06-30'', {v}, ''year'', 7)'),
    ('series_agg(''2024-07-03'', ''2025-06-28'', {v}, ''year'', 7, 10)'),
    ('series_agg(''2025-06-28''::date, {v}, ''year'', 7, 10)'),
    ('series_agg(''2025-06-28''::timestamp, {v}, ''year'', 7, 10)'),
    ('series_agg(day, {v}, ''year'', 7)'),
    ('series_agg(day::timestamp, {v}, ''year'', 7)'),
    ('reconcile_agg(day, day, {v}, ''day'')'),
    ('reconcile_agg(day, day, {v}, ''day'', 0)'),
    ('reconcile_agg(day, day, {v}, ''day'', 0, NULL)'),
    ('reconcile_agg(day, day, {v}, ''day'', 0, NULL, 0)'),
    ('reconcile_agg(day, day, {v}, ''day'', 0, NULL, 0, day)'),
    ('levels_agg(day, {v}, ''day'', NULL, NULL, 0)'),
    ('levels_agg(day, {v}, ''day'', NULL, NULL, 0, day)'),
    ('levels_agg(day::timestamp, {v}, ''day'', NULL, NULL, 0)'),
    ('levels_agg(day::timestamp, {v}, ''day'', NULL, NULL, 0, day)'),
    ('levels_agg(day, {v})'),
    ('levels_agg(day::timestamp, {v})'),
    ('levels_agg(day, {v}, ''day'')'),
    ('levels_agg(day::timestamp, {v}, ''day'')'),
    ('levels_agg(day, {v}, ''month'', ''last'')'),
    ('levels_agg(day::timestamp, {v}, ''month'', ''last'')'),
    ('levels_agg(day, {v}, ''year'', ''last'', 7)'),
    ('levels_agg(day::timestamp, {v}, ''year'', ''last'', 7)'),
    ('inventory_drawdown(day, {v})'),
    ('inventory_drawdown(day::timestamp, {v})'),
    ('inventory_drawdown(day, {v}, ''day'')'),
    ('inventory_drawdown(day::timestamp, {v}, ''day'')'),
    ('inventory_drawdown(day, {v}, ''month'', ''last'')'),
    ('inventory_drawdown(day::timestamp, {v}, ''month'', ''last'')'),
    ('inventory_drawdown(day, {v}, ''year'', ''last'', 7)'),
    ('inventory_drawdown(day::timestamp, {v}, ''year'', ''last'', 7)'),
    ('export_recovery(day, {v}, ''2024-06-01'')'),
    ('export_recovery(day::timestamp, {v}, ''2024-06-01'')'),
    ('export_recovery(day, {v}, ''2024-06-01'', ''{"frequency": "month"}'')'),
    ('export_recovery(day::timestamp, {v}, ''2024-06-01'', ''{"frequency": "month"}'')'),
    ('spells_agg({v}, true)'),
    ('median_duration({v}, true)'),
    ('logrank(name, {v}, true)'),
    ('backlog_agg(day, later, {v})'),
    ('backlog_stats(day, later, ''2024-02-01'', ''2024-06-01'', {v})'),
    ('approval_rate(day, later, ''2025-06-01'', firm = 1, {v})'),
    ('price_indices({v}, {v}, {v}, {v})'),
    ('price_indices(name, {v}, {v}, day > ''2024-06-01'')'),
    ('price_indices_chained(date_trunc(''month'', day)::date, name, {v}, {v})'),
    ('price_geks(date_trunc(''month'', day)::date, name, {v}, {v})'),
    ('price_geks(date_trunc(''month'', day)::date, name, {v}, {v}, ''fisher'')'),
    ('price_geks(date_trunc(''month'', day)::date, name, {v}, {v}, ''fisher'', 3, ''half'')'),
    ('unit_value_screen({v}, {v})'),
    ('trade_margins(name, {v}, {v}, day > ''2024-06-01'')'),
    ('weighted_exposure(name, {v}, {v})'),
    ('weighted_exposure(name, {v}, {v}, 0.75)'),
    ('chained_index({v})')
) AS calls (call) WHERE agree(call) IS DISTINCT FROM 'numeric, amount, real, integer, bigint, smallint';

-- An integer serves as name of an item, a firm or a group, and stands for its digits.
CREATE FUNCTION same(call text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    texts text;
    got text;
    type text;
BEGIN
    EXECUTE format('SELECT (%s)::text FROM typed', replace(call, '{n}', 'firm::text')) INTO texts;
    FOREACH type IN ARRAY '{smallint, integer, bigint}'::text[] LOOP
        EXECUTE format('SELECT (%s)::text FROM typed', replace(call, '{n}', 'firm::' || type)) INTO got;
        IF got IS DISTINCT FROM texts OR got IS NULL THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;
SELECT call, same(call) FROM (VALUES
    ('price_indices({n}, "double", amount, day > ''2024-06-01'')'),
    ('price_indices({n}, amount, amount, day > ''2024-06-01'')'),
    ('price_indices_chained(date_trunc(''month'', day)::date, {n}, "double", "double")'),
    ('price_indices_chained(date_trunc(''month'', day)::date, {n}, amount, amount)'),
    ('price_geks(date_trunc(''month'', day)::date, {n}, "double", "double")'),
    ('trade_margins({n}, "double", "double", day > ''2024-06-01'')'),
    ('weighted_exposure({n}, "double", "double")'),
    ('weighted_exposure({n}, amount, amount, 0.75)'),
    ('logrank({n}, "double", day < ''2024-06-01'')'),
    ('logrank({n}, day, later, ''2025-06-01'')'),
    ('logrank({n}, (SELECT spells_agg(5, true)))')
) AS calls (call);
-- Messages name it.
SELECT weighted_exposure(v, 2, 3) FROM (VALUES (7), (-9223372036854775808)) AS t (v);
SELECT price_indices('ore', 2, 3, true) = price_indices('ore'::text, 2, 3, true) AS a_literal_is_text;

-- Types of number may be mixed in one row, and literals stand for themselves.
SELECT claim, got, want FROM (VALUES
    ('two values, two types', (SELECT weighted_exposure(name, "double", amount)
                               FROM typed)::text, (SELECT weighted_exposure(name, "double", "double") FROM typed)::text),
    ('numeric and integer', (SELECT weighted_exposure(name, amount, "integer")
                             FROM typed)::text, (SELECT weighted_exposure(name, "double", "double") FROM typed)::text),
    ('a literal without a point', (SELECT hhi(name, 1) FROM typed)::text, (1::float8 / 3)::text),
    ('a literal with a point', (SELECT hhi(name, 1.0) FROM typed)::text, (1::float8 / 3)::text),
    ('a literal in quotes', (SELECT hhi(name, '1') FROM typed)::text, (1::float8 / 3)::text),
    ('an entity in quotes', (SELECT hhi('a', "integer") FROM typed)::text, '1'),
    ('an entity that is a number', (SELECT hhi(7, "integer") FROM typed)::text, '1'),
    ('a NULL value', (SELECT hhi(name, NULL) FROM typed)::text, NULL)
) AS t (claim, got, want) WHERE got IS DISTINCT FROM want;

-- Only a numeric column is read as numeric; integers go the short way through double precision.
CREATE VIEW as_double AS SELECT hhi(name, "double") FROM typed;
CREATE VIEW as_real AS SELECT hhi(name, "real") FROM typed;
CREATE VIEW as_integer AS SELECT hhi(name, "integer") FROM typed;
CREATE VIEW as_bigint AS SELECT hhi(name, "bigint") FROM typed;
CREATE VIEW as_numeric AS SELECT hhi(name, amount) FROM typed;
SELECT r.ev_class::regclass AS view, d.refobjid::regprocedure AS aggregate
FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_proc'::regclass AND r.ev_class::regclass::text LIKE 'as\_%' ORDER BY 1;

-- A numeric value is the nearest double, as the cast gives it.
SELECT total(shares_agg('a'::text, v)), total(shares_agg('a'::text, v::float8)) AS as_double
FROM (VALUES (0.1), (0.2), (NULL), (0.3), (0.1234567890123456789012345678901234567890), (1e-310)) AS t (v);
SELECT string_agg(h::numeric(5, 4)::text, ' ' ORDER BY day) AS moving
FROM (SELECT day, hhi(name, amount) OVER (ORDER BY day ROWS 3 PRECEDING) AS h FROM typed LIMIT 8) AS x;
-- A constant of a direct call is not changed under its owner.
SELECT count(DISTINCT shares_agg_final(shares_agg_trans(NULL, 'a'::text, 1.5))::text) FROM generate_series(1, 5);

-- What is no finite double is refused, as in a column of doubles.
SELECT hhi('a'::text, 'NaN'::numeric);
SELECT hhi('a'::text, 'Infinity'::numeric);
SELECT shares_agg('a'::text, 1e309);
SELECT series_agg(date '2024-01-01', '-Infinity'::numeric);
SELECT export_recovery(date '2024-01-01', 'NaN'::numeric, '2024-01-01');

-- What could be meant in two ways is not taken; README.md says what to write.
\set VERBOSITY terse
SELECT series_agg(timestamptz '2025-03-31 18:00+00', 1);
SELECT export_recovery(timestamptz '2025-03-31 18:00+00', 1, '2025-04-04');
SELECT series_agg(2024, 1);
SELECT series_agg('2024-04'::text, 1);
SELECT hhi('6f9619ff-8b86-d011-b42d-00c04fc964ff'::uuid, 1);
SELECT hhi('a'::text, '5'::money);
\set VERBOSITY default
