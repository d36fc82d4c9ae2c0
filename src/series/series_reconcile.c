/*
 * series_reconcile.c
 *	  reconcile_agg: figures of one source that contain each other, taken
 *	  apart.
 *
 * A figure for the periods from a to b is a difference of what was traded up
 * to the end of b and up to the start of a.  So figures are edges between the
 * bounds of periods, and wherever edges connect two bounds, the trade between
 * them is known, as an exact sum of figures.  A spanning tree of the shortest
 * figures gives every bound its total up to there; every other figure closes a
 * cycle and must agree.  Neighbouring bounds of one tree enclose the smallest
 * pieces that are known.
 *
 * Bounds of two trees are not tied to each other.  A piece of one inside a
 * piece of the other is part of it: the larger one stays, as its total is what
 * is known for all of its periods, and the smaller one would be counted twice.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "math/near.h"
#include "series/series.h"
#include "series/series_dates.h"
#include "series/series_facts.h"

/* A bound between periods: the number of the period it opens. */
typedef struct Bound
{
	int64		period;
	int			tree;			/* parent in the union-find forest */
	int			edge;			/* first edge of the tree here, or -1 */
	bool		reached;
	FSum		total;			/* of its tree, up to here */
} Bound;

/* An edge of a tree as seen from one of its ends. */
typedef struct BoundEdge
{
	int			other;			/* the bound it leads to */
	uint32		figure;			/* of the view */
	int			sign;			/* 1 forward in time, -1 back */
	int			next;			/* edge of the same bound, or -1 */
} BoundEdge;

typedef struct Reconciliation
{
	SumsView	view;
	Bound	   *bound;
	int			nbounds;
	BoundEdge  *edge;
	int			nedges;
	uint32	   *partstart;		/* of each figure, in parts */
	double	   *parts;
} Reconciliation;

static int
CompareNumbers(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return (x > y) - (x < y);
}

