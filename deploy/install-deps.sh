#!/usr/bin/env bash
# Installs what building, testing and running Houniao needs, from Debian 12 packages only.
# Idempotent: a second run installs nothing. Needs root or sudo.
#   --runtime   only what a built Houniao needs to run
set -euo pipefail

build=(
  cmake ninja-build g++ ccache mold pkg-config git
  clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14
  libgrpc++-dev libgrpc-dev protobuf-compiler protobuf-compiler-grpc libprotobuf-dev libabsl-dev
  golang-github-gogo-googleapis-dev
  libmysqlcppconn-dev libsqlite3-dev
  libspdlog-dev libfmt-dev prometheus-cpp-dev libcli11-dev libyaml-cpp-dev nlohmann-json3-dev
  libicu-dev libssl-dev libroaring-dev libre2-dev zlib1g-dev libcurl4-openssl-dev
  libgtest-dev libgmock-dev libbenchmark-dev liblemon-dev
)
tests=(mariadb-server mariadb-client openssl nodejs npm procps)
runtime=(ca-certificates openssl)

packages=("${build[@]}" "${tests[@]}" "${runtime[@]}")
case "${1:-}" in
  "") ;;
  --runtime) packages=(libgrpc++1.51 libmysqlcppconn7v5 libsqlite3-0 libspdlog1.10 libfmt9
                       libprometheus-cpp-core1.0 libprometheus-cpp-pull1.0 libyaml-cpp0.7
                       libicu72 libroaring0 "${runtime[@]}") ;;
  -h|--help) sed -n '2,4p' "$0" | cut -c3-; exit 0 ;;
  *) echo "install-deps: no option '$1'; see --help" >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  # An own build of node satisfies the need for one.
  if [[ $package == nodejs || $package == npm ]] && command -v "${package/nodejs/node}" >/dev/null; then
    continue
  fi
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  echo "install-deps: everything is here (${#packages[@]} packages)"
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || { echo "install-deps: needs root for: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "install-deps: installing ${#missing[@]} packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
echo "install-deps: done"
