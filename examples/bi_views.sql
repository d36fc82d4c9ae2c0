-- The views of trade_bi and the summaries behind them, over the inputs that
-- bi_schema.sql or own.sql made: flows, shocks, reports, stocks, markets,
-- releases and licences in trade_summaries.  Included by these two.

-- The stored summaries --------------------------------------------------------

CREATE MATERIALIZED VIEW trade_summaries.flow_rows AS
SELECT product, partner, unit, frequency, period, value, basis FROM trade_summaries.flows;
CREATE UNIQUE INDEX ON trade_summaries.flow_rows (product, partner, period);
COMMENT ON MATERIALIZED VIEW trade_summaries.flow_rows IS 'Exports by product, partner and period, as they were at the last refresh.';

CREATE MATERIALIZED VIEW trade_summaries.flow_series AS
SELECT product, partner, unit, frequency, series_agg(period, value, frequency) AS s FROM trade_summaries.flow_rows GROUP BY product, partner, unit, frequency;
CREATE UNIQUE INDEX ON trade_summaries.flow_series (product, partner);
COMMENT ON MATERIALIZED VIEW trade_summaries.flow_series IS 'Exports as one trade_series for each product and partner.';

CREATE MATERIALIZED VIEW trade_summaries.stock_series AS
SELECT company, unit, frequency, levels_agg(period, level, frequency) AS s FROM trade_summaries.stocks GROUP BY company, unit, frequency;
CREATE UNIQUE INDEX ON trade_summaries.stock_series (company);
COMMENT ON MATERIALIZED VIEW trade_summaries.stock_series IS 'Inventories as one trade_series for each company.';

CREATE MATERIALIZED VIEW trade_summaries.market_years AS
SELECT market, unit, year, shares_agg(supplier, value) AS m FROM trade_summaries.markets GROUP BY market, unit, year;
CREATE UNIQUE INDEX ON trade_summaries.market_years (market, year);
COMMENT ON MATERIALIZED VIEW trade_summaries.market_years IS 'Suppliers as one market_shares for each market and year.';

CREATE MATERIALIZED VIEW trade_summaries.release_vintages AS
SELECT product, partner, unit, frequency, vintages_agg(period, value, known_on, frequency) AS v FROM trade_summaries.releases GROUP BY product, partner, unit, frequency;
CREATE UNIQUE INDEX ON trade_summaries.release_vintages (product, partner, frequency);
COMMENT ON MATERIALIZED VIEW trade_summaries.release_vintages IS 'What was told when, as one trade_vintages for each product, partner and frequency.';

CREATE MATERIALIZED VIEW trade_summaries.licence_summaries AS
SELECT size, basis, min(min(submitted)) OVER () AS first_day, observed_until, backlog_agg(submitted, decided) AS licences, backlog_agg(submitted, decided, tonnes) AS tonnes,
       spells_agg(submitted, decided, observed_until, CASE WHEN approved THEN 1 WHEN NOT approved THEN 2 END) AS waits
FROM trade_summaries.licences GROUP BY size, basis, observed_until;
CREATE UNIQUE INDEX ON trade_summaries.licence_summaries (size);
COMMENT ON MATERIALIZED VIEW trade_summaries.licence_summaries IS 'Licences as backlog and waits for each size of firm.';

-- Readers are not blocked meanwhile; nothing changes if one of the six fails.
CREATE PROCEDURE trade_summaries.refresh() LANGUAGE plpgsql AS $$
DECLARE
  summary text;
BEGIN
  FOREACH summary IN ARRAY '{flow_rows,flow_series,stock_series,market_years,release_vintages,licence_summaries}'::text[] LOOP
    EXECUTE format('REFRESH MATERIALIZED VIEW CONCURRENTLY trade_summaries.%I', summary);
  END LOOP;
END $$;
COMMENT ON PROCEDURE trade_summaries.refresh() IS 'Brings the stored summaries up to date; to be called once a month, when new figures are in.';

-- Customs ---------------------------------------------------------------------

CREATE VIEW trade_bi.exports AS
SELECT product, partner, unit, frequency, period, value, basis FROM trade_summaries.flow_rows;
COMMENT ON VIEW trade_bi.exports IS 'Exports by product, partner and period.';

