-- Cancels: every function is asked with large arguments and cancelled after "delay" seconds by cancel_killer.sql, in another
-- session; the calls are those of large.sql, which is loaded before.  What counts is the time on a processor from the cancel to the
-- end of the call, so that other work on the machine does not.  Variables: size, delay.
\set ON_ERROR_STOP on
-- Seconds that this process has been on a processor.
CREATE FUNCTION pg_temp.worked() RETURNS float8 LANGUAGE sql VOLATILE AS
$$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e9 $$;
CREATE TABLE IF NOT EXISTS cancel_ended (delay float8, n bigint, function text, cancelled boolean, ended float8, message text);
-- What PostgreSQL itself takes to read the same text as JSON, in which it hears no cancel.
INSERT INTO call SELECT function || ' as jsonb', is_query, regexp_replace(call, '\w+_in\(', 'jsonb_in(') FROM call
WHERE function ~ '_in\(cstring\)$' AND function !~ '_sums_in' AND NOT EXISTS (SELECT FROM call WHERE function ~ ' as jsonb$');
-- Seconds of work from a cancel to the end; what is allowed is twice what JSON takes, and 0.2.
CREATE OR REPLACE VIEW cancel_late AS
SELECT function, ended - at AS late, 0.2 + 2 * coalesce((SELECT max(f.ended - g.at) FROM cancel_ended f JOIN cancel_sent g USING (delay, n) WHERE f.cancelled AND f.function = e.function || ' as jsonb'), 0) AS allowed
FROM cancel_ended e JOIN cancel_sent USING (delay, n) WHERE cancelled AND function !~ ' as jsonb$';
SELECT set_config('cancel.size', :'size', false), set_config('cancel.delay', :'delay', false) \g /dev/null

DO $do$
DECLARE
	f record;
	a record;
	q text;
	size int := current_setting('cancel.size')::int;
	asked boolean;
	cancelled boolean;
	ended float8;
	message text;
BEGIN
	FOR a IN SELECT row_number() OVER (ORDER BY call) AS number, call FROM (SELECT DISTINCT call FROM argument WHERE call LIKE '%FROM generate_series%' AND type !~ 'sums$') x LOOP
		EXECUTE format('CREATE TEMP TABLE held_%s AS SELECT %s AS a', a.number, replace(a.call, '$n', size::text));
	END LOOP;
	FOR f IN SELECT row_number() OVER (ORDER BY function) AS n, * FROM call ORDER BY function LOOP
		q := CASE WHEN f.is_query THEN f.call ELSE format('SELECT * FROM generate_series(1, 1) g, LATERAL %s y', f.call) END;
		FOR a IN SELECT row_number() OVER (ORDER BY call) AS number, call FROM (SELECT DISTINCT call FROM argument WHERE call LIKE '%FROM generate_series%' AND type !~ 'sums$') x LOOP
			q := replace(q, a.call, format('(SELECT a FROM held_%s)', a.number));
		END LOOP;
		q := replace(q, '$n', (CASE WHEN f.is_query AND f.function !~ ' frame$' THEN 4 * size ELSE size END)::text);
		cancelled := false;
		message := NULL;
		asked := false;
		-- a cancel may come late; once the name is another none is sent
		LOOP
			BEGIN
				IF NOT asked THEN
					asked := true;
					BEGIN
						PERFORM set_config('application_name', 'victim ' || f.n, false);
						EXECUTE q;
					EXCEPTION
						WHEN query_canceled THEN
							ended := pg_temp.worked();
							cancelled := true;
						WHEN OTHERS THEN
							message := SQLERRM;
					END;
				END IF;
				PERFORM pg_advisory_lock(1);
				PERFORM set_config('application_name', 'safe', false);
				PERFORM pg_advisory_unlock(1);
				PERFORM pg_sleep(0.02);
				EXIT;
			EXCEPTION WHEN query_canceled THEN
				PERFORM pg_advisory_unlock_all();
			END;
		END LOOP;
		INSERT INTO cancel_ended VALUES (current_setting('cancel.delay')::float8, f.n, f.function, cancelled, ended, message);
	END LOOP;
	PERFORM set_config('application_name', 'done ' || current_setting('cancel.delay'), false);
END $do$;
SELECT pg_sleep(0.3) \g /dev/null
