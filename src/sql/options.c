/*
 * options.c
 *	  Options that a caller gives by name, each described once, in a table.
 *
 * The same table reads arguments and JSON, refuses what is out of range,
 * prints and judges what came from outside, so an option is one row of it.
 * Every value is checked where it is set: a struct that was filled is valid.
 */
#include "rareearth.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/json.h"
#include "utils/numeric.h"

#include "sql/calendar.h"
#include "sql/options.h"
#include "sql/text_io.h"

#define OPTION_PLACE(type, option, target) \
	((type *) ((char *) (target) + (option)->offset))

static bool
OptionTakesNumber(const Option *option, double value)
{
	return option->must == NULL ? ArgumentIsInRange(value, option->range) :
		value > option->above && value <= option->most;
}

/* Sets a number that is not out of its range. */
static void
OptionSetNumber(const Option *option, double value, void *target)
{
	if (option->must == NULL)
		ArgumentCheck(value, option->name, option->range, NULL);
	else if (!OptionTakesNumber(option, value))
		ArgumentRangeError(value, option->name, option->must, NULL,
						   option->hint);
	*OPTION_PLACE(double, option, target) = value;
}

static bool
OptionTakesCount(const Option *option, int value)
{
	return value >= option->least &&
		(option->most == 0 || value <= option->most);
}

static void
OptionSetCount(const Option *option, int value, void *target)
{
	if (!OptionTakesCount(option, value) && option->most > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be between %d and %d", option->name,
						option->least, (int) option->most),
				 errdetail("Value is %d.", value)));
	if (!OptionTakesCount(option, value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be at least %d", option->name, option->least),
				 errdetail("Value is %d.", value)));
	*OPTION_PLACE(int, option, target) = value;
}

/* Sets the place of a word, or says which words there are. */
static void
OptionSetWord(const Option *option, const char *word, void *target)
{
	StringInfoData allowed;
	int			place = option->least;

	for (; option->word(place) != NULL; place++)
		if (strcmp(word, option->word(place)) == 0)
		{
			*OPTION_PLACE(int, option, target) = place;
			return;
		}
	initStringInfo(&allowed);
	for (place = option->least; option->word(place) != NULL; place++)
		appendStringInfo(&allowed, "%s%s", place == option->least ? "" :
						 option->word(place + 1) == NULL ? " or " : ", ",
						 option->word(place));
	ArgumentWordError(option->name, word, allowed.data);
}

static void
OptionSetDate(const Option *option, DateADT date, void *target)
{
	CalendarCheckDate(date, option->name);
	*OPTION_PLACE(int64, option, target) = date;
}

/* Sets every option to what it is when it is not given. */
void
OptionsInit(const OptionTable *table, void *target)
{
	for (const Option *o = table->option; o < table->option + table->n; o++)
	{
		if (o->type == OPTION_NUMBER)
			*OPTION_PLACE(double, o, target) = o->fallback;
		else if (o->type == OPTION_DATE)
			*OPTION_PLACE(int64, o, target) = OPTION_NO_DATE;
		else
			*OPTION_PLACE(int, o, target) = (int) o->fallback;
	}
}

/* Sets an option from an argument that is not NULL. */
static void
OptionFromDatum(const Option *option, Datum datum, void *target)
{
	switch (option->type)
	{
		case OPTION_COUNT:
			OptionSetCount(option, DatumGetInt32(datum), target);
			break;
		case OPTION_NUMBER:
			OptionSetNumber(option, DatumGetFloat8(datum), target);
			break;
		case OPTION_SWITCH:
			*OPTION_PLACE(int, option, target) = DatumGetBool(datum);
			break;
		case OPTION_WORD:
			OptionSetWord(option, TextDatumGetCString(datum), target);
			break;
		case OPTION_DATE:
			OptionSetDate(option, DatumGetDateADT(datum), target);
	}
}

/*
 * Sets options from the arguments from one on, which stand in the order of the
 * table; the last options need have no argument.
 */
void
OptionsFromArguments(const OptionTable *table, FunctionCallInfo fcinfo,
					 int first, void *target)
{
	int			n = Min(table->n, PG_NARGS() - first);

	for (int i = 0; i < n; i++)
	{
		const Option *option = &table->option[i];

		if (!PG_ARGISNULL(first + i))
			OptionFromDatum(option, PG_GETARG_DATUM(first + i), target);
		else if (!option->may_be_null)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not be null", option->name),
					 errhint("Leave it out to use its default.")));
	}
}

/* The text of a JSON string. */
static char *
JsonText(const JsonbValue *value)
{
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* Sets a count from a JSON number; says what that must be instead. */
static const char *
OptionCountFromJson(const Option *option, const JsonbValue *value,
					void *target)
{
	double		number;

	if (value->type != jbvNumeric)
		return "a whole number";
	number = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
												NumericGetDatum(value->val.numeric)));
	if (number != rint(number))
		return "a whole number";
	if (!FLOAT8_FITS_IN_INT32(number))
		return "a whole number of 32 bits";
	OptionSetCount(option, (int) number, target);
	return NULL;
}

/* Sets an option from a JSON value; says what that must be instead, or NULL. */
static const char *
OptionFromJson(const Option *option, const JsonbValue *value, void *target)
{
	DateADT		date;

	switch (option->type)
	{
		case OPTION_COUNT:
			return OptionCountFromJson(option, value, target);
		case OPTION_NUMBER:
			if (value->type != jbvNumeric)
				return "a number";
			OptionSetNumber(option,
							DatumGetFloat8(DirectFunctionCall1(numeric_float8,
															   NumericGetDatum(value->val.numeric))),
							target);
			return NULL;
		case OPTION_SWITCH:
			if (value->type != jbvBool)
				return "true or false";
			*OPTION_PLACE(int, option, target) = value->val.boolean;
			return NULL;
		case OPTION_WORD:
			if (value->type != jbvString)
				return "a string";
			OptionSetWord(option, JsonText(value), target);
			return NULL;
		case OPTION_DATE:
			if (value->type != jbvString ||
				!CalendarIsDateText(JsonText(value)))
				return "a date";
			(void) CalendarDateFromText(JsonText(value), &date, NULL);
			OptionSetDate(option, date, target);
	}
	return NULL;
}

