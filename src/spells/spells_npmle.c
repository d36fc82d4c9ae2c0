/*
 * spells_npmle.c
 *	  Spells that ended between two durations: where their ends lie most
 *	  likely.
 *
 * The arithmetic is in npmle.c.  Each distinct spell takes some 220 bytes.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "math/near.h"
#include "sql/result.h"
#include "spells/spells_curve.h"

#define SPELLS_MAX_FIT	1000000

/* The shortest first. */
static inline int
CompareEnds(const double *a, const double *b)
{
	return *a < *b ? -1 : *a > *b;
}

#define ST_SORT sort_ends
#define ST_ELEMENT_TYPE double
#define ST_COMPARE(a, b) CompareEnds(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Sorts ends and leaves the shortest of those that tie; returns their number. */
static int
EndsSettle(double *ends, int n)
{
	int			kept = 0;

	sort_ends(ends, n);
	for (int i = 0; i < n; i++)
		if (kept == 0 || !TimesNear(ends[i], ends[kept - 1]))
			ends[kept++] = ends[i];
	return kept;
}

/* The one of the ends that a number ties with. */
static double
EndOf(const double *ends, int n, double number)
{
	int			low = 0;
	int			high = n - 1;

	while (low < high)
	{
		int			middle = high - (high - low) / 2;

		if (ends[middle] <= number)
			low = middle;
		else
			high = middle - 1;
	}
	return ends[low];
}

/* What is known of a spell, with ends that tie made one. */
static NpmleSpell
FitSpell(Spell spell, const double *ends, int nends, double weight)
{
	double		duration = EndOf(ends, nends, spell.duration);
	NpmleSpell	fit = {.left = duration,.right = duration,.weight = weight};

	if (spell.outcome == SPELLS_RUNNING)
		fit.right = INFINITY;
	else if (spell.form == SPELL_PLAIN)
		fit.closed = true;
	else
	{
		fit.left = EndOf(ends, nends, spell.second);
		fit.closed = spell.form == SPELL_FROM_ZERO || fit.left == fit.right;
	}
	return fit;
}

/* Calls for a cancel from the arithmetic. */
static void
FitCheck(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* Gives an estimate its room, for so many spells. */
static void
FitRoom(Npmle *fit, uint32 n)
{
	if (n > SPELLS_MAX_FIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("cannot estimate from more than %d distinct intervals",
						SPELLS_MAX_FIT),
				 errdetail("There are %u.", n),
				 errhint("Round their ends, for example to whole days.")));
	memset(fit, 0, sizeof(*fit));
	fit->spells = palloc_array(NpmleSpell, (Size) n + 1);
	fit->ends = palloc_array(NpmleEnd, 2 * (Size) n + 1);
	fit->cells = palloc_array(NpmleCell, (Size) n + 1);
	fit->room = palloc_array(double, NPMLE_ROOM(n));
	fit->check = FitCheck;
}

/*
 * The estimate of spells of which none entered late.  Weights are of a total
 * of one, so that none leaves the range of double in between.
 */
void
SpellsFit(Npmle *fit, const SumsView *view)
{
	double	   *ends = palloc_array(double, 2 * (Size) view->n + 1);
	int			nends = 0;
	FSum		total;
	NpmleState	state = NPMLE_RUNNING;

	FitRoom(fit, view->n);
	FSumInit(&total);
	for (uint32 i = 0; i < view->n; i++)
	{
		Spell		spell = SpellsRead(view->key[i], view->keylen[i]);

		FSumAdd(&total, view->hi[i]);
		ends[nends++] = spell.duration;
		if (spell.form != SPELL_PLAIN)
			ends[nends++] = spell.second;
	}
	SpellsCheckTotal(FSumValue(&total));
	nends = EndsSettle(ends, nends);
	for (uint32 i = 0; i < view->n; i++)
	{
		double		weight = view->hi[i] / FSumValue(&total);

		if (weight > 0)
			fit->spells[fit->nspells++] =
				FitSpell(SpellsRead(view->key[i], view->keylen[i]),
						 ends, nends, weight);
	}
	if (fit->nspells == 0)
		return;
	NpmleStart(fit);
	while ((state = NpmleImprove(fit)) == NPMLE_RUNNING)
		CHECK_FOR_INTERRUPTS();
	fit->log_likelihood *= FSumValue(&total);
	if (state == NPMLE_STUCK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weights of spells lie too far apart for an estimate"),
				 errdetail("After %d rounds the Kuhn-Tucker conditions hold to %g only.",
						   fit->iterations, fit->violation)));
}

/* Opens spells for an estimate. */
static void
FitOpen(Npmle *fit, Datum datum)
{
	SumsView	view;

	SpellsViewOpen(&view, datum);
	for (uint32 i = 0; i < view.n; i++)
		if (SpellsRead(view.key[i], view.keylen[i]).form == SPELL_ENTRY)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("npmle cannot take delayed entry into account"),
					 errdetail("Some of the spells were seen only from some time on."),
					 errhint("survival takes them, where durations are known.")));
	SpellsFit(fit, &view);
}

/* (spells): rows of the intervals in which mass may lie. */
PG_FUNCTION_INFO_V1(spells_npmle);
Datum
spells_npmle(PG_FUNCTION_ARGS)
{
	Npmle		fit;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	FitOpen(&fit, PG_GETARG_DATUM(0));
	for (int j = 0; j < fit.n; j++)
	{
		const NpmleCell *cell = &fit.cells[j];

		CHECK_FOR_INTERRUPTS();
		ResultAddNumber(&row, !cell->closed || cell->left == cell->right,
						cell->left);
		ResultAddNumber(&row, isfinite(cell->right), cell->right);
		ResultAddNumber(&row, true, fit.mass[j]);
		ResultAddNumber(&row, true, fit.excess[j] + 1);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* (spells): how well the estimate fits. */
PG_FUNCTION_INFO_V1(spells_npmle_fit);
Datum
spells_npmle_fit(PG_FUNCTION_ARGS)
{
	Npmle		fit;
	ResultRow	row = {0};
	bool		known;

	FitOpen(&fit, PG_GETARG_DATUM(0));
	known = fit.n > 0;
	ResultAddNumber(&row, known, fit.log_likelihood);
	ResultAddNumber(&row, known, fit.violation);
	ResultAddInteger(&row, true, fit.n);
	ResultAddInteger(&row, true, fit.iterations);
	return ResultReturn(fcinfo, &row);
}
