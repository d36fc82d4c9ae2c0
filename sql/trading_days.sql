-- Trading days: the periods are the days that have a figure, so every count counts observations.
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(to_char(period, 'MM-DD') || '=' || round(value::numeric, 6)::float8, ' ' ORDER BY period) FROM observations($1) $$;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
SET DateStyle = 'ISO';
\pset format unaligned

-- 2,876 weekday prices: as days four of five have a day before them, as trading days all but the first.
CREATE TEMP TABLE weekday AS SELECT d, 100 + row_number() OVER (ORDER BY d) AS v
FROM (SELECT date '2014-01-01' + i AS d FROM generate_series(0, 5000) i) x WHERE extract(isodow FROM d) < 6 LIMIT 2876;
SELECT claim, got, got = want AS holds
FROM (SELECT levels_agg(d, v, 'trading_day') AS t, levels_agg(d, v, 'day') AS s FROM weekday) x, LATERAL (VALUES
  ('growth by day', num_observations(growth(s)), 2300),
  ('growth', num_observations(growth(t)), 2875),
  ('mean of 20 by day', num_observations(moving_mean(s, 20)), 0),
  ('mean of 20', num_observations(moving_mean(t, 20)), 2857),
  ('the mean of the last 20', (value_at(moving_mean(t, 20), last_period(t)) * 2)::bigint, 2 * 2976 - 19),
  ('growth over 250', num_observations(growth(t, 250)), 2626),
  ('holes', (SELECT count(*) FROM missing_periods(t)), 0),
  ('holes by day', (SELECT count(*) FROM missing_periods(s)), 575)) t(claim, got, want);

-- A price that is back for six days in a row: days never are.
SELECT f, status, trough, r.recovered_on, censored_after
FROM (SELECT f, levels_agg(d, CASE d WHEN '2014-05-20' THEN 50 ELSE 100 END, f) AS s FROM weekday, unnest('{day,trading_day}'::text[]) f
      WHERE d < '2014-06-10' GROUP BY f) x,
     recovery(s, '2014-05-20', sustain => 6) r
ORDER BY f;

-- Ten days around 4 April 2025, a holiday in China, and two weekends.
CREATE TEMP TABLE price AS SELECT *
FROM (VALUES (date '2025-04-01', 100, 7), ('2025-04-02', 102, 6), ('2025-04-03', 101, 5), ('2025-04-07', 80, 30), ('2025-04-08', 84, 20),
      ('2025-04-09', 88, 11),
  ('2025-04-10', 90, 9), ('2025-04-11', 99, 8), ('2025-04-14', 101, 7), ('2025-04-15', 103, 6)) t(d, p, volume);
