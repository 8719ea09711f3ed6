#!/usr/bin/env bash
# Runs one fuzz target for FUZZ_SECONDS (default 5) from its seeds; new inputs stay in a temporary folder.
#   run_target.sh PROGRAM SEEDS
set -euo pipefail
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
exec_status=0
"$1" -max_total_time="${FUZZ_SECONDS:-5}" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
  -print_final_stats=1 -artifact_prefix="$found/" "$found" "$2" 2>"$found/log" || exec_status=$?
grep -E 'stat::number_of_executed_units|SUMMARY' "$found/log" || true
if ((exec_status != 0)); then
  tail -60 "$found/log"
  for input in "$found"/crash-* "$found"/timeout-* "$found"/oom-*; do
    [[ -e $input ]] && { echo "input: $(base64 -w0 "$input")"; }
  done
fi
exit $exec_status
