/*
 * names.c
 *	  Names of entities that callers pass: in arrays, and as the members of a
 *	  JSON object.
 *
 * A map is a JSON object, since jsonb_object_agg makes one from any table, a
 * person can write it, and rows that repeat do not add up in it.  A name may
 * be a JSON string or number.  Markets of bigint entities are named by their
 * numbers, in any spelling that bigint has.
 */
#include "rareearth.h"

#include <errno.h>

#include "catalog/pg_type.h"
#include "utils/fmgroids.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "sql/names.h"

/* So many bytes of a value are told. */
#define JSON_TOLD	60

/* The bigint that a name spells. */
int64
NameNumber(const char *name)
{
	char	   *end;
	int64		number;

	errno = 0;
	number = strtoi64(name, &end, 10);
	if (end == name || *end != '\0' || errno != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("entity \"%s\" is not a bigint", name),
				 errhint("The entities of this market are numbers; name them as \"7\".")));
	return number;
}

/* A name as it stands in the keys of a view; view is NULL for other names. */
static char *
NameInView(char *name, const SumsView *view)
{
	if (view == NULL || view->bytes)
		return name;
	return psprintf(INT64_FORMAT, NameNumber(name));
}

/* The elements of an array of text or bigint as texts; how many. */
int
NamesAsTexts(ArrayType *array, Datum **texts, bool **nulls)
{
	bool		numbers = ARR_ELEMTYPE(array) == INT8OID;
	int			n;

	if (!numbers)
	{
		deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, texts, nulls,
						  &n);
		return n;
	}
	deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, texts, nulls, &n);
	for (int i = 0; i < n; i++)
		if (!(*nulls)[i])
			(*texts)[i] = CStringGetTextDatum(psprintf(INT64_FORMAT,
													   DatumGetInt64((*texts)[i])));
	return n;
}

/* The array of text that a text writes: a list in quotes has no type. */
Datum
NamesFromText(text *list)
{
	return OidInputFunctionCall(F_ARRAY_IN, text_to_cstring(list), TEXTOID, -1);
}

/* The elements of an array as names, NULL for a null; how many. */
int
NamesFromArray(Datum array, const SumsView *view, char ***names)
{
	Datum	   *datums;
	bool	   *nulls;
	int			n = NamesAsTexts(DatumGetArrayTypeP(array), &datums, &nulls);

	*names = palloc_array(char *, n);
	for (int i = 0; i < n; i++)
		(*names)[i] = nulls[i] ? NULL :
			NameInView(TextDatumGetCString(datums[i]), view);
	return n;
}

/* Orders entries by name, then by place. */
static int
CompareEntries(const void *a, const void *b)
{
	const NameEntry *x = (const NameEntry *) a;
	const NameEntry *y = (const NameEntry *) b;
	int			cmp = strcmp(x->name, y->name);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : x->place < y->place ? -1 : x->place > y->place;
}

/* Prepares an array of names for NamesFind; NULLs are left out. */
void
NamesOpen(Names *names, char **array, int n)
{
	names->n = 0;
	names->entry = palloc_array(NameEntry, n);
	for (int i = 0; i < n; i++)
		if (array[i] != NULL)
		{
			names->entry[names->n].name = array[i];
			names->entry[names->n++].place = i;
		}
	qsort(names->entry, names->n, sizeof(NameEntry), CompareEntries);
}

