#!/usr/bin/env bash
# Golly 3.3 (Debian package golly 3.3-1.1+b2, program bgolly), looked at 2026-11-29.
#
# Expected: the name of a variable in a rule table is only a name. Renaming it wherever it stands leaves the rule as it was.
# Seen: a line with two variables that each occur twice stands for several transitions of one neighborhood (with rotations), of which the
# first wins; their order goes by the NAMES of the variables: the alphabetically last one changes slowest, whatever the order in which
# they are declared or used. The same table with a and b exchanged therefore is another rule.
#
# Below: center 0 with 1 above and below, 2 left and right; the line 0,X,Y,X,Y,X gives X. With X=a, Y=b the center becomes 2, with X=b, Y=a
# it becomes 1.
# For Lightcone's users: rule tables are read in Golly's order (docs/rule-files.md); when you write one, do not rely on which rotation wins.
#
# Needs apt-get, dpkg-deb and what bgolly links (zlib, libstdc++). Exit code 0 while this is so, 1 when it changed.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
apt-get download -qq golly=3.3-1.1+b2 2>/dev/null && dpkg-deb -x golly_*.deb package || { echo "golly 3.3-1.1+b2 could not be had."; exit 1; }

table() {
    printf '@RULE %s\n@TABLE\nn_states:4\nneighborhood:vonNeumann\nsymmetries:rotate4\nvar %s={1,2,3}\nvar %s={1,2,3}\n0,%s,%s,%s,%s,%s\n' "$1" "$2" "$3" "$2" "$3" "$2" "$3" "$2" >"$1.rule"
}
table Original a b
table Renamed b a
middle() {
    printf 'x = 3, y = 3, rule = %s\n.A.$B.B$.A.!\n' "$1" >start.rle
    package/usr/bin/bgolly -a RuleLoader -q -q -s ./ -m 1 -o end.rle start.rle >/dev/null 2>&1
    tail -n 1 end.rle
}
original=$(middle Original) renamed=$(middle Renamed)
printf 'variables a, b: %s\nvariables b, a: %s\n' "$original" "$renamed"
# Rows of RLE: A is state 1, B state 2, 3B three cells of state 2.
[ "$original" = '.A$3B$.A!' ] && [ "$renamed" = '.A$BAB$.A!' ]
