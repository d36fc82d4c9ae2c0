-- How published text is read: figures, periods, codes.  A text is read as a
-- whole, is NULL where it stands for nothing, or is an error that names the
-- value and, in the views, column and row.  All is plain SQL that the planner
-- inlines: what names the row is worked out for an error only, if it is used once.

CREATE FUNCTION trade_sources.refuse(what text, value text, place text, advice text, answer anyelement) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1 AS $$
BEGIN
  RAISE EXCEPTION 'invalid %: "%"%', what, value, coalesce(' in ' || place, '') USING ERRCODE = 'invalid_text_representation', HINT = advice;
END $$;
COMMENT ON FUNCTION trade_sources.refuse IS 'Raises the error for a text that cannot be read: what it should be, the text, where it stands, what to write. The answer, a NULL, says of which type it would be.';

CREATE FUNCTION trade_sources.place(source_table text, source_column text, source_row tid, VARIADIC key text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN format('column "%s" of %s, row %s: %s', source_column, source_table, source_row, array_to_string(key, ' '));
COMMENT ON FUNCTION trade_sources.place IS 'Names a cell: column, table, row (its ctid, to find it with WHERE ctid = ...) and what the row is about.';

CREATE FUNCTION trade_sources.trim(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN btrim(words, E' \t\r\n\u00a0');
COMMENT ON FUNCTION trade_sources.trim IS 'A text without blanks around it: spaces, tabs, line ends, no-break spaces.';

CREATE FUNCTION trade_sources.is_missing(figure text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN coalesce(lower(trade_sources.trim(figure)) IN ('', '-', '--', '–', '—', ':', '.', '..', '...', 'na', 'n/a', 'n.a.', 'nan', 'null', 'none'), true);
COMMENT ON FUNCTION trade_sources.is_missing IS 'Does a text stand for no figure: NULL, empty, a dash, dots, ":", NA, n.a., NaN, NULL or None?';

-- The commonest forms are asked first; regular expressions with bounds are slow.
CREATE FUNCTION trade_sources.number(figure text, thousands boolean DEFAULT false, place text DEFAULT NULL) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN CASE
  WHEN figure ~ '^-?[0-9]+[.]?[0-9]*$' AND length(figure) <= 60 THEN figure::float8
  WHEN thousands AND figure ~ '^-?[1-9][0-9]?[0-9]?(?:,[0-9][0-9][0-9])+[.]?[0-9]*$' AND length(figure) <= 60 THEN replace(figure, ',', '')::float8
  WHEN trade_sources.is_missing(figure) THEN NULL
  WHEN length(figure) <= 60 AND (trade_sources.trim(figure) ~ '^[-+−]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+]?[0-9]{1,2})?$'
    -- between thousands: blanks, or commas unless a single one may stand before decimals
    OR trade_sources.trim(figure) ~ E'^[-+−]?[1-9][0-9]?[0-9]?(?:(?:[ \u00a0\u202f][0-9]{3})+[.]?[0-9]*|,[0-9]{3}(?:,[0-9]{3})+[.]?[0-9]*|,[0-9]{3}[.][0-9]*)$'
    OR thousands AND trade_sources.trim(figure) ~ '^[-+−]?[1-9][0-9]?[0-9]?,[0-9]{3}$')
    THEN translate(figure, E'−, \t\r\n\u00a0\u202f', '-')::float8
  ELSE trade_sources.refuse('figure', figure, place, CASE WHEN figure ~ '^[^,]*,[0-9]+\s*$'
    THEN 'A comma may stand before decimals or between thousands: write a dot before decimals, and nothing between thousands.'
    ELSE 'Write digits with a dot before decimals; where nothing is known, nothing, "-" or NA.' END, NULL::float8) END;
COMMENT ON FUNCTION trade_sources.number IS
'A published figure as a number. Blanks around it are left out, and commas or blanks between thousands. NULL where is_missing says so. A single comma before three digits may stand before decimals: an error, unless thousands says that it does not. Infinity and anything else is an error.';

CREATE FUNCTION trade_sources.code(code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN nullif(translate(code, E' .-''\t\r\n\u00a0', ''), '');
COMMENT ON FUNCTION trade_sources.code IS 'A product code without what separates its digits and without the apostrophe of spreadsheets; NULL when nothing is left.';

CREATE FUNCTION trade_sources.month(period text, place text DEFAULT NULL) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN CASE WHEN period ~ '^[12][0-9][0-9][0-9](0[1-9]|1[0-2])$' THEN make_date(left(period, 4)::int, right(period, 2)::int, 1)
            WHEN period IS NOT NULL THEN trade_sources.refuse('month', period, place, 'Write year and month as YYYYMM, for example 202503.', NULL::date) END;
COMMENT ON FUNCTION trade_sources.month IS 'First day of a month that is written YYYYMM; NULL for NULL, an error for anything else.';

CREATE FUNCTION trade_sources.year(period text, place text DEFAULT NULL) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN CASE WHEN period ~ '^[12][0-9][0-9][0-9]$' THEN make_date(period::int, 1, 1)
            WHEN period IS NOT NULL THEN trade_sources.refuse('year', period, place, 'Write the year as YYYY, for example 2025.', NULL::date) END;
COMMENT ON FUNCTION trade_sources.year IS 'First day of a year that is written YYYY; NULL for NULL, an error for anything else.';

CREATE FUNCTION trade_sources.last_day(first_day date, frequency text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1
RETURN (first_day + CASE frequency WHEN 'year' THEN interval '1 year' ELSE interval '1 month' END)::date - 1;
COMMENT ON FUNCTION trade_sources.last_day IS 'Last day of the month or year that starts with a day.';
