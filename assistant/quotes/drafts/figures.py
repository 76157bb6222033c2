"""Checks the numbers, dates and names of a draft's reported speech against the speaker's words.

"Plokhov said that states had refused 42 times": is there a statement of Plokhov's on the same thing
with this number? Contradicted is said only where the same sentence is clearly meant: most of the
words are shared, and the one number of the same unit is another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.citations.evidence import Evidence
from assistant.citations.resolving import place_in_text, resolve
from assistant.draft_records import DraftFigure, FigureStatus
from assistant.quotes.drafts.claimed_speakers import read_claimed_speaker
from assistant.quotes.drafts.draft_text import Draft
from assistant.quotes.drafts.figures_in_text import FigureInText, find_figures
from assistant.quotes.drafts.quoted_passages import QuotedPassage
from assistant.records import Citation
from index.people.directory import SpeakerSelection
from index.records import Span, Statement
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo, StoredPassage
from index.text.stemming import stems

__all__ = ["check_figures"]

MAX_COMPARED_STATEMENTS = 1_000
"""Reported statements of one draft whose figures are compared."""
MAX_COMPARED_PASSAGES = 12
"""Passages of a speaker's documents, best by words, that are compared with a sentence."""
MIN_STEMS_ON_SAME_THING = 2
"""Word stems that a statement must share with the draft's sentence to be on the same thing."""
MIN_SHARE_OF_SAME_SENTENCE = 0.6
"""Share of the draft's word stems that a sentence must have to be clearly the one that is meant."""
MIN_STEMS_OF_SAME_SENTENCE = 3
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the speaker's in the documents, as far as it is a statement of theirs."""

    document: DocumentInfo
    span: Span
    text: str
    share: float
    """Share of the draft's word stems that it has."""
    shared: int
    """Number of these stems."""
    figures: list[FigureInText]


