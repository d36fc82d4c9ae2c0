-- A database of 1.0 as people have it: every type in tables, indexes, views, partitions, generated columns and what else
-- keeps or names one.  It asks 1.0 alone, so that it can be run with any script.
\set ON_ERROR_STOP on
CREATE SCHEMA rareearth;
CREATE EXTENSION rareearth SCHEMA rareearth :version;
CREATE EXTENSION rareearth_jobs :version;
ALTER DATABASE :"DBNAME" SET search_path = "$user", public, rareearth;
SET search_path = public, rareearth;

CREATE TABLE trade AS
SELECT i AS id, 'firm ' || i % 17 AS firm, (i * 7919) % 23 AS number, date '2020-01-01' + i % 1500 AS day, i * 0.1 + CASE i % 9 WHEN 0 THEN 1e12 ELSE 0 END AS kg
FROM generate_series(1, 3000) i;

CREATE DOMAIN concentrated AS market_shares CHECK (hhi(VALUE) > 0);
CREATE TYPE product_year AS (product text, m market_shares, s trade_series);
CREATE TABLE kept (
    k integer PRIMARY KEY,
    m market_shares NOT NULL CHECK (num_entities(m) > 0),
    b market_shares,
    d concentrated,
    s trade_series,
    combined trade_series,
    levels trade_series,
    trading trade_series,
    w spells,
    intervals spells,
    entries spells,
    v trade_vintages,
    many markets,
    panel trade_panel,
    several market_shares[],
    composite product_year,
    report market_report,
    recovered recovery_report,
    options jsonb DEFAULT recovery_options(k => 12),
    h double precision GENERATED ALWAYS AS (hhi(m)) STORED,
    last_day date GENERATED ALWAYS AS (last_period(s)) STORED
);
INSERT INTO kept (k, m, b, d, s, combined, levels, trading, w, intervals, entries, v, many, panel, several, composite, report, recovered)
SELECT k, shares_agg(firm, kg), shares_agg(CASE WHEN id % 5 > 0 THEN number END, kg / 3), shares_agg(number, kg), series_agg(day, kg, 'month'),
       series_agg(make_date(2000 + k, 1, 1), make_date(2000 + k, 3, 1), 90.0, 'month'), levels_agg(date '2020-07-01' + k * 400, k, 'year', 'error', 7),
       series_agg(day, kg, 'trading_day'), spells_agg(id % 11 * 0.25, id % 3 > 0, nullif(id % 3, 0)),
       spells_agg((id % 5)::float8, nullif(id % 5 + id % 3, 0)::float8), late_spells_agg((id % 4)::float8, 4.5 + id % 7, id % 3 > 0),
       vintages_agg(day, kg, date '2025-01-01' + id % 4, 'month'), markets_agg(day, firm, kg), panel_agg(firm, day, kg, 'quarter'), ARRAY[shares_agg(firm, kg), NULL, shares_agg(number, 1)],
       ('product ' || k, shares_agg(firm, 1), series_agg(day, 1.0, 'quarter'))::product_year, market_indices(firm, kg), export_recovery(day, kg, '2022-01-01')
FROM trade JOIN generate_series(1, 40) k ON trade.id % 40 <> k GROUP BY k;
INSERT INTO kept (k, m) SELECT 41, shares_agg('firm ' || i, i * 1.5) FROM generate_series(1, 60000) i;

CREATE UNIQUE INDEX ON kept (m) WHERE k <= 40;
CREATE INDEX ON kept USING hash (m);
CREATE INDEX ON kept USING hash (s);
CREATE INDEX ON kept (s) WHERE s IS NOT NULL;
CREATE INDEX ON kept (w, k);
CREATE INDEX ON kept USING hash (v);
CREATE INDEX ON kept USING hash (intervals);
CREATE INDEX ON kept (hhi(m));
CREATE INDEX ON kept ((median_duration(w)));
CREATE INDEX ON kept (num_entities(b)) INCLUDE (k);
CREATE STATISTICS kept_statistics ON hhi(m), num_entities(m) FROM kept;

CREATE TABLE by_hash (m market_shares, k integer) PARTITION BY HASH (m);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO by_hash SELECT m, k FROM kept;
CREATE TABLE by_range (s trade_series, k integer) PARTITION BY RANGE (s);
SELECT s::text AS middle FROM kept ORDER BY s LIMIT 1 OFFSET 20 \gset
CREATE TABLE by_range_low PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO (:'middle');
CREATE TABLE by_range_high PARTITION OF by_range FOR VALUES FROM (:'middle') TO (MAXVALUE);
INSERT INTO by_range SELECT s, k FROM kept WHERE s IS NOT NULL;
CREATE TABLE by_list (w spells, k integer) PARTITION BY LIST (w);
CREATE TABLE by_list_others PARTITION OF by_list DEFAULT;
INSERT INTO by_list SELECT w, k FROM kept;

CREATE VIEW asked AS
SELECT k, hhi(m) AS hhi, gini(m) AS gini, (r).depth, (r).recovered_on, median_duration(w) AS waited, t.entity AS largest
FROM kept LEFT JOIN LATERAL recovery(s, date '2022-01-01') r ON s IS NOT NULL, LATERAL top(m, 1) t;
CREATE MATERIALIZED VIEW yearly AS
SELECT k % 4 AS quarter, rollup(m) AS m, rollup(s) AS s, rollup(w) AS w FROM kept WHERE k <= 40 GROUP BY 1;
CREATE UNIQUE INDEX ON yearly (m);
CREATE RULE asked_instead AS ON UPDATE TO asked DO INSTEAD UPDATE kept SET m = m WHERE hhi(m) < 0;
CREATE FUNCTION merged(a market_shares, b market_shares) RETURNS market_shares LANGUAGE sql IMMUTABLE RETURN a + b;
CREATE AGGREGATE own_rollup (market_shares) (SFUNC = shares_rollup_trans, STYPE = keyed_sums, FINALFUNC = shares_agg_final, COMBINEFUNC = keyed_sums_combine, PARALLEL = SAFE);
CREATE POLICY seen ON kept USING (hhi(m) >= 0);

-- A summary that keeps itself and its alerts, after a night: computed, set aside, told and still queued.
CREATE TABLE shipments AS SELECT * FROM trade;
CALL rareearth_jobs.create_summary('monthly', 'shipments', 'day', 'month', '{number}', 'shares_agg(firm, kg) AS shares, series_agg(day, kg, ''month'') AS series', 'id % 3 > 0');
SELECT rareearth_jobs.create_alert('below', condition => 'below', summary => 'monthly', options => '{"shock": "2022-01-01"}'),
       rareearth_jobs.create_alert('firms', query => 'SELECT number, num_entities(rollup(shares)) AS firms FROM monthly GROUP BY number', keys => '{number}');
INSERT INTO shipments SELECT 3000 + i, 'new', i, '2023-02-03', 1e5 FROM generate_series(1, 9) i;
INSERT INTO shipments VALUES (4000, 'bad', 1, '2021-03-04', 'NaN');
SELECT * FROM rareearth_jobs.run();
DELETE FROM shipments WHERE day < '2020-02-01';
ANALYZE;
