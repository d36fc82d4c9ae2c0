-- Every summary is, bit by bit, that of the rows.
\set ON_ERROR_STOP on
REFRESH MATERIALIZED VIEW CONCURRENTLY monthly;
CREATE TEMP VIEW want AS SELECT grp, shares_agg(firm, kg) AS m, series_agg(day, kg, 'month') AS s, spells_agg(day - date '2019-12-31', kg > 50) AS w FROM customs GROUP BY grp;
SELECT format('%s of group %s is not that of its rows', kept, coalesce(want.grp, got.grp))
FROM want FULL JOIN (SELECT 'summary' AS kept, * FROM summary) AS got USING (grp)
WHERE (market_shares_send(want.m), trade_series_send(want.s), spells_send(want.w)) IS DISTINCT FROM (market_shares_send(got.m), trade_series_send(got.s), spells_send(got.w))
UNION ALL
SELECT format('view of group %s is not that of its rows', coalesce(want.grp, got.grp))
FROM want FULL JOIN monthly AS got USING (grp)
WHERE (market_shares_send(want.m), trade_series_send(want.s), spells_send(want.w)) IS DISTINCT FROM (market_shares_send(got.m), trade_series_send(got.s), spells_send(got.w));
