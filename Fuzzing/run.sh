#!/usr/bin/env bash
# Fuzzes the readers: run.sh [SECONDS each, 60 unless said]. New inputs stay in Fuzzing/.build/found; crashes are printed
# and kept in Fuzzing/.build/crashes. Add what is worth keeping to Corpus: the tests replay it.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}

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
  ".build/release/$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -artifact_prefix=".build/crashes/$corpus-" ".build/found/$corpus" "Corpus/$corpus"
}
fuzz FuzzLedger csv
fuzz FuzzLedger xml
fuzz FuzzLedger xlsx
fuzz FuzzSheet sheet
