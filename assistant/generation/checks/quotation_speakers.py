"""Check "quotation speakers": a sentence with a quotation names whose words it quotes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations.speakers import find_main_statement
from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.quoted_words import find_quoted_words
from assistant.generation.comparison.reported_claims import outermost_claims
from assistant.generation.comparison.reporting_words import is_proper_name
from assistant.generation.comparison.sentence_check import SentenceCheck
from assistant.generation.comparison.speaker_mentions import may_be_speaker, mentions_speaker
from index.text.quotations import Quotation, find_quotations


def find_uncredited_quotation(sentence: CitedSentence) -> str | None:
    """What is wrong if the sentence quotes somebody whom it does not name as the speaker."""
    for quotation in find_quotations(sentence.text):
        quoted = sentence.text[quotation.inner.start : quotation.inner.end]
        speakers = _speakers_of(quoted, sentence)
        if speakers and (
            not any(mentions_speaker(sentence, name, evidence) for name, evidence in speakers)
            or _credits_another(sentence, quotation, [evidence for _, evidence in speakers])
        ):
            return f"these are the words of {speakers[0][0]}"
    return None


def _speakers_of(quoted: str, sentence: CitedSentence) -> list[tuple[str, NumberedEvidence]]:
    """The named speakers of quoted words, each with the evidence in which they say them.

    A place in the evidence without a named speaker makes those found before it uncertain, which are
    then left out.
    """
    speakers: list[tuple[str, NumberedEvidence]] = []
    for evidence in sentence.evidence:
        offset = evidence.citation.start
        for place in find_quoted_words(quoted, evidence):
            statement = find_main_statement(
                outermost_claims(evidence.statements), offset + place.start, offset + place.end
            )
            if (
                not statement
                or not statement.cue
                or not statement.speaker
                or not is_proper_name(statement.speaker)
            ):
                speakers = []
                break
            speakers.append((statement.speaker, evidence))
    return speakers


def _credits_another(
    sentence: CitedSentence, quotation: Quotation, evidence: Sequence[NumberedEvidence]
) -> bool:
    """Whether the sentence gives the quotation to somebody who does not speak in the evidence."""
    if len(sentence.statements) != 1:
        return False  # where several people speak, it is uncertain whose quotation it is
    (statement,) = sentence.statements
    speaker = statement.speaker
    return (
        statement.start <= quotation.start < statement.end
        and statement.cue is not None
        and speaker is not None
        and is_proper_name(speaker)
        and not any(may_be_speaker(speaker, one) for one in evidence)
    )


CHECK = SentenceCheck(name="quotation speakers", order=70, find_problem=find_uncredited_quotation)
