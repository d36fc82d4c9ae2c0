-- A date, and a span of dates, stands for a whole period of the calendar, or for none; what is filed again does not count twice.
SET datestyle = ISO;
\pset format unaligned
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
  RETURN concat_ws(' | ', message, nullif(detail, ''));
END $$;
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(p || '=' || value, ' ' ORDER BY p), 'empty') FROM
    (SELECT to_char(period, 'YYYY-MM') p, value FROM observations(spread_combined($1, 'none'))
     UNION ALL SELECT to_char(period_start, 'YYYY-MM') || to_char(period_end, '/YYYY-MM'), value FROM combined_periods($1)) x $$;

-- A filer whose year ends on the Sunday nearest 31 December: years, quarters with their starts and their totals to date; one whose
-- periods have four weeks, one whose quarters have 16, 12, 12 and 12, one whose year ends on the Saturday nearest 31 January.
CREATE TEMP TABLE years AS SELECT * FROM (VALUES (date '2019-12-29', 82059), ('2021-01-03', 82584), ('2022-01-02', 93775), ('2023-01-01', 94943), ('2023-12-31', 85159), ('2024-12-29', 88821)) t(e, v);
CREATE TEMP TABLE quarters AS SELECT *, sum(v) OVER (PARTITION BY y ORDER BY e) AS to_date, lag(e + 1, 1, '2022-01-03') OVER (ORDER BY e) AS s
FROM (VALUES (date '2022-04-03', 23426, 2022), ('2022-07-03', 24020, 2022), ('2022-10-02', 23791, 2022), ('2023-01-01', 23706, 2022), ('2023-04-02', 24746, 2023), ('2023-07-02', 25530, 2023), ('2023-10-01', 21351, 2023), ('2023-12-31', 21395, 2023)) t(e, v, y);
CREATE TEMP TABLE four_weeks AS SELECT date '2020-01-26' + 28 * i AS e, 1 AS v FROM generate_series(0, 12) i;
CREATE TEMP TABLE long_first AS SELECT * FROM (VALUES (date '2025-12-28', 275), ('2026-04-19', 400), ('2026-07-12', 330), ('2026-10-04', 320), ('2026-12-27', 300)) t(e, v);
CREATE TEMP TABLE retailer AS SELECT * FROM (VALUES (date '2022-01-29', 4), ('2023-01-28', 5), ('2024-02-03', 6), ('2025-02-01', 7)) t(e, v);
CREATE TEMP TABLE june AS SELECT * FROM (VALUES (date '2023-06-30', 10), ('2024-06-30', 12)) t(e, v);
CREATE TEMP TABLE claims (n serial, claim text, got text, want text);

-- The period of one date.
INSERT INTO claims (claim, got, want) SELECT format('%s of %s, snap %s', f, d, snap), fiscal_period(d, f, snap)::text, want FROM (VALUES
  (date '2023-01-01', 'month', 10, '2022-12-01'), ('2023-01-01', 'quarter', 10, '2022-10-01'), ('2023-01-01', 'year', 10, '2022-01-01'),
  ('2022-12-31', 'year', 0, '2022-01-01'), ('2023-02-10', 'quarter', 10, '2023-01-01'), ('2023-02-18', 'month', 10, '2023-02-01'),
  ('2026-04-19', 'quarter', 20, '2026-01-01'), ('2022-04-02', 'week', 1, '2022-03-28'), ('2022-04-02', 'day', 0, '2022-04-02')) t(d, f, snap, want);
INSERT INTO claims (claim, got, want) VALUES
  ('business years', fiscal_period('2024-06-29', 'year', 10, 7)::text, '2023-07-01'),
  ('a quarter of business years', fiscal_period('2024-02-03', 'quarter', 10, 2)::text, '2023-11-01'),
  ('no date', fiscal_period(NULL, 'year', 10)::text, NULL);
