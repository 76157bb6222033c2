"""Who said something in a transcript, asked in other words than the transcript's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant, Settings
from assistant.stores import create_store
from index.sync.sync import sync

DOCUMENTS = {
    "assembly.txt": """House of Assembly
Wednesday 14 May 2014
HARBOUR DREDGING (PORT ELLIS)

Ms Corrigan (Port Ellis) (Lab)
I beg to move that the House takes note of the silting of Port Ellis harbour. The last dredger \
left our quay in 2009. Since then the channel has lost more than a metre of depth, and two coal \
ships have turned back because they could not be sure of floating.

The fishermen I represent do not ask for charity. They ask for the depth of water that they \
were promised when they bought their boats.

Mr Tennant (Upper Wold) (Con)
Will the hon. Lady give way? She speaks of a promise. I sat on the committee which drew up that \
paper, and I can tell her that no sum was ever set aside for it.

Ms Corrigan
I am obliged to the hon. Gentleman. A promise without a purse is still a promise. I shall send \
him the letter.

Sir Desmond Pike (Marsh Green) (Con)
I must declare an interest, for my brother owns the tug company. The plain fact is that the mud \
comes from the new barrage upstream. Unless we open its sluices in spring, we can dredge every \
year and the silt will be back by autumn.

Dr Okonjo (Castle Ward) (LD)
What troubles me is where the spoil will go. The sediment holds tin and arsenic from the old \
mine workings, and dumping it off the point would poison the mussel beds.

The Minister for Ports (Mrs Halloran)
I am grateful to hon. Members. The Government will pay for a survey this summer, and I expect \
to have its findings before the House rises for Christmas. I cannot go further than that today. \
I would say to the hon. Member for Castle Ward that nothing will be tipped at sea until the \
laboratory has cleared it.

Mr Tennant
Is the Minister aware that the county has already paid for such a survey, twice?

Mrs Halloran
I was not, and I am sorry that nobody told my office. I shall ask for both reports tonight.
""",
    "minutes.txt": """MINUTES OF THE MEETING OF THE TOWN COUNCIL OF ASKERVIK
Held on 3 October 2019 in the Old School

Councillor Dahl complained that commuters left their cars for weeks and that residents circled the \
square in vain. Councillor Brekke was against charging a fee. Councillor Lindqvist said that he \
would not vote for shooting birds beside a kindergarten.
""",
    "call.txt": """Valbrook Instruments, Inc.
Q3 2021 Earnings Call

Marcus Feld: We shipped fewer oscilloscopes than we had hoped, and the reason is simple: we could \
not get the chips. Our order book, however, has never been fuller.

Joyce Abara: Revenue came in at 212 million dollars, down four percent.

Paula Stern: Joyce, why not redesign the boards around parts that you can buy?

Marcus Feld: I might add that we are not going to lay anybody off in Dayton.
""",
    "briefing.md": """# Press briefing of the Ministry of Health, Republic of Tarvia

**SPOKESWOMAN IRENA KOVALENKO:** Good afternoon. Deputy Minister Lukas Brandl is with me.

**DEPUTY MINISTER BRANDL:** As of this morning we have 340 confirmed cases of measles in the \
northern district. Vaccine is not short; what we lack are nurses to give it.

**SPOKESWOMAN KOVALENKO:** The minister has asked the prosecutor to look at the clinics which \
signed certificates without giving injections. I can't name them.
""",
    "council.txt": """Security Council
Tuesday, 6 September 2022, 10 a.m.

Mrs. Wangmo (Bhutan): My country has 567 glacial lakes above its villages.

Mr. Petrosyan (Armenia) (spoke in Russian): We do not believe that the Council is the right house \
for this matter. The climate has a convention of its own, and it should be treated there.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("transcripts")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    store = create_store(Settings(store=folder / "store"))
    sync(store, [folder])
    yield Assistant(store)
    store.close()


@pytest.mark.parametrize(
    ("question", "last_name"),
    [
        ("Which member blamed the dam further up the river for the mud?", "Pike"),
        ("Who feared for the shellfish if toxic metals were thrown into the water?", "Okonjo"),
        ("Who grumbled about people who leave vehicles standing for weeks?", "Dahl"),
        ("Who refused to support killing the geese?", "Lindqvist"),
        ("Who explained that missing semiconductors held back deliveries?", "Feld"),
        ("Who ruled out job cuts in Dayton?", "Feld"),
        ("Who said that staff to administer the jabs are lacking, not the jabs?", "Brandl"),
        ("Who revealed that prosecutors were to examine faked vaccination papers?", "Kovalenko"),
        ("Who held that global warming belongs in another forum than this one?", "Petrosyan"),
    ],
)
def test_whoever_says_it_is_named(assistant: Assistant, question: str, last_name: str):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.short_answer is not None and answer.short_answer.endswith(last_name)
    assert answer.citations[0].speaker == answer.short_answer


@pytest.mark.parametrize(
    "question",
    [
        "Who demanded that the harbour master resign?",
        "Who proposed a tax on second homes in Askervik?",
        "Who said that Valbrook will move its factory to Mexico?",
        "Who advised pregnant women to stay at home?",
        "Who accused China of hiding data on melting ice?",
    ],
)
def test_what_nobody_says_has_no_speaker(assistant: Assistant, question: str):
    assert assistant.ask(question).status == "not_found"
