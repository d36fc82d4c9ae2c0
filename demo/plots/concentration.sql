SELECT year, (market_indices(exporter, value_usd)).hhi, (market_indices(exporter, value_usd)).cr1
FROM trade_data.magnet_trade GROUP BY year ORDER BY year;
