-- rareearth_jobs: summaries that keep themselves, and alerts of what changed.
CREATE EXTENSION rareearth_jobs;
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE said text; detail text; hint text;
BEGIN
    EXECUTE statement;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', said, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE SCHEMA regress_jobs;
SET search_path = regress_jobs, public;
CREATE TABLE customs (day date, product text, firm text, kg float8);
INSERT INTO customs SELECT (date '2024-01-15' + i % 24 * interval '1 month')::date, CASE i / 24 % 3 WHEN 0 THEN 'NdFeB' WHEN 1 THEN 'SmCo' END, 'firm ' || i / 72 % 7, 10 + i / 72 % 5 FROM generate_series(0, 1439) i;

-- A summary is made and filled, with a NULL key as a group.
CALL rareearth_jobs.create_summary('monthly', 'customs', 'day', 'month', '{product}',
  'shares_agg(firm, kg) AS shares, series_agg(day, kg, ''month'') AS series, sum(kg) AS kg');
SELECT count(*), count(DISTINCT period), count(*) FILTER (WHERE product IS NULL) AS without_product, sum(kg) = (SELECT sum(kg) FROM customs) AS all_kg FROM monthly;
SELECT * FROM rareearth_jobs.check_summary('monthly');

-- What is touched is queued, and nothing else; what is queued is computed.
INSERT INTO customs VALUES ('2024-05-01', 'SmCo', 'late', 5);
UPDATE customs SET day = '2024-07-31' WHERE day = '2024-02-15' AND firm = 'firm 1';
DELETE FROM customs WHERE day >= '2025-11-01';
INSERT INTO customs VALUES (NULL, 'SmCo', 'undated', 5), ('infinity', 'SmCo', 'for ever', 5);
SELECT DISTINCT period FROM rareearth_jobs.queue ORDER BY 1;
SELECT summary, source, last_periods, last_error, queued, queue_age > interval '0' AS aged, set_aside, next_run FROM rareearth_jobs.job_status;
CALL rareearth_jobs.refresh('monthly');
SELECT * FROM rareearth_jobs.check_summary('monthly');
SELECT max(period), num_entities(rollup(shares)) FROM monthly WHERE product = 'SmCo';
CALL rareearth_jobs.refresh('monthly');

-- The check can tell: a changed value, a lost row, a row too many.
BEGIN;
UPDATE monthly SET kg = kg + 1 WHERE period = '2024-03-01' AND product = 'NdFeB';
DELETE FROM monthly WHERE period = '2024-04-01' AND product IS NULL;
INSERT INTO monthly (period, product) VALUES ('2023-01-01', 'SmCo');
SELECT * FROM rareearth_jobs.check_summary('monthly');
ROLLBACK;

-- A period with a row that cannot be summed is set aside; the others go through.
INSERT INTO customs VALUES ('2024-08-08', 'SmCo', 'wrong', 'NaN'), ('2024-09-09', 'SmCo', 'right', 1);
CALL rareearth_jobs.refresh('monthly');
SELECT summary, period, key, row_count, error FROM rareearth_jobs.set_aside;
SELECT period, key, problem FROM rareearth_jobs.check_summary('monthly');
SELECT count(*) FROM monthly WHERE period = '2024-08-01';
DELETE FROM customs WHERE firm = 'wrong';
CALL rareearth_jobs.refresh('monthly');
SELECT count(*) FROM rareearth_jobs.set_aside;
SELECT * FROM rareearth_jobs.check_summary('monthly');

-- Alerts: nothing changed, nothing told.
SELECT alert, rows FROM (VALUES
  ('back', rareearth_jobs.create_alert('back', condition => 'recovered', summary => 'monthly', options => '{"shock": "2025-04-04"}')),
  ('low', rareearth_jobs.create_alert('low', condition => 'below', summary => 'monthly', options => '{"shock": "2025-04-04"}')),
  ('concentrated', rareearth_jobs.create_alert('concentrated', condition => 'concentrated', summary => 'monthly', options => '{"line": 0.5}')),
  ('shock', rareearth_jobs.create_alert('shock', condition => 'shock', summary => 'monthly', options => '{"min_fall": 0.5}')),
  ('revised', rareearth_jobs.create_alert('revised', condition => 'revised', summary => 'monthly')),
  ('late', rareearth_jobs.create_alert('late', condition => 'late', summary => 'monthly', options => '{"after": "100 years"}')),
  ('firms', rareearth_jobs.create_alert('firms', query => 'SELECT product, num_entities(rollup(shares)) AS firms FROM monthly GROUP BY product', keys => '{product}'))) v (alert, rows);
