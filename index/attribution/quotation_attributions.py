"""Attributes quotations that continue in the next sentence, and those without a known cue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.attribution.grammar.attributions import Attribution
from index.attribution.grammar.noun_phrases import first_noun_phrase
from index.attribution.grammar.reported_content import can_be_one_content
from index.attribution.grammar.tokens import Token
from index.attribution.sentence_blocks import Block, ends_with_mark
from index.lexicon.function_words import AUXILIARIES, BEGINS_PHRASE
from index.lexicon.name_words import PARTICLES
from index.lexicon.punctuation import DASHES
from index.lexicon.reporting_verbs import VERBS
from index.records import Span

MIN_SPEECH_CHARACTERS = 25
"""A quotation of its own that is longer counts as speech; a shorter one as a term or a title."""

_SIGNATURE_DASHES = DASHES | {"―"}
_MAX_NAME = 6
"""Words of a name with titles and particles."""
_MAX_SIGNATURE = 16
"""Tokens of the line behind a quotation that names its speaker: a name and a role."""


def attribute_quotations(blocks: Sequence[Block]) -> list[Attribution]:
    """The attributions of all blocks, completed where a quotation needs more than its own sentence.

    A quotation that continues in the next sentence becomes one attribution; a quotation without an
    attribution of its own gets one, with its speaker if the sentence mentions somebody.
    """
    attributions: list[Attribution] = []
    last: Attribution | None = None
    last_block: Block | None = None
    for at, block in enumerate(blocks):
        opening = _opening_quotations(block.tokens)
        signed = _attribute_to_signature(blocks, at, opening) if opening else None
        if signed is not None:
            attributions.append(signed)
            last, last_block = signed, block
            continue
        another_speaks = opening is not None and _another_speaks(block, opening)
        same_paragraph = last_block is not None and last_block.paragraph == block.paragraph
        if opening and last is not None and last_block is not None and same_paragraph:
            continues = last.has_quotation and (
                (last.is_all_quotation or last_block.tokens[0].quoted)
                and can_be_one_content(last.content, opening)
            )
            if continues and not another_speaks and not _is_attributed(block, opening):
                # The last attribution is among the few that were added last.
                place = next(
                    place
                    for place in reversed(range(len(attributions)))
                    if attributions[place] is last
                )
                last = last._replace(content=Span(last.content.start, opening.end))
                attributions[place] = last
                attributions += block.attributions
                last_block = block
                continue
        attributions += block.attributions
        is_speech = another_speaks or (
            opening is not None and opening.end - opening.start > MIN_SPEECH_CHARACTERS
        )
        if opening is not None and is_speech and not _is_attributed(block, opening):
            last = _attribute_without_cue(block, opening)
            if last is not None:
                attributions.append(last)
        elif block.attributions:
            quoting = [one for one in block.attributions if one.has_quotation]
            last = max(quoting, key=lambda one: one.content.end) if quoting else None
        elif not opening:
            last = None
        last_block = block
    return attributions


def _attribute_to_signature(blocks: Sequence[Block], at: int, opening: Span) -> Attribution | None:
    """The attribution of a quotation to the name behind a dash: `"…"`, `— Anna Holm, director`.

    The name stands behind the quotation or on the next line, alone or with a role.
    """
    tokens = list(blocks[at].tokens)
    if opening.end >= _end_of_last_word(tokens):
        behind = blocks[at + 1 : at + 3]
        if not behind or behind[0].paragraph > blocks[at].paragraph + 1:
            return None
        if len(behind) > 1 and behind[1].paragraph == behind[0].paragraph:
            return None
        tokens = behind[0].tokens
    else:
        tokens = [token for token in tokens if token.start >= opening.end]
    if len(tokens) < 2 or tokens[0].text not in _SIGNATURE_DASHES or len(tokens) > _MAX_SIGNATURE:
        return None
    name = _name_at(tokens, 1)
    rest = tokens[1 + len(name) :]
    if not name or (rest and rest[0].text not in (",", "(", ".")):
        return None
    if any(one.quoted or one.lower in AUXILIARIES or one.lower in VERBS for one in rest):
        return None
    return Attribution(
        Span(name[0].start, name[-1].end),
        Span(tokens[0].start, tokens[0].end),
        opening,
        tokens[0].text,
        True,
        True,
    )


def _name_at(tokens: Sequence[Token], first: int) -> Sequence[Token]:
    """The capitalised words and particles at a place, if they can be a full name."""
    end = first
    while end < len(tokens) and (
        tokens[end].text[0].isupper() or (end > first and tokens[end].lower in PARTICLES)
    ):
        end += 1
    is_name = 2 <= end - first <= _MAX_NAME and tokens[first].lower not in BEGINS_PHRASE
    return tokens[first:end] if is_name else ()


def _is_attributed(block: Block, opening: Span) -> bool:
    return any(one.content.start < opening.end for one in block.attributions)


def _another_speaks(block: Block, opening: Span) -> bool:
    """Whether a speaker follows a quotation, with a cue that is not in the lexicon."""
    if not ends_with_mark(block.tokens, opening, ",?!"):
        return False
    rest = [token for token in block.tokens if token.start >= opening.end]
    return first_noun_phrase(rest) is not None


def _attribute_without_cue(block: Block, content: Span) -> Attribution | None:
    """The attribution of a quotation alone, or with a cue not in the lexicon: `"…," he fumed`."""
    speaker, cue = None, Span(content.start, content.start)
    if content.end < _end_of_last_word(block.tokens):
        rest = [token for token in block.tokens if token.start >= content.end]
        speaker = first_noun_phrase(rest)
        is_speech = ends_with_mark(block.tokens, content, ",?!")
        if speaker is None or not (is_speech or len(rest) < 16):
            return None
        speaker, cue = _split_speaker_and_cue(rest, speaker)
    return Attribution(speaker, cue, content, "", True, True)


def _split_speaker_and_cue(rest: Sequence[Token], phrase: Span) -> tuple[Span, Span]:
    """The speaker and the cue of "he fumed", "Bloomberg shot back" or "fumed Anna Bell"."""
    words = [token for token in rest if phrase.start <= token.start < phrase.end]
    is_inverted = len(words) > 1 and words[0].text[0].islower() and words[1].text[0].isupper()
    if is_inverted and words[0].lower not in BEGINS_PHRASE:
        return Span(words[1].start, phrase.end), Span(words[0].start, words[0].end)
    for name, following in pairwise(words):
        is_cue = following.text[0].islower() and following.lower not in PARTICLES
        if name.text[0].isupper() and is_cue:
            return Span(phrase.start, name.end), Span(following.start, following.end)
    after = next((token for token in rest if token.start >= phrase.end), rest[-1])
    return phrase, Span(after.start, after.end)


def _opening_quotations(tokens: Sequence[Token]) -> Span | None:
    """The quotation, or several in a row, with which a block starts."""
    end = 0
    while end < len(tokens) and tokens[end].quoted:
        end += 1
    return Span(tokens[0].start, tokens[end - 1].end) if end else None


def _end_of_last_word(tokens: Sequence[Token]) -> int:
    return max(
        (token.end for token in tokens if token.quoted or token.text[0].isalnum()), default=0
    )
