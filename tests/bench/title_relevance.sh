#!/usr/bin/env bash
# How good is matching by the title of a post alone? Loads the titles of a judged collection as
# talents and its queries as demands into a suite of its own, through the public interface, and
# prints MAP and nDCG@10 beside BM25 over characters and their pairs.
#
#   tests/bench/title_relevance.sh DIR [RUN_FILE]
#
# DIR holds queries.tsv, corpus_elements.tsv and qrels.tsv. RUN_FILE keeps the ranking in the form of
# TREC. Ends with 0 if MAP is at least 1.25 times that of BM25, with 1 if not, with 2 if it could not
# be measured. Environment: HOUNIAO_BIN (programs; built in build/release if not given).
set -euo pipefail
if (($# < 1 || $# > 2)); then
  sed -n '2,10p' "$0" | cut -c3- >&2
  exit 2
fi
folder=$(realpath "$1")
run_file=${2:+$(realpath -m "$2")}
cd "$(dirname "$0")/../.."

for file in queries.tsv corpus_elements.tsv qrels.tsv; do
  if [[ ! -r $folder/$file ]]; then
    echo "title_relevance: there is no $folder/$file" >&2
    exit 2
  fi
done

if [[ -z ${HOUNIAO_BIN:-} ]]; then
  [[ -f build/release/build.ninja ]] || cmake --preset release >/dev/null || exit 2
  cmake --build build/release --target houniao-suite title_relevance >/dev/null || exit 2
fi
bin=${HOUNIAO_BIN:-$PWD/build/release/bin}

data=$(mktemp -d)
suite_pid=
finish() {
  status=$?
  trap - EXIT INT TERM
  if [[ -n $suite_pid ]] && kill -TERM "$suite_pid" 2>/dev/null; then
    wait "$suite_pid" 2>/dev/null || true
  fi
  rm -rf "$data"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

touch "$data/suite.out"
"$bin/houniao-suite" --listen 127.0.0.1:0 --data_dir "$data/office" --exercise_date 2026-03-02 \
  --log_level warning >"$data/suite.out" 2>"$data/suite.log" &
suite_pid=$!
port=
for ((i = 0; i < 300; ++i)); do
  port=$(sed -nE 's/^listening on port ([0-9]+)$/\1/p' "$data/suite.out")
  [[ -z $port ]] || break
  kill -0 "$suite_pid" 2>/dev/null || break
  sleep 0.1
done
if [[ -z $port ]]; then
  echo "title_relevance: the suite did not start:" >&2
  cat "$data/suite.log" >&2
  exit 2
fi
"$bin/title_relevance" "127.0.0.1:$port" "$data/office/admin.token" "$folder" \
  "${run_file:-$data/run.trec}"
