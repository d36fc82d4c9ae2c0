-- Cancels each call of cancel.sql "delay" seconds after it has begun, and keeps how long it had been on a processor by then.
CREATE TABLE IF NOT EXISTS cancel_sent (delay float8, n bigint, at float8);
SELECT set_config('cancel.delay', :'delay', false) \g /dev/null
DO $do$
DECLARE
	delay float8 := current_setting('cancel.delay')::float8;
	done text := 'done ' || current_setting('cancel.delay');
	seen text := '';
	since timestamptz;
	sent boolean := false;
	victim record;
	met timestamptz := clock_timestamp();
BEGIN
	LOOP
		PERFORM pg_stat_clear_snapshot();
		SELECT pid, application_name AS name INTO victim FROM pg_stat_activity WHERE (application_name ~ '^(victim \d+|safe)$' OR application_name = done) AND datname = current_database();
		met := CASE WHEN victim IS NULL THEN met ELSE clock_timestamp() END;
		EXIT WHEN victim.name = done OR clock_timestamp() - met > interval '5 min';
		IF victim.name IS DISTINCT FROM seen THEN
			seen := victim.name;
			since := clock_timestamp();
			sent := false;
		ELSIF NOT sent AND seen LIKE 'victim%' AND clock_timestamp() - since > delay * interval '1 s' THEN
			PERFORM pg_advisory_lock(1);
			PERFORM pg_stat_clear_snapshot();
			IF EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = victim.pid AND application_name = seen) THEN
				INSERT INTO cancel_sent SELECT delay, split_part(seen, ' ', 2)::bigint, split_part(pg_read_file(format('/proc/%s/schedstat', victim.pid)), ' ', 1)::float8 / 1e9;
				PERFORM pg_cancel_backend(victim.pid);
			END IF;
			PERFORM pg_advisory_unlock(1);
			sent := true;
		END IF;
		PERFORM pg_sleep(0.003);
	END LOOP;
END $do$;