CREATE VIEW trade_summaries.recoveries AS
SELECT f.product, f.partner, f.unit, f.frequency, f.s, c.shock, c.title, r AS report
FROM trade_summaries.flow_series f JOIN trade_summaries.shocks c USING (product),
     LATERAL recovery(f.s, c.shock, k => c.k, gap => c.gap, threshold => c.threshold, gaps => c.gaps, observed_from => c.observed_from, observed_until => c.observed_until) r;
COMMENT ON VIEW trade_summaries.recoveries IS 'The report of recovery for each product, partner and shock.';

CREATE VIEW trade_bi.recovery AS
SELECT product, partner, unit, frequency, shock, title AS control, (report).status, (report).status = 'recovered' AS recovered,
       (report).baseline, (report).baseline_observations, (report).baseline_coverage, (report).depth, (report).trough, (report).recovered_on, (report).time_to_recovery, (report).censored_after, (report).relapsed,
       (report).earliest_period, (report).latest_period, (report).latest_ratio, (report).cumulative_loss, (report).loss_baseline_periods, (report).loss_coverage
FROM trade_summaries.recoveries;
COMMENT ON VIEW trade_bi.recovery IS 'How deep exports fell and whether they came back: one row for each product, partner and shock.';

CREATE VIEW trade_bi.recovery_path AS
SELECT f.product, f.partner, f.unit, f.frequency, c.shock, p.period, p.value, p.baseline AS baseline_value, p.ratio, p.phase, o.basis
FROM trade_summaries.flow_series f JOIN trade_summaries.shocks c USING (product)
CROSS JOIN LATERAL recovery_path(f.s, c.shock, recovery_options(k => c.k, gap => c.gap, threshold => c.threshold, gaps => c.gaps,
                                                                 observed_from => c.observed_from, observed_until => c.observed_until)) p
LEFT JOIN trade_summaries.flow_rows o ON (o.product, o.partner, o.period) = (f.product, f.partner, p.period);
COMMENT ON VIEW trade_bi.recovery_path IS 'Exports against their baseline, period by period: one row for each product, partner, shock and period.';

CREATE VIEW trade_bi.revisions AS
SELECT product, partner, unit, frequency, r.period_start AS period, r.release_number, r.known_on, r.value_before, r.value_after, r.change AS revised_by, r.relative_change AS revised_by_share
FROM trade_summaries.release_vintages, LATERAL revisions(v) r;
COMMENT ON VIEW trade_bi.revisions IS 'Figures that were new, or other than before, with the day from which they were known: one row for each product, partner, period and such release.';

-- Filings ---------------------------------------------------------------------

CREATE VIEW trade_bi.filings AS
SELECT company, ticker, period, period_type, revenue, export_revenue, export_share, inventory, cost_of_sales, net_profit, source
FROM trade_summaries.reports;
COMMENT ON VIEW trade_bi.filings IS 'What listed magnet producers filed, million CNY; periods of different length overlap, choose one period_type.';

CREATE VIEW trade_bi.inventories AS
SELECT company, unit, frequency, o.period, o.value AS level FROM trade_summaries.stock_series, LATERAL observations(s) o;
COMMENT ON VIEW trade_bi.inventories IS 'Closing inventories: one row for each company and period that is known.';

CREATE VIEW trade_bi.inventory_episodes AS
SELECT company, unit, frequency, 'build-up' AS kind, b.trough AS starts, b.peak AS turns, b.cleared_on AS ends, b.cleared_on IS NULL AS running,
       b.trough_value AS start_level, b.peak_value AS turn_level, b.rise_abs AS change, b.rise AS change_rel, b.time_to_peak AS periods_to_turn, b.time_to_clearance AS periods
FROM trade_summaries.stock_series, LATERAL buildups(s) b
UNION ALL
SELECT company, unit, frequency, 'drawdown', d.peak, d.trough, d.recovered_on, d.recovered_on IS NULL, d.peak_value, d.trough_value, -d.depth_abs, -d.depth, d.time_to_trough, d.time_to_recovery
FROM trade_summaries.stock_series, LATERAL drawdowns(s) d;
COMMENT ON VIEW trade_bi.inventory_episodes IS 'Build-ups and drawdowns of inventories: one row for each episode.';

