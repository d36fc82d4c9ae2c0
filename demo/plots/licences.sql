-- A MADE-UP register: probability of still waiting by days, large and small applicants.
WITH register AS (
  SELECT i % 2 = 1 AS small, date '2025-04-04' + i * 53 % 150 AS submitted,
         CASE WHEN i % 5 < 4 - i % 2 THEN date '2025-04-04' + i * 53 % 150 + 20 + i * 37 % 31 + 25 * (i % 2) END AS decided
  FROM generate_series(1, 240) i
), waits AS (
  SELECT spells_agg(submitted, decided, '2025-10-31') FILTER (WHERE small) AS small, spells_agg(submitted, decided, '2025-10-31') FILTER (WHERE NOT small) AS large FROM register)
SELECT day, survival_at(large, day), survival_at(small, day) FROM waits, generate_series(0, 120) AS day ORDER BY day;
