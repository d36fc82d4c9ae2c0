/*
 * text_io.h
 *	  The JSON text form that all nouns share.
 */
#ifndef RAREEARTH_TEXT_IO_H
#define RAREEARTH_TEXT_IO_H

#include "rareearth.h"

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#include "keyed/sums.h"
#include "keyed/view.h"

typedef struct TextInput
{
	Noun		noun;
	const char *input;			/* for messages */
	struct Node *context;		/* where an error is left, if not raised */
	Jsonb	   *json;
} TextInput;

extern void TextPutDouble(StringInfo buf, double value);
extern void TextPutSum(StringInfo buf, const SumsView *view, uint32 i,
					   uint32 *cursor);
extern bool TextError(const TextInput *in, const char *detail);
extern bool TextOpen(TextInput *in, FunctionCallInfo fcinfo, Noun noun);
extern bool TextFind(JsonbContainer *object, const char *name,
					 JsonbValue *value);
extern bool TextMember(const TextInput *in, const char *name,
					   JsonbValue *value);
extern bool TextObject(const TextInput *in, const char *name,
					   JsonbValue *value);
extern bool TextIsWord(const JsonbValue *value, const char *word);
extern bool TextNumber(const TextInput *in, const JsonbValue *value,
					   double *number);
extern int	TextParts(const TextInput *in, const JsonbValue *value,
					  double *parts);
extern struct varlena *ValueReceive(FunctionCallInfo fcinfo, Noun noun,
									SumsView *view);

#endif							/* RAREEARTH_TEXT_IO_H */
