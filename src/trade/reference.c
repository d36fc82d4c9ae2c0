/*
 * reference.c
 *	  Oxide equivalents and codes of the Harmonized System, for SQL.
 */
#include "rareearth.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "sql/argument.h"
#include "sql/result.h"
#include "math/substance.h"

/* No formula is longer; the time to read one grows with its length. */
#define FORMULA_MAX_LENGTH	10000

/* No code is longer, however its digits are separated. */
#define HS_MAX_LENGTH		100

/* The longest national code: ten digits and three of the inspection in China. */
#define HS_MAX_DIGITS		13

/* Mass fractions may miss 1 by this much after rounding. */
#define COMPOSITION_SLACK	1e-9

/* Rare earths in a unit of mass: as oxides, as metal. */
typedef struct Content
{
	double		reo;
	double		ree;
} Content;

/* A rare earth, as rows show it; its weight and factor are those of Element. */
typedef struct RareEarth
{
	const char *symbol;
	const char *name;
	int			number;
	const char *oxide;
	const char *eu_group;		/* NULL for none */
} RareEarth;

static const RareEarth rare_earths[] = {
	{"Sc", "scandium", 21, "Sc2O3", NULL},
	{"Y", "yttrium", 39, "Y2O3", "HREE"},
	{"La", "lanthanum", 57, "La2O3", "LREE"},
	{"Ce", "cerium", 58, "CeO2", "LREE"},
	{"Pr", "praseodymium", 59, "Pr6O11", "LREE"},
	{"Nd", "neodymium", 60, "Nd2O3", "LREE"},
	{"Pm", "promethium", 61, "Pm2O3", NULL},
	{"Sm", "samarium", 62, "Sm2O3", "LREE"},
	{"Eu", "europium", 63, "Eu2O3", "HREE"},
	{"Gd", "gadolinium", 64, "Gd2O3", "HREE"},
	{"Tb", "terbium", 65, "Tb4O7", "HREE"},
	{"Dy", "dysprosium", 66, "Dy2O3", "HREE"},
	{"Ho", "holmium", 67, "Ho2O3", "HREE"},
	{"Er", "erbium", 68, "Er2O3", "HREE"},
	{"Tm", "thulium", 69, "Tm2O3", "HREE"},
	{"Yb", "ytterbium", 70, "Yb2O3", "HREE"},
	{"Lu", "lutetium", 71, "Lu2O3", "HREE"}
};

/* Reports a symbol that names no element. */
static void
ElementError(const char *symbol)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown element \"%s\"", symbol),
			 errhint("Write the symbol as in the periodic table, for example Nd; elements without a standard atomic weight are not known.")));
}

/* The element that an argument names. */
static const Element *
ElementArgument(FunctionCallInfo fcinfo, int arg)
{
	char	   *symbol = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	const Element *element = ElementFind(symbol, (int) strlen(symbol));

	if (element == NULL)
		ElementError(symbol);
	return element;
}

/* What is wrong with a formula, for people. */
static char *
SubstanceErrorDetail(const char *formula, const Substance *substance)
{
	const char *at = formula + substance->position;
	int			place = pg_mbstrlen_with_len(formula, substance->position) + 1;

	switch (substance->error)
	{
		case SUBSTANCE_UNKNOWN_ELEMENT:
			return psprintf("\"%.*s\" at character %d is not an element.",
							substance->length, at, place);
		case SUBSTANCE_UNEXPECTED:
			return psprintf("\"%.*s\" at character %d was not expected.",
							pg_mblen(at), at, place);
		case SUBSTANCE_POINT:
			return psprintf("\"%c\" at character %d could separate water or decimals.",
							*at, place);
		case SUBSTANCE_COUNT:
			return psprintf("The count %.*s at character %d is not between 1 and %d.",
							substance->length, at, place,
							SUBSTANCE_MAX_COUNT);
		case SUBSTANCE_TOO_DEEP:
			return psprintf("Brackets nest deeper than %d at character %d.",
							SUBSTANCE_MAX_DEPTH, place);
		case SUBSTANCE_UNCLOSED:
			return pstrdup("A bracket is not closed.");
		case SUBSTANCE_EMPTY:
		case SUBSTANCE_OK:
			break;
	}
	return psprintf("An element was expected at character %d.", place);
}

/* Reports a formula that cannot be read. */
pg_noreturn static void
SubstanceReport(const char *formula, const Substance *substance)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid chemical formula: \"%s\"", formula),
			 errdetail_internal("%s", SubstanceErrorDetail(formula, substance)),
			 substance->error == SUBSTANCE_POINT ?
			 errhint("Join water with \"*\", for example LaCl3*7H2O, and use whole numbers, for example Nd18Pr2Fe140B10 for Nd1.8Pr0.2Fe14B.") :
			 errhint("Write formulas such as Nd2Fe14B, La2(CO3)3 or LaCl3*7H2O.")));
}

