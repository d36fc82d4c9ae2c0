-- Factors: the oxide that trade counts in, or another one.
SELECT e, round(reo_factor(e)::numeric, 6) AS factor
FROM unnest(ARRAY['Sc', 'Y', 'La', 'Ce', 'Pr', 'Nd', 'Pm', 'Sm', 'Eu', 'Gd', 'Tb', 'Dy', 'Ho', 'Er', 'Tm', 'Yb', 'Lu']) e;
SELECT round(reo_factor('Pr', 'Pr2O3')::numeric, 6) AS pr2o3, round(reo_factor(element => 'Ce', oxide => 'Ce2O3')::numeric, 6) AS ce2o3,
       reo_factor(NULL) IS NULL AS null_element;
SELECT atomic_weight('O'), atomic_weight('Nd'), atomic_weight('U'), atomic_weight(NULL) IS NULL AS null_element;

-- Formulas.
SELECT f, round(reo::numeric, 6) AS reo, round(ree::numeric, 6) AS ree
FROM unnest(ARRAY['NdCl3', 'La2(CO3)3', 'DyF3', 'Ce(OH)3', 'CePO4', 'Nd2Fe14B', 'SmCo5', 'Nd', 'Nd2O3', 'Pr6O11', 'NaCl', 'LaCl3*7H2O', 'LaCl3·7H2O',
                  ' La2 (CO3)3 * 8 H2O ', '[Ce(OH)2]2(CO3)', 'Nd18Pr2Fe140B10', '((((((((Nd))))))))', '2Nd2O3', 'Nd999999']) f,
                       LATERAL reo_content(f);
SELECT (reo_content('Nd2O3')).reo = 1 AS oxide_is_one, (reo_content('La2(CO3)3')).reo = (reo_content('LaCO3LaCO3CO3')).reo AS brackets_unfold,
       (reo_content('LaCl3*7H2O')).reo = (reo_content('LaCl3H14O7')).reo AS water_unfolds;

