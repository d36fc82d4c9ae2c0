# Passes the install script on.  A function in C that opens or writes a whole value or state gets COST 100, so that the
# planner asks cheap conditions before it and finds it worth a worker; one that takes in a row or a few numbers keeps 1.

function is_whole(text)
{
    return text ~ /[ (](market_shares|trade_series|spells|markets|trade_panel|trade_vintages)(\[\])?[,) \n]/ ||
        text ~ /^[^(]*[(](cstring|internal|keyed_sums|grouped_sums)(, (keyed|grouped)_sums)?[)]/
}

/^CREATE FUNCTION / { inside = 1; statement = "" }
!inside { print; next }
{ statement = statement $0 "\n" }
/;$/ {
    inside = 0
    if (statement ~ / LANGUAGE C / && is_whole(statement))
        sub(/ PARALLEL SAFE/, "& COST 100", statement)
    printf "%s", statement
}