/* Reads a formula. */
static void
SubstanceOpen(const char *formula, Substance *substance)
{
	int			length = (int) strlen(formula);

	if (length > FORMULA_MAX_LENGTH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("chemical formula must not be longer than %d bytes",
						FORMULA_MAX_LENGTH),
				 errdetail("It has %d.", length),
				 errhint("Write a count behind an element or a bracket, for example Nd2 for NdNd.")));
	if (!SubstanceRead(formula, substance))
		SubstanceReport(formula, substance);
}

/* What a formula holds of rare earths. */
static Content
ContentOfFormula(const char *formula)
{
	Substance	substance;
	Content		content;

	SubstanceOpen(formula, &substance);
	content.reo = substance.oxide / substance.mass;
	content.ree = substance.metal / substance.mass;
	return content;
}

/* The mass fraction that a composition gives one of its parts. */
static double
CompositionFraction(const char *part, const JsonbValue *value)
{
	double		fraction;

	if (value->type != jbvNumeric)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mass fraction of \"%s\" must be a number", part)));
	fraction = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
												  NumericGetDatum(value->val.numeric)));
	if (!(fraction >= 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mass fraction of \"%s\" must be between 0 and 1", part),
				 errdetail("Value is %.15g.", fraction),
				 errhint("Write 0.3 for 30 percent by mass.")));
	return fraction;
}

/*
 * What a composition holds of rare earths: an object of mass fractions by
 * element or formula.  What it leaves out holds none.
 */
static Content
ContentOfComposition(Jsonb *composition)
{
	Content		content = {0, 0};
	double		sum = 0;
	char	   *part = NULL;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;

	if (!JB_ROOT_IS_OBJECT(composition))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("composition must be an object of mass fractions"),
				 errhint("For example {\"Nd\": 0.22, \"Pr\": 0.07, \"Dy\": 0.02}.")));
	iterator = JsonbIteratorInit(&composition->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_KEY)
			part = pnstrdup(value.val.string.val, value.val.string.len);
		else if (token == WJB_VALUE)
		{
			double		fraction = CompositionFraction(part, &value);
			Content		inner = ContentOfFormula(part);

			sum += fraction;
			content.reo += fraction * inner.reo;
			content.ree += fraction * inner.ree;
		}
	}
	if (sum > 1 + COMPOSITION_SLACK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mass fractions of a composition must not add up to more than 1"),
				 errdetail("They add up to %.15g.", sum),
				 errhint("Write 0.3 for 30 percent by mass.")));
	return content;
}

PG_FUNCTION_INFO_V1(atomic_weight);
Datum
atomic_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ElementArgument(fcinfo, 0)->weight);
}

/* Mass of a given oxide per mass of the element in it. */
static double
OxideFactor(const Element *element, const char *oxide)
{
	Substance	substance;
	double		metal;
	double		oxygen;
	double		whole;

	SubstanceOpen(oxide, &substance);
	SubstanceMassOf(oxide, element, &metal, &whole);
	SubstanceMassOf(oxide, ElementFind("O", 1), &oxygen, &whole);
	if (metal == 0 || oxygen == 0 ||
		fabs(metal + oxygen - whole) > 1e-9 * whole)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is not an oxide of %s", oxide, element->symbol),
				 errhint("An oxide holds the element and oxygen only, for example Pr2O3.")));
	return whole / metal;
}

/* Mass of oxide per mass of a rare-earth metal. */
PG_FUNCTION_INFO_V1(reo_factor);
Datum
reo_factor(PG_FUNCTION_ARGS)
{
	const Element *element;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	element = ElementArgument(fcinfo, 0);
	if (element->oxide_metal == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not a rare-earth element", element->symbol),
				 errhint("The rare earths are Sc, Y and La to Lu.")));
	if (!PG_ARGISNULL(1))
		PG_RETURN_FLOAT8(OxideFactor(element,
									 text_to_cstring(PG_GETARG_TEXT_PP(1))));
	PG_RETURN_FLOAT8(ElementOxideFactor(element));
}

