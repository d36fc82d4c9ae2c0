/*
 * series_text.h
 *	  The text of calendar periods, and of what totals of them mean.
 */
#ifndef RAREEARTH_SERIES_TEXT_H
#define RAREEARTH_SERIES_TEXT_H

#include "rareearth.h"
#include "sql/calendar.h"
#include "sql/text_io.h"

/* How a member is named: by one period, or by the first and the last. */
typedef bool (*SeriesTextKey) (const TextInput *in, char *text,
							   Calendar calendar, int64 *key);

extern bool SeriesTextPeriod(const TextInput *in, char *text,
							 Calendar calendar, int64 *key);
extern bool SeriesTextSpan(const TextInput *in, char *text, Calendar calendar,
						   int64 *key);
extern bool SeriesTextMeaning(const TextInput *in, ValueMeaning *meaning);
extern void SeriesPutMeaning(StringInfo buf, Noun noun, ValueMeaning meaning);

#endif							/* RAREEARTH_SERIES_TEXT_H */