/* The place of a bound. */
static int
BoundFind(const Reconciliation *r, int64 period)
{
	int			low = 0;
	int			high = r->nbounds;

	while (high - low > 1)
	{
		int			middle = low + (high - low) / 2;

		if (r->bound[middle].period <= period)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The representative of a bound's tree. */
static int
TreeOf(Reconciliation *r, int i)
{
	while (r->bound[i].tree != i)
	{
		r->bound[i].tree = r->bound[r->bound[i].tree].tree;
		i = r->bound[i].tree;
	}
	return i;
}

/* Collects the bounds of all figures and the components of their totals. */
static void
BoundsOpen(Reconciliation *r)
{
	uint32		n = r->view.n;
	int64	   *period = palloc_array(int64, 2 * n);
	uint32		cursor = 0;
	uint32		used = 0;

	for (uint32 i = 0; i < n; i++)
	{
		period[2 * i] = SeriesSpanFirst(r->view.number[i]);
		period[2 * i + 1] = SeriesSpanLast(r->view.number[i]) + 1;
	}
	qsort(period, 2 * (Size) n, sizeof(int64), CompareNumbers);
	r->bound = (Bound *) palloc_extended(2 * (Size) n * sizeof(Bound),
										 MCXT_ALLOC_HUGE);
	r->nbounds = 0;
	for (uint32 i = 0; i < 2 * n; i++)
	{
		Bound	   *bound = &r->bound[r->nbounds];

		if (r->nbounds > 0 && bound[-1].period == period[i])
			continue;
		bound->period = period[i];
		bound->tree = r->nbounds++;
		bound->edge = -1;
		bound->reached = false;
		FSumInit(&bound->total);
	}
	r->edge = palloc_array(BoundEdge, 2 * n);
	r->nedges = 0;

	r->partstart = palloc_array(uint32, n + 1);
	r->parts = palloc_array(double, 2 * (Size) n + r->view.nresiduals + 1);
	for (uint32 i = 0; i < n; i++)
	{
		double		parts[FSUM_MAX_PARTS];
		int			nparts = ViewParts(&r->view, i, &cursor, parts);

		r->partstart[i] = used;
		memcpy(r->parts + used, parts, nparts * sizeof(double));
		used += nparts;
	}
	r->partstart[n] = used;
}

/* Adds a figure to a sum. */
static void
FigureAdd(const Reconciliation *r, uint32 figure, int sign, FSum *sum)
{
	uint32		end = r->partstart[figure + 1];

	for (uint32 part = r->partstart[figure]; part < end; part++)
		FSumAdd(sum, sign * r->parts[part]);
}

/* Adds an exact sum to another, with a sign. */
static void
SumAdd(const FSum *from, int sign, FSum *sum)
{
	double		parts[FSUM_MAX_PARTS];
	int			n = FSumCanonical(from, parts);

	for (int i = 0; i < n; i++)
		FSumAdd(sum, sign * parts[i]);
}

static void
EdgeAdd(Reconciliation *r, int from, int to, uint32 figure, int sign)
{
	BoundEdge  *edge = &r->edge[r->nedges];

	edge->other = to;
	edge->figure = figure;
	edge->sign = sign;
	edge->next = r->bound[from].edge;
	r->bound[from].edge = r->nedges++;
}

/* Gives every bound of a tree its total, from a first bound on. */
static void
TreeWalk(Reconciliation *r, int root, int *stack)
{
	int			depth = 0;

	r->bound[root].reached = true;
	stack[depth++] = root;
	while (depth > 0)
	{
		int			at = stack[--depth];

		for (int e = r->bound[at].edge; e >= 0; e = r->edge[e].next)
		{
			Bound	   *other = &r->bound[r->edge[e].other];

			if (other->reached)
				continue;
			other->total = r->bound[at].total;
			FigureAdd(r, r->edge[e].figure, r->edge[e].sign, &other->total);
			other->reached = true;
			stack[depth++] = r->edge[e].other;
		}
	}
}

/* Refuses a figure that disagrees with those it contains. */
static void
FigureCheck(const Reconciliation *r, uint32 figure, double tolerance)
{
	int64		key = r->view.number[figure];
	FSum		rest;

	FSumInit(&rest);
	SumAdd(&r->bound[BoundFind(r, SeriesSpanLast(key) + 1)].total, 1, &rest);
	SumAdd(&r->bound[BoundFind(r, SeriesSpanFirst(key))].total, -1, &rest);
	FigureAdd(r, figure, -1, &rest);
	if (!(fabs(LevelOfSum(FSumValue(&rest), fabs(r->view.hi[figure]))) <= tolerance))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("figures of the same periods disagree"),
				 errdetail("The total of %s is %.15g, shorter figures add up to %.15g more.",
						   SeriesSpanText(key, CalendarOf(r->view.meaning)),
						   r->view.hi[figure], FSumValue(&rest)),
				 errhint("Give a tolerance for rounding and revisions: the figures of shorter periods are kept then.")));
}

/* A known piece: periods between neighbouring bounds of one tree. */
typedef struct Piece
{
	int			from;
	int			to;
} Piece;

/* The key of a piece. */
static int64
PieceKey(const Reconciliation *r, Piece piece)
{
	int64		first = r->bound[piece.from].period;

	return SeriesSpanKey(first, r->bound[piece.to].period - first);
}

/* Writes the pieces; a piece inside a larger one is part of it. */
static KeyedSums *
PiecesPut(Reconciliation *r)
{
	Calendar	calendar = CalendarOf(r->view.meaning);
	KeyedSums  *sums = SeriesCreate(r->view.meaning);
	int		   *before = palloc_array(int, r->nbounds);
	int		   *to = palloc_array(int, r->nbounds);
	Piece		kept = {-1, -1};

	/* the next bound of the same tree, for every bound */
	for (int i = 0; i < r->nbounds; i++)
		before[i] = to[i] = -1;
	for (int i = 0; i < r->nbounds; i++)
	{
		int			tree = TreeOf(r, i);

		if (before[tree] >= 0)
			to[before[tree]] = i;
		before[tree] = i;
	}
	for (int i = 0; i < r->nbounds; i++)
	{
		Piece		piece = {i, to[i]};
		int64		key;
		FSum		sum;
		double		parts[FSUM_MAX_PARTS];
		int			nparts;

		if (to[i] < 0 || (kept.to > i && to[i] < kept.to))
			continue;
		key = PieceKey(r, piece);
		if (kept.to > i)
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("figures overlap and cannot be told apart"),
					 errdetail("%s and %s share periods, and no figure tells how much.",
							   SeriesSpanText(PieceKey(r, kept), calendar),
							   SeriesSpanText(key, calendar)),
					 errhint("Leave one of them out.")));
		kept = piece;
		FSumInit(&sum);
		SumAdd(&r->bound[piece.to].total, 1, &sum);
		SumAdd(&r->bound[piece.from].total, -1, &sum);
		nparts = FSumCanonical(&sum, parts);
		sums = SeriesPut(sums, key, 0);
		for (int part = 0; part < nparts; part++)
			sums = SeriesPut(sums, key, parts[part]);
	}
	return sums;
}

