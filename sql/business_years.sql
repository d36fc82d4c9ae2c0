-- Quarters and years of business years: Lynas closes in June, Japanese and Indian makers in March.
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(to_char(period, 'YYYY-MM-DD') || '=' || round(value::numeric, 6)::float8, ' ' ORDER BY period) FROM observations($1) $$;
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
-- 1, 2, ... 24 in the months from July 2023 to June 2025: 78 and 222 by Lynas's year.
CREATE TEMP TABLE month AS SELECT (date '2023-07-01' + make_interval(months => n - 1))::date AS m, n AS v FROM generate_series(1, 24) n;
CREATE TEMP TABLE s AS SELECT series_agg(m, v, 'month') AS months, series_agg(m, v, 'quarter', 7) AS quarters, series_agg(m, v, 'year', 7) AS years,
  levels_agg(m, v, 'year', 'last', 7) AS stocks, series_agg(m, v, 'year', 4) AS april FROM month;

-- A period is named by its first day.
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM s, LATERAL (VALUES
  ('years from July', pg_temp.show(years), '2023-07-01=78 2024-07-01=222'),
  ('years from April', pg_temp.show(april), '2023-04-01=45 2024-04-01=186 2025-04-01=69'),
  ('their quarters', pg_temp.show(quarters), '2023-07-01=6 2023-10-01=15 2024-01-01=24 2024-04-01=33 2024-07-01=42 2024-10-01=51 2025-01-01=60 2025-04-01=69'),
  ('of timestamps', (SELECT pg_temp.show(series_agg(m::timestamp, v, 'year', 7)) FROM month), '2023-07-01=78 2024-07-01=222'),
  ('closing stocks', pg_temp.show(stocks), '2023-07-01=12 2024-07-01=24'),
  ('the years that half-years make', (SELECT pg_temp.show(resample(series_agg(a, b, v, 'quarter', 7), 'year'))
                                      FROM (VALUES (date '2024-07-01', date '2024-12-31', 93), ('2025-01-01', '2025-06-30', 129)) t(a, b,
                                            v)), '2024-07-01=222'),
  ('one first month is the default', (SELECT pg_temp.show(series_agg(m, v, 'year', 1)) FROM month), '2023-01-01=21 2024-01-01=150 2025-01-01=129'),
  ('the last day of a year', value_at(years, '2024-06-30')::text, '78'),
  ('the first day of the next', value_at(years, '2024-07-01')::text, '222'),
  ('first period', first_period(years)::text, '07-01-2023'),
  ('a slice', pg_temp.show(slice(years, '2024-06-30', '2024-06-30')), '2023-07-01=78'),
  ('before the epoch', (SELECT pg_temp.show(series_agg(d, 1, 'quarter', 2))
                        FROM unnest('{1999-11-30,1999-12-31,2000-01-31,2000-02-01}'::date[]) d), '1999-11-01=3 2000-02-01=1')) t(claim, got, want);
-- Each day of a long span lies in the period that its month says, for every first month.
CREATE FUNCTION pg_temp.start_of(d date, y int, months int) RETURNS date LANGUAGE sql AS $$
  SELECT (date_trunc('month', d) - make_interval(months => (extract(month FROM d)::int - y + 12) % months))::date $$;
SELECT count(*) AS days,
       count(*) FILTER (WHERE first_period(q) <> pg_temp.start_of(d, y, 3) OR first_period(a) <> pg_temp.start_of(d, y, 12)) AS wrong
FROM (SELECT y, d, series_agg(d, 1, 'quarter', y) AS q, series_agg(d, 1, 'year', y) AS a
      FROM generate_series(1, 12) y, generate_series(0, 400) i, LATERAL (SELECT date '1890-01-20' + 211 * i + y AS d) x GROUP BY y, d) z;
-- Years that are found start where their dates say.
SELECT claim, got, got = want AS holds FROM (VALUES
  ('last days of June', (SELECT pg_temp.show(series_agg(d, 1))
                         FROM unnest('{2023-06-30,2024-06-30,2025-06-30}'::date[]) d), '2022-07-01=1 2023-07-01=1 2024-07-01=1'),
  ('last days of December', (SELECT pg_temp.show(levels_agg(d, 1))
                             FROM unnest('{2023-12-31,2024-12-31,2025-12-31}'::date[]) d), '2023-01-01=1 2024-01-01=1 2025-01-01=1'),
  ('first days of April', (SELECT pg_temp.show(levels_agg(d, 1))
                           FROM unnest('{2023-04-01,2024-04-01,2025-04-01}'::date[]) d),
                                '2023-04-01=1 2024-04-01=1 2025-04-01=1')) t(claim, got, want);

