/*
 * meaning.c
 *	  What the numbers of a value mean: words, limits, and what goes together.
 *
 * Totals of months and of quarters, flows and levels, durations in days and
 * in months are numbers that must not be added up or compared with each other.
 * So every value says what it holds, and one function refuses a mix.
 */
#include "rareearth.h"

#include "keyed/meaning.h"

static const char *const frequency_names[] =
{
	"no frequency", "day", "week", "month", "quarter", "year", "trading_day"
};

static const char *const measure_names[] = {"flow", "level", "change"};

static const char *const month_names[] =
{
	"January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"
};

const char *
FrequencyName(Frequency frequency)
{
	return frequency_names[frequency];
}

const char *
MeasureName(Measure measure)
{
	return measure_names[measure];
}

bool
MeasureFromName(const char *name, int len, Measure *measure)
{
	for (int m = 0; m <= MEASURE_LAST; m++)
		if ((int) strlen(measure_names[m]) == len &&
			memcmp(measure_names[m], name, len) == 0)
		{
			*measure = (Measure) m;
			return true;
		}
	return false;
}

/* Says what is wrong with the meaning of a stored value, or returns NULL. */
const char *
MeaningFault(Noun noun, ValueMeaning meaning)
{
	bool		series = NounHasPeriods(noun);
	bool		spells = noun == NOUN_SPELLS;
	const struct
	{
		const char *name;
		int			value;
		int			least;
		int			most;
	}			bytes[] = {
		{"Unit", meaning.unit, series, series || spells ? FREQUENCY_LAST : 0},
		{"Measure", meaning.measure, 0, series ? MEASURE_LAST : 0},
		{"First month of the year", meaning.year_start, series,
		!series ? 0 : FrequencyHasYears(meaning.unit) ? 12 : 1},
		{"Byte 6", meaning.extra, 0, 0}
	};

	for (int i = 0; i < (int) lengthof(bytes); i++)
	{
		if (bytes[i].value >= bytes[i].least && bytes[i].value <= bytes[i].most)
			continue;
		return psprintf(bytes[i].least == bytes[i].most ?
						"%s is %d, expected %d." :
						"%s is %d, expected %d to %d.", bytes[i].name,
						bytes[i].value, bytes[i].least, bytes[i].most);
	}
	return NULL;
}

/* The periods of a series in words: "year from July". */
const char *
MeaningPeriods(Frequency unit, uint8 year_start)
{
	if (year_start == 1)
		return FrequencyName(unit);
	return psprintf(unit == FREQUENCY_YEAR ? "%s from %s" : "%s of years from %s",
					FrequencyName(unit), month_names[year_start - 1]);
}

/* What a value holds, in words: "levels by quarter of years from July". */
static const char *
MeaningText(Noun noun, ValueMeaning meaning)
{
	if (NounHasPeriods(noun))
		return psprintf("%ss by %s", MeasureName(meaning.measure),
						MeaningPeriods(meaning.unit, meaning.year_start));
	return meaning.unit == FREQUENCY_UNSET ? "durations of no stated unit" :
		psprintf("durations in %ss", FrequencyName(meaning.unit));
}

/* Refuses to add up or compare what two values of different meaning hold. */
void
MeaningCheckAlike(Noun noun, ValueMeaning a, ValueMeaning b)
{
	int			order = memcmp(&a, &b, sizeof(a));
	const char *what;
	const char *hint;

	if (likely(order == 0))
		return;
	if (!NounHasPeriods(noun))
	{
		what = "units";
		hint = "Build both from durations of one unit: dates count days, recovery reports periods of their frequency, and spells_agg(duration, ended, 'month') what you say.";
	}
	else if (a.unit != b.unit)
	{
		what = "frequencies";
		hint = "Give the frequency when building: series_agg(period, value, 'month').";
	}
	else if (a.measure != b.measure)
	{
		what = "measures";
		hint = "Flows come from series_agg, levels from levels_agg, changes from backlog_agg.";
	}
	else
	{
		what = "years";
		hint = "Give the same first month of the year when building.";
	}
	/* the same text in either order, since states meet in any */
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot combine %s of different %s", NounTypeName(noun), what),
			 errdetail("One holds %s, another %s.",
					   MeaningText(noun, order < 0 ? a : b),
					   MeaningText(noun, order < 0 ? b : a)),
			 errhint("%s", hint)));
}
