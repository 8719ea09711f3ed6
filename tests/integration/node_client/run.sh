#!/usr/bin/env bash
# Installs the client's packages into a copy of this folder and runs its tests.
#   run.sh WORK_FOLDER
# Environment: HOUNIAO_SOURCE_DIR, HOUNIAO_BIN_DIR.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$1

for program in node npm; do
  if ! command -v "$program" >/dev/null; then
    echo "node_client: $program is not installed; it is needed for the client that is not C++." >&2
    echo "node_client: install Debian's nodejs and npm (18 or newer), or run without this test:" \
      "ctest -E integration_node_client" >&2
    exit 1
  fi
done
if [[ ! -x $HOUNIAO_BIN_DIR/houniao-suite ]]; then
  echo "node_client: $HOUNIAO_BIN_DIR/houniao-suite is not built." >&2
  exit 1
fi

mkdir -p "$work"
cp "$here"/*.js "$here"/package.json "$here"/package-lock.json "$work/"
cd "$work"
# Kept from an earlier run if the lock file has not changed.
if ! cmp -s package-lock.json node_modules/.lock; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.lock
fi
exec node --test client.test.js
