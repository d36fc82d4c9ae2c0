-- Inventory: days, cover, path, clearance, projection.

-- Over trade_series: periods meet by the calendar, mismatched ones are NULL.

CREATE TYPE days_inventory_report AS (
    period date,
    period_days double precision,
    opening double precision,
    closing double precision,
    cost_of_sales double precision,
    days double precision,
    turnover double precision
);
COMMENT ON TYPE days_inventory_report IS 'How long an inventory lasts; returned by days_inventory.';
COMMENT ON COLUMN days_inventory_report.period IS 'first day of the period';
COMMENT ON COLUMN days_inventory_report.period_days IS 'days of the period, or of the periods that its cost covers';
COMMENT ON COLUMN days_inventory_report.opening IS 'inventory before it';
COMMENT ON COLUMN days_inventory_report.closing IS 'inventory at its end';
COMMENT ON COLUMN days_inventory_report.cost_of_sales IS 'cost of what was sold in it';
COMMENT ON COLUMN days_inventory_report.days IS 'inventory / cost_of_sales * period_days; NULL when the cost is zero';
COMMENT ON COLUMN days_inventory_report.turnover IS 'times a year that the inventory is sold: cost_of_sales / inventory * annual_days / period_days (the days of the year, 365 or 366, unless given); NULL when the inventory is zero';

CREATE FUNCTION days_inventory(
    inventory trade_series, cost_of_sales trade_series,
    method text DEFAULT 'average', days double precision DEFAULT NULL,
    annual_days double precision DEFAULT NULL) RETURNS SETOF days_inventory_report
AS 'MODULE_PATHNAME', 'series_days_inventory' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION days_inventory(trade_series, trade_series, text, double precision, double precision) IS
'One row for each period with a closing inventory or a cost of sales: days that the inventory lasts, and turnover a year. method: average (of opening and closing), closing or opening. The days of a period, and of the year in which it begins, are those of the calendar unless given. A cost of several periods together, such as a half-year, stands at the last of them: opening, days and answer are of all of them, and days, if given, count for each. Year-to-date costs go through from_year_to_date first.';

CREATE TYPE inventory_signal_report AS (
    period date,
    inventory_growth double precision,
    sales_growth double precision,
    signal double precision
);
COMMENT ON TYPE inventory_signal_report IS 'Growth of inventory against growth of sales; returned by inventory_signal.';
COMMENT ON COLUMN inventory_signal_report.period IS 'first day of the period';
COMMENT ON COLUMN inventory_signal_report.inventory_growth IS 'growth of inventory on its base; NULL from zero';
COMMENT ON COLUMN inventory_signal_report.sales_growth IS 'growth of sales on its base; NULL from zero';
COMMENT ON COLUMN inventory_signal_report.signal IS 'inventory_growth - sales_growth; above zero, goods pile up faster than they sell';

CREATE FUNCTION inventory_signal(
    inventory trade_series, sales trade_series, lag integer DEFAULT NULL, base text DEFAULT 'one_year') RETURNS SETOF inventory_signal_report
AS 'MODULE_PATHNAME', 'series_inventory_signal' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION inventory_signal(trade_series, trade_series, integer, text) IS
'One row for each period in which inventory or sales have a growth over lag periods (NULL: a year): both growths and their difference. base: one_year, growth on the value lag periods before; two_year, on the mean of the values lag and 2 * lag periods before (the signal of Lev and Thiagarajan 1993). Series by day, week or trading_day need a lag: they have no year of so many periods.';

CREATE TYPE stock_cover_report AS (
    period date,
    closing double precision,
    cover double precision,
    exhausted boolean
);
COMMENT ON TYPE stock_cover_report IS 'How much of later demand a stock covers; returned by stock_cover.';
COMMENT ON COLUMN stock_cover_report.period IS 'first day of the period';
COMMENT ON COLUMN stock_cover_report.closing IS 'stock at its end';
COMMENT ON COLUMN stock_cover_report.cover IS 'periods of the demand after it that the stock covers';
COMMENT ON COLUMN stock_cover_report.exhausted IS 'false when stock is left where what is known of demand ends: the cover is at least so long';

CREATE FUNCTION stock_cover(
    stock trade_series, demand trade_series, gaps text DEFAULT 'missing') RETURNS SETOF stock_cover_report
