-- A period without a row is zero where the source was complete, else not known; before the first row and after the last too.
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(to_char(period, 'YYYY-MM') || '=' || round(value::numeric, 4)::float8, ' ' ORDER BY period) FROM observations($1) $$;
CREATE FUNCTION pg_temp.holes(trade_series, until date DEFAULT NULL, since date DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(period_start || '/' || period_end || ' ' || periods, ', ' ORDER BY period_start) FROM missing_periods($1, until, since)
      $$;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN undefined_function THEN
  RETURN SQLERRM;
WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
SET DateStyle = 'ISO';
\pset format unaligned

-- A partner whose first row is of November, in a source that holds every month of 2025 and up to February 2026.
CREATE TEMP TABLE row_of AS SELECT * FROM (VALUES (date '2025-11-01', 10), ('2025-12-01', 10), ('2026-01-01', 10), ('2026-02-01', 10))
    t(month, kg);
CREATE TEMP TABLE partner AS SELECT series_agg(month, kg, 'month') AS s, recovery_options(gaps => 'zero', observed_until => '2026-02-28')
    AS from_row,
  recovery_options(gaps => 'zero', observed_from => '2025-01-01', observed_until => '2026-02-28') AS o FROM row_of;
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM partner, LATERAL (VALUES
  ('baseline from the first row on', (SELECT concat_ws(' ', baseline, baseline_observations, round(baseline_coverage::numeric, 3)) FROM
      recovery(s, '2026-01-01', from_row)), '10 2 0.167'),
  ('baseline of the observed year', (SELECT concat_ws(' ', round(baseline::numeric, 4), baseline_observations, baseline_coverage) FROM
      recovery(s, '2026-01-01', o)), '1.6667 12 1'),
  ('the same by name', (SELECT r = recovery(s, '2026-01-01', o) FROM recovery(s, '2026-01-01', gaps => 'zero', observed_from =>
      '2025-01-15', observed_until => '2026-02-01') r)::text, 'true'),
  ('the same of a series that is complete', (recovery(complete(s, '2025-01-01', '2026-02-28'), '2026-01-01') = recovery(s, '2026-01-01',
      o))::text, 'true'),
  ('the same from rows', (SELECT (export_recovery(month, kg, '2026-01-01', o || '{"frequency": "month"}') = recovery(s, '2026-01-01',
      o))::text FROM row_of), 'true'),
  ('the path begins where the source does', (SELECT concat_ws(' ', min(period), count(*), count(value)) FROM recovery_path(s, '2026-01-01',
      o)), '2025-01-01 14 14'),
  ('resilience', (SELECT (r = resilience(complete(s, '2025-01-01'), '2026-01-01'))::text FROM resilience(s, '2026-01-01', o) r), 'true'),
  ('forecast', (SELECT (r = recovery_forecast(complete(s, '2025-01-01'), '2026-01-01'))::text FROM recovery_forecast(s, '2026-01-01', o)
      r), 'true'),
  ('bought ahead', (SELECT concat_ws(' ', ratio, baseline_observations, round(baseline_coverage::numeric, 3)) FROM frontload(s,
      '2025-12-01', gaps => 'zero')), '0 0.000'),
  ('bought ahead of the observed year', (SELECT concat_ws(' ', round(excess::numeric, 3), baseline_observations,
      round(baseline_coverage::numeric, 3)) FROM frontload(s, '2025-12-01', gaps => 'zero', observed_from => '2025-01-01')),
      '10.000 10 0.833'),
  ('effect against a control', (SELECT concat_ws(' ', round(effect::numeric, 3), periods_before) FROM difference_in_differences(s,
      complete(s * 0, '2025-01-01'), '2026-01-01')), '0.000 2'),
  ('effect against a control, complete', (SELECT concat_ws(' ', round(effect::numeric, 3), periods_before) FROM
      difference_in_differences(complete(s, '2025-01-01'), complete(s * 0, '2025-01-01'), '2026-01-01')), '8.333 12'),
  ('holes', pg_temp.holes(s), NULL),
  ('holes of the observed year', pg_temp.holes(s, '2026-03-31', '2025-01-01'), '2025-01-01/2025-10-01 10, 2026-03-01/2026-03-01 1'),
  ('holes within an observed window', (SELECT pg_temp.holes(a + b, '2026-01-31', '2025-12-01') FROM (SELECT complete(s, '2025-01-01') * 0
      AS a, s AS b) x), NULL)) t(claim, got, want);

-- What lies outside of what was observed is not known, whichever rows there are; a hole of it is no error either.
CREATE TEMP TABLE holed AS SELECT series_agg(m, 10, 'month') AS s FROM
    unnest('{2025-01-01,2025-03-01,2025-07-01,2025-09-01,2025-12-01}'::date[]) m;
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM holed, LATERAL (VALUES
  ('between the rows', (SELECT count(value) FROM recovery_path(s, '2025-06-01', recovery_options(gaps => 'zero'))), 12),
  ('from March on', (SELECT count(value) FROM recovery_path(s, '2025-06-01', recovery_options(gaps => 'zero', observed_from =>
      '2025-03-01'))), 11),
  ('March to August', (SELECT count(value) FROM recovery_path(s, '2025-06-01', recovery_options(gaps => 'zero', observed_from =>
      '2025-03-01', observed_until => '2025-08-01'))), 9),
  ('an error before September', (SELECT count(value) FROM recovery_path(complete(s, '2025-03-01', '2025-08-01'), '2025-06-01',
      recovery_options(gaps => 'error', observed_from => '2025-03-01', observed_until => '2025-07-01'))), 9),
  ('a window without a row', (SELECT count(value) FROM recovery_path(s, '2025-06-01', recovery_options(gaps => 'zero', observed_from =>
      '2024-01-01', observed_until => '2024-03-01'))), 8),
  ('no row at all', (SELECT count(value) FROM recovery_path(slice(s, '2030-01-01'), '2025-06-01', recovery_options(gaps => 'zero',
      observed_from => '2025-01-01', observed_until => '2025-06-01'))), 6),
  ('no row and no end', (SELECT count(value) FROM recovery_path(slice(s, '2030-01-01'), '2025-06-01', recovery_options(gaps => 'zero',
      observed_from => '2025-01-01'))), 0)) t(claim, got, want);

-- How much of the baseline is known: of its k periods, of all seasons where it follows them.
SELECT baseline, k, baseline_observations, round(baseline_coverage::numeric, 3) AS coverage FROM holed,
  LATERAL (VALUES ('mean', 12, 1), ('median', 6, 1), ('mean', 1, 1), ('linear', 12, 1), ('yoy', 12, 1), ('yoy_mean', 12, 2)) t(kind, k,
      years),
  LATERAL recovery(s, '2025-12-01', baseline => kind, k => k, years => years);

-- Once for all questions: stored zeros.
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM holed,
  (SELECT complete(series_agg(date '2025-01-01', v, 'month'), '2020-01-01') - complete(series_agg(date '2025-01-01', 1e16, 'month') FILTER
      (WHERE v = 1), '2020-01-01') AS rest FROM unnest(ARRAY[1e16, 1]) v) x,
  LATERAL (SELECT rollup(p) AS r FROM unnest(ARRAY[complete(s, '2024-01-01', '2024-06-30'), complete(s * 0, '2024-07-01', '2025-12-31')])
      p) rollup_of, LATERAL (VALUES
  ('between the rows', pg_temp.show(slice(complete(s), until => '2025-04-01')), '2025-01=10 2025-02=0 2025-03=10 2025-04=0'),
  ('before and after', concat_ws(' ', num_observations(complete(s, '2024-01-15', '2026-01-31')), first_period(complete(s, '2024-01-15',
      '2026-01-31')), last_period(complete(s, '2024-01-15', '2026-01-31'))), '25 2024-01-01 2026-01-01'),
  ('a part', pg_temp.show(slice(complete(s, '2025-04-01', '2025-05-31'), until => '2025-07-01')),
      '2025-01=10 2025-03=10 2025-04=0 2025-05=0 2025-07=10'),
  ('twice', (complete(complete(s, '2024-01-01'), '2024-01-01') = complete(s, '2024-01-01'))::text, 'true'),
  ('of pieces', (rollup_of.r = complete(s, '2024-01-01', '2025-12-01'))::text, 'true'),
  ('an empty one', pg_temp.show(complete(slice(s, '2030-01-01'), '2030-01-01', '2030-03-01')), '2030-01=0 2030-02=0 2030-03=0'),
  ('an empty one without an end', num_observations(complete(slice(s, '2030-01-01'), '2030-01-01'))::text, '0'),
  ('since after the last', (complete(s, '2026-01-01') = s)::text, 'true'),
  ('NULL', complete(NULL, '2025-01-01')::text, NULL),
  ('a year, whole', pg_temp.show(resample(complete(s, '2024-01-01', '2025-12-01'), 'year')), '2024-01=0 2025-01=50'),
  ('a year, in part', pg_temp.show(resample(s, 'year', gaps => 'zero')), '2025-01=50'),
  ('business years', pg_temp.show(complete((SELECT series_agg(d, 3, 'year', 7) FROM unnest('{2023-06-30,2025-06-30}'::date[]) d),
      '2021-07-01', '2025-06-30')), '2021-07=0 2022-07=3 2023-07=0 2024-07=3'),
  ('changes', pg_temp.show(resample(complete((SELECT backlog_agg(d, d + 40) FROM unnest('{2025-01-01,2025-04-01}'::date[]) d), until =>
      '2025-06-30'), 'month')), '2025-01=1 2025-02=-1 2025-03=0 2025-04=1 2025-05=-1 2025-06=0'),
  ('combined periods stay', pg_temp.show(spread_combined(complete((SELECT series_agg(a, b, 8, 'month') FROM (VALUES (date '2025-01-01',
      date '2025-02-01'), ('2025-04-01', '2025-04-01')) t(a, b)), until => '2025-05-01'))),
      '2025-01=4 2025-02=4 2025-03=0 2025-04=8 2025-05=0'),
  ('to the last bit', total(rest)::text, '1'),
  ('moving mean', pg_temp.show(moving_mean(slice(complete(s, '2024-12-01'), until => '2025-03-01'), 3)), '2025-02=3.3333 2025-03=6.6667'),
  ('running total', pg_temp.show(slice(cumulative(complete(s)), '2025-11-01')), '2025-11=40 2025-12=50'),
  ('the same periods a year before', (SELECT string_agg(concat(period_start, ' ', value_before, ' ', growth_rate), ', ') FROM
      comparisons(complete(s, '2024-11-01')) WHERE period_start >= '2025-11-01'), '2025-11-01 0 , 2025-12-01 0 ')) t(claim, got, want);

-- A stock that flows imply is not known once one of them is not: consumption that ended in February is not zero in March.
CREATE TEMP TABLE flow AS SELECT series_agg(m, 10, 'month') AS made, series_agg(m, 7, 'month') FILTER (WHERE m IN ('2025-01-01',
    '2025-02-01')) AS used FROM unnest('{2025-01-01,2025-02-01,2025-03-01}'::date[]) m;
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM flow, LATERAL (VALUES
  ('a flow that ended', (SELECT string_agg(concat(stock, ' ', status), ', ' ORDER BY period) FROM stock_path(0, made, consumption => used,
      gaps => 'zero')), '3 ok, 6 ok,  unknown'),
  ('a flow that is complete', (SELECT string_agg(concat(stock, ' ', status), ', ' ORDER BY period) FROM stock_path(0, made, consumption =>
      complete(used, until => '2025-03-01'))), '3 ok, 6 ok, 16 ok')) t(claim, got, want);

-- At the edges: what is known in part is missing, or a column says how much of it is known.
CREATE TEMP TABLE edge AS SELECT series_agg(d::date, 10, 'month') AS s, levels_agg(d::date, 100, 'month') AS level,
    slice(series_agg(d::date, 10, 'month'), '2024-06-01', '2025-08-01') AS demand,
  levels_agg(d::date, 10 * extract(month FROM d)::float8, 'month') AS to_date
FROM generate_series(timestamp '2024-03-01', '2025-10-01', '1 month') d;
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM edge, LATERAL (VALUES
  ('years known in part', pg_temp.show(resample(s, 'year')), NULL),
  ('years known in part, with zeros', pg_temp.show(resample(s, 'year', gaps => 'zero')), NULL),
  ('years known in part, asked for', pg_temp.show(resample(s, 'year', partial => true)), '2024-01=100 2025-01=100'),
  ('years of a complete source', pg_temp.show(resample(complete(s, '2024-01-01', '2025-12-01'), 'year')), '2024-01=100 2025-01=100'),
  ('quarters', (SELECT concat_ws(' ', first_period(q), last_period(q)) FROM resample(s, 'quarter') q), '2024-04-01 2025-07-01'),
  ('closing levels of years', pg_temp.show(resample(level, 'year')), '2024-01=100'),
  ('years of years', num_observations(resample(resample(s, 'year'), 'year'))::text, '0'),
  ('months of nothing', num_observations(resample(slice(s, '2030-01-01'), 'quarter'))::text, '0'),
  ('running total of years', (SELECT concat_ws(' ', first_period(c), value_at(c, '2025-10-01')) FROM cumulative(s, true) c),
      '2025-01-01 100'),
  ('running total of years, with zeros', (SELECT concat_ws(' ', first_period(c), value_at(c, '2025-10-01')) FROM cumulative(s, true,
      'zero') c), '2025-01-01 100'),
  ('running total of business years', (SELECT first_period(c)::text FROM cumulative(s, true, year_start => 3) c), '2024-03-01'),
  ('a base known in part', rebase(s, '2024-01-01', '2024-12-01')::text, NULL),
  ('a base that ends too late', rebase(s, '2025-10-01', '2025-11-01')::text, NULL),
  ('a base with a hole', (SELECT rebase(holed.s, '2025-01-01', '2025-12-01') FROM holed)::text, NULL),
  ('a base of a complete source', round(value_at(rebase(complete(s, '2024-01-01'), '2024-01-01', '2024-12-01'),
      '2025-01-01')::numeric)::text, '120'),
  ('a year before', first_period(year_on_year(s))::text, '2025-03-01'),
  ('months before', first_period(growth(s, 3))::text, '2024-06-01'),
  ('mean of the last', first_period(moving_mean(s, 6))::text, '2024-08-01'),
  ('against the same periods', (SELECT min(period_start) FROM comparisons(s))::text, '2025-03-01'),
  ('seasons', (SELECT count(index) || ' of ' || count(*) FROM seasonal_index(s)), '0 of 12'),
  ('the first figure to date', (SELECT concat_ws(' ', period_start, period_end, value) FROM combined_periods(from_year_to_date(to_date))),
      '2024-01-01 2024-03-01 30'),
  ('cover by the mean of three', (SELECT string_agg(concat_ws(' ', to_char(period, 'YYYY-MM'), cover, demand_observations), ', ' ORDER BY
      period) FROM trailing_cover(level, demand) WHERE period NOT BETWEEN '2024-09-01' AND '2025-07-01'),
    '2024-03 0, 2024-04 0, 2024-05 0, 2024-06 10 1, 2024-07 10 2, 2024-08 10 3, 2025-08 10 3, 2025-09 10 2, 2025-10 10 1'),
  ('cover by what came', (SELECT string_agg(concat_ws(' ', to_char(period, 'YYYY-MM'), cover, exhausted), ', ' ORDER BY period) FROM
      stock_cover(level, demand) WHERE period NOT BETWEEN '2024-05-01' AND '2025-07-01'),
    '2024-03 0 f, 2024-04 0 f, 2025-08 0 f, 2025-09 0 f, 2025-10 0 f'),
  ('a stock without an opening', (SELECT concat_ws(' ', opening, days) FROM days_inventory(level, s) WHERE period = '2024-03-01'), ''))
      t(claim, got, want);
SELECT gaps, status, cumulative_loss, round(loss_coverage::numeric, 3) AS coverage, censored_after, recovered_on, (resilience(s,
    '2025-04-01', recovery_options(k => 3, gaps => gaps))).loss_coverage
FROM (SELECT series_agg(m, v, 'month') AS s FROM (VALUES (date '2025-01-01', 10), ('2025-02-01', 10), ('2025-03-01', 10), ('2025-04-01',
    4), ('2025-07-01', 4), ('2025-08-01', 11), ('2025-10-01', 12)) t(m, v)) x,
  unnest('{missing,zero}'::text[]) gaps, LATERAL recovery(s, '2025-04-01', k => 3, gaps => gaps);

-- Refused, and what to write.
CREATE TEMP TABLE refused AS SELECT levels_agg(m, 5, 'month') AS level, series_agg(m, 5, 'trading_day') AS trading, series_agg(m, 5,
    'month') AS flow FROM unnest('{2025-01-01,2025-04-01}'::date[]) m;
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('levels, complete', 'SELECT complete(level, ''2024-01-01'') FROM refused'),
  ('levels with zeros', 'SELECT recovery(level, ''2025-04-01'', gaps => ''zero'') FROM refused'),
  ('levels with zeros, by year', 'SELECT resample(level, ''year'', ''mean'', ''zero'') FROM refused'),
  ('levels with zeros before a shock', 'SELECT frontload(level, ''2025-04-01'', gaps => ''zero'') FROM refused'),
  ('levels with zeros, drawn down', 'SELECT drawdown(level, ''zero'') FROM refused'),
  ('levels with zeros, as rows', 'SELECT drawdowns(level, ''zero'') FROM refused'),
  ('trading days', 'SELECT complete(trading) FROM refused'),
  ('turned round', 'SELECT complete(flow, ''2025-02-01'', ''2025-01-01'') FROM refused'),
  ('a mistyped year', 'SELECT complete(flow, ''0202-01-01'', ''9025-01-01'') FROM refused'),
  ('no date', 'SELECT complete(flow, ''infinity'') FROM refused'),
  ('observed the wrong way round',
      'SELECT recovery(flow, ''2025-04-01'', observed_from => ''2025-04-01'', observed_until => ''2025-03-31'') FROM refused'),
  ('the same as options', 'SELECT recovery_options(observed_from => ''2025-04-01'', observed_until => ''2025-03-31'')'),
  ('the same in holes', 'SELECT missing_periods(flow, ''2025-03-31'', ''2025-04-01'') FROM refused'),
  ('observed from no date', 'SELECT recovery_options(observed_from => ''-infinity'')'),
  ('a hole of what was observed', 'SELECT recovery(flow, ''2025-04-01'', gaps => ''error'', observed_from => ''2024-10-01'') FROM refused'),
  ('a flow that ended', 'SELECT stock_path(0, made, consumption => used, gaps => ''error'') FROM flow'),
  ('options that differ', $$SELECT export_recovery(m, 1, '2025-04-01', recovery_options(observed_from => m)) FROM
      unnest('{2025-01-01,2025-04-01}'::date[]) m$$)) t(claim, query);

