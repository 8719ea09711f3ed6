#!/usr/bin/env bash
# Fetches the peer of bench_team: COIN-OR CBC, from Debian.
set -euo pipefail
command -v cbc >/dev/null && exit 0
apt-get install -y --no-install-recommends coinor-cbc