SELECT * FROM rareearth_jobs.run();
SELECT count(*) FROM rareearth_jobs.alert_log;

-- One night: a fall, a revision, a month that is gone, a new firm.
DELETE FROM customs WHERE product = 'NdFeB' AND day >= '2025-05-01' AND firm <> 'firm 3';
UPDATE customs SET kg = kg * 2 WHERE product = 'SmCo' AND day = '2024-03-15';
UPDATE customs SET kg = kg * 1.01 WHERE product = 'SmCo' AND day BETWEEN '2024-06-01' AND '2024-06-30';
DELETE FROM customs WHERE product IS NULL AND day BETWEEN '2025-10-01' AND '2025-10-31';
INSERT INTO customs VALUES ('2025-10-20', 'SmCo', 'new firm', 1);
SELECT * FROM rareearth_jobs.run();
SELECT alert, key, change, before, after FROM rareearth_jobs.alert_log ORDER BY id;
-- Again: silent.
SELECT sum(done) FROM rareearth_jobs.run();
-- Another search path means the same.
SET search_path = public;
SELECT job, done, error FROM rareearth_jobs.run() WHERE job LIKE 'alert%' AND error IS NOT NULL;
SET search_path = regress_jobs, public;
-- A row that is there no more.
INSERT INTO customs SELECT day, 'NdFeB', firm, 30 FROM customs WHERE product = 'SmCo' AND day >= '2025-05-01';
SELECT sum(done) > 0 AS told FROM rareearth_jobs.run();
SELECT key, change, before FROM rareearth_jobs.alert_log WHERE alert = 'low' ORDER BY id DESC LIMIT 1;
-- One alert that fails does not stop the others.
SELECT rareearth_jobs.create_alert('fails', query => 'SELECT 1 / (kg > 0)::int AS x FROM customs WHERE firm = ''none''');
INSERT INTO customs VALUES ('2024-01-01', 'SmCo', 'none', -1);
SELECT * FROM rareearth_jobs.run() WHERE error IS NOT NULL OR job = 'alert firms';
DELETE FROM customs WHERE firm = 'none';

-- TRUNCATE touches all periods.
BEGIN;
TRUNCATE customs;
SELECT periods > 20 AS all_periods, error FROM rareearth_jobs.refresh_all();
SELECT count(*) FROM monthly;
ROLLBACK;

-- Two summaries of one source share its triggers; the last that ends takes them along.
CALL rareearth_jobs.create_summary('yearly', 'customs', 'day', 'year', '{}', 'shares_agg(firm, kg) AS shares', condition => 'product = ''SmCo''');
SELECT period, total(shares) = (SELECT sum(kg) FROM customs WHERE product = 'SmCo' AND date_trunc('year', day) = period) AS same FROM yearly ORDER BY 1;
CALL rareearth_jobs.create_summary('weekly', 'customs', 'day', 'week', '{}', 'sum(kg) AS kg', fill => false);
SELECT count(*) > 50 AS queued FROM rareearth_jobs.queue;
SELECT rareearth_jobs.drop_summary('weekly');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'customs'::regclass ORDER BY 1;
SELECT rareearth_jobs.drop_summary('yearly');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'customs'::regclass;

-- Partitions: rows that move, and partitions that are written directly.
CREATE TABLE parted (day timestamp, firm text, kg numeric) PARTITION BY RANGE (day);
CREATE TABLE parted_2024 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE parted_2025 PARTITION OF parted FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO parted SELECT timestamp '2024-01-01 12:00' + i * interval '1 day', 'f' || i % 5, i FROM generate_series(0, 700) i;
CALL rareearth_jobs.create_summary('quarterly', 'parted', 'day', 'quarter', '{}', 'shares_agg(firm, kg) AS shares');
UPDATE parted SET day = day + interval '1 year' WHERE day < '2024-02-01';
INSERT INTO parted_2025 VALUES ('2025-12-12 01:00', 'direct', 3);
CREATE TABLE parted_2023 PARTITION OF parted FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
SELECT rareearth_jobs.follow('parted');
INSERT INTO parted_2023 VALUES ('2023-12-12 01:00', 'direct', 3);
SELECT DISTINCT period FROM rareearth_jobs.queue ORDER BY 1;
CALL rareearth_jobs.refresh('quarterly');
SELECT * FROM rareearth_jobs.check_summary('quarterly');

