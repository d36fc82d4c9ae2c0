/*
 * series_changes.c
 *	  What changed between two states of a series, or of an answer about it.
 *
 * Totals are compared over the periods for which they are told.  Where one side
 * tells January and February together and the other apart, the sum of the
 * parts is compared with the total: spans of both sides that share periods form
 * a block, which ends where no span of either side goes on.
 */
#include "rareearth.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/typcache.h"

#include "sql/changes.h"
#include "sql/result.h"
#include "series/series.h"

/* A total of either side. */
typedef struct ChangeSpan
{
	int64		first;
	int64		last;
	int			side;			/* 0 before, 1 after */
	uint32		place;			/* in the view of its side */
} ChangeSpan;

/* Both sides, in order of time. */
typedef struct SeriesChanges
{
	SumsView	view[2];
	ChangeSpan *span;
	uint32		n;
	Calendar	calendar;
	double		tolerance;
} SeriesChanges;

/* Orders totals by their first period, then by their last, before first. */
static int
CompareChangeSpans(const void *a, const void *b)
{
	const ChangeSpan *x = (const ChangeSpan *) a;
	const ChangeSpan *y = (const ChangeSpan *) b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->side != y->side)
		return x->side - y->side;
	return (x->last > y->last) - (x->last < y->last);
}

/* Opens both sides, of which one may be no series yet, or no more. */
static void
SeriesChangesOpen(SeriesChanges *changes, FunctionCallInfo fcinfo)
{
	bool		given[2] = {!PG_ARGISNULL(0), !PG_ARGISNULL(1)};

	memset(changes->view, 0, sizeof(changes->view));
	for (int side = 0; side < 2; side++)
		if (given[side])
			(void) SeriesViewOpenAll(&changes->view[side], PG_GETARG_DATUM(side));
	if (given[0] && given[1])
		MeaningCheckAlike(NOUN_SERIES, changes->view[0].meaning,
						  changes->view[1].meaning);
	changes->calendar = CalendarOf(changes->view[given[0] ? 0 : 1].meaning);
	changes->n = 0;
	changes->span = palloc_array(ChangeSpan, (Size) changes->view[0].n +
								 changes->view[1].n);
	for (int side = 0; side < 2; side++)
		for (uint32 i = 0; i < changes->view[side].n; i++)
		{
			int64		key = changes->view[side].number[i];

			changes->span[changes->n++] = (ChangeSpan) {
				SeriesSpanFirst(key), SeriesSpanLast(key), side, i
			};
		}
	qsort(changes->span, changes->n, sizeof(ChangeSpan), CompareChangeSpans);
}

/* The place behind the block that begins at start, and its last period. */
static uint32
BlockEnd(const SeriesChanges *changes, uint32 start, int64 *last)
{
	uint32		end = start + 1;

	*last = changes->span[start].last;
	for (; end < changes->n && changes->span[end].first <= *last; end++)
		*last = Max(*last, changes->span[end].last);
	return end;
}

/* Does a side tell all periods of a block? */
static bool
SideTellsBlock(const SeriesChanges *changes, uint32 start, uint32 end,
			   int64 last, int side)
{
	int64		next = changes->span[start].first;

	for (uint32 i = start; i < end; i++)
	{
		if (changes->span[i].side != side)
			continue;
		if (changes->span[i].first != next)
			return false;
		next = changes->span[i].last + 1;
	}
	return next == last + 1;
}

/* Adds the row of periods from first to last, where something changed. */
static void
AddChangeRow(FunctionCallInfo fcinfo, ResultRow *row,
			 const SeriesChanges *changes, int64 first, int64 last,
			 const ValueChange *change)
{
	if (!ChangeIsOne(change, changes->tolerance))
		return;
	ResultAddDate(row, true, CalendarDate(first, changes->calendar));
	ResultAddDate(row, true, CalendarDate(last, changes->calendar));
	ChangeAddKind(row, change);
	ChangeAdd(row, change);
	ResultStore(fcinfo, row);
}

/* The rows of a block that both sides tell, or of each total of one. */
static void
AddBlock(FunctionCallInfo fcinfo, ResultRow *row, const SeriesChanges *changes,
		 uint32 start, uint32 end, int64 last)
{
	ValueChange change = {.was = true, .is = true};
	FSum		sum[3];			/* before, after, and their difference */

	for (int i = 0; i < 3; i++)
		FSumInit(&sum[i]);
	if (!SideTellsBlock(changes, start, end, last, 0) ||
		!SideTellsBlock(changes, start, end, last, 1))
	{
		for (uint32 i = start; i < end; i++)
		{
			ChangeSpan	span = changes->span[i];
			double		value = changes->view[span.side].hi[span.place];
			ValueChange one = {.was = span.side == 0, .is = span.side == 1,
			.before = value, .after = value};

			AddChangeRow(fcinfo, row, changes, span.first, span.last, &one);
		}
		return;
	}
	for (uint32 i = start; i < end; i++)
	{
		ChangeSpan	span = changes->span[i];

		ViewAddKey(&sum[span.side], &changes->view[span.side], span.place, 1);
		ViewAddKey(&sum[2], &changes->view[span.side], span.place,
				   span.side == 1 ? 1 : -1);
	}
	change.before = FSumValue(&sum[0]);
	change.after = FSumValue(&sum[1]);
	change.change = FSumValue(&sum[2]);
	AddChangeRow(fcinfo, row, changes, changes->span[start].first, last, &change);
}

