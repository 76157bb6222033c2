"""Does a sentence mention a speaker of its evidence, by whatever name or description?

A speaker may be mentioned by full name, last name, given name, initials, title, role or pronoun.
"""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import content_stems, topic_stems
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.reported_claims import without_nested
from assistant.generation.comparison.reporting_words import (
    is_proper_name,
    refers_to_earlier_speaker,
)
from index.lexicon.name_words import PARTICLES
from index.lexicon.titles import COURTESY_TITLES, NOUNS_FOR_OFFICES
from index.records import Statement
from index.text.capital_letters import CAPITAL
from index.text.person_names import (
    PARTICLE,
    gender_of,
    is_given_name,
    same_person,
    split_name,
)

_NEW_PERSON = re.compile(r"(?:an? |the (?:[a-z-]+ ){0,3}[a-z]+[^s\W]s\b)", re.IGNORECASE)
"""A description of somebody who was not mentioned before: "a …", "the critics"."""
_MAX_INITIALS = 2
"""A given name of up to this many letters may be initials, and identifies nobody."""
_PUBLICATION_WORDS = frozenset(
    """article report reporter story newspaper paper outlet piece column editorial analysis author
    writer site magazine news poll survey coverage""".split()
)


def may_be_speaker(name: str, evidence: NumberedEvidence) -> bool:
    """Whether a name or description may be a speaker of a quote, or its publisher."""
    for speaker in evidence.speakers:
        if _may_be_same(name, speaker, evidence.roles):
            return True
    name_words = lowercase_words(name)
    if name_words & _PUBLICATION_WORDS or name_words & {
        word for word in outlet_words(evidence) if len(word) > 3
    }:
        return True
    last_name = lowercase_last_name(name)
    # Where the quote has no known speaker, anybody whom it names may be the speaker.
    return not evidence.speakers and bool(last_name) and last_name in content_stems(evidence.quote)


def _may_be_same(name: str, speaker: str, roles: str) -> bool:
    if same_person(name, speaker) is not False:
        return True
    same_last_name = lowercase_last_name(name) == lowercase_last_name(speaker)
    if len(split_name(name)) == 1 and same_last_name:
        return True
    people = is_proper_name(name) and is_proper_name(speaker) and split_name(name)[-1][:1].isupper()
    if people and same_last_name:
        given_names, speakers_given_names = _given_names(name), _given_names(speaker)
        if given_names & speakers_given_names:
            return True  # "Screenwriter Cole Haddon"
        # A last name alone may be a given name of the other sex: "Henry" for "Mary Kay Henry".
        last_name_alone = len(split_name(name)) < 2 or len(split_name(speaker)) < 2
        if (given_names and speakers_given_names) or (
            not last_name_alone and {gender_of(name), gender_of(speaker)} == {"male", "female"}
        ):
            return False  # Bill is not Hillary, "Mr. Brandt" not Mary
    # "A campaign official", "the spokesman": described by their role in the document.
    return bool(content_stems(name) & content_stems(f"{speaker} {roles}"))


def _given_names(name: str) -> frozenset[str]:
    """The lower-case words before the last name, without courtesy titles such as "Mr."."""
    return frozenset(word.rstrip(".").lower() for word in split_name(name)[:-1]) - COURTESY_TITLES


def lowercase_last_name(name: str) -> str:
    """The last word of a name, lower case."""
    name_words = split_name(name)
    return name_words[-1].rstrip(".").lower() if name_words else ""


def mentions_speaker(sentence: CitedSentence, speaker: str, evidence: NumberedEvidence) -> bool:
    """Whether a sentence names or describes a speaker, or refers to them by a pronoun.

    Args:
        sentence: A sentence.
        speaker: Somebody who speaks in the evidence.
        evidence: The quote in which they speak.
    """
    last_name = lowercase_last_name(speaker)
    if last_name in lowercase_words(sentence.text) and not _means_namesake(sentence, speaker):
        return True
    is_antecedent = any(
        lowercase_last_name(antecedent) == last_name
        and same_person(antecedent, speaker) is not False
        for antecedent in sentence.antecedents
    )
    if (
        is_antecedent
        and refers_to_earlier_speaker(sentence.text)
        and not _has_new_speaker(sentence, evidence)
    ):
        return True
    return (
        _has_given_name(sentence.text, speaker)
        or _has_role(sentence, speaker, evidence)
        or _has_initials(sentence.text, speaker)
    )


def _has_initials(text: str, speaker: str) -> bool:
    """Whether a text has the initials of an organisation's name: "DNC"."""
    initials = "".join(
        word[0] for word in split_name(speaker) if word[0].isupper() and word != "The"
    )
    return len(initials) > 1 and initials in (word.replace(".", "") for word in split_name(text))


def _has_new_speaker(sentence: CitedSentence, evidence: NumberedEvidence) -> bool:
    """Whether an unnamed person who is not in the evidence speaks: "A spokesman for the firm"."""
    known = content_stems(f"{' '.join(evidence.speakers)} {evidence.roles}")
    return any(
        statement.speaker is not None
        and _NEW_PERSON.match(statement.speaker)
        and not content_stems(statement.speaker) & known
        for statement in without_nested(sentence.statements)
    )


