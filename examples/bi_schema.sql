-- Views for dashboards: schema trade_bi, plain columns only (text, date,
-- integer, bigint, float8, boolean), built on the figures of data/load.sql.
-- psql -f bi_schema.sql, then once a month: CALL trade_summaries.refresh()
-- How tools connect, and what each view answers: docs/bi.md.
--
-- trade_summaries holds the inputs and the stored summaries, trade_bi the views
-- over them.  To show figures of your own, replace the inputs: the views flows,
-- stocks, markets, licences and the table shocks.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
DROP SCHEMA IF EXISTS trade_bi, trade_summaries CASCADE;
CREATE SCHEMA trade_summaries;
COMMENT ON SCHEMA trade_summaries IS 'Inputs and stored summaries behind trade_bi; no dashboard needs to open it.';
CREATE SCHEMA trade_bi;
COMMENT ON SCHEMA trade_bi IS 'Views for dashboards: plain columns, one row for each thing a chart needs.';

-- The inputs ------------------------------------------------------------------

-- Customs: one scope a metal, months and no longer periods.
CREATE VIEW trade_summaries.flows AS
SELECT 'magnets' AS product, 'World' AS partner, 't' AS unit, 'month' AS frequency, month AS period, tonnes AS value, basis FROM trade_data.magnet_months
UNION ALL
SELECT 'magnets', partner, 't', 'month', month, tonnes, 'observed' FROM trade_data.magnet_exports WHERE partner NOT IN ('World', 'European Union') AND partner NOT LIKE '%(region)'
UNION ALL
SELECT 'rare earths', 'World', 't', 'month', month, tonnes, CASE kind WHEN 'reported' THEN 'observed' ELSE kind END FROM trade_data.rare_earth_exports
UNION ALL
SELECT product, partner, 'kg', 'month', period_start, quantity_kg, 'observed' FROM trade_data.metal_exports
WHERE period_start = period_end AND (product, scope) IN (('gallium', 'customs total, wrought and unwrought'),
      ('germanium', 'customs total, wrought and unwrought'), ('antimony', 'all antimony products'))
UNION ALL
SELECT 'metal magnets, all exporters', importer, 'USD', 'year', make_date(year, 1, 1), sum(value_usd), 'observed'
FROM trade_data.magnet_trade GROUP BY importer, year;
COMMENT ON VIEW trade_summaries.flows IS 'Input: exports by product, partner and period.';

-- What each product is measured against.
CREATE TABLE trade_summaries.shocks (product text PRIMARY KEY, shock date NOT NULL, title text NOT NULL,
  k int NOT NULL, gap int NOT NULL DEFAULT 0, threshold float8 NOT NULL DEFAULT 0.9, gaps text NOT NULL DEFAULT 'missing',
  observed_from date, observed_until date);
COMMENT ON TABLE trade_summaries.shocks IS 'Input: the shock of each product, and the options of recovery that belong to it.';
-- A file by partner has no row for no trade: gaps 'zero', from the first to the last day of what it holds.  Figures quoted
-- here and there are no such file: what they do not tell is not known.
INSERT INTO trade_summaries.shocks (product, shock, title, k, gap, gaps, observed_from, observed_until) VALUES
  ('magnets', '2025-04-04', 'licences for magnets', 12, 3, 'missing', NULL, NULL),
  ('rare earths', '2025-04-04', 'licences for seven rare earths', 12, 0, 'missing', NULL, NULL),
  ('gallium', '2023-08-01', 'licences for gallium', 12, 0, 'missing', NULL, NULL),
  ('germanium', '2023-08-01', 'licences for germanium', 12, 0, 'missing', NULL, NULL),
  ('antimony', '2024-10-01', 'licences for antimony', 12, 0, 'missing', NULL, NULL),
  ('metal magnets, all exporters', '2009-01-01', 'recession of 2009', 1, 0, 'zero', '2002-01-01', '2024-12-31');

-- Stocks: quarter rows repeat the level of the nine months that end with them;
-- two levels of one period would be refused.
CREATE VIEW trade_summaries.stocks AS
SELECT company, 'million CNY' AS unit, 'quarter' AS frequency, fiscal_period_end AS period, inventory AS level FROM trade_data.filings
WHERE inventory IS NOT NULL AND period_type <> 'quarter';
COMMENT ON VIEW trade_summaries.stocks IS 'Input: closing inventories by company.';

