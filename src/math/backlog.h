/*
 * backlog.h
 *	  How many cases are open: levels between days of change.
 */
#ifndef RAREEARTH_BACKLOG_H
#define RAREEARTH_BACKLOG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A step function over days: from day[i] until the day before day[i + 1] the
 * backlog is level[i]; before day[0] it is zero.  Days ascend.
 */
typedef struct Backlog
{
	int			n;
	const int64_t *day;
	const double *level;
} Backlog;

/* The backlog over the days of a window. */
typedef struct BacklogSummary
{
	double		mean;
	double		peak;
	int64_t		peak_day;		/* the first day at the peak */
	double		closing;		/* on the last day of the window */
} BacklogSummary;

extern double BacklogAt(const Backlog *backlog, int64_t day);
extern void BacklogSummarize(const Backlog *backlog, int64_t since,
							 int64_t until, BacklogSummary *summary);

#endif							/* RAREEARTH_BACKLOG_H */
