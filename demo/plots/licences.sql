-- Title, notes; then a MADE-UP register: probability of still waiting by days, large and small applicants.
CREATE TEMP VIEW waits AS
SELECT spells_agg(submitted, decided, '2025-10-31') FILTER (WHERE small) AS small, spells_agg(submitted, decided, '2025-10-31') FILTER (WHERE NOT small) AS large
FROM (SELECT i % 2 = 1 AS small, date '2025-04-04' + i * 53 % 150 AS submitted,
             CASE WHEN i % 5 < 4 - i % 2 THEN date '2025-04-04' + i * 53 % 150 + 20 + i * 37 % 31 + 25 * (i % 2) END AS decided
      FROM generate_series(1, 240) i) AS register;
SELECT format('MADE UP: half of the large applicants wait %s days, half of the small %s', median_duration(large), median_duration(small)) FROM waits;
SELECT 'Part of the applications that still wait after so many days (Kaplan-Meier), as known on 31 October 2025.';
SELECT 'No register of export licences is public: these rows are arithmetic, to show the question.';
SELECT day, survival_at(large, day), survival_at(small, day) FROM waits, generate_series(0, 120) AS day ORDER BY day;