-- Markets: "Other countries" is no country, as NULL it counts as unattributed.
CREATE VIEW trade_summaries.markets AS
SELECT 'magnet exports' AS market, 'USD' AS unit, year, exporter AS supplier, value_usd AS value FROM trade_data.magnet_trade
UNION ALL
SELECT 'mine production', 't of oxide', year, nullif(country, 'Other countries'), tonnes FROM trade_data.mine_production WHERE series = 'BGS WMS'
UNION ALL
SELECT 'listed magnet producers', 'million CNY', extract(year FROM fiscal_period_end)::int, company, revenue FROM trade_data.filings WHERE period_type = 'annual';
COMMENT ON VIEW trade_summaries.markets IS 'Input: who supplies how much, by market and year.';

-- Licences.  THIS REGISTER IS MADE UP: no register of export licences is public.
-- Its rows are arithmetic: small firms are decided late or never.
CREATE VIEW trade_summaries.licences AS
SELECT size, 'made up' AS basis, date '2025-10-31' AS observed_until, submitted, decided, CASE WHEN decided IS NOT NULL THEN i % 7 <> 0 END AS approved, tonnes
FROM (SELECT i, size, submitted, CASE WHEN i % 5 < 4 - small THEN submitted + 20 + i * 37 % 31 + 25 * small END AS decided, tonnes
      FROM (SELECT i, i % 2 AS small, CASE i % 2 WHEN 1 THEN 'small' ELSE 'large' END AS size, date '2025-04-04' + i * 53 % 150 AS submitted,
                   (CASE i % 2 WHEN 1 THEN 1 + i % 4 ELSE 40 + i % 60 END)::float8 AS tonnes FROM generate_series(1, 240) AS i) r) d;
COMMENT ON VIEW trade_summaries.licences IS 'Input: licences by size of the firm, as known on observed_until. Made up, to show the questions.';

-- The stored summaries --------------------------------------------------------

CREATE MATERIALIZED VIEW trade_summaries.flow_series AS
SELECT product, partner, unit, frequency, series_agg(period, value, frequency) AS s FROM trade_summaries.flows GROUP BY product, partner, unit, frequency;
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

CREATE MATERIALIZED VIEW trade_summaries.licence_summaries AS
SELECT size, basis, observed_until, backlog_agg(submitted, decided) AS licences, backlog_agg(submitted, decided, tonnes) AS tonnes,
       spells_agg(submitted, decided, observed_until, CASE WHEN approved THEN 1 WHEN NOT approved THEN 2 END) AS waits
FROM trade_summaries.licences GROUP BY size, basis, observed_until;
CREATE UNIQUE INDEX ON trade_summaries.licence_summaries (size);
COMMENT ON MATERIALIZED VIEW trade_summaries.licence_summaries IS 'Licences as backlog and waits for each size of firm.';

-- Readers are not blocked meanwhile; nothing changes if one of the four fails.
CREATE PROCEDURE trade_summaries.refresh() LANGUAGE plpgsql AS $$
DECLARE
  summary text;
BEGIN
  FOREACH summary IN ARRAY '{flow_series,stock_series,market_years,licence_summaries}'::text[] LOOP
    EXECUTE format('REFRESH MATERIALIZED VIEW CONCURRENTLY trade_summaries.%I', summary);
  END LOOP;
END $$;
COMMENT ON PROCEDURE trade_summaries.refresh() IS 'Brings the stored summaries up to date; to be called once a month, when new figures are in.';

-- Customs ---------------------------------------------------------------------

CREATE VIEW trade_bi.exports AS
SELECT product, partner, unit, frequency, period, value, basis FROM trade_summaries.flows;
COMMENT ON VIEW trade_bi.exports IS 'Exports by product, partner and period.';

CREATE VIEW trade_summaries.recoveries AS
SELECT f.product, f.partner, f.unit, f.frequency, f.s, c.shock, c.title, r AS report
FROM trade_summaries.flow_series f JOIN trade_summaries.shocks c USING (product),
     LATERAL recovery(f.s, c.shock, k => c.k, gap => c.gap, threshold => c.threshold, gaps => c.gaps, observed_from => c.observed_from, observed_until => c.observed_until) r;
COMMENT ON VIEW trade_summaries.recoveries IS 'The report of recovery for each product and partner.';

CREATE VIEW trade_bi.recovery AS
SELECT product, partner, unit, frequency, shock, title AS control, (report).status, (report).status = 'recovered' AS recovered,
       (report).baseline, (report).baseline_observations, (report).baseline_coverage, (report).depth, (report).trough, (report).recovered_on, (report).time_to_recovery, (report).censored_after, (report).relapsed,
       (report).earliest_period, (report).latest_period, (report).latest_ratio, (report).cumulative_loss, (report).loss_baseline_periods, (report).loss_coverage
FROM trade_summaries.recoveries;
COMMENT ON VIEW trade_bi.recovery IS 'How deep exports fell and whether they came back: one row for each product and partner.';