-- A column that is used cannot go; one that is renamed says so to writers.
SELECT pg_temp.refusal('ALTER TABLE parted DROP COLUMN kg');
ALTER TABLE parted RENAME COLUMN kg TO weight;
ALTER TABLE parted RENAME TO shipments;
INSERT INTO shipments VALUES ('2025-12-13 01:00', 'renamed', 4);
CALL rareearth_jobs.refresh('quarterly');
SELECT * FROM rareearth_jobs.check_summary('quarterly');
ALTER TABLE shipments RENAME COLUMN day TO at;
SELECT pg_temp.refusal($$INSERT INTO shipments VALUES ('2025-12-13 01:00', 'renamed', 4)$$);
UPDATE rareearth_jobs.summary SET period_column = 'at' WHERE summary = 'quarterly'::regclass;
INSERT INTO shipments VALUES ('2025-12-13 01:00', 'renamed', 4);
CALL rareearth_jobs.refresh('quarterly');
SELECT * FROM rareearth_jobs.check_summary('quarterly');

-- Who owns a source gets nothing done with other rights: a column put in the place of one, with a cast of theirs, is refused.
CREATE ROLE regress_jobs_owner;
GRANT CREATE, USAGE ON SCHEMA regress_jobs TO regress_jobs_owner;
SET ROLE regress_jobs_owner;
CREATE TABLE owned (day date, firm text, kg float8);
CREATE TYPE odd_day AS (day date);
CREATE FUNCTION odd_time(odd_day) RETURNS timestamp LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'called as %', current_user; RETURN $1.day; END $$;
CREATE CAST (odd_day AS timestamp) WITH FUNCTION odd_time(odd_day) AS IMPLICIT;
INSERT INTO owned VALUES ('2025-01-02', 'a', 1);
RESET ROLE;
CALL rareearth_jobs.create_summary('of_owned', 'owned', 'day', 'month', '{firm}', 'sum(kg) AS kg');
SET ROLE regress_jobs_owner;
SELECT rtrim(pg_temp.refusal('ALTER TABLE owned ALTER day TYPE odd_day USING ROW(day)::odd_day'), '.') AS refusal;
TRUNCATE owned;
ALTER TABLE owned RENAME day TO other_day;
ALTER TABLE owned RENAME firm TO other_firm;
ALTER TABLE owned ADD day odd_day, ADD firm text;
SELECT pg_temp.refusal($$INSERT INTO owned VALUES ('2025-01-02', 'a', 1, ROW('2025-01-02'))$$);
RESET ROLE;
SELECT what, pg_temp.refusal(statement) FROM (VALUES
  ('refresh', $$SELECT rareearth_jobs.refresh_at_once('of_owned')$$),
  ('check', $$SELECT * FROM rareearth_jobs.check_summary('of_owned')$$),
  ('a key', $$SELECT rareearth_jobs.check_columns(s, s.keys) FROM rareearth_jobs.summary s WHERE s.summary = 'of_owned'::regclass$$)) v (what, statement);
SELECT rareearth_jobs.drop_summary('of_owned');
DROP TABLE owned;
DROP OWNED BY regress_jobs_owner CASCADE;
DROP ROLE regress_jobs_owner;

-- Its tables have no column that pg_upgrade refuses to take along.
SELECT a.attrelid::regclass, a.attname, a.atttypid::regtype FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'rareearth_jobs'::regnamespace AND c.relkind IN ('r', 'i', 'm') AND a.attnum > 0
  AND a.atttypid = ANY ('{regcollation,regconfig,regdictionary,regnamespace,regoper,regoperator,regproc,regprocedure}'::regtype[]);

