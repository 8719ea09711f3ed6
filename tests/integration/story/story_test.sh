#!/usr/bin/env bash
# The main job as the quickstart tells it, with the programs of this build, in a folder of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$HOUNIAO_SOURCE_DIR"
HOUNIAO_PORT=0 HOUNIAO_VAR=$folder/var HOUNIAO_BIN=$HOUNIAO_BIN_DIR NO_COLOR=1 \
  ./deploy/quickstart.sh --exit --no-build | tee "$folder/story"
tail -n 1 "$folder/story" | grep -q '^main job: ok, 2000 talents, 40 teams, 60 employers, 120 demands, '
# What the story promises to show.
for shown in '7 rejected' 'talents/hn-0001  沈' 'HOME_UNIT_CONSENT' 'DAYS_NOT_AVAILABLE' '2025-12-01 whole day' \
  'confirmed 62 days' 'missing: annual-pay-fen' '全职工作' 'SEPARATION_OF_DUTIES' 'SETTLED' 'ledger intact' \
  'benefits     intact'; do
  grep -qF "$shown" "$folder/story" || { echo "the story does not show: $shown" >&2; exit 1; }
done
