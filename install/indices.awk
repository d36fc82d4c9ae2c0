# Writes market_report and the functions of the indices in indices.list.

function fail(what)
{
    print "indices.list: " what > "/dev/stderr"
    failed = 1
    exit 1
}

function quoted(text)
{
    gsub(/'/, "''", text)
    return "'" text "'"
}

function column(name, type, answer)
{
    columns = columns ",\n    " name " " type
    comments = comments "COMMENT ON COLUMN market_report." name " IS\n" quoted(answer) ";\n"
}

/^#/ || /^$/ { next }
/^(column|index) +[a-z_0-9]+ / {
    n++
    kind[n] = $1
    name[n] = $2
    sub(/^[a-z]+ +[a-z_0-9]+ +/, "")
    answer[n] = $0
    next
}
/^ / && n > 0 { sub(/^ +/, ""); answer[n] = answer[n] " " $0; next }
{ fail("cannot read: " $0) }

END {
    if (failed || n == 0)
        exit 1
    column("num_entities", "bigint", "Number of entities with a total above zero, n.")
    column("total", "double precision", "Sum over the entities, without unattributed rows, in units of the value.")
    column("coverage", "double precision", "Part of all value that has an entity, 0..1: the indices see nothing else. NULL where rows without one add up to less than zero.")
    for (i = 1; i <= n; i++)
        column(name[i], "double precision", answer[i])
    print "CREATE TYPE market_report AS (" substr(columns, 2) "\n);"
    print "COMMENT ON TYPE market_report IS\n'Indices of one market, as plain columns; returned by market_indices. A column has the name and the answer of the function that tells it alone. Indices of an empty market are NULL.';"
    print comments
    for (i = 1; i <= n; i++)
        if (kind[i] == "index") {
            print "CREATE FUNCTION " name[i] "(m market_shares) RETURNS double precision"
            print "AS 'MODULE_PATHNAME', 'shares_" name[i] "' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;"
            print "COMMENT ON FUNCTION " name[i] "(market_shares) IS\n" quoted(answer[i] " NULL for an empty market.") ";\n"
        }
}