INSERT INTO claims (claim, got, want) SELECT query, pg_temp.refusal('SELECT ' || query), want FROM (VALUES
  ('fiscal_period(''2022-04-15'', ''quarter'', 10)', 'date is not the end of a month | 2022-04-15 is 15 days from the nearest one, snap is 10.'),
  ('fiscal_period(''2022-04-01'', ''year'')', 'date is not the end of a month | 2022-04-01 is 1 day from the nearest one, snap is 0.'),
  ('fiscal_period(''2022-04-15'', ''week'', 1)', 'date is not the end of a week | 2022-04-15 is 2 days from the nearest one, snap is 1.'),
  ('fiscal_period(''2022-04-03'', ''month'', 14)', 'snap must be between 0 and 13 | Value is 14.'),
  ('fiscal_period(''2022-04-03'', ''year'', -1)', 'snap must be between 0 and 182 | Value is -1.'),
  ('fiscal_period(''infinity'', ''year'')', 'period_end must be finite | Date is infinity.'),
  ('fiscal_period(''4714-11-24 BC'', ''year'', 182)', 'period_end is out of range | It is 4714-11-24 BC.')) t(query, want);

-- Ends of business periods that are not those of the calendar are not days; snap says what they are.
INSERT INTO claims (claim, got, want) SELECT claim, pg_temp.refusal(query), 'dates end business periods, not a ' || want FROM (VALUES
  ('two years in one', 'SELECT series_agg(e, v, ''year'') FROM years WHERE e >= ''2023-01-01''', 'year of the calendar | 2023-01-01 and 2023-12-31, 52 weeks apart, share a year.'),
  ('a year left out', 'SELECT series_agg(e::timestamp, v, ''year'') FROM years', 'year of the calendar | 2019-12-29 and 2021-01-03, 53 weeks apart, leave out a year.'),
  ('years that all end late', 'SELECT series_agg(e, v, ''year'') FROM years WHERE e BETWEEN ''2021-01-01'' AND ''2023-01-01''', 'year of the calendar | All dates are whole weeks apart, and 2021-01-03 lies in the first days of a year.'),
  ('stock at the end of years', 'SELECT levels_agg(e, v, ''year'', ''last'') FROM years', 'year of the calendar | 2019-12-29 and 2021-01-03, 53 weeks apart, leave out a year.'),
  ('two quarters in one', 'SELECT series_agg(e, v, ''quarter'') FROM quarters', 'quarter of the calendar | 2023-10-01 and 2023-12-31, 13 weeks apart, share a quarter.'),
  ('quarters that all end late', 'SELECT levels_agg(e, v, ''quarter'') FROM quarters WHERE e < ''2023-10-01''', 'quarter of the calendar | All dates are whole weeks apart, and 2022-04-03 lies in the first days of a quarter.'),
  ('quarters with holes', 'SELECT series_agg(e, v, ''quarter'') FROM quarters WHERE e IN (''2022-04-03'', ''2023-07-02'', ''2023-10-01'', ''2023-12-31'')', 'quarter of the calendar | 2023-10-01 and 2023-12-31, 13 weeks apart, share a quarter.'),
  ('recovery of quarters', 'SELECT export_recovery(e, v, ''2023-10-01'', ''{"frequency": "quarter", "k": 4}'') FROM quarters', 'quarter of the calendar | 2023-10-01 and 2023-12-31, 13 weeks apart, share a quarter.'),
  ('thirteen periods in twelve months', 'SELECT series_agg(e, v, ''month'') FROM four_weeks', 'month of the calendar | 2020-11-01 and 2020-11-29, 4 weeks apart, share a month.'),
  ('quarters of unequal weeks', 'SELECT series_agg(e, v, ''quarter'') FROM long_first', 'quarter of the calendar | 2026-10-04 and 2026-12-27, 12 weeks apart, share a quarter.'),
  ('quarters as years', 'SELECT series_agg(e, v, ''year'') FROM quarters', 'year of the calendar | All dates are whole weeks apart, and 2023-01-01 lies in the first days of a year.'),
  ('the last quarter of a year', 'SELECT levels_agg(e, v, ''year'', ''last'') FROM quarters WHERE e <> ''2022-07-03''', 'year of the calendar | All dates are whole weeks apart, and 2023-01-01 lies in the first days of a year.'),
  ('halves as years', 'SELECT series_agg(e, v, ''year'') FROM quarters WHERE extract(month FROM e) IN (7, 1)', 'year of the calendar | All dates are whole weeks apart, and 2023-01-01 lies in the first days of a year.'),
  ('four weeks as quarters', 'SELECT series_agg(e, v, ''quarter'') FROM four_weeks', 'quarter of the calendar | All dates are whole weeks apart, and 2020-10-04 lies in the first days of a quarter.'),
  ('business years that leave one out', 'SELECT series_agg(e, v, ''year'', 2) FROM retailer', 'year from February of the calendar | 2023-01-28 and 2024-02-03, 53 weeks apart, leave out a year from February.'),
  ('years to June as years', 'SELECT a / b FROM (SELECT series_agg(e, v, ''year'') AS a FROM june) x, (SELECT series_agg(e + 184, v, ''year'') AS b FROM june) y', 'year of the calendar | 2023-06-30 ends a year that starts in month 7: give that as year_start.'),
  ('levels of years to June', 'SELECT levels_agg(e, v, ''year'') FROM june', 'year of the calendar | 2023-06-30 ends a year that starts in month 7: give that as year_start.')) t(claim, query, want);