CREATE TEMP TABLE s AS SELECT levels_agg(d, p, 'trading_day') AS p, series_agg(d, volume, 'trading_day') AS v,
  levels_agg(d, 10 + p / 10.0, 'trading_day') FILTER (WHERE d NOT IN ('2025-04-03', '2025-04-14')) AS q FROM price;
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM s, LATERAL (VALUES
  ('growth', pg_temp.show(slice(growth(p), '2025-04-07', '2025-04-08')), '04-07=-0.207921 04-08=0.05'),
  ('growth over two', pg_temp.show(slice(growth(p, 2), until => '2025-04-08')), '04-03=0.01 04-07=-0.215686 04-08=-0.168317'),
  ('mean of three', pg_temp.show(slice(moving_mean(p, 3), until => '2025-04-07')), '04-03=101 04-07=94.333333'),
  ('cumulative', pg_temp.show(slice(cumulative(v), '2025-04-03', '2025-04-08')), '04-03=18 04-07=48 04-08=68'),
  ('cumulative, where holes are errors', pg_temp.show(slice(cumulative(v, gaps => 'error'), '2025-04-15')), '04-15=109'),
  ('total', total(v)::text, '109'),
  ('a price holds over a holiday', value_at(p, '2025-04-05')::text, '101'),
  ('a price of a trading day', value_at(p, '2025-04-07')::text, '80'),
  ('nothing is known before the first', value_at(p, '2025-03-31')::text, NULL),
  ('nothing is known after the last', value_at(p, '2025-04-16')::text, NULL),
  ('a flow does not hold over a holiday', value_at(v, '2025-04-05')::text, NULL),
  ('a slice takes the days in it', pg_temp.show(slice(p, '2025-04-04', '2025-04-07')), '04-07=80'),
  ('a slice of a weekend', pg_temp.show(slice(p, '2025-04-12', '2025-04-13')), NULL),
  ('rebase on a holiday', pg_temp.show(slice(rebase(p, '2025-04-04'), '2025-04-03', '2025-04-07')), '04-03=100 04-07=79.207921'),
  ('rebase on a span', pg_temp.show(slice(rebase(p, '2025-04-04', '2025-04-08'), '2025-04-07', '2025-04-07')), '04-07=97.560976'),
  ('rebase after the last day', pg_temp.show(rebase(p, '2025-05-01')), NULL),
  ('months', pg_temp.show(resample(p, 'month')), '04-01=103'),
  ('opening prices of weeks', pg_temp.show(resample(p, 'week', 'first')), '03-31=100 04-07=80 04-14=101'),
  ('closing prices of weeks', pg_temp.show(resample(p, 'week')), '03-31=101 04-07=99 04-14=103'),
  ('mean prices of weeks', pg_temp.show(resample(p, 'week', 'mean')), '03-31=101 04-07=88.2 04-14=102'),
  ('volume of weeks', pg_temp.show(resample(v, 'week')), '03-31=18 04-07=78 04-14=13'),
  ('years from April', resample(v, 'year', year_start => 4)::jsonb ->> 'totals', '{"2025-04-01": 109}'),
  ('days that are trading days', (SELECT (resample(levels_agg(d, price.p, 'day'), 'trading_day') = s.p)::text FROM price), 'true'),
  ('comparison with the day before', (SELECT string_agg(concat_ws(' ', period_start, value, value_before), '; ') FROM comparisons(v, 1)
                                      WHERE period_start < '2025-04-09'), '2025-04-02 6 7; 2025-04-03 5 6; 2025-04-07 30 5; 2025-04-08 20 30'),
  ('sum on the days that both have', pg_temp.show(slice(p - q, until => '2025-04-07')), '04-01=80 04-02=81.8 04-07=62'),
  ('the rest is told', (SELECT string_agg(concat_ws(' ', period, missing_in), '; ') FROM unmatched(p, q)), '2025-04-03 b; 2025-04-14 b'),
  ('log returns', pg_temp.show(slice(price_returns(p), '2025-04-07', '2025-04-08')), '04-07=-0.233094 04-08=0.04879'),
  ('returns add up', round(total(price_returns(p))::numeric, 6)::text, '0.029559'),
  ('rebound', (SELECT concat_ws(' ', peak, trough, latest, round(rebound::numeric, 6))
               FROM price_rebound(p)), '2025-04-02 2025-04-07 2025-04-15 1.045455'),
  ('drawdown counts trading days', (SELECT concat_ws(' ', peak, trough, time_to_trough, time_to_recovery) FROM drawdowns(p)
                                    WHERE depth_abs > 5), '2025-04-02 2025-04-07 2 8'),
  ('drawdown of rows', (SELECT concat_ws(' ', duration_unit, peak, trough)
                        FROM (SELECT (inventory_drawdown(d, price.p, 'trading_day')).* FROM price) x), 'trading_day 2025-04-02 2025-04-07'),
  ('holes', (SELECT count(*) FROM missing_periods(p, '2025-05-01'))::text, '0'),
  ('first and last period', concat_ws(' ', first_period(p), last_period(p), frequency(p)), '2025-04-01 2025-04-15 trading_day')) t(claim, got, want);

-- A shock on a holiday starts with the first trading day after it; k, gap and sustain count trading days.
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM s, LATERAL (VALUES
  ('back for two days', (SELECT concat_ws(' ', status, baseline, trough, time_to_trough, recovered_on, time_to_recovery)
                         FROM recovery(p, '2025-04-04', k => 3, sustain => 2)), 'recovered 101 2025-04-07 0 2025-04-14 5'),
  ('at four fifths for six days', (SELECT concat_ws(' ', status, recovered_on, time_to_recovery, relapsed)
                                   FROM recovery(p, '2025-04-04', k => 3, threshold => 0.8, sustain => 6)), 'recovered 2025-04-08 1 f'),
  ('seven days are too many', (SELECT concat_ws(' ', status, censored_after, pending)
                               FROM recovery(p, '2025-04-04', k => 3, threshold => 0.8, sustain => 8)), 'censored 0 t'),
  ('a gap of one day', (SELECT concat_ws(' ', baseline, baseline_observations) FROM recovery(p, '2025-04-04', k => 1, gap => 1)), '102 1'),
  ('the same from rows', (SELECT ((export_recovery(d, price.p, '2025-04-04',
                                                   recovery_options(k => 3, sustain => 2, frequency => 'trading_day'))) = (SELECT r
                                                         FROM recovery(s.p, '2025-04-04', k => 3, sustain => 2) r))::text FROM price), 'true'),
  ('holes are no errors', (SELECT status FROM recovery(p, '2025-04-04', k => 3, gaps => 'error', observed_until => '2025-04-20')), 'recovered'),
  ('a shock before the first day', (SELECT status FROM recovery(p, '2025-03-01')), 'no_baseline'),
  ('a shock after the last day', (SELECT status FROM recovery(p, '2025-05-01')), 'no_post_data'),
  ('the path', (SELECT string_agg(concat_ws(' ', period, phase), '; ') FROM recovery_path(p, '2025-04-05', '{"k": 3}')
                WHERE period < '2025-04-08'), '2025-04-01 before; 2025-04-02 before; 2025-04-03 before; 2025-04-07 loss'),
  ('bought ahead', (SELECT concat_ws(' ', ratio, excess) FROM frontload(v, '2025-04-04', 2, 1)), '0.7857142857142857 -3'),
  ('against a control, on the days of both', (SELECT concat_ws(' ', periods_before, periods_after, round(effect::numeric, 6))
                                              FROM difference_in_differences(p, q, '2025-04-04', k => 3)), '2 6 -9.300000'),
  ('days to come have no date', (SELECT concat_ws(' ', status, forecast IS NULL, round(projected::numeric, 4))
                                 FROM recovery_forecast(slice(p, until => '2025-04-10'), '2025-04-04', '{"k": 3}')), 'censored t 6.4147'),
  ('spells of trading days', (SELECT spells_agg(r)::jsonb ->> 'unit' FROM recovery(p, '2025-04-04', k => 3) r), 'trading_day')) t(claim, got, want);

