-- rareearth_jobs: summaries that keep themselves, and alerts of what changed.
-- docs/upkeep.md says how it works.  Whoever creates the extension owns all of
-- it; nothing runs with other rights than those of its caller but the trigger
-- that notes which periods were touched.

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION rareearth_jobs" to load this file. \quit

CREATE TABLE summary (
    summary regclass PRIMARY KEY,
    source regclass NOT NULL,
    period_column name NOT NULL,
    grain text NOT NULL,
    keys name[] NOT NULL,
    rows_function text NOT NULL,
    definition text NOT NULL,
    lock_timeout text NOT NULL DEFAULT '30s',
    last_success timestamptz,
    last_duration interval,
    last_periods integer,
    last_error text
);
COMMENT ON TABLE summary IS 'Each summary that is kept, made by create_summary.';
COMMENT ON COLUMN summary.summary IS 'table of the summary';
COMMENT ON COLUMN summary.source IS 'table that it is computed from';
COMMENT ON COLUMN summary.period_column IS 'column of the source that says when';
COMMENT ON COLUMN summary.grain IS 'day, week, month, quarter or year: what a period is';
COMMENT ON COLUMN summary.keys IS 'columns beside the period that tell rows of the summary apart';
COMMENT ON COLUMN summary.rows_function IS 'name of the function that computes the rows of the days from its first argument up to its second; text, since pg_upgrade keeps no number of a function';
COMMENT ON COLUMN summary.definition IS 'expressions of the summary, as they were given';
COMMENT ON COLUMN summary.lock_timeout IS 'how long a refresh waits for a lock before it gives up, to try again at the next run';
COMMENT ON COLUMN summary.last_success IS 'when a refresh last went through';
COMMENT ON COLUMN summary.last_duration IS 'how long it took';
COMMENT ON COLUMN summary.last_periods IS 'how many periods it computed';
COMMENT ON COLUMN summary.last_error IS 'error of the last refresh that stopped, NULL after one that went through';

CREATE TABLE queue (
    summary regclass NOT NULL,
    period date NOT NULL,
    queued_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);
CREATE INDEX queue_summary_period ON queue (summary, period);
COMMENT ON TABLE queue IS 'Periods whose rows were touched and that are still to be computed; only ever appended to by writers.';
COMMENT ON COLUMN queue.summary IS 'table of the summary';
COMMENT ON COLUMN queue.period IS 'first day of the period';
COMMENT ON COLUMN queue.queued_at IS 'when it was touched';

CREATE TABLE set_aside (
    summary regclass NOT NULL,
    period date NOT NULL,
    key jsonb NOT NULL,
    row_count bigint NOT NULL,
    error text NOT NULL,
    since timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    PRIMARY KEY (summary, period)
);
COMMENT ON TABLE set_aside IS 'Periods that cannot be computed, with the error; their summaries are those of before. They are tried again when their rows are touched.';
COMMENT ON COLUMN set_aside.summary IS 'table of the summary';
COMMENT ON COLUMN set_aside.period IS 'first day of the period';
COMMENT ON COLUMN set_aside.key IS 'key columns of the first group that fails';
COMMENT ON COLUMN set_aside.row_count IS 'rows of this group in the period';
COMMENT ON COLUMN set_aside.error IS 'its error, with detail';
COMMENT ON COLUMN set_aside.since IS 'when it was first seen';

CREATE TABLE alert (
    alert text PRIMARY KEY,
    query text NOT NULL,
    keys name[] NOT NULL,
    tolerance double precision NOT NULL DEFAULT 0 CHECK (tolerance >= 0 AND tolerance < 'Infinity'),
    changes text[] NOT NULL DEFAULT '{new,changed,gone}' CHECK (changes <@ '{new,changed,gone}' AND changes <> '{}'),
    search_path text NOT NULL,
    lock_timeout text NOT NULL DEFAULT '30s',
    last_run timestamptz,
    last_error text
);
COMMENT ON TABLE alert IS 'Each alert, made by create_alert.';
COMMENT ON COLUMN alert.alert IS 'its name';
COMMENT ON COLUMN alert.query IS 'query whose rows are compared with those of the last run';
COMMENT ON COLUMN alert.keys IS 'columns that tell its rows apart';
COMMENT ON COLUMN alert.tolerance IS 'change of a number, as a part of the number before, that is no change';
COMMENT ON COLUMN alert.changes IS 'which of new, changed and gone rows it tells';
COMMENT ON COLUMN alert.search_path IS 'where its names are looked up: the search path of who made it';
COMMENT ON COLUMN alert.lock_timeout IS 'how long its query waits for a lock before it gives up';
COMMENT ON COLUMN alert.last_run IS 'when it last ran';
COMMENT ON COLUMN alert.last_error IS 'error of the last run, NULL after one that went through';

CREATE TABLE alert_state (
    alert text NOT NULL REFERENCES alert ON DELETE CASCADE,
    key jsonb NOT NULL,
    value jsonb NOT NULL,
    PRIMARY KEY (alert, key)
);
COMMENT ON TABLE alert_state IS 'The rows of each alert at its last run.';
COMMENT ON COLUMN alert_state.alert IS 'name of the alert';
COMMENT ON COLUMN alert_state.key IS 'key columns of the row';
COMMENT ON COLUMN alert_state.value IS 'its other columns';

CREATE TABLE alert_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert text NOT NULL,
    key jsonb NOT NULL,
    change text NOT NULL CHECK (change IN ('new', 'changed', 'gone')),
    before jsonb,
    after jsonb,
    known_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);
CREATE INDEX alert_log_known_at ON alert_log (known_at);
COMMENT ON TABLE alert_log IS 'What alerts found: one row a change.';
COMMENT ON COLUMN alert_log.id IS 'in the order of finding';
COMMENT ON COLUMN alert_log.alert IS 'name of the alert';
COMMENT ON COLUMN alert_log.key IS 'which row of its query';
COMMENT ON COLUMN alert_log.change IS 'new, changed or gone';
COMMENT ON COLUMN alert_log.before IS 'columns that differ as they were, all of a row that is gone';
COMMENT ON COLUMN alert_log.after IS 'columns that differ as they are, all of a row that is new';
COMMENT ON COLUMN alert_log.known_at IS 'when it was found';

SELECT pg_catalog.pg_extension_config_dump('summary', '');
SELECT pg_catalog.pg_extension_config_dump('queue', '');
SELECT pg_catalog.pg_extension_config_dump('set_aside', '');
SELECT pg_catalog.pg_extension_config_dump('alert', '');
SELECT pg_catalog.pg_extension_config_dump('alert_state', '');
SELECT pg_catalog.pg_extension_config_dump('alert_log', '');
SELECT pg_catalog.pg_extension_config_dump('alert_log_id_seq', '');

-- Periods ---------------------------------------------------------------------

CREATE FUNCTION period_end(grain text, period date) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT (period + CASE grain WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || grain)::interval END)::date $$;
COMMENT ON FUNCTION period_end(text, date) IS 'The first day after a period.';

