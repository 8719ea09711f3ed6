#!/usr/bin/env bash
# Builds the asan preset and runs the tests.
#   tests/run.sh [unit|integration|contract|faults|fuzz|arch|all]   (default: all)
# Environment: HOUNIAO_PRESET (default asan), HOUNIAO_JOBS (default: cores), FUZZ_SECONDS a target (5).
# Closes on ctest's own lines. Exit code: 0 if everything passed.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${1:-all}
case "$suite" in
  unit|integration|contract|faults|fuzz|arch|all) ;;
  -h|--help) sed -n '2,5p' "$0" | cut -c3-; exit 0 ;;
  *) echo "run.sh: no suite '$suite'; use unit, integration, contract, faults, fuzz, arch or all" >&2; exit 2 ;;
esac

preset=${HOUNIAO_PRESET:-asan}
jobs=${HOUNIAO_JOBS:-$(nproc)}
export FUZZ_SECONDS=${FUZZ_SECONDS:-5}
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0:detect_stack_use_after_return=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0}
if [[ $preset == tsan ]]; then
  export TSAN_OPTIONS=${TSAN_OPTIONS:-ignore_noninstrumented_modules=1}
fi

started=$SECONDS
echo "== configure and build ($preset, $jobs jobs)"
[[ -f build/$preset/build.ninja ]] || cmake --preset "$preset" >/dev/null
cmake --build "build/$preset" -j "$jobs" | grep -vE '^\[[0-9]+/[0-9]+\] (Building|Generating|Linking|Re-)' || true
cmake --build "build/$preset" -j "$jobs" >/dev/null  # the pipe above hides a failure; this one does not
echo "== built in $((SECONDS - started)) s"

labels=()
[[ $suite == all ]] || labels=(-L "^${suite}\$")
exec ctest --test-dir "build/$preset" -j "$jobs" --output-on-failure --no-tests=error "${labels[@]}"