/* The first entry of a name, which others of it follow; NULL without one. */
const NameEntry *
NamesFind(const Names *names, const char *name)
{
	int			low = 0;
	int			high = names->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (strcmp(names->entry[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < names->n && strcmp(names->entry[low].name, name) == 0 ?
		&names->entry[low] : NULL;
}

/*
 * Reads the next member of an object, or the next element of an array, which
 * has no key; false behind the last.
 */
bool
JsonNext(JsonbIterator **members, JsonbValue *key, JsonbValue *value)
{
	JsonbIteratorToken token;

	CHECK_FOR_INTERRUPTS();
	token = JsonbIteratorNext(members, key, true);
	if (token == WJB_KEY)
		token = JsonbIteratorNext(members, value, true);
	else
		*value = *key;
	return token == WJB_VALUE || token == WJB_ELEM;
}

/*
 * A string or a number as a name; NULL for what is neither.  Where entities are
 * numbers 7.0 is 7, as it is in JSON.
 */
char *
JsonName(const JsonbValue *value, const SumsView *view)
{
	char	   *name;

	if (value->type == jbvString)
		name = pnstrdup(value->val.string.val, value->val.string.len);
	else if (value->type == jbvNumeric)
	{
		Datum		number = NumericGetDatum(value->val.numeric);

		if (view != NULL && !view->bytes)
			number = DirectFunctionCall1(numeric_trim_scale, number);
		name = DatumGetCString(DirectFunctionCall1(numeric_out, number));
	}
	else
		return NULL;
	return NameInView(name, view);
}

/* Reads a number, NaN for a null; false for what no double can hold. */
bool
JsonNumber(const JsonbValue *value, double *number)
{
	*number = NAN;
	if (value->type == jbvNumeric)
		*number = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
													 NumericGetDatum(value->val.numeric)));
	return !isinf(*number) &&
		(value->type == jbvNumeric || value->type == jbvNull);
}

/* Refuses a value that is no part of a form; member is NULL for all of it. */
void
JsonError(const JsonForm *form, const char *member, JsonbValue *value)
{
	Jsonb	   *json = JsonbValueToJsonb(value);
	char	   *text = JsonbToCString(NULL, &json->root, VARSIZE(json));

	text[pg_mbcliplen(text, strlen(text), JSON_TOLD)] = '\0';
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must hold %s", form->name, form->holds),
			 member == NULL ? errdetail("Value is %s.", text) :
			 errdetail("\"%s\" has %s.", member, text),
			 errhint("%s", form->hint)));
}

/* Opens a JSON object, and refuses anything else. */
JsonbIterator *
JsonOpenObject(const JsonForm *form, Jsonb *json)
{
	JsonbIterator *members = JsonbIteratorInit(&json->root);
	JsonbValue	value;

	if (!JB_ROOT_IS_OBJECT(json))
	{
		JsonbToJsonbValue(json, &value);
		JsonError(form, NULL, &value);
	}
	JsonbIteratorNext(&members, &value, true);
	return members;
}

/* Orders entries by name, then by number. */
static int
CompareNumbers(const void *a, const void *b)
{
	const NumberEntry *x = (const NumberEntry *) a;
	const NumberEntry *y = (const NumberEntry *) b;
	int			cmp = strcmp(x->name, y->name);

	CHECK_FOR_INTERRUPTS();
	return cmp != 0 ? cmp : x->number < y->number ? -1 : x->number > y->number;
}

/* Refuses two numbers of one name, which may be spelled in two ways. */
static void
NumbersCheckOnce(const Numbers *numbers, const JsonForm *form)
{
	for (int i = 1; i < numbers->n; i++)
		if (strcmp(numbers->entry[i - 1].name, numbers->entry[i].name) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("entity \"%s\" comes twice in %s",
							numbers->entry[i].name, form->name),
					 errhint("%s", form->hint)));
}

/* Reads an object of numbers that are not negative. */
void
NumbersOpen(Numbers *numbers, Jsonb *json, const JsonForm *form,
			const SumsView *view)
{
	JsonbIterator *members = JsonOpenObject(form, json);
	JsonbValue	key;
	JsonbValue	value;

	numbers->n = 0;
	numbers->entry = palloc_array(NumberEntry, JB_ROOT_COUNT(json));
	while (JsonNext(&members, &key, &value))
	{
		NumberEntry *entry = &numbers->entry[numbers->n++];

		entry->name = JsonName(&key, view);
		if (!JsonNumber(&value, &entry->number))
			JsonError(form, entry->name, &value);
		if (entry->number < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must not be negative", form->name),
					 errdetail("That of \"%s\" is %.15g.", entry->name,
							   entry->number),
					 errhint("%s", form->hint)));
	}
	qsort(numbers->entry, numbers->n, sizeof(NumberEntry), CompareNumbers);
	NumbersCheckOnce(numbers, form);
}

/* The number of a name; NaN when it has none. */
double
NumbersFind(const Numbers *numbers, const char *name)
{
	NumberEntry key = {name, -INFINITY};
	int			low = 0;
	int			high = numbers->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (CompareNumbers(&numbers->entry[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < numbers->n && strcmp(numbers->entry[low].name, name) == 0 ?
		numbers->entry[low].number : NAN;
}
