/*
 * readable.h
 *	  Numbers as a person reads them.
 */
#ifndef RAREEARTH_READABLE_H
#define RAREEARTH_READABLE_H

#include "rareearth.h"

#include "lib/stringinfo.h"

#define READABLE_DIGITS		4
#define READABLE_MOST		15		/* digits that a double holds */
#define READABLE_NAME		40		/* characters of a name that are shown */

extern double ReadableRound(double value, int digits);
extern void ReadablePutNumber(StringInfo buf, double value);
extern void ReadablePutPercent(StringInfo buf, double part);
extern void ReadablePutName(StringInfo buf, const char *name);

#endif							/* RAREEARTH_READABLE_H */
