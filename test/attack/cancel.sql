-- Cancels: every function is asked with large arguments and cancelled after "delay" seconds by cancel_killer.sql, in another
-- session.  What counts is the time on a processor from the cancel to the end of the call, so that other work on the machine
-- does not.  Variables: size, delay.
\set most 1
\set only ^$
\ir growth.sql
CREATE TABLE IF NOT EXISTS cancel_ended (delay float8, n bigint, function text, cancelled boolean, ended float8, message text);
SELECT set_config('cancel.size', :'size', false), set_config('cancel.delay', :'delay', false) \g /dev/null

DO $do$
DECLARE
	f record;
	a record;
	q text;
	size int := current_setting('cancel.size')::int;
	cancelled boolean;
	ended float8;
	message text;
BEGIN
	FOR a IN SELECT row_number() OVER (ORDER BY call) AS number, call FROM (SELECT DISTINCT call FROM argument WHERE call LIKE '%FROM generate_series%') x LOOP
		EXECUTE format('CREATE TEMP TABLE held_%s AS SELECT %s AS a', a.number, replace(a.call, '$n', size::text));
	END LOOP;
	FOR f IN SELECT row_number() OVER (ORDER BY function) AS n, function, call FROM call WHERE call LIKE '%$n%' ORDER BY function LOOP
		q := f.call;
		FOR a IN SELECT row_number() OVER (ORDER BY call) AS number, call FROM (SELECT DISTINCT call FROM argument WHERE call LIKE '%FROM generate_series%') x LOOP
			q := replace(q, a.call, format('(SELECT a FROM held_%s)', a.number));
		END LOOP;
		q := replace(q, '$n', size::text);
		cancelled := false;
		message := NULL;
		BEGIN
			PERFORM set_config('application_name', 'victim ' || f.n, false);
			EXECUTE q;
			PERFORM set_config('application_name', 'safe', false);
		EXCEPTION
			WHEN query_canceled THEN
				ended := pg_temp.worked();
				cancelled := true;
			WHEN OTHERS THEN
				message := SQLERRM;
		END;
		-- a cancel that comes late meets nothing
		BEGIN
			PERFORM set_config('application_name', 'safe', false);
			PERFORM pg_sleep(0.02);
		EXCEPTION WHEN query_canceled THEN
			NULL;
		END;
		INSERT INTO cancel_ended VALUES (current_setting('cancel.delay')::float8, f.n, f.function, cancelled, ended, message);
	END LOOP;
	PERFORM set_config('application_name', 'done', false);
END $do$;
SELECT pg_sleep(0.3) \g /dev/null
