# Prints the table of scripts/bench from three files: what is measured
# (id|title|floor|reach|heading), times (id|ms), memory (title|bytes|reach).

FNR == 1 { file++ }
file == 1 { order[++works] = $1; title[$1] = $2; floor[$1] = $3; reach[$1] = $4; heading[$1] = $5 }
file == 2 { t[$1, ++n[$1]] = $2 }
file == 3 && NF { memory[++lines] = $0 }

function summarize(id,   a, b, x)
{
  for (a = 1; a <= n[id]; a++) for (b = a + 1; b <= n[id]; b++)
    if (t[id, b] < t[id, a]) { x = t[id, a]; t[id, a] = t[id, b]; t[id, b] = x }
  median[id] = n[id] % 2 ? t[id, (n[id] + 1) / 2] : (t[id, n[id] / 2] + t[id, n[id] / 2 + 1]) / 2
}

# Whether value meets "operator number".
function met(value, operator, number) { return (operator == "<=" ? value <= number : value >= number) ? "yes" : "no" }

# The measured value of one reach of a work, and whether it is met.
function judge(id, text,   part, value)
{
  split(text, part, " ")
  if (part[3] == "ms") value = median[id]
  else if (part[3] == "") value = median[id] / median[floor[id]]
  else if (part[3] in median) value = median[id] / median[part[3]]
  else return sprintf("%-24s %9s %s", text, "-", "not run")
  return sprintf("%-24s %9.3g %s", text, value, met(value, part[1], part[2]))
}

END {
  for (i = 1; i <= works; i++) if (n[order[i]]) summarize(order[i])
  printf "%-56s %10s %10s %10s %7s  %-24s %9s %s\n", "work", "median ms", "min", "max", "ratio", "reach", "measured", "met"
  for (i = 1; i <= works; i++) {
    id = order[i]
    if (heading[id] != "") printf "\n%s\n", heading[id]
    if (!n[id]) { printf "%-56s %10s\n", title[id], "skipped"; continue }
    k = split(reach[id], wanted, /, */)
    printf "%-56s %10.1f %10.1f %10.1f %7.2f%s\n", title[id], median[id], t[id, 1], t[id, n[id]],
      median[id] / median[floor[id]], k ? "  " judge(id, wanted[1]) : ""
    for (w = 2; w <= k; w++) printf "%98s%s\n", "", judge(id, wanted[w])
    printf "%s,%s,%s,%s\n", id, median[id], t[id, 1], t[id, n[id]] >csv
    if (split(id, part, "_") == 4 && part[1] == "grid")
      cell[part[2] "," part[3]] = cell[part[2] "," part[3]] "," median[id]
    if (part[1] == "grid" && part[4] == "text")
      print part[2] "," part[3] cell[part[2] "," part[3]] >grid
  }
  if (lines) printf "\n%-56s %10s %39s %-24s %9s %s\n", "memory and size", "bytes", "", "reach", "measured", "met"
  for (i = 1; i <= lines; i++) {
    split(memory[i], part, "|")
    split(part[3], want, " ")
    printf "%-56s %10s", part[1], part[2]
    if (part[3] != "") printf " %39s %-24s %9s %s", "", part[3], part[2], met(part[2] + 0, want[1], want[2] + 0)
    printf "\n"
  }
}
