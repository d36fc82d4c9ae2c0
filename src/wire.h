/*
 * wire.h
 *	  The one stored format: bytes of a value on disk and on the wire.
 */
#ifndef RAREEARTH_WIRE_H
#define RAREEARTH_WIRE_H

#include "rareearth.h"
#include "view.h"

#define WIRE_FORMAT			1
#define WIRE_FLAG_BYTES		0x01	/* keys are byte strings */
#define WIRE_FLAG_LO		0x02	/* second components follow */
#define WIRE_FLAG_REST		0x04	/* further components follow */
#define WIRE_FLAG_NULL		0x08	/* the sum of NULL keys follows */
#define WIRE_FLAGS			0x0f

extern struct varlena *WireWrite(const SumsView *view);
extern void WireRead(SumsView *view, const char *data, Size len, Noun noun);
extern void WireCheck(SumsView *view, const char *data, Size len, Noun noun);

#endif							/* RAREEARTH_WIRE_H */
