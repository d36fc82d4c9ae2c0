-- Cancels each call of cancel.sql "delay" seconds after it has begun, and keeps how long it had been on a processor by then.
CREATE TABLE IF NOT EXISTS cancel_sent (delay float8, n bigint, at float8);
SELECT set_config('cancel.delay', :'delay', false) \g /dev/null
DO $do$
DECLARE
	delay float8 := current_setting('cancel.delay')::float8;
	seen text := '';
	since timestamptz;
	sent boolean := false;
	victim record;
	started timestamptz := clock_timestamp();
BEGIN
	LOOP
		PERFORM pg_stat_clear_snapshot();
		SELECT pid, application_name AS name INTO victim FROM pg_stat_activity WHERE application_name ~ '^(victim \d+|safe|done)$' AND datname = current_database();
		EXIT WHEN victim.name = 'done' OR clock_timestamp() - started > interval '1 h';
		IF victim.name IS DISTINCT FROM seen THEN
			seen := victim.name;
			since := clock_timestamp();
			sent := false;
		ELSIF NOT sent AND seen LIKE 'victim%' AND clock_timestamp() - since > delay * interval '1 s' THEN
			INSERT INTO cancel_sent SELECT delay, split_part(seen, ' ', 2)::bigint, split_part(pg_read_file(format('/proc/%s/schedstat', victim.pid)), ' ', 1)::float8 / 1e9;
			PERFORM pg_cancel_backend(victim.pid);
			sent := true;
		END IF;
		PERFORM pg_sleep(0.003);
	END LOOP;
END $do$;
