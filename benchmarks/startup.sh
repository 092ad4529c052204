#!/usr/bin/env bash
# What starting costs: processor time (user and system) of short commands, the median of interleaved runs.
# benchmarks/startup.sh BEFORE.dll AFTER.dll [RUNS]: two builds of the command line (Lightcone.Cli.dll), 15 runs each when RUNS is left out, at least 9.
set -u
[ $# -ge 2 ] && [ -f "$1" ] && [ -f "$2" ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
programs=("$1" "$2")
runs=${3:-15}
[ "$runs" -ge 9 ] 2>/dev/null || { echo "startup.sh: $runs runs are too few; give at least 9." >&2; exit 2; }

# Milliseconds of processor time of one run.
TIMEFORMAT='%U %S'
processor_time() { { time dotnet "$@" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.0f\n", 1000 * ($1 + $2) }'; }
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo "| command | before | after | ratio |"
echo "|---|---|---|---|"
for command in "run addition --add 1 2" "tasks" "certify parity"; do
    rm -f "$scratch"/*
    for ((run = 0; run <= runs; run++)); do
        for i in 0 1; do
            # The first round only fills the file cache.
            # shellcheck disable=SC2086
            processor_time "${programs[i]}" $command >>"$scratch/$([ "$run" -eq 0 ] && echo first || echo "$i")"
        done
    done
    before=$(median <"$scratch/0") after=$(median <"$scratch/1")
    awk -v c="$command" -v b="$before" -v a="$after" 'BEGIN { printf "| `%s` | %.0f ms | %.0f ms | %.2f |\n", c, b, a, a / b }'
done
