#!/usr/bin/env bash
# Installs what the build needs, and the packages named, where the machine lacks them. Says what to do where it cannot.
set -euo pipefail

if ! command -v swift >/dev/null; then
  echo "encours: Swift is missing. Install Swift 6.2 or later (https://www.swift.org/install/linux/), then run make again." >&2
  exit 1
fi

missing=()
for package in liblapack-dev libpq5 libsqlite3-dev zlib1g-dev pkg-config git "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "encours: this machine has no apt-get. Install LAPACK, BLAS, libpq, SQLite and zlib with their development files, pkg-config and git." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "encours: installing needs root. As root, run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "encours: installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
