/*
 * licences.c
 *	  Questions to a register of licences: backlog, approval, pending age.
 *
 * The backlog is kept as its daily changes, a trade_series like any other: +1
 * (or the weight) on the day of submission, -1 on the day of decision.  Its
 * running sum is exact, so a backlog in tonnes ends at zero and not near it.
 *
 * Approval and age are questions to spells of submission to decision: outcome
 * 1 is approved, other outcomes are rejected, none is pending.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "sql/argument.h"
#include "math/backlog.h"
#include "math/near.h"
#include "sql/calendar.h"
#include "sql/row_types.h"
#include "sql/result.h"
#include "series/series.h"
#include "spells/spells.h"

#define LICENCE_APPROVED	1
#define LICENCE_REJECTED	2

/* Returns the weight in an argument, 1 where there is none. */
static double
LicenceWeight(FunctionCallInfo fcinfo, int arg)
{
	return PG_NARGS() <= arg ? 1 :
		ArgumentValue(fcinfo, arg, "weight", ARGUMENT_NOT_NEGATIVE);
}

/* Is an optional argument given, and NULL? */
static bool
LicenceLacks(FunctionCallInfo fcinfo, int arg)
{
	return PG_NARGS() > arg && PG_ARGISNULL(arg);
}

/* A state of daily changes, of a kind with these parameters or none. */
static KeyedSums *
BacklogState(FunctionCallInfo fcinfo, KindId kind, const void *params)
{
	return AggStateFor(fcinfo, (StateSpec) {.kind = kind, .params = params,
					   .meaning = SeriesMeaning(FREQUENCY_DAY, MEASURE_CHANGE, 1)});
}

/* (submitted, decided [, weight]): a NULL first or last skips the row. */
PG_FUNCTION_INFO_V1(licences_backlog_trans);
Datum
licences_backlog_trans(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	DateADT		submitted;
	double		weight;

	if (PG_ARGISNULL(1) || LicenceLacks(fcinfo, 3))
		return AggSkip(fcinfo);
	submitted = PG_GETARG_DATEADT(1);
	weight = LicenceWeight(fcinfo, 3);
	CalendarCheckDate(submitted, "start of a spell");
	if (!PG_ARGISNULL(2))
		SpellsCheckDates(submitted, PG_GETARG_DATEADT(2));
	sums = SumsAddNumber(BacklogState(fcinfo, KIND_BACKLOG, NULL), submitted,
						 weight);
	if (!PG_ARGISNULL(2))
		sums = SumsAddNumber(sums, PG_GETARG_DATEADT(2), -weight);
	PG_RETURN_POINTER(sums);
}

NUMERIC_VALUES(licences_backlog_trans, 3, 1);

/* Opens a series of days of a measure; what names it in messages. */
static void
DaysOpen(SumsView *view, Datum datum, const char *what, Measure measure)
{
	SeriesViewOpen(view, datum);
	if (view->meaning.unit != FREQUENCY_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a trade_series of days", what),
				 errdetail("It is one of frequency %s.",
						   CalendarName(view->meaning.unit)),
				 errhint("Build the backlog with backlog_agg(submitted, decided), arrivals with series_agg(submitted, 1, 'day').")));
	SeriesRequireMeasure(view, MEASURE_BIT(measure), what,
						 "A backlog is what backlog_agg(submitted, decided) builds, arrivals what series_agg(submitted, 1, 'day') does.");
}

/* Refuses a backlog that double cannot hold. */
static void
BacklogCheckRange(double backlog)
{
	if (!isfinite(backlog))
		ResultRangeError("backlog", NULL);
}

/* Turns the first n keys of a view, daily changes, into levels. */
static void
BacklogOpen(Backlog *backlog, const SumsView *view, uint32 n)
{
	double	   *level = palloc_array(double, n);
	uint32		cursor = 0;
	double		peak = 0;
	FSum		sum;

	FSumInit(&sum);
	for (uint32 i = 0; i < n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(view, i, &cursor, parts);

		for (int k = 0; k < nparts; k++)
			FSumAdd(&sum, parts[k]);
		level[i] = LevelOfSum(FSumValue(&sum), peak);
		peak = fmax(peak, level[i]);
		BacklogCheckRange(level[i]);
		if (level[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("backlog must not be negative"),
					 errdetail("On %s it is %.15g.",
							   CalendarDateText((DateADT) view->number[i]),
							   level[i]),
					 errhint("Build the series with backlog_agg(submitted, decided).")));
	}
	backlog->n = (int) n;
	backlog->day = view->number;
	backlog->level = level;
}

