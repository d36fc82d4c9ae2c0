-- Statistics of trade and exposure.

CREATE FUNCTION unit_value(value double precision, quantity double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'unit_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value(double precision, double precision) IS
'Value per unit of quantity; NULL at quantity 0, which many sources write for an unknown weight. Negative figures are errors.';

CREATE TYPE unit_value_screen_report AS (
    n bigint,
    median double precision,
    mad double precision,
    suspects bigint
);
COMMENT ON TYPE unit_value_screen_report IS 'The unit values of rows, and how many are off, as plain columns; returned by unit_value_screen.';
COMMENT ON COLUMN unit_value_screen_report.n IS 'rows with a value and a quantity above zero';
COMMENT ON COLUMN unit_value_screen_report.median IS 'median unit value (of an even number the geometric mean of the middle two); NULL of fewer than three rows';
COMMENT ON COLUMN unit_value_screen_report.mad IS 'median of |ln(unit value / median)|; 0 where most rows have one unit value: then nothing is a suspect';
COMMENT ON COLUMN unit_value_screen_report.suspects IS 'rows more than 3.5 times 1.4826 mad off, and by more than a factor of 5';

CREATE TYPE unit_value_score_report AS (
    z double precision,
    ratio double precision,
    likely_factor double precision
);
COMMENT ON TYPE unit_value_score_report IS 'How far a unit value is off, as plain columns; returned by unit_value_score.';
COMMENT ON COLUMN unit_value_score_report.z IS 'ln(ratio) / (1.4826 mad); NULL at mad 0 unless the ratio is 1';
COMMENT ON COLUMN unit_value_score_report.ratio IS 'unit value / median';
COMMENT ON COLUMN unit_value_score_report.likely_factor IS 'power of ten that brings the unit value to within 20 percent of the median: divide the quantity by it, or multiply the value; NULL where none but 1 does';

CREATE FUNCTION unit_value_score(value double precision, quantity double precision, median double precision, mad double precision) RETURNS unit_value_score_report
AS 'MODULE_PATHNAME', 'unit_value_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value_score(double precision, double precision, double precision, double precision) IS
'How far the unit value of a row is from the median that unit_value_screen gives, and whether a power of ten explains it: kilograms or tonnes? NULL without a value and a quantity above zero; a median that is not above zero and a negative mad are errors.';

CREATE FUNCTION export_share(export_revenue double precision, revenue double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'export_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION export_share(double precision, double precision) IS
'Export revenue / revenue, 0 to 1; NULL at revenue 0. Exports above revenue are an error.';

CREATE FUNCTION revenue_at_risk(revenue double precision, export_share double precision, fall double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'revenue_at_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revenue_at_risk(double precision, double precision, double precision) IS
'revenue * export_share * fall: the revenue lost if exports fall by that part, in units of revenue. Shares outside 0..1 are an error.';

CREATE TYPE revenue_at_risk_report AS (
    low double precision,
    high double precision
);
COMMENT ON TYPE revenue_at_risk_report IS 'The revenue at risk when shares are known as ranges, as plain columns; returned by revenue_at_risk.';
COMMENT ON COLUMN revenue_at_risk_report.low IS 'at the lower ends of export share and fall';
COMMENT ON COLUMN revenue_at_risk_report.high IS 'at the upper ends';

CREATE FUNCTION revenue_at_risk(revenue double precision, share_low double precision, share_high double precision, fall_low double precision, fall_high double precision) RETURNS revenue_at_risk_report
AS 'MODULE_PATHNAME', 'revenue_at_risk_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revenue_at_risk(double precision, double precision, double precision, double precision, double precision) IS
'Least and largest revenue at risk when the export share and the fall are known as ranges, 0..1, the lower end first.';

CREATE TYPE mirror_gap_report AS (
    fob_import double precision,
    gap double precision,
    log_ratio double precision,
    asymmetry double precision
);
COMMENT ON TYPE mirror_gap_report IS 'The importers figure against the exporters, as plain columns; returned by mirror_gap.';
COMMENT ON COLUMN mirror_gap_report.fob_import IS 'import_cif / (1 + cif_margin)';
COMMENT ON COLUMN mirror_gap_report.gap IS 'fob_import - export_fob';
COMMENT ON COLUMN mirror_gap_report.log_ratio IS 'ln(fob_import / export_fob); NULL when one side is zero';
COMMENT ON COLUMN mirror_gap_report.asymmetry IS 'gap / mean of both, -2 to 2; NULL when both are zero';

CREATE FUNCTION mirror_gap(import_cif double precision, export_fob double precision, cif_margin double precision) RETURNS mirror_gap_report
AS 'MODULE_PATHNAME', 'mirror_gap' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mirror_gap(double precision, double precision, double precision) IS
'The importer''s figure against the exporter''s for one flow: fob_import = import_cif / (1 + cif_margin), gap = fob_import - export_fob, log_ratio = ln(fob_import / export_fob), asymmetry = gap / mean of both, -2 to 2. log_ratio is NULL when one side is zero, asymmetry when both are; negative figures are errors, and so is a margin above 1.';

CREATE FUNCTION balassa_rca(country_product double precision, country_total double precision, world_product double precision, world_total double precision, symmetric_form boolean DEFAULT false) RETURNS double precision
AS 'MODULE_PATHNAME', 'balassa_rca' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balassa_rca(double precision, double precision, double precision, double precision, boolean) IS
'Revealed comparative advantage R = (country_product / country_total) / (world_product / world_total): exports of one product by a country, all its exports, and the same of the world. symmetric_form gives (R - 1) / (R + 1), -1 to 1. NULL on a zero denominator.';

CREATE TYPE reroute_report AS (
    lost double precision,
    hub_in double precision,
    hub_out double precision,
    rerouted double precision,
    share double precision
);
COMMENT ON TYPE reroute_report IS 'What can have been re-routed by way of a hub, as plain columns; returned by reroute.';
COMMENT ON COLUMN reroute_report.lost IS 'fall of the direct trade';
COMMENT ON COLUMN reroute_report.hub_in IS 'rise of the trade into the hub';
COMMENT ON COLUMN reroute_report.hub_out IS 'rise of the trade from the hub to the target';
COMMENT ON COLUMN reroute_report.rerouted IS 'the least of the three: an upper bound';
COMMENT ON COLUMN reroute_report.share IS 'rerouted / lost; NULL when nothing was lost';

CREATE FUNCTION reroute(direct_before double precision, direct_after double precision, hub_in_before double precision, hub_in_after double precision, hub_out_before double precision, hub_out_after double precision) RETURNS reroute_report
AS 'MODULE_PATHNAME', 'reroute' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reroute(double precision, double precision, double precision, double precision, double precision, double precision) IS
'The most that can have been re-routed by way of a hub between two periods: the least of the fall in direct trade, the rise into the hub and the rise from the hub to the target. An upper bound, not a proof; share, its part of the loss, is NULL when nothing was lost. Negative figures are errors.';

CREATE FUNCTION finger_kreinin(a market_shares, b market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_finger_kreinin' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION finger_kreinin(market_shares, market_shares) IS
'Similarity of two structures: sum of the smaller share of each entity, 0 (nothing in common) to 1 (the same). NULL when one is empty.';

-- Index numbers of prices and quantities.

CREATE TYPE price_report AS (
    price_laspeyres double precision,
    price_paasche double precision,
    price_fisher double precision,
    price_tornqvist double precision,
    quantity_laspeyres double precision,
    quantity_paasche double precision,
    quantity_fisher double precision,
    quantity_tornqvist double precision,
    matched bigint,
    items_before bigint,
    items_after bigint,
    coverage_before double precision,
    coverage_after double precision
);
COMMENT ON TYPE price_report IS 'Indices of prices and quantities between two periods or along a chain, as plain columns; returned by price_indices.';
COMMENT ON COLUMN price_report.price_laspeyres IS 'prices weighted by the quantities of the period before';
COMMENT ON COLUMN price_report.price_paasche IS 'prices weighted by the quantities of the period after';
COMMENT ON COLUMN price_report.price_fisher IS 'geometric mean of Laspeyres and Paasche';
COMMENT ON COLUMN price_report.price_tornqvist IS 'geometric mean of price relatives, weighted by mean value shares; NULL when a price is zero';
COMMENT ON COLUMN price_report.quantity_laspeyres IS 'quantities weighted by the prices of the period before';
COMMENT ON COLUMN price_report.quantity_paasche IS 'quantities weighted by the prices of the period after';
COMMENT ON COLUMN price_report.quantity_fisher IS 'geometric mean of Laspeyres and Paasche; times price_fisher it is the ratio of values';
COMMENT ON COLUMN price_report.quantity_tornqvist IS 'geometric mean of quantity relatives, weighted by mean value shares; NULL when a quantity is zero';
COMMENT ON COLUMN price_report.matched IS 'items with a price in both periods: only they enter the indices; for a chain the fewest of a link';
COMMENT ON COLUMN price_report.items_before IS 'items with a price in the period before; for a chain in its first period';
COMMENT ON COLUMN price_report.items_after IS 'items with a price in the period after; for a chain in its last period';
COMMENT ON COLUMN price_report.coverage_before IS 'part of the value of the period before that matched items have; for a chain the smallest of a link';
COMMENT ON COLUMN price_report.coverage_after IS 'part of the value of the period after that matched items have; for a chain the smallest of a link';

CREATE FUNCTION price_indices(values_before market_shares, quantities_before market_shares, values_after market_shares, quantities_after market_shares) RETURNS price_report
AS 'MODULE_PATHNAME', 'shares_price_indices' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION price_indices(market_shares, market_shares, market_shares, market_shares) IS
'All indices of unit values and quantities between two periods, from stored totals by item: values and quantities of the period before and of the period after. Give rows without a weight no item when building the values, shares_agg(CASE WHEN kg > 0 THEN item END, value): totals cannot tell them.';

CREATE TYPE price_geks_report AS (
    period date,
    prices double precision,
    quantities double precision,
    items bigint,
    matched_min bigint,
    coverage_min double precision
);
COMMENT ON TYPE price_geks_report IS 'A period of indices that do not depend on a chain; price_geks returns an array of them.';
COMMENT ON COLUMN price_geks_report.period IS 'its date';
COMMENT ON COLUMN price_geks_report.prices IS 'prices, 1 in the first period; NULL where no period links it to the first of its window';
COMMENT ON COLUMN price_geks_report.quantities IS 'quantities, 1 in the first period';
COMMENT ON COLUMN price_geks_report.items IS 'items that have a price';
COMMENT ON COLUMN price_geks_report.matched_min IS 'fewest matched items of its comparisons with the other periods of its window; 0 where one was left out for want of any';
COMMENT ON COLUMN price_geks_report.coverage_min IS 'smallest part of the value of a period that matched items have, of these comparisons';

-- What a change of trade consists of.

CREATE TYPE trade_margins_report AS (
    change double precision,
    entry double precision,
    exit double precision,
    price double precision,
    quantity double precision,
    unpriced double precision,
    entered bigint,
    exited bigint,
    stayed bigint,
    midpoint_growth double precision,
    entry_contribution double precision,
    exit_contribution double precision,
    price_contribution double precision,
    quantity_contribution double precision,
    unpriced_contribution double precision,
    value_before double precision,
    value_after double precision
);
COMMENT ON TYPE trade_margins_report IS 'What a change of trade consists of, as plain columns; returned by trade_margins. entry + exit + price + quantity + unpriced is the change, to the last bit.';
COMMENT ON COLUMN trade_margins_report.change IS 'value after less value before';
COMMENT ON COLUMN trade_margins_report.entry IS 'value of entities that were not there before';
COMMENT ON COLUMN trade_margins_report.exit IS 'lost value of entities that are there no more, zero or below';
COMMENT ON COLUMN trade_margins_report.price IS 'of those that stayed: change of price at the mean of both quantities';
COMMENT ON COLUMN trade_margins_report.quantity IS 'of those that stayed: change of quantity at the mean of both prices';
COMMENT ON COLUMN trade_margins_report.unpriced IS 'change of value without a quantity, or without an entity';
COMMENT ON COLUMN trade_margins_report.entered IS 'entities that have value only after';
COMMENT ON COLUMN trade_margins_report.exited IS 'entities that have value only before';
COMMENT ON COLUMN trade_margins_report.stayed IS 'entities that have value in both periods';
COMMENT ON COLUMN trade_margins_report.midpoint_growth IS 'change / mean of both values, -2 to 2';
COMMENT ON COLUMN trade_margins_report.entry_contribution IS 'entry / mean of both values: its part of midpoint_growth';
COMMENT ON COLUMN trade_margins_report.exit_contribution IS 'exit / mean of both values';
COMMENT ON COLUMN trade_margins_report.price_contribution IS 'price / mean of both values';
COMMENT ON COLUMN trade_margins_report.quantity_contribution IS 'quantity / mean of both values';
COMMENT ON COLUMN trade_margins_report.unpriced_contribution IS 'unpriced / mean of both values';
COMMENT ON COLUMN trade_margins_report.value_before IS 'all value before, also without an entity';
COMMENT ON COLUMN trade_margins_report.value_after IS 'all value after';

CREATE FUNCTION trade_margins(values_before market_shares, quantities_before market_shares, values_after market_shares, quantities_after market_shares) RETURNS trade_margins_report
AS 'MODULE_PATHNAME', 'shares_trade_margins' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION trade_margins(market_shares, market_shares, market_shares, market_shares) IS
'What the change of trade between two periods consists of, from stored totals by entity: values and quantities of the period before and of the period after. NULL values (no rows) are no trade, NULL quantities are not known. NULL where both periods have no value.';

CREATE TYPE margin_rows_report AS (
    entity text,
    kind text,
    value_before double precision,
    value_after double precision,
    price_part double precision,
    quantity_part double precision,
    contribution double precision
);
COMMENT ON TYPE margin_rows_report IS 'One entity in a change of trade; returned by margin_rows.';
COMMENT ON COLUMN margin_rows_report.entity IS 'its name, of a number its digits; NULL for rows without one';
COMMENT ON COLUMN margin_rows_report.kind IS 'entry, exit, priced (stayed, with a quantity in both periods) or unpriced (stayed without, or no entity)';
COMMENT ON COLUMN margin_rows_report.value_before IS 'its value before; 0 for an entry';
COMMENT ON COLUMN margin_rows_report.value_after IS 'its value after; 0 for an exit';
COMMENT ON COLUMN margin_rows_report.price_part IS 'change of price at the mean of both quantities; NULL unless priced';
COMMENT ON COLUMN margin_rows_report.quantity_part IS 'change of quantity at the mean of both prices; NULL unless priced';
COMMENT ON COLUMN margin_rows_report.contribution IS 'change of its value / mean of both totals: its part of midpoint_growth';

CREATE FUNCTION margin_rows(values_before market_shares, quantities_before market_shares, values_after market_shares, quantities_after market_shares) RETURNS SETOF margin_rows_report
AS 'MODULE_PATHNAME', 'shares_margin_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION margin_rows(market_shares, market_shares, market_shares, market_shares) IS
'The entities of trade_margins, one row each, in the order of their names: which entered, left or stayed, and what prices, quantities and each entity add to the change.';

CREATE TYPE extensive_margin_report AS (
    extensive double precision,
    intensive double precision,
    share double precision
);
COMMENT ON TYPE extensive_margin_report IS 'In how much of the trade of a reference x is present, and how strongly; returned by extensive_margin.';
COMMENT ON COLUMN extensive_margin_report.extensive IS 'part of the reference that entities of x have, 0 to 1';
COMMENT ON COLUMN extensive_margin_report.intensive IS 'value of x over the value of the reference in the same entities; NULL where x trades nothing';
COMMENT ON COLUMN extensive_margin_report.share IS 'value of x over all of the reference: the product of both';

CREATE FUNCTION extensive_margin(x market_shares, reference market_shares) RETURNS extensive_margin_report
AS 'MODULE_PATHNAME', 'shares_extensive_margin' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION extensive_margin(market_shares, market_shares) IS
'Extensive and intensive margin of Hummels and Klenow 2005: in how much of what the reference trades x is present, and how much of that x has. Rows without an entity are left out. NULL x (no rows) trades nothing; an entity of x that the reference does not have is an error.';

-- Exposure of a sector.

CREATE TYPE exposure_report AS (
    weighted double precision,
    simple_mean double precision,
    largest double precision,
    at_risk double precision,
    at_risk_share double precision,
    firms bigint,
    revenue double precision,
    export_revenue double precision,
    coverage double precision,
    weighted_low double precision,
    weighted_high double precision,
    at_risk_high double precision
);
COMMENT ON TYPE exposure_report IS 'Exposure of a sector to exports, as plain columns; returned by weighted_exposure.';
COMMENT ON COLUMN exposure_report.weighted IS 'export revenue / revenue of all firms that tell both';
COMMENT ON COLUMN exposure_report.simple_mean IS 'mean of the export shares of firms with revenue';
COMMENT ON COLUMN exposure_report.largest IS 'largest export share of a firm';
COMMENT ON COLUMN exposure_report.at_risk IS 'export revenue times fall: the revenue lost by firms that tell their exports';
COMMENT ON COLUMN exposure_report.at_risk_share IS 'at_risk / revenue';
COMMENT ON COLUMN exposure_report.firms IS 'firms that tell both revenue and export revenue';
COMMENT ON COLUMN exposure_report.revenue IS 'revenue of firms that tell both';
COMMENT ON COLUMN exposure_report.export_revenue IS 'their export revenue';
COMMENT ON COLUMN exposure_report.coverage IS 'part of all revenue whose exports are known';
COMMENT ON COLUMN exposure_report.weighted_low IS 'export share of all revenue if what is unknown exports nothing';
COMMENT ON COLUMN exposure_report.weighted_high IS 'export share of all revenue if what is unknown exports everything';
COMMENT ON COLUMN exposure_report.at_risk_high IS 'at_risk if what is unknown exports everything; at_risk is the lower bound';
