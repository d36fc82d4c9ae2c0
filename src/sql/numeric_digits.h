/*
 * numeric_digits.h
 *	  Numerics as doubles, read from their digits where that is exact.
 */
#ifndef RAREEARTH_NUMERIC_DIGITS_H
#define RAREEARTH_NUMERIC_DIGITS_H

#include "rareearth.h"

extern double NumericValue(Datum numeric);

#endif							/* RAREEARTH_NUMERIC_DIGITS_H */