/* Rows of what changed from one state of a series to another: (old, new, tolerance) */
PG_FUNCTION_INFO_V1(series_series_changes);
Datum
series_series_changes(PG_FUNCTION_ARGS)
{
	SeriesChanges changes;
	ResultRow	row = {0};
	uint32		end;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(2))
		return (Datum) 0;
	changes.tolerance = ChangeTolerance(fcinfo, 2);
	SeriesChangesOpen(&changes, fcinfo);
	for (uint32 start = 0; start < changes.n; start = end)
	{
		int64		last;

		CHECK_FOR_INTERRUPTS();
		end = BlockEnd(&changes, start, &last);
		AddBlock(fcinfo, &row, &changes, start, end, last);
	}
	return (Datum) 0;
}

/* One of two reports, of which either may be none. */
typedef struct Report
{
	TupleDesc	desc;
	HeapTupleData tuple;
} Report;

/* Opens the report in an argument; none has no columns. */
static void
ReportOpen(Report *report, FunctionCallInfo fcinfo, int arg)
{
	HeapTupleHeader row;

	report->desc = NULL;
	if (PG_ARGISNULL(arg))
		return;
	row = PG_GETARG_HEAPTUPLEHEADER(arg);
	report->desc = lookup_rowtype_tupdesc_copy(HeapTupleHeaderGetTypeId(row),
											   HeapTupleHeaderGetTypMod(row));
	report->tuple.t_len = HeapTupleHeaderGetDatumLength(row);
	report->tuple.t_data = row;
}

/* A column of a report; false where it is NULL or there is no report. */
static bool
ReportColumn(Report *report, int number, Datum *value)
{
	bool		isnull = true;

	if (report->desc != NULL)
		*value = heap_getattr(&report->tuple, number, report->desc, &isnull);
	return !isnull;
}

/* The same by name. */
static bool
ReportColumnNamed(Report *report, const char *name, Datum *value)
{
	if (report->desc == NULL)
		return false;
	return ReportColumn(report, ResultFindColumn(report->desc, name), value);
}

/* Does a column differ? */
static bool
ReportColumnDiffers(Report *old, Report *new, Form_pg_attribute column)
{
	Datum		before;
	Datum		after;
	bool		was = ReportColumn(old, column->attnum, &before);
	bool		is = ReportColumn(new, column->attnum, &after);
	TypeCacheEntry *type;

	if (!was || !is)
		return was != is;
	type = lookup_type_cache(column->atttypid, TYPECACHE_EQ_OPR_FINFO);
	return !DatumGetBool(FunctionCall2Coll(&type->eq_opr_finfo,
										   column->attcollation, before, after));
}

/* The names of the columns that differ, one behind the other. */
static char *
ReportDifferences(Report *old, Report *new)
{
	TupleDesc	desc = old->desc != NULL ? old->desc : new->desc;
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; desc != NULL && i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (!column->attisdropped && ReportColumnDiffers(old, new, column))
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
							 NameStr(column->attname));
	}
	return names.data;
}

/* Adds a column of a report, as it is. */
static void
ReportAdd(ResultRow *row, Report *report, const char *name, Oid type)
{
	Datum		value = (Datum) 0;
	bool		known = ReportColumnNamed(report, name, &value);

	ResultAdd(row, known, type, value);
}

/* Adds how much a number of the report changed, where both have it. */
static void
ReportAddDifference(ResultRow *row, Report *old, Report *new, const char *name)
{
	Datum		before;
	Datum		after;
	bool		known = ReportColumnNamed(old, name, &before) &&
		ReportColumnNamed(new, name, &after);

	ResultAddNumber(row, known, known ?
					DatumGetFloat8(after) - DatumGetFloat8(before) : 0);
}

/* What changed from one answer about recovery to another: (old, new) */
PG_FUNCTION_INFO_V1(series_report_changes);
Datum
series_report_changes(PG_FUNCTION_ARGS)
{
	Report		old;
	Report		new;
	ResultRow	row = {0};
	char	   *names;

	ReportOpen(&old, fcinfo, 0);
	ReportOpen(&new, fcinfo, 1);
	names = ReportDifferences(&old, &new);
	ResultAddTruth(&row, true, names[0] != '\0');
	ResultAddWord(&row, names[0] != '\0', names);
	ReportAdd(&row, &old, "status", TEXTOID);
	ReportAdd(&row, &new, "status", TEXTOID);
	ReportAdd(&row, &old, "recovered_on", DATEOID);
	ReportAdd(&row, &new, "recovered_on", DATEOID);
	ReportAddDifference(&row, &old, &new, "depth");
	ReportAddDifference(&row, &old, &new, "baseline");
	return ResultReturn(fcinfo, &row);
}