CREATE VIEW trade_bi.recovery_path AS
SELECT f.product, f.partner, f.unit, f.frequency, c.shock, p.period, p.value, p.baseline AS baseline_value, p.ratio, p.phase, o.basis
FROM trade_summaries.flow_series f JOIN trade_summaries.shocks c USING (product)
CROSS JOIN LATERAL recovery_path(f.s, c.shock, recovery_options(k => c.k, gap => c.gap, threshold => c.threshold, gaps => c.gaps,
                                                                 observed_from => c.observed_from, observed_until => c.observed_until)) p
LEFT JOIN trade_summaries.flows o ON (o.product, o.partner, o.period) = (f.product, f.partner, p.period);
COMMENT ON VIEW trade_bi.recovery_path IS 'Exports against their baseline, period by period: one row for each product, partner and period.';

-- Filings ---------------------------------------------------------------------

CREATE VIEW trade_bi.filings AS
SELECT company, ticker, fiscal_period_end AS period, period_type, revenue, export_revenue,
       coalesce(export_share(export_revenue, revenue), export_share_pct / 100) AS export_share,
       inventory, cost_of_sales, net_profit, source
FROM trade_data.filings;
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
SELECT company, extract(year FROM fiscal_period_end)::int AS year, fiscal_period_end AS period, 'million CNY' AS unit, revenue, export_revenue,
       CASE WHEN x.share IS NULL THEN 'range of the eleven largest' ELSE 'reported' END AS basis,
       coalesce(x.share, 0.18) AS export_share_low, coalesce(x.share, 0.50) AS export_share_high, scenario.fall, risk.low AS at_risk_low, risk.high AS at_risk_high
FROM trade_data.filings
CROSS JOIN LATERAL (SELECT coalesce(export_share(export_revenue, revenue), export_share_pct / 100) AS share) x
CROSS JOIN unnest('{0.25,0.5,0.75}'::float8[]) AS scenario(fall)
CROSS JOIN LATERAL revenue_at_risk(revenue, coalesce(x.share, 0.18), coalesce(x.share, 0.50), scenario.fall, scenario.fall) risk
WHERE period_type = 'annual' AND revenue IS NOT NULL;
COMMENT ON VIEW trade_bi.exposure IS 'Revenue of a year that a fall in exports would cost: one row for each company, year and fall; who does not tell its export share gets the range of 18 to 50 percent that is told of the eleven largest.';

CREATE VIEW trade_bi.sector_exposure AS
SELECT year, make_date(year, 12, 31) AS period, 'million CNY' AS unit, fall, e.firms, e.revenue, e.coverage, e.weighted, e.simple_mean, e.weighted_low, e.weighted_high, e.at_risk, e.at_risk_high
FROM (SELECT extract(year FROM fiscal_period_end)::int AS year, fall, (weighted_exposure(company, revenue, export_revenue, fall)).*
      FROM trade_data.filings, unnest('{0.25,0.5,0.75}'::float8[]) AS fall WHERE period_type = 'annual' GROUP BY 1, 2) e;
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
SELECT 'export recovery' AS question, 'products' AS population, 'month' AS unit, 'observed' AS basis, spells_agg(report) AS s
FROM trade_summaries.recoveries WHERE partner = 'World' AND frequency = 'month' AND (report).status <> 'not_affected'
UNION ALL
SELECT 'import recovery', CASE WHEN value_at(s, shock - 1) >= 1e7 THEN 'large importers' ELSE 'small importers' END, 'year', 'observed', spells_agg(report)
FROM trade_summaries.recoveries WHERE frequency = 'year' AND (report).status <> 'not_affected' GROUP BY 2
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
FROM trade_summaries.licence_summaries, generate_series(timestamp '2025-04-04', observed_until, '1 day') AS day;
COMMENT ON VIEW trade_bi.licence_backlog IS 'Open licences: one row for each size of firm and day.';

CREATE VIEW trade_bi.licence_decisions AS
SELECT size, basis, day, r.submitted, r.approved, r.rejected, r.pending, r.rate_decided, r.rate_lower, r.rate_upper
FROM (SELECT size, basis, day, (approval_rate(submitted, decided, day, approved)).*
      FROM trade_summaries.licences, unnest('{2025-04-30,2025-05-31,2025-06-30,2025-07-31,2025-08-31,2025-09-30,2025-10-31}'::date[]) AS day
      GROUP BY size, basis, day) r;
COMMENT ON VIEW trade_bi.licence_decisions IS 'Approvals as known at the end of each month, with bounds for what is pending: one row for each size of firm and month.';

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
COMMIT;
