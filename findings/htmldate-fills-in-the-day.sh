#!/usr/bin/env bash
# htmldate 1.11.0 answers a month with a day.
#
# A page whose metadata give the month of publication (content="2022-03", valid in ISO 8601 and in
# schema.org's Date) gets a full date: the day of today, as dateutil fills it in, so that the same
# page has another date tomorrow.
# Fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q "htmldate==1.11.0"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date

from htmldate import find_date

PAGE = """<html><head><meta property="article:published_time" content="2022-03"></head>
<body><article><p>The harbour board met and heard a long debate.</p></article></body></html>"""
found = find_date(PAGE, original_date=True, extensive_search=False)
print("2022-03 is read as", found)
assert found == f"2022-03-{date.today():%d}", found
PYTHON