/* Rows of the days on which the backlog changes. */
PG_FUNCTION_INFO_V1(licences_backlog_steps);
Datum
licences_backlog_steps(PG_FUNCTION_ARGS)
{
	SumsView	view;
	Backlog		backlog;
	ResultRow	row = {0};
	double		before = 0;

	InitMaterializedSRF(fcinfo, 0);
	DaysOpen(&view, PG_GETARG_DATUM(0), "backlog", MEASURE_CHANGE);
	BacklogOpen(&backlog, &view, view.n);
	for (int i = 0; i < backlog.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (LevelsNear(backlog.level[i], before))
			continue;
		before = backlog.level[i];
		ResultAddDate(&row, true, (DateADT) backlog.day[i]);
		ResultAddNumber(&row, true, before);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* (trade_series, day); no summary is no backlog. */
PG_FUNCTION_INFO_V1(licences_backlog_at);
Datum
licences_backlog_at(PG_FUNCTION_ARGS)
{
	SumsView	view;
	Backlog		backlog;

	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	CalendarCheckDate(PG_GETARG_DATEADT(1), "day");
	if (PG_ARGISNULL(0))
		PG_RETURN_FLOAT8(0);
	DaysOpen(&view, PG_GETARG_DATUM(0), "backlog", MEASURE_CHANGE);
	BacklogOpen(&backlog, &view, view.n);
	PG_RETURN_FLOAT8(BacklogAt(&backlog, PG_GETARG_DATEADT(1)));
}

/* The days from since to until, both included. */
typedef struct BacklogWindow
{
	DateADT		since;
	DateADT		until;
} BacklogWindow;

StaticAssertDecl(sizeof(BacklogWindow) == 2 * sizeof(DateADT),
				 "BacklogWindow must have no padding");

/* The window in two arguments. */
static BacklogWindow
BacklogWindowArguments(FunctionCallInfo fcinfo, int arg)
{
	BacklogWindow window;

	if (PG_ARGISNULL(arg) || PG_ARGISNULL(arg + 1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null", PG_ARGISNULL(arg) ?
						"since" : "until")));
	memset(&window, 0, sizeof(window));
	window.since = PG_GETARG_DATEADT(arg);
	window.until = PG_GETARG_DATEADT(arg + 1);
	CalendarCheckSpan(window.since, window.until, CalendarBy(FREQUENCY_DAY));
	return window;
}

/* The columns of backlog_report, in order. */
static Datum
BacklogRow(FunctionCallInfo fcinfo, const Backlog *backlog,
		   BacklogWindow window, bool has_arrivals, double arrivals)
{
	double		rate = arrivals / ((double) window.until + 1 - window.since);
	BacklogSummary summary;
	ResultRow	row = {0};

	BacklogSummarize(backlog, window.since, window.until, &summary);
	BacklogCheckRange(summary.mean);
	ResultAddNumber(&row, true, summary.mean);
	ResultAddNumber(&row, true, summary.peak);
	ResultAddDate(&row, true, (DateADT) summary.peak_day);
	ResultAddNumber(&row, true, summary.closing);
	ResultAddNumber(&row, has_arrivals, arrivals);
	ResultAddNumber(&row, has_arrivals, rate);
	ResultAddNumber(&row, has_arrivals && rate > 0, summary.mean / rate);
	return ResultReturn(fcinfo, &row);
}

/* The sum of a series of days over a window. */
static double
DaysTotal(const SumsView *view, BacklogWindow window)
{
	uint32		cursor = 0;
	FSum		sum;

	FSumInit(&sum);
	for (uint32 i = 0; i < view->n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(view, i, &cursor, parts);

		if (view->number[i] < window.since || view->number[i] > window.until)
			continue;
		for (int k = 0; k < nparts; k++)
			FSumAdd(&sum, parts[k]);
	}
	return FSumValue(&sum);
}

/*
 * (changes trade_series, since, until, arrivals trade_series); no summary is
 * no backlog and no arrivals.
 */
PG_FUNCTION_INFO_V1(licences_backlog_stats);
Datum
licences_backlog_stats(PG_FUNCTION_ARGS)
{
	BacklogWindow window;
	SumsView	view;
	Backlog		backlog = {0};
	double		arrivals = 0;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	window = BacklogWindowArguments(fcinfo, 1);
	if (!PG_ARGISNULL(0))
	{
		DaysOpen(&view, PG_GETARG_DATUM(0), "backlog", MEASURE_CHANGE);
		BacklogOpen(&backlog, &view, view.n);
	}
	if (!PG_ARGISNULL(3))
	{
		SumsView	arrived;

		DaysOpen(&arrived, PG_GETARG_DATUM(3), "arrivals", MEASURE_FLOW);
		arrivals = DaysTotal(&arrived, window);
		ArgumentCheck(arrivals, "arrivals", ARGUMENT_NOT_NEGATIVE,
					  "the window");
	}
	return BacklogRow(fcinfo, &backlog, window,
					  PG_ARGISNULL(0) || !PG_ARGISNULL(3), arrivals);
}

/*
 * (submitted, decided, since, until [, weight]): the state holds the changes
 * inside the window, earlier ones on its first day; the sum of the day after
 * the window holds the arrivals.
 */
PG_FUNCTION_INFO_V1(licences_backlog_stats_trans);
Datum
licences_backlog_stats_trans(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	BacklogWindow window;
	DateADT		submitted;
	DateADT		decided;
	double		weight;

	if (PG_ARGISNULL(1) || LicenceLacks(fcinfo, 5))
		return AggSkip(fcinfo);
	window = BacklogWindowArguments(fcinfo, 3);
	submitted = PG_GETARG_DATEADT(1);
	decided = PG_ARGISNULL(2) ? window.until + 1 : PG_GETARG_DATEADT(2);
	weight = LicenceWeight(fcinfo, 5);
	CalendarCheckDate(submitted, "start of a spell");
	if (!PG_ARGISNULL(2))
		SpellsCheckDates(submitted, decided);
	sums = BacklogState(fcinfo, KIND_BACKLOG_STATS, &window);
	if (submitted <= window.until && decided > window.since)
	{
		sums = SumsAddNumber(sums, Max(submitted, window.since), weight);
		if (decided <= window.until)
			sums = SumsAddNumber(sums, decided, -weight);
	}
	if (submitted >= window.since && submitted <= window.until)
		sums = SumsAddNumber(sums, window.until + 1, weight);
	PG_RETURN_POINTER(sums);
}

NUMERIC_VALUES(licences_backlog_stats_trans, 5, 1);

/* Is the window of a state one that arguments can be? */
bool
BacklogParamsAreValid(const void *params)
{
	const BacklogWindow *window = params;

	return IS_VALID_DATE(window->since) && IS_VALID_DATE(window->until) &&
		window->since <= window->until;
}

/* The window as text. */
char *
BacklogParamsText(const void *params)
{
	const BacklogWindow *window = params;

	return psprintf("%s to %s", CalendarDateText(window->since),
					CalendarDateText(window->until));
}

/* Lie all days of a state in its window, or right behind it? */
bool
BacklogKeysAreValid(const SumsView *view, const void *params)
{
	const BacklogWindow *window = params;

	return view->n == 0 || (view->number[0] >= window->since &&
							view->number[view->n - 1] <= (int64) window->until + 1);
}

/* The final function of backlog_stats. */
PG_FUNCTION_INFO_V1(licences_backlog_stats_final);
Datum
licences_backlog_stats_final(PG_FUNCTION_ARGS)
{
	SumsView	view;
	const BacklogWindow *window = AggOpen(&view, fcinfo, KIND_BACKLOG_STATS,
										  VIEW_SORTED);
	uint32		n = view.n;
	Backlog		backlog;

	if (n > 0 && view.number[n - 1] == (int64) window->until + 1)
		n--;
	BacklogOpen(&backlog, &view, n);
	return BacklogRow(fcinfo, &backlog, *window, true,
					  n < view.n ? view.hi[n] : 0);
}

/*
 * Adds a case: (submitted, decided, observed_until, approved, ...), its weight in
 * an argument that may be missing.  The state holds the weight of each outcome;
 * durations do not matter and are zero.  A decision that was not known is none.
 */
static Datum
ApprovalAdd(FunctionCallInfo fcinfo, int weight_arg, bool decision_known)
{
	StateSpec	spec = {.kind = KIND_APPROVAL, .bytes = true};
	char		key[SPELLS_KEY_SIZE];
	double		duration;
	double		weight;
	bool		exists;
	bool		has_ended;

	exists = SpellsAsOf(fcinfo, 1, &duration, &has_ended);
	SpellsCheckEnd(fcinfo, "approved");
	weight = LicenceWeight(fcinfo, weight_arg);
	if (!exists)
		return AggSkip(fcinfo);
	SpellsKey(key, 0, !has_ended || !decision_known ? SPELLS_RUNNING :
			  PG_GETARG_BOOL(4) ? LICENCE_APPROVED : LICENCE_REJECTED);
	PG_RETURN_POINTER(SumsAddBytes(AggStateFor(fcinfo, spec), key,
								   SPELLS_KEY_SIZE, weight));
}

/* (submitted, decided, observed_until, approved [, weight]) */
PG_FUNCTION_INFO_V1(licences_approval_trans);
Datum
licences_approval_trans(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(3) || LicenceLacks(fcinfo, 5))
		return AggSkip(fcinfo);
	return ApprovalAdd(fcinfo, 5, true);
}

