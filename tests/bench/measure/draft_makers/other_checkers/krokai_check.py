"""Checks quotations with the package krokai, in the interpreter that has it.

usage: PYTHON krokai_check.py FOLDER < QUOTES.jsonl > VERDICTS.jsonl

FOLDER has the documents, each line of QUOTES.jsonl an `id` and a `text`. It is the package's own
check of one quotation, over all files: without its filter of file names that are no laws.
"""

import json
import sys

from krokai.corpus import Corpus
from krokai.verdicts import CLEAN
from krokai.verify import check

corpus = Corpus([sys.argv[1]], derived_re=None, quiet=True)
for line in sys.stdin:
    quote = json.loads(line)
    verdict, _, _ = check(quote["text"], corpus)
    print(json.dumps({"id": quote["id"], "verdict": verdict, "is_fault": verdict not in CLEAN}))
print(f"{len(corpus.paths)} documents", file=sys.stderr)