AS 'MODULE_PATHNAME', 'series_stock_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION stock_cover(trade_series, trade_series, text) IS
'One row for each stock: periods of the demand that came after it which it covers. exhausted is false where stock is left when what is known of demand ends: the cover is at least so long. gaps in demand: missing (ends what is known), zero or error.';

CREATE TYPE trailing_cover_report AS (
    period date,
    closing double precision,
    cover double precision,
    mean_demand double precision,
    demand_observations integer,
    demand_ratio double precision
);
COMMENT ON TYPE trailing_cover_report IS 'How much of demand as it was a stock covers; returned by trailing_cover.';
COMMENT ON COLUMN trailing_cover_report.period IS 'first day of the period';
COMMENT ON COLUMN trailing_cover_report.closing IS 'stock at its end';
COMMENT ON COLUMN trailing_cover_report.cover IS 'closing / mean_demand, in periods';
COMMENT ON COLUMN trailing_cover_report.mean_demand IS 'mean of the latest k periods, of those seen';
COMMENT ON COLUMN trailing_cover_report.demand_observations IS 'how many of those k that is; fewer at the start of demand, across its holes and after its end';
COMMENT ON COLUMN trailing_cover_report.demand_ratio IS 'demand of the period / mean_demand; far from 1, do not trust the cover';

CREATE FUNCTION trailing_cover(
    stock trade_series, demand trade_series, k integer DEFAULT 3,
    gaps text DEFAULT 'missing') RETURNS SETOF trailing_cover_report
AS 'MODULE_PATHNAME', 'series_trailing_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION trailing_cover(trade_series, trade_series, integer, text) IS
'One row for each stock: periods that it covers if demand stays at the mean of the latest k periods. It misleads across a shock: look at demand_ratio (latest demand / mean), and prefer stock_cover where later demand is known.';

CREATE TYPE stock_path_report AS (
    period date,
    change double precision,
    stock double precision,
    status text
);
COMMENT ON TYPE stock_path_report IS 'A stock that flows imply; returned by stock_path.';
COMMENT ON COLUMN stock_path_report.period IS 'first day of the period';
COMMENT ON COLUMN stock_path_report.change IS 'production + imports - exports - consumption; NULL when one is missing';
COMMENT ON COLUMN stock_path_report.stock IS 'opening stock and all changes so far';
COMMENT ON COLUMN stock_path_report.status IS 'ok, negative (the inputs disagree) or unknown (a flow of this or an earlier period is missing)';

CREATE FUNCTION stock_path(
    opening double precision, production trade_series DEFAULT NULL,
    imports trade_series DEFAULT NULL, exports trade_series DEFAULT NULL,
    consumption trade_series DEFAULT NULL, gaps text DEFAULT 'missing')
RETURNS SETOF stock_path_report
AS 'MODULE_PATHNAME', 'series_stock_path' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION stock_path(double precision, trade_series, trade_series, trade_series, trade_series, text) IS
'The stock that flows imply, from the opening stock on: production + imports - exports - consumption added up exactly. A NULL series is no such flow. status: ok, negative (the inputs disagree) or unknown (a flow of this or an earlier period is missing). gaps is for holes in a flow: missing, zero or error; before its first and after its last total a flow is not known, see complete().';

-- Over numbers: a stock with a tailor-made part, under stated assumptions.

CREATE TYPE clearance_report AS (
    clearance_time double precision,
    limited_by text,
    tailored_time double precision,
    standard_time double precision,
    pooled_time double precision,
    tailored_stock double precision,
    standard_stock double precision
);
COMMENT ON TYPE clearance_report IS 'When a stock is cleared; returned by clearance.';
COMMENT ON COLUMN clearance_report.clearance_time IS 'periods until both parts are cleared; NULL is never, as in the times below';
COMMENT ON COLUMN clearance_report.limited_by IS 'the part that takes longest: tailored, standard, both or none';
COMMENT ON COLUMN clearance_report.tailored_time IS 'periods until the tailor-made part is cleared';
COMMENT ON COLUMN clearance_report.standard_time IS 'periods until the rest is cleared';
COMMENT ON COLUMN clearance_report.pooled_time IS 'what one stock without a tailor-made part would need: (stock - target) / (exports + domestic_sales - production)';
COMMENT ON COLUMN clearance_report.tailored_stock IS 'the tailor-made part of the stock';
COMMENT ON COLUMN clearance_report.standard_stock IS 'the rest of it';