-- What knows years follows those of the series; of months it is told.
SELECT claim, got, got IS NOT DISTINCT FROM want AS holds FROM s, LATERAL (VALUES
  ('months to years', pg_temp.show(resample(months, 'year', year_start => 7)), '2023-07-01=78 2024-07-01=222'),
  ('months to quarters', (resample(months, 'quarter', year_start => 7) = quarters)::text, 'true'),
  ('quarters to their years', (resample(quarters, 'year') = years)::text, 'true'),
  ('quarters to years of another first quarter', pg_temp.show(resample(quarters, 'year', year_start => 4)), '2024-04-01=186'),
  ('quarters of another year with the same bounds', pg_temp.show(slice(resample(quarters, 'quarter', year_start => 1), '2025-01-01')),
   '2025-01-01=60 2025-04-01=69'),
  ('months to calendar years', pg_temp.show(resample(months, 'year')), '2024-01-01=150'),
  ('closing levels of months', (SELECT pg_temp.show(resample(levels_agg(m, v, 'month'), 'year', year_start => 7))
                                FROM month), '2023-07-01=12 2024-07-01=24'),
  ('opening levels of months', (SELECT pg_temp.show(resample(levels_agg(m, v, 'month'), 'year', 'first', year_start => 7))
                                FROM month), '2023-07-01=1 2024-07-01=13'),
  ('growth', pg_temp.show(growth(years)), '2024-07-01=1.846154'),
  ('year on year of quarters', pg_temp.show(slice(year_on_year(quarters), '2024-07-01', '2024-12-31')), '2024-07-01=6 2024-10-01=2.4'),
  ('comparisons', (SELECT string_agg(concat_ws(' ', period_start, period_end, value, value_before), '; ')
                   FROM comparisons(years)), '07-01-2024 07-01-2024 222 78'),
  ('cumulative by year of months', pg_temp.show(slice(cumulative(months, true, year_start => 7), '2024-05-01', '2024-08-01')),
   '2024-05-01=66 2024-06-01=78 2024-07-01=13 2024-08-01=27'),
  ('cumulative by calendar year', pg_temp.show(slice(cumulative(months, true), '2024-12-01', '2025-02-01')),
   '2024-12-01=150 2025-01-01=19 2025-02-01=39'),
  ('cumulative by the year of quarters', pg_temp.show(slice(cumulative(quarters, true), '2024-04-01', '2024-10-01')),
   '2024-04-01=78 2024-07-01=42 2024-10-01=93'),
  ('cumulative by another year of quarters', pg_temp.show(slice(cumulative(quarters, true, year_start => 4), '2024-04-01', '2024-07-01')),
   '2024-04-01=33 2024-07-01=75'),
  ('year-to-date months taken apart', (from_year_to_date(cumulative(months, true, year_start => 7), 7) = months)::text, 'true'),
  ('year-to-date quarters taken apart', (from_year_to_date(cumulative(quarters, true)) = quarters)::text, 'true'),
  ('a year-to-date figure without those before', (SELECT pg_temp.show(resample(from_year_to_date(levels_agg(d, v, 'quarter', 'error', 7)),
        'year')) FROM (VALUES (date '2024-12-31', 93), ('2025-06-30', 222)) t(d, v)), '2024-07-01=222'),
  ('figures that contain each other', (SELECT (reconcile_agg(a, b, v, 'quarter', 0, 7))::jsonb ->> 'totals'
                                       FROM (VALUES (date '2024-07-01', date '2024-09-30', 42), ('2024-07-01', '2024-12-31', 93),
                                             ('2024-07-01', '2025-06-30', 222)) t(a, b, v)), '{"2024-07-01": 42, "2024-10-01": 51}'),
  ('yoy baseline', (SELECT baseline::text FROM recovery(quarters, '2024-08-15', baseline => 'yoy')), '6'),
  ('its trough', (SELECT trough::text FROM recovery(quarters * -1 + 100, '2024-08-15', baseline => 'yoy')), '04-01-2025'),
  ('drawdown', (SELECT trough::text FROM drawdown(stocks * -1 + 100)), '07-01-2024'),
  ('drawdown of rows', (SELECT concat(duration_unit, trough)
                        FROM (SELECT (inventory_drawdown(m, 100 - v, 'year', 'last', 7)).* FROM month) x), 'year07-01-2024'),
  ('recovery of rows', (SELECT concat_ws(' ', status, trough, baseline)
                        FROM (SELECT (export_recovery(m, 100 - v, '2024-08-15',
                                                      recovery_options(k => 2, frequency => 'quarter', year_start => 2))).*
                                                      FROM month) x), 'censored 05-01-2025 268.5'),
  ('gaps', (SELECT concat_ws(' ', period_start, period_end, periods)
            FROM missing_periods(slice(years, until => '2023-07-01') + 0, '2025-07-01')), '07-01-2024 07-01-2025 2')) t(claim, got, want);
