/*
 * meaning.h
 *	  What the numbers of a value mean: a part of every value and every state.
 */
#ifndef RAREEARTH_MEANING_H
#define RAREEARTH_MEANING_H

#include "rareearth.h"

/* Four bytes of the header of a stored value, in their order there. */
typedef struct ValueMeaning
{
	uint8		unit;			/* Frequency: of periods, or of durations */
	uint8		measure;		/* Measure of a trade_series, else 0 */
	uint8		year_start;		/* of a trade_series: the first month, else 0 */
	uint8		extra;			/* 0; in the header SumsView.extra stands here */
} ValueMeaning;

/* Do periods of this frequency depend on the month in which years start? */
static inline bool
FrequencyHasYears(Frequency frequency)
{
	return frequency == FREQUENCY_QUARTER || frequency == FREQUENCY_YEAR;
}

/* The meaning of a trade_series. */
static inline ValueMeaning
SeriesMeaning(Frequency unit, Measure measure, uint8 year_start)
{
	ValueMeaning meaning = {(uint8) unit, (uint8) measure,
		FrequencyHasYears(unit) ? year_start : 1, 0};

	return meaning;
}

/* The meaning of spells whose durations count this unit, if it is known. */
static inline ValueMeaning
SpellsMeaning(Frequency unit)
{
	ValueMeaning meaning = {(uint8) unit, 0, 0, 0};

	return meaning;
}

extern const char *FrequencyName(Frequency frequency);
extern const char *MeaningPeriods(Frequency unit, uint8 year_start);
extern const char *MeasureName(Measure measure);
extern bool MeasureFromName(const char *name, int len, Measure *measure);
extern const char *MeaningFault(Noun noun, ValueMeaning meaning);
extern void MeaningCheckAlike(Noun noun, ValueMeaning a, ValueMeaning b);

#endif							/* RAREEARTH_MEANING_H */