INSERT INTO claims (claim, got, want) SELECT 'years, snap', pg_temp.show(series_agg(e, v, 'year', NULL, 10)), '2019-01=82059 2020-01=82584 2021-01=93775 2022-01=94943 2023-01=85159 2024-01=88821' FROM years;
INSERT INTO claims (claim, got, want) SELECT 'years by fiscal_period', pg_temp.show(series_agg(fiscal_period(e, 'year', 10), v, 'year')), (SELECT pg_temp.show(series_agg(e, v, 'year', NULL, 10)) FROM years) FROM years;
INSERT INTO claims (claim, got, want) SELECT 'quarters as years by fiscal_period', pg_temp.show(series_agg(fiscal_period(e, 'year', 10), v, 'year')), '2022-01=94943 2023-01=93022' FROM quarters;
INSERT INTO claims (claim, got, want) SELECT 'quarters, snap', pg_temp.show(series_agg(e, v, 'quarter', 1, 10)), '2022-01=23426 2022-04=24020 2022-07=23791 2022-10=23706 2023-01=24746 2023-04=25530 2023-07=21351 2023-10=21395' FROM quarters;
INSERT INTO claims (claim, got, want) SELECT 'levels, snap', pg_temp.show(levels_agg(e, v, 'quarter', NULL, NULL, 10)), (SELECT pg_temp.show(series_agg(e, v, 'quarter', 1, 10)) FROM quarters) FROM quarters;
INSERT INTO claims (claim, got, want) SELECT 'quarters of unequal weeks, snap', pg_temp.show(series_agg(e, v, 'quarter', NULL, 20)), '2025-10=275 2026-01=400 2026-04=330 2026-07=320 2026-10=300' FROM long_first;
INSERT INTO claims (claim, got, want) SELECT 'business years, snap', pg_temp.show(series_agg(e, v, 'year', 2, 10)), '2021-02=4 2022-02=5 2023-02=6 2024-02=7' FROM retailer;
INSERT INTO claims (claim, got, want) SELECT 'years to June', pg_temp.show(series_agg(e, v, 'year', 7)) || '; by the year they end in: ' || pg_temp.show(series_agg(e, v, 'year', NULL, 0)), '2022-07=10 2023-07=12; by the year they end in: 2023-01=10 2024-01=12' FROM june;
INSERT INTO claims (claim, got, want) SELECT 'recovery', concat_ws(' ', r.status, round(r.depth::numeric, 3)), 'censored 0.127' FROM (SELECT series_agg(e, v, 'quarter', NULL, 10) AS s FROM quarters) x, recovery(s, '2023-07-01', k => 4) r;
INSERT INTO claims (claim, got, want) SELECT 'days of inventory', string_agg(extract(year FROM d.period) || ' ' || round(days::numeric, 1), ', ' ORDER BY d.period), '2022 134.3, 2023 162.6'
FROM (SELECT levels_agg(e, stock, 'year', NULL, NULL, 10) AS i, series_agg(e, cost, 'year', NULL, 10) AS c FROM (VALUES (date '2022-01-02', 29855, 10387), ('2023-01-01', 31089, 12483), ('2023-12-31', 26553, 11181)) t(e, cost, stock)) x,
     days_inventory(i, c) d WHERE days IS NOT NULL;