/* The option of this name. */
static const Option *
OptionFind(const OptionTable *table, const char *name)
{
	StringInfoData names;

	for (int i = 0; i < table->n; i++)
		if (strcmp(name, table->option[i].name) == 0)
			return &table->option[i];
	initStringInfo(&names);
	for (int i = 0; i < table->n; i++)
		appendStringInfo(&names, "%s%s", i == 0 ? "" : ", ",
						 table->option[i].name);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s \"%s\" does not exist", table->what, name),
			 errdetail("There are %s.", names.data),
			 errhint("%s", table->hint)));
}

/* Sets options from the members of a JSON object. */
void
OptionsFromJson(const OptionTable *table, const Jsonb *json, void *target)
{
	JsonbIterator *it = JsonbIteratorInit((JsonbContainer *) &json->root);
	JsonbValue	name;
	JsonbValue	value;
	JsonbIteratorToken token;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%ss must be a JSON object", table->what),
				 errhint("%s", table->hint)));
	while ((token = JsonbIteratorNext(&it, &name, true)) != WJB_DONE)
	{
		const Option *option;
		const char *must;
		Jsonb	   *met;

		if (token != WJB_KEY)
			continue;
		option = OptionFind(table, JsonText(&name));
		(void) JsonbIteratorNext(&it, &value, true);
		if (value.type == jbvNull && option->may_be_null)
			continue;
		must = OptionFromJson(option, &value, target);
		if (must == NULL)
			continue;
		met = JsonbValueToJsonb(&value);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s \"%s\" must be %s", table->what, option->name,
						must),
				 errdetail("Value is %s.",
						   JsonbToCString(NULL, &met->root, VARSIZE(met))),
				 errhint("%s", table->hint)));
	}
}

/* Appends the value of an option, as JSON or plain. */
static void
OptionPut(StringInfo buf, const Option *option, const void *target, bool json)
{
	const char *text = NULL;

	switch (option->type)
	{
		case OPTION_COUNT:
			appendStringInfo(buf, "%d", *OPTION_PLACE(int, option, target));
			return;
		case OPTION_NUMBER:
			TextPutDouble(buf, *OPTION_PLACE(double, option, target));
			return;
		case OPTION_SWITCH:
			appendStringInfoString(buf, *OPTION_PLACE(int, option, target) ?
								   "true" : "false");
			return;
		case OPTION_WORD:
			text = option->word(*OPTION_PLACE(int, option, target));
			break;
		case OPTION_DATE:
			text = CalendarDateText((DateADT)
									*OPTION_PLACE(int64, option, target));
	}
	if (json)
		escape_json(buf, text);
	else
		appendStringInfoString(buf, text);
}

/* Is an option what it is when it is not given? */
static bool
OptionIsUsual(const Option *option, const void *target)
{
	if (option->type == OPTION_NUMBER)
		return *OPTION_PLACE(double, option, target) == option->fallback;
	if (option->type == OPTION_DATE)
		return *OPTION_PLACE(int64, option, target) == OPTION_NO_DATE;
	return *OPTION_PLACE(int, option, target) == (int) option->fallback;
}

/* Appends ", name value" for each option that is not at its default. */
void
OptionsPutUnusual(const OptionTable *table, const void *target, StringInfo buf)
{
	for (int i = 0; i < table->n; i++)
	{
		const Option *option = &table->option[i];

		if (OptionIsUsual(option, target))
			continue;
		appendStringInfo(buf, ", %s ", option->name);
		OptionPut(buf, option, target, false);
	}
}

/* The options as jsonb, those whose argument is not NULL. */
Datum
OptionsToJson(const OptionTable *table, FunctionCallInfo fcinfo,
			  const void *target)
{
	StringInfoData buf;
	const char *before = "{";

	initStringInfo(&buf);
	for (int i = 0; i < table->n; i++)
	{
		if (PG_ARGISNULL(i))
			continue;
		appendStringInfo(&buf, "%s\"%s\": ", before, table->option[i].name);
		OptionPut(&buf, &table->option[i], target, true);
		before = ", ";
	}
	appendStringInfoChar(&buf, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(buf.data));
}

/* Could an option in a struct from outside have been set here? */
static bool
OptionIsValid(const Option *option, const void *target)
{
	int			place = option->least;
	int64		day;

	switch (option->type)
	{
		case OPTION_COUNT:
			return OptionTakesCount(option, *OPTION_PLACE(int, option, target));
		case OPTION_NUMBER:
			return OptionTakesNumber(option,
									 *OPTION_PLACE(double, option, target));
		case OPTION_SWITCH:
			return (*OPTION_PLACE(int, option, target) | 1) == 1;
		case OPTION_WORD:
			while (option->word(place) != NULL &&
				   place != *OPTION_PLACE(int, option, target))
				place++;
			return option->word(place) != NULL || OptionIsUsual(option, target);
		case OPTION_DATE:
			day = *OPTION_PLACE(int64, option, target);
			return day == OPTION_NO_DATE || IS_VALID_DATE(day);
	}
	return false;
}

/* Could a struct from outside have been filled by this table? */
bool
OptionsAreValid(const OptionTable *table, const void *target)
{
	for (int i = 0; i < table->n; i++)
		if (!OptionIsValid(&table->option[i], target))
			return false;
	return true;
}
