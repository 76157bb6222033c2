"""An assistant over a few invented documents, with the packaged models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.records import Answer
from assistant.stores import create_store
from index.sync.sync import sync

LIBRARY = {
    "jan.txt": """Branch library in Orsund to move

City of Halvik
Press release
12 January 2022

“The library in Orsund will move in 2024, and it will have 40,000 books,” Culture Minister Ines \
Falk said. “Not a single book will be lost.”
""",
    "march.txt": """Press conference on the libraries

4 March 2022

QUESTION: Minister, will you pay for the book bus?

INES FALK: There will be no book bus, because nobody would ride it.

QUESTION: And if somebody lives far away?

INES FALK: Nobody lives far away.
""",
    "may.txt": """Interview with Culture Minister Ines Falk

Halvik Herald
20 May 2022

HERALD: Will the library still move in 2024?

FALK: I have never said that the library would move in 2024. I said that we hoped for it.

HERALD: Will you resign?

FALK: No.
""",
    "october.txt": """Committee on Culture: hearing

6 October 2022

MR. BRANDER: Will the villages get a book bus?

INES FALK: Yes. Every village with more than fifty readers will get a book bus. I was mistaken in \
the spring.

MR. BRANDER: When will it come?

INES FALK: I will not name a month today.

MR. BRANDER: Thank you.
""",
}
BRIDGE = {
    "n1.txt": """Mayor against bridge fee

Skerry Post
4 May 2021

The mayor of Lund, Eva Holm, has criticised the bridge fee. “It is a wall through our town,” she \
said.

Teacher Ola Bakke did not criticise the bridge fee. Baker Liv Sand does not condemn the bridge fee.
""",
    "n2.txt": """Drivers call fee a mistake

Coast Herald
6 May 2021

Jon Dahl, who speaks for the lorry drivers, condemned the bridge fee. “It is a mistake,” Mr. Dahl \
said on Tuesday.
""",
    "n3.txt": """Bishop speaks out

Skerry Post
9 May 2021

Bishop Tor Vang denounced the bridge fee in his sermon. “The poor will stay on the island,” he said.

Rector Ida Moe defended the bridge fee. “Somebody has to pay,” Moe said.
""",
    "r1.txt": """Fee on the Lund bridge

Ministry of Bridges
Press release
3 May 2021

From 1 July drivers will pay 40 crowns to cross the Lund bridge, Bridges Minister Karl \
Aas announced.
""",
    "r2.txt": """Fee on the Lund bridge: exemptions

Ministry of Bridges
Press release
17 May 2021

Ambulances and buses will not pay the bridge fee, Bridges Minister Karl Aas said.
""",
    "r3.txt": """Change at the ministry

Ministry of Bridges
Press release
2 August 2021

Jon Dahl becomes Bridges Minister on 1 September. “I will listen first,” Dahl said. He follows \
Karl Aas. The talks with the drivers go on under the mediator, Aldis Wren.
""",
}

FAIR = {
    "fair.txt": """Visitors praise the county fair

Halvik Herald
3 June 2022

“The fair speaks to people like me, and the mayor owes nobody a favour,” said Gus Mork, a retired \
miner.

17-year-old Pia Lund agreed:

“The mayor speaks her mind, and I think that is what the county needs. Other fairs are dull.”

Count former county judge Per Vik among the visitors. Meet Deputy Sheriff Una Bo, who won the race.
""",
}

PRESS = {
    "herald.txt": """Town to close two fords

By Una Lind
Halvik Herald
3 June 2022

The town will close two fords, Mayor Per Vik said. “They are dangerous,” he said.
""",
    "coast.txt": """Fords to go, says mayor

Coast Herald
4 June 2022

Two fords will close, the town said. “We shall miss them,” said the farmer Ida Moe in Lund.
""",
    "mills.txt": """TARN MILLS LTD
Press release

NORHAVEN, 9 May 2022 - Tarn Mills is building a mill in Skerry. “It will grind oats,” said Bo \
Kerr, who runs the company.
""",
    "rival.txt": """SKERRY GRAIN: statement

SKERRY, 11 May 2022 - Skerry Grain needs no mill. Tarn Mills asked us, and we said no.
""",
    "essay.md": """# Let the owls be

*By Corin Wass*

*The Owl Review, 2 August 2022*

Owls sleep by day. The miller Bo Kerr wrote a letter to the town, and the town wrote back. The \
inspector's study of owls was published on 1 March.
""",
    "plain.txt": """The quarry will be flooded, said Liv Sand, the engineer.
""",
    "metadata.csv": """file,outlet,date,author
plain.txt,Skerry Post,2022-07-01,Tor Bo
""",
}

SITTING = {
    "sitting.txt": """ASSEMBLY OF HALVIK
OFFICIAL REPORT
Tuesday, 3 May 2022

FERRY SAFETY BILL

