-- Stocks of the companies that build up most, with the build-up that lasts longest.
SELECT i.company, i.unit, i.frequency, i.period, i.level, e.starts, e.turns, e.change, e.running
FROM trade_bi.inventories i
JOIN (SELECT DISTINCT ON (company) company, starts, turns, change, running FROM trade_bi.inventory_episodes WHERE kind = 'build-up' ORDER BY company, change DESC) e USING (company)
ORDER BY e.change DESC, i.company, i.period
