"""Three news texts about a river, and a draft that quotes them well and badly."""

from __future__ import annotations

from pathlib import Path

from assistant import Assistant
from support.few_documents import make_assistant

TEXTS = {
    "weir.txt": (
        "BRUNNBY, 11 June 2018\n\n"
        "The council met late. “The weir will stay open all summer, and 18 families keep their"
        " boats there,” said Maren Tolk, the river warden. “We lost two gates in the storm,” she"
        " added. The mill is closed.\n\n"
        "Piet Aasen, the engineer, told reporters: “The repair costs 340,000 crowns, and no lock"
        " will be sold.”\n\n"
        "Tolk said that 75 anglers had asked for new permits.\n\n"
        "“Nobody has drowned here since 1961,” said Runa Eik, a historian. “If the frost stays"
        " away, the ferry will run until Christmas,” she added.\n"
    ),
    "summer.txt": (
        "BRUNNBY, 2 July 2018\n\nThe beach is clean. “Swimmers are welcome again from Sunday,” said"
        " Maren Tolk, the river warden.\n"
    ),
    "mill.txt": "BRUNNBY, 9 July 2018\n\nThe mill found no buyer, Runa Eik wrote in her column.\n",
}
METADATA = """file,title,outlet,date
weir.txt,Weir stays open,River Post,2018-06-11
summer.txt,The beach is clean,River Post,2018-07-02
mill.txt,No buyer,Mill Courier,2018-07-09
"""
DRAFT = (
    "A summer on the river\n\n"
    "“The weir will stay open all summer, and 18 families keep their boats there,” said Maren Tolk,"
    " the river warden. “We lost two gates in the storm,” Tolk said.\n\n"
    "Piet Aasen said: “The repair costs 430,000 crowns, and no lock will be sold.” “Nobody has"
    " drowned here since 1961,” Piet Aasen told me.\n\n"
    "“The mill goes to whoever bids the most for it,” said Runa Eik. On a poster at the quay:"
    " “Swimmers are welcome again from Sunday.” The town calls itself “quiet”.\n\n"
    "“The weir will stay open … and 18 families keep their boats there,” Tolk said. Tolk said that"
    " 57 anglers had asked for new permits. “The ferry will run until Christmas,” said Runa Eik."
    "\n\nIn the end Aasen said: “The repair costs 340,000 crowns"
)
"""Ten quotations, with each level among them, and a figure."""
LEVELS = [
    "ok", "ok", "altered", "misattributed", "not_found", "unclear", "not_checked", "ok",
    "warning", "unclear",
]  # fmt: skip
"""Of the quotations of `DRAFT`, in order."""


def make_river_assistant(folder: Path) -> Assistant:
    """An assistant over the texts, which are kept in `folder` with their store."""
    return make_assistant(folder, TEXTS, METADATA)