INSERT INTO claims (claim, got, want) SELECT query, pg_temp.refusal('SELECT ' || query), want FROM (VALUES
  ('series_agg(e, v, ''month'', NULL, 13) FROM four_weeks', 'date is not the end of a month | 2020-05-17 is 14 days from the nearest one, snap is 13.'),
  ('series_agg(e, v, ''year'', NULL, 10) FROM quarters', 'two dates end the same year | 2022-04-03 and 2022-07-03 are ends of the year of 2022-01-01.'),
  ('levels_agg(e, v, ''year'', NULL, NULL, 10) FROM quarters', 'period has more than one level | The year of 2022-01-01 has 23426 on 2022-04-03 and 24020 on 2022-07-03.'),
  ('series_agg(e, v, NULL, NULL, 10) FROM years', 'snap needs a frequency'),
  ('series_agg(e, v, ''year'', NULL, CASE WHEN v > 90000 THEN 10 ELSE 9 END) FROM years', 'snap must be the same for all rows of a group | One row has 10, another 9.')) t(query, want);

-- Days that are days add up: each month of a year, each week of a quarter, quarters that a leap year puts on one weekday, meetings.
INSERT INTO claims (claim, got, want) SELECT 'months of a year', pg_temp.show(series_agg(d::date, 1, 'year')), '2024-01=12' FROM generate_series(timestamp '2024-01-01', '2024-12-01', '1 month') d;
INSERT INTO claims (claim, got, want) SELECT 'weeks of a quarter', pg_temp.show(series_agg(d::date, 1, 'quarter')), '2024-01=13' FROM generate_series(timestamp '2024-01-01', '2024-03-31', '7 days') d;
INSERT INTO claims (claim, got, want) SELECT 'days of a month', pg_temp.show(series_agg(d::date, 1, 'month')), '2024-01=31 2024-02=29' FROM generate_series(timestamp '2024-01-01', '2024-02-29', '1 day') d;
INSERT INTO claims (claim, got, want) SELECT 'first days of quarters', pg_temp.show(series_agg(d, 1, 'quarter')), '2024-01=1 2024-04=1 2024-07=1' FROM unnest('{2024-01-01,2024-04-01,2024-07-01}'::date[]) d;
INSERT INTO claims (claim, got, want) SELECT 'last days of quarters', pg_temp.show(series_agg(d, 1, 'quarter')), '2023-10=1 2024-01=1 2024-04=1' FROM unnest('{2023-12-31,2024-03-31,2024-06-30}'::date[]) d;
INSERT INTO claims (claim, got, want) SELECT 'last days of quarters in years', pg_temp.show(series_agg(d, 1, 'year')), '2023-01=1 2024-01=2' FROM unnest('{2023-12-31,2024-03-31,2024-06-30}'::date[]) d;
INSERT INTO claims (claim, got, want) SELECT 'first Mondays', pg_temp.show(levels_agg(d, 1, 'month')), '2025-01=1 2025-02=1 2025-03=1 2025-04=1' FROM unnest('{2025-01-06,2025-02-03,2025-03-03,2025-04-07}'::date[]) d;
INSERT INTO claims (claim, got, want) SELECT 'first Mondays in quarters', pg_temp.show(series_agg(d, 1, 'quarter')), '2025-01=3 2025-04=1' FROM unnest('{2025-01-06,2025-02-03,2025-03-03,2025-04-07}'::date[]) d;
INSERT INTO claims (claim, got, want) SELECT 'two shipments', pg_temp.show(series_agg(d, 1, 'month')), '2025-01=2' FROM unnest('{2025-01-02,2025-01-30}'::date[]) d;
INSERT INTO claims (claim, got, want) SELECT 'shipments every four weeks, as months', pg_temp.show(series_agg(date_trunc('month', e)::date, v, 'month')), '2020-01=1 2020-02=1 2020-03=1 2020-04=1 2020-05=1 2020-06=1 2020-07=1 2020-08=1 2020-09=1 2020-10=1 2020-11=2 2020-12=1' FROM four_weeks;