@dataclass
class _Speakers:
    """Whose statements are compared, looked up once a draft."""

    retriever: Retriever
    numbers: Sequence[int] | None
    _known: dict[str, tuple[SpeakerSelection, list[int]]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[SpeakerSelection, list[int]]:
        """Whose statements a name means, and the numbers of the documents that have any."""
        if name not in self._known:
            selection = self.retriever.people.find(name)
            heard: list[int] = []
            if selection:
                heard = self.retriever.store.catalogue.numbers_with_speakers(selection)
            if self.numbers is not None:
                heard = sorted(set(heard) & set(self.numbers))
            self._known[name] = selection, heard
        return self._known[name]

    def is_body(self, name: str) -> bool:
        """Whether a description is how the documents call a body: "the Harbour News"."""
        return any(one.kind == "body" for one in self.retriever.people.find_people(name))


def check_figures(
    draft: Draft,
    statements: Sequence[Statement],
    quoted: Sequence[QuotedPassage],
    retriever: Retriever,
    numbers: Sequence[int] | None,
) -> tuple[list[DraftFigure], int]:
    """The figures of a draft's reported speech, in order, and what holds of each.

    The second value is the number of statements that weren't compared, as there are more than
    `MAX_COMPARED_STATEMENTS`.

    Args:
        draft: The draft.
        statements: Its statements.
        quoted: Its quotations, whose figures are checked with their words.
        retriever: Searches the store.
        numbers: Numbers of the documents to search; None for all.
    """
    speakers = _Speakers(retriever, numbers)
    text = _without_quotations(draft.reading.text, quoted)
    found: dict[Span, DraftFigure] = {}
    compared = left_out = 0
    for statement in statements:
        claimed = read_claimed_speaker(draft.reading.text, statement)
        if statement.kind == "direct" or not statement.is_claim or not claimed.name:
            continue
        words = text[statement.start : statement.end]
        figures = [one for one in find_figures(words) if not _is_speaker(one, claimed.name)]
        if not figures or not (claimed.is_named or speakers.is_body(claimed.name)):
            continue
        if compared == MAX_COMPARED_STATEMENTS:
            left_out += 1
            continue
        compared += 1
        sentences = _sentences_on(words, figures, *speakers.find(claimed.name), retriever)
        for figure in figures:
            status, reason, other, sentence = _compare(figure, figures, sentences, claimed.name)
            start = statement.start + figure.place.start
            place = draft.place(start, start + figure.place.end - figure.place.start)
            found.setdefault(
                Span(place.start, place.end),
                DraftFigure(
                    place=place,
                    kind=figure.kind,
                    speaker=claimed.name,
                    statement=draft.place(statement.start, statement.end),
                    status=status,
                    reason=reason,
                    stated=other,
                    citation=_cite(retriever, sentence) if sentence else None,
                ),
            )
    return sorted(found.values(), key=lambda one: one.place.start), left_out


def _without_quotations(text: str, quoted: Sequence[QuotedPassage]) -> str:
    """The text with spaces in place of what stands in quotation marks."""
    pieces, at = [], 0
    for passage in quoted:
        for part in passage.parts:
            if part.start >= at and passage.problem is None:
                pieces += [text[at : part.start], " " * (part.end - part.start)]
                at = part.end
    return "".join((*pieces, text[at:]))


def _is_speaker(figure: FigureInText, name: str) -> bool:
    return figure.kind == "name" and figure.words <= {word.lower() for word in name.split()}


def _sentences_on(
    words: str,
    figures: Sequence[FigureInText],
    selection: SpeakerSelection,
    heard: list[int],
    retriever: Retriever,
) -> list[_Sentence]:
    """The speaker's sentences that share most words with the draft's, best first."""
    wanted = {stem for stem in stems(words) if not _FIGURE.search(stem)}
    wanted -= {stem for one in figures if one.kind == "number" for stem in stems(one.shown)}
    if not heard or not wanted:
        return []
    catalogue = retriever.store.catalogue
    hits = retriever.store.words.search(words, MAX_COMPARED_PASSAGES, heard)
    found: dict[tuple[int, Span], _Sentence] = {}
    passages = catalogue.passages([identity for identity, _ in hits]).values()
    within = [(one.document.number, one.start, one.end) for one in passages]
    spoken: defaultdict[int, list[Span]] = defaultdict(list)
    for number, statement in catalogue.statements_within(within, selection):
        if statement.is_claim:
            spoken[number].append(Span(statement.start, statement.end))
    for passage in passages:
        number = passage.document.number
        for span in _spoken_parts(passage, spoken[number]):
            said = passage.text[span.start - passage.start : span.end - passage.start]
            shared = len(wanted & set(stems(said)))
            sentence = _Sentence(
                passage.document, span, said, shared / len(wanted), shared, find_figures(said)
            )
            found.setdefault((number, span), sentence)
    ranked = sorted(found.values(), key=lambda one: (-one.share, one.document.name, one.span))
    return [one for one in ranked if one.shared >= min(MIN_STEMS_ON_SAME_THING, len(wanted))]


def _spoken_parts(passage: StoredPassage, spoken: Sequence[Span]) -> Iterator[Span]:
    """The parts of a passage's sentences that are the speaker's statements."""
    for sentence in passage.sentences:
        for one in spoken:
            start, end = max(sentence.start, one.start), min(sentence.end, one.end)
            if start < end:
                yield Span(start, end)


def _compare(
    figure: FigureInText,
    figures: Sequence[FigureInText],
    sentences: Sequence[_Sentence],
    speaker: str,
) -> tuple[FigureStatus, str, str | None, _Sentence | None]:
    """Status, reason, the other value if there is one, and the sentence that tells."""
    for sentence in sentences:
        if any(figure.is_same_as(other) for other in sentence.figures) or _names(figure, sentence):
            return "backed", f"a statement by {speaker} has it", None, sentence
    for sentence in sentences:
        other = _other_value(figure, figures, sentence)
        if other is not None:
            reason = f"what seems to be the same statement by {speaker} has {other.shown}"
            return "contradicted", reason, other.shown, sentence
    if not sentences:
        return "not_found", f"no statement by {speaker} on this was found", None, None
    return "not_found", f"the statements by {speaker} on this do not have it", None, None


def _names(figure: FigureInText, sentence: _Sentence) -> bool:
    """Whether a sentence has the words of a name, in whatever run of words."""
    if figure.kind != "name":
        return False
    said = {
        word.strip(".,;:!?()[]\"“”‘’'").removesuffix("’s").removesuffix("'s")
        for word in sentence.text.lower().split()
    }
    return figure.words <= said


def _other_value(
    figure: FigureInText, figures: Sequence[FigureInText], sentence: _Sentence
) -> FigureInText | None:
    """The one figure of the same sort that the same sentence has instead; None if it isn't sure."""
    if figure.kind == "name" or sentence.share < MIN_SHARE_OF_SAME_SENTENCE:
        return None
    if sentence.shared < MIN_STEMS_OF_SAME_SENTENCE:
        return None
    comparable = [one for one in sentence.figures if _is_comparable(figure, one)]
    mine = [one for one in figures if _is_comparable(figure, one)]
    if len(comparable) != 1 or len(mine) != 1:
        return None
    return comparable[0]


def _is_comparable(one: FigureInText, other: FigureInText) -> bool:
    """Whether two figures count the same thing, so that only one of them can be right."""
    if one.kind != other.kind:
        return False
    if one.kind == "date":
        return one.is_year == other.is_year
    first, second = one.number, other.number
    if first is None or second is None:
        return False
    if (first.is_percent, first.is_amount) != (second.is_percent, second.is_amount):
        return False
    return first.is_amount or (one.unit is not None and one.unit == other.unit)


def _cite(retriever: Retriever, sentence: _Sentence) -> Citation | None:
    catalogue = retriever.store.catalogue
    evidence = Evidence(sentence.document, *sentence.span, sentence.text)
    citations = resolve(catalogue, [evidence])
    return replace(place_in_text(catalogue, citations[0]), marker=1) if citations else None
