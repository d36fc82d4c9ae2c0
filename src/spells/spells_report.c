/*
 * spells_report.c
 *	  Spells from reports of recovery.
 *
 * What a report knows of its time is a duration, an interval where periods
 * before the recovery were not seen, or a spell that is still running.
 */
#include "rareearth.h"

#include "access/htup_details.h"
#include "utils/builtins.h"
#include "utils/typcache.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/calendar.h"
#include "sql/result.h"
#include "spells/spells.h"

/* What is read of a recovery report. */
enum
{
	REPORT_TIME_TO_RECOVERY,
	REPORT_CENSORED_AFTER,
	REPORT_DURATION_UNIT,
	REPORT_EARLIEST_PERIOD,
	REPORT_TROUGH,
	REPORT_TIME_TO_TROUGH,
	REPORT_TIME_AT_LEAST,
	REPORT_EXACT,
	REPORT_COLUMNS
};

/* A recovery report, and where its columns are, which is kept between calls. */
typedef struct SpellsReport
{
	TupleDesc	desc;
	int			column[REPORT_COLUMNS];
	HeapTupleData tuple;
} SpellsReport;

/* Finds out where the columns of the report in argument 1 are. */
static SpellsReport *
SpellsReportPrepare(FunctionCallInfo fcinfo, HeapTupleHeader row)
{
	static const char *const name[REPORT_COLUMNS] = {
		"time_to_recovery", "censored_after", "duration_unit",
		"earliest_period", "trough", "time_to_trough", "time_at_least",
		"recovery_exact"
	};
	MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	SpellsReport *report = palloc0_array(SpellsReport, 1);

	report->desc = lookup_rowtype_tupdesc_copy(HeapTupleHeaderGetTypeId(row),
											   HeapTupleHeaderGetTypMod(row));
	for (int i = 0; i < REPORT_COLUMNS; i++)
		report->column[i] = ResultFindColumn(report->desc, name[i]);
	MemoryContextSwitchTo(caller);
	return report;
}

/* The report in argument 1. */
static SpellsReport *
SpellsReportOpen(FunctionCallInfo fcinfo)
{
	HeapTupleHeader row = PG_GETARG_HEAPTUPLEHEADER(1);
	CallMemory *memory = CallMemoryOf(fcinfo);
	SpellsReport *report;

	if (memory->own == NULL)
		memory->own = SpellsReportPrepare(fcinfo, row);
	report = (SpellsReport *) memory->own;
	report->tuple.t_len = HeapTupleHeaderGetDatumLength(row);
	report->tuple.t_data = row;
	return report;
}

/* A column of a report; false where it is NULL. */
static bool
SpellsReportColumn(SpellsReport *report, int which, Datum *value)
{
	bool		isnull;

	*value = heap_getattr(&report->tuple, report->column[which], report->desc,
						  &isnull);
	return !isnull;
}

/* A whole number in a column of a report; false where it is NULL. */
static bool
SpellsReportInteger(SpellsReport *report, int which, int32 *value)
{
	Datum		datum;
	bool		known = SpellsReportColumn(report, which, &datum);

	*value = known ? DatumGetInt32(datum) : 0;
	return known;
}

/*
 * The periods from the shock to the first one seen.  The shock lies
 * time_to_trough before the trough.
 */
static int64
SpellsReportUnseen(SpellsReport *report, Frequency frequency)
{
	Datum		first;
	Datum		trough;
	int32		periods;

	if (!SpellsReportColumn(report, REPORT_EARLIEST_PERIOD, &first) ||
		!SpellsReportColumn(report, REPORT_TROUGH, &trough) ||
		!SpellsReportInteger(report, REPORT_TIME_TO_TROUGH, &periods))
		return 0;
	return CalendarIndex(DatumGetDateADT(first), CalendarBy(frequency)) -
		CalendarIndex(DatumGetDateADT(trough), CalendarBy(frequency)) + periods;
}

/*
 * What a report of a recovery says of its time.  One never seen below the
 * threshold may have been there before it was first seen.
 */
static Spell
SpellsReportRecovered(SpellsReport *report, int32 periods, Frequency frequency)
{
	Spell		spell = {periods, 0, SPELL_PLAIN, SPELLS_ENDED};
	Datum		exact;
	int32		at_least;

	if (periods == 0)
	{
		spell.duration = (double) SpellsReportUnseen(report, frequency);
		if (spell.duration > 0)
			spell.form = SPELL_FROM_ZERO;
		else
			spell.duration = 0;
	}
	else if (SpellsReportColumn(report, REPORT_EXACT, &exact) &&
			 !DatumGetBool(exact) &&
			 SpellsReportInteger(report, REPORT_TIME_AT_LEAST, &at_least) &&
			 at_least >= 0 && at_least < periods)
	{
		spell.form = SPELL_INTERVAL;
		spell.second = at_least;
	}
	return spell;
}

/*
 * (recovery_report): periods until recovery, or until last known not to have
 * recovered.  A report without either says nothing about time and is skipped.
 * Durations count periods of the frequency of the report.
 */
PG_FUNCTION_INFO_V1(spells_agg_trans_recovery);
Datum
spells_agg_trans_recovery(PG_FUNCTION_ARGS)
{
	SpellsReport *report;
	int32		periods;
	Datum		name;
	bool		ended;
	Frequency	frequency;
	Spell		spell = {0, 0, SPELL_PLAIN, SPELLS_RUNNING};

	if (PG_ARGISNULL(1))
		return AggSkip(fcinfo);
	report = SpellsReportOpen(fcinfo);
	ended = SpellsReportInteger(report, REPORT_TIME_TO_RECOVERY, &periods);
	if ((!ended && !SpellsReportInteger(report, REPORT_CENSORED_AFTER, &periods)) ||
		!SpellsReportColumn(report, REPORT_DURATION_UNIT, &name))
		return AggSkip(fcinfo);
	frequency = CalendarFromText(DatumGetTextPP(name));
	SpellsCheckDuration(periods);
	if (ended)
		spell = SpellsReportRecovered(report, periods, frequency);
	else
		spell.duration = periods;
	PG_RETURN_POINTER(SpellsAddTo(fcinfo, spell, frequency, 1));
}
