#!/usr/bin/env bash
# Runs a talent office through its whole job once, on the embedded default, and tells the story.
#
#   deploy/quickstart.sh             install, build, tell the story, then stay up (Ctrl-C ends it)
#   deploy/quickstart.sh --exit      the same, but end after the story
#   deploy/quickstart.sh --no-build  do not install or build: use what is in build/release
#
# Data: ./var (made anew on each run; a folder that this script did not make, or that a suite still
# uses, is never touched). talentctl looks there by itself.
# Address: 127.0.0.1:8610. The clock is simulated and starts on 2025-11-03; the people are made up.
# Last line: `main job: ok` with counts.
# Environment: HOUNIAO_PORT (0: any free one), HOUNIAO_VAR (instead of ./var), HOUNIAO_BIN (programs).
set -euo pipefail
cd "$(dirname "$0")/.."

stay=1
build=1
for argument in "$@"; do
  case "$argument" in
    --exit) stay=0 ;;
    --no-build) build=0 ;;
    -h|--help) sed -n '2,12p' "$0" | cut -c3-; exit 0 ;;
    *) echo "quickstart: no option '$argument'; see --help" >&2; exit 2 ;;
  esac
done

if ((build)); then
  ./deploy/install-deps.sh
  [[ -f build/release/build.ninja ]] || cmake --preset release >/dev/null
  echo "quickstart: building (the first time takes some minutes) ..."
  cmake --build build/release --target houniao-suite talentctl houniao-demo -- -d stats 2>&1 |
    awk '/^\[/{n++; if (n % 25 == 0) print "  " $1; fflush()} /error|FAILED/{print}' || true
  cmake --build build/release --target houniao-suite talentctl houniao-demo >/dev/null
fi

bin=${HOUNIAO_BIN:-$PWD/build/release/bin}
port=${HOUNIAO_PORT:-8610}
var=${HOUNIAO_VAR:-var}
demo=deploy/demo
for program in houniao-suite talentctl houniao-demo; do
  if [[ ! -x $bin/$program ]]; then
    echo "quickstart: there is no $bin/$program; run without --no-build" >&2
    exit 1
  fi
done

if [[ -e $var && ! -e $var/.quickstart ]]; then
  echo "quickstart: $var is not a folder of this script's; move it away first" >&2
  exit 1
fi
if [[ -e $var/houniao.lock ]] && ! flock -n "$var/houniao.lock" true; then
  echo "quickstart: a suite still runs in $var; end it first (Ctrl-C where it runs)" >&2
  exit 1
fi
rm -rf "$var"
mkdir -p "$var"
# The output is there before anybody looks for the port in it.
touch "$var/.quickstart" "$var/suite.out"
export HOUNIAO_DATA_DIR=$var

suite_pid=
finish() {
  status=$?
  trap - EXIT INT TERM
  if [[ -n $suite_pid ]] && kill -TERM "$suite_pid" 2>/dev/null; then
    wait "$suite_pid" 2>/dev/null || true
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

started=$SECONDS
"$bin/houniao-suite" --listen "127.0.0.1:$port" --data_dir "$var" --exercise_date 2025-11-03 \
  --log_level warning >"$var/suite.out" 2>"$var/suite.log" &
suite_pid=$!
for ((i = 0; i < 300; ++i)); do
  port=$(sed -nE 's/^listening on port ([0-9]+)$/\1/p' "$var/suite.out")
  [[ -z $port ]] || break
  kill -0 "$suite_pid" 2>/dev/null || break
  sleep 0.1
done
if [[ -z $port ]]; then
  echo "quickstart: the suite did not start:" >&2
  cat "$var/suite.log" >&2
  echo "quickstart: if the port is taken, HOUNIAO_PORT=0 takes a free one" >&2
  exit 1
fi
export HOUNIAO_TARGET=127.0.0.1:$port

source deploy/demo/story.sh
tell_the_story

echo "main job: ok, $(story_counts), $((SECONDS - started)) s"
if ((stay)); then
  cat <<TEXT

The suite stays up on 127.0.0.1:$port. Go on by hand in another terminal:
  export PATH=$bin:\$PATH HOUNIAO_TARGET=$HOUNIAO_TARGET HOUNIAO_DATA_DIR=$(realpath "$var")
  talentctl match demands/demo-mindian-storage-fire-engineer -k 20
  talentctl availability talents/hn-0001
  talentctl list cases
  talentctl --help
Ctrl-C ends it.
TEXT
  wait "$suite_pid"
fi