-- Spans cover whole periods.
INSERT INTO claims (claim, got, want) SELECT query, pg_temp.refusal('SELECT ' || query), want FROM (VALUES
  ('series_agg(''2024-01-15'', ''2024-02-14'', 10, ''month'')', 'period_start lies inside a month | The figure is of 2024-01-15 to 2024-02-14; that month is 2024-01-01 to 2024-01-31.'),
  ('reconcile_agg(s, e, v, ''quarter'') FROM quarters', 'period_start lies inside a quarter | The figure is of 2022-01-03 to 2022-04-03; that quarter is 2022-01-01 to 2022-03-31.'),
  ('series_agg(''2023-01-01'', ''2023-04-01'', 10, ''quarter'')', 'period_end lies inside a quarter | The figure is of 2023-01-01 to 2023-04-01; that quarter is 2023-04-01 to 2023-06-30.'),
  ('series_agg(''2023-01-01'', ''2024-01-01'', 10, ''year'')', 'period_end lies inside a year | The figure is of 2023-01-01 to 2024-01-01; that year is 2024-01-01 to 2024-12-31.'),
  ('reconcile_agg(a, b, v, ''year'') FROM (VALUES (date ''2022-07-01'', date ''2023-06-30'', 10), (''2023-07-01'', ''2024-06-30'', 12), (''2024-01-01'', ''2024-12-31'', 11)) t(a, b, v)', 'period_start lies inside a year | The figure is of 2022-07-01 to 2023-06-30; that year is 2022-01-01 to 2022-12-31.'),
  ('reconcile_agg(a, b, v, ''year'', 0, 7) FROM (VALUES (date ''2022-07-01'', date ''2023-06-30'', 10), (''2024-01-01'', ''2024-12-31'', 11)) t(a, b, v)', 'period_start lies inside a year from July | The figure is of 2024-01-01 to 2024-12-31; that year is 2023-07-01 to 2024-06-30.'),
  ('reconcile_agg(a, b, v, ''month'') FROM (VALUES (date ''2022-07-01'', date ''2023-06-30'', 10), (''2023-07-01'', ''2024-06-30'', 12), (''2024-01-01'', ''2024-12-31'', 11)) t(a, b, v)', 'figures overlap and cannot be told apart | 2023-07-01/2024-06-01 and 2024-01-01/2024-12-01 share periods, and no figure tells how much.'),
  ('series_agg(''2024-01-20'', ''2024-02-10'', 10, ''month'', NULL, 13)', 'figure covers less than a month | It is of 2024-01-20 to 2024-02-10, snap is 13.'),
  ('series_agg(a, b, 1, ''quarter'', NULL, 10) FROM (VALUES (date ''2022-01-01'', date ''2022-03-31''), (''2022-01-03'', ''2022-04-03'')) t(a, b)', 'two spans cover the same periods | 2022-01-01/2022-03-31 and 2022-01-03/2022-04-03 both stand for 2022-01-01.')) t(query, want);