NUMERIC_VALUES(licences_approval_trans, 5, 1);

/* Was it known by a day?  What has no day on which it was known was not. */
static bool
LicenceKnown(FunctionCallInfo fcinfo, int arg, const char *name, DateADT day)
{
	if (PG_ARGISNULL(arg))
		return false;
	CalendarCheckDate(PG_GETARG_DATEADT(arg), name);
	return PG_GETARG_DATEADT(arg) <= day;
}

/*
 * (submitted, decided, observed_until, approved, submitted_known_on,
 * decided_known_on [, weight]): the same of a register as it stood.
 */
PG_FUNCTION_INFO_V1(licences_approval_known_trans);
Datum
licences_approval_known_trans(PG_FUNCTION_ARGS)
{
	DateADT		day;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3) || LicenceLacks(fcinfo, 7))
		return AggSkip(fcinfo);
	day = PG_GETARG_DATEADT(3);
	if (!LicenceKnown(fcinfo, 5, "submitted_known_on", day))
		return AggSkip(fcinfo);
	return ApprovalAdd(fcinfo, 7, LicenceKnown(fcinfo, 6, "decided_known_on", day));
}

NUMERIC_VALUES(licences_approval_known_trans, 7, 1);

/* Opens a view of spells; one without any where there are none. */
static void
LicencesOpen(SumsView *view, FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		memset(view, 0, sizeof(SumsView));
	else
		SpellsViewOpen(view, PG_GETARG_DATUM(0));
}

