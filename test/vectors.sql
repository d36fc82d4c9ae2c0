-- Runs cases with known answers through the SQL functions of rareearth.
-- Called by scripts/vectors, which sets the variables all, trade and filings.
--
-- To add a method, add a row to "method": a query that takes the case's input
-- as $1 and its parameters as $2 and returns the answer as jsonb.

\set QUIET on
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
SET client_min_messages = warning;

CREATE TEMP TABLE vector (id text, area text, method text, input jsonb, params jsonb, expect jsonb,
  tol_abs float8, tol_rel float8, basis text, source text, tags text, peers text, note text);
CREATE TEMP TABLE trade (period text, hs text, partner text, firm text, value float8, quantity float8);
CREATE TEMP TABLE filings (firm text, quarter text, revenue float8, export_revenue float8, inventory float8, cost_of_sales float8);
\i :copies

-- "2024-05", "2024Q2" and "2024" as the first day of the period, and its frequency.
CREATE FUNCTION pg_temp.period(p text) RETURNS date LANGUAGE sql AS $$
  SELECT CASE WHEN p ~ '^\d{4}$' THEN make_date(p::int, 1, 1)
              WHEN p ~ '^\d{4}Q\d$' THEN make_date(left(p, 4)::int, 3 * right(p, 1)::int - 2, 1)
              WHEN p ~ '^\d{4}-\d{2}$' THEN (p || '-01')::date
              ELSE p::date END $$;
