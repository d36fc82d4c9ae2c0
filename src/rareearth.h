/*
 * rareearth.h
 *	  What every file of the extension needs: nouns, frequencies, errors.
 */
#ifndef RAREEARTH_H
#define RAREEARTH_H

#include "postgres.h"

#include "fmgr.h"

#include "compat.h"

/* What a value or state summarizes; the letters are part of the format. */
typedef enum Noun
{
	NOUN_SHARES = 'm',
	NOUN_SERIES = 't',
	NOUN_SPELLS = 's',
	NOUN_LEVELS = 'l'			/* state of levels_agg only */
} Noun;

/* Calendar frequencies; the numbers are part of the format. */
typedef enum Frequency
{
	FREQUENCY_UNSET = 0,		/* in a state only: keys are days, to be seen */
	FREQUENCY_DAY = 1,
	FREQUENCY_WEEK = 2,
	FREQUENCY_MONTH = 3,
	FREQUENCY_QUARTER = 4,
	FREQUENCY_YEAR = 5
} Frequency;

#define FREQUENCY_LAST	FREQUENCY_YEAR

extern const char *NounTypeName(Noun noun);

#endif							/* RAREEARTH_H */