INSERT INTO claims (claim, got, want) SELECT 'spans, snap', pg_temp.show(series_agg(s, e, v, 'quarter', NULL, 10)) || (series_agg(s, e, v, 'quarter', NULL, 10) = reconcile_agg(s, e, v, 'quarter', NULL, NULL, 10)), '2022-01=23426 2022-04=24020 2022-07=23791 2022-10=23706 2023-01=24746 2023-04=25530 2023-07=21351 2023-10=21395true' FROM quarters;
INSERT INTO claims (claim, got, want) SELECT 'years among quarters, snap', pg_temp.show(reconcile_agg(a, b, v, 'quarter', NULL, NULL, 10)), '2022-01=23426 2022-04=24020 2022-07/2022-10=47497' FROM (VALUES (date '2022-01-03', date '2023-01-01', 94943), ('2022-01-03', '2022-04-03', 23426), ('2022-04-04', '2022-07-03', 24020)) t(a, b, v);
INSERT INTO claims (claim, got, want) SELECT 'by week the same spans are exact', string_agg(concat_ws(' ', period_start, periods, value), ', '), '2022-01-03 13 23426, 2022-04-04 13 24020' FROM (SELECT series_agg(s, e, v, 'week') AS w FROM quarters WHERE e < '2022-10-01') x, combined_periods(w);
INSERT INTO claims (claim, got, want) SELECT 'weeks to Saturday', pg_temp.show(series_agg(a, a + 13, 1, 'week', NULL, 1)), '2024-12/2025-01=1' FROM (VALUES (date '2024-12-29')) t(a);
INSERT INTO claims (claim, got, want) SELECT 'months named by their first days, one period by its own', pg_temp.show(series_agg(a, b, 1, 'month')) || '; ' || (SELECT pg_temp.show(series_agg(a, a, 1, 'quarter')) FROM (VALUES (date '2025-04-01')) t(a)), '2025-01/2025-02=1 2025-03=1; 2025-04=1' FROM (VALUES (date '2025-01-01', date '2025-02-01'), ('2025-03-01', '2025-03-31')) t(a, b);

-- Totals to date.
INSERT INTO claims (claim, got, want) SELECT 'to date, of a filer by weeks', pg_temp.show(from_year_to_date(levels_agg(e, to_date, 'quarter', NULL, NULL, 10))), (SELECT pg_temp.show(series_agg(e, v, 'quarter', NULL, 10)) FROM quarters) FROM quarters;
CREATE TEMP TABLE halves AS SELECT levels_agg(d, v, 'quarter') AS s FROM (VALUES (date '2022-03-31', 100), ('2022-06-30', 220), ('2022-09-30', 130), ('2022-12-31', 270)) t(d, v);
INSERT INTO claims (claim, got, want) SELECT 'to date within the half-year', pg_temp.show(from_year_to_date(s, restart => 'half')), '2022-01=100 2022-04=120 2022-07=130 2022-10=140' FROM halves;
INSERT INTO claims (claim, got, want) SELECT 'a correction', pg_temp.show(from_year_to_date(s, restart => 'year')), '2022-01=100 2022-04=120 2022-07=-90 2022-10=140' FROM halves;
INSERT INTO claims (claim, got, want) SELECT query, pg_temp.refusal(format('SELECT %s FROM halves', query)), want FROM (VALUES
  ('from_year_to_date(s)', 'running total falls within its year | It is 220 at 2022-04-01 and 130 at 2022-07-01.'),
  ('from_year_to_date(s, restart => ''quarter'')', 'restart "quarter" does not exist'),
  ('from_year_to_date(series_agg(date ''2022-12-31'', 1, ''year''), restart => ''half'')', 'restart "half" needs a series by month or quarter | The series is by year.')) t(query, want);

