"""The people, bodies and places that a document names, and every place where it names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.attribution.coreference.entity_names import EntityDirectory
from index.attribution.coreference.entity_records import Entity, EntityMention
from index.attribution.coreference.mention_parts import office_complement
from index.attribution.coreference.named_people import NamedPeople
from index.attribution.coreference.text_places import TextPlaces
from index.records import Span
from index.text.person_names import is_title
from index.text.quotations import Quotation

_PARTY_OF_STATE = re.compile(r"[RDI]-")
"""The party and the state behind a politician's name: "(R-Tex.)"."""
_BODY_OF_PERSON = re.compile(r"(?:['’]s?)? (?:campaign|administration|foundation)\b")
"""What makes a body of somebody's name: "Trump's campaign", "the Obama administration"."""
_OFFICE_WITH_OF = re.compile(r"\b([\w-]+) (?:of|for) (?:the )?\Z")
_COMPLEMENT = 60
"""Characters that are looked at for the rest of a body's name."""
_OWNER = re.compile(r"(.{2,60}?)['’]s (?=\w)")
_LONG_RUN = 4
"""More capitalised words in a row are those of a headline, not of a name."""


class DocumentEntities(TextPlaces):
    """The mentions of entities in a document, in order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        people: NamedPeople,
        title_case_headline: Span | None = None,
    ) -> None:
        """Read where the document names whom.

        Args:
            text: The document's text.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
            people: The people whom it names in full.
            title_case_headline: A headline whose capitals don't show which words are a name.
        """
        super().__init__(text, sentences, quotations)
        self.mentions: list[EntityMention] = []
        self.quoted: list[tuple[int, Entity]] = []
        """Offsets inside quotations at which an entity is named, in order."""
        self.directory = EntityDirectory(text, people)
        self._people = people
        self._headline = title_case_headline or Span(0, 0)
        for run in people.capitalised_runs:
            for start, end in self._names_in(run):
                self._read_name(start, end)
        self._name_starts = [mention.start for mention in self.mentions]
        self._quoted_starts = [start for start, _ in self.quoted]

    def names_between(self, start: int, end: int) -> list[EntityMention]:
        """The names outside quotations in a part of the text, in order."""
        first, last = bisect_left(self._name_starts, start), bisect_left(self._name_starts, end)
        return self.mentions[first:last]

    def quoted_in(self, start: int, end: int) -> list[Entity]:
        """The entities that quotations in a part of the text name."""
        first, last = bisect_left(self._quoted_starts, start), bisect_left(self._quoted_starts, end)
        return [entity for _, entity in self.quoted[first:last]]

    def _read_name(self, start: int, end: int) -> None:
        starts_sentence = self.starts_sentence(start)
        name = self.text[start:end]
        if starts_sentence and name.isupper() and self.text[end : end + 2] in (", ", " ("):
            return  # the place of a dateline
        entity = self.directory.find(name, starts_sentence)
        if entity is None:
            return
        if self.quotation_at(start) is not None:
            self.quoted.append((start, entity))
            return
        if entity.kind == "body":
            # "Institute of California"
            end += len(office_complement(self.text[end : end + _COMPLEMENT]))
            entity = self.directory.body(" ".join(self.text[start:end].split()))
        self._add(entity, start, end)
        body = _BODY_OF_PERSON.match(self.text, end)
        if body is not None and entity.kind != "body":
            whole = " ".join(self.text[start : body.end()].split())
            self._add(self.directory.body(whole), start, body.end())

    def _add(self, entity: Entity, start: int, end: int) -> None:
        sentence = self.sentence_at(start)
        mention = EntityMention(start, end, entity, sentence, self.paragraphs[sentence])
        entity.mentions.append(mention)
        self.mentions.append(mention)

    def _names_in(self, run: re.Match[str]) -> Iterator[tuple[int, int]]:
        """The names in a run of capitalised words: all of it, or the people in a headline."""
        start, end = run.span()
        text = run.group()
        if _PARTY_OF_STATE.match(text) and self.text[start - 1 : start] == "(":
            return
        spaces = text.count(" ")
        if spaces > 1:
            person = re.match(r"\S+ \S+", text)
            is_longer = person is not None and self._people.find(text) is None
            if person is not None and is_longer and self._people.find(person.group()) is not None:
                yield start, start + person.end()
                return
            office = _OFFICE_WITH_OF.search(self.text, max(0, start - 40), start)
            if office is not None and is_title(office.group(1)):
                # "Minister of Transport Odd Kvam"
                yield end - len(" ".join(text.split(" ")[-2:])), end
                return
        owner = _OWNER.match(text) if spaces and "s " in text else None
        if owner is not None:
            # "The Post’s Ada Brandt"
            yield start, start + owner.end(1)
            yield start + owner.end(), end
            return
        in_headline = self._headline.start <= start < self._headline.end
        if not in_headline and spaces < _LONG_RUN:
            yield start, end
        else:
            yield from self._people_in(start, text)

    def _people_in(self, start: int, text: str) -> Iterator[tuple[int, int]]:
        """The people in capitalised words of a headline."""
        words = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", text)]
        place = 0
        while place < len(words):
            for size in (3, 2, 1):
                last = min(place + size, len(words)) - 1
                if self._people.find(self.text[words[place][0] : words[last][1]]) is not None:
                    yield words[place][0], words[last][1]
                    break
            else:
                last = place
            place = last + 1