-- Price against business: a holiday counts as the last trading day before it that both have.
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM s, LATERAL (VALUES
  ('since a holiday', (SELECT concat_ws(' ', period_start, period_end, round(exp(price_change)::numeric, 6))
                       FROM divergence(p, v, '2025-04-04', '2025-04-13')), '2025-04-03 2025-04-11 0.980198'),
  ('since a day that one lacks', (SELECT concat_ws(' ', period_start, period_end) FROM divergence(p, q, '2025-04-04')), '2025-04-02 2025-04-15'),
  ('before the first day', (SELECT (d IS NULL)::text FROM divergence(p, v, '2025-03-31') d), 'true'),
  ('after the last day', (SELECT (d IS NULL)::text FROM divergence(p, v, '2025-04-16') d), 'true'),
  ('its path', (SELECT string_agg(d.period::text, ' ')
                FROM divergence_path(p, q, '2025-04-04') d), '2025-04-02 2025-04-07 2025-04-08 2025-04-09 2025-04-10 2025-04-11 2025-04-15'),
  ('an event on a holiday', (SELECT concat_ws(' ', estimation_end, event_n) FROM market_model(p, q, '2025-04-12', estimation => 4)), '2025-04-11 1'),
  ('up to a holiday', (SELECT concat_ws(' ', estimation_end, event_n)
                       FROM market_model(p, q, '2025-04-10', '2025-04-13', estimation => 4)), '2025-04-09 2')) t(claim, got, want);

-- Stored, read and merged.
SELECT claim, got AS holds FROM s, LATERAL (VALUES
  ('text', p::text::trade_series = p),
  ('rollup of two exchanges', (SELECT rollup(x) FROM unnest(ARRAY[v, v]) x) = v * 2),
  ('rollup of pieces', (SELECT rollup(x) FROM (SELECT series_agg(d, volume, 'trading_day') AS x FROM price GROUP BY volume % 3) y) = v),
  ('a state travels', series_agg_final(series_agg_trans(NULL, '2025-04-01'::date, 7, 'trading_day')::text::keyed_sums) = slice(v,
        until => '2025-04-01')),
  ('it is never found', frequency((SELECT series_agg(d, volume) FROM price)) = 'day'),
  ('timestamps', (SELECT series_agg(d::timestamp, volume, 'trading_day') FROM price) = v)) t(claim, got);
SELECT slice(p, until => '2025-04-02') AS printed FROM s;

-- What calendars alone can answer says so.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('a day is not a trading day', 'SELECT p / (SELECT levels_agg(d, p, ''day'') FROM price) FROM s'),
  ('a month is not a trading day', 'SELECT p / resample(p, ''month'') FROM s'),
  ('rollup with days', 'SELECT rollup(x) FROM (SELECT series_agg(d, volume, f) AS x FROM price, unnest(''{day,trading_day}''::text[]) f GROUP BY f) y'),
  ('rows of both', 'SELECT series_agg(d, volume, CASE WHEN d < ''2025-04-04'' THEN ''day'' ELSE ''trading_day'' END) FROM price'),
  ('a year before', 'SELECT year_on_year(p) FROM s'),
  ('a year before, as rows', 'SELECT comparisons(v) FROM s'),
  ('running totals of years', 'SELECT cumulative(v, true) FROM s'),
  ('baselines of a year before', 'SELECT recovery(p, ''2025-04-04'', baseline => ''yoy'') FROM s'),
  ('days of a stock', 'SELECT days_inventory(p, v) FROM s'),
  ('growth of a stock over a year', 'SELECT inventory_signal(p, v) FROM s'),
  ('growth of a stock over a day', 'SELECT inventory_signal(p, v, 1) FROM s'),
  ('years of trading days', 'SELECT series_agg(d, volume, ''trading_day'', 4) FROM price'),
  ('months to trading days', 'SELECT resample(resample(v, ''month''), ''trading_day'') FROM s'),
  ('a figure for several', 'SELECT series_agg(d, d + 1, volume, ''trading_day'') FROM price'),
  ('a figure for several, as text', $$SELECT '{"type": "trade_series", "frequency": "trading_day", "totals": {}, "combined": {"2025-04-01/2025-04-02": 1}}'::trade_series$$)) t(claim, query);
