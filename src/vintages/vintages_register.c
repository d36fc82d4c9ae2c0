/*
 * vintages_register.c
 *	  A register as it stood on a day: what each entry did to a backlog, and the
 *	  day on which it was made.
 *
 * A case raises the backlog on the day of its submission and lowers it on that
 * of its decision, and each was entered on a day of its own.  Changes add up,
 * so as of a day is all that was entered by then.
 */
#include "rareearth.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/argument.h"
#include "sql/row_types.h"
#include "spells/spells.h"
#include "vintages/vintages.h"

/* Adds a change of a day that was entered on another. */
static KeyedSums *
RegisterAdd(KeyedSums *sums, DateADT day, DateADT known, double change)
{
	return SumsAddNumber(sums, VintageKey(SeriesSpanKey(day, 1), known), change);
}

/*
 * (submitted, submitted_known_on, decided, decided_known_on [, weight]): without
 * one of the first two the row is skipped; a decision that was not entered is
 * not known.
 */
PG_FUNCTION_INFO_V1(vintages_backlog_trans);
Datum
vintages_backlog_trans(PG_FUNCTION_ARGS)
{
	StateSpec	spec = {.kind = KIND_VINTAGES,
	.meaning = SeriesMeaning(FREQUENCY_DAY, MEASURE_CHANGE, 1)};
	DateADT		submitted;
	KeyedSums  *sums;
	double		weight;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (PG_NARGS() > 5 && PG_ARGISNULL(5)))
		return AggSkip(fcinfo);
	submitted = PG_GETARG_DATEADT(1);
	VintageCheckDate(submitted, "submitted");
	VintageCheckDate(PG_GETARG_DATEADT(2), "submitted_known_on");
	weight = PG_NARGS() <= 5 ? 1 :
		ArgumentValue(fcinfo, 5, "weight", ARGUMENT_NOT_NEGATIVE);
	sums = RegisterAdd(AggStateFor(fcinfo, spec), submitted,
					   PG_GETARG_DATEADT(2), weight);
	if (PG_ARGISNULL(3) || PG_ARGISNULL(4))
		PG_RETURN_POINTER(sums);
	SpellsCheckDates(submitted, PG_GETARG_DATEADT(3));
	VintageCheckDate(PG_GETARG_DATEADT(3), "decided");
	VintageCheckDate(PG_GETARG_DATEADT(4), "decided_known_on");
	/* who does not know of a case knows of no decision */
	PG_RETURN_POINTER(RegisterAdd(sums, PG_GETARG_DATEADT(3),
								  Max(PG_GETARG_DATEADT(2), PG_GETARG_DATEADT(4)),
								  -weight));
}

NUMERIC_VALUES(vintages_backlog_trans, 5, 1);