-- Facts filed again.
CREATE TEMP TABLE facts AS SELECT * FROM (VALUES (date '2022-01-01', date '2022-09-30', 211835, date '2022-10-28'), ('2022-07-01', '2022-09-30', 77353, '2022-10-28'), ('2022-01-01', '2022-09-30', 211835, '2023-10-27'), ('2022-07-01', '2022-09-30', 77353, '2023-10-27')) t(a, b, v, filed);
CREATE TEMP TABLE restated AS SELECT * FROM facts UNION ALL VALUES (date '2022-01-01', date '2022-09-30', 211000, date '2024-10-25');
INSERT INTO claims (claim, got, want) SELECT 'the same fact again', pg_temp.show(reconcile_agg(a, b, v, 'quarter')), '2022-01/2022-04=134482 2022-07=77353' FROM facts;
INSERT INTO claims (claim, got, want) SELECT 'a fact restated', pg_temp.show(reconcile_agg(a, b, v, 'quarter', NULL, NULL, NULL, filed)), '2022-01/2022-04=133647 2022-07=77353' FROM restated;
INSERT INTO claims (claim, got, want) SELECT 'a level restated', pg_temp.show(levels_agg(d, v, 'quarter', NULL, NULL, NULL, f)), '2022-10=316554' FROM (VALUES (date '2022-12-31', 503471, date '2023-02-01'), ('2022-12-31', 316554, '2024-02-01'), ('2022-12-31', 1, NULL)) t(d, v, f);
INSERT INTO claims (claim, got, want) SELECT 'a level restated, of a filer by weeks', pg_temp.show(levels_agg(d, v, 'quarter', 'last', NULL, 10, f)), '2022-10=2' FROM (VALUES (date '2022-12-30', 1, date '2023-02-01'), ('2023-01-01', 3, '2023-02-01'), ('2023-01-01', 2, '2024-02-01')) t(d, v, f);
INSERT INTO claims (claim, got, want) SELECT query, pg_temp.refusal('SELECT ' || query), want FROM (VALUES
  ('reconcile_agg(a, b, v, ''quarter'') FROM restated', 'period has more than one figure | 2022-01-01/2022-07-01 has 211000 and 211835.'),
  ('reconcile_agg(a, b, v, ''quarter'', NULL, NULL, NULL, date ''2024-01-01'') FROM restated', 'period has more than one figure | 2022-01-01/2022-07-01 has 211000 and 211835, both filed on 2024-01-01.'),
  ('levels_agg(b, v, ''quarter'') FROM restated', 'period has more than one level | 2022-09-30 has 77353 and 211835.'),
  ('levels_agg(b, v, ''quarter'', NULL, NULL, NULL, NULL) FROM restated WHERE v > 100000', 'period has more than one level | 2022-09-30 has 211000 and 211835.'),
  ('levels_agg(b, v, ''quarter'', NULL, NULL, NULL, filed) FROM facts', 'period has more than one level | 2022-09-30 has 77353 and 211835, both filed on 2023-10-27.'),
  ('reconcile_agg(a, b, v, ''quarter'', NULL, NULL, NULL, ''infinity'') FROM facts', 'filed must be finite | Date is infinity.')) t(query, want);

-- Any order, any split, the same answer.
CREATE FUNCTION pg_temp.outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
  EXECUTE query INTO answer;
  RETURN answer;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLERRM;
END $$;
-- Combines states by twos, threes or one after the other.
CREATE FUNCTION pg_temp.gather(states keyed_sums[], k int) RETURNS keyed_sums LANGUAGE plpgsql AS $$
DECLARE n int := cardinality(states); part keyed_sums; whole keyed_sums; step int := k % 3 + 1;
BEGIN
  FOR i IN 1 .. n BY step LOOP
    part := NULL;
    FOR j IN i .. least(i + step - 1, n) LOOP part := keyed_sums_combine(part, states[j]); END LOOP;
    whole := CASE WHEN k % 2 = 0 THEN keyed_sums_combine(whole, part) ELSE keyed_sums_combine(part, whole) END;
  END LOOP;
  RETURN whole;
