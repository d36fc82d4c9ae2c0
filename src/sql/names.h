/*
 * names.h
 *	  Names of entities that callers pass: in arrays, and as the members of a
 *	  JSON object.
 */
#ifndef RAREEARTH_NAMES_H
#define RAREEARTH_NAMES_H

#include "rareearth.h"

#include "utils/array.h"

#include "utils/jsonb.h"

#include "keyed/view.h"

/* Names in the order of bytes, with their places in the array, no NULLs. */
typedef struct NameEntry
{
	const char *name;
	int			place;
} NameEntry;

typedef struct Names
{
	int			n;
	NameEntry  *entry;
} Names;

/* How a JSON argument is to be written, for the errors about it. */
typedef struct JsonForm
{
	const char *name;			/* of the argument */
	const char *holds;			/* what it must hold */
	const char *hint;			/* an example */
} JsonForm;

/* A number by name, in the order of names; NaN for a null. */
typedef struct NumberEntry
{
	const char *name;
	double		number;
} NumberEntry;

typedef struct Numbers
{
	int			n;
	NumberEntry *entry;
} Numbers;

extern int64 NameNumber(const char *name);
extern int	NamesAsTexts(ArrayType *array, Datum **texts, bool **nulls);
extern Datum NamesFromText(text *list);
extern int	NamesFromArray(Datum array, const SumsView *view, char ***names);
extern void NamesOpen(Names *names, char **array, int n);
extern const NameEntry *NamesFind(const Names *names, const char *name);

extern bool JsonNext(JsonbIterator **members, JsonbValue *key,
					 JsonbValue *value);
extern char *JsonName(const JsonbValue *value, const SumsView *view);
extern bool JsonNumber(const JsonbValue *value, double *number);
pg_noreturn extern void JsonError(const JsonForm *form, const char *member,
								  JsonbValue *value);
extern JsonbIterator *JsonOpenObject(const JsonForm *form, Jsonb *json);

extern void NumbersOpen(Numbers *numbers, Jsonb *json, const JsonForm *form,
						const SumsView *view);
extern double NumbersFind(const Numbers *numbers, const char *name);

#endif							/* RAREEARTH_NAMES_H */
