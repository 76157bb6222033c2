#!/usr/bin/env bash
# Index time beside the baseline's, in one run.
# usage: tests/bench/measure/indexing.sh BASELINE.py CORPUS_DIR QA.jsonl METADATA.csv WORK_DIR
# Prints the baseline's JSON line, then the seconds of `onrecord index` on an empty store and again.
set -euo pipefail
export HF_HUB_OFFLINE=1
work=$5
mkdir -p "$work"
rm -rf "$work/store" "$work/baseline-store"
timed() { local start; start=$(date +%s.%N); "$@" >&2; echo "$(date +%s.%N) - $start" | bc; }
echo "first run, seconds: $(timed onrecord index "$2" --metadata "$4" --store "$work/store")"
echo "second run, seconds: $(timed onrecord index "$2" --metadata "$4" --store "$work/store")"
python3 "$1" "$2" "$3" "$work/baseline.jsonl" --store "$work/baseline-store"