-- A year has the days of its months: 366 up to June 2024.
SELECT d.period, period_days, days FROM s, days_inventory(stocks, years * 0 + 366, 'closing') d;
SELECT d.period, period_days
FROM (SELECT levels_agg(d, 10, 'year', 'error', 4) AS i, series_agg(d, 10, 'year', 4) AS c FROM unnest('{2024-03-31,2025-03-31}'::date[]) d) x,
     days_inventory(i, c) d;
SELECT d.period, period_days
FROM (SELECT levels_agg(d, 10, 'quarter', 'error', 12) AS i, series_agg(d, 10, 'quarter', 12) AS c
      FROM unnest('{2023-12-01,2024-03-01,2024-11-30}'::date[]) d) x,
     days_inventory(i, c) d;
-- Seasons of quarters are those of the year of the series: the third starts in January.
SELECT season, round(index::numeric, 6) AS index
FROM (SELECT series_agg((date '2020-07-01' + make_interval(months => 3 * n))::date, (ARRAY[1, 2, 3, 2])[n % 4 + 1], 'quarter', 7) AS q
      FROM generate_series(0, 15) n) x,
     seasonal_index(q);

-- Printing, reading, storing, merging.
SELECT years, quarters::text::trade_series = quarters AS again, years = april AS equal FROM s;
SELECT claim, got AS holds FROM s, LATERAL (VALUES
  ('rollup of pieces', (SELECT rollup(p) FROM (SELECT series_agg(m, v, 'quarter', 7) AS p FROM month GROUP BY v % 5) x) = quarters),
  ('a state travels', (SELECT series_agg_final(keyed_sums_combine(series_agg_trans(NULL, '2024-06-30'::date, 1, 'year', 7),
        series_agg_trans(NULL, '2024-07-01'::date, 2, 'year',
                         7))::text::keyed_sums)) = '{"type": "trade_series", "frequency": "year", "year_start": 7, "totals": {"2023-07-01": 1, "2024-07-01": 2}}'),
  ('a state of levels travels', levels_agg_final(levels_agg_trans(NULL, '2024-06-30'::date, 1, 'year', 'last',
        7)::text::keyed_sums) = '{"type": "trade_series", "frequency": "year", "year_start": 7, "measure": "level", "totals": {"2023-07-01": 1}}'),
  ('results keep the year', (years * 2 - years) = years)) t(claim, got);

-- Years that differ do not combine; what has no year takes none.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('sum', 'SELECT years + april FROM s'),
  ('quotient', 'SELECT years / april FROM s'),
  ('business and calendar quarters', 'SELECT quarters / resample(months, ''quarter'') FROM s'),
  ('different frequencies', 'SELECT quarters / years FROM s'),
  ('rollup', 'SELECT rollup(x) FROM s, unnest(ARRAY[years, april]) x'),
  ('rows of two years', 'SELECT series_agg(m, v, ''year'', CASE v WHEN 1 THEN 7 ELSE 4 END) FROM month'),
  ('levels of two years', 'SELECT levels_agg(m, v, ''year'', ''last'', CASE v WHEN 1 THEN 7 ELSE 4 END) FROM month'),
  ('states of two years', 'SELECT keyed_sums_combine(series_agg_trans(NULL, ''2024-06-30''::date, 1, ''year'', 7), series_agg_trans(NULL, ''2024-06-30''::date, 1, ''year'', 4))'),
  ('thirteen months', 'SELECT series_agg(m, v, ''year'', 13) FROM month'),
  ('no month', 'SELECT resample(months, ''year'', year_start => 0) FROM s'),
  ('a year of months', 'SELECT series_agg(m, v, ''month'', 7) FROM month'),
  ('a year of a frequency to be found', 'SELECT series_agg(m, v, NULL, 7) FROM month'),
  ('years to years', 'SELECT resample(years, ''year'', year_start => 4) FROM s'),
  ('quarters to years that cut them', 'SELECT resample(quarters, ''year'', year_start => 6) FROM s'),
  ('cumulative over a year that cuts quarters', 'SELECT cumulative(quarters, true, year_start => 6) FROM s'),
  ('an option of thirteen months', 'SELECT recovery_options(frequency => ''year'', year_start => 13)'),
  ('an option of months', 'SELECT recovery_options(frequency => ''month'', year_start => 7)'),
  ('year to date of days', 'SELECT from_year_to_date(series_agg(m, v, ''day'')) FROM month'),
  ('text that names another day', $$SELECT '{"type": "trade_series", "frequency": "year", "year_start": 7, "totals": {"2024-01-01": 1}}'::trade_series$$)) t(claim, query);
