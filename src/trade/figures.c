/*
 * figures.c
 *	  Keys of rows of trade: a period, what the figure is, and of which item.
 */
#include "rareearth.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"

#include "keyed/keys.h"
#include "trade/figures.h"

/* Writes the first part of a key. */
static void
FigureWrite(char *first, int32 period, char figure)
{
	uint32		ordered = pg_hton32((uint32) period ^ 0x80000000);

	memcpy(first, &ordered, FIGURE_PERIOD_SIZE);
	first[FIGURE_PERIOD_SIZE] = figure;
}

/* Adds one figure of an item, given as text or NULL, to a period. */
KeyedSums *
FigureAdd(KeyedSums *sums, int32 period, char figure, const text *item,
		  double value)
{
	char		first[FIGURE_SIZE];
	Pair		pair = {first, FIGURE_SIZE, "", 0};

	FigureWrite(first, period, figure);
	if (item != NULL)
	{
		pair.second = VARDATA_ANY(item);
		pair.secondlen = VARSIZE_ANY_EXHDR(item);
	}
	return PairAdd(sums, pair, value);
}

/* The period of a key's first part. */
int32
FigurePeriod(Pair pair)
{
	uint32		ordered;

	memcpy(&ordered, pair.first, FIGURE_PERIOD_SIZE);
	return (int32) (pg_ntoh32(ordered) ^ 0x80000000);
}

/* Is every key of a state a period from least to most, one of these figures and an item? */
bool
FiguresAreValid(const SumsView *view, const char *letters, int32 least,
				int32 most)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		Pair		pair;
		char		figure;

		if (view->keylen[i] < FIGURE_SIZE)
			return false;
		pair = PairRead(view, i, FIGURE_SIZE);
		figure = pair.first[FIGURE_PERIOD_SIZE];
		if (figure == '\0' || strchr(letters, figure) == NULL ||
			(figure == FIGURE_UNKNOWN && pair.secondlen > 0) ||
			FigurePeriod(pair) < least || FigurePeriod(pair) > most ||
			!pg_verifymbstr(pair.second, (int) pair.secondlen, true))
			return false;
	}
	return true;
}

/* The item of key i. */
char *
FigureItem(const SumsView *view, uint32 i, uint32 skip)
{
	if (!view->bytes)
		return psprintf(INT64_FORMAT, view->number[i]);
	return pnstrdup(view->key[i] + skip, view->keylen[i] - skip);
}

/* The run of a figure, which starts at *at if there is one; *at is then behind it. */
FigureRun
FigureRunOpen(const SumsView *view, uint32 *at, int32 period, char figure)
{
	FigureRun	run = {view, *at, *at, FIGURE_SIZE};
	char		first[FIGURE_SIZE];

	FigureWrite(first, period, figure);
	while (run.end < view->n &&
		   memcmp(view->key[run.end], first, FIGURE_SIZE) == 0)
		run.end++;
	*at = run.end;
	return run;
}

/*
 * The next item of any of the runs, and its figure in each, 0 where a run has
 * none.  *item is where its name stands.
 */
bool
FigureRunsNext(FigureRun *run, int n, double *figure, FigureRun *item)
{
	bool		found = false;

	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < n; i++)
	{
		int			cmp = -1;

		figure[i] = 0;
		if (run[i].at == run[i].end)
			continue;
		if (found)
			cmp = KeysCompare(run[i].view, run[i].at, item->view, item->at,
							  item->skip);
		if (cmp < 0)
		{
			memset(figure, 0, i * sizeof(double));
			*item = run[i];
			found = true;
		}
		if (cmp <= 0)
			figure[i] = run[i].view->hi[run[i].at];
	}
	for (int i = 0; found && i < n; i++)
		if (run[i].at < run[i].end &&
			KeysCompare(run[i].view, run[i].at, item->view, item->at,
						item->skip) == 0)
			run[i].at++;
	return found;
}