CREATE VIEW trade_bi.exposure AS
SELECT company, extract(year FROM period)::int AS year, period, unit, revenue, export_revenue,
       CASE WHEN export_share IS NULL THEN 'range of the eleven largest' ELSE 'reported' END AS basis,
       coalesce(export_share, 0.18) AS export_share_low, coalesce(export_share, 0.50) AS export_share_high, scenario.fall, risk.low AS at_risk_low, risk.high AS at_risk_high
FROM trade_summaries.reports
CROSS JOIN unnest('{0.25,0.5,0.75}'::float8[]) AS scenario(fall)
CROSS JOIN LATERAL revenue_at_risk(revenue, coalesce(export_share, 0.18), coalesce(export_share, 0.50), scenario.fall, scenario.fall) risk
WHERE period_type = 'annual' AND revenue IS NOT NULL;
COMMENT ON VIEW trade_bi.exposure IS 'Revenue of a year that a fall in exports would cost: one row for each company, year and fall; who does not tell its export share gets the range of 18 to 50 percent that is told of the eleven largest.';

CREATE VIEW trade_bi.sector_exposure AS
SELECT year, make_date(year, 12, 31) AS period, unit, fall, e.firms, e.revenue, e.coverage, e.weighted, e.simple_mean, e.weighted_low, e.weighted_high, e.at_risk, e.at_risk_high
FROM (SELECT extract(year FROM period)::int AS year, unit, fall, (weighted_exposure(company, revenue, export_revenue, fall)).*
      FROM trade_summaries.reports, unnest('{0.25,0.5,0.75}'::float8[]) AS fall WHERE period_type = 'annual' GROUP BY 1, 2, 3) e;
COMMENT ON VIEW trade_bi.sector_exposure IS 'Exposure of the listed producers together, with bounds for those that tell no exports: one row for each year and fall.';

-- Concentration ---------------------------------------------------------------

CREATE VIEW trade_bi.concentration AS
SELECT market, unit, year, make_date(year, 12, 31) AS period, i.hhi, i.effective_firms, i.cr1, i.cr4, i.shannon_entropy AS entropy, i.gini, i.num_entities AS firms, i.total, i.coverage
FROM trade_summaries.market_years, LATERAL market_indices(m) i;
COMMENT ON VIEW trade_bi.concentration IS 'How concentrated supply is: one row for each market and year.';

CREATE VIEW trade_bi.suppliers AS
SELECT market, unit, year, make_date(year, 12, 31) AS period, t.rank, t.entity AS supplier, t.value, t.share
FROM trade_summaries.market_years, LATERAL top(m, 10) t;
COMMENT ON VIEW trade_bi.suppliers IS 'The ten largest suppliers: one row for each market, year and supplier.';

CREATE VIEW trade_bi.concentration_bounds AS
SELECT market, year, make_date(year, 12, 31) AS period, listed_share, hhi(m) AS hhi_listed, b.lower, b.upper, a.upper AS upper_unranked
FROM trade_summaries.market_years, unnest('{1,0.9,0.8,0.7,0.6,0.5,0.4,0.3}'::float8[]) AS listed_share,
     LATERAL hhi_bounds(m, market_total => total(m) / listed_share, known_are_largest => true) b,
     LATERAL hhi_bounds(m, market_total => total(m) / listed_share) a
WHERE market = 'listed magnet producers';
COMMENT ON VIEW trade_bi.concentration_bounds IS 'What the concentration of all magnet producers can be, if the listed ones hold a given part of the market: one row for each year and part.';

-- Waiting ---------------------------------------------------------------------

CREATE VIEW trade_summaries.waits AS
SELECT 'export recovery' AS question, 'products' AS population, r.frequency AS unit, 'observed' AS basis, spells_agg(r.report) AS s
FROM trade_summaries.recoveries r
WHERE r.partner = 'World' AND (r.report).status <> 'not_affected' GROUP BY r.frequency
UNION ALL
SELECT c.question, CASE WHEN c.large_from IS NULL THEN r.product WHEN value_at(r.s, r.shock - 1) >= c.large_from THEN 'large ' || c.partners ELSE 'small ' || c.partners END, r.frequency, 'observed', spells_agg(r.report)
FROM trade_summaries.recoveries r JOIN trade_summaries.shocks c USING (product, shock)
WHERE c.question IS NOT NULL AND r.partner <> 'World' AND (r.report).status <> 'not_affected' GROUP BY 1, 2, 3
UNION ALL
SELECT 'licence decision', size || ' firms', 'day', basis, waits FROM trade_summaries.licence_summaries;
COMMENT ON VIEW trade_summaries.waits IS 'Waits as spells: until exports are back, until a licence is decided.';

