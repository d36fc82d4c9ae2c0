-- Flows, levels and changes: what each operation takes and gives.
CREATE FUNCTION pg_temp.refusal(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE query;
  RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE FUNCTION pg_temp.measure(trade_series) RETURNS text LANGUAGE sql AS $$ SELECT coalesce($1::jsonb ->> 'measure', 'flow') $$;
CREATE FUNCTION pg_temp.show(trade_series) RETURNS text LANGUAGE sql AS $$ SELECT ($1::jsonb ->> 'totals') || ' ' || pg_temp.measure($1) $$;
\pset format unaligned
CREATE TEMP TABLE s AS SELECT series_agg(m, v, 'month') AS flow, levels_agg(m, v, 'month') AS level,
     '{"type": "trade_series", "frequency": "month", "measure": "change", "totals": {"2025-01-01": 1, "2025-02-01": 2, "2025-03-01": 3}}'::trade_series AS change
FROM (VALUES (date '2025-01-01', 1), ('2025-02-01', 2), ('2025-03-01', 3)) t(m, v);

-- Coarser periods take what the measure means; levels are added up only when asked.
SELECT claim, got, got = want AS holds FROM s, LATERAL (VALUES
  ('flows add up', pg_temp.show(resample(flow, 'quarter')), '{"2025-01-01": 6} flow'),
  ('changes add up', pg_temp.show(resample(change, 'quarter')), '{"2025-01-01": 6} change'),
  ('of levels the last holds', pg_temp.show(resample(level, 'quarter')), '{"2025-01-01": 3} level'),
  ('first level', pg_temp.show(resample(level, 'quarter', 'first')), '{"2025-01-01": 1} level'),
  ('mean level', pg_temp.show(resample(level, 'quarter', 'mean')), '{"2025-01-01": 2} level'),
  ('levels summed when asked are flows', pg_temp.show(resample(level, 'quarter', 'sum')), '{"2025-01-01": 6} flow'),
  ('mean flow is a level', pg_temp.show(resample(flow, 'quarter', 'mean')), '{"2025-01-01": 2} level'),
  ('first month of a quarter without it', pg_temp.show(resample(slice(level, '2025-02-01'), 'quarter', 'first')), '{} level'),
  ('first month seen', pg_temp.show(resample(slice(level, '2025-02-01'), 'quarter', 'first', partial => true)),
   '{"2025-01-01": 2} level')) t(claim, got, want);

-- What series made from series measure.
SELECT claim, got, got = want AS holds FROM s, LATERAL (VALUES
  ('sum of flows', pg_temp.measure(flow + flow), 'flow'),
  ('difference of levels', pg_temp.measure(level - level), 'level'),
  ('sum of changes', pg_temp.measure(change + change), 'change'),
  ('quantity times price', pg_temp.measure(flow * level), 'flow'),
  ('price times quantity', pg_temp.measure(level * flow), 'flow'),
  ('level times level', pg_temp.measure(level * level), 'level'),
  ('flow times flow', pg_temp.measure(flow * flow), 'flow'),
  ('change times price', pg_temp.measure(change * level), 'change'),
  ('share of flows', pg_temp.measure(flow / flow), 'level'),
  ('value by price', pg_temp.measure(flow / level), 'flow'),
  ('cover', pg_temp.measure(level / flow), 'level'),
  ('change by price', pg_temp.measure(change / level), 'change'),
  ('flow in other units', pg_temp.measure(flow * 1000), 'flow'),
  ('flow by a number', pg_temp.measure(flow / 1000), 'flow'),
  ('number by flow', pg_temp.measure(1 / flow), 'level'),
  ('number less a level', pg_temp.measure(10 - level), 'level'),
  ('growth', pg_temp.measure(growth(flow)), 'level'),
  ('year on year', pg_temp.measure(year_on_year(change)), 'level'),
  ('rebase', pg_temp.measure(rebase(flow, '2025-01-01')), 'level'),
  ('moving mean', pg_temp.measure(moving_mean(flow, 2)), 'flow'),
  ('cumulative of flows', pg_temp.measure(cumulative(flow)), 'level'),
  ('cumulative of changes', pg_temp.measure(cumulative(change)), 'level'),
  ('from year to date', pg_temp.measure(from_year_to_date(level)), 'flow'),
  ('from year to date, built as a flow', pg_temp.measure(from_year_to_date(flow)), 'flow'),
  ('spread', pg_temp.measure(spread_combined(flow)), 'flow'),
  ('slice', pg_temp.measure(slice(level, '2025-02-01')), 'level'),
  ('splice', pg_temp.measure(splice(level, level)), 'level'),
  ('log returns', pg_temp.measure(price_returns(level)), 'change'),
  ('simple returns', pg_temp.measure(price_returns(level, 'simple')), 'level'),
  ('counterfactual', pg_temp.measure(counterfactual(flow, level, '2025-03-01')), 'flow'),
  ('prices built as flows', pg_temp.measure(price_returns(flow, 'simple')), 'level')) t(claim, got, want);

-- Refused, and what to write.
SELECT claim, pg_temp.refusal(query) AS refusal FROM (VALUES
  ('total of levels', 'SELECT total(level) FROM s'),
  ('total of changes', 'SELECT total(change) FROM s'),
  ('cumulative of levels', 'SELECT cumulative(level) FROM s'),
  ('a level and a flow', 'SELECT level + flow FROM s'),
  ('a flow less a change', 'SELECT flow - change FROM s'),
  ('splice of a flow and a level', 'SELECT splice(flow, level) FROM s'),
  ('year to date of changes', 'SELECT from_year_to_date(change) FROM s'),
  ('drawdown of changes', 'SELECT drawdown(change) FROM s'),
  ('drawdown of a price built as a flow', 'SELECT drawdown(flow) FROM s'),
  ('episodes of changes', 'SELECT drawdowns(change) FROM s'),
  ('price of changes', 'SELECT price_rebound(change) FROM s'),
  ('returns of changes', 'SELECT price_returns(change) FROM s'),
  ('divergence of changes', 'SELECT divergence(level, change, ''2025-01-01'') FROM s'),
  ('event study of changes', 'SELECT market_model(level, change, ''2025-03-01'') FROM s'),
  ('days of a stock built as a flow', 'SELECT days_inventory(flow, flow) FROM s'),
  ('days by a level of costs', 'SELECT days_inventory(level, level) FROM s'),
  ('signal of a stock built as a flow', 'SELECT inventory_signal(flow, flow, 1) FROM s'),
  ('cover of a flow', 'SELECT stock_cover(flow, flow) FROM s'),
  ('cover by a level of demand', 'SELECT trailing_cover(level, level, 2) FROM s'),
  ('path of levels', 'SELECT stock_path(10, production => level) FROM s'),
  ('backlog of flows', 'SELECT backlog_at(series_agg(date ''2025-01-01'', 1, ''day''), ''2025-01-01'')'),
  ('a method that is none', 'SELECT resample(flow, ''quarter'', ''median'') FROM s')) t(claim, query);
