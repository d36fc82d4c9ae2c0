-- Of the newest year in which nine listed producers filed.
SELECT year, listed_share, lower, upper_unranked AS upper, hhi_listed FROM trade_bi.concentration_bounds
WHERE year = (SELECT max(year) FROM trade_bi.concentration WHERE market = 'listed magnet producers' AND firms >= 9) ORDER BY listed_share