-- Whoever owns a source may put another column in the place of one, of a type with
-- a cast of their own: a name is looked up only while it is that of a column that
-- the rows are computed from, whose type cannot change.
CREATE FUNCTION check_columns(kept summary, columns name[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    other name;
BEGIN
    SELECT c INTO other FROM unnest(columns) AS c WHERE NOT EXISTS (SELECT FROM pg_attribute a
        JOIN pg_depend d ON (d.classid, d.objid) = ('pg_proc'::regclass, concat(kept.rows_function, '(date, date)')::regprocedure) AND (d.refclassid, d.refobjid, d.refobjsubid) = ('pg_class'::regclass, a.attrelid, a.attnum)
        WHERE a.attrelid = kept.source AND a.attname = c AND (c <> kept.period_column OR a.atttypid IN ('date'::regtype, 'timestamp'::regtype)));
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" of table % is not the one that the summary % goes by', other, kept.source, kept.summary
            USING ERRCODE = 'undefined_column',
                  HINT = format('After a rename: %s. Otherwise SELECT rareearth_jobs.drop_summary(%L).', CASE WHEN other = kept.period_column
                      THEN format('UPDATE rareearth_jobs.summary SET period_column = ''new name'' WHERE summary = %L::regclass', kept.summary) ELSE 'rename it back' END, kept.summary);
    END IF;
END $$;
COMMENT ON FUNCTION check_columns(summary, name[]) IS 'Support function: the error of columns of a source that were renamed, dropped or replaced.';

-- Writers need no right on the queue: the triggers run as the owner of the
-- extension, look at the rows of the statement alone, and take their names
-- from pg_catalog.  A period of -infinity stands for all periods there are.
CREATE FUNCTION queue_periods() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept rareearth_jobs.summary;
    days text;
BEGIN
    FOR kept IN SELECT s.* FROM rareearth_jobs.summary s
        WHERE s.source = TG_RELID OR s.source IN (SELECT relid FROM pg_partition_ancestors(TG_RELID)) LOOP
        IF TG_OP = 'TRUNCATE' THEN
            INSERT INTO rareearth_jobs.queue VALUES (kept.summary, '-infinity');
            CONTINUE;
        END IF;
        PERFORM rareearth_jobs.check_columns(kept, ARRAY[kept.period_column]);
        days := CASE TG_OP
            WHEN 'INSERT' THEN format('SELECT DISTINCT %I AS day FROM rows_after', kept.period_column)
            WHEN 'DELETE' THEN format('SELECT DISTINCT %I AS day FROM rows_before', kept.period_column)
            ELSE format('SELECT %1$I AS day FROM rows_after UNION SELECT %1$I FROM rows_before', kept.period_column)
        END;
        EXECUTE format('INSERT INTO rareearth_jobs.queue SELECT DISTINCT $1, date_trunc($2, day::timestamp)::date FROM (%s) AS days WHERE isfinite(day)', days)
            USING kept.summary, kept.grain;
    END LOOP;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION queue_periods() IS 'Trigger of a source: notes which periods a statement touched.';

CREATE FUNCTION queue_period_of_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept rareearth_jobs.summary;
    before timestamp;
    after timestamp;
BEGIN
    FOR kept IN SELECT s.* FROM rareearth_jobs.summary s
        WHERE s.source = TG_RELID OR s.source IN (SELECT relid FROM pg_partition_ancestors(TG_RELID)) LOOP
        PERFORM rareearth_jobs.check_columns(kept, ARRAY[kept.period_column]);
        IF TG_OP <> 'INSERT' THEN
            EXECUTE format('SELECT ($1).%I', kept.period_column) INTO before USING OLD;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            EXECUTE format('SELECT ($1).%I', kept.period_column) INTO after USING NEW;
        END IF;
        -- Once a transaction is enough.
        INSERT INTO rareearth_jobs.queue SELECT kept.summary, touched
        FROM (SELECT date_trunc(kept.grain, before)::date WHERE isfinite(before) UNION SELECT date_trunc(kept.grain, after)::date WHERE isfinite(after)) AS t (touched)
        WHERE NOT EXISTS (SELECT FROM rareearth_jobs.queue q WHERE q.summary = kept.summary AND q.period = touched AND q.xmin = pg_current_xact_id()::xid);
    END LOOP;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION queue_period_of_row() IS 'Trigger of a source with foreign partitions, which cannot hand on the rows of a statement: notes the period of each row.';

-- Making and ending a summary -------------------------------------------------

CREATE FUNCTION check_source(source regclass, period_column name, grain text, keys name[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    of_type regtype;
    missing text;
    kind "char";
BEGIN
    IF grain IS NULL OR grain NOT IN ('day', 'week', 'month', 'quarter', 'year') THEN
        RAISE EXCEPTION 'grain "%" is not known', grain USING ERRCODE = 'invalid_parameter_value', HINT = 'Grains are day, week, month, quarter and year.';
    END IF;
    SELECT relkind INTO kind FROM pg_class WHERE oid = source;
    IF kind NOT IN ('r', 'p') THEN
        RAISE EXCEPTION '% is not a table whose changes can be followed', source USING ERRCODE = 'wrong_object_type',
            HINT = 'Summaries are kept of tables, partitioned ones too; of a view, keep them of the table behind it.';
    END IF;
    SELECT string_agg(quote_ident(k), ', ' ORDER BY n) INTO missing FROM unnest(keys || period_column) WITH ORDINALITY AS u (k, n)
    WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = source AND attname = k AND attnum > 0 AND NOT attisdropped);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'table % has no column %', source, missing USING ERRCODE = 'undefined_column',
            HINT = (SELECT format('Its columns are %s.', string_agg(quote_ident(attname), ', ' ORDER BY attnum)) FROM pg_attribute WHERE attrelid = source AND attnum > 0 AND NOT attisdropped);
    END IF;
    SELECT atttypid INTO of_type FROM pg_attribute WHERE attrelid = source AND attname = period_column;
    IF of_type NOT IN ('date'::regtype, 'timestamp'::regtype) THEN
        RAISE EXCEPTION 'column "%" of % is %, not date or timestamp', period_column, source, of_type USING ERRCODE = 'datatype_mismatch',
            HINT = CASE WHEN of_type = 'timestamptz'::regtype
                THEN 'The day, and so the period, depends on the zone: add a column, for instance day date GENERATED ALWAYS AS ((at AT TIME ZONE ''UTC'')::date) STORED.'
                ELSE 'Add a column of type date, GENERATED ALWAYS AS (...) STORED.' END;
    END IF;
END $$;
COMMENT ON FUNCTION check_source(regclass, name, text, name[]) IS 'Support function of create_summary: refuses what cannot be kept, and says why.';

CREATE FUNCTION queue_rows_of(kept summary, relation regclass) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    queued bigint;
BEGIN
    PERFORM rareearth_jobs.check_columns(kept, ARRAY[kept.period_column]);
    EXECUTE format('INSERT INTO rareearth_jobs.queue (summary, period) SELECT DISTINCT $1, date_trunc($2, %1$I::timestamp)::date FROM %2$s WHERE isfinite(%1$I)', kept.period_column, relation)
        USING kept.summary, kept.grain;
    GET DIAGNOSTICS queued = ROW_COUNT;
    RETURN queued;
END $$;
COMMENT ON FUNCTION queue_rows_of(summary, regclass) IS 'Support function: queues the periods of all rows of a source or of one of its partitions, and returns how many.';

-- The rows of a statement are not to be had from foreign partitions, nor from the
-- worker that applies a subscription, which fires what is enabled always.
CREATE FUNCTION follow(source regclass) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tables regclass[] := ARRAY(SELECT t.relid FROM pg_partition_tree(source) t JOIN pg_class c ON c.oid = t.relid WHERE c.relkind IN ('r', 'p') UNION SELECT source ORDER BY 1);
    is_foreign boolean := EXISTS (SELECT FROM pg_partition_tree(source) t JOIN pg_class c ON c.oid = t.relid WHERE c.relkind = 'f');
    is_replicated boolean := EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = ANY (tables));
    was_followed boolean := EXISTS (SELECT FROM pg_trigger WHERE tgrelid = source AND tgname = 'rareearth_jobs_truncated');
    followed regclass;
    event record;
    made integer;
BEGIN
    FOREACH followed IN ARRAY tables LOOP
        made := 0;
        FOR event IN SELECT v.*, NOT (rows <> '' AND (is_foreign OR is_replicated)) AS wanted, EXISTS (SELECT FROM pg_trigger WHERE tgrelid = followed AND tgname = v.name) AS present FROM (VALUES
            ('rareearth_jobs_truncated', 'TRUNCATE', ''),
            ('rareearth_jobs_inserted', 'INSERT', 'REFERENCING NEW TABLE AS rows_after'),
            ('rareearth_jobs_updated', 'UPDATE', 'REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after'),
            ('rareearth_jobs_deleted', 'DELETE', 'REFERENCING OLD TABLE AS rows_before')) v (name, what, rows) LOOP
            IF event.wanted AND NOT event.present THEN
                EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION rareearth_jobs.queue_periods()', event.name, event.what, followed, event.rows);
                made := made + 1;
            ELSIF event.present AND NOT event.wanted THEN
                EXECUTE format('DROP TRIGGER %I ON %s', event.name, followed);
            END IF;
        END LOOP;
        IF is_replicated THEN
            EXECUTE format('ALTER TABLE ONLY %s ENABLE ALWAYS TRIGGER rareearth_jobs_truncated', followed);
        END IF;
        -- A partition that was attached brings its rows along.
        IF was_followed AND made > 0 AND followed <> source THEN
            PERFORM rareearth_jobs.queue_rows_of(s, followed) FROM rareearth_jobs.summary s WHERE s.source = follow.source;
        END IF;
    END LOOP;
    -- A trigger for each row of the parent stands on every partition.
    IF (is_foreign OR is_replicated) AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = source AND tgname = 'rareearth_jobs_changed') THEN
        EXECUTE format('CREATE TRIGGER rareearth_jobs_changed AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION rareearth_jobs.queue_period_of_row()', source);
    END IF;
    IF is_replicated THEN
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER rareearth_jobs_changed', source);
    END IF;
    RETURN format('triggers on %s %s%s', cardinality(tables), CASE cardinality(tables) WHEN 1 THEN 'table' ELSE 'tables' END,
        CASE WHEN is_replicated THEN ', row by row for its subscription' WHEN is_foreign THEN ', row by row for its foreign partitions' ELSE '' END);
END $$;
COMMENT ON FUNCTION follow(regclass) IS 'Puts the triggers on a source and its partitions where they are not yet, and queues what an attached partition brings: call it again after a partition was attached or a subscription made. Returns what is followed.';

CREATE FUNCTION summary_of(summary text) RETURNS regclass
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    found pg_catalog.regclass := pg_catalog.to_regclass(summary);
BEGIN
    IF NOT EXISTS (SELECT FROM rareearth_jobs.summary s WHERE s.summary OPERATOR(pg_catalog.=) found) THEN
        RAISE EXCEPTION 'there is no summary "%"', summary USING ERRCODE = 'undefined_object',
            HINT = pg_catalog.format('Summaries: %s.', coalesce((SELECT pg_catalog.string_agg(s.summary::text, ', ' ORDER BY s.summary::text) FROM rareearth_jobs.summary s), 'none; make one with CALL rareearth_jobs.create_summary(...)'));
    END IF;
    RETURN found;
END $$;
COMMENT ON FUNCTION summary_of(text) IS 'Support function: the summary of a name, or an error that names those there are.';

-- No search_path of its own: the expressions are those of the caller, and are
-- looked up once, here; the function that computes the rows keeps what they mean.
CREATE FUNCTION make_summary(summary text, source regclass, period_column name, grain text, keys name[], expressions text, condition text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    columns text := coalesce((SELECT pg_catalog.string_agg(pg_catalog.format(', %I', k), '' ORDER BY n) FROM pg_catalog.unnest(keys) WITH ORDINALITY AS u (k, n)), '');
    select_list text := pg_catalog.format('SELECT pg_catalog.date_trunc(%L, %I::pg_catalog.timestamp)::pg_catalog.date AS period%s, %s FROM %s', grain, period_column, columns, expressions, source);
    parts text[] := pg_catalog.parse_ident(summary);
    rows_function text := (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(CASE WHEN n OPERATOR(pg_catalog.=) pg_catalog.cardinality(parts) THEN pg_catalog.concat(part, '_rows') ELSE part END), '.' ORDER BY n)
                           FROM pg_catalog.unnest(parts) WITH ORDINALITY AS u (part, n));
    did text;
    queued bigint;
BEGIN
    PERFORM rareearth_jobs.check_source(source, period_column, grain, keys);
    IF pg_catalog.to_regclass(summary) IS NOT NULL THEN
        RAISE EXCEPTION 'relation "%" is there already', summary USING ERRCODE = 'duplicate_table', HINT = 'Choose another name, or end that summary first: SELECT rareearth_jobs.drop_summary(...).';
    END IF;
    EXECUTE pg_catalog.format('CREATE TABLE %s AS %s GROUP BY 1%s WITH NO DATA', summary, select_list, columns);
    EXECUTE pg_catalog.format('CREATE UNIQUE INDEX ON %s (period%s) NULLS NOT DISTINCT', summary, columns);
    EXECUTE pg_catalog.format('COMMENT ON TABLE %s IS %L', summary, pg_catalog.format('Summary of %s by %s, kept by rareearth_jobs: %s', source, grain, expressions));
    EXECUTE pg_catalog.format('CREATE FUNCTION %s(from_day pg_catalog.date, until_day pg_catalog.date) RETURNS SETOF %s LANGUAGE sql STABLE
        BEGIN ATOMIC %s WHERE %I OPERATOR(pg_catalog.>=) from_day AND %I OPERATOR(pg_catalog.<) until_day%s GROUP BY 1%s; END',
        rows_function, summary, select_list, period_column, period_column, ' AND (' OPERATOR(pg_catalog.||) condition OPERATOR(pg_catalog.||) ')', columns);
    EXECUTE pg_catalog.format('COMMENT ON FUNCTION %s(pg_catalog.date, pg_catalog.date) IS %L', rows_function, pg_catalog.format('The rows of %s, computed anew, of the days from the first argument up to the second.', summary));
    INSERT INTO rareearth_jobs.summary (summary, source, period_column, grain, keys, rows_function, definition)
    VALUES (summary::pg_catalog.regclass, source, period_column, grain, keys, (SELECT pg_catalog.format('%I.%I', n.nspname, p.proname) FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
            WHERE p.oid OPERATOR(pg_catalog.=) pg_catalog.concat(rows_function, '(pg_catalog.date, pg_catalog.date)')::pg_catalog.regprocedure), pg_catalog.concat(expressions, ' WHERE ' OPERATOR(pg_catalog.||) condition));
    did := rareearth_jobs.follow(source);
    queued := rareearth_jobs.queue_rows_of(s, make_summary.source) FROM rareearth_jobs.summary s WHERE s.summary OPERATOR(pg_catalog.=) make_summary.summary::pg_catalog.regclass;
    RETURN pg_catalog.format('table %s, function %s, %s, %s periods queued', summary, rows_function, did, queued);
END $$;
COMMENT ON FUNCTION make_summary(text, regclass, name, text, name[], text, text) IS 'Support function of create_summary: makes everything but the rows, and says what.';

CREATE FUNCTION drop_summary(summary text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    kept rareearth_jobs.summary;
    followed pg_catalog.regclass;
    trigger_name pg_catalog.name;
BEGIN
    DELETE FROM rareearth_jobs.summary s WHERE s.summary OPERATOR(pg_catalog.=) rareearth_jobs.summary_of(drop_summary.summary) RETURNING * INTO kept;
    DELETE FROM rareearth_jobs.queue q WHERE q.summary OPERATOR(pg_catalog.=) kept.summary;
    DELETE FROM rareearth_jobs.set_aside a WHERE a.summary OPERATOR(pg_catalog.=) kept.summary;
    EXECUTE pg_catalog.format('DROP FUNCTION %s(pg_catalog.date, pg_catalog.date)', kept.rows_function);
    EXECUTE pg_catalog.format('DROP TABLE %s', kept.summary);
    IF EXISTS (SELECT FROM rareearth_jobs.summary s WHERE s.source OPERATOR(pg_catalog.=) kept.source) THEN
        RETURN;
    END IF;
    FOR followed, trigger_name IN SELECT tgrelid, tgname FROM pg_catalog.pg_trigger
        WHERE (tgrelid OPERATOR(pg_catalog.=) kept.source OR tgrelid OPERATOR(pg_catalog.=) ANY (SELECT relid FROM pg_catalog.pg_partition_tree(kept.source)))
          AND tgname OPERATOR(pg_catalog.~) '^rareearth_jobs_' AND tgparentid OPERATOR(pg_catalog.=) 0 LOOP
        EXECUTE pg_catalog.format('DROP TRIGGER %I ON %s', trigger_name, followed);
    END LOOP;
END $$;
COMMENT ON FUNCTION drop_summary(text) IS 'Ends a summary: its table, its function, what is queued, and the triggers where no other summary needs them. The source keeps its rows.';

-- Keeping them current --------------------------------------------------------

CREATE FUNCTION key_object(keys name[]) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT format('jsonb_build_object(%s)', coalesce(string_agg(format('%L, %I', k, k), ', ' ORDER BY n), '')) FROM unnest(keys) WITH ORDINALITY AS u (k, n) $$;
COMMENT ON FUNCTION key_object(name[]) IS 'Support function: the expression that makes one object of the key columns.';

CREATE FUNCTION find_bad_rows(kept summary, first_day date, end_day date, OUT key jsonb, OUT row_count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM rareearth_jobs.check_columns(kept, kept.period_column || kept.keys);
    FOR key, row_count IN EXECUTE format('SELECT %s, count(*) FROM %s WHERE %I >= $1 AND %I < $2 GROUP BY 1 ORDER BY 1',
        rareearth_jobs.key_object(kept.keys), kept.source, kept.period_column, kept.period_column) USING first_day, end_day LOOP
        BEGIN
            EXECUTE format('SELECT count(r::text) FROM %s($1, $2) AS r WHERE %s = $3', kept.rows_function, rareearth_jobs.key_object(kept.keys)) USING first_day, end_day, key;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
            RETURN;
        END;
    END LOOP;
    key := '{}';
    row_count := 0;
END $$;
COMMENT ON FUNCTION find_bad_rows(summary, date, date) IS 'Support function of refresh: the first group of a period that cannot be computed, and how many rows it has.';

CREATE FUNCTION refresh_period(summary regclass, period date) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept rareearth_jobs.summary;
    end_day date;
    said text;
    detail text;
    place record;
BEGIN
    -- One refresh of a summary at a time; nobody else waits.
    SELECT * INTO kept FROM rareearth_jobs.summary s WHERE s.summary = refresh_period.summary FOR NO KEY UPDATE;
    end_day := rareearth_jobs.period_end(kept.grain, period);
    -- The queue before the rows: what commits in between stays queued.
    DELETE FROM rareearth_jobs.queue q WHERE q.summary = refresh_period.summary AND q.period = refresh_period.period;
    BEGIN
        EXECUTE format('DELETE FROM %s WHERE period = $1', summary) USING period;
        EXECUTE format('INSERT INTO %s SELECT * FROM %s($1, $2)', summary, kept.rows_function) USING period, end_day;
        DELETE FROM rareearth_jobs.set_aside a WHERE a.summary = refresh_period.summary AND a.period = refresh_period.period;
        RETURN true;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
        GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
    END;
    place := rareearth_jobs.find_bad_rows(kept, period, end_day);
    INSERT INTO rareearth_jobs.set_aside AS a (summary, period, key, row_count, error)
    VALUES (refresh_period.summary, refresh_period.period, place.key, place.row_count, concat_ws(': ', said, nullif(detail, '')))
    ON CONFLICT ON CONSTRAINT set_aside_pkey DO UPDATE SET key = excluded.key, row_count = excluded.row_count, error = excluded.error;
    RETURN false;
END $$;
COMMENT ON FUNCTION refresh_period(regclass, date) IS 'Computes one period of a summary anew. A period with rows that cannot be summed is set aside with its error, and its summary stays as it was; true when it went through.';

CREATE FUNCTION next_period(summary regclass, after date) RETURNS date
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept rareearth_jobs.summary;
BEGIN
    SELECT * INTO kept FROM rareearth_jobs.summary s WHERE s.summary = next_period.summary;
    PERFORM set_config('lock_timeout', kept.lock_timeout, true);
    -- All periods: those that the summary has and those that the source has.
    IF EXISTS (SELECT FROM rareearth_jobs.queue q WHERE q.summary = next_period.summary AND q.period = '-infinity') THEN
        PERFORM FROM rareearth_jobs.summary s WHERE s.summary = next_period.summary FOR NO KEY UPDATE;
        PERFORM rareearth_jobs.check_columns(kept, ARRAY[kept.period_column]);
        DELETE FROM rareearth_jobs.queue q WHERE q.summary = next_period.summary AND q.period = '-infinity';
        EXECUTE format('INSERT INTO rareearth_jobs.queue (summary, period) SELECT $1, period FROM %s WHERE period IS NOT NULL UNION SELECT $1, date_trunc($2, %I::timestamp)::date FROM %s WHERE isfinite(%I)',
            summary, kept.period_column, kept.source, kept.period_column) USING summary, kept.grain;
    END IF;
    RETURN (SELECT min(q.period) FROM rareearth_jobs.queue q WHERE q.summary = next_period.summary AND q.period > after);
END $$;
COMMENT ON FUNCTION next_period(regclass, date) IS 'Support function of refresh: the next period that is queued, after a day.';

CREATE FUNCTION refresh_ended(summary regclass, began timestamptz, periods integer, error text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE rareearth_jobs.summary s SET
        last_success = CASE WHEN error IS NULL THEN clock_timestamp() ELSE last_success END,
        last_duration = CASE WHEN error IS NULL THEN clock_timestamp() - began ELSE last_duration END,
        last_periods = CASE WHEN error IS NULL THEN periods ELSE last_periods END,
        last_error = error
    WHERE s.summary = refresh_ended.summary
$$;
COMMENT ON FUNCTION refresh_ended(regclass, timestamptz, integer, text) IS 'Support function of refresh: writes down how it ended.';

-- Each period is a transaction of its own, so nothing done is done again after
-- a crash, and no lock is held long.  Names are qualified: a procedure that
-- commits can have no search_path of its own.
CREATE PROCEDURE refresh(summary text)
LANGUAGE plpgsql
AS $$
DECLARE
    kept pg_catalog.regclass := rareearth_jobs.summary_of(summary);
    began timestamptz := pg_catalog.clock_timestamp();
    period date := '-infinity';
    done integer := 0;
    aside integer := 0;
    said text;
BEGIN
    LOOP
        BEGIN
            period := rareearth_jobs.next_period(kept, period);
            IF period IS NOT NULL THEN
                IF rareearth_jobs.refresh_period(kept, period) THEN
                    done := done OPERATOR(pg_catalog.+) 1;
                ELSE
                    aside := aside OPERATOR(pg_catalog.+) 1;
                END IF;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
        END;
        COMMIT;
        EXIT WHEN period IS NULL OR said IS NOT NULL;
    END LOOP;
    PERFORM rareearth_jobs.refresh_ended(kept, began, done, said);
    COMMIT;
    IF said IS NOT NULL THEN
        RAISE EXCEPTION 'refresh of % stopped: %', kept, said USING HINT = 'What is done stays done, the rest stays queued for the next run.';
    END IF;
    RAISE NOTICE '%: % computed, % set aside', kept, done, aside;
END $$;
COMMENT ON PROCEDURE refresh(text) IS 'Computes what is queued of a summary, period by period, each in a transaction of its own; cannot be called inside a transaction block.';

CREATE FUNCTION refresh_at_once(summary text) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    kept pg_catalog.regclass := rareearth_jobs.summary_of(summary);
    began timestamptz := pg_catalog.clock_timestamp();
    period date := '-infinity';
    done integer := 0;
BEGIN
    LOOP
        period := rareearth_jobs.next_period(kept, period);
        EXIT WHEN period IS NULL;
        IF rareearth_jobs.refresh_period(kept, period) THEN
            done := done OPERATOR(pg_catalog.+) 1;
        END IF;
    END LOOP;
    PERFORM rareearth_jobs.refresh_ended(kept, began, done, NULL);
    RETURN done;
END $$;
COMMENT ON FUNCTION refresh_at_once(text) IS 'The same as refresh in the transaction of its caller, for where a procedure cannot commit; returns the number of periods computed.';

CREATE FUNCTION refresh_all() RETURNS TABLE (summary regclass, periods integer, error text)
LANGUAGE plpgsql
AS $$
BEGIN
    FOR summary IN SELECT s.summary FROM rareearth_jobs.summary s ORDER BY s.summary::text LOOP
        periods := 0;
        error := NULL;
        BEGIN
            periods := rareearth_jobs.refresh_at_once(summary::text);
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS error = MESSAGE_TEXT;
            PERFORM rareearth_jobs.refresh_ended(summary, pg_catalog.clock_timestamp(), 0, error);
        END;
        RETURN NEXT;
    END LOOP;
END $$;
COMMENT ON FUNCTION refresh_all() IS 'Refreshes every summary; one that fails does not stop the others, and says its error.';

CREATE PROCEDURE create_summary(summary text, source regclass, period_column name, grain text, keys name[], expressions text, condition text DEFAULT NULL, fill boolean DEFAULT true)
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE NOTICE '%', rareearth_jobs.make_summary(summary, source, period_column, grain, keys, expressions, condition);
    IF fill THEN
        COMMIT;
        CALL rareearth_jobs.refresh(summary);
    END IF;
END $$;
COMMENT ON PROCEDURE create_summary(text, regclass, name, text, name[], text, text, boolean) IS
'Makes a table with a row for each period and key of a source, keeps it current by triggers and refresh, and fills it, period by period; says what it did.';

CREATE FUNCTION check_summary(summary text) RETURNS TABLE (period date, key jsonb, problem text)
LANGUAGE plpgsql
AS $$
DECLARE
    kept rareearth_jobs.summary;
BEGIN
    SELECT * INTO kept FROM rareearth_jobs.summary s WHERE s.summary OPERATOR(pg_catalog.=) rareearth_jobs.summary_of(check_summary.summary);
    RETURN QUERY SELECT a.period, a.key, pg_catalog.concat('set aside: ', a.error) FROM rareearth_jobs.set_aside a WHERE a.summary OPERATOR(pg_catalog.=) kept.summary ORDER BY 1;
    RETURN QUERY SELECT c.* FROM rareearth_jobs.compare_summary(kept) AS c;
END $$;
COMMENT ON FUNCTION check_summary(text) IS 'Computes a summary anew and compares it bit by bit: no row where it is current. What is queued is not compared; what is set aside is told.';

CREATE FUNCTION compare_summary(kept summary) RETURNS TABLE (period date, key jsonb, problem text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    compared date;
BEGIN
    PERFORM rareearth_jobs.check_columns(kept, ARRAY[kept.period_column]);
    FOR compared IN EXECUTE format('SELECT p.day FROM (SELECT period AS day FROM %s UNION SELECT date_trunc($2, %I::timestamp)::date FROM %s WHERE isfinite(%I)) AS p
            WHERE NOT EXISTS (SELECT FROM rareearth_jobs.queue q WHERE q.summary = $1 AND q.period IN (p.day, ''-infinity''))
            AND NOT EXISTS (SELECT FROM rareearth_jobs.set_aside a WHERE a.summary = $1 AND a.period = p.day) ORDER BY p.day',
            kept.summary, kept.period_column, kept.source, kept.period_column) USING kept.summary, kept.grain LOOP
        RETURN QUERY EXECUTE format('SELECT $1, coalesce(k.key, f.key), CASE WHEN k.key IS NULL THEN ''missing'' WHEN f.key IS NULL THEN ''has no rows'' ELSE ''differs'' END
            FROM (SELECT %1$s AS key, t AS image FROM %2$s AS t WHERE period = $1) AS k
            FULL JOIN (SELECT %1$s AS key, t AS image FROM %3$s($1, $2) AS t) AS f ON k.key = f.key
            WHERE k.key IS NULL OR f.key IS NULL OR k.image *<> f.image ORDER BY 2',
            rareearth_jobs.key_object(kept.keys), kept.summary, kept.rows_function) USING compared, rareearth_jobs.period_end(kept.grain, compared);
    END LOOP;
END $$;
COMMENT ON FUNCTION compare_summary(summary) IS 'Support function of check_summary.';

-- Alerts ----------------------------------------------------------------------

CREATE TABLE condition (
    condition text PRIMARY KEY,
    query text NOT NULL,
    keys name[] NOT NULL,
    options jsonb NOT NULL,
    meaning text NOT NULL
);
COMMENT ON TABLE condition IS 'The ready conditions of create_alert.';
COMMENT ON COLUMN condition.condition IS 'its name';
COMMENT ON COLUMN condition.query IS 'query in which {table}, {keys} and the options are filled in';
COMMENT ON COLUMN condition.keys IS 'columns beside {keys} that tell its rows apart';
COMMENT ON COLUMN condition.options IS 'its options with their defaults; null is one that must be given';
COMMENT ON COLUMN condition.meaning IS 'what it tells';
INSERT INTO condition VALUES
('below', 'SELECT {keys}r.status FROM (SELECT {keys}rollup({series}) AS s FROM {table} {group}) AS t, recovery(t.s, {shock}, threshold => {threshold}, gaps => {gaps}) AS r WHERE r.latest_ratio < {threshold}',
 '{}', '{"series": "series", "shock": null, "threshold": 0.9, "gaps": "missing"}', 'exports are below a part of their baseline: a row comes, and goes when they no longer are'),
('recovered', 'SELECT {keys}r.status, r.recovered_on, r.relapsed FROM (SELECT {keys}rollup({series}) AS s FROM {table} {group}) AS t, recovery(t.s, {shock}, threshold => {threshold}, gaps => {gaps}) AS r',
 '{}', '{"series": "series", "shock": null, "threshold": 0.9, "gaps": "missing"}', 'exports are back, or fall again: status, recovered_on or relapsed change'),
('shock', 'SELECT {keys}h.start, h.status, h.recovered_on FROM (SELECT {keys}rollup({series}) AS s FROM {table} {group}) AS t, shocks(t.s, min_fall => {min_fall}, gaps => {gaps}) AS h',
 '{start}', '{"series": "series", "min_fall": 0.2, "gaps": "missing"}', 'a fall that stands out of what the series does, without a date given: it comes, and is back'),
('concentrated', 'SELECT period, {keys}num_entities({shares}) AS entities FROM {table} WHERE hhi({shares}) > {line}',
 '{period}', '{"shares": "shares", "line": 0.25}', 'the Herfindahl-Hirschman index of a period passes a line: a row comes, and goes when it is below again'),
('revised', 'SELECT {keys}o.period, o.value FROM (SELECT {keys}rollup({series}) AS s FROM {table} {group}) AS t, observations(t.s) AS o',
 '{period}', '{"series": "series", "tolerance": 0.05, "changes": ["changed", "gone"]}', 'a figure that was known changes by more than a part of it, or is gone'),
('late', 'SELECT {keys}last_period(t.s) AS last_period FROM (SELECT {keys}rollup({series}) AS s FROM {table} {group}) AS t WHERE last_period(t.s) < current_date - {after}::interval',
 '{}', '{"series": "series", "after": "75 days"}', 'the last period with a figure began longer ago');

CREATE FUNCTION fill_condition(condition text, summary regclass, options jsonb, OUT query text, OUT keys name[], OUT settings jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ready rareearth_jobs.condition;
    of_summary name[];
    name text;
    value text;
BEGIN
    SELECT * INTO ready FROM rareearth_jobs.condition c WHERE c.condition = fill_condition.condition;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'condition "%" is not known', condition USING ERRCODE = 'invalid_parameter_value',
            HINT = (SELECT format('Conditions: %s. Or give a query.', string_agg(c.condition, ', ' ORDER BY c.condition)) FROM rareearth_jobs.condition c);
    END IF;
    SELECT s.keys INTO STRICT of_summary FROM rareearth_jobs.summary s WHERE s.summary = fill_condition.summary;
    FOR name IN SELECT jsonb_object_keys(options) LOOP
        IF NOT ready.options || '{"tolerance": 0, "changes": []}' ? name THEN
            RAISE EXCEPTION 'condition "%" has no option "%"', condition, name USING ERRCODE = 'invalid_parameter_value',
                HINT = (SELECT format('Its options: %s.', string_agg(k, ', ' ORDER BY k)) FROM jsonb_object_keys(ready.options) AS k);
        END IF;
    END LOOP;
    settings := ready.options || options;
    query := replace(ready.query, '{table}', summary::text);
    query := replace(query, '{keys}', coalesce((SELECT string_agg(format('%I, ', k), '' ORDER BY n) FROM unnest(of_summary) WITH ORDINALITY AS u (k, n)), ''));
    query := replace(query, '{group}', coalesce('GROUP BY ' || (SELECT string_agg(format('%I', k), ', ' ORDER BY n) FROM unnest(of_summary) WITH ORDINALITY AS u (k, n)), ''));
    FOR name, value IN SELECT o.key, o.value FROM jsonb_each_text(settings) AS o LOOP
        IF value IS NULL THEN
            RAISE EXCEPTION 'condition "%" wants the option "%"', condition, name USING ERRCODE = 'invalid_parameter_value', HINT = format('options => ''{"%s": ...}''', name);
        END IF;
        query := replace(query, '{' || name || '}', CASE WHEN name IN ('series', 'shares') THEN quote_ident(value) ELSE quote_literal(value) END);
    END LOOP;
    keys := of_summary || ready.keys;
END $$;
COMMENT ON FUNCTION fill_condition(text, regclass, jsonb) IS 'Support function of create_alert: the query of a ready condition.';

CREATE FUNCTION once(n bigint, key jsonb) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF n > 1 THEN
        RAISE EXCEPTION 'two rows of the query have the key %', key USING ERRCODE = 'cardinality_violation', HINT = 'keys => the columns that tell its rows apart.';
    END IF;
    RETURN true;
END $$;
COMMENT ON FUNCTION once(bigint, jsonb) IS 'Support function of alerts: an error for a key that comes twice.';

CREATE FUNCTION fresh_rows(query text, keys name[], path text) RETURNS TABLE (key jsonb, value jsonb)
LANGUAGE plpgsql
AS $$
DECLARE
    before text := pg_catalog.current_setting('search_path');
BEGIN
    -- The query of an alert means what it meant where it was made.
    PERFORM pg_catalog.set_config('search_path', path, true);
    RETURN QUERY EXECUTE pg_catalog.format('SELECT k.key, k.value FROM (SELECT q.key, q.value, pg_catalog.row_number() OVER (PARTITION BY q.key) AS n
            FROM (SELECT pg_catalog.%s AS key, pg_catalog.to_jsonb(q) OPERATOR(pg_catalog.-) %L::pg_catalog.text[] AS value FROM (%s) AS q) AS q) AS k
        WHERE rareearth_jobs.once(k.n, k.key)', rareearth_jobs.key_object(keys), keys, query);
    PERFORM pg_catalog.set_config('search_path', before, true);
END $$;
COMMENT ON FUNCTION fresh_rows(text, name[], text) IS 'Support function of alerts: the rows of a query, each a key and a value.';

CREATE FUNCTION create_alert(alert text, query text DEFAULT NULL, keys name[] DEFAULT '{}', tolerance double precision DEFAULT 0,
    changes text[] DEFAULT '{new,changed,gone}', condition text DEFAULT NULL, summary text DEFAULT NULL, options jsonb DEFAULT '{}') RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
    filled record;
    path text := pg_catalog.current_setting('search_path');
    rows bigint;
BEGIN
    IF (query IS NULL) OPERATOR(pg_catalog.=) (condition IS NULL) THEN
        RAISE EXCEPTION 'an alert wants either a query or a condition' USING ERRCODE = 'invalid_parameter_value',
            HINT = 'query => ''SELECT ...'', keys => ''{...}'', or condition => ''below'', summary => ''...'', options => ''{"shock": "2025-04-04"}''.';
    END IF;
    IF condition IS NOT NULL THEN
        filled := rareearth_jobs.fill_condition(condition, rareearth_jobs.summary_of(summary), options);
        query := filled.query;
        keys := filled.keys;
        tolerance := coalesce((filled.settings OPERATOR(pg_catalog.->>) 'tolerance')::pg_catalog.float8, tolerance);
        changes := coalesce((SELECT pg_catalog.array_agg(c) FROM pg_catalog.jsonb_array_elements_text(filled.settings OPERATOR(pg_catalog.->) 'changes') AS c), changes);
    END IF;
    IF tolerance IS NULL OR NOT (tolerance OPERATOR(pg_catalog.>=) 0 AND tolerance OPERATOR(pg_catalog.<) 'Infinity'::pg_catalog.float8) THEN
        RAISE EXCEPTION 'tolerance % is not a part of a number', tolerance USING ERRCODE = 'invalid_parameter_value', HINT = 'It is 0 or more: 0.05 keeps quiet about changes of up to 5 percent.';
    END IF;
    IF changes IS NULL OR NOT changes OPERATOR(pg_catalog.<@) '{new,changed,gone}'::pg_catalog.text[] OR changes OPERATOR(pg_catalog.=) '{}'::pg_catalog.text[] THEN
        RAISE EXCEPTION 'changes % are not known', changes USING ERRCODE = 'invalid_parameter_value', HINT = 'Changes are new, changed and gone, one or more of them.';
    END IF;
    INSERT INTO rareearth_jobs.alert (alert, query, keys, tolerance, changes, search_path, last_run) VALUES (alert, query, keys, tolerance, changes, path, pg_catalog.clock_timestamp());
    INSERT INTO rareearth_jobs.alert_state (alert, key, value) SELECT create_alert.alert, f.key, f.value FROM rareearth_jobs.fresh_rows(query, keys, path) AS f;
    GET DIAGNOSTICS rows = ROW_COUNT;
    RETURN rows;
END $$;
COMMENT ON FUNCTION create_alert(text, text, name[], double precision, text[], text, text, jsonb) IS
'Makes an alert of a query or of a ready condition (table condition): what its rows are now is what they are compared with. Returns how many rows there are.';

CREATE FUNCTION drop_alert(alert text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM rareearth_jobs.alert a WHERE a.alert = drop_alert.alert;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no alert "%"', alert USING ERRCODE = 'undefined_object',
            HINT = (SELECT format('Alerts: %s.', coalesce(string_agg(a.alert, ', ' ORDER BY a.alert), 'none')) FROM rareearth_jobs.alert a);
    END IF;
END $$;
COMMENT ON FUNCTION drop_alert(text) IS 'Ends an alert; what it found stays in alert_log.';

CREATE FUNCTION differences(before jsonb, after jsonb, tolerance double precision) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(name ORDER BY name), '{}')
    FROM (SELECT jsonb_object_keys(before) AS name UNION SELECT jsonb_object_keys(after)) AS n
    WHERE before -> name IS DISTINCT FROM after -> name
    AND CASE WHEN jsonb_typeof(before -> name) = 'number' AND jsonb_typeof(after -> name) = 'number'
        THEN abs((after ->> name)::numeric - (before ->> name)::numeric) > tolerance::numeric * abs((before ->> name)::numeric) ELSE true END
$$;
COMMENT ON FUNCTION differences(jsonb, jsonb, double precision) IS 'Support function of alerts: the columns that differ by more than the tolerance.';

CREATE FUNCTION part_of(value jsonb, names text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(jsonb_object_agg(name, value -> name), '{}') FROM unnest(names) AS name $$;
COMMENT ON FUNCTION part_of(jsonb, text[]) IS 'Support function of alerts: some columns of a row.';

CREATE FUNCTION compare_rows(ran alert) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
    found bigint := 0;
    row record;
BEGIN
    FOR row IN SELECT coalesce(s.key, f.key) AS key, s.value AS before, f.value AS after, rareearth_jobs.differences(s.value, f.value, ran.tolerance) AS names
        FROM (SELECT * FROM rareearth_jobs.alert_state a WHERE a.alert OPERATOR(pg_catalog.=) ran.alert) AS s
        FULL JOIN rareearth_jobs.fresh_rows(ran.query, ran.keys, ran.search_path) AS f ON s.key OPERATOR(pg_catalog.=) f.key
        WHERE s.key IS NULL OR f.key IS NULL OR rareearth_jobs.differences(s.value, f.value, ran.tolerance) OPERATOR(pg_catalog.<>) '{}'
        ORDER BY 1 LOOP
        DELETE FROM rareearth_jobs.alert_state a WHERE a.alert OPERATOR(pg_catalog.=) ran.alert AND a.key OPERATOR(pg_catalog.=) row.key;
        IF row.after IS NOT NULL THEN
            INSERT INTO rareearth_jobs.alert_state VALUES (ran.alert, row.key, row.after);
        END IF;
        found := found OPERATOR(pg_catalog.+) rareearth_jobs.tell(ran, row.key,
            CASE WHEN row.before IS NULL THEN 'new' WHEN row.after IS NULL THEN 'gone' ELSE 'changed' END,
            coalesce(rareearth_jobs.part_of(row.before, row.names), row.before), coalesce(rareearth_jobs.part_of(row.after, row.names), row.after));
    END LOOP;
    RETURN found;
END $$;
COMMENT ON FUNCTION compare_rows(alert) IS 'Support function of run_alerts: compares the rows of an alert with those of its last run; returns how many changes it told.';

CREATE FUNCTION tell(ran alert, key jsonb, change text, before jsonb, after jsonb) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    told rareearth_jobs.alert_log;
    message text;
BEGIN
    IF NOT change = ANY (ran.changes) THEN
        RETURN 0;
    END IF;
    INSERT INTO rareearth_jobs.alert_log AS l (alert, key, change, before, after) VALUES (ran.alert, key, change, before, after) RETURNING * INTO told;
    message := to_jsonb(told);
    -- A notification holds 8,000 bytes.
    PERFORM pg_notify('rareearth_alerts', CASE WHEN octet_length(message) < 7900 THEN message ELSE jsonb_build_object('id', told.id, 'alert', left(told.alert, 500))::text END);
    RETURN 1;
END $$;
COMMENT ON FUNCTION tell(alert, jsonb, text, jsonb, jsonb) IS 'Support function of run_alerts: writes a change into alert_log and notifies who listens to rareearth_alerts.';

CREATE FUNCTION run_alerts() RETURNS TABLE (alert text, changes bigint, error text)
LANGUAGE plpgsql
AS $$
DECLARE
    ran rareearth_jobs.alert;
BEGIN
    FOR ran IN SELECT * FROM rareearth_jobs.alert a ORDER BY a.alert FOR NO KEY UPDATE LOOP
        alert := ran.alert;
        changes := 0;
        error := NULL;
        BEGIN
            PERFORM pg_catalog.set_config('lock_timeout', ran.lock_timeout, true);
            changes := rareearth_jobs.compare_rows(ran);
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS error = MESSAGE_TEXT;
        END;
        UPDATE rareearth_jobs.alert a SET last_run = pg_catalog.clock_timestamp(), last_error = run_alerts.error WHERE a.alert OPERATOR(pg_catalog.=) ran.alert;
        RETURN NEXT;
    END LOOP;
END $$;
COMMENT ON FUNCTION run_alerts() IS 'Runs every alert: what changed since its last run goes into alert_log, one row a change, and to who listens to rareearth_alerts. One that fails does not stop the others.';

-- The night --------------------------------------------------------------------

CREATE FUNCTION run() RETURNS TABLE (job text, done bigint, error text)
LANGUAGE plpgsql
AS $$
BEGIN
    RETURN QUERY SELECT pg_catalog.concat('refresh ', r.summary::text), r.periods::pg_catalog.int8, r.error FROM rareearth_jobs.refresh_all() AS r;
    RETURN QUERY SELECT pg_catalog.concat('alert ', r.alert), r.changes, r.error FROM rareearth_jobs.run_alerts() AS r;
END $$;
COMMENT ON FUNCTION run() IS 'What a job calls: refreshes every summary, then runs every alert; one row each, with its error where it failed.';

CREATE FUNCTION cron_field(field text, lowest integer, highest integer) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part text;
    found text[];
    hits integer[] := '{}';
BEGIN
    FOREACH part IN ARRAY string_to_array(field, ',') LOOP
        found := regexp_match(part, '^(?:(\*)|(\d+)(?:-(\d+))?)(?:/(\d+))?$');
        IF found IS NULL THEN
            RETURN NULL;
        END IF;
        hits := hits || ARRAY(SELECT generate_series(coalesce(found[2]::int, lowest),
            CASE WHEN found[1] IS NOT NULL THEN highest WHEN found[3] IS NOT NULL THEN found[3]::int WHEN found[4] IS NOT NULL THEN highest ELSE found[2]::int END,
            greatest(coalesce(found[4]::int, 1), 1)));
    END LOOP;
    RETURN hits;
END $$;
COMMENT ON FUNCTION cron_field(text, integer, integer) IS 'Support function of next_run: the values that a field of a schedule stands for.';

CREATE FUNCTION next_run(schedule text, after timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    f text[] := regexp_split_to_array(trim(schedule), '\s+');
    minutes integer[];
    hours integer[];
    days integer[];
    months integer[];
    weekdays integer[];
    begun timestamp := date_trunc('minute', after AT TIME ZONE 'UTC') + interval '1 minute';
BEGIN
    IF schedule ~ '^\d+ seconds?$' THEN
        RETURN after + schedule::interval;
    ELSIF cardinality(f) <> 5 THEN
        RETURN NULL;
    END IF;
    minutes := rareearth_jobs.cron_field(f[1], 0, 59);
    hours := rareearth_jobs.cron_field(f[2], 0, 23);
    days := rareearth_jobs.cron_field(f[3], 1, 31);
    months := rareearth_jobs.cron_field(f[4], 1, 12);
    weekdays := rareearth_jobs.cron_field(f[5], 0, 7);
    -- A day of the month and a weekday that are both given: either will do.
    RETURN (SELECT (day + make_interval(hours => h, mins => m)) AT TIME ZONE 'UTC'
        FROM generate_series(date_trunc('day', begun), begun + interval '4 years', interval '1 day') AS day, unnest(hours) AS h, unnest(minutes) AS m
        WHERE day + make_interval(hours => h, mins => m) >= begun AND extract(month FROM day) = ANY (months)
        AND CASE WHEN f[3] LIKE '*%' OR f[5] LIKE '*%' THEN extract(day FROM day) = ANY (days) AND (extract(dow FROM day) = ANY (weekdays) OR extract(isodow FROM day) = ANY (weekdays))
            ELSE extract(day FROM day) = ANY (days) OR extract(dow FROM day) = ANY (weekdays) OR extract(isodow FROM day) = ANY (weekdays) END
        ORDER BY 1 LIMIT 1);
END $$;
COMMENT ON FUNCTION next_run(text, timestamptz) IS 'When a schedule of pg_cron comes next, in its zone, which is UTC unless cron.timezone says otherwise; NULL for @reboot and what is not read here.';

CREATE FUNCTION cron_jobs() RETURNS TABLE (schedule text, active boolean, command text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF to_regclass('cron.job') IS NOT NULL THEN
        RETURN QUERY EXECUTE 'SELECT j.schedule, j.active, j.command FROM cron.job AS j WHERE j.database = current_database() AND j.command ~ ''rareearth_jobs\.''';
    END IF;
END $$;
COMMENT ON FUNCTION cron_jobs() IS 'Support function of job_status: the jobs of pg_cron in this database that call this extension; none where pg_cron is not.';

CREATE FUNCTION schedule(schedule text DEFAULT '*/5 * * * *', job text DEFAULT 'rareearth_jobs') RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    id bigint;
BEGIN
    IF to_regclass('cron.job') IS NULL THEN
        RAISE EXCEPTION 'pg_cron is not in this database' USING ERRCODE = 'object_not_in_prerequisite_state',
            HINT = 'CREATE EXTENSION pg_cron, in the database that cron.database_name names; or let cron call psql -c ''SELECT * FROM rareearth_jobs.run()''.';
    END IF;
    EXECUTE 'SELECT cron.schedule($1, $2, $3)' INTO id USING job, schedule, 'SELECT * FROM rareearth_jobs.run()';
    RETURN id;
END $$;
COMMENT ON FUNCTION schedule(text, text) IS 'Lets pg_cron call run() by a schedule; a job of that name gets the new schedule. Returns the number of the job.';

CREATE VIEW job_status AS
SELECT s.summary::text AS summary, s.source::text AS source, s.last_success, s.last_duration, s.last_periods, s.last_error,
       q.queued, pg_catalog.now() OPERATOR(pg_catalog.-) q.since AS queue_age, a.aside AS set_aside, j.next_run
FROM summary AS s
CROSS JOIN LATERAL (SELECT pg_catalog.count(DISTINCT q.period) AS queued, pg_catalog.min(q.queued_at) AS since FROM queue AS q WHERE q.summary OPERATOR(pg_catalog.=) s.summary) AS q
CROSS JOIN LATERAL (SELECT pg_catalog.count(*) AS aside FROM set_aside AS a WHERE a.summary OPERATOR(pg_catalog.=) s.summary) AS a
CROSS JOIN LATERAL (SELECT pg_catalog.min(next_run(c.schedule, pg_catalog.now())) AS next_run FROM cron_jobs() AS c
                    WHERE c.active AND (c.command OPERATOR(pg_catalog.~) 'run' OR c.command OPERATOR(pg_catalog.~) s.summary::text)) AS j;
COMMENT ON VIEW job_status IS 'How each summary stands: last refresh, what is queued since when, what is set aside, when pg_cron comes next.';
COMMENT ON COLUMN job_status.summary IS 'table of the summary';
COMMENT ON COLUMN job_status.source IS 'table that it is computed from';
COMMENT ON COLUMN job_status.last_success IS 'when a refresh last went through';
COMMENT ON COLUMN job_status.last_duration IS 'how long it took';
COMMENT ON COLUMN job_status.last_periods IS 'how many periods it computed';
COMMENT ON COLUMN job_status.last_error IS 'error of the last refresh that stopped, NULL after one that went through';
COMMENT ON COLUMN job_status.queued IS 'periods that are still to be computed';
COMMENT ON COLUMN job_status.queue_age IS 'how long the oldest of them has waited; NULL when there is none';
COMMENT ON COLUMN job_status.set_aside IS 'periods that cannot be computed, see set_aside';
COMMENT ON COLUMN job_status.next_run IS 'when pg_cron calls run() next; NULL without such a job';
