-- Reference: oxide equivalents, codes and events.

CREATE FUNCTION atomic_weight(element text) RETURNS double precision
AS 'MODULE_PATHNAME', 'atomic_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION atomic_weight(text) IS
'Standard atomic weight of an element by its symbol (IUPAC 2021; the conventional value of an interval; 145 for Pm).';

CREATE FUNCTION reo_factor(element text, oxide text DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_factor' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reo_factor(text, text) IS
'Mass of rare-earth oxide per mass of metal. The oxide is the one that trade counts in: CeO2, Pr6O11, Tb4O7, otherwise R2O3; oxide => ''Pr2O3'' takes another one. Tonnes of metal times the factor are tonnes REO.';

CREATE FUNCTION reo_content(substance text, OUT reo double precision, OUT ree double precision)
AS 'MODULE_PATHNAME', 'reo_content_formula' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_content(text) IS
'Mass of rare earths per mass of a substance given by its formula, for example Nd2Fe14B or La2(CO3)3: as oxides (reo) and as elements (ree). Join water with *, as in LaCl3*7H2O.';

CREATE FUNCTION reo_content(composition jsonb, OUT reo double precision, OUT ree double precision)
AS 'MODULE_PATHNAME', 'reo_content_composition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_content(jsonb) IS
'Mass of rare earths, as oxides and as elements, per mass of a material given by mass fractions of elements or formulas, for example {"Nd": 0.22, "Pr": 0.07, "Dy": 0.02}; what is left out holds none.';

CREATE FUNCTION reo_equivalent(mass double precision, substance text) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_equivalent_formula' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_equivalent(double precision, text) IS
'Mass of rare-earth oxides that a mass of a substance stands for, in the same unit; the substance is given by its formula, Nd for the metal.';

CREATE FUNCTION reo_equivalent(mass double precision, composition jsonb) RETURNS double precision
AS 'MODULE_PATHNAME', 'reo_equivalent_composition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reo_equivalent(double precision, jsonb) IS
'Mass of rare-earth oxides that a mass of a material stands for, in the same unit; the material is given by mass fractions.';

CREATE FUNCTION hs_normalise(code text) RETURNS text
AS 'MODULE_PATHNAME', 'hs_normalise' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hs_normalise(text) IS
'The digits of a code of the Harmonized System: 2, 4, 6, 8 or 10 of them, without dots, spaces and hyphens. Chapters 00 and 77 do not exist. The first six digits are international, further ones national.';
