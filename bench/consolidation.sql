-- Microseconds for one question to a stored market_shares value of 3,000 firms: the best of seven runs over 200 values.
-- psql -f bench/consolidation.sql, in a database with the extension.
\set QUIET on
CREATE TEMP TABLE stored AS
SELECT g, shares_agg('firm number ' || i, exp(8 * random())) AS m FROM generate_series(1, 200) g, generate_series(1, 3000) i GROUP BY g;
ANALYZE stored;
CREATE FUNCTION pg_temp.microseconds(question text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  began timestamptz;
  best numeric := 'Infinity';
BEGIN
  FOR run IN 1..7 LOOP
    began := clock_timestamp();
    EXECUTE 'SELECT count(' || question || ') FROM stored';
    best := least(best, extract(epoch FROM clock_timestamp() - began) * 1e6 / 200);
  END LOOP;
  RETURN round(best);
END $$;
SELECT question, pg_temp.microseconds(question) AS microseconds
FROM unnest(ARRAY['total(m)', 'hhi(m)', 'effective_firms(m)', 'shannon_entropy(m)', 'theil(m)', 'hill_number(m, 3)', 'concentration_ratio(m)',
  'dominance_garcia_alba(m)', 'dominance_threshold(m)', 'rosenbluth(m)', 'gini(m)', 'horvath(m)', 'market_indices(m)', 'hhi_bounds(m, 1e9)', $q$share_of(m, 'firm number 77')$q$,
  $q$merger_effect(m, '["firm number 1", "firm number 2"]')$q$, $q$merge_entities(m, '{"both": ["firm number 1", "firm number 2"]}')$q$,
  'instability(m, m)', 'consolidation(m, m)', $q$keep_entities(m, '{firm number 1,firm number 2}')$q$, 'm * 3', 'm + m']) question;
