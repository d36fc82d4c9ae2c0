SELECT company, year, unit, fall, basis, revenue, export_share_low, export_share_high, at_risk_low, at_risk_high FROM trade_bi.exposure
WHERE fall = 0.75 AND year = (SELECT max(year) FROM trade_bi.sector_exposure WHERE firms > 0) ORDER BY at_risk_high, company