/* Are the parameters of a state those that arguments can be? */
bool
ReconcileParamsAreValid(const void *params)
{
	const FactsParams *facts = (const FactsParams *) params;
	/* as it is, not as SeriesMeaning would have it */
	const ValueMeaning meaning = {facts->frequency, MEASURE_FLOW, facts->year_start, 0};

	return isfinite(facts->tolerance) && facts->tolerance >= 0 &&
		facts->duplicate == 0 && facts->unused == 0 &&
		MeaningFault(NOUN_SERIES, meaning) == NULL &&
		FiscalSnapIsValid(facts->snap, FactsCalendar(facts));
}

/* The parameters as text. */
char *
ReconcileParamsText(const void *params)
{
	const FactsParams *facts = (const FactsParams *) params;

	return psprintf("frequency %s, tolerance %.15g%s",
					CalendarText(FactsCalendar(facts)), facts->tolerance,
					facts->snap == SNAP_NONE ? "" : psprintf(", snap %d", facts->snap));
}

/*
 * Opens the figures that a state tells: of each span of periods one, the one
 * filed last.
 */
static void
FiguresOpen(SumsView *view, const FactsParams *params)
{
	Calendar	calendar = FactsCalendar(params);
	SeriesFact *facts = SeriesFactsRead(view);
	KeyedSums  *sums = SeriesCreate(SeriesMeaning(calendar.frequency, MEASURE_FLOW,
												  calendar.year_start));
	uint32		n;

	for (uint32 i = 0; i < view->n; i++)
		facts[i].key = FiscalSpanKey(facts[i].start, facts[i].end, calendar,
									 params->snap);
	n = SeriesFactsChoose(facts, view->n, "figure", calendar);
	for (uint32 i = 0; i < n; i++)
		sums = SeriesPut(sums, facts[i].key, facts[i].value);
	ViewOpenState(view, sums, VIEW_SORTED);
	(void) SeriesViewFinish(view);
}

/* The final function of reconcile_agg. */
PG_FUNCTION_INFO_V1(series_reconcile_final);
Datum
series_reconcile_final(PG_FUNCTION_ARGS)
{
	Reconciliation r;
	bool	   *redundant;
	int		   *stack;
	const FactsParams *params = AggOpen(&r.view, fcinfo, KIND_RECONCILE,
										VIEW_SORTED);

	FiguresOpen(&r.view, params);
	BoundsOpen(&r);
	redundant = palloc0_array(bool, r.view.n);
	stack = palloc_array(int, r.nbounds);
	/* keys ascend, so shorter figures come first */
	for (uint32 i = 0; i < r.view.n; i++)
	{
		int			from = BoundFind(&r, SeriesSpanFirst(r.view.number[i]));
		int			to = BoundFind(&r, SeriesSpanLast(r.view.number[i]) + 1);

		CHECK_FOR_INTERRUPTS();
		redundant[i] = TreeOf(&r, from) == TreeOf(&r, to);
		if (redundant[i])
			continue;
		r.bound[TreeOf(&r, to)].tree = TreeOf(&r, from);
		EdgeAdd(&r, from, to, i, 1);
		EdgeAdd(&r, to, from, i, -1);
	}
	for (int i = 0; i < r.nbounds; i++)
		if (!r.bound[i].reached)
			TreeWalk(&r, i, stack);
	for (uint32 i = 0; i < r.view.n; i++)
		if (redundant[i])
			FigureCheck(&r, i, params->tolerance);
	PG_RETURN_DATUM(SeriesStore(PiecesPut(&r)));
}
