#!/usr/bin/env bash
# python-docx 1.2.0 gives a file without properties a title, an author and a date of its own.
#
# A .docx need not have docProps/core.xml. Reading `core_properties` of such a file makes the part,
# with the title "Word Document", the last author "python-docx", and the present time as the date:
# nothing tells these from what the file says.
# Fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q "python-docx==1.2.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import zipfile

import docx

docx.Document().save("made.docx")
with zipfile.ZipFile("made.docx") as source, zipfile.ZipFile("plain.docx", "w") as target:
    for name in source.namelist():
        data = source.read(name)
        if name == "docProps/core.xml":
            continue
        if name in ("_rels/.rels", "[Content_Types].xml"):
            parts = data.decode().split("<")
            data = "<".join(part for part in parts if "core" not in part).encode()
        target.writestr(name, data)
properties = docx.Document("plain.docx").core_properties
print(repr(properties.title), repr(properties.last_modified_by), properties.modified)
assert properties.title == "Word Document"
assert properties.last_modified_by == "python-docx"
PYTHON
