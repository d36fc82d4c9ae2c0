-- Answers as a person reads them.

CREATE FUNCTION summary(m market_shares) RETURNS text
AS 'MODULE_PATHNAME', 'shares_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION summary(market_shares) IS
'One line about the value, for a person: entities, total, the three largest with their shares, what is unattributed. Numbers are rounded; the text form of the value itself is complete.';

CREATE FUNCTION summary(s trade_series) RETURNS text
AS 'MODULE_PATHNAME', 'series_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION summary(trade_series) IS
'One line about the value, for a person: frequency, number of figures, first and last period, least and greatest figure, totals of several periods, missing ones. Numbers are rounded; the text form of the value itself is complete.';

CREATE FUNCTION summary(s spells) RETURNS text
AS 'MODULE_PATHNAME', 'spells_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION summary(spells) IS
'One line about the value, for a person: unit, ended and running spells, least and greatest duration. Numbers are rounded; the text form of the value itself is complete.';

CREATE FUNCTION summary(m markets) RETURNS text
AS 'MODULE_PATHNAME', 'markets_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION summary(markets) IS
'One line about the value, for a person: number of groups, the first and the last of them. The text form of the value itself is complete.';

CREATE FUNCTION summary(p trade_panel) RETURNS text
AS 'MODULE_PATHNAME', 'panel_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION summary(trade_panel) IS
'One line about the value, for a person: number of groups, the first and the last of them. The text form of the value itself is complete.';

CREATE FUNCTION summary(v trade_vintages) RETURNS text
AS 'MODULE_PATHNAME', 'vintages_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION summary(trade_vintages) IS
'One line about the value, for a person: what it is told for, first and last period, number of releases and the days on which they were known. The text form of the value itself is complete.';

CREATE FUNCTION rounded(answer anyelement, digits integer DEFAULT 4) RETURNS anyelement
AS 'MODULE_PATHNAME', 'readable_rounded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rounded(anyelement, integer) IS
'A number, or every double precision column of a row, rounded to so many digits (1 to 15), but never before the point: 5774.3 is 5774 and 0.16612 is 0.1661. For a person: FROM t, recovery(t.s, day) r, rounded(r) answers in a few digits without a cast.';
