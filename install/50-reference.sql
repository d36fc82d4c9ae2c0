-- Reference: oxide equivalents, codes and events.

CREATE FUNCTION atomic_weight(element text) RETURNS double precision
AS 'MODULE_PATHNAME', 'atomic_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION atomic_weight(text) IS
'Standard atomic weight of an element by its symbol (IUPAC 2021; the conventional value of an interval; 145 for Pm). A symbol that is not known is an error.';

CREATE FUNCTION reo_factor(element text, oxide text DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_factor' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reo_factor(text, text) IS
'Mass of rare-earth oxide per mass of metal. The oxide is the one that trade counts in: CeO2, Pr6O11, Tb4O7, otherwise R2O3; oxide => ''Pr2O3'' takes another one. Tonnes of metal times the factor are tonnes REO. An element that is no rare earth is an error.';

CREATE TYPE reo_content_report AS (
    reo double precision,
    ree double precision
);
COMMENT ON TYPE reo_content_report IS 'Rare earths in a unit of mass of a substance, as plain columns; returned by reo_content.';
COMMENT ON COLUMN reo_content_report.reo IS 'mass of rare-earth oxides per mass of the substance';
COMMENT ON COLUMN reo_content_report.ree IS 'mass of rare-earth elements per mass of the substance';

CREATE FUNCTION reo_content(substance text) RETURNS reo_content_report
AS 'MODULE_PATHNAME', 'reo_content_formula' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_content(text) IS
'Mass of rare earths per mass of a substance given by its formula, for example Nd2Fe14B or La2(CO3)3: as oxides (reo) and as elements (ree). Join water with *, as in LaCl3*7H2O. A formula that cannot be read is an error that says where, and so is one of more than 10000 bytes.';

CREATE FUNCTION reo_content(composition jsonb) RETURNS reo_content_report
AS 'MODULE_PATHNAME', 'reo_content_composition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_content(jsonb) IS
'Mass of rare earths, as oxides and as elements, per mass of a material given by mass fractions of elements or formulas, for example {"Nd": 0.22, "Pr": 0.07, "Dy": 0.02}; what is left out holds none. A fraction outside 0..1, or a sum above 1, is an error.';

CREATE FUNCTION reo_equivalent(mass double precision, substance text) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_equivalent_formula' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_equivalent(double precision, text) IS
'Mass of rare-earth oxides that a mass of a substance stands for, in the same unit; the substance is given by its formula, Nd for the metal.';

CREATE FUNCTION reo_equivalent(mass double precision, composition jsonb) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_equivalent_composition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_equivalent(double precision, jsonb) IS
'Mass of rare-earth oxides that a mass of a material stands for, in the same unit; the material is given by mass fractions.';

CREATE FUNCTION hs_normalize(code text, strict boolean DEFAULT true) RETURNS text
AS 'MODULE_PATHNAME', 'hs_normalize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_normalize(text, boolean) IS
'The digits of a code of the Harmonized System: 2, 4, 6 or 8 to 13 of them, without dots, spaces, hyphens and an apostrophe before them. Chapters 00 and 77 do not exist. The first six digits are international, further ones national. Anything else is an error, or NULL with strict => false.';

-- Reference rows.  Functions and not tables: what they say belongs to the
-- version of the extension, is the same on a standby, on a worker and after a
-- restore, and takes no name of a table.  Codes and events change with the
-- news, so they are stable within a version and not immutable; who knows more
-- copies them into a table of his own.

CREATE TYPE rare_earth_elements_report AS (
    symbol text,
    name text,
    atomic_number integer,
    atomic_weight double precision,
    oxide text,
    reo_factor double precision,
    eu_group text
);
COMMENT ON TYPE rare_earth_elements_report IS 'A rare-earth element, as plain columns; returned by rare_earth_elements.';
COMMENT ON COLUMN rare_earth_elements_report.symbol IS 'as in the periodic table';
COMMENT ON COLUMN rare_earth_elements_report.name IS 'in English, lower case';
COMMENT ON COLUMN rare_earth_elements_report.atomic_number IS 'number of protons';
COMMENT ON COLUMN rare_earth_elements_report.atomic_weight IS 'standard atomic weight, IUPAC 2021';
COMMENT ON COLUMN rare_earth_elements_report.oxide IS 'the oxide that trade counts in';
COMMENT ON COLUMN rare_earth_elements_report.reo_factor IS 'mass of that oxide per mass of metal';
COMMENT ON COLUMN rare_earth_elements_report.eu_group IS 'group of the EU criticality assessments, LREE or HREE; NULL for Sc and Pm';

CREATE FUNCTION rare_earth_elements() RETURNS SETOF rare_earth_elements_report
AS 'MODULE_PATHNAME', 'rare_earth_elements' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 17;
COMMENT ON FUNCTION rare_earth_elements() IS
'The 17 rare-earth elements: atomic weight, the oxide that trade counts in, mass of oxide per mass of metal, and the group of the EU criticality assessments (LREE, HREE; NULL for Sc and Pm).';

CREATE TYPE hs_codes_report AS (
    code text,
    nomenclature text,
    first_edition integer,
    last_edition integer,
    stage text,
    material text,
    description text,
    substance text,
    control_measure text,
    controlled_from date,
    control_scope text,
    source text
);
COMMENT ON TYPE hs_codes_report IS 'A code of the rare-earth chain or of a mineral beside it, as plain columns; returned by hs_codes.';
COMMENT ON COLUMN hs_codes_report.code IS 'digits, as hs_normalize gives them';
COMMENT ON COLUMN hs_codes_report.nomenclature IS 'HS (six digits), China or EU (national digits)';
COMMENT ON COLUMN hs_codes_report.first_edition IS 'first edition of the HS that has the line; NULL where it is national';
COMMENT ON COLUMN hs_codes_report.last_edition IS 'last one; NULL in force or national';
COMMENT ON COLUMN hs_codes_report.stage IS 'ore, oxide, salt, compound, metal, alloy, magnet or product';
COMMENT ON COLUMN hs_codes_report.material IS 'an element, rare earths where a line mixes them, or another material';
COMMENT ON COLUMN hs_codes_report.description IS 'what the line holds';
COMMENT ON COLUMN hs_codes_report.substance IS 'formula for reo_equivalent where the line names one compound, without its water; else NULL';
COMMENT ON COLUMN hs_codes_report.control_measure IS 'Chinese export licensing; NULL where there is none';
COMMENT ON COLUMN hs_codes_report.controlled_from IS 'its first day';
COMMENT ON COLUMN hs_codes_report.control_scope IS 'whether all or part of the line is under it';
COMMENT ON COLUMN hs_codes_report.source IS 'where the line stands';

CREATE FUNCTION hs_codes() RETURNS SETOF hs_codes_report
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.code, v.nomenclature, v.first_edition, v.last_edition, v.stage, v.material, v.description, v.substance, v.control_measure, v.controlled_from::pg_catalog.date, v.control_scope, v.source
  FROM (VALUES
    ('253090', 'HS', 1992, NULL::pg_catalog.int4, 'ore', 'rare earths', 'other mineral substances, rare-earth ores among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('261220', 'HS', 1992, NULL, 'ore', 'rare earths', 'thorium ores and concentrates, monazite among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('280530', 'HS', 1992, NULL, 'metal', 'rare earths', 'rare-earth metals, scandium and yttrium', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('284610', 'HS', 1992, NULL, 'compound', 'cerium', 'cerium compounds', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('284690', 'HS', 1992, NULL, 'compound', 'rare earths', 'compounds of other rare earths, of yttrium and of scandium', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('360690', 'HS', 1992, NULL, 'alloy', 'rare earths', 'ferro-cerium and other pyrophoric alloys', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('720299', 'HS', 1992, NULL, 'alloy', 'rare earths', 'other ferro-alloys, those of rare earths among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('850511', 'HS', 1992, NULL, 'magnet', 'rare earths', 'permanent magnets of metal', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('850519', 'HS', 1992, NULL, 'magnet', 'rare earths', 'permanent magnets of other materials', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('381590', 'HS', 1992, NULL, 'product', 'rare earths', 'other catalysts, those with rare earths among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('382490', 'HS', 1996, 2012, 'product', 'rare earths', 'other chemical preparations, targets among them', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('382499', 'HS', 2017, NULL, 'product', 'rare earths', 'other chemical preparations, targets among them; parts moved out in 2022', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'nomenclature of the World Customs Organization'),
    ('261710', 'HS', 1992, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('282580', 'HS', 1992, NULL, 'oxide', 'antimony', 'antimony oxides', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'part', 'nomenclature of the World Customs Organization'),
    ('811000', 'HS', 1992, 1996, 'metal', 'antimony', 'antimony and articles of it', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('811010', 'HS', 2002, NULL, 'metal', 'antimony', 'unwrought antimony, powders', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('811020', 'HS', 2002, NULL, 'metal', 'antimony', 'antimony waste and scrap', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('811090', 'HS', 2002, NULL, 'metal', 'antimony', 'other articles of antimony', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'nomenclature of the World Customs Organization'),
    ('282560', 'HS', 1992, NULL, 'oxide', 'germanium', 'germanium oxides and zirconium dioxide', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811230', 'HS', 1992, 2002, 'metal', 'germanium', 'germanium', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('811292', 'HS', 2007, NULL, 'metal', 'germanium', 'unwrought gallium, germanium and other minor metals, waste, powders; hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811299', 'HS', 2007, NULL, 'metal', 'germanium', 'other articles of gallium, germanium and other minor metals; hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811291', 'HS', 1992, 1996, 'metal', 'gallium', 'unwrought gallium and other minor metals, waste, powders', NULL, NULL, NULL, NULL, 'nomenclature of the World Customs Organization'),
    ('811292', 'HS', 2002, NULL, 'metal', 'gallium', 'unwrought gallium and other minor metals, waste, powders; germanium came in 2007, hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('811299', 'HS', 1992, NULL, 'metal', 'gallium', 'other articles of gallium and other minor metals; germanium came in 2007, hafnium and rhenium moved out in 2022', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'nomenclature of the World Customs Organization'),
    ('250410', 'HS', 1992, NULL, 'ore', 'graphite', 'natural graphite in powder or flakes', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'part', 'nomenclature of the World Customs Organization'),
    ('380110', 'HS', 1992, NULL, 'product', 'graphite', 'artificial graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'part', 'nomenclature of the World Customs Organization'),
    ('25309020', 'China', NULL, NULL, 'ore', 'rare earths', 'rare-earth ores', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053011', 'China', NULL, NULL, 'metal', 'neodymium', 'neodymium metal', 'Nd', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053012', 'China', NULL, NULL, 'metal', 'dysprosium', 'dysprosium metal', 'Dy', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053013', 'China', NULL, NULL, 'metal', 'terbium', 'terbium metal', 'Tb', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053014', 'China', NULL, NULL, 'metal', 'lanthanum', 'lanthanum metal', 'La', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053015', 'China', NULL, NULL, 'metal', 'cerium', 'cerium metal', 'Ce', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053016', 'China', NULL, NULL, 'metal', 'praseodymium', 'praseodymium metal', 'Pr', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053017', 'China', NULL, NULL, 'metal', 'yttrium', 'yttrium metal', 'Y', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053018', 'China', NULL, NULL, 'metal', 'scandium', 'scandium metal', 'Sc', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28053019', 'China', NULL, NULL, 'metal', 'rare earths', 'other rare-earth metals, not mixed', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2805301910', 'China', NULL, NULL, 'metal', 'rare earths', 'samarium, gadolinium and lutetium metal', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28053021', 'China', NULL, NULL, 'metal', 'rare earths', 'rare-earth metals mixed, battery grade', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28053029', 'China', NULL, NULL, 'metal', 'rare earths', 'other rare-earth metals, mixed', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461010', 'China', NULL, NULL, 'oxide', 'cerium', 'cerium oxide', 'CeO2', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461020', 'China', NULL, NULL, 'salt', 'cerium', 'cerium hydroxide', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461030', 'China', NULL, NULL, 'salt', 'cerium', 'cerium carbonate', 'Ce2(CO3)3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28461090', 'China', NULL, NULL, 'compound', 'cerium', 'other cerium compounds', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469011', 'China', NULL, NULL, 'oxide', 'yttrium', 'yttrium oxide', 'Y2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469012', 'China', NULL, NULL, 'oxide', 'lanthanum', 'lanthanum oxide', 'La2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469013', 'China', NULL, NULL, 'oxide', 'neodymium', 'neodymium oxide', 'Nd2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469014', 'China', NULL, NULL, 'oxide', 'europium', 'europium oxide', 'Eu2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469015', 'China', NULL, NULL, 'oxide', 'dysprosium', 'dysprosium oxide', 'Dy2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469016', 'China', NULL, NULL, 'oxide', 'terbium', 'terbium oxide', 'Tb4O7', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469017', 'China', NULL, NULL, 'oxide', 'praseodymium', 'praseodymium oxide', 'Pr6O11', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469019', 'China', NULL, NULL, 'oxide', 'rare earths', 'other rare-earth oxides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846901920', 'China', NULL, NULL, 'oxide', 'erbium', 'erbium oxide', 'Er2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('2846901930', 'China', NULL, NULL, 'oxide', 'gadolinium', 'gadolinium oxide', 'Gd2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('2846901940', 'China', NULL, NULL, 'oxide', 'samarium', 'samarium oxide', 'Sm2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('2846901970', 'China', NULL, NULL, 'oxide', 'ytterbium', 'ytterbium oxide', 'Yb2O3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('2846901980', 'China', NULL, NULL, 'oxide', 'scandium', 'scandium oxide', 'Sc2O3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('2846901993', 'China', NULL, NULL, 'oxide', 'rare earths', 'mixed oxides with samarium, gadolinium, terbium, dysprosium, lutetium, scandium or yttrium', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469021', 'China', NULL, NULL, 'salt', 'terbium', 'terbium chloride', 'TbCl3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469022', 'China', NULL, NULL, 'salt', 'dysprosium', 'dysprosium chloride', 'DyCl3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469023', 'China', NULL, NULL, 'salt', 'lanthanum', 'lanthanum chloride', 'LaCl3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469024', 'China', NULL, NULL, 'salt', 'neodymium', 'neodymium chloride', 'NdCl3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469025', 'China', NULL, NULL, 'salt', 'praseodymium', 'praseodymium chloride', 'PrCl3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469026', 'China', NULL, NULL, 'salt', 'yttrium', 'yttrium chloride', 'YCl3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469031', 'China', NULL, NULL, 'salt', 'terbium', 'terbium fluoride', 'TbF3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469032', 'China', NULL, NULL, 'salt', 'dysprosium', 'dysprosium fluoride', 'DyF3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469033', 'China', NULL, NULL, 'salt', 'lanthanum', 'lanthanum fluoride', 'LaF3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469034', 'China', NULL, NULL, 'salt', 'neodymium', 'neodymium fluoride', 'NdF3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469035', 'China', NULL, NULL, 'salt', 'praseodymium', 'praseodymium fluoride', 'PrF3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469036', 'China', NULL, NULL, 'salt', 'yttrium', 'yttrium fluoride', 'YF3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469041', 'China', NULL, NULL, 'salt', 'lanthanum', 'lanthanum carbonate', 'La2(CO3)3', NULL, NULL, NULL, 'Chinese customs tariff'),
    ('28469042', 'China', NULL, NULL, 'salt', 'terbium', 'terbium carbonate', 'Tb2(CO3)3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469043', 'China', NULL, NULL, 'salt', 'dysprosium', 'dysprosium carbonate', 'Dy2(CO3)3', 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'Chinese customs tariff'),
    ('28469028', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth chlorides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846902810', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth chlorides with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469029', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth chlorides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846902910', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth chlorides with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469039', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth fluorides', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846903910', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth fluorides with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469048', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth carbonates', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846904820', 'China', NULL, NULL, 'salt', 'rare earths', 'mixed rare-earth carbonates with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469049', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth carbonates', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846904910', 'China', NULL, NULL, 'salt', 'rare earths', 'other rare-earth carbonates with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('28469099', 'China', NULL, NULL, 'compound', 'rare earths', 'other compounds of rare earths', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('2846909920', 'China', NULL, NULL, 'compound', 'rare earths', 'other compounds of rare earths with controlled elements', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('7202999191', 'China', NULL, NULL, 'alloy', 'rare earths', 'rare-earth ferrosilicon with more than 10 percent rare earths', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('85051110', 'China', NULL, NULL, 'magnet', 'rare earths', 'rare-earth permanent magnets; controlled ones (samarium-cobalt, with terbium or dysprosium) and others are not told apart', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'part', 'Chinese customs tariff'),
    ('85051190', 'China', NULL, NULL, 'magnet', 'other', 'other permanent magnets of metal', NULL, NULL, NULL, NULL, 'Chinese customs tariff'),
    ('3824999922', 'China', NULL, NULL, 'product', 'rare earths', 'targets and preparations with controlled rare earths', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('8486909110', 'China', NULL, NULL, 'product', 'rare earths', 'targets with controlled rare earths', NULL, 'MOFCOM and GACC announcement 18 of 2025', '2025-04-04', 'all', 'MOFCOM and GACC announcement 18 of 2025, reference codes'),
    ('2617101000', 'China', NULL, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('2617109001', 'China', NULL, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('2617109090', 'China', NULL, NULL, 'ore', 'antimony', 'antimony ores and concentrates', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('2825800010', 'China', NULL, NULL, 'oxide', 'antimony', 'antimony oxide of at least 99.99 percent', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110101000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110102000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110200000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8110900000', 'China', NULL, NULL, 'metal', 'antimony', 'antimony metal and its products', NULL, 'MOFCOM and GACC announcement 33 of 2024', '2024-09-15', 'all', 'MOFCOM and GACC announcement 33 of 2024, reference codes'),
    ('8112929010', 'China', NULL, NULL, 'metal', 'gallium', 'gallium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112929090', 'China', NULL, NULL, 'metal', 'gallium', 'gallium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112999000', 'China', NULL, NULL, 'metal', 'gallium', 'gallium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'part', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112921010', 'China', NULL, NULL, 'metal', 'germanium', 'germanium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112921090', 'China', NULL, NULL, 'metal', 'germanium', 'germanium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('8112991000', 'China', NULL, NULL, 'metal', 'germanium', 'germanium metal', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('2825600002', 'China', NULL, NULL, 'oxide', 'germanium', 'germanium dioxide', NULL, 'MOFCOM and GACC announcement 23 of 2023', '2023-08-01', 'all', 'MOFCOM and GACC announcement 23 of 2023, reference codes'),
    ('2504101000', 'China', NULL, NULL, 'ore', 'graphite', 'natural flake graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'all', 'MOFCOM and GACC announcement 39 of 2023, reference codes'),
    ('2504109100', 'China', NULL, NULL, 'product', 'graphite', 'products of natural flake graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'all', 'MOFCOM and GACC announcement 39 of 2023, reference codes'),
    ('3801100030', 'China', NULL, NULL, 'product', 'graphite', 'artificial graphite of high purity, strength and density', NULL, 'MOFCOM and GACC announcement 39 of 2023', '2023-12-01', 'all', 'MOFCOM and GACC announcement 39 of 2023, reference codes'),
    ('85051110', 'EU', NULL, NULL, 'magnet', 'rare earths', 'rare-earth permanent magnets; 85051100 before the line was split', NULL, NULL, NULL, NULL, 'Combined Nomenclature')
  ) AS v(code, nomenclature, first_edition, last_edition, stage, material, description, substance, control_measure, controlled_from, control_scope, source);
END;
COMMENT ON FUNCTION hs_codes() IS
'Codes of the rare-earth chain and of antimony, gallium, germanium and graphite. nomenclature: HS (six digits; first_edition and last_edition are editions of the HS, NULL last is in force), China or EU (national digits). stage: ore, oxide, salt, compound, metal, alloy, magnet or product. substance: the formula for reo_equivalent where the line names one compound, without its water. control_scope: whether all or part of the line is under Chinese export licensing since controlled_from; NULL where it is not.';

CREATE TYPE control_events_report AS (
    event_date date,
    end_date date,
    kind text,
    material text,
    destination text,
    measure text,
    source text
);
COMMENT ON TYPE control_events_report IS 'A Chinese export control of one material, as plain columns; returned by control_events.';
COMMENT ON COLUMN control_events_report.event_date IS 'first day';
COMMENT ON COLUMN control_events_report.end_date IS 'last day of a suspension; NULL otherwise';
COMMENT ON COLUMN control_events_report.kind IS 'licensing, ban, announced (never in force so far) or suspended';
COMMENT ON COLUMN control_events_report.material IS 'what is controlled';
COMMENT ON COLUMN control_events_report.destination IS 'country; NULL where the measure applies to all';
COMMENT ON COLUMN control_events_report.measure IS 'announcement';
COMMENT ON COLUMN control_events_report.source IS 'where it was read';

CREATE FUNCTION control_events() RETURNS SETOF control_events_report
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT v.event_date::pg_catalog.date, v.end_date::pg_catalog.date, v.kind, v.material, v.destination, v.measure, v.source
  FROM (VALUES
    ('2023-08-01', NULL, 'licensing', 'gallium', NULL, 'MOFCOM and GACC announcement 23 of 2023', 'translation of the announcement; Reuters 2023-10-20'),
    ('2023-08-01', NULL, 'licensing', 'germanium', NULL, 'MOFCOM and GACC announcement 23 of 2023', 'translation of the announcement; Reuters 2023-10-20'),
    ('2023-12-01', NULL, 'licensing', 'graphite', NULL, 'MOFCOM and GACC announcement 39 of 2023', 'translation of the announcement; Xinhua 2023-10-20'),
    ('2024-09-15', NULL, 'licensing', 'antimony', NULL, 'MOFCOM and GACC announcement 33 of 2024', 'translation of the announcement; Reuters 2024-11-19'),
    ('2024-12-03', NULL, 'ban', 'antimony', 'United States', 'MOFCOM announcement 46 of 2024', 'Reuters 2024-12-03'),
    ('2024-12-03', NULL, 'ban', 'gallium', 'United States', 'MOFCOM announcement 46 of 2024', 'Reuters 2024-12-03'),
    ('2024-12-03', NULL, 'ban', 'germanium', 'United States', 'MOFCOM announcement 46 of 2024', 'Reuters 2024-12-03'),
    ('2025-04-04', NULL, 'licensing', 'scandium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'yttrium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'samarium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'gadolinium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'terbium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'dysprosium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-04-04', NULL, 'licensing', 'lutetium', NULL, 'MOFCOM and GACC announcement 18 of 2025', 'translation of the announcement'),
    ('2025-10-09', NULL, 'announced', 'europium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'holmium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'erbium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'thulium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-10-09', NULL, 'announced', 'ytterbium', NULL, 'MOFCOM and GACC announcement 57 of 2025, due 2025-11-08', 'Pillsbury Nov 2025; chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'europium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'holmium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'erbium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'thulium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-07', '2026-11-10', 'suspended', 'ytterbium', NULL, 'MOFCOM and GACC announcement 70 of 2025: announcement 57 of 2025 is suspended', 'chemradar.com Nov 2025'),
    ('2025-11-09', '2026-11-27', 'suspended', 'antimony', 'United States', 'the ban of 2024-12-03 is suspended; licensing stays', 'Fastmarkets Nov 2025; Project Blue Nov 2025'),
    ('2025-11-09', '2026-11-27', 'suspended', 'gallium', 'United States', 'the ban of 2024-12-03 is suspended; licensing stays', 'Fastmarkets Nov 2025; Project Blue Nov 2025'),
    ('2025-11-09', '2026-11-27', 'suspended', 'germanium', 'United States', 'the ban of 2024-12-03 is suspended; licensing stays', 'Fastmarkets Nov 2025; Project Blue Nov 2025')
  ) AS v(event_date, end_date, kind, material, destination, measure, source);
END;
COMMENT ON FUNCTION control_events() IS
'Chinese export controls of gallium, germanium, graphite, antimony and rare earths from August 2023 to November 2025, one row for each measure and material: licensing, ban, announced (never in force so far) and suspended (until end_date). Controls of other materials, of technology and of single users are not listed. destination is NULL where the measure applies to all.';
