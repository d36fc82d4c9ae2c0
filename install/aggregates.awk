# Writes the SQL of the aggregates and of their functions from aggregates.list, which says how it is read.

function fail(text)
{
    printf "%s:%d: %s\n", FILENAME, FNR, text | "cat 1>&2"
    failed = 1
    exit 1
}

# text with every placeholder {name} replaced.
function fill(text, name, word)
{
    gsub("[{]" name "[}]", word, text)
    return text
}

# The types of "name type, name type"; an argument of one word is a type.
function types_of(arguments,   part, n, i, types)
{
    n = split(arguments, part, ", ")
    for (i = 1; i <= n; i++) {
        sub(/^[a-z0-9_]+ /, "", part[i])
        types = types (i > 1 ? ", " : "") part[i]
    }
    return types
}

# "name = symbol" or "name" into name and symbol.
function name_of(text) { sub(/ *=.*/, "", text); return text }
function symbol_of(text) { sub(/.*= */, "", text); return text }

function quoted(text) { gsub(/'/, "''", text); return "'" text "'" }

# Keeps the declaration of a function, once for all aggregates that share it.
function declare(text, types, result, strict, purpose,   signature, body)
{
    signature = name_of(text) "(" types ")"
    body = " RETURNS " result "\nAS 'MODULE_PATHNAME', '" symbol_of(text) "' LANGUAGE C IMMUTABLE" strict " PARALLEL SAFE;"
    if (!(signature in declared)) {
        functions[++num_functions] = signature
        declared[signature] = body
        purposes[signature] = purpose
    }
    if (declared[signature] != body)
        fail("function " signature " is declared in two ways")
    if (!((signature, aggregate) in served)) {
        served[signature, aggregate] = 1
        users[signature] = users[signature] (users[signature] == "" ? "" : ", ") aggregate
    }
}

# Writes one aggregate over arguments without placeholders.
function emit(arguments, transition, moving,   types, row, move, out)
{
    types = types_of(arguments)
    row = state ", " types
    declare(transition, row, state, "", "transition function of")
    declare(final, state, result, strict, "final function of")
    out = "CREATE AGGREGATE " aggregate "(" arguments ") (\n" \
        "    SFUNC = " name_of(transition) ", STYPE = " state ", SSPACE = " space ",\n" \
        "    FINALFUNC = " name_of(final) ", COMBINEFUNC = " state "_combine,\n"
    if (moving != "") {
        if (split(moving, move, ", ") != 2)
            fail("moving needs a function that adds a row and one that takes it out")
        declare(move[1], row, "keyed_sums", "", "adds a row to a moving frame of")
        declare(move[2], row, "keyed_sums", "", "takes a row out of a moving frame of")
        out = out "    MSFUNC = " name_of(move[1]) ", MINVFUNC = " name_of(move[2]) ", MSTYPE = keyed_sums, MSSPACE = " space ",\n" \
            "    MFINALFUNC = " name_of(final) ",\n"
    }
    if (frame != "") {
        if (split(frame, move, ", ") != 3)
            fail("frame needs functions that let a value in, let one out and answer")
        declare(move[1], "internal, " types, "internal", "", "lets a value into a moving frame of")
        declare(move[2], "internal, " types, "internal", "", "lets a value out of a moving frame of")
        declare(move[3], "internal", result, strict, "final function of moving frames of")
        out = out "    MSFUNC = " name_of(move[1]) ", MINVFUNC = " name_of(move[2]) ", MSTYPE = internal, MSSPACE = " space ",\n" \
            "    MFINALFUNC = " name_of(move[3]) ",\n"
    }
    aggregates[++num_aggregates] = out "    PARALLEL = SAFE\n);\nCOMMENT ON AGGREGATE " aggregate "(" types ") IS\n" quoted(comment) ";\n"
}

# Writes an aggregate once for every type that its placeholders stand for.
function overload(arguments, transition, moving,   name, i)
{
    if (!match(arguments, /[{][a-z]+[}]/)) {
        emit(arguments, transition, moving)
        return
    }
    name = substr(arguments, RSTART + 1, RLENGTH - 2)
    if (!(name in num_types))
        fail("no type {" name "}")
    for (i = 1; i <= num_types[name]; i++)
        overload(fill(arguments, name, type[name, i]), fill(transition, name, word[name, i]), fill(moving, name, word[name, i]))
}

function finish()
{
    if (aggregate == "")
        return
    if (transition == "" || final == "" || comment == "")
        fail("aggregate " aggregate " needs trans, final and comment")
    overload(arguments, transition, moving)
    aggregate = ""
}

/^#/ { next }
/^type / {
    i = ++num_types[$2]
    type[$2, i] = name_of(substr($0, length("type " $2 " ") + 1))
    word[$2, i] = symbol_of($0)
    next
}
/^aggregate [a-z_]+[(].*[)] returns / {
    finish()
    aggregate = $2
    sub(/[(].*/, "", aggregate)
    arguments = $0
    sub(/^[^(]*[(]/, "", arguments)
    sub(/[)] returns .*/, "", arguments)
    result = $0
    sub(/.*[)] returns /, "", result)
    transition = final = moving = frame = comment = ""
    strict = " STRICT"
    state = "keyed_sums"
    space = 256
    next
}
/^    / && aggregate == "" { fail("a line before the first aggregate") }
/^    trans / { transition = substr($0, 13); next }
/^    moving / { moving = substr($0, 13); next }
/^    frame / { frame = substr($0, 13); next }
/^    final / {
    final = substr($0, 13)
    if (sub(/, also over no rows$/, "", final))
        strict = ""
    next
}
/^    state / { state = $2; next }
/^    space / { space = $2; next }
/^    comment / { comment = substr($0, 13); next }
/^            / && comment != "" { comment = comment " " substr($0, 13); next }
/^$/ { next }
{ fail("cannot read: " $0) }

END {
    if (failed)
        exit 1
    finish()
    if (failed || num_aggregates == 0)
        exit 1
    for (i = 1; i <= num_functions; i++) {
        signature = functions[i]
        print "CREATE FUNCTION " signature declared[signature]
        print "COMMENT ON FUNCTION " signature " IS\n" quoted("internal: " purposes[signature] " " users[signature]) ";\n"
    }
    for (i = 1; i <= num_aggregates; i++)
        print aggregates[i]
}
