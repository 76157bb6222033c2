"""Where in its document an offset is: in which sentence, paragraph and quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from index.records import Span
from index.text.quotations import Quotation


class TextPlaces:
    """The sentences, paragraphs and quotations of a text."""

    def __init__(
        self, text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]
    ) -> None:
        """Number the sentences.

        Args:
            text: The document's text.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
        """
        self.text = text
        self.sentences = sentences
        self._quotations = quotations
        self._starts = [sentence.start for sentence in sentences]
        self._quotation_starts = [quotation.start for quotation in quotations]
        self.paragraphs, self.narrative = self._number_sentences()

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that an offset is in or behind."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that covers an offset."""
        place = bisect_right(self._quotation_starts, offset) - 1
        inside = place >= 0 and offset < self._quotations[place].end
        return self._quotations[place] if inside else None

    def _number_sentences(self) -> tuple[list[int], list[int]]:
        """For each sentence the number of its paragraph, and of its sentence of narrative.

        Sentences inside a quotation count as one with the sentence in which it starts, so that a
        long quotation doesn't part a speaker from their next mention.
        """
        paragraphs, narrative = [], []
        paragraph = told = 0
        for number, sentence in enumerate(self.sentences):
            if number and "\n" in self.text[self.sentences[number - 1].end : sentence.start]:
                paragraph += 1
            quotation = self.quotation_at(sentence.start)
            if quotation is None or quotation.start == sentence.start:
                told += 1
            paragraphs.append(paragraph)
            narrative.append(told)
        return paragraphs, narrative

    def starts_sentence(self, offset: int) -> bool:
        """Whether a sentence starts at an offset."""
        return bool(self._starts) and self._starts[self.sentence_at(offset)] == offset

    def sentence_start(self, offset: int) -> int:
        """Where the sentence starts that an offset is in."""
        return self._starts[self.sentence_at(offset)]
