/*
 * backlog.c
 *	  How many cases are open: levels between days of change.
 *
 * A case is open from the day it is submitted until the day before it is
 * decided, so one that is decided on the day of its submission never is.
 *
 * This file knows nothing of PostgreSQL.
 */
#include "math/backlog.h"
#include "math/fsum.h"
#include "math/near.h"

/* The number of changes on or before a day. */
static int
BacklogChangesUntil(const Backlog *backlog, int64_t day)
{
	int			low = 0;
	int			high = backlog->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (backlog->day[middle] <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The backlog on a day. */
double
BacklogAt(const Backlog *backlog, int64_t day)
{
	int			changes = BacklogChangesUntil(backlog, day);

	return changes == 0 ? 0 : backlog->level[changes - 1];
}

/* Summarizes the days from since to until, both included; since <= until. */
void
BacklogSummarize(const Backlog *backlog, int64_t since, int64_t until,
				 BacklogSummary *summary)
{
	int			i = BacklogChangesUntil(backlog, since);
	int64_t		end = until + 1;
	int64_t		day = since;
	double		level = BacklogAt(backlog, since);
	FSum		open_days;

	FSumInit(&open_days);
	summary->peak = level;
	summary->peak_day = since;
	for (; i < backlog->n && backlog->day[i] < end; i++)
	{
		FSumAdd(&open_days, level * (double) (backlog->day[i] - day));
		day = backlog->day[i];
		level = backlog->level[i];
		if (LevelAbove(level, summary->peak))
		{
			summary->peak = level;
			summary->peak_day = day;
		}
	}
	FSumAdd(&open_days, level * (double) (end - day));
	summary->closing = level;
	summary->mean = FSumValue(&open_days) / (double) (end - since);
}
