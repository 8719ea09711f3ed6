#!/usr/bin/env bash
# Fetches the databases that bench_match is measured against, into build/peers (not committed):
# DuckDB and ClickHouse (chdb) from npm. MariaDB is Debian's, as deploy/install-deps.sh installs it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$(cd "$here/../../.." && pwd)/build/peers
mkdir -p "$target"
cp "$here/package.json" "$here/package-lock.json" "$target/"
cd "$target"
# The lock says which versions and digests; the registry is the one that npm is set up for.
npm install --no-audit --no-fund
command -v mariadbd >/dev/null || [[ -x /usr/sbin/mariadbd ]] ||
  echo "fetch: MariaDB is missing: deploy/install-deps.sh installs it" >&2