The Minister for Ports (Mr Jon Rask): The ferry sank because a door was left open. To the families \
I say this: I am sorry.

Mrs Ada Holt (Skerry): I thank the divers, who went down eleven times. I will not apologise for \
asking who left the door open.

Miss Eva Moe (Lund): I shall resign as chair of the port committee tonight.

Mr Jon Rask: I am sorry to hear that.
""",
    "briefing.txt": """Harbour Office
Briefing
4 May 2022

MODERATOR: With me is the harbour master, Liv Sand.

QUESTION: Ms Sand, the tide table of that night was wrong. Who made it?

MS SAND: We did. It was our mistake, and I take the blame for it.

QUESTION: And the pilot?

MS SAND: He read what he was given.
""",
    "news.txt": """Thanks for the keeper

Skerry Post
5 May 2022

Mayor Tor Bakke thanked the lighthouse keeper on Wednesday. The price of bread rose again.
""",
}

BOILER = {
    "hearing.txt": """Committee on Baths: hearing on the second boiler

7 June 2022

THE CHAIR: We turn to the second boiler of the swimming hall, and I welcome both witnesses, who \
have come a long way through the snow.

MS. IDA LIND: Thank you. The costs stand on page three. I beg the committee's pardon, that was my \
mistake for not counting the cover: they stand on page four.

THE CHAIR: We have found them. Mr. Tang, you told us in March that the second boiler would never \
be needed.

MR. OLE TANG: I did, and I was wrong. The hall has been too cold since May.

THE CHAIR: And the tiles, which fell from the wall of the hall in April, next to the small pool?

MS. IDA LIND: I apologise for the late answer. They will be replaced. The hall has ordered tiles \
from another firm, which has made tiles for forty years and is known to the committee.

MR. OLE TANG: We thank the firm.
""",
    "letter.txt": """Statement by the bath manager, Una Sand, on the broken diving board

9 June 2022

Nobody was hurt on Sunday. Sixty guests were in the hall that day, most of them children, and \
each of them went home in good health. We have looked at the papers of the last ten years and \
spoken with everybody who works here, with the makers, with the guests and with the town. We have \
shut the tower until the autumn, and the guests get their money back at the till, every day from \
nine to five. The makers have sent a new part, which lies in the cellar. Two of our people will \
be trained in June.

I take the blame.
""",
}

Ask = Callable[[str], Answer]


def _assistant(folder: Path, texts: dict[str, str]) -> Assistant:
    documents = folder / "documents"
    documents.mkdir(parents=True)
    for name, text in texts.items():
        (documents / name).write_text(text, encoding="utf-8")
    store = create_store(Settings(store=folder / "store"))
    sync(store, [documents])
    return Assistant(store)


def _asking(assistant: Assistant) -> Ask:
    def ask(question: str) -> Answer:
        answer = assistant.ask(question)
        catalogue = assistant.store.catalogue
        for citation in answer.citations:
            (info,) = catalogue.find_documents(citation.document_id)
            assert catalogue.text(info)[citation.start : citation.end] == citation.quote
        return answer

    return ask


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks about a minister who changes her mind."""
    assistant = _assistant(tmp_path_factory.mktemp("library"), LIBRARY)
    yield _asking(assistant)
    assistant.store.close()


@pytest.fixture(scope="session")
def bridge_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Knows of a fee that several people criticise."""
    assistant = _assistant(tmp_path_factory.mktemp("bridge"), BRIDGE)
    yield assistant
    assistant.store.close()


@pytest.fixture(scope="session")
def bridge(bridge_assistant: Assistant) -> Ask:
    """Asks about a fee that several people criticise."""
    return _asking(bridge_assistant)


@pytest.fixture(scope="session")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks about visitors of a fair, the age of one of whom is told."""
    assistant = _assistant(tmp_path_factory.mktemp("fair"), FAIR)
    yield _asking(assistant)
    assistant.store.close()


@pytest.fixture(scope="session")
def press_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Knows of documents that tell who wrote and published them, or whose metadata do."""
    assistant = _assistant(tmp_path_factory.mktemp("press"), PRESS)
    yield assistant
    assistant.store.close()


@pytest.fixture(scope="session")
def press(press_assistant: Assistant) -> Ask:
    """Asks about these documents."""
    return _asking(press_assistant)


@pytest.fixture(scope="session")
def sitting_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Knows of people who apologise, thank and resign in words of their own."""
    assistant = _assistant(tmp_path_factory.mktemp("sitting"), SITTING)
    yield assistant
    assistant.store.close()


@pytest.fixture(scope="session")
def sitting(sitting_assistant: Assistant) -> Ask:
    """Asks about these people."""
    return _asking(sitting_assistant)


@pytest.fixture(scope="session")
def boiler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks about a hearing in which people apologise for small things beside the matter."""
    assistant = _assistant(tmp_path_factory.mktemp("boiler"), BOILER)
    yield _asking(assistant)
    assistant.store.close()