/* One row for each rare-earth element. */
PG_FUNCTION_INFO_V1(rare_earth_elements);
Datum
rare_earth_elements(PG_FUNCTION_ARGS)
{
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < (int) lengthof(rare_earths); i++)
	{
		const RareEarth *earth = &rare_earths[i];
		const Element *element = ElementFind(earth->symbol,
											 (int) strlen(earth->symbol));

		ResultAddWord(&row, true, earth->symbol);
		ResultAddWord(&row, true, earth->name);
		ResultAddInteger(&row, true, earth->number);
		ResultAddNumber(&row, true, element->weight);
		ResultAddWord(&row, true, earth->oxide);
		ResultAddNumber(&row, true, ElementOxideFactor(element));
		ResultAddWord(&row, earth->eu_group != NULL, earth->eu_group);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* The content as a row of two columns. */
static Datum
ContentRow(FunctionCallInfo fcinfo, Content content)
{
	ResultRow	row = {0};

	ResultAddNumber(&row, true, content.reo);
	ResultAddNumber(&row, true, content.ree);
	return ResultReturn(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(reo_content_formula);
Datum
reo_content_formula(PG_FUNCTION_ARGS)
{
	return ContentRow(fcinfo,
					  ContentOfFormula(text_to_cstring(PG_GETARG_TEXT_PP(0))));
}

PG_FUNCTION_INFO_V1(reo_content_composition);
Datum
reo_content_composition(PG_FUNCTION_ARGS)
{
	return ContentRow(fcinfo, ContentOfComposition(PG_GETARG_JSONB_P(0)));
}

/* A mass as rare-earth oxides, in the unit of the mass. */
static Datum
ReoEquivalent(double mass, Content content)
{
	ArgumentCheck(mass, "mass", ARGUMENT_ANY, NULL);
	PG_RETURN_FLOAT8(mass * content.reo);
}

PG_FUNCTION_INFO_V1(reo_equivalent_formula);
Datum
reo_equivalent_formula(PG_FUNCTION_ARGS)
{
	return ReoEquivalent(PG_GETARG_FLOAT8(0),
						 ContentOfFormula(text_to_cstring(PG_GETARG_TEXT_PP(1))));
}

PG_FUNCTION_INFO_V1(reo_equivalent_composition);
Datum
reo_equivalent_composition(PG_FUNCTION_ARGS)
{
	return ReoEquivalent(PG_GETARG_FLOAT8(0),
						 ContentOfComposition(PG_GETARG_JSONB_P(1)));
}

/* Reports a code that cannot be one of the Harmonized System. */
static void
HsError(const char *code, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid HS code: \"%s\"", code),
			 errdetail_internal("%s", detail),
			 errhint("A code has 2, 4, 6 or 8 to %d digits, which dots, spaces and hyphens may separate; keep codes as text, so that no leading zero is lost. strict => false gives NULL for what is no code.",
					 HS_MAX_DIGITS)));
}

/*
 * The digits of a code, or NULL for a character that is none of them.  What
 * separates digits, and an apostrophe before the first, which spreadsheets use
 * to keep text as text, is dropped.  Digits beyond the longest code are counted
 * only.
 */
static const char *
HsDigits(const char *code, char *digits, int *n)
{
	*n = 0;
	for (const char *c = code; *c != '\0'; c += pg_mblen(c))
	{
		if (strchr(". -\t\r\n", *c) != NULL || (*c == '\'' && *n == 0))
			continue;
		if (*c < '0' || *c > '9')
			return psprintf("\"%.*s\" is not a digit.", pg_mblen(c), c);
		if (*n < HS_MAX_DIGITS)
			digits[*n] = *c;
		(*n)++;
	}
	digits[Min(*n, HS_MAX_DIGITS)] = '\0';
	return NULL;
}

/*
 * What is wrong with a code, NULL for nothing.  No nomenclature has seven
 * digits: such a code is one of eight that has lost its zero.
 */
static const char *
HsFault(const char *code, char *digits)
{
	const char *fault;
	int			n;

	if (strlen(code) > HS_MAX_LENGTH)
		return psprintf("It has more than %d bytes.", HS_MAX_LENGTH);
	fault = HsDigits(code, digits, &n);
	if (fault != NULL)
		return fault;
	if (n > HS_MAX_DIGITS)
		return psprintf("It has more than %d digits.", HS_MAX_DIGITS);
	if (n == 0 || (n < 8 && n % 2 != 0))
		return psprintf("It has %d digits.", n);
	if (strncmp(digits, "00", 2) == 0 || strncmp(digits, "77", 2) == 0)
		return psprintf("There is no chapter %.2s.", digits);
	return NULL;
}

/* The digits of a code of the Harmonized System; NULL or an error for what is none. */
PG_FUNCTION_INFO_V1(hs_normalize);
Datum
hs_normalize(PG_FUNCTION_ARGS)
{
	char	   *code = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char		digits[HS_MAX_DIGITS + 1];
	const char *fault = HsFault(code, digits);

	if (fault == NULL)
		PG_RETURN_TEXT_P(cstring_to_text(digits));
	if (PG_GETARG_BOOL(1))
		HsError(pnstrdup(code, pg_mbcliplen(code, strlen(code), HS_MAX_LENGTH)), fault);
	PG_RETURN_NULL();
}