CREATE FUNCTION pg_temp.frequency(p text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN p ~ '^\d{4}$' THEN 'year' WHEN p ~ 'Q' THEN 'quarter' WHEN p ~ '^\d{4}-\d{2}$' THEN 'month' ELSE 'day' END $$;

-- The pairs of a "rows" input; numbers may be "NaN".
CREATE FUNCTION pg_temp.pairs(r jsonb) RETURNS TABLE (key text, value float8) LANGUAGE sql AS $$
  SELECT e->>0, (e->>1)::float8 FROM jsonb_array_elements(r) e $$;

-- The same from a table: "where" filters, other members name columns.
CREATE FUNCTION pg_temp.table_pairs(i jsonb, key_member text) RETURNS TABLE (key text, value float8, period text)
LANGUAGE sql AS $$
  SELECT t.r->>(i->>key_member), (t.r->>(i->>'value'))::float8, t.r->>'period'
  FROM (SELECT to_jsonb(trade) FROM trade WHERE i->>'table' = 'trade'
        UNION ALL SELECT to_jsonb(filings) FROM filings WHERE i->>'table' = 'filings') t(r)
  WHERE NOT EXISTS (SELECT FROM jsonb_each_text(i->'where') w
                    WHERE CASE w.key WHEN 'year' THEN left(t.r->>'period', 4) ELSE t.r->>w.key END
                          IS DISTINCT FROM w.value) $$;

-- Does an answer agree with what is expected?
CREATE FUNCTION pg_temp.agrees(got jsonb, want jsonb, tol_abs float8, tol_rel float8) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  CASE jsonb_typeof(want)
    WHEN 'object' THEN
      RETURN jsonb_typeof(got) = 'object' AND (SELECT coalesce(bool_and(got ? key AND pg_temp.agrees(got->key, value, tol_abs, tol_rel)), true) FROM jsonb_each(want));
    WHEN 'array' THEN
      RETURN jsonb_typeof(got) = 'array' AND jsonb_array_length(got) = jsonb_array_length(want) AND
        (SELECT coalesce(bool_and(pg_temp.agrees(got->(n::int - 1), w, tol_abs, tol_rel)), true)
         FROM jsonb_array_elements(want) WITH ORDINALITY t(w, n));
    WHEN 'number' THEN
      RETURN jsonb_typeof(got) = 'number' AND
        abs((got#>>'{}')::float8 - (want#>>'{}')::float8) <= tol_abs + tol_rel * abs((want#>>'{}')::float8);
    WHEN 'string' THEN
      IF jsonb_typeof(got) IS DISTINCT FROM 'string' THEN RETURN false; END IF;
      IF want#>>'{}' ~ '^\d{4}(-\d{2}|Q\d)$' OR want#>>'{}' ~ '^\d{4}$' AND got#>>'{}' ~ '^\d{4}-01-01$' THEN RETURN got#>>'{}' = pg_temp.period(want#>>'{}')::text; END IF;
      RETURN got = want;
    ELSE
      RETURN got IS NOT DISTINCT FROM want;
  END CASE;
END $$;

CREATE TEMP TABLE method (method text PRIMARY KEY, query text);

-- Concentration.
INSERT INTO method VALUES
('hhi', $q$ SELECT jsonb_build_object('value', CASE WHEN $2 ? 'scale'
    THEN hhi(shares_agg(key, value), ($2->>'scale')::float8) ELSE hhi(key, value) END) FROM pg_temp.pairs($1->'rows') $q$),
('hhi_rollup', $q$ SELECT jsonb_build_object('value', hhi(rollup(m)))
    FROM (SELECT (SELECT shares_agg(key, value) FROM pg_temp.pairs(p)) m FROM jsonb_array_elements($1->'parts') p) x $q$),
('cr', $q$ SELECT jsonb_build_object('value', concentration_ratio(shares_agg(key, value), ($2->>'k')::int)) FROM pg_temp.pairs($1->'rows') $q$),
('entropy', $q$ SELECT jsonb_build_object('value', shannon_entropy(shares_agg(key, value), coalesce(($2->>'base')::float8, exp(1)))) FROM pg_temp.pairs($1->'rows') $q$),
('hhi_normalized', $q$ SELECT jsonb_build_object('value', hhi_normalized(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('effective_firms', $q$ SELECT jsonb_build_object('value', effective_firms(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('entity_count', $q$ SELECT jsonb_build_object('value', num_entities(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$);

-- Further indices.
INSERT INTO method VALUES
('relative_entropy', $q$ SELECT jsonb_build_object('value', relative_entropy(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('theil_t', $q$ SELECT jsonb_build_object('value', theil(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('hannah_kay', $q$ SELECT jsonb_build_object('value', hill_number(shares_agg(key, value), ($2->>'alpha')::float8)) FROM pg_temp.pairs($1->'rows') $q$),
('rosenbluth', $q$ SELECT jsonb_build_object('value', rosenbluth(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('cci', $q$ SELECT jsonb_build_object('value', horvath(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('gini', $q$ SELECT jsonb_build_object('value', gini(shares_agg(key, value), coalesce(($2->>'unbiased')::boolean, false))) FROM pg_temp.pairs($1->'rows') $q$),
('dominance_kwoka', $q$ SELECT jsonb_build_object('value', dominance_kwoka(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('dominance_garcia_alba', $q$ SELECT jsonb_build_object('value', dominance_garcia_alba(shares_agg(key, value))) FROM pg_temp.pairs($1->'rows') $q$),
('stenbacka', $q$ SELECT jsonb_build_object('value', dominance_threshold(shares_agg(key, value), coalesce(($2->>'gamma')::float8, 1))) FROM pg_temp.pairs($1->'rows') $q$);

-- Bounds, mergers, change and dependence.  A matrix of firms and owners as holdings.
CREATE FUNCTION pg_temp.holdings(matrix jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_object_agg(f, (SELECT jsonb_object_agg(o, b) FROM jsonb_array_elements(stakes) WITH ORDINALITY j(b, o))), '{}')
  FROM jsonb_array_elements(matrix) WITH ORDINALITY i(stakes, f) $$;
INSERT INTO method VALUES
('hhi_bounds', $q$ SELECT to_jsonb(b) FROM (SELECT shares_agg(n::text, v::float8) m FROM jsonb_array_elements_text($1->'known') WITH ORDINALITY k(v, n)) x,
    hhi_bounds(m, ($1->>'total')::float8, ($2->>'fringe_count')::bigint, ($2->>'fringe_max')::float8, ($2->>'fringe_min')::float8) b $q$),
('hhi_bounds_cr', $q$ SELECT to_jsonb(b) FROM hhi_bounds_from_ratio(($1->>'k')::bigint, ($1->>'cr')::float8, ($2->>'n')::bigint) b $q$),
('merger_delta', $q$ SELECT jsonb_build_object('pre', e.hhi_before, 'delta', e.delta, 'post', e.hhi_after, 'merged_share', e.merged_share) FROM (SELECT shares_agg(key, value) m FROM pg_temp.pairs($1->'rows')) x,
    (SELECT coalesce(jsonb_object_agg('group ' || n, g), '{}') owners FROM jsonb_array_elements($1->'groups') WITH ORDINALITY x(g, n)) o,
    merger_effect(m, owners, coalesce(($2->>'scale')::float8, 1)) e $q$),
('merger_screen', $q$ SELECT jsonb_build_object('label', merger_screen(($1->>'post')::float8, ($1->>'delta')::float8, ($1->>'share')::float8, $2->>'regime')) $q$),
('mhhi', $q$ SELECT jsonb_build_object('hhi', r.hhi, 'mhhi', r.modified_hhi, 'mhhi_delta', r.delta) FROM (SELECT shares_agg(n::text, v::float8) m FROM jsonb_array_elements_text($1->'shares') WITH ORDINALITY k(v, n)) x,
    mhhi(m, pg_temp.holdings($1->'ownership'), CASE WHEN $1 ? 'control' THEN pg_temp.holdings($1->'control') END) r $q$),
('instability', $q$ SELECT jsonb_build_object('value', instability((SELECT shares_agg(key, value) FROM pg_temp.pairs($1->'rows0')), (SELECT shares_agg(key, value) FROM pg_temp.pairs($1->'rows1')))) $q$),
('hhi_decompose', $q$ SELECT to_jsonb(c) || jsonb_build_object('total', c.delta) FROM
    consolidation((SELECT shares_agg(key, value) FROM pg_temp.pairs($1->'rows0')), (SELECT shares_agg(key, value) FROM pg_temp.pairs($1->'rows1')), $1->'merges') c $q$),
('hhi_wgi', $q$ SELECT jsonb_build_object('value', hhi_weighted(shares_agg(key, value), $1->'weights', $1->'t')) FROM pg_temp.pairs($1->'rows') $q$),
('eu_supply_risk', $q$ SELECT jsonb_build_object('value', eu_supply_risk(($1->>'hhi_gs')::float8, ($1->>'hhi_eu')::float8, ($1->>'ir')::float8, ($1->>'eol_rir')::float8, ($1->>'si_sr')::float8)) $q$),
('mean_of_group', $q$ SELECT jsonb_build_object('value', CASE WHEN $2 ? 'round' THEN round(avg(v::numeric), ($2->>'round')::int) ELSE avg(v::numeric) END) FROM jsonb_array_elements_text($1->'values') v $q$),
('import_reliance', $q$ SELECT jsonb_build_object('value', import_reliance(($1->>'production')::float8, ($1->>'imports')::float8, ($1->>'exports')::float8, ($1->>'stock_build')::float8)) $q$),
('eu_dependency', $q$ SELECT to_jsonb(d) FROM (SELECT shares_agg(key, value::float8) m FROM jsonb_each_text($1->'extra_imports')) x,
    eu_dependency(m, ($1->>'intra_imports')::float8, ($1->>'exports')::float8) d $q$);

-- A market of rows, empty without any; none of a null.
CREATE FUNCTION pg_temp.market(r jsonb) RETURNS market_shares LANGUAGE sql AS $$
  SELECT CASE WHEN jsonb_typeof(r) = 'array' THEN coalesce(shares_agg(key, value), '{"type": "market_shares", "entity": "text", "totals": {}}') END
  FROM pg_temp.pairs(CASE WHEN jsonb_typeof(r) = 'array' THEN r ELSE '[]' END) $$;

INSERT INTO method VALUES
('hhi_range', $q$ SELECT to_jsonb(r) FROM (SELECT coalesce(jsonb_agg(jsonb_build_array(e->0, e->1)), '[]') AS low, coalesce(jsonb_agg(jsonb_build_array(e->0, e->2)), '[]') AS high
      FROM jsonb_array_elements($1->'rows') e WHERE NOT e @> '[null]') x, hhi_range(pg_temp.market(low), pg_temp.market(high), coalesce(($2->>'scale')::float8, 1)) r $q$),
('supply_without', $q$ SELECT to_jsonb(w) FROM supply_without(pg_temp.market($1->'supply'), pg_temp.market($1->'demand'),
      CASE WHEN $2 ? 'entities' THEN ARRAY(SELECT jsonb_array_elements_text($2->'entities')) END) w $q$);

-- Recovery: the vector's parameters are the options of export_recovery.
CREATE FUNCTION pg_temp.as_asked(r recovery_report) RETURNS jsonb LANGUAGE sql AS $$
  SELECT to_jsonb(r) || jsonb_build_object('recovery', r.recovered_on, 'half_recovery_time', r.time_to_half_recovery, 'censored_at', r.censored_after) $$;
INSERT INTO method VALUES
('recovery', $q$ SELECT pg_temp.as_asked(export_recovery(pg_temp.period(key), value, pg_temp.period($1->>'shock'),
    $2 || jsonb_build_object('frequency', pg_temp.frequency($1->>'shock')))) FROM pg_temp.pairs($1->'rows') $q$),
('recovery_rollup', $q$ SELECT pg_temp.as_asked(recovery(s, pg_temp.period($1->>'shock'), $2)) FROM (SELECT rollup(s) s FROM (
      SELECT (SELECT series_agg(pg_temp.period(key), value, pg_temp.frequency($1->>'shock')) FROM pg_temp.pairs(p)) s
      FROM jsonb_array_elements($1->'parts') p) x) y $q$),
('table_recovery', $q$ SELECT pg_temp.as_asked(export_recovery(pg_temp.period(key), value, pg_temp.period($1->>'shock'),
    $2 || jsonb_build_object('frequency', pg_temp.frequency($1->>'shock')))) FROM pg_temp.table_pairs($1, 'period') $q$);

-- Variants of recovery.  Cases of plain numbers become months: what was before the shock, which is in January 2000, and what came.
CREATE FUNCTION pg_temp.months(first date, numbers jsonb) RETURNS TABLE (month date, value float8) LANGUAGE sql AS $$
  SELECT (first + make_interval(months => n::int - 1))::date, (e #>> '{}')::float8
  FROM jsonb_array_elements(numbers) WITH ORDINALITY t(e, n) $$;
CREATE FUNCTION pg_temp.around(before jsonb, after jsonb) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg(month, value, 'month') FROM (SELECT * FROM pg_temp.months((date '2000-01-01' - make_interval(months => jsonb_array_length(before)))::date, before)
    UNION ALL SELECT * FROM pg_temp.months('2000-01-01', after)) x $$;
INSERT INTO method VALUES
('frontload', $q$ SELECT to_jsonb(f) FROM (SELECT series_agg(pg_temp.period(key), value, pg_temp.frequency($1->>'shock')) s
      FROM pg_temp.pairs($1->'rows')) x, frontload(s, pg_temp.period($1->>'shock'), coalesce(($2->>'k')::int, 1), coalesce(($2->>'h')::int, 12)) f $q$),
('recovery_interpolated', $q$ SELECT jsonb_build_object('value', r.time_to_threshold)
    FROM resilience(pg_temp.around($1->'pre', $1->'from_shock'), '2000-01-01', $2 || jsonb_build_object('k', jsonb_array_length($1->'pre'))) r $q$),
('resilience_loss_discrete', $q$ SELECT jsonb_build_object('value', r.loss_discrete) FROM resilience(pg_temp.around('[1]', $1->'q'), '2000-01-01', '{"k": 1}') r $q$),
('resilience_loss_continuous', $q$ SELECT jsonb_build_object('value', r.loss_continuous) FROM resilience(pg_temp.around('[1]', $1->'q'), '2000-01-01', '{"k": 1}') r $q$),
('zobel', $q$ SELECT jsonb_build_object('value', r.resilience_index)
    FROM (SELECT jsonb_agg(1 - ($1->>'loss')::float8) || '[1]' AS after FROM generate_series(1, ($1->>'time')::int)) x,
    resilience(pg_temp.around('[1]', after), '2000-01-01', '{"k": 1}', ($1->>'horizon')::int) r $q$),
('exp_recovery', $q$ SELECT to_jsonb(f) || jsonb_build_object('n', f.points)
    FROM recovery_forecast(pg_temp.around('[1]', $1->'levels'), '2000-01-01', $2 || jsonb_build_object('k', 1, 'sustain', jsonb_array_length($1->'levels'))) f $q$),
('did', $q$ SELECT to_jsonb(d) || jsonb_build_object('att', d.effect, 'percent', d.relative_effect)
    FROM difference_in_differences(pg_temp.around($1->'treated_pre', $1->'treated_post'), pg_temp.around($1->'control_pre', $1->'control_post'),
      '2000-01-01', log => coalesce(($2->>'log')::boolean, false)) d $q$);

-- Shock or noise.  Rows of periods as one series; the period a number of periods later.
CREATE FUNCTION pg_temp.series(r jsonb) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg(pg_temp.period(key), value, pg_temp.frequency((SELECT min(e->>0) FROM jsonb_array_elements(r) e))) FROM pg_temp.pairs(r) $$;
CREATE FUNCTION pg_temp.later(p text, n int) RETURNS date LANGUAGE sql AS $$
  SELECT (pg_temp.period(p) + n * CASE WHEN p ~ 'Q' THEN interval '3 months' ELSE interval '1 month' END)::date $$;
-- Values from a period on; nulls are missing.
CREATE FUNCTION pg_temp.started(p text, v jsonb) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg(pg_temp.later(p, n::int - 1), (e #>> '{}')::float8, pg_temp.frequency(p)) FROM jsonb_array_elements(v) WITH ORDINALITY t(e, n) $$;
INSERT INTO method VALUES
('seasonal_baseline', $q$ SELECT jsonb_build_object('sigma', (SELECT r.baseline_sigma FROM recovery(s, shock, o) r),
      'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('period', p.period, 'value', p.baseline, 'band_low', p.band_low, 'band_high', p.band_high) ORDER BY p.period), '[]')
        FROM recovery_path(s, shock, o, coalesce(($2->>'conf_level')::float8, 0.95)) p WHERE p.period BETWEEN shock AND until AND p.baseline IS NOT NULL))
    FROM (SELECT pg_temp.series($1->'rows') s, pg_temp.period($1->>'shock') shock, pg_temp.later($1->>'shock', coalesce(($2->>'periods')::int, 1) - 1) until) x,
    LATERAL (SELECT ($2 - '{periods,conf_level}'::text[]) || jsonb_build_object('baseline', 'seasonal', 'observed_until', until) o) y $q$),
('shocks', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(e) || jsonb_build_object('recovery', e.recovered_on) ORDER BY e.start), '[]')) FROM shocks(pg_temp.series($1->'rows'),
      coalesce(($2->>'k')::int, 12), coalesce(($2->>'z')::float8, 3.5), coalesce(($2->>'min_fall')::float8, 0.2), coalesce(($2->>'threshold')::float8, 0.9),
      coalesce(($2->>'sustain')::int, 1), coalesce(($2->>'min_history')::int, 12), coalesce($2->>'direction', 'fall'), coalesce($2->>'gaps', 'missing')) e $q$),
('recovery_test', $q$ SELECT to_jsonb(t) FROM recovery_test(pg_temp.series($1->'rows'), pg_temp.period($1->>'shock'), $2 - '{horizon,statistic}'::text[],
      coalesce(($2->>'horizon')::int, 3), coalesce($2->>'statistic', 'depth')) t $q$),
('synthetic_control', $q$ SELECT to_jsonb(c) || jsonb_build_object('weights', (SELECT jsonb_object_agg(w.name, w.weight)
      FROM synthetic_weights(treated, names, donors, shock, k, gap, periods, scale) w))
    FROM (SELECT pg_temp.started($1->>'start', $1->'treated') treated, pg_temp.period($1->>'shock') shock, coalesce(($2->>'k')::int, 24) k, coalesce(($2->>'gap')::int, 0) gap,
      ($2->>'periods')::int periods, coalesce(($2->>'scale')::boolean, true) scale) x,
    (SELECT array_agg(key) names, array_agg(pg_temp.started($1->>'start', value)) donors FROM jsonb_each($1->'donors')) d,
    synthetic_control(treated, names, donors, shock, k, gap, periods, scale, coalesce(($2->>'min_periods')::int, 10)) c $q$),
('bridging_stock', $q$ SELECT to_jsonb(b) FROM bridging_stock(pg_temp.series($1->'rows'), pg_temp.period($1->>'shock'), $2) b $q$),
('stockout', $q$ SELECT to_jsonb(o) FROM stockout(($1->>'stock')::float8, CASE WHEN jsonb_typeof($1->'arrivals') = 'array' THEN (SELECT coalesce(array_agg((e #>> '{}')::float8 ORDER BY n), '{}')
      FROM jsonb_array_elements($1->'arrivals') WITH ORDINALITY t(e, n)) END, CASE WHEN $1 ? 'demand' THEN ($1->>'demand')::float8 ELSE 1 END) o $q$);

-- Inventory.
CREATE FUNCTION pg_temp.as_asked(d drawdown_report) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(to_jsonb(d), '{}') || jsonb_build_object('max_drawdown', d.max_drawdown, 'ulcer', d.ulcer_index, 'pain', d.pain_index, 'avg_drawdown', d.mean_drawdown, 'current', d.current_drawdown,
    'episodes', coalesce(d.episodes, 0), 'max_rise', d.max_buildup_abs, 'max_rise_rel', d.max_buildup) $$;
INSERT INTO method SELECT name, $q$ SELECT pg_temp.as_asked(inventory_drawdown(pg_temp.period(key), value, pg_temp.frequency(key))) FROM pg_temp.pairs($1->'rows') $q$
FROM unnest('{drawdown_summary,max_buildup}'::text[]) name;
INSERT INTO method SELECT name, $q$ SELECT pg_temp.as_asked(inventory_drawdown(pg_temp.period(key), value, 'quarter')) FROM pg_temp.table_pairs($1, 'period') $q$
FROM unnest('{table_inventory_drawdown,table_inventory_buildup}'::text[]) name;
INSERT INTO method VALUES
('drawdowns', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(d) || jsonb_build_object('recovery', d.recovered_on, 'depth_rel', d.depth, 'depth', d.depth_abs,
      'to_trough', d.time_to_trough, 'length', d.time_to_recovery) ORDER BY peak), '[]'))
    FROM (SELECT series_agg(pg_temp.period(key), value, pg_temp.frequency(key)) s FROM pg_temp.pairs($1->'rows')) x, drawdowns(s) d $q$),
('buildups', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(b) || jsonb_build_object('cleared', b.cleared_on, 'rise_rel', b.rise, 'rise', b.rise_abs,
      'to_peak', b.time_to_peak, 'peak_to_cleared', b.peak_to_clearance, 'length', b.time_to_clearance) ORDER BY trough), '[]'))
    FROM (SELECT series_agg(pg_temp.period(key), value, pg_temp.frequency(key)) s FROM pg_temp.pairs($1->'rows')) x, buildups(s) b $q$);

-- Stocks and flows.  Cases of one period's numbers become two months: the opening stock in December 1999, the rest in January.
CREATE FUNCTION pg_temp.stocks(opening jsonb, closing jsonb) RETURNS trade_series LANGUAGE sql AS $$
  SELECT levels_agg(month, value, 'month') FROM pg_temp.months('1999-12-01', jsonb_build_array(opening, closing)) $$;
INSERT INTO method VALUES
('dio', $q$ SELECT jsonb_build_object('value', (SELECT days FROM days_inventory(pg_temp.stocks($1->'opening', $1->'closing'), pg_temp.around('[]', jsonb_build_array($1->'cogs')),
      coalesce($2->>'inventory', 'average'), ($1->>'days')::float8) WHERE period = '2000-01-01')) $q$),
('inventory_turnover', $q$ SELECT jsonb_build_object('value', (SELECT turnover FROM days_inventory(pg_temp.stocks($1->'opening', $1->'closing'), pg_temp.around('[]', jsonb_build_array($1->'cogs')),
      coalesce($2->>'inventory', 'average'), ($1->>'days')::float8, coalesce(($2->>'annual_days')::float8, 365)) WHERE period = '2000-01-01')) $q$),
('forward_cover', $q$ SELECT to_jsonb(c) || jsonb_build_object('periods', c.cover)
    FROM stock_cover(pg_temp.stocks($1->'stock', NULL), coalesce(pg_temp.around('[]', $1->'demand'), '{"type": "trade_series", "frequency": "month", "totals": {}}')) c $q$),
('clearance_time', $q$ SELECT jsonb_build_object('value', c.clearance_time)
    FROM clearance(($1->>'stock')::float8, 0, ($1->>'outflow')::float8, ($1->>'inflow')::float8, target => coalesce(($1->>'target')::float8, 0)) c $q$),
('stock_path', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(p) ORDER BY period), '[]'))
    FROM (SELECT series_agg(pg_temp.period(e->>0), (e->>1)::float8, pg_temp.frequency(e->>0)) a,
                 series_agg(pg_temp.period(e->>0), (e->>2)::float8, pg_temp.frequency(e->>0)) b,
                 series_agg(pg_temp.period(e->>0), (e->>3)::float8, pg_temp.frequency(e->>0)) c,
                 series_agg(pg_temp.period(e->>0), (e->>4)::float8, pg_temp.frequency(e->>0)) d
          FROM jsonb_array_elements($1->'rows') e) x, stock_path(($1->>'opening')::float8, a, b, c, d) p $q$),
('inventory_signal', $q$ SELECT jsonb_build_object('value', (SELECT signal FROM inventory_signal(pg_temp.stocks($1->'inv0', $1->'inv1'), pg_temp.around(jsonb_build_array($1->'sales0'), jsonb_build_array($1->'sales1')), 1))) $q$),
('table_dio', $q$ SELECT jsonb_build_object('value', d.days)
    FROM (SELECT levels_agg(pg_temp.period(quarter), inventory, 'quarter') i, series_agg(pg_temp.period(quarter), cost_of_sales, 'quarter') c
          FROM filings WHERE firm = $1->'where'->>'firm') x,
         days_inventory(i, c, coalesce($2->>'inventory', 'average'), ($2->>'days')::float8) d
    WHERE d.period = pg_temp.period($1->'where'->>'quarter') $q$);

-- Share prices: one observation a day.
INSERT INTO method VALUES
('market_model', $q$ SELECT to_jsonb(m) || jsonb_build_object('ar',
      (SELECT jsonb_agg(a.abnormal_return ORDER BY a.period) FROM abnormal_returns(s, i, date '2000-01-01' + l, estimation => l, returns => 'given') a WHERE a.phase = 'event'))
    FROM (SELECT (SELECT series_agg(date '2000-01-01' + n::int - 1, e::float8, 'day') FROM jsonb_array_elements_text($1->'stock') WITH ORDINALITY t(e, n)) s,
                 (SELECT series_agg(date '2000-01-01' + n::int - 1, e::float8, 'day') FROM jsonb_array_elements_text($1->'market') WITH ORDINALITY t(e, n)) i,
                 ($2->>'estimation')::int l) x,
         market_model(s, i, date '2000-01-01' + l, estimation => l, returns => 'given') m $q$),
('divergence', $q$ SELECT jsonb_build_object('price', price_change, 'fundamental', fundamental_change, 'rerating', rerating)
    FROM (SELECT levels_agg(d, ($1->>('price' || n))::float8, 'day') p, levels_agg(d, ($1->>('fundamental' || n))::float8, 'day') f
          FROM (VALUES (0, date '2000-01-01'), (1, '2000-01-02')) t(n, d)) x, divergence(p, f, '2000-01-01') $q$),
('price_rebound', $q$ SELECT jsonb_build_object('max_drawdown', max_drawdown, 'peak', peak_price, 'trough', trough_price, 'rebound', rebound)
    FROM (SELECT series_agg(date '2000-01-01' + n::int, e::float8, 'day') s FROM jsonb_array_elements_text($1->'prices') WITH ORDINALITY t(e, n)) x, price_rebound(s) $q$);

-- Whole tables.
INSERT INTO method VALUES
('table_hhi_by_firm', $q$ SELECT jsonb_build_object('value', hhi(key, value)) FROM pg_temp.table_pairs($1, 'entity') $q$),
('table_hhi_by_partner', $q$ SELECT jsonb_build_object('value', hhi(key, value)) FROM pg_temp.table_pairs($1, 'entity') $q$),
('table_cr_by_partner', $q$ SELECT jsonb_build_object('value', concentration_ratio(shares_agg(key, value), ($2->>'k')::int)) FROM pg_temp.table_pairs($1, 'entity') $q$),
('table_hhi_rollup_year', $q$ SELECT jsonb_build_object('value', hhi(rollup(m)))
    FROM (SELECT shares_agg(key, value) m FROM pg_temp.table_pairs($1, 'entity') GROUP BY period) x $q$);

-- Survival: "time" and "event" are arrays of one length.
CREATE FUNCTION pg_temp.spell_rows(i jsonb) RETURNS TABLE (duration float8, ended boolean, name text) LANGUAGE sql AS $$
  SELECT (t #>> '{}')::float8, (i->'event'->>(n::int - 1))::int = 1, i->'group'->>(n::int - 1)
  FROM jsonb_array_elements(i->'time') WITH ORDINALITY e(t, n) $$;

INSERT INTO method VALUES
('kaplan_meier', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('time', r.duration, 'survival', r.surviving) ORDER BY r.duration), '[]'))
    FROM (SELECT spells_agg(duration, ended) s FROM pg_temp.spell_rows($1)) x,
    survival(s, coalesce(($2->>'conf_level')::float8, 0.95), coalesce($2->>'conf_type', 'log')) r $q$),
('kaplan_meier_rollup', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('time', r.duration, 'survival', r.surviving) ORDER BY r.duration), '[]'))
    FROM (SELECT rollup(s) s FROM (SELECT (SELECT spells_agg(duration, ended) FROM pg_temp.spell_rows(p)) s
      FROM jsonb_array_elements($1->'parts') p) y) x, survival(s) r $q$),
('km_median', $q$ SELECT jsonb_build_object('median', median_duration(s), 'lower', q.lower, 'upper', q.upper)
    FROM (SELECT spells_agg(duration, ended) s FROM pg_temp.spell_rows($1)) x LEFT JOIN LATERAL quantile_duration(s, limits => coalesce($2->>'conf_type', 'log')) q ON true $q$),
('rmst', $q$ SELECT jsonb_build_object('rmst', r.mean, 'std_err', r.std_err)
    FROM (SELECT spells_agg(duration, ended) s FROM pg_temp.spell_rows($1)) x LEFT JOIN LATERAL restricted_mean(s, ($2->>'tau')::float8) r ON true $q$),
('nelson_aalen', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object('time', r.duration, 'cumhaz', r.hazard, 'std_err', r.hazard_std_err) ORDER BY r.duration), '[]'))
    FROM (SELECT spells_agg(duration, ended) s FROM pg_temp.spell_rows($1)) x, survival(s) r $q$),
('logrank', $q$ SELECT jsonb_build_object('chisq', (t.l).chi_square, 'df', (t.l).df, 'p', (t.l).p_value,
      'observed', jsonb_object_agg(g.name, g.observed), 'expected', jsonb_object_agg(g.name, g.expected))
    FROM (SELECT logrank(name, duration, ended) l FROM pg_temp.spell_rows($1)) t,
         (SELECT array_agg(name) names, array_agg(s) groups FROM (SELECT name, spells_agg(duration, ended) s FROM pg_temp.spell_rows($1) GROUP BY name) y) x,
         logrank_groups(names, groups) g GROUP BY t.l $q$),
('spells_of_recovery', $q$ SELECT jsonb_build_object('spells', num_spells(s), 'events', num_ended(s))
    FROM (SELECT spells_agg(duration, ended) s FROM pg_temp.spell_rows($1)) x $q$);

-- Delayed entry, intervals, effect sizes.
CREATE FUNCTION pg_temp.entry_rows(i jsonb) RETURNS TABLE (entered float8, duration float8, ended boolean) LANGUAGE sql AS $$
  SELECT (i->'entry'->>(n::int - 1))::float8, (t #>> '{}')::float8, (i->'event'->>(n::int - 1))::int = 1
  FROM jsonb_array_elements(i->'time') WITH ORDINALITY e(t, n) $$;
CREATE FUNCTION pg_temp.group_spells(i jsonb) RETURNS spells LANGUAGE sql AS $$
  SELECT coalesce(late_spells_agg(entered, duration, ended), '{"type": "spells", "spells": []}') FROM pg_temp.entry_rows(i) $$;
CREATE FUNCTION pg_temp.interval_rows(i jsonb) RETURNS TABLE (not_before float8, not_after float8, weight float8) LANGUAGE sql AS $$
  SELECT (l #>> '{}')::float8, (i->'upper'->>(n::int - 1))::float8, coalesce((i->'weight'->>(n::int - 1))::float8, 1)
  FROM jsonb_array_elements(i->'lower') WITH ORDINALITY e(l, n) $$;

INSERT INTO method VALUES
('km_entry', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object('time', r.duration, 'at_risk', r.at_risk, 'events', r.events,
      'survival', r.surviving, 'std_err', r.std_err) ORDER BY r.duration), '[]'))
    FROM (SELECT late_spells_agg(entered, duration, ended) s FROM pg_temp.entry_rows($1)) x, survival(s) r $q$),
('npmle', $q$ SELECT jsonb_build_object('loglik', (SELECT log_likelihood FROM npmle_fit(s)), 'rows', coalesce((SELECT
      jsonb_agg(jsonb_build_object('lower', m.not_before, 'upper', m.not_after, 'mass', m.mass) ORDER BY m.not_before NULLS FIRST, m.not_after) FROM npmle(s) m WHERE m.mass > 0), '[]'))
    FROM (SELECT CASE WHEN $1 ? 'weight' THEN weighted_spells_agg(not_before, not_after, weight) ELSE spells_agg(not_before, not_after) END s
          FROM pg_temp.interval_rows($1)) x $q$),
('km_interval_from_recovery', $q$ SELECT jsonb_build_object('status', r.status, 'time_to_recovery', r.time_to_recovery, 'time_at_least', r.time_at_least, 'exact', r.recovery_exact,
      'spell_lower', CASE WHEN d.count > 0 THEN coalesce(d.not_before, 0) END, 'spell_upper', CASE WHEN d.outcome > 0 THEN d.duration END)
    FROM (SELECT q r, spells_agg(q) s FROM (SELECT export_recovery(pg_temp.period(key), value, pg_temp.period($1->>'shock'),
        $2 || jsonb_build_object('frequency', pg_temp.frequency($1->>'shock'))) q FROM pg_temp.pairs($1->'rows')) y GROUP BY q) z, LATERAL (SELECT (z.r).*) r
    LEFT JOIN LATERAL durations(z.s) d ON true $q$),
('hazard_ratio', $q$ SELECT to_jsonb(h) FROM (SELECT coalesce($2->>'ties', 'efron') ties, coalesce(($2->>'conf_level')::float8, 0.95) conf_level) p,
    LATERAL (SELECT * FROM hazard_ratio(pg_temp.group_spells($1->'a'), pg_temp.group_spells($1->'b'), ties, conf_level) WHERE NOT $1 ? 'strata'
      UNION ALL SELECT * FROM hazard_ratio((SELECT array_agg(pg_temp.group_spells(s->'a') ORDER BY n) FROM jsonb_array_elements($1->'strata') WITH ORDINALITY t(s, n)),
                                           (SELECT array_agg(pg_temp.group_spells(s->'b') ORDER BY n) FROM jsonb_array_elements($1->'strata') WITH ORDINALITY t(s, n)), ties, conf_level)
      WHERE $1 ? 'strata') h $q$),
('logrank_rho', $q$ SELECT jsonb_build_object('chisq', (l).chi_square, 'df', (l).df, 'p', (l).p_value)
    FROM (SELECT logrank_stratified(stratum, name, s, coalesce(($2->>'rho')::float8, 0)) l
          FROM (SELECT CASE WHEN $1 ? 'stratum' THEN $1->'stratum'->>(n::int - 1) ELSE '' END stratum, name, spells_agg(duration, ended) s
                FROM (SELECT *, row_number() OVER () n FROM pg_temp.spell_rows($1)) y GROUP BY 1, 2) x) t $q$),
('rmst_difference', $q$ SELECT to_jsonb(d) FROM restricted_mean_difference(pg_temp.group_spells($1->'a'), pg_temp.group_spells($1->'b'),
    ($2->>'tau')::float8, coalesce(($2->>'conf_level')::float8, 0.95)) d $q$);

-- Spells of trade in a series; an empty one where there are no rows.
INSERT INTO method VALUES
('trade_spells', $q$ SELECT jsonb_build_object('rows', coalesce((SELECT jsonb_agg(jsonb_build_object('started', CASE WHEN f = 'year' THEN left(t.started::text, 4) ELSE t.started::text END,
        'periods', t.periods, 'ended', t.ended, 'left_censored', t.left_censored) ORDER BY t.started)
      FROM trade_spells(s, coalesce(($2->>'gap')::int, 1), coalesce(($2->>'min_value')::float8, 0), coalesce($2->>'gaps', 'missing'),
        pg_temp.period($2->>'observed_until'), pg_temp.period($2->>'observed_from')) t), '[]'))
    FROM (SELECT coalesce(pg_temp.frequency((SELECT min(key) FROM pg_temp.pairs($1->'rows'))), 'month') f) y,
    LATERAL (SELECT series_agg(pg_temp.period(key), value, f) s FROM pg_temp.pairs($1->'rows')) x $q$);

-- Licences: rows are [submitted, decided, outcome, quantity].
CREATE FUNCTION pg_temp.licence_rows(i jsonb) RETURNS TABLE (submitted date, decided date, outcome text, quantity float8) LANGUAGE sql AS $$
  SELECT (e->>0)::date, (e->>1)::date, e->>2, (e->>3)::float8 FROM jsonb_array_elements(i->'rows') e $$;

INSERT INTO method VALUES
('backlog_steps', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object('date', b.day, 'backlog', b.backlog) ORDER BY b.day), '[]'))
    FROM (SELECT CASE WHEN $2 ? 'weight' THEN backlog_agg(submitted, decided, quantity) ELSE backlog_agg(submitted, decided) END s FROM pg_temp.licence_rows($1)) x, backlog_steps(s) b $q$),
('backlog_at', $q$ SELECT jsonb_build_object('value', backlog_at(CASE WHEN $2 ? 'weight' THEN backlog_agg(submitted, decided, quantity) ELSE backlog_agg(submitted, decided) END, ($2->>'at')::date)) FROM pg_temp.licence_rows($1) $q$),
('backlog_stats', $q$ SELECT to_jsonb(b) || jsonb_build_object('peak', b.peak_backlog)
    FROM (SELECT backlog_agg(submitted, decided) s, series_agg(submitted, 1, 'day') a FROM pg_temp.licence_rows($1)) x,
    backlog_stats(s, ($2->>'start')::date, ($2->>'end')::date - 1, a) b $q$),
('approval_rate', $q$ SELECT to_jsonb(approval_rate(submitted, decided, ($2->>'as_of')::date, outcome = 'approved')) FROM pg_temp.licence_rows($1) $q$),
('approval_counts', $q$ SELECT to_jsonb(a) FROM approval_rate(($1->>'submitted')::float8, ($1->>'approved')::float8, ($1->>'rejected')::float8) a $q$),
('pending_age', $q$ SELECT to_jsonb(pending_age(spells_agg(submitted, decided, ($2->>'as_of')::date), ($2->>'limit')::float8)) FROM pg_temp.licence_rows($1) $q$),
('wait_median', $q$ SELECT jsonb_build_object('median', median_duration(s), 'lower', q.lower, 'upper', q.upper)
    FROM (SELECT spells_agg(submitted, decided, ($2->>'as_of')::date) s FROM pg_temp.licence_rows($1)) x LEFT JOIN LATERAL quantile_duration(s, limits => coalesce($2->>'conf_type', 'log')) q ON true $q$),
('wait_curve', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('time', c.duration, 'survival', c.surviving) ORDER BY c.duration), '[]'))
    FROM (SELECT spells_agg(submitted, decided, ($2->>'as_of')::date) s FROM pg_temp.licence_rows($1)) x, survival(s) c $q$),
('wait_cif', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object('time', a.duration, 'p_pending', a.surviving, 'cif_approved', a.incidence, 'cif_rejected', b.incidence) ORDER BY a.duration), '[]'))
    FROM (SELECT spells_agg(submitted, decided, ($2->>'as_of')::date, CASE outcome WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 END) s FROM pg_temp.licence_rows($1)) x,
    cumulative_incidence(s, 1) a, cumulative_incidence(s, 2) b WHERE a.duration = b.duration $q$);

-- Prices and quantities of items, given as arrays.
CREATE FUNCTION pg_temp.items(jsonb, jsonb, jsonb, jsonb, OUT p0 float8, OUT q0 float8, OUT p1 float8, OUT q1 float8) RETURNS SETOF record LANGUAGE sql AS $$
  SELECT ($1->>i)::float8, ($2->>i)::float8, ($3->>i)::float8, ($4->>i)::float8 FROM generate_series(0, jsonb_array_length($1) - 1) i $$;

-- Exposure, trade statistics, oxide equivalents and codes.
INSERT INTO method VALUES
('revenue_at_risk', $q$ SELECT jsonb_build_object('value', revenue_at_risk(($1->>'revenue')::float8, ($1->>'export_share')::float8, ($1->>'fall')::float8)) $q$),
('weighted_exposure', $q$ SELECT jsonb_build_object('weighted', e.weighted, 'simple_mean', e.simple_mean, 'max', e.largest, 'at_risk', e.at_risk, 'at_risk_share', e.at_risk_share, 'firms', e.firms)
    FROM (SELECT (weighted_exposure(r->>0, (r->>1)::float8, (r->>2)::float8, ($2->>'fall')::float8)).* FROM jsonb_array_elements($1->'rows') r) e $q$),
('table_exposure', $q$ SELECT jsonb_build_object('weighted', e.weighted, 'simple_mean', e.simple_mean, 'max', e.largest, 'at_risk', e.at_risk, 'at_risk_share', e.at_risk_share, 'firms', e.firms)
    FROM (SELECT (weighted_exposure(firm, revenue, export_revenue, ($2->>'fall')::float8)).* FROM filings f
          WHERE to_jsonb(f) @> coalesce($1->'where', '{}')) e $q$),
('unit_value', $q$ SELECT jsonb_build_object('value', unit_value(($1->>'value')::float8, ($1->>'quantity')::float8)) $q$),
('mirror_gap', $q$ SELECT to_jsonb(g) FROM mirror_gap(($1->>'import_cif')::float8, ($1->>'export_fob')::float8, ($2->>'cif_margin')::float8) g $q$),
('balassa_rca', $q$ SELECT jsonb_build_object('value', balassa_rca(($1->>'x_ij')::float8, ($1->>'x_i')::float8, ($1->>'w_j')::float8, ($1->>'w')::float8,
    coalesce(($2->>'symmetric')::boolean, false))) $q$),
('finger_kreinin', $q$ SELECT jsonb_build_object('value', finger_kreinin(
      (SELECT shares_agg(key, value::float8) FROM jsonb_each_text($1->'a')), (SELECT shares_agg(key, value::float8) FROM jsonb_each_text($1->'b')))) $q$),
('reroute', $q$ SELECT to_jsonb(r) FROM reroute(($1->>'direct0')::float8, ($1->>'direct1')::float8, ($1->>'hub_in0')::float8, ($1->>'hub_in1')::float8,
      ($1->>'hub_out0')::float8, ($1->>'hub_out1')::float8) r $q$),
('price_index', $q$ SELECT jsonb_build_object('value', to_jsonb(price_indices(p0, q0, p1, q1))->('price_' || ($2->>'method'))) FROM pg_temp.items($1->'p0', $1->'q0', $1->'p1', $1->'q1') $q$),
('quantity_index', $q$ SELECT jsonb_build_object('value', to_jsonb(price_indices(p0, q0, p1, q1))->('quantity_' || ($2->>'method'))) FROM pg_temp.items($1->'p0', $1->'q0', $1->'p1', $1->'q1') $q$),
('price_index_chained', $q$ SELECT jsonb_build_object('value', chained_index(link)) FROM (
      SELECT (to_jsonb(price_indices(p0, q0, p1, q1))->>('price_' || ($2->>'method')))::float8 AS link FROM generate_series(1, jsonb_array_length($1->'p') - 1) t,
        LATERAL pg_temp.items($1->'p'->(t - 1), $1->'q'->(t - 1), $1->'p'->t, $1->'q'->t) GROUP BY t) links $q$),
('price_geks', $q$ SELECT jsonb_build_object('rows', coalesce((SELECT jsonb_agg(jsonb_build_object('period', p.period, 'prices', p.prices) ORDER BY p.period)
      FROM (SELECT price_geks(pg_temp.period(r->>0), r->>1, (r->>2)::float8, (r->>3)::float8, $2->>'method', ($2->>'window')::int, $2->>'splice') AS g
            FROM jsonb_array_elements($1->'rows') r) x, unnest(g) p), '[]')) $q$),
('unit_value_screen', $q$ SELECT to_jsonb(s) FROM (SELECT (unit_value_screen((r->>0)::float8, (r->>1)::float8)).* FROM jsonb_array_elements($1->'rows') r) s $q$),
('unit_value_score', $q$ SELECT to_jsonb(s) FROM unit_value_score(($1->>'value')::float8, ($1->>'quantity')::float8, ($1->>'median')::float8, ($1->>'mad')::float8) s $q$),
('trade_margins', $q$ SELECT jsonb_build_object('change', (m).change, 'entry', (m).entry, 'exit', (m).exit, 'price', (m).price, 'quantity', (m).quantity,
      'unpriced', (m).unpriced, 'entered', (m).entered, 'left', (m).exited, 'stayed', (m).stayed, 'midpoint_growth', (m).midpoint_growth)
    FROM (SELECT trade_margins(r->>0, (r->>1)::float8, (r->>2)::float8, after) m
          FROM (SELECT false, jsonb_array_elements($1->'before') UNION ALL SELECT true, jsonb_array_elements($1->'after')) x(after, r)) y $q$),
('extensive_margin', $q$ SELECT to_jsonb(m) FROM extensive_margin(pg_temp.market($1->'x'), pg_temp.market($1->'reference')) m $q$),
('hs_normalise', $q$ SELECT jsonb_build_object('value', hs_normalize($1->>'code')) $q$),
('reo_factor', $q$ SELECT jsonb_build_object('value', reo_factor($1->>'element', $2->>'oxide')) $q$),
('reo_content', $q$ SELECT to_jsonb(c) FROM reo_content($1->>'formula') c $q$);

-- The periods that a business period stands for; the cases snap by ten days.
INSERT INTO method VALUES
('fiscal_period', $q$ SELECT jsonb_build_object('month', fiscal_period(d, 'month', 10), 'quarter', fiscal_period(d, 'quarter', 10),
      'year', extract(year FROM fiscal_period(d, 'year', 10))) FROM (SELECT ($1->>'period_end')::date AS d) x $q$);

-- What was known when: rows are [period, known_on, value].
CREATE FUNCTION pg_temp.vintages(r jsonb) RETURNS trade_vintages LANGUAGE sql AS $$
  SELECT vintages_agg(pg_temp.period(e->>0), (e->>2)::float8, (e->>1)::date, (SELECT max(pg_temp.frequency(f->>0)) FROM jsonb_array_elements(r) f))
  FROM jsonb_array_elements(r) e $$;
CREATE FUNCTION pg_temp.rows_of(s trade_series) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(o) ORDER BY o.period), '[]')) FROM observations(s) o $$;
INSERT INTO method VALUES
('vintages_as_of', $q$ SELECT pg_temp.rows_of(as_of(pg_temp.vintages($1->'rows'), ($2->>'day')::date)) $q$),
('vintages_release', $q$ SELECT pg_temp.rows_of(release(pg_temp.vintages($1->'rows'), coalesce(($2->>'n')::int, 0))) $q$),
('vintages_revisions', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(r) ||
      jsonb_build_object('period', r.period_start, 'release', r.release_number, 'relative', r.relative_change) ORDER BY r.period_start, r.release_number), '[]'))
    FROM revisions(pg_temp.vintages($1->'rows'), ($2->>'since')::date) r $q$),