/* How many cases there are, and how they were decided. */
typedef struct Approval
{
	double		submitted;
	double		approved;
	double		rejected;
	double		pending;
} Approval;

/* The columns of approval_report. */
static Datum
ApprovalRow(FunctionCallInfo fcinfo, const Approval *a)
{
	double		decided = a->approved + a->rejected;
	ResultRow	row = {0};

	ResultAddNumber(&row, true, a->submitted);
	ResultAddNumber(&row, true, a->approved);
	ResultAddNumber(&row, true, a->rejected);
	ResultAddNumber(&row, true, a->pending);
	ResultAddNumber(&row, decided > 0, a->approved / decided);
	ResultAddNumber(&row, a->submitted > 0, a->approved / a->submitted);
	ResultAddNumber(&row, a->submitted > 0,
					(a->approved + a->pending) / a->submitted);
	return ResultReturn(fcinfo, &row);
}

/* The same from the outcomes of spells. */
static Datum
ApprovalOfSpells(FunctionCallInfo fcinfo, const SumsView *view)
{
	FSum		all;
	FSum		approved;
	FSum		rejected;
	FSum		pending;
	Approval	a;

	FSumInit(&all);
	FSumInit(&approved);
	FSumInit(&rejected);
	FSumInit(&pending);
	for (uint32 i = 0; i < view->n; i++)
	{
		uint8		outcome = SpellsOutcome(view->key[i]);

		FSumAdd(&all, view->hi[i]);
		FSumAdd(outcome == SPELLS_RUNNING ? &pending :
				outcome == LICENCE_APPROVED ? &approved : &rejected,
				view->hi[i]);
	}
	a.submitted = FSumValue(&all);
	a.approved = FSumValue(&approved);
	a.rejected = FSumValue(&rejected);
	a.pending = FSumValue(&pending);
	SpellsCheckTotal(a.submitted);
	return ApprovalRow(fcinfo, &a);
}