def _has_role(sentence: CitedSentence, speaker: str, evidence: NumberedEvidence) -> bool:
    """Whether a sentence describes a speaker by a role that they have in the documents."""
    # "The state's governor", "a campaign official".
    descriptions = [word for word in evidence.roles.split() if word.islower()]
    if not is_proper_name(speaker):
        descriptions.append(speaker)
    # The speaker's own statements may have the same words, which then describe nobody.
    stated = frozenset[str]().union(
        *(
            topic_stems(evidence.statement_text(statement))
            for statement in evidence.statements
            if statement.speaker == speaker
        )
    )
    if content_stems(" ".join(descriptions)) & content_stems(sentence.text) - stated:
        return True
    titles = (word.rstrip(".").lower() for word in (*split_name(speaker), *evidence.roles.split()))
    offices = {office for title in titles for office in NOUNS_FOR_OFFICES.get(title, ())}
    if any(re.search(rf"\b{office}\b(?! {CAPITAL})", sentence.text) for office in offices):
        return True
    # "The Israeli prime minister", if other evidence has these words before the name.
    sentence_words, last_name = lowercase_words(sentence.text), re.escape(split_name(speaker)[-1])
    titles_before_name = re.compile(rf"((?:{CAPITAL}[\w.]+ ){{2,4}}){last_name}\b")
    return any(
        len(title & sentence_words) > 1 and len(title - sentence_words) <= 1
        for other in sentence.all_evidence
        for match in titles_before_name.finditer(other.quote)
        if (title := {word for word in lowercase_words(match[1]) if not is_given_name(word)})
    )


def _has_given_name(text: str, speaker: str) -> bool:
    """Whether a text has a person's given name alone: "Prince Alwaleed"."""
    name_words = split_name(speaker)
    return len(name_words) > 1 and any(
        re.search(rf"\b{re.escape(given)}\b(?!['’]?s?(?: {PARTICLE})? {CAPITAL})", text)
        for given in name_words[:-1]
        if len(given) > _MAX_INITIALS and given.lower() not in PARTICLES
    )


def _means_namesake(sentence: CitedSentence, speaker: str) -> bool:
    """Whether a last name in a sentence is a namesake's: "Trump" is not "Melania Trump"."""
    given_names, speakers_gender = (
        [word.lower() for word in split_name(speaker)][:-1],
        gender_of(speaker),
    )
    known = {name for evidence in sentence.all_evidence for name in evidence.speakers}
    genders = {
        gender_of(name)
        for name in known
        if lowercase_last_name(name) == lowercase_last_name(speaker)
    }
    if not given_names or not {speakers_gender, *genders} >= {"male", "female"}:
        return False
    if set(given_names) & lowercase_words(sentence.text):
        return False
    return not any(
        gender_of(match.group()) == speakers_gender
        for match in re.finditer(
            rf"(?i:m(?:rs|s|r)\.? ){re.escape(split_name(speaker)[-1])}", sentence.text
        )
    )


def is_described_speaker(name: str, evidence: NumberedEvidence, sentence: CitedSentence) -> bool:
    """Whether a named person is surely the speaker whom a quote only describes ("the mayor").

    That is so if they speak in other evidence from the same document, or if the question names them
    and the text around the quote does too.

    Args:
        name: The person whom the sentence names.
        evidence: The quote.
        sentence: The sentence, which cites the quote.
    """
    for other in sentence.evidence:
        same_document = (
            other is not evidence and other.citation.document_id == evidence.citation.document_id
        )
        if same_document and any(same_person(name, speaker) for speaker in other.speakers):
            return True
    around = lowercase_words(
        f"{evidence.text_before} {evidence.text_after} {evidence.citation.title or ''}"
    )
    names = _names_after_description(evidence.citation.speaker or "", sentence, evidence)
    last_name = lowercase_last_name(name)
    if names and last_name not in names:
        return False
    return last_name in lowercase_words(sentence.question) and last_name in around


def _names_after_description(
    description: str, sentence: CitedSentence, evidence: NumberedEvidence
) -> frozenset[str]:
    """The words of names that follow a description elsewhere: "network RT" for "the network"."""
    head = next(iter(re.split(r"[,;]| (?:of|in|for|that|who|which)\b", description)), "")
    noun = head.split()[-1] if head.split() else ""
    if not noun.islower():
        return frozenset()
    quotes = (other.quote for other in sentence.all_evidence)
    texts = (sentence.question, evidence.text_before, evidence.text_after, *quotes)
    name_after = re.compile(rf"\b{re.escape(noun)},? ({CAPITAL}[\w’'-]*(?: {CAPITAL}[\w’'-]*)*)")
    names = (match[1] for text in texts for match in name_after.finditer(text))
    return frozenset[str]().union(*map(lowercase_words, names))


def lowercase_words(text: str) -> frozenset[str]:
    """The words of a text, lower case."""
    return frozenset(word.rstrip(".").lower() for word in split_name(text))


def outlet_words(evidence: NumberedEvidence) -> frozenset[str]:
    """The words of the outlet's name, lower case."""
    return lowercase_words(evidence.citation.outlet or "")


def speaker_as_written(text: str, statement: Statement) -> str | None:
    """A statement's speaker, with the title "Mr." or "Ms." if the text has it.

    The title tells "Mr. Brandt" from Mary Brandt.
    """
    if statement.speaker is None or statement.speaker_span is None:
        return statement.speaker
    mention = text[statement.speaker_span.start : statement.speaker_span.end]
    first_word = next(iter(split_name(mention)), "").rstrip(".").lower()
    return mention if first_word in COURTESY_TITLES else statement.speaker