('vintages_stats', $q$ SELECT to_jsonb(revision_stats(pg_temp.vintages($1->'rows'), coalesce(($2->>'release')::int, 0), coalesce(($2->>'within')::float8, 0.2))) $q$);

-- What changed: series of [period, value], where a total of several periods is "from/to".
CREATE FUNCTION pg_temp.series_of(r jsonb) RETURNS trade_series LANGUAGE sql AS $$
  SELECT series_agg(pg_temp.period(split_part(e->>0, '/', 1)), pg_temp.period(split_part(e->>0, '/', -1)), (e->>1)::float8, pg_temp.frequency(split_part(e->>0, '/', 1)))
  FROM jsonb_array_elements(nullif(r, 'null')) e $$;
CREATE FUNCTION pg_temp.report_of(i jsonb, options jsonb) RETURNS recovery_report LANGUAGE sql AS $$
  SELECT r FROM recovery(coalesce(pg_temp.series_of(i->'rows'), format('{"type": "trade_series", "frequency": "%s", "totals": {}}', pg_temp.frequency(i->>'shock'))::trade_series),
    pg_temp.period(i->>'shock'), options) r WHERE i IS NOT NULL $$;
INSERT INTO method VALUES
('series_changes', $q$ SELECT jsonb_build_object('rows', coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('relative', c.relative_change) ORDER BY c.period_start, c.period_end), '[]'))
    FROM series_changes(pg_temp.series_of($1->'old'), pg_temp.series_of($1->'new'), coalesce(($2->>'tolerance')::float8, 0)) c $q$),