-- Entities that are numbers are named by numbers, wherever names are asked for.
CREATE TEMP TABLE number AS SELECT shares_agg(f, f) AS m, shares_agg(f::text, f) AS t, array_agg(f) AS f, array_agg(f::smallint) AS short
    FROM generate_series(1, 3) f;
CREATE TEMP TABLE wait AS SELECT array_agg(g ORDER BY g) AS g, array_agg(s ORDER BY g) AS s FROM (SELECT f % 2 AS g, spells_agg(f, true) AS
    s FROM generate_series(1, 4) f GROUP BY 1) x;
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM number, wait, LATERAL (VALUES
  ('hhi of integers', (SELECT hhi(f, 10.0) FROM generate_series(1, 2) f)::text, '0.5'),
  ('prices of integers', (SELECT price_fisher FROM (SELECT (price_indices(f, v, 1, v > 10)).* FROM unnest('{1,1}'::int[], '{10,20}'::int[])
      t(f, v)) x)::text, '2'),
  ('exposure of integers', (SELECT firms FROM (SELECT (weighted_exposure(f, 10, 1)).* FROM generate_series(1, 2) f) x)::text, '2'),
  ('logrank of integers', (SELECT groups FROM (SELECT (logrank(f, 10.0, true)).* FROM generate_series(1, 2) f) x)::text, '2'),
  ('integers kept', total(keep_entities(m, ARRAY[1, 3]))::text, '4'),
  ('bigints kept', total(keep_entities(m, ARRAY[1, 3]::bigint[]))::text, '4'),
  ('short integers kept', total(keep_entities(m, short))::text, '6'),
  ('text kept', total(keep_entities(m, ARRAY['1', '3']))::text, '4'),
  ('a list in quotes kept', total(keep_entities(m, '{1, 3}'))::text, '4'),
  ('others dropped', unattributed(keep_entities(m, ARRAY[1], 'dropped'))::text, '0'),
  ('others dropped, by name', unattributed(keep_entities(m, others => 'dropped', entities => '{1}'))::text, '0'),
  ('integers of text kept', total(keep_entities(t, ARRAY[1, 3]))::text, '4'),
  ('characters kept', total(keep_entities(t, ARRAY['1', '3']::char(4)[]))::text, '4'),
  ('none kept', total(keep_entities(m, ARRAY[]::int[]))::text, '0'),
  ('NULL kept', keep_entities(m, NULL)::text, NULL),
  ('share of an integer', share_of(m, 3)::text, '0.5'),
  ('share of an integer in quotes', share_of(m, '3')::text, '0.5'),
  ('merged by integers', merge_entities(m, to_jsonb(ARRAY[1, 2]))::text, merge_entities(m, '["1", "2"]')::text),
  ('merged by numeric', merge_entities(m, to_jsonb(ARRAY[1.0, 2.00]))::text, merge_entities(m, '["1", "2"]')::text),
  ('merged into an integer', merge_entities(m, '{"1": 7, "2": "7"}')::text, merge_entities(m, '{"7": [1, 2]}')::text),
  ('merged by a table', merge_entities(m, (SELECT jsonb_object_agg(f, f % 2) FROM generate_series(1, 3) f))::text, merge_entities(m,
      '{"1": [3], "0": [2]}')::text),
  ('effect of a merger', (SELECT delta = (merger_effect(t, '["1", "2"]')).delta FROM merger_effect(m, '[1, 2]'))::text, 'true'),
  ('consolidation', (consolidation(m, m * 2, '[1, 2]') = consolidation(t, t * 2, '["1", "2"]'))::text, 'true'),
  ('changes of entities', (SELECT string_agg(entity, ' ' ORDER BY entity) FROM entity_changes(m, m, '[1, 2]')), '1 3'),
  ('weights', (hhi_weighted(m, '{"1": 1, "2": 1, "3": 1}') = hhi(m))::text, 'true'),
  ('common owners', (mhhi(m, '{"1": {"9": 1}, "2": {"9": 1}, "3": {"8": 1}}') = mhhi(t,
      '{"1": {"9": 1}, "2": {"9": 1}, "3": {"8": 1}}'))::text, 'true'),
  ('groups of waits', (SELECT string_agg(name, ' ') FROM logrank_groups(g, wait.s)), '0 1'),
  ('groups of waits in quotes', (SELECT string_agg(name, ' ') FROM logrank_groups('{few,many}', wait.s)), 'few many')) t(claim, got, want);
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('a name that is no list', 'SELECT keep_entities(t, ''CN'') FROM number'),
  ('a name that is no number', 'SELECT keep_entities(m, ''{CN}'') FROM number'),
  ('half a number', 'SELECT merge_entities(m, ''[1, 2.5]'') FROM number'),
  ('an array for an object', 'SELECT merge_entities(m, ARRAY[1, 2]) FROM number'),
  ('durations for outcomes', 'SELECT spells_agg(10, 1)')) t(claim, query);