/* (submitted, approved, rejected): counts, or weights, as they are published */
PG_FUNCTION_INFO_V1(licences_approval_counts);
Datum
licences_approval_counts(PG_FUNCTION_ARGS)
{
	Approval	a;
	double		decided;

	a.submitted = ArgumentValue(fcinfo, 0, "submitted", ARGUMENT_NOT_NEGATIVE);
	a.approved = ArgumentValue(fcinfo, 1, "approved", ARGUMENT_NOT_NEGATIVE);
	a.rejected = ArgumentValue(fcinfo, 2, "rejected", ARGUMENT_NOT_NEGATIVE);
	decided = ResultNumber(a.approved + a.rejected);
	if (LevelAbove(decided, a.submitted))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("decided must not be greater than submitted"),
				 errdetail("Approved %.15g and rejected %.15g are %.15g, submitted are %.15g.",
						   a.approved, a.rejected, decided, a.submitted),
				 errhint("Check that the counts are of the same cases and of one day.")));
	a.pending = LevelDifference(a.submitted, decided);
	return ApprovalRow(fcinfo, &a);
}

/* (spells) */
PG_FUNCTION_INFO_V1(licences_approval_rate);
Datum
licences_approval_rate(PG_FUNCTION_ARGS)
{
	SumsView	view;

	LicencesOpen(&view, fcinfo);
	return ApprovalOfSpells(fcinfo, &view);
}

/* The final function of approval_rate; no rows give counts of zero. */
PG_FUNCTION_INFO_V1(licences_approval_final);
Datum
licences_approval_final(PG_FUNCTION_ARGS)
{
	SumsView	view = {0};

	if (!PG_ARGISNULL(0))
		(void) AggOpen(&view, fcinfo, KIND_APPROVAL, 0);
	return ApprovalOfSpells(fcinfo, &view);
}

/* Has every key of a state an outcome of its own and no duration? */
bool
ApprovalKeysAreValid(const SumsView *view, const void *params)
{
	bool		valid = SpellsKeysAreValid(view, params);

	for (uint32 i = 0; i < view->n && valid; i++)
		valid = SpellsDuration(view->key[i]) == 0 &&
			SpellsOutcome(view->key[i]) <= LICENCE_REJECTED;
	return valid;
}

/* The columns of pending_report: (spells, age_limit) */
PG_FUNCTION_INFO_V1(licences_pending_age);
Datum
licences_pending_age(PG_FUNCTION_ARGS)
{
	double		limit;
	bool		has_limit = ArgumentNumber(fcinfo, 1, "age_limit",
										   ARGUMENT_NOT_NEGATIVE, &limit);
	double		oldest = 0;
	FSum		pending;
	FSum		ages;
	FSum		over;
	SumsView	view;
	ResultRow	row = {0};
	bool		any;

	LicencesOpen(&view, fcinfo);
	FSumInit(&pending);
	FSumInit(&ages);
	FSumInit(&over);
	for (uint32 i = 0; i < view.n; i++)
	{
		double		age = SpellsDuration(view.key[i]);

		if (SpellsOutcome(view.key[i]) != SPELLS_RUNNING || view.hi[i] == 0)
			continue;
		FSumAdd(&pending, view.hi[i]);
		FSumAdd(&ages, age * view.hi[i]);
		if (TimeAfter(age, limit))
			FSumAdd(&over, view.hi[i]);
		oldest = age;			/* durations ascend */
	}
	SpellsCheckTotal(FSumValue(&pending));
	SpellsCheckTotal(FSumValue(&ages));
	any = FSumValue(&pending) > 0;
	ResultAddNumber(&row, true, FSumValue(&pending));
	ResultAddNumber(&row, any, FSumValue(&ages) / FSumValue(&pending));
	ResultAddNumber(&row, any, oldest);
	ResultAddNumber(&row, has_limit, FSumValue(&over));
	return ResultReturn(fcinfo, &row);
}