('report_changes', $q$ SELECT to_jsonb(report_changes(pg_temp.report_of(nullif($1->'old', 'null'), $2), pg_temp.report_of(nullif($1->'new', 'null'), $2))) $q$);

-- Cases, or all cases of a method, that the extension does not answer, and why.
CREATE TEMP TABLE dropped (what text PRIMARY KEY, reason text);
INSERT INTO dropped VALUES
('E-S-022', 'price_indices answers all indices at once: the one that needs the logarithm of zero is NULL, no error'),
('writedown', 'one line of SQL: greatest(0, unit_cost - unit_nrv) * quantity'),
('wgi_scale', 'one line of SQL: least(10, greatest(0, 2 * (2.5 - estimate)))'),
('finished_goods_share', 'one line of SQL: finished / nullif(total, 0)'),
('B-S-041', 'the time to the threshold is searched from the first breach on, not from a shock that did not bite at once'),
('B-S-053', 'an index beyond the horizon is NULL: the time is told by the series, not given'),
('B-S-054', 'a loss above 1 takes negative values, for which the index is NULL'),
('B-S-057', 'a path that falls below its first value has its trough later, and the fit starts there'),
('B-S-060', 'a path that was never below the threshold has no forecast'),
('E-S-064', 'hs_normalize takes eleven digits: national codes have up to thirteen');