CREATE FUNCTION clearance(
    stock double precision, exports double precision, domestic_sales double precision,
    production double precision DEFAULT 0,
    tailored_share double precision DEFAULT 0,
    tailored_export_share double precision DEFAULT 1,
    tailored_production_share double precision DEFAULT 0,
    target double precision DEFAULT 0) RETURNS clearance_report
AS 'MODULE_PATHNAME', 'clearance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clearance(double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS
'Periods until a stock is cleared when its tailor-made part leaves by exports only; flows are per period and constant. Exports take tailored goods first, up to tailored_export_share of them; the rest of exports and domestic sales take standard goods. Both parts go down to their share of target. NULL times are never.';

CREATE TYPE stockout_report AS (
    period integer,
    unmet double precision,
    fill_rate double precision,
    lowest double precision
);
COMMENT ON TYPE stockout_report IS 'When a stock runs out; returned by stockout.';
COMMENT ON COLUMN stockout_report.period IS 'first period, from 1, that cannot be served; NULL when the stock lasts';
COMMENT ON COLUMN stockout_report.unmet IS 'demand that cannot be served in it';
COMMENT ON COLUMN stockout_report.fill_rate IS 'served / demanded over all periods, 0 to 1; NULL without a period';
COMMENT ON COLUMN stockout_report.lowest IS 'least stock, at the start or at the end of a period';

CREATE FUNCTION stockout(stock double precision, arrivals double precision[],
    demand double precision DEFAULT 1) RETURNS stockout_report
AS 'MODULE_PATHNAME', 'stockout' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION stockout(double precision, double precision[], double precision) IS
'When a stock runs out that serves a demand each period, with what arrives in it: stock and arrivals in one unit, such as periods of the baseline (demand 1). What cannot be served is lost, not carried over. NULL for a NULL argument; a negative amount, a NULL arrival and a demand of zero are errors.';

CREATE TYPE inventory_projection_report AS (
    month integer,
    period date,
    opening double precision,
    produced double precision,
    imported double precision,
    exported double precision,
    domestic_sales double precision,
    unmet double precision,
    change double precision,
    closing double precision,
    tailored_stock double precision,
    standard_stock double precision,
    export_level double precision
);
COMMENT ON TYPE inventory_projection_report IS 'A month of a scenario; returned by inventory_projection.';
COMMENT ON COLUMN inventory_projection_report.month IS '1 is the first';
COMMENT ON COLUMN inventory_projection_report.period IS 'first day of the month; NULL without a start';
COMMENT ON COLUMN inventory_projection_report.opening IS 'stock before it';
COMMENT ON COLUMN inventory_projection_report.produced IS 'production of the month';
COMMENT ON COLUMN inventory_projection_report.imported IS 'imports of the month';
COMMENT ON COLUMN inventory_projection_report.exported IS 'exports of the month';
COMMENT ON COLUMN inventory_projection_report.domestic_sales IS 'domestic demand that was served';
COMMENT ON COLUMN inventory_projection_report.unmet IS 'demand that the stock could not serve';
COMMENT ON COLUMN inventory_projection_report.change IS 'closing - opening';
COMMENT ON COLUMN inventory_projection_report.closing IS 'stock at the end';
COMMENT ON COLUMN inventory_projection_report.tailored_stock IS 'its tailor-made part';
COMMENT ON COLUMN inventory_projection_report.standard_stock IS 'the rest of it';
COMMENT ON COLUMN inventory_projection_report.export_level IS 'exports as a part of normal ones';

CREATE FUNCTION inventory_projection(
    stock double precision, production double precision,
    domestic_demand double precision, exports double precision,
    imports double precision DEFAULT 0,
    scenario jsonb DEFAULT '{}', export_path double precision[] DEFAULT NULL,
    months integer DEFAULT 24, start date DEFAULT NULL) RETURNS SETOF inventory_projection_report
AS 'MODULE_PATHNAME', 'inventory_projection' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 24;
COMMENT ON FUNCTION inventory_projection(double precision, double precision, double precision, double precision, double precision, jsonb, double precision[], integer, date) IS
'A scenario, not a prediction: the stock month by month under assumptions, flows a month and a JSON object of the rest. Exports start at export_start of the normal exports and regain export_regain of them a month up to export_ceiling, or follow export_path. Small firms (small_share of production) cut small_cut, others production_cut. ev_share of domestic demand falls by ev_cut at once and grows by ev_growth a month, the rest by domestic_growth. tailored_share of the stock and tailored_production_share of production leave by exports only, as tailored_export_share of them at most. No row when an argument is NULL.';
