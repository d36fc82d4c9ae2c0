-- Ten findings, a line each, computed from the figures of data/; the chapter
-- in parentheses has the queries.
\set ON_ERROR_STOP on
SET datestyle = ISO;
WITH magnets AS (
  SELECT r.* FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.magnet_months) x, recovery(s, '2025-04-04', k => 12, gap => 3) r
), oxides AS (
  SELECT r.* FROM (SELECT series_agg(month, tonnes, 'month') AS s FROM trade_data.rare_earth_exports) x, recovery(s, '2025-04-04') r
), metals AS (
  SELECT string_agg(product || CASE r.status WHEN 'recovered' THEN format(' after %s months', r.time_to_recovery)
           ELSE format(' not after %s (at %s %%)', r.censored_after, round(100 * r.latest_ratio::numeric)) END, ', ' ORDER BY product DESC) AS words
  FROM (SELECT product, control, series_agg(period_start, quantity_kg, 'month') AS s FROM trade_data.metal_exports
        JOIN (VALUES ('gallium', 'customs total, wrought and unwrought', date '2023-08-01'), ('germanium', 'customs total, wrought and unwrought', '2023-08-01'),
                     ('antimony', 'all antimony products', '2024-10-01')) c(product, scope, control) USING (product, scope)
        WHERE partner = 'World' AND period_start = period_end GROUP BY product, control) m, recovery(s, control, threshold => 0.9) r
), firm AS (
  SELECT levels_agg(fiscal_period_end, inventory, 'quarter') FILTER (WHERE period_type <> 'quarter') AS s,
         levels_agg(fiscal_period_end, inventory, 'year') FILTER (WHERE period_type = 'annual') AS yearly,
         series_agg(fiscal_period_end, cost_of_sales, 'year') FILTER (WHERE period_type = 'annual') AS cost
  FROM trade_data.filings WHERE company LIKE 'JL MAG%'
), built AS (
  SELECT b.* FROM firm, buildups(s) b ORDER BY b.rise_abs DESC LIMIT 1
), lasts AS (
  SELECT d.* FROM firm, days_inventory(yearly, cost) d WHERE days IS NOT NULL ORDER BY d.period DESC LIMIT 1
), exposure AS (
  SELECT (weighted_exposure(company, revenue, export_revenue, 0.75)).* FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31'
), markets AS (
  SELECT year, shares_agg(exporter, value_usd) AS m FROM trade_data.magnet_trade WHERE year IN (2002, 2024) GROUP BY year
), listed AS (
  SELECT shares_agg(company, revenue) AS m FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31'
), mines AS (
  SELECT share_of(shares_agg(nullif(country, 'Other countries'), tonnes), 'China') AS share
  FROM trade_data.mine_production WHERE series = 'USGS MCS 2026' AND measure = 'Mine production' AND year = 2025
), importers AS (
  SELECT spells_agg(r) AS s
  FROM (SELECT recovery(series_agg(make_date(year, 1, 1), value_usd, 'year') / prices, '2009-01-01', k => 1, gaps => 'zero',
                        observed_from => '2002-01-01', observed_until => '2024-12-31') AS r
        FROM trade_data.magnet_trade, (SELECT resample(levels_agg(month, index, 'month'), 'year', 'mean') AS prices FROM trade_data.us_consumer_prices) p
        GROUP BY importer, prices) x WHERE (r).status <> 'not_affected'
), licences AS (
  SELECT c.as_of, a.* FROM trade_data.licence_counts c, approval_rate(c.applications, c.approved, c.rejected) a WHERE c.applications = 141
), lines(chapter, words) AS (
  SELECT 'magnets', format('Magnets: %s %% below the mean of 2024 by %s, back in %s; %s months of exports were lost',
    round(100 * depth::numeric), to_char(trough, 'FMMonth YYYY'), coalesce(to_char(recovered_on, 'FMMonth YYYY'), 'no month yet'), round(loss_baseline_periods::numeric, 1)) FROM magnets
  UNION ALL
  SELECT 'rare-earths', format('Rare earths without magnets: %s %% below the year before at first, %s %% %s it in %s', round(100 * depth::numeric, 1),
    abs(round(100 * latest_ratio::numeric) - 100), CASE WHEN latest_ratio < 1 THEN 'below' ELSE 'above' END, to_char(latest_period, 'FMMonth YYYY')) FROM oxides
  UNION ALL
  SELECT 'metals', format('Back at 90 %% after licences: %s', words) FROM metals
  UNION ALL
  SELECT 'inventories', format('JL MAG: stock up %s %% from %s to %s, %s; that of %s lasts %s days', round(100 * rise::numeric), to_char(trough, 'YYYY'), to_char(peak, 'YYYY'),
    CASE WHEN cleared_on IS NULL THEN 'not cleared' ELSE 'cleared by ' || to_char(cleared_on, 'YYYY') END, to_char(lasts.period, 'YYYY'), round(days)) FROM built, lasts
  UNION ALL
  SELECT 'exposure', format('%s of %s listed firms tell their exports: a fall of 75 %% puts %s to %s %% of all revenue at risk', firms, listed,
    round(75 * weighted_low::numeric), round(75 * weighted_high::numeric))
  FROM exposure, (SELECT count(*) AS listed FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31') c
  UNION ALL
  SELECT 'concentration', format('Exporters of magnets: HHI %s in 2002, %s in 2024; as few as %s, then %s equal ones', round(hhi(a.m)::numeric, 2), round(hhi(b.m)::numeric, 2),
    round(effective_firms(a.m)::numeric, 1), round(effective_firms(b.m)::numeric, 1)) FROM markets a, markets b WHERE a.year = 2002 AND b.year = 2024
  UNION ALL
  SELECT 'consolidation', format('Producers: if the %s listed ones hold half of the market, its HHI is between %s and %s points', num_entities(m), round(lower), round(upper))
  FROM listed, hhi_bounds(m, market_total => total(m) / 0.5, known_are_largest => true, scale => 10000)
  UNION ALL
  SELECT 'mines', format('China mines %s %% of rare earths (2025) and sells %s %% of magnets in world trade (2024)', round(100 * mines.share::numeric), round(100 * share_of(b.m, 'CN')::numeric))
  FROM mines, markets b WHERE b.year = 2024
  UNION ALL
  SELECT 'waiting', format('Magnet imports after 2009: half of %s importers were back within %s years, %s not by 2024', num_spells(s), median_duration(s), num_spells(s) - num_ended(s)) FROM importers
  UNION ALL
  SELECT 'licences', format('Licences, EU Chamber, %s: %s %% of decided ones approved, %s of %s undecided; of all %s to %s %%', to_char(as_of, 'FMMonth YYYY'),
    round(100 * rate_decided::numeric), pending, submitted, round(100 * rate_lower::numeric), round(100 * rate_upper::numeric)) FROM licences
)
SELECT format('%s  %s  %s', lpad((row_number() OVER ())::text, 2), rpad(chapter, 13), words) FROM lines;
