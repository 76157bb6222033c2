"""People are the same however documents come and go, and corrections stay."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.people.corrections import Correction
from index.people.joining import join_mentions
from index.people.reading_mentions import read_mentions
from index.records import Document, Statement
from index.store.catalogue import Catalogue

NAMES = (
    *("Ada Brandt", "Ada M. Brandt", "Brandt", "Mr. Brandt", "Otto Brandt", "O. Brandt"),
    *("Sergei Plokhov", "Sergey Plokhov", "Plokhov", "Sergey Plohkov", "Ann Lee", "Anna Lee"),
    *("Lee", "the Ministry of Roads", "The Roads Ministry", "DNC", "Times", "a spokesman", "he"),
    *("George Bush", "George W. Bush", "George H. W. Bush", "Bush", "Donald Lee Jr."),
)
ROLES = (None, None, "mayor of Ashford", "mayor of Brindle", "nurse", "Senator", "former minister")


def texts(count: int) -> dict[str, tuple[str, list[Statement]]]:
    """Made-up documents by name, each with some speakers."""
    chance = random.Random(19)
    found = {}
    for number in range(count):
        speakers = chance.sample(NAMES, chance.randint(1, 4))
        said = [
            Statement(start=0, end=1, kind="direct", speaker=name, role=chance.choice(ROLES))
            for name in speakers
        ]
        text = " ".join(f"“Yes,” said {name}." for name in speakers)
        found[f"{number}.txt"] = (text, said)
    return found


class People:
    """A catalogue to which documents are added, and from which they are removed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.catalogue = Catalogue(folder / "catalogue.sqlite")

    def add(self, documents: dict[str, tuple[str, list[Statement]]], joined: bool = True) -> None:
        numbers = []
        for name, (text, said) in documents.items():
            date = f"20{int(name.split('.')[0]) % 20 + 1:02}-01-01"
            document = Document(
                name=name, path=Path("/docs") / name, text=text, sha256="0" * 64, date=date
            )
            number = self.catalogue.add_pending(document, "")
            self.catalogue.add_statements(number, said, read_mentions(text, said))
            numbers.append(number)
        self.catalogue.publish(numbers)
        if joined:
            self.join()

    def remove(self, *names: str) -> None:
        numbers = [self.catalogue.find_one_document(name).number for name in names]
        self.catalogue.mark_removed(numbers)
        self.catalogue.delete_documents(numbers)
        self.join()

    def join(self) -> None:
        self.catalogue.save_people(join_mentions(self.catalogue.mentions_to_join()))

    def all(self) -> list[object]:
        people = self.catalogue.people().people.values()
        return [
            (one, [row._replace(number=0) for row in self.catalogue.mentions_of_person(one.id)])
            for one in people
        ]


@pytest.mark.parametrize("seed", range(4))
def test_documents_may_come_in_any_order_and_in_any_number_at_a_time(tmp_path: Path, seed: int):
    documents = texts(60)
    whole = People(tmp_path / "whole")
    whole.add(documents)
    parts = People(tmp_path / "parts")
    names = list(documents)
    chance = random.Random(seed)
    chance.shuffle(names)
    while names:
        some = [names.pop() for _ in range(min(len(names), chance.randint(1, 12)))]
        parts.add({name: documents[name] for name in some})
    assert parts.all() == whole.all() != []


@pytest.mark.parametrize("seed", range(2))
def test_documents_that_go_leave_nothing_behind(tmp_path: Path, seed: int):
    documents = texts(40)
    gone = random.Random(seed).sample(list(documents), 15)
    changed, never = People(tmp_path / "changed"), People(tmp_path / "never")
    changed.add(documents)
    changed.remove(*gone[:7])
    changed.remove(*gone[7:])
    never.add({name: facts for name, facts in documents.items() if name not in gone})
    assert changed.all() == never.all()


def test_a_run_that_ends_before_people_are_joined_is_made_up_for(tmp_path: Path):
    documents = texts(20)
    first = dict(list(documents.items())[:10])
    whole, killed = People(tmp_path / "whole"), People(tmp_path / "killed")
    whole.add(documents)
    killed.add(first)
    killed.add({name: facts for name, facts in documents.items() if name not in first}, False)
    assert killed.catalogue.has_names_to_join()
    killed.join()
    assert not killed.catalogue.has_names_to_join()
    assert killed.all() == whole.all()


def test_the_version_changes_with_people(tmp_path: Path):
    people = People(tmp_path)
    people.add(texts(5))
    before = people.catalogue.version()
    name = next(iter(people.catalogue.people().names))
    people.catalogue.add_corrections([Correction(kind="reject", people=({name: None},))])
    assert people.catalogue.version() != before


def test_a_correction_waits_for_its_names_and_holds_for_new_documents(tmp_path: Path):
    people = People(tmp_path)
    merge = Correction(kind="merge", people=({"Joseph Ratzinger": None}, {"Pope Benedict": None}))
    people.catalogue.add_corrections([merge])
    assert people.all() == []

    def said(name: str) -> tuple[str, list[Statement]]:
        return f"“Pray,” said {name}.", [
            Statement(start=0, end=1, kind="direct", speaker=name, role="priest")
        ]

    people.add({"1.txt": said("Joseph Ratzinger"), "2.txt": said("Joseph Ratzinger")})
    people.add({"3.txt": said("Pope Benedict")})
    people.add({"4.txt": said("Ann Lee")})
    found = people.catalogue.people().people
    assert {(one.name, one.documents) for one in found.values()} == {
        ("Joseph Ratzinger", 3), ("Ann Lee", 1),
    }  # fmt: skip
    (correction,) = people.catalogue.corrections()
    assert correction.describe() == "“Pope Benedict” is “Joseph Ratzinger”"
    people.catalogue.remove_correction(correction.number)
    assert len(people.catalogue.people().people) == 3


def test_a_name_that_two_share_is_corrected_in_its_documents_alone(tmp_path: Path):
    people = People(tmp_path)

    def said(role: str) -> tuple[str, list[Statement]]:
        return "“So,” said Jon Lind.", [
            Statement(start=0, end=1, kind="direct", speaker="Jon Lind", role=role)
        ]

    people.add(
        {
            "1.txt": said("mayor of Ashford"),
            "2.txt": said("mayor of Brindle"),
            "3.txt": said("Ashford mayor"),
        }
    )
    rename = Correction(kind="rename", people=({"Jon Lind": ["2.txt"]},), name="Jon Lind (Brindle)")
    people.catalogue.add_corrections([rename])
    assert {(one.name, one.documents) for one, _ in people.all()} == {
        ("Jon Lind", 2), ("Jon Lind (Brindle)", 1),
    }  # fmt: skip
    assert "“Jon Lind” in 2.txt is called" in people.catalogue.corrections()[0].describe()
