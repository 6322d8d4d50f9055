#!/usr/bin/env bash
# Writes the sample reports, in English and in French, below the folder given.
set -euo pipefail
program=$1
folder=$2
mkdir -p "$folder"
for language in en fr; do
  "$program" report Datasets/ledger.csv --as-of 2025-12-31 --language "$language" --out "$folder/$language"
done
