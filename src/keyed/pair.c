/*
 * pair.c
 *	  Keys of two byte strings: putting them together and taking them apart.
 */
#include "rareearth.h"

#include "mb/pg_wchar.h"

#include "keyed/pair.h"
#include "keyed/sums_table.h"

/* Refuses a text that would be kept over and over. */
static inline void
PairCheckText(const KeyedSums *sums, uint32 len)
{
	if (unlikely(len > PAIR_MAX_TEXT))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("names given to %s must not be longer than %d bytes",
						KindOf(sums)->name, PAIR_MAX_TEXT),
				 errdetail("One has %u bytes; it is kept with everything that is counted by name.", len),
				 errhint("Give shorter names, such as codes.")));
}

/* Adds a row whose first part has the length that all of its kind have; the second is a text. */
KeyedSums *
PairAdd(KeyedSums *sums, Pair pair, double value)
{
	char	   *key;

	PairCheckText(sums, pair.secondlen);
	key = SumsPlaceBytes(&sums, pair.firstlen + pair.secondlen, value);
	memcpy(key, pair.first, pair.firstlen);
	memcpy(key + pair.firstlen, pair.second, pair.secondlen);
	SumsAssertRow(sums);
	return sums;
}

/* Adds a row whose first part is a text. */
KeyedSums *
PairAddText(KeyedSums *sums, Pair pair, double value)
{
	char	   *key;

	PairCheckText(sums, pair.firstlen);
	key = SumsPlaceBytes(&sums, pair.firstlen + 1 + pair.secondlen, value);
	memcpy(key, pair.first, pair.firstlen);
	key[pair.firstlen] = '\0';
	memcpy(key + pair.firstlen + 1, pair.second, pair.secondlen);
	SumsAssertRow(sums);
	return sums;
}

/* The parts of key i, the first of this length. */
Pair
PairRead(const SumsView *view, uint32 i, uint32 firstlen)
{
	Pair		pair = {view->key[i], firstlen, view->key[i] + firstlen,
	view->keylen[i] - firstlen};

	return pair;
}

/* The parts of key i, the first of which is a text. */
Pair
PairReadText(const SumsView *view, uint32 i)
{
	const char *end = memchr(view->key[i], 0, view->keylen[i]);
	Pair		pair = PairRead(view, i, (uint32) (end - view->key[i]));

	pair.second++;
	pair.secondlen--;
	return pair;
}

/* Is the first part of key i, from outside, a text of the server's encoding? */
bool
PairIsOfText(const SumsView *view, uint32 i)
{
	const char *end = memchr(view->key[i], 0, view->keylen[i]);

	return end != NULL &&
		pg_verifymbstr(view->key[i], (int) (end - view->key[i]), true);
}

/* Adds a row whose first two parts are texts. */
KeyedSums *
PairAddTexts(KeyedSums *sums, TextPair pair, double value)
{
	Pair		t = pair.texts;
	char	   *key;

	PairCheckText(sums, t.firstlen);
	PairCheckText(sums, t.secondlen);
	key = SumsPlaceBytes(&sums, t.firstlen + t.secondlen + 2 + pair.restlen,
						 value);
	memcpy(key, t.first, t.firstlen);
	key[t.firstlen] = '\0';
	key += t.firstlen + 1;
	memcpy(key, t.second, t.secondlen);
	key[t.secondlen] = '\0';
	memcpy(key + t.secondlen + 1, pair.rest, pair.restlen);
	SumsAssertRow(sums);
	return sums;
}

/* The parts of key i, the first two of which are texts. */
TextPair
PairReadTexts(const SumsView *view, uint32 i)
{
	TextPair	pair = {.texts = PairReadText(view, i)};
	const char *end = memchr(pair.texts.second, 0, pair.texts.secondlen);

	pair.rest = end + 1;
	pair.restlen = (uint32) (pair.texts.second + pair.texts.secondlen - pair.rest);
	pair.texts.secondlen = (uint32) (end - pair.texts.second);
	return pair;
}

/* Are the first two parts of key i, from outside, texts? */
bool
PairIsOfTexts(const SumsView *view, uint32 i)
{
	Pair		pair;
	const char *end;

	if (!PairIsOfText(view, i))
		return false;
	pair = PairReadText(view, i);
	end = memchr(pair.second, 0, pair.secondlen);
	return end != NULL &&
		pg_verifymbstr(pair.second, (int) (end - pair.second), true);
}