END $$;
-- How many answers 24 orders of rows give, each combined in another way, with the states of each row.
CREATE FUNCTION pg_temp.answers(source text, row_call text, final text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE states keyed_sums[]; answers bigint;
BEGIN
  EXECUTE 'SELECT array_agg(' || row_call || ') FROM ' || source INTO states;
  SELECT count(DISTINCT pg_temp.outcome('SELECT ' || final || '(' || quote_literal(whole) || ')')) INTO answers
  FROM (SELECT pg_temp.gather(array_agg(state ORDER BY hashint8(k * 7919 + i) % 1009, i), k) AS whole
        FROM unnest(states) WITH ORDINALITY x(state, i), generate_series(1, 24) k GROUP BY k) z;
  RETURN answers;
END $$;
CREATE TEMP TABLE shipments AS SELECT date '2024-01-02' + (i * i * 5 % 97) AS e, i + 0.1 AS v FROM generate_series(1, 15) i;
CREATE TEMP TABLE sundays AS SELECT date '2024-01-07' + 7 * (i * 3 % 17) AS e, i + 0.1 AS v FROM generate_series(1, 20) i;
INSERT INTO claims (claim, got, want) SELECT claim, pg_temp.answers(source, row_call, final), 1 FROM (VALUES
  ('days', 'shipments', 'series_agg_trans(NULL, e, v, ''month'')', 'series_agg_final'),
  ('Sundays', 'sundays', 'series_agg_trans(NULL, e, v, ''month'')', 'series_agg_final'),
  ('four weeks', 'four_weeks', 'series_agg_trans(NULL, e, v, ''month'')', 'series_agg_final'),
  ('years of weeks', 'years', 'series_agg_trans(NULL, e, v, ''year'')', 'series_agg_final'),
  ('years of weeks, snap', 'years', 'series_agg_trans(NULL, e, v, ''year'', 1, 10)', 'series_agg_final'),
  ('years to June', 'june', 'series_agg_trans(NULL, e, v, ''year'')', 'series_agg_final'),
  ('spans', 'quarters', 'series_agg_trans(NULL, s, e, v, ''quarter'', 1, 10)', 'series_agg_final'),
  ('facts', 'restated', 'reconcile_agg_trans(NULL, a, b, v, ''quarter'', NULL, NULL, NULL, filed)', 'reconcile_agg_final'),
  ('facts that differ', 'restated', 'reconcile_agg_trans(NULL, a, b, v, ''quarter'')', 'reconcile_agg_final'),
  ('levels filed', 'restated', 'levels_agg_trans(NULL, b - v % 2, v, ''quarter'', ''last'', NULL, NULL, filed + v % 7)', 'levels_agg_final')) t(claim, source, row_call, final);
-- Many rows, of which the first are of one weekday: what was kept as days joins its period.
INSERT INTO claims (claim, got, want) SELECT 'days behind others of one weekday', pg_temp.show(series_agg(d, 1, 'month' ORDER BY extract(isodow FROM d), d, k)), '2024-01=6200 2024-02=5800' FROM (SELECT d::date AS d FROM generate_series(timestamp '2024-01-01', '2024-02-29', '1 day') d) x, generate_series(1, 200) k;
-- States travel.
INSERT INTO claims (claim, got, want) SELECT 'a state of dates travels', (series_agg_final(state::text::keyed_sums))::text = (series_agg_final(state))::text, true FROM (SELECT series_agg_trans(series_agg_trans(NULL, date '2023-01-01', 5, 'year'), date '2024-06-02', 7, 'year') AS state) x;
INSERT INTO claims (claim, got, want) SELECT format('damaged: %s', what), pg_temp.refusal(format('SELECT %L::keyed_sums', replace(state::text, a, b))), want FROM (
  SELECT 'snap' AS what, encode(keyed_sums_send(series_agg_trans(NULL, date '2023-01-01', 5, 'year', 1, 10)), 'hex') AS state, '0a000000' AS a, 'b8000000' AS b, 'invalid external "keyed_sums" value | Its parameters are not those of series_agg.' AS want
  UNION ALL SELECT 'snap of a month', encode(keyed_sums_send(series_agg_trans(NULL, date '2023-01-01', 5, 'month', 1, 10)), 'hex'), '0a000000', '0e000000', 'invalid external "keyed_sums" value | Its keys are not those of series_agg.'
  UNION ALL SELECT 'spans by no frequency', encode(keyed_sums_send(series_agg_trans(NULL, '2023-01-01', '2023-12-31', 5, 'year', 1, 10)), 'hex'), '0a000000', 'b8000000', 'invalid external "keyed_sums" value | Its parameters are not those of series_agg over spans.'
  UNION ALL SELECT 'a fact that ends before it starts', encode(keyed_sums_send(reconcile_agg_trans(NULL, '2000-01-01', '2000-01-31', 5, 'month')), 'hex'), '0000001e', 'ffffff1e', 'invalid external "keyed_sums" value | Its keys are not those of reconcile_agg.') x;

SELECT claim, got, want, got IS NOT DISTINCT FROM want AS holds FROM claims ORDER BY n;
