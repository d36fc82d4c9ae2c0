/*
 * panel.c
 *	  Many series in one value: built from rows, merged, asked; its text and
 *	  binary form.
 */
#include "rareearth.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "kinds.h"
#include "keyed/agg.h"
#include "keyed/groups_agg.h"
#include "keyed/groups_wire.h"
#include "series/series.h"
#include "sql/calendar.h"
#include "sql/groups_result.h"
#include "sql/groups_text.h"
#include "sql/row_types.h"

/* (group_1, [group_2,] period, value, frequency): adds a row. */
PG_FUNCTION_INFO_V1(panel_trans);
Datum
panel_trans(PG_FUNCTION_ARGS)
{
	const GroupCall *call = GroupCallOf(fcinfo, KIND_SERIES, 1);
	int			period = call->first;
	GroupSpec	spec = call->spec;
	GroupedSums *groups;
	SumsGroup  *group;
	DateADT		date;
	double		value;

	if (PG_ARGISNULL(period) || PG_ARGISNULL(period + 1))
		return GroupsSkip(fcinfo);
	if (PG_ARGISNULL(period + 2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("frequency must not be null"),
				 errhint("Say what periods all series have: 'month'.")));
	date = call->type[period] == DATEOID ? PG_GETARG_DATEADT(period) :
		CalendarDateFromTimestamp(PG_GETARG_TIMESTAMP(period));
	CalendarCheckDate(date, "period");
	value = call->type[period + 1] == NUMERICOID ?
		NumericValue(PG_GETARG_DATUM(period + 1)) : PG_GETARG_FLOAT8(period + 1);
	if (unlikely(!isfinite(value)))
		AggValueError(NOUN_SERIES, value, CalendarDateText(date));
	spec.meaning = SeriesMeaning(CalendarFromText(PG_GETARG_TEXT_PP(period + 2)),
								 MEASURE_FLOW, 1);
	groups = GroupsFor(fcinfo, &spec);
	group = GroupOfRow(groups, fcinfo, call);
	GroupAddNumber(groups, group, CalendarIndex(date, CalendarOf(spec.meaning)), value);
	return GroupsReturn(groups);
}

PG_FUNCTION_INFO_V1(panel_rollup_trans);
Datum
panel_rollup_trans(PG_FUNCTION_ARGS)
{
	return GroupsRollup(fcinfo, NOUN_PANEL);
}

PG_FUNCTION_INFO_V1(panel_rows);
Datum
panel_rows(PG_FUNCTION_ARGS)
{
	return GroupsAnswer(fcinfo, NOUN_PANEL, GROUPS_UNOPENED, GroupAnswerValue);
}

PG_FUNCTION_INFO_V1(panel_in);
Datum
panel_in(PG_FUNCTION_ARGS)
{
	return GroupsTextIn(fcinfo, NOUN_PANEL, series_in);
}

PG_FUNCTION_INFO_V1(panel_out);
Datum
panel_out(PG_FUNCTION_ARGS)
{
	return GroupsTextOut(fcinfo, NOUN_PANEL, series_out);
}

PG_FUNCTION_INFO_V1(panel_send);
Datum
panel_send(PG_FUNCTION_ARGS)
{
	StoredGroups stored;

	if (pg_get_client_encoding() == GetDatabaseEncoding())
		PG_RETURN_BYTEA_P(PG_GETARG_BYTEA_P_COPY(0));
	StoredGroupsOpen(&stored, PG_GETARG_DATUM(0), NOUN_PANEL);
	GroupsConvertNames(&stored, pg_server_to_client);
	GroupsReorder(&stored);
	PG_RETURN_BYTEA_P(StoredGroupsWrite(&stored));
}

PG_FUNCTION_INFO_V1(panel_recv);
Datum
panel_recv(PG_FUNCTION_ARGS)
{
	StoredGroups stored;

	GroupsReceive(fcinfo, &stored, NOUN_PANEL);
	GroupsConvertNames(&stored, pg_client_to_server);
	GroupsReorder(&stored);
	PG_RETURN_POINTER(StoredGroupsWrite(&stored));
}

PG_FUNCTION_INFO_V1(panel_summary);
Datum
panel_summary(PG_FUNCTION_ARGS)
{
	return GroupsSummary(fcinfo, NOUN_PANEL);
}
