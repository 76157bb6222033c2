#!/usr/bin/env bash
# krokai 0.15.0 and grounded-check 0.1.2 pass a quotation whose amount is ten times the source's.
#
# The source has "$1.5 million", the quotation "$15 million", with the other words the same. krokai's
# verdict is PUNCTUATION, which it counts among the clean ones; grounded-check's is "grounded". Both
# compare, in the end, without any mark that is no letter and no digit: a decimal point is lost with
# the commas. Another figure ("$25 million") is found by both.
# Fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q "krokai==0.15.0" "grounded-check==0.1.2"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import grounded
from krokai.corpus import Corpus
from krokai.verdicts import CLEAN
from krokai.verify import check

SENTENCE = "The repair of the harbour will cost {} million over three years"
Path("sources").mkdir()
Path("sources/budget.txt").write_text(f"{SENTENCE.format('$1.5')}, the board said.\n")
corpus = Corpus(["sources"], quiet=True)

for amount, passes in (("$1.5", True), ("$15", True), ("$25", False)):
    quote = SENTENCE.format(amount)
    verdict, _, detail = check(quote, corpus)
    result = grounded.check(f"“{quote}”", ["sources"])
    print(f"{amount} million: krokai {verdict} {detail!r}, grounded-check passed={result.passed}")
    assert (verdict in CLEAN) == passes, verdict
    assert result.passed == passes, result.findings
PYTHON
