-- Since 16 input functions leave their errors to whoever asks: pg_input_is_valid, and since 17 COPY ... (ON_ERROR ignore).
-- Before, the same questions are answered by an error that is caught.
CREATE FUNCTION pg_temp.raised(type regtype, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text; code text;
BEGIN
  EXECUTE format('SELECT %L::%s', input, type);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, code = RETURNED_SQLSTATE;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''), code);
END $$;
CREATE FUNCTION pg_temp.left_to_the_caller(type regtype, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text; valid boolean;
BEGIN
  IF current_setting('server_version_num')::int < 160000 THEN
    RETURN pg_temp.raised(type, input);
  END IF;
  EXECUTE 'SELECT pg_input_is_valid($2, $1), nullif(concat_ws('' | '', message, detail, hint, sql_error_code), '''') FROM pg_input_error_info($2, $1)'
    INTO valid, answer USING type::text, input;
  IF valid <> (answer IS NULL) THEN RAISE 'both valid and not: %', input; END IF;
  RETURN answer;
END $$;

CREATE TEMP TABLE inputs (type regtype, input text);
INSERT INTO inputs SELECT 'market_shares', unnest(ARRAY['', '{', '[]', '{}', '{"type": "market_shares"}',
  '{"type": "market_shares", "entity": "text"}', '{"type": "market_shares", "entity": "text", "totals": [1]}',
  '{"type": "market_shares", "entity": "text", "totals": {"\u0000": 1}}', '{"type": "market_shares", "entity": "text", "totals": {"a": "1"}}',
  '{"type": "market_shares", "entity": "text", "totals": {"a": []}}', '{"type": "market_shares", "entity": "text", "totals": {"a": [1, [2]]}}',
  '{"type": "market_shares", "entity": "text", "totals": {"a": 1e309}}', '{"type": "market_shares", "entity": "text", "totals": {"a": [1, -1e309]}}',
  '{"type": "market_shares", "entity": "text", "totals": {"a": [1e308, 1e308]}}', '{"type": "market_shares", "entity": "bigint", "totals": {"a": 1}}',
  '{"type": "market_shares", "entity": "bigint", "totals": {"9223372036854775808": 1}}', '{"type": "market_shares", "entity": "bigint", "totals": {"7": 1e308, "07": 1e308}}',
  '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": "1"}', '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": [1e308, 1e308]}',
  '{"type": "market_shares", "entity": "text", "totals": {"a": 1}}']);
INSERT INTO inputs SELECT 'market_shares', '{"type": "market_shares", "entity": "text", "totals": {"a": [' || repeat('1, ', 1000) || '1]}}';
INSERT INTO inputs SELECT 'trade_series', unnest(ARRAY['{"type": "trade_series"}', '{"type": "trade_series", "frequency": "hour", "totals": {}}',
  '{"type": "trade_series", "frequency": "month"}', '{"type": "trade_series", "frequency": "month", "measure": "stock", "totals": {}}',
  '{"type": "trade_series", "frequency": "year", "year_start": "July", "totals": {}}', '{"type": "trade_series", "frequency": "year", "year_start": 13, "totals": {}}',
  '{"type": "trade_series", "frequency": "month", "year_start": 7, "totals": {}}', '{"type": "trade_series", "frequency": "month", "totals": {"today": 1}}',
  '{"type": "trade_series", "frequency": "day", "totals": {"2025-02-30": 1}}', '{"type": "trade_series", "frequency": "month", "totals": {"2025-04-02": 1}}',
  '{"type": "trade_series", "frequency": "month", "totals": {"2025-04-01": null}}', '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": 1}',
  '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-01-01": 1}}',
  '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-01-01/2025-13-01": 1}}',
  '{"type": "trade_series", "frequency": "month", "totals": {}, "combined": {"2025-02-01/2025-01-01": 1}}',
  '{"type": "trade_series", "frequency": "trading_day", "totals": {}, "combined": {"2025-02-03/2025-02-04": 1}}',
  '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": 1}, "combined": {"2025-01-01/2025-02-01": 1}}',
  '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": [1e308, 1e308]}}',
  '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": 1}}']);
INSERT INTO inputs SELECT 'spells', unnest(ARRAY['{"type": "spells"}', '{"type": "spells", "unit": "hour", "spells": []}', '{"type": "spells", "spells": [9]}',
  '{"type": "spells", "spells": [{"duration": 1}]}', '{"type": "spells", "spells": [{"duration": "1", "outcome": 1, "count": 1}]}',
  '{"type": "spells", "spells": [{"duration": 1, "outcome": 256, "count": 1}]}', '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": {}}]}',
  '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": -1}]}', '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": [1e308, 1e308]}]}',
  '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 1}]}']);

-- Message, detail, hint and code are those of the error that is raised elsewhere.
SELECT type, count(*), count(pg_temp.raised(type, input)) AS refused FROM inputs GROUP BY type ORDER BY type::text;
SELECT type, input, pg_temp.raised(type, input), pg_temp.left_to_the_caller(type, input) FROM inputs
WHERE pg_temp.raised(type, input) IS DISTINCT FROM pg_temp.left_to_the_caller(type, input);

-- COPY takes the rows that are values and leaves the others out.
CREATE TEMP TABLE copied (m market_shares, s trade_series, w spells);
SET client_min_messages = warning;
DO $$
DECLARE
  good text[] := ARRAY['{"type": "market_shares", "entity": "text", "totals": {"a": 1}}', '{"type": "trade_series", "frequency": "month", "totals": {"2025-01-01": 1}}',
    '{"type": "spells", "spells": [{"duration": 1, "outcome": 1, "count": 1}]}'];
  row text[];
BEGIN
  CREATE TEMP TABLE lines (m text, s text, w text);
  INSERT INTO lines VALUES (good[1], good[2], good[3]), ('{}', good[2], good[3]), (good[1], '{', good[3]), (good[1], good[2], 'x'), (NULL, good[2], NULL);
  IF current_setting('server_version_num')::int >= 170000 THEN
    EXECUTE format('COPY lines TO %L', current_setting('data_directory') || '/soft_errors.copy');
    EXECUTE format('COPY copied FROM PROGRAM %L (ON_ERROR ignore)',
      format('cat %1$s; rm %1$s', quote_literal(current_setting('data_directory') || '/soft_errors.copy')));
  ELSE
    FOR row IN SELECT ARRAY[m, s, w] FROM lines LOOP
      BEGIN
        INSERT INTO copied VALUES (row[1]::market_shares, row[2]::trade_series, row[3]::spells);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
  END IF;
END $$;
RESET client_min_messages;
SELECT * FROM copied;
