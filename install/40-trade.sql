-- Statistics of trade and exposure.

CREATE FUNCTION unit_value(value double precision, quantity double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'unit_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unit_value(double precision, double precision) IS
'Value per unit of quantity; NULL at quantity 0, which many sources write for an unknown weight. Negative figures are errors.';

CREATE FUNCTION export_share(revenue double precision, export_revenue double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'export_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION export_share(double precision, double precision) IS
'Export revenue / revenue, 0 to 1; NULL at revenue 0. Exports above revenue are an error.';

CREATE FUNCTION revenue_at_risk(revenue double precision, export_share double precision, fall double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'revenue_at_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revenue_at_risk(double precision, double precision, double precision) IS
'revenue * export_share * fall: the revenue lost if exports fall by that part. Shares are 0 to 1.';

CREATE FUNCTION revenue_at_risk(revenue double precision, share_low double precision, share_high double precision, fall_low double precision, fall_high double precision, OUT low double precision, OUT high double precision)
AS 'MODULE_PATHNAME', 'revenue_at_risk_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION revenue_at_risk(double precision, double precision, double precision, double precision, double precision) IS
'Least and largest revenue at risk when the export share and the fall are known as ranges.';

CREATE FUNCTION mirror_gap(import_cif double precision, export_fob double precision, cif_margin double precision, OUT fob_import double precision, OUT gap double precision, OUT log_ratio double precision, OUT asymmetry double precision)
AS 'MODULE_PATHNAME', 'mirror_gap' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mirror_gap(double precision, double precision, double precision) IS
'The importer''s figure against the exporter''s for one flow: fob_import = import_cif / (1 + cif_margin), gap = fob_import - export_fob, log_ratio = ln(fob_import / export_fob), asymmetry = gap / mean of both, -2 to 2.';

CREATE FUNCTION balassa_rca(x_ij double precision, x_i double precision, w_j double precision, w double precision, symmetric_form boolean DEFAULT false) RETURNS double precision
AS 'MODULE_PATHNAME', 'balassa_rca' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balassa_rca(double precision, double precision, double precision, double precision, boolean) IS
'Revealed comparative advantage (x_ij / x_i) / (w_j / w): exports of product j by country i, all exports of i, of j by the world, of the world. symmetric_form gives (R - 1) / (R + 1), -1 to 1. NULL on a zero denominator.';

CREATE FUNCTION reroute(direct0 double precision, direct1 double precision, hub_in0 double precision, hub_in1 double precision, hub_out0 double precision, hub_out1 double precision, OUT lost double precision, OUT hub_in double precision, OUT hub_out double precision, OUT rerouted double precision, OUT share double precision)
AS 'MODULE_PATHNAME', 'reroute' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reroute(double precision, double precision, double precision, double precision, double precision, double precision) IS
'The most that can have been re-routed by way of a hub between two periods: the least of the fall in direct trade, the rise into the hub and the rise from the hub to the target. An upper bound, not a proof.';

CREATE FUNCTION finger_kreinin(a market_shares, b market_shares) RETURNS double precision
AS 'MODULE_PATHNAME', 'shares_finger_kreinin' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION finger_kreinin(market_shares, market_shares) IS
'Similarity of two structures: sum of the smaller share of each entity, 0 (nothing in common) to 1 (the same). NULL when one is empty.';