CREATE VIEW trade_bi.waiting AS
SELECT question, population, unit, basis, num_spells(s) AS cases, num_ended(s) AS ended, num_spells(s) - num_ended(s) AS pending,
       q.duration AS median, q.lower AS median_lower, q.upper AS median_upper, p.mean_age AS pending_mean_age
FROM trade_summaries.waits, LATERAL quantile_duration(s) q, LATERAL pending_age(s) p;
COMMENT ON VIEW trade_bi.waiting IS 'How long it takes, cases that still wait counted: one row for each question and population.';

CREATE VIEW trade_bi.waiting_curve AS
SELECT question, population, unit, basis, c.duration, c.at_risk AS at_risk_cases, c.events, c.censored, c.surviving AS waiting_share, c.lower AS waiting_lower, c.upper AS waiting_upper
FROM trade_summaries.waits, LATERAL (SELECT duration, at_risk, events, censored, surviving, lower, upper FROM survival(s)
                     UNION ALL SELECT 0, num_spells(s), 0, 0, 1, 1, 1 WHERE NOT EXISTS (SELECT FROM survival(s) WHERE duration = 0)) c;
COMMENT ON VIEW trade_bi.waiting_curve IS 'The part that still waits after a time (Kaplan-Meier): one row for each step of the curve.';

CREATE VIEW trade_bi.licence_backlog AS
SELECT size, basis, day::date AS day, backlog_at(licences, day::date) AS open_licences, backlog_at(tonnes, day::date) AS open_tonnes
FROM trade_summaries.licence_summaries, generate_series(first_day::timestamp, observed_until, '1 day') AS day;
COMMENT ON VIEW trade_bi.licence_backlog IS 'Open licences: one row for each size of firm and day.';

CREATE VIEW trade_bi.licence_decisions AS
SELECT size, basis, day, r.submitted, r.approved, r.rejected, r.pending, r.rate_decided, r.rate_lower, r.rate_upper
FROM (SELECT size, basis, day, (approval_rate(submitted, decided, day, approved)).*
      FROM trade_summaries.licences, LATERAL (
        SELECT least((month + interval '1 month - 1 day')::date, s.observed_until) AS day
        FROM trade_summaries.licence_summaries s, generate_series(date_trunc('month', s.first_day::timestamp), s.observed_until, '1 month') AS month
        WHERE s.size = licences.size) m
      GROUP BY size, basis, day) r;
COMMENT ON VIEW trade_bi.licence_decisions IS 'Approvals as known at the end of each month, with bounds for what is pending: one row for each size of firm and month.';

CREATE VIEW trade_bi.sources AS
SELECT view_name, product, source FROM trade_summaries.sources;
COMMENT ON VIEW trade_bi.sources IS 'Where figures are from: one row for each view, product and source; no product where it holds for all.';

-- What changed since the last run, where rareearth_jobs is there; else no row.
DO $$
BEGIN
  EXECUTE 'CREATE VIEW trade_bi.alerts AS ' || CASE WHEN to_regclass('rareearth_jobs.alert_log') IS NOT NULL
    THEN $q$SELECT id, alert, key::text AS row_key, change, before::text AS before, after::text AS after, known_at::date AS known_on FROM rareearth_jobs.alert_log$q$
    ELSE $q$SELECT NULL::bigint AS id, NULL::text AS alert, NULL::text AS row_key, NULL::text AS change, NULL::text AS before, NULL::text AS after, NULL::date AS known_on WHERE false$q$ END;
END $$;
COMMENT ON VIEW trade_bi.alerts IS 'What alerts of rareearth_jobs found: one row a change; no row where that extension was not there when the views were made.';

-- What every column means -----------------------------------------------------

-- A name means the same in every view.
DO $$
DECLARE
  meaning record;
  relation text;
