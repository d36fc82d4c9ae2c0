/*
 * spells_trade.c
 *	  How long trade relationships last: spells of trade in a series.
 *
 * The arithmetic is in relationship.c.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "kinds.h"
#include "keyed/wire.h"
#include "math/relationship.h"
#include "sql/argument.h"
#include "sql/result.h"
#include "series/series_gaps.h"
#include "spells/spells.h"

/* The spells of a series, and the periods in which it was observed. */
typedef struct Relationship
{
	SumsView	view;
	SeriesPeriods periods;
	SeriesWindow window;
	int			lo;				/* first observed slot */
	TradeSpell *spells;
	int			n;
} Relationship;

/* What stands for no trade; a hole that nothing settles is an error. */
static SeriesGaps
RelationshipGaps(FunctionCallInfo fcinfo, int arg, SeriesObserved observed)
{
	SeriesGaps	gaps = SeriesGapsArgument(fcinfo, arg);

	if (gaps != SERIES_GAPS_MISSING)
		return gaps;
	return observed.until == SERIES_NO_PERIOD ? SERIES_GAPS_ERROR :
		SERIES_GAPS_ZERO;
}

/*
 * Finds the spells of (s, gap, min_value, gaps, observed_until,
 * observed_from); false where an argument that is needed is NULL.
 */
static bool
RelationshipOpen(Relationship *r, FunctionCallInfo fcinfo)
{
	SeriesObserved observed;
	double		min_value;
	int			gap;
	int			hi;

	for (int i = 0; i < 4; i++)
		if (PG_ARGISNULL(i))
			return false;
	gap = ArgumentCount(fcinfo, 1, "gap", 0, SERIES_MAX_WINDOW);
	(void) ArgumentNumber(fcinfo, 2, "min_value", ARGUMENT_NOT_NEGATIVE,
						  &min_value);
	SeriesViewOpen(&r->view, PG_GETARG_DATUM(0));
	r->periods = SeriesPeriodsOf(&r->view);
	observed = SeriesObservedArguments(fcinfo, 4, &r->periods);
	r->n = 0;
	if (r->view.n == 0)
		return true;
	SeriesWindowOpenObserved(&r->window, &r->view, observed, r->view.number[0]);
	SeriesFillObserved(&r->window, &r->view, &r->periods,
					   RelationshipGaps(fcinfo, 3, observed), observed);
	if (!SeriesWindowObserved(&r->window, observed, &r->lo, &hi) || hi < r->lo)
		return true;
	r->spells = palloc_array(TradeSpell, hi - r->lo + 1);
	r->n = RelationshipSpells(&r->window, r->lo, hi, gap, min_value, r->spells);
	return true;
}

/* Rows of spells: (s, gap, min_value, gaps, observed_until, observed_from) */
PG_FUNCTION_INFO_V1(spells_trade_spells);
Datum
spells_trade_spells(PG_FUNCTION_ARGS)
{
	Relationship r;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!RelationshipOpen(&r, fcinfo))
		return (Datum) 0;
	for (int i = 0; i < r.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		ResultAddDate(&row, true, SeriesPeriodDate(&r.periods, r.window.first +
												   r.spells[i].start));
		ResultAddInteger(&row, true, r.spells[i].periods);
		ResultAddTruth(&row, true, r.spells[i].ended);
		ResultAddTruth(&row, true, r.spells[i].left_censored);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/*
 * How many periods a spell that was there in the first observed period had
 * lasted by then, if argument "arg" tells when it began; false if it does not.
 */
static bool
RelationshipEntry(const Relationship *r, FunctionCallInfo fcinfo, int arg,
				  double *entry)
{
	DateADT		began;
	int64		period;
	int64		first = r->window.first + r->lo;

	if (PG_ARGISNULL(arg))
		return false;
	began = SeriesDateArgument(fcinfo, arg, "began");
	if (SeriesPeriodsAreTradingDays(&r->periods))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("began needs periods of the calendar"),
				 errdetail("The series is by trading_day, which has no days before the first.")));
	period = SeriesPeriodFrom(&r->periods, began);
	if (period > first)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("began must not be after the first observed period"),
				 errdetail("It is %s, that starts %s.", CalendarDateText(began),
						   CalendarDateText(SeriesPeriodDate(&r->periods, first))),
				 errhint("It says since when trade that is there in the first observed period has gone on; leave it out where that is not known.")));
	*entry = (double) (first - period);
	return true;
}

/*
 * The spells of a series as a value: (s, gap, min_value, gaps, observed_until,
 * observed_from, began)
 */
PG_FUNCTION_INFO_V1(spells_relationship_spells);
Datum
spells_relationship_spells(PG_FUNCTION_ARGS)
{
	Relationship r;
	StateSpec	spec = {.kind = KIND_SPELLS, .bytes = true};
	KeyedSums  *sums;
	SumsView	view;

	if (!RelationshipOpen(&r, fcinfo))
		PG_RETURN_NULL();
	spec.meaning = SpellsMeaning((Frequency) r.view.meaning.unit);
	sums = SumsCreate(spec);
	for (int i = 0; i < r.n; i++)
	{
		const TradeSpell *found = &r.spells[i];
		Spell		spell = {found->periods, 0, SPELL_PLAIN,
		found->ended ? SPELLS_ENDED : SPELLS_RUNNING};
		char		key[SPELLS_LONG_KEY_SIZE];
		uint32		len;

		if (found->left_censored &&
			!RelationshipEntry(&r, fcinfo, 6, &spell.second))
			continue;
		if (spell.second > 0)
		{
			spell.form = SPELL_ENTRY;
			spell.duration += spell.second;
		}
		len = SpellsKeyOf(key, spell);
		sums = SumsAddBytes(sums, key, len, 1);
	}
	ViewOpenState(&view, sums, VIEW_SORTED);
	view.extra = SpellsExtra(&view);
	PG_RETURN_POINTER(WireWrite(&view));
}
