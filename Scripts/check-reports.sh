#!/usr/bin/env bash
# Fails when Reports/ is not what the program makes of Datasets/ today.
set -euo pipefail
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
Scripts/write-reports.sh "$1" "$fresh"
if ! diff -r "$fresh" Reports; then
  echo "encours: Reports/ is stale. Run 'make report' and commit what it writes." >&2
  exit 1
fi