-- Formulas that are refused, and where.
CREATE FUNCTION pg_temp.refused(f text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
  PERFORM reo_content(f);
  RETURN 'accepted';
EXCEPTION WHEN invalid_parameter_value THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
  RETURN detail;
END $$;
SELECT f, pg_temp.refused(f)
FROM unnest(ARRAY['', '  ', 'Xx', 'nd', 'Ndx2', 'Nd2fe14B', 'Nd2Fe14B)', '(Nd2', 'La2(CO3', 'La2(CO3]3', 'La2()3', '(', 'Nd0', 'Nd1000000',
                  'Nd99999999999999999999999999999999999999999999999999',
                  'LaCl3.7H2O', 'Nd1,8Fe', 'Nd3+', 'LaCl3*', '*Nd', '3', 'Nd2 4 O', 'Tc', 'Nd–Fe', '(((((((((Nd)))))))))']) f;
-- The longest formula is read, a longer one is not.
SELECT round((reo_content(repeat('Nd2O3', 2000))).ree::numeric, 6) AS ree;
SELECT reo_content(repeat('Nd2O3', 2000) || 'O');
SELECT reo_content(repeat('Nd2O3', 20000000));
SELECT reo_factor('Nd', repeat('Nd2O3', 2001));
SELECT reo_content(jsonb_build_object(repeat('Nd', 5001), 0.3));
SELECT reo_content('Nd2Fe14X');
SELECT reo_content('LaCl3.7H2O');
SELECT reo_factor('Fe');
SELECT reo_factor('nd');
SELECT reo_factor('Nd', 'Nd2Fe14B');
SELECT reo_factor('Nd', 'Pr2O3');
SELECT atomic_weight('Neodymium');

-- Any text is read or refused as a parameter, and what is read makes sense.
DO $$
DECLARE
  token text[] := '{Nd,Fe,B,(,),[,],2,14,0,999999,*,·,.,C,O,Xx,n,-," ",La,é}';
  formula text;
  content record;
  n_read int := 0;
BEGIN
  PERFORM setseed(0.42);
  FOR i IN 1..4000 LOOP
    SELECT string_agg(token[1 + floor(random() * 22)::int], '') INTO formula FROM generate_series(1, 1 + i % 7);
    BEGIN
      content := reo_content(formula);
      n_read := n_read + 1;
      IF content.ree NOT BETWEEN 0 AND 1 + 1e-12 OR content.reo NOT BETWEEN content.ree AND 1.54 * content.ree THEN
        RAISE WARNING 'formula "%" gives %', formula, content;
      END IF;
    EXCEPTION WHEN invalid_parameter_value THEN NULL;
    END;
  END LOOP;
  RAISE NOTICE 'some were read: %', n_read > 200;
END $$;

-- Composition by mass: elements or compounds, the rest holds none.
SELECT round(reo::numeric, 6) AS reo, round(ree::numeric, 6) AS ree FROM reo_content('{"Nd": 0.22, "Pr": 0.07, "Dy": 0.02, "Fe": 0.67}'::jsonb);
SELECT c.reo = 0.7 + 0.25 AS oxides_count_as_they_are FROM reo_content(composition => '{"Nd2O3": 0.7, "Pr6O11": 0.25}') c;
SELECT (reo_content('{}'::jsonb)).*;
SELECT reo_content('{"Nd": 30}'::jsonb);
SELECT reo_content('{"Nd": 0.7, "Pr": 0.4}'::jsonb);
SELECT reo_content('{"Nd": "0.3"}'::jsonb);
SELECT reo_content('{"Nd": [0.3]}'::jsonb);
SELECT reo_content('{"Nd": {"a": 1}}'::jsonb);
SELECT reo_content('{"Nd": null}'::jsonb);
SELECT reo_content('{"Nd": -0.1}'::jsonb);
SELECT reo_content('{"Nd": 1e999}'::jsonb);
SELECT reo_content('{"Xx": 0.3}'::jsonb);
SELECT reo_content('[0.3]'::jsonb);
SELECT reo_content('0.3'::jsonb);

-- Masses; a mass may be negative, as corrections are.
SELECT round(reo_equivalent(1000, 'Nd')::numeric, 3) AS metal, round(reo_equivalent(1000, 'Nd2O3')::numeric, 3) AS oxide,
       round(reo_equivalent(-5, '{"Nd": 0.3}'::jsonb)::numeric, 3) AS correction, reo_equivalent(NULL, 'Nd') IS NULL AS null_mass;
SELECT reo_equivalent('Infinity', 'Nd');

-- Codes: national ones have 8 to 13 digits.
SELECT c, hs_normalize(c)
FROM unnest(ARRAY['8505.11.10', '2846 90 15', '280530', '8505-11', '01', '8505', '2805301910', '98', '010121000', '8505.11.00.00-3',
  '850511100000', '8505111000999', '''850511', ' ''8505.11', E'8505\t', NULL]) c;
SELECT hs_normalize('85051110001234');
SELECT hs_normalize('8505111');
SELECT hs_normalize('77');
SELECT hs_normalize('0000');
SELECT hs_normalize('28A6');
SELECT hs_normalize('２８');
SELECT hs_normalize('85''05');
SELECT hs_normalize('8505' || repeat('.', 96));
SELECT hs_normalize('8505' || repeat(' ', 97));
SELECT hs_normalize('');
SELECT hs_normalize(' .- ');
\set VERBOSITY terse
SELECT hs_normalize(280530);
\set VERBOSITY default
-- A table goes on: what is no code is NULL.
SELECT c, hs_normalize(c, strict => false), hs_normalize(c, strict => NULL)
FROM unnest(ARRAY['8505.11.10', '8505111', '77', 'TOTAL', '285SSS00', '', repeat('8', 101), NULL]) c;

-- Reference rows: the 17 elements.
SELECT symbol, name, atomic_number, oxide, round(reo_factor::numeric, 4) AS factor, eu_group FROM rare_earth_elements() ORDER BY atomic_number;
SELECT bool_and(reo_factor = reo_factor(symbol) AND abs((reo_content(oxide)).ree * reo_factor - 1) < 1e-15) AS oxides_agree
FROM rare_earth_elements();

-- Codes: written as hs_normalize leaves them, six digits in the HS and more at home, each of a chapter line that is listed.
SELECT count(*), bool_and(code = hs_normalize(code)), bool_and((nomenclature = 'HS') = (length(code) = 6)),
       bool_and((nomenclature = 'HS') = (first_edition IS NOT NULL))
FROM hs_codes();
SELECT code, material FROM hs_codes() c
WHERE nomenclature <> 'HS' AND NOT EXISTS (SELECT FROM hs_codes() h WHERE h.nomenclature = 'HS' AND c.code LIKE h.code || '%');
SELECT code, nomenclature, material FROM hs_codes() GROUP BY code, nomenclature, material HAVING count(*) > 1;
SELECT DISTINCT stage FROM hs_codes() ORDER BY stage;
SELECT DISTINCT first_edition, last_edition FROM hs_codes() ORDER BY 1, 2;

-- A control has a measure, a date and a scope, and an event of that date; a controlled national line makes its HS line controlled.
SELECT count(*) FROM hs_codes() WHERE num_nulls(control_measure, controlled_from, control_scope) NOT IN (0, 3);
SELECT code, material FROM hs_codes() c
WHERE controlled_from IS NOT NULL AND NOT EXISTS (SELECT FROM control_events() e
                                                  WHERE kind = 'licensing' AND event_date = controlled_from AND measure = control_measure);
SELECT code FROM hs_codes() c WHERE nomenclature = 'China' AND controlled_from IS NOT NULL AND code NOT LIKE '8486%'
  AND NOT EXISTS (SELECT FROM hs_codes() h WHERE h.nomenclature = 'HS' AND c.code LIKE h.code || '%'
                  AND h.control_measure = c.control_measure AND h.last_edition IS NULL);
SELECT nomenclature, control_scope, controlled_from, count(*) FROM hs_codes() WHERE controlled_from IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 3, 1, 2;
SELECT code, control_scope FROM hs_codes() WHERE nomenclature = 'China' AND length(code) = 8 AND material IN ('terbium', 'neodymium') ORDER BY code;

-- The substance of a line that names one compound is a formula of its element.
SELECT stage, string_agg(DISTINCT substance, ' ' ORDER BY substance) FROM hs_codes() WHERE substance IS NOT NULL GROUP BY stage ORDER BY stage;
SELECT code, material, substance FROM hs_codes() c JOIN rare_earth_elements() e ON e.name = c.material
WHERE substance NOT LIKE e.symbol || '%' OR stage = 'oxide' AND substance <> e.oxide OR (reo_content(substance)).reo NOT BETWEEN 0.5 AND 1.6;

-- Events.
SELECT event_date, end_date, kind, string_agg(material, ', ' ORDER BY material) AS materials, destination FROM control_events()
GROUP BY 1, 2, 3, 5 ORDER BY 1, 3, 5;
SELECT count(*) FROM control_events() WHERE num_nulls(event_date, kind, material, measure, source) > 0 OR end_date < event_date;
