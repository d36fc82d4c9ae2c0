-- Inventory: days, cover, clearance, projection.  Numbers first, then series.

CREATE FUNCTION days_inventory(
    opening double precision, closing double precision,
    cost_of_sales double precision, days double precision,
    method text DEFAULT 'average') RETURNS double precision
AS 'MODULE_PATHNAME', 'days_inventory' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION days_inventory(double precision, double precision, double precision, double precision, text) IS
'Days that the inventory lasts at the cost of sales of the period: inventory / cost_of_sales * days, days being the calendar days of the period. method: average (of opening and closing), closing or opening. NULL when the stock is not known or the cost is zero.';

CREATE FUNCTION inventory_turnover(
    opening double precision, closing double precision,
    cost_of_sales double precision, days double precision,
    annual_days double precision DEFAULT 365,
    method text DEFAULT 'average') RETURNS double precision
AS 'MODULE_PATHNAME', 'inventory_turnover' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION inventory_turnover(double precision, double precision, double precision, double precision, double precision, text) IS
'Times a year that the inventory is sold: cost_of_sales / inventory * annual_days / days. NULL when the stock is not known or zero.';

CREATE FUNCTION inventory_signal(
    inventory_before double precision, inventory_after double precision,
    sales_before double precision, sales_after double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'inventory_signal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION inventory_signal(double precision, double precision, double precision, double precision) IS
'Growth of inventory less growth of sales (Lev and Thiagarajan 1993); above zero, goods pile up faster than they sell. NULL when either was zero before.';

CREATE FUNCTION finished_goods_share(finished double precision, total double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'finished_goods_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION finished_goods_share(double precision, double precision) IS
'Finished goods as a part of all inventory, 0 to 1; NULL without inventory.';

CREATE FUNCTION writedown(
    quantity double precision, unit_cost double precision, unit_nrv double precision,
    OUT loss double precision, OUT share double precision) RETURNS record
AS 'MODULE_PATHNAME', 'writedown' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION writedown(double precision, double precision, double precision) IS
'Loss when stock at cost is worth only its net realisable value (IAS 2): max(0, unit_cost - unit_nrv) * quantity, and as a part of the cost, NULL without goods. Negative figures are errors.';

CREATE FUNCTION forward_cover(
    stock double precision, demand double precision[],
    OUT periods double precision, OUT exhausted boolean) RETURNS record
AS 'MODULE_PATHNAME', 'forward_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION forward_cover(double precision, double precision[]) IS
'Periods of the demand to come that the stock covers, demand in order of time. exhausted is false when demand ends first, or is NULL: then the cover is at least so long.';

CREATE FUNCTION clearance_time(
    stock double precision, outflow double precision,
    inflow double precision DEFAULT 0, target double precision DEFAULT 0) RETURNS double precision
AS 'MODULE_PATHNAME', 'clearance_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clearance_time(double precision, double precision, double precision, double precision) IS
'Periods until the stock is down to the target at constant flows: (stock - target) / (outflow - inflow). 0 when it is there already, NULL when it never will be.';

CREATE FUNCTION clearance(
    stock double precision, exports double precision, domestic_sales double precision,
    production double precision DEFAULT 0,
    tailored_share double precision DEFAULT 0,
    tailored_export_share double precision DEFAULT 1,
    tailored_production_share double precision DEFAULT 0,
    target double precision DEFAULT 0,
    OUT tailored_stock double precision, OUT standard_stock double precision,
    OUT tailored_time double precision, OUT standard_time double precision,
    OUT clearance_time double precision, OUT pooled_time double precision,
    OUT limited_by text) RETURNS record
AS 'MODULE_PATHNAME', 'clearance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clearance(double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS
'Periods until a stock is cleared when its tailor-made part leaves by exports only; flows are per period and constant. Exports take tailored goods first, up to tailored_export_share of them; the rest of exports and domestic sales take standard goods. Both parts go down to their share of target. NULL times are never. pooled_time is what one stock without a tailored part would need; limited_by is tailored, standard, both or none.';

CREATE FUNCTION clearance_scenarios(
    stock double precision, exports double precision, domestic_sales double precision,
    production double precision DEFAULT 0,
    tailored_shares double precision[] DEFAULT '{0,0.1,0.2,0.3}',
    export_levels double precision[] DEFAULT '{0.25,0.5,0.75,1}',
    tailored_export_share double precision DEFAULT 1,
    tailored_production_share double precision DEFAULT 0,
    target double precision DEFAULT 0)
RETURNS TABLE (
    tailored_share double precision, export_level double precision,
    tailored_time double precision, standard_time double precision,
    clearance_time double precision, pooled_time double precision, limited_by text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 16
BEGIN ATOMIC
    SELECT t.share, e.level, c.tailored_time, c.standard_time,
           c.clearance_time, c.pooled_time, c.limited_by
    FROM unnest(clearance_scenarios.tailored_shares) WITH ORDINALITY t(share, i),
         unnest(clearance_scenarios.export_levels) WITH ORDINALITY e(level, j),
         LATERAL clearance(clearance_scenarios.stock,
                           clearance_scenarios.exports * e.level,
                           clearance_scenarios.domestic_sales,
                           clearance_scenarios.production, t.share,
                           clearance_scenarios.tailored_export_share,
                           clearance_scenarios.tailored_production_share,
                           clearance_scenarios.target) c
    ORDER BY t.i, e.j;
END;
COMMENT ON FUNCTION clearance_scenarios(double precision, double precision, double precision, double precision, double precision[], double precision[], double precision, double precision, double precision) IS
'clearance for every tailored share and every level of exports (1 is the exports given): one row a scenario.';

CREATE FUNCTION inventory_projection(
    stock double precision, production double precision,
    domestic_demand double precision, exports double precision,
    imports double precision DEFAULT 0,
    production_cut double precision DEFAULT 0,
    small_share double precision DEFAULT 0, small_cut double precision DEFAULT 0,
    domestic_growth double precision DEFAULT 0,
    ev_share double precision DEFAULT 0, ev_cut double precision DEFAULT 0,
    ev_growth double precision DEFAULT 0,
    export_start double precision DEFAULT 1,
    export_recovery double precision DEFAULT 0,
    export_ceiling double precision DEFAULT 1,
    tailored_share double precision DEFAULT 0,
    tailored_export_share double precision DEFAULT 1,
    tailored_production_share double precision DEFAULT 0,
    export_path double precision[] DEFAULT NULL,
    months integer DEFAULT 24, start date DEFAULT NULL)
RETURNS TABLE (
    month integer, period date, opening double precision,
    produced double precision, imported double precision,
    exported double precision, domestic_sales double precision,
    unmet double precision, change double precision, closing double precision,
    tailored_stock double precision, standard_stock double precision,
    export_level double precision)
AS 'MODULE_PATHNAME', 'inventory_projection' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 24;
COMMENT ON FUNCTION inventory_projection(double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision[], integer, date) IS
'A scenario, not a prediction: the stock month by month under the assumptions given. Exports start at export_start of the normal exports and regain export_recovery of them a month up to export_ceiling, or follow export_path. Small firms (small_share of production) cut small_cut, others production_cut. ev_share of domestic demand falls by ev_cut at once and grows by ev_growth a month, the rest by domestic_growth. No row when an assumption is NULL.';

-- Over trade_series: periods meet by the calendar, mismatched ones are NULL.

CREATE FUNCTION days_inventory(
    inventory trade_series, cost_of_sales trade_series,
    method text DEFAULT 'average', days double precision DEFAULT NULL,
    annual_days double precision DEFAULT 365)
RETURNS TABLE (
    period date, period_days double precision,
    opening double precision, closing double precision, cost double precision,
    days_inventory double precision, turnover double precision)
AS 'MODULE_PATHNAME', 'series_days_inventory' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION days_inventory(trade_series, trade_series, text, double precision, double precision) IS
'One row for each period with a closing inventory or a cost of sales: days that the inventory lasts, and turnover a year. The days of a period are those of the calendar unless given. A cost of several periods together, such as a half-year, stands at the last of them: opening, days and answer are of all of them, and days, if given, count for each. Year-to-date costs go through from_year_to_date first.';

CREATE FUNCTION inventory_signal(
    inventory trade_series, sales trade_series, lag integer DEFAULT NULL)
RETURNS TABLE (
    period date, inventory_growth double precision, sales_growth double precision,
    signal double precision)
AS 'MODULE_PATHNAME', 'series_inventory_signal' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION inventory_signal(trade_series, trade_series, integer) IS
'One row for each period in which inventory or sales have a growth over lag periods (NULL: a year): both growths and inventory_signal, their difference.';

CREATE FUNCTION stock_cover(
    stock trade_series, demand trade_series, gaps text DEFAULT 'missing')
RETURNS TABLE (
    period date, closing double precision, periods double precision, exhausted boolean)
AS 'MODULE_PATHNAME', 'series_stock_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION stock_cover(trade_series, trade_series, text) IS
'One row for each stock: periods of the demand that came after it which it covers. exhausted is false where demand is not known to the end: the cover is at least so long. gaps in demand: missing (ends what is known), zero or error.';

CREATE FUNCTION trailing_cover(
    stock trade_series, demand trade_series, k integer DEFAULT 3, gaps text DEFAULT 'missing')
RETURNS TABLE (
    period date, closing double precision, mean_demand double precision,
    periods double precision, demand_ratio double precision)
AS 'MODULE_PATHNAME', 'series_trailing_cover' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION trailing_cover(trade_series, trade_series, integer, text) IS
'One row for each stock: periods that it covers if demand stays at the mean of the latest k periods. It misleads across a shock: look at demand_ratio (latest demand / mean), and prefer stock_cover where later demand is known.';

CREATE FUNCTION stock_path(
    opening double precision, production trade_series DEFAULT NULL,
    imports trade_series DEFAULT NULL, exports trade_series DEFAULT NULL,
    consumption trade_series DEFAULT NULL, gaps text DEFAULT 'missing')
RETURNS TABLE (period date, change double precision, stock double precision, status text)
AS 'MODULE_PATHNAME', 'series_stock_path' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION stock_path(double precision, trade_series, trade_series, trade_series, trade_series, text) IS
'The stock that flows imply, from the opening stock on: production + imports - exports - consumption added up exactly. A NULL series is no such flow. status: ok, negative (the inputs disagree) or unknown (a flow of this or an earlier period is missing). gaps over the span of all series: missing, zero or error.';

-- The figures of drawdown one by one.

CREATE FUNCTION max_drawdown(s trade_series, gaps text DEFAULT 'missing') RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (drawdown(s, gaps)).max_drawdown;
COMMENT ON FUNCTION max_drawdown(trade_series, text) IS
'Largest fall of a level from its running maximum, as a part of it, 0..1. NULL without levels; negative levels are an error.';

CREATE FUNCTION max_buildup(s trade_series, gaps text DEFAULT 'missing') RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (drawdown(s, gaps)).max_buildup;
COMMENT ON FUNCTION max_buildup(trade_series, text) IS
'Largest rise of a level from its running minimum, in units of the level. NULL without levels; negative levels are an error.';

CREATE FUNCTION ulcer_index(s trade_series, gaps text DEFAULT 'missing') RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (drawdown(s, gaps)).ulcer_index;
COMMENT ON FUNCTION ulcer_index(trade_series, text) IS
'Root mean square of the drawdown over all levels, 0..1 (Martin and McCann 1989). NULL without levels; negative levels are an error.';

CREATE FUNCTION pain_index(s trade_series, gaps text DEFAULT 'missing') RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (drawdown(s, gaps)).pain_index;
COMMENT ON FUNCTION pain_index(trade_series, text) IS
'Mean of the drawdown over all levels, 0..1. NULL without levels; negative levels are an error.';