BEGIN
  FOR meaning IN SELECT * FROM (VALUES
    ('product', 'what is traded'),
    ('partner', 'country or region of destination; World is the total, do not add it to the others'),
    ('unit', 'unit of the amounts, or of the durations'),
    ('frequency', 'month, quarter or year: the length of a period'),
    ('period', 'first day of the month, quarter or year; closing day where a year or filing ends'),
    ('day', 'day for which the figure holds, with what was known then'),
    ('year', 'calendar year'),
    ('value', 'amount, in unit; NULL is not known, never zero'),
    ('basis', 'observed; spread (known with other periods by their sum only); derived (an exact difference); reported; a range; or made up'),
    ('release_number', '0 for the first figure of a period, 1 for the next'),
    ('known_on', 'day from which the figure was known, or the first on which it was found'),
    ('value_before', 'the figure before, in unit; NULL for the first'),
    ('value_after', 'the figure of this release, in unit'),
    ('revised_by', 'value_after - value_before, in unit; NULL for the first; small ones are rounding'),
    ('revised_by_share', 'revised_by / value_before; NULL for the first'),
    ('shock', 'first day of the control or shock'),
    ('control', 'what happened then'),
    ('status', 'recovered, censored (not back yet), not_affected, no_baseline or no_post_data'),
    ('recovered', 'true when exports came back'),
    ('baseline', 'mean of the periods before the shock, in unit'),
    ('baseline_observations', 'periods with a figure that the baseline rests on'),
    ('baseline_coverage', 'part of the periods of the baseline that are known, 0 to 1; low is a weak baseline'),
    ('baseline_value', 'what was expected for the period, in unit'),
    ('ratio', 'value / baseline_value'),
    ('phase', 'before, loss, holding, pending, recovered, relapse or missing'),
    ('depth', 'largest fall below the baseline before recovery, as a part of it; below zero where exports stayed above'),
    ('trough', 'period of the largest fall'),
    ('recovered_on', 'period from which exports were back; NULL when they are not'),
    ('time_to_recovery', 'periods from the shock to recovery; NULL when not recovered'),
    ('censored_after', 'periods after which exports were known not to be back; NULL otherwise'),
    ('relapsed', 'true when exports fell below the threshold again'),
    ('earliest_period', 'first period with a figure, from the shock on'),
    ('latest_period', 'last period with a figure'),
    ('latest_ratio', 'ratio of that period'),
    ('cumulative_loss', 'sum of the shortfalls below the baseline, in unit'),
    ('loss_baseline_periods', 'the same in periods of normal exports'),
    ('loss_coverage', 'part of the periods of the loss that are known, 0 to 1; what is not known adds nothing to it'),
    ('company', 'listed producer'),
    ('ticker', 'stock exchange code'),
    ('period_type', 'annual, half-year, nine months or quarter: what the flows cover'),
    ('revenue', 'revenue of the period, million CNY; NULL is not told'),
    ('export_revenue', 'exports of the period, million CNY; NULL is not told'),
    ('export_share', 'exports / revenue, 0 to 1; NULL is not told'),
    ('export_share_low', 'least export share, 0 to 1'),
    ('export_share_high', 'greatest export share, 0 to 1'),
    ('inventory', 'stock at the end of the period, million CNY'),
    ('cost_of_sales', 'cost of sales of the period, million CNY'),
    ('net_profit', 'net profit of the period, million CNY'),
    ('source', 'where the figures are from'),
    ('view_name', 'view of this schema'),
    ('id', 'in the order of finding'),
    ('alert', 'name of the alert'),
    ('row_key', 'which row of its query, as JSON'),
    ('before', 'columns that differ, as they were, as JSON'),
    ('after', 'columns that differ, as they are, as JSON'),
    ('known_on', 'day on which it was found'),
    ('level', 'stock at the end of the period, in unit'),
    ('kind', 'build-up or drawdown'),
    ('starts', 'first day of the period in which the episode starts'),
    ('turns', 'first day of the period of its peak (build-up) or trough (drawdown)'),
    ('ends', 'first day of the period in which the level is back; NULL while it runs'),
    ('running', 'true while the level is not back'),
    ('start_level', 'stock at the start, in unit'),
    ('turn_level', 'stock at the turn, in unit'),
    ('change', 'turn_level - start_level, in unit'),
    ('change_rel', 'change / start_level'),
    ('periods_to_turn', 'periods from start to turn'),
    ('periods', 'periods from start to end; NULL while it runs'),
    ('fall', 'scenario: the part of exports that is lost, 0 to 1'),
    ('at_risk_low', 'least revenue at risk, in unit'),
    ('at_risk_high', 'greatest revenue at risk, in unit'),
    ('at_risk', 'revenue at risk of the companies that tell their exports, in unit'),
    ('firms', 'number of firms or countries counted'),
    ('coverage', 'known part, 0 to 1: of the market its suppliers, of revenue its exports'),
    ('weighted', 'exports / revenue of all that tell both'),
    ('simple_mean', 'mean of the export shares'),
    ('weighted_low', 'export share if the others export nothing'),
    ('weighted_high', 'export share if the others export everything'),
    ('market', 'which market; of magnet producers only the listed ones that filed a year'),
    ('hhi', 'Herfindahl-Hirschman index, 1/n to 1'),
    ('effective_firms', '1 / hhi'),
    ('cr1', 'share of the largest, 0 to 1'),
    ('cr4', 'share of the four largest, 0 to 1'),
    ('entropy', 'Shannon entropy of the shares, natural logarithm'),
    ('gini', 'Gini coefficient of the shares'),
    ('total', 'size of the market, in unit'),
    ('rank', '1 is the largest; equal amounts share a rank'),
    ('supplier', 'country (or company) that supplies'),
    ('share', 'part of the attributed market, 0 to 1'),
    ('listed_share', 'assumed part of the market that listed producers hold, 0 to 1'),
    ('hhi_listed', 'index among the listed alone'),
    ('lower', 'least index of the whole market'),
    ('upper', 'greatest, if no other producer is larger than the smallest listed'),
    ('upper_unranked', 'greatest, if others may be of any size'),
    ('question', 'what is waited for'),
    ('population', 'who waits'),
    ('cases', 'number of cases'),
    ('ended', 'cases that ended'),
    ('pending', 'cases that still wait'),
    ('median', 'time after which half have ended, in unit; NULL when not reached'),
    ('median_lower', 'lower 95 percent limit of the median'),
    ('median_upper', 'upper 95 percent limit of the median; NULL when not reached'),
    ('pending_mean_age', 'mean time that pending cases have waited, in unit'),
    ('duration', 'time waited, in unit'),
    ('events', 'cases that ended at this time'),
    ('censored', 'cases last seen waiting at this time'),
    ('waiting_share', 'part that still waits after this time, 0 to 1'),
    ('waiting_lower', 'lower 95 percent limit'),
    ('waiting_upper', 'upper 95 percent limit'),
    ('at_risk_cases', 'cases that waited until this time'),
    ('size', 'size class of the firm'),
    ('open_licences', 'licences submitted and not decided at the end of the day'),
    ('open_tonnes', 'tonnes in those licences'),
    ('submitted', 'licences submitted until then'),
    ('approved', 'of them approved'),
    ('rejected', 'of them rejected'),
    ('rate_decided', 'approved / decided; NULL when none is decided'),
    ('rate_lower', 'approval rate if all pending are rejected'),
    ('rate_upper', 'approval rate if all pending are approved')) m(name, text)
  LOOP
    FOR relation IN SELECT attrelid::regclass FROM pg_attribute WHERE attname = meaning.name
      AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'trade_bi'::regnamespace AND relkind = 'v') LOOP
      EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, meaning.name, meaning.text);
    END LOOP;
  END LOOP;
END $$;

CREATE VIEW trade_bi.dictionary AS
SELECT c.relname::text AS view_name, a.attnum::int AS position, a.attname::text AS column_name, format_type(a.atttypid, a.atttypmod) AS data_type,
       col_description(c.oid, a.attnum) AS meaning
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'trade_bi'::regnamespace AND c.relkind = 'v';
COMMENT ON VIEW trade_bi.dictionary IS 'Every column of these views and what it means.';
COMMENT ON COLUMN trade_bi.dictionary.view_name IS 'view';
COMMENT ON COLUMN trade_bi.dictionary.position IS 'place of the column in the view';
COMMENT ON COLUMN trade_bi.dictionary.column_name IS 'column';
COMMENT ON COLUMN trade_bi.dictionary.data_type IS 'its type';
COMMENT ON COLUMN trade_bi.dictionary.meaning IS 'what it means';