-- Runs every case.  An expected error must be one of ours about values or
-- parameters; a missing function or a slip in a query is a failure.
CREATE TEMP TABLE outcome (id text, method text, verdict text, got text, want text);
DO $$
DECLARE
  v record;
  answer jsonb;
  raised text;
  verdict text;
BEGIN
  FOR v IN SELECT * FROM vector LEFT JOIN method USING (method) ORDER BY id LOOP
    answer := NULL; raised := NULL;
    IF EXISTS (SELECT FROM dropped WHERE what IN (v.id, v.method)) THEN
      verdict := 'dropped';
    ELSIF v.query IS NULL THEN
      verdict := 'skipped';
    ELSE
      BEGIN
        EXECUTE v.query INTO answer USING v.input, coalesce(v.params, '{}');
        IF v.expect ? 'error' THEN verdict := 'failed';
        ELSIF pg_temp.agrees(answer, v.expect, v.tol_abs, v.tol_rel) THEN verdict := 'passed';
        ELSE verdict := 'failed';
        END IF;
      EXCEPTION WHEN OTHERS THEN
        raised := SQLSTATE || ' ' || SQLERRM;
        verdict := CASE WHEN v.expect ? 'error' AND SQLSTATE IN ('22000', '22003', '22004', '22023')
                   THEN 'passed' ELSE 'failed' END;
      END;
    END IF;
    IF verdict = 'failed' AND coalesce(v.tags, '') ~ 'optional' THEN verdict := 'optional'; END IF;
    INSERT INTO outcome VALUES (v.id, v.method, verdict, coalesce(raised, answer::text), v.expect::text);
  END LOOP;
END $$;

SELECT format('%s %s %s: got %s, expected %s', verdict, id, method, left(got, 400), left(want, 400))
FROM outcome WHERE verdict IN ('failed', 'optional') ORDER BY id;
SELECT 'skipped, not built yet: ' || string_agg(method || ' (' || n || ')', ', ' ORDER BY method)
FROM (SELECT method, count(*) n FROM outcome WHERE verdict = 'skipped' GROUP BY 1) s HAVING count(*) > 0;
SELECT format('dropped: %s (%s): %s', what, count(*), reason) FROM outcome JOIN dropped ON what IN (id, method) GROUP BY what, reason ORDER BY what;
SELECT format('%s passed, %s failed', count(*) FILTER (WHERE verdict = 'passed'), count(*) FILTER (WHERE verdict = 'failed')) ||
  CASE WHEN count(*) FILTER (WHERE verdict = 'skipped') > 0
       THEN format(', %s skipped', count(*) FILTER (WHERE verdict = 'skipped')) ELSE '' END ||
  CASE WHEN count(*) FILTER (WHERE verdict = 'dropped') > 0
       THEN format(', %s dropped', count(*) FILTER (WHERE verdict = 'dropped')) ELSE '' END
FROM outcome;
