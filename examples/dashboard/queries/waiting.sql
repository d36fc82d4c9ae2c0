-- The question of most cases: the part that still waits, with 95 percent limits, and the median beside.
SELECT c.question, c.population, c.unit, c.basis, c.duration, c.waiting_share, c.waiting_lower, c.waiting_upper, c.at_risk_cases, c.censored, w.cases, w.pending, w.median
FROM trade_bi.waiting_curve c JOIN trade_bi.waiting w USING (question, population)
WHERE question = (SELECT question FROM trade_bi.waiting WHERE basis <> 'made up' GROUP BY question ORDER BY sum(cases) DESC, question LIMIT 1) ORDER BY population, duration
