/*
 * options.h
 *	  Options that a caller gives by name, each described once, in a table.
 */
#ifndef RAREEARTH_OPTIONS_H
#define RAREEARTH_OPTIONS_H

#include "rareearth.h"

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#include "sql/argument.h"

typedef enum OptionType
{
	OPTION_COUNT,				/* int, from least to most; 0 is no limit */
	OPTION_NUMBER,				/* double, in a range */
	OPTION_SWITCH,				/* int, 0 or 1 */
	OPTION_WORD,				/* int, the place of a word */
	OPTION_DATE					/* int64, a DateADT or OPTION_NO_DATE */
} OptionType;

#define OPTION_NO_DATE	PG_INT64_MIN

typedef struct Option
{
	const char *name;
	OptionType	type;
	size_t		offset;			/* in the struct that the table fills */
	double		fallback;		/* a count, number, switch or word not given */
	bool		may_be_null;	/* which is: not given */
	int			least;			/* count, or place of the first word */
	const char *(*word) (int place);	/* NULL behind the last one */
	ArgumentRange range;		/* of a number without what follows */
	const char *must;			/* a number that must be above one and at most */
	double		above;			/* another: in words, these, and how to write it */
	double		most;
	const char *hint;
} Option;

typedef struct OptionTable
{
	const char *what;			/* "recovery option" */
	const char *hint;			/* how to write them */
	const Option *option;
	int			n;
} OptionTable;

extern void OptionsInit(const OptionTable *table, void *target);
extern void OptionsFromArguments(const OptionTable *table,
								 FunctionCallInfo fcinfo, int first,
								 void *target);
extern void OptionsFromJson(const OptionTable *table, const Jsonb *json,
							void *target);
extern Datum OptionsToJson(const OptionTable *table, FunctionCallInfo fcinfo,
						   const void *target);
extern void OptionsPutUnusual(const OptionTable *table, const void *target,
							  StringInfo buf);
extern bool OptionsAreValid(const OptionTable *table, const void *target);

#endif							/* RAREEARTH_OPTIONS_H */
