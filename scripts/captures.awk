# Complains of lines in an install script through which somebody who may create in the schema it is installed into could run
# his own code as the one who installs: he makes a function, an operator or a table first, of a name that the script then finds.
# The rules are those of pgspot, and tighter: only the statements named below, no body but C, an internal function or SQL that is
# parsed at once, and in such a body nothing that is looked up but in pg_catalog.
# Prints "line: what" for each; use it as: awk -f captures.awk install.sql

function complain(what) {
    sub(/[ \n]+$/, "", what)
    print first ": " what
}

# The text without comments and with empty strings, so that what they say is not read.
function bare(text,   out, before) {
    while (match(text, /--|'/)) {
        before = substr(text, RSTART, 1)
        out = out substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + 1)
        if (before == "-")
            sub(/^[^\n]*/, "", text)
        else {
            sub(/^([^']|'')*'/, "", text)
            out = out "''"
        }
    }
    return out text
}

# What can be looked up in a body: functions, operators, types, tables, and words of the grammar that stand for operators.
function check_body(body,   rest, word) {
    body = tolower(body)
    gsub(/as [a-z_]+\(/, "as (", body)
    gsub(/::pg_catalog\.[a-z_0-9]+/, "", body)
    gsub(/pg_catalog\.[a-z_0-9]+ ?\(/, "(", body)
    gsub(/operator\(pg_catalog\.[^)]*\)/, "", body)
    gsub(/\(values/, "(", body)
    rest = body
    while (match(rest, /[a-z_][a-z_0-9.]* *\(/)) {
        word = substr(rest, RSTART, RLENGTH - 1)
        sub(/ *$/, "", word)
        if (word != "from" && word != "as" && word != "and" && word != "or" && word != "not" && word != "select")
            complain("function " word " is not of pg_catalog")
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (match(body, /::[ a-z_0-9."]*/) || match(body, /[^a-z_]cast *[(]/))
        complain("a type is not of pg_catalog: " substr(body, RSTART, RLENGTH))
    gsub(/::/, "", body)
    if (match(body, /[-+*\/<>=~!@#%^&|`?]+/))
        complain("operator " substr(body, RSTART, RLENGTH) " is not of pg_catalog")
    if (match(body, /[^a-z_](in|between|like|ilike|similar|distinct|case|nullif|using|any|some|order|group|union|intersect|except|natural)[^a-z_]/))
        complain("an operator hides in" substr(body, RSTART, RLENGTH))
    if (match(body, /"|[^a-z_](e|u&)''|\$[a-z]*\$/))
        complain("a way of quoting that is not read here")
    if (match(body, /[^a-z_](from|join) +[a-z_"][a-z_0-9."]*/))
        complain("a table is looked up:" substr(body, RSTART, RLENGTH))
}

# A default is an expression too.
function check_default(text,   value) {
    while (match(text, / DEFAULT [^,)]*/)) {
        value = substr(text, RSTART + 9, RLENGTH - 9)
        if (value !~ /^(NULL|true|false|-?[0-9.]+|'')$/)
            complain("a default is no constant: " value)
        text = substr(text, RSTART + RLENGTH)
    }
}

function check_function(text) {
    check_default(text)
    if (toupper(text) ~ /SECURITY +DEFINER/)
        complain("a function runs as its owner")
    if (text ~ /LANGUAGE (C|internal) /)
        return
    if (text !~ /LANGUAGE sql /)
        complain("a function is written in another language than C or SQL")
    if (match(text, /\n(RETURN|BEGIN ATOMIC)[^A-Z]/))
        check_body(substr(text, RSTART + RLENGTH - 1))
    else
        complain("a body is looked up when it runs")
}

function check(text) {
    if (toupper(text) ~ /CREATE +OR +REPLACE|IF +NOT +EXISTS|IF +EXISTS/)
        complain("it takes what it finds")
    if (toupper(text) ~ /SEARCH_PATH|SET_CONFIG/)
        complain("it changes the search path")
    if (text ~ /^CREATE (OR REPLACE )?FUNCTION /)
        check_function(text)
    else if (text !~ /^(CREATE (AGGREGATE|CAST|OPERATOR|OPERATOR CLASS|TYPE)|COMMENT ON [A-Z ]+) /)
        complain("a statement of another kind: " substr(text, 1, 20))
}

/^\\/ || (statement == "" && /^(--.*)?$/) { next }
{
    if (statement == "")
        first = FNR
    statement = statement $0 "\n"
}
/;$/ && (statement !~ /\nBEGIN ATOMIC\n/ || /^END;$/) {
    check(bare(statement))
    statement = ""
}
END {
    if (statement != "")
        complain("the last statement does not end")
}
