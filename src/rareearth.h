/*
 * rareearth.h
 *	  What every file of the extension needs: nouns, frequencies, errors.
 */
#ifndef RAREEARTH_H
#define RAREEARTH_H

#include "postgres.h"

#include "fmgr.h"

#include "compat.h"

/* What a value summarizes; the letters are part of the format. */
typedef enum Noun
{
	NOUN_NONE = 0,				/* of a state that is no value yet */
	NOUN_SHARES = 'm',
	NOUN_SERIES = 't',
	NOUN_SPELLS = 's',
	NOUN_MARKETS = 'g',			/* of many groups, each a market_shares */
	NOUN_PANEL = 'p',			/* each a trade_series */
	NOUN_VINTAGES = 'v'
} Noun;

/* Calendar frequencies; the numbers are part of the format. */
typedef enum Frequency
{
	FREQUENCY_UNSET = 0,		/* in a state only: keys are days, to be seen */
	FREQUENCY_DAY = 1,
	FREQUENCY_WEEK = 2,
	FREQUENCY_MONTH = 3,
	FREQUENCY_QUARTER = 4,
	FREQUENCY_YEAR = 5,
	FREQUENCY_TRADING_DAY = 6	/* the days that have a figure */
} Frequency;

#define FREQUENCY_LAST	FREQUENCY_TRADING_DAY

/* What the figures of a series are; the numbers are part of the format. */
typedef enum Measure
{
	MEASURE_FLOW = 0,			/* of a period, such as exports */
	MEASURE_LEVEL = 1,			/* at a time, such as stocks and prices */
	MEASURE_CHANGE = 2			/* of a level, such as of a backlog */
} Measure;

#define MEASURE_LAST	MEASURE_CHANGE

/* Are the keys of a noun periods of a calendar, with a measure? */
static inline bool
NounHasPeriods(Noun noun)
{
	return noun == NOUN_SERIES || noun == NOUN_VINTAGES;
}

extern const char *NounTypeName(Noun noun);

#endif							/* RAREEARTH_H */