-- Refused.
SELECT what, pg_temp.refusal(format('SELECT rareearth_jobs.make_summary(%s, %s)', arguments, '''sum(kg) AS kg'', NULL')) FROM (VALUES
  ('a summary that is there', $$'monthly', 'customs', 'day', 'month', '{}'$$),
  ('a grain', $$'m', 'customs', 'day', 'decade', '{}'$$),
  ('a column', $$'m', 'customs', 'date', 'month', '{}'$$),
  ('a key', $$'m', 'customs', 'day', 'month', '{firm,country}'$$),
  ('a type', $$'m', 'customs', 'firm', 'month', '{}'$$),
  ('a view', $$'m', 'pg_views', 'day', 'month', '{}'$$),
  ('a table', $$'m', 'nothing', 'day', 'month', '{}'$$)) v (what, arguments);
CREATE TABLE zoned (at timestamptz, kg float8);
SELECT pg_temp.refusal($$SELECT rareearth_jobs.make_summary('m', 'zoned', 'at', 'month', '{}', 'sum(kg) AS kg', NULL)$$);
SELECT what, pg_temp.refusal(statement) FROM (VALUES
  ('no such summary', $$SELECT rareearth_jobs.drop_summary('nothing')$$),
  ('a table that is none', $$SELECT rareearth_jobs.check_summary('customs')$$),
  ('neither', $$SELECT rareearth_jobs.create_alert('a')$$),
  ('both', $$SELECT rareearth_jobs.create_alert('a', query => 'SELECT 1', condition => 'late', summary => 'quarterly')$$),
  ('a condition', $$SELECT rareearth_jobs.create_alert('a', condition => 'high', summary => 'quarterly')$$),
  ('an option', $$SELECT rareearth_jobs.create_alert('a', condition => 'late', summary => 'quarterly', options => '{"shok": 1}')$$),
  ('an option that is wanted', $$SELECT rareearth_jobs.create_alert('a', condition => 'below', summary => 'quarterly')$$),
  ('a key twice', $$SELECT rareearth_jobs.create_alert('a', query => 'SELECT firm FROM shipments')$$),
  ('a tolerance', $$SELECT rareearth_jobs.create_alert('a', query => 'SELECT 1', tolerance => -1)$$),
  ('changes', $$SELECT rareearth_jobs.create_alert('a', query => 'SELECT 1', changes => '{old}')$$),
  ('no such alert', $$SELECT rareearth_jobs.drop_alert('nothing')$$),
  ('no pg_cron', $$SELECT rareearth_jobs.schedule()$$)) v (what, statement);

-- A role without rights.
CREATE ROLE regress_jobs_writer;
GRANT USAGE ON SCHEMA regress_jobs TO regress_jobs_writer;
GRANT INSERT ON shipments TO regress_jobs_writer;
SET ROLE regress_jobs_writer;
INSERT INTO shipments VALUES ('2025-11-13 01:00', 'by a writer', 4);
SELECT pg_temp.refusal($$SELECT rareearth_jobs.refresh_at_once('quarterly')$$);
RESET ROLE;
CALL rareearth_jobs.refresh('quarterly');
SELECT * FROM rareearth_jobs.check_summary('quarterly');

-- When a schedule of pg_cron comes next.
SELECT schedule, rareearth_jobs.next_run(schedule, '2026-11-28 02:03:30+00') AT TIME ZONE 'UTC' AS next_run FROM (VALUES
  ('*/5 * * * *'), ('0 6 21 * *'), ('30 2 * * 1'), ('0 0 29 2 *'), ('15,45 8-10 1 1-3 *'), ('0 12 13 * 5'), ('0 0 * * 7'), ('30 seconds'), ('@reboot'), ('* * * *'), ('x * * * *')) v (schedule);

SELECT rareearth_jobs.drop_summary('quarterly'), rareearth_jobs.drop_summary('monthly');
SELECT rareearth_jobs.drop_alert(alert) FROM rareearth_jobs.alert WHERE alert = 'fails';
-- Every object of the extension has a comment.
SELECT pg_describe_object(classid, objid, 0) FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'rareearth_jobs') AND deptype = 'e'
AND obj_description(objid, classid::regclass::text) IS NULL AND classid IN ('pg_proc'::regclass, 'pg_class'::regclass)
AND NOT EXISTS (SELECT FROM pg_class WHERE oid = objid AND relkind IN ('i', 'S')) ORDER BY 1;
SET client_min_messages = warning;
RESET search_path;
DROP SCHEMA regress_jobs CASCADE;
DROP EXTENSION rareearth_jobs;
DROP OWNED BY regress_jobs_writer;
DROP ROLE regress_jobs_writer;
