/*
 * wire.h
 *	  The one stored format: bytes of a value on disk and on the wire.
 */
#ifndef RAREEARTH_WIRE_H
#define RAREEARTH_WIRE_H

#include "rareearth.h"
#include "keyed/columns.h"

#define WIRE_FORMAT			1
#define WIRE_FORMATS		32		/* below: this and those to come */
#define WIRE_FLAG_BYTES		0x01	/* keys are byte strings */
#define WIRE_FLAG_LO		0x02	/* second components follow */
#define WIRE_FLAG_REST		0x04	/* further components follow */
#define WIRE_FLAG_NULL		0x08	/* the sum of NULL keys follows */
#define WIRE_FLAG_DENSE		0x10	/* number keys are a set of bits */
#define WIRE_FLAG_DECIMAL	0x20	/* sums are decimals */
#define WIRE_FLAG_UNITS		0x40	/* second components are multiples */
#define WIRE_FLAGS			0x7f

/* Bits of byte 6 of spells: what some of its keys hold. */
#define WIRE_EXTRA_INTERVAL	0x01	/* ends between two durations */
#define WIRE_EXTRA_ENTRY	0x02	/* delayed entry */
#define WIRE_EXTRAS			0x03

#define WIRE_HEADER			16		/* up to the keys */
#define WIRE_NUMBERS		9		/* base and width before differences */
#define WIRE_REST			12		/* key number and further component */
#define WIRE_DECIMAL_HEADER	2		/* scale and width before decimals */
#define WIRE_UNITS_HEADER	3		/* unit and width before multiples */
#define WIRE_MAX_SCALE		9
#define WIRE_MAX_WIDTH		7		/* of decimals and multiples */
#define WIRE_MAX_KEYS		(1U << 26)	/* as many as a state can have */
#define WIRE_COMPACT_FROM	16		/* keys from which forms are chosen */

/* Powers of ten, which doubles hold exactly. */
extern const double WirePower[WIRE_MAX_SCALE + 1];

pg_noreturn extern void WireRefuse(Noun noun, bool outside, const char *detail);
extern struct varlena *WireWrite(const SumsView *view);
extern void WireCheckOrder(const SumsView *view, bool outside);
extern void WireRead(SumsView *view, const char *data, Size len, Noun noun);
extern struct varlena *WireCheck(SumsView *view, const char *data, Size len,
								 Noun noun);

#endif							/* RAREEARTH_WIRE_H */
