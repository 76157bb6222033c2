"""Checks quotations with the package grounded-check, in the interpreter that has it.

usage: PYTHON grounded_check.py FOLDER < QUOTES.jsonl > VERDICTS.jsonl

FOLDER has the documents, each line of QUOTES.jsonl an `id` and a `text`. Each is given as a claim
of the kind that the package looks up word for word.
"""

import json
import sys

from grounded.claims import Claim, Kind
from grounded.sources import load
from grounded.verify import verify

sources = load([sys.argv[1]])
for line in sys.stdin:
    quote = json.loads(line)
    text = quote["text"]
    result = verify([Claim(Kind.QUOTE, text, 0, len(text), text)], sources)
    verdict = result.findings[0].verdict.value
    print(json.dumps({"id": quote["id"], "verdict": verdict, "is_fault": not result.passed}))
print(f"{len(sources)} documents", file=sys.stderr)
