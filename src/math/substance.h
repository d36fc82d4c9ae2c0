/*
 * substance.h
 *	  Elements, chemical formulas, and what they hold of rare earths.
 *
 * Plain arithmetic without PostgreSQL.
 */
#ifndef RAREEARTH_SUBSTANCE_H
#define RAREEARTH_SUBSTANCE_H

#include <stdbool.h>

/*
 * An element and its standard atomic weight (IUPAC 2021; the conventional
 * value where the standard is an interval).  Rare earths have the oxide that
 * trade statistics count them in: metal atoms and oxygen atoms of one unit.
 */
typedef struct Element
{
	const char *symbol;
	double		weight;
	int			oxide_metal;	/* 0 when not a rare earth */
	int			oxide_oxygen;
} Element;

typedef enum SubstanceError
{
	SUBSTANCE_OK,
	SUBSTANCE_EMPTY,
	SUBSTANCE_UNKNOWN_ELEMENT,
	SUBSTANCE_UNEXPECTED,
	SUBSTANCE_POINT,			/* decimals and dots are ambiguous */
	SUBSTANCE_UNCLOSED,
	SUBSTANCE_COUNT,			/* a count of zero, or too large */
	SUBSTANCE_TOO_DEEP
} SubstanceError;

/*
 * What a formula says.  Masses are per formula unit.  When error is set, only
 * error, position (byte, from 0) and length of the place are.
 */
typedef struct Substance
{
	double		mass;
	double		metal;			/* mass of rare earths */
	double		oxide;			/* mass of the rare earths as oxides */
	SubstanceError error;
	int			position;
	int			length;
} Substance;

#define SUBSTANCE_MAX_COUNT		999999
#define SUBSTANCE_MAX_DEPTH		8

extern const Element *ElementFind(const char *symbol, int length);
extern double ElementOxideFactor(const Element *element);
extern bool SubstanceRead(const char *formula, Substance *substance);
extern bool SubstanceMassOf(const char *formula, const Element *element,
							double *part, double *whole);

#endif							/* RAREEARTH_SUBSTANCE_H */
