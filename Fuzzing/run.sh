#!/usr/bin/env bash
# Fuzzes the readers: run.sh [SECONDS each, 60 unless said] [CORPUS..., all unless said]; 0 seconds only builds. New inputs
# stay in Fuzzing/.build/found; crashes are printed and kept in Fuzzing/.build/crashes. Add what is worth keeping to Corpus:
# the tests replay it.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
if (($# < 2)); then set -- "$seconds" csv fec tables xml pdf xlsx sheet configuration statements; fi

# libFuzzer without its own main: SwiftPM has named the program's already. Gold cannot link what the sanitizer makes.
resources=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
driver=$resources/clang/lib/linux/libclang_rt.fuzzer_no_main-$(uname -m).a
swift build -c release -Xswiftc -sanitize=address \
  -Xswiftc -sanitize-coverage=edge,indirect-calls,trace-cmp,inline-8bit-counters,pc-table \
  -Xswiftc -use-ld=lld -Xlinker "$driver" -Xlinker -lstdc++
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=1
mkdir -p .build/crashes
fuzz() {
  local program=$1 corpus=$2
  mkdir -p ".build/found/$corpus"
  ".build/release/$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -detect_leaks=1 \
    -print_final_stats=1 -artifact_prefix=".build/crashes/$corpus-" ".build/found/$corpus" "Corpus/$corpus"
}
if [[ $seconds == 0 ]]; then exit; fi
for corpus in "${@:2}"; do
  case $corpus in
    csv | xml | xlsx | pdf) fuzz FuzzLedger "$corpus" ;;
    fec | tables) fuzz FuzzFiles "$corpus" ;;
    sheet) fuzz FuzzSheet sheet ;;
    statements) fuzz FuzzStatements statements ;;
    configuration) fuzz FuzzConfiguration configuration ;;
    *) echo "There is no corpus '$corpus'." >&2; exit 64 ;;
  esac
done
