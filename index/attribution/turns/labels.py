"""Reads the words of a label: is it a question's, an office's, a titled name's, or a name's?"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from index.lexicon.name_words import ORGANISATION_WORDS, PARTICLES, SUFFIXES
from index.lexicon.speaker_labels import (
    ANSWER_LABELS,
    HEADING_LABELS,
    LABEL_HONORIFICS,
    OFFICES_AS_SURNAMES,
    QUESTION_LABELS,
    SPEAKER_OFFICES,
)
from index.text.person_names import is_given_name, is_title

MAX_LABEL_WORDS = 14
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,140})[)\]]")
_TIME = re.compile(
    r"[\[(]?\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?(?: ?[AaPp]\.?[Mm]\b\.?)?[\])]?"
)
_ROLE_DASH = re.compile(r"\s*--+\s*|\s+[-–—]+\s+|\s*—\s*")
_CONNECTING = frozenset(
    """of for the and de du des la le les der die das von to in on at del della di do da dos et y
    und e el los las l d & aux au zu zur für""".split()
) | frozenset(PARTICLES)
_NAME_PARTICLES = frozenset(PARTICLES) | frozenset(
    "de del della di da do dos du la le van von der den al el".split()
)
_NO_ROLE_WORDS = frozenset(
    """i i'm i’m we you he she they it my our your his her their this that these those is are was
    were be been am have has had do does did will would can could may might must not if so thank
    thanks please good let and""".split()
)
_ARTICLES = frozenset("the an a some several one another el la le die der das l'".split())
_NUMBERED_VOICE = re.compile(r"(?:spk|speaker|voice|person)[ _-]?\d{1,3}", re.IGNORECASE)
"""What a speech recogniser calls somebody: "spk09"."""
_SENTENCE_END = re.compile(r"([^\W\d_]{4,})[.] ")
_FOREIGN_MARK = re.compile(r"[?!“”\"«»;=<>{}@#%]")


class LabelKind(StrEnum):
    """What the words of a label are."""

    QUESTION = "question"
    """"Q", "Question": somebody who isn't named asks."""
    ANSWER = "answer"
    """"A", "Answer"."""
    OFFICE = "office"
    """An office without a name: "The Chairman", "MODERATOR"."""
    TITLED = "titled"
    """A name behind an honorific or an office: "Mr. Koo", "DIRECTOR YOUNG"."""
    NAME = "name"
    """Two or more capitalised words: "Ada Brandt", and also "Deferred Revenue"."""
    WORD = "word"
    """A capitalised word: "VARGA", and also "Fish"."""
    HEADING = "heading"
    """A header field or the like: "Subject"."""


class LabelWords(NamedTuple):
    """The parts of a label."""

    kind: LabelKind
    words: str
    """The label's words without brackets, times and what follows a comma or a dash."""
    name: str
    """The words of `words` that are a name, as written; empty if there is none."""
    office: str
    """The words of `words` before the name, without honorifics."""
    region: str
    """What follows a name: "Puerto Rico" in "Ms. ABARCA of Puerto Rico"."""
    details: tuple[str, ...]
    """What stands in brackets: a party, a country, the name of the holder of an office."""
    tail: str
    """The role behind a comma or a dash."""
    has_time: bool = False
    """Whether a time stamp stands behind the words."""

    @property
    def key(self) -> str:
        """Equal for two labels of one speaker, as far as the labels alone tell."""
        if self.name and self.kind is not LabelKind.OFFICE:
            return self.name.split()[-1].casefold().rstrip(".")
        if self.details:
            return self.details[0].split()[-1].casefold()
        return self.words.casefold()


@lru_cache(maxsize=20_000)
def read_label(text: str) -> LabelWords | None:
    """The parts of what may be a label; None if its words can't name a speaker.

    Args:
        text: The words before a colon, a full stop or the end of the line, without time stamps
            before them.
    """
    text = text.replace("*", "").replace("_", " ").strip(" \t\u00a0|-–—>")
    if _NUMBERED_VOICE.fullmatch(text):
        return LabelWords(LabelKind.OFFICE, text, "", "", "", (), "")
    text = text.rpartition(" Portrait ")[2].removeprefix("View ").removesuffix(" Profile")
    if not text or _FOREIGN_MARK.search(text) or _has_sentence_end(text):
        return None
    details = tuple(
        detail for found in _BRACKETS.findall(text) if (detail := _detail(found)) is not None
    )
    has_time = _TIME.search(text) is not None
    text = _TIME.sub("", _BRACKETS.sub("", text)).strip(" \t\u00a0,")
    words, tail = _split_tail(text)
    if any(mark in words for mark in "()[]"):
        return None
    parts = words.split()
    if not parts or len(parts) > MAX_LABEL_WORDS:
        return None
    kind, name, office, region = _classify(parts)
    if kind is None or (tail and not _is_role(tail, kind, parts)):
        return None
    return LabelWords(kind, " ".join(parts), name, office, region, details, tail, has_time)


def _has_sentence_end(text: str) -> bool:
    """Whether a sentence ends inside: not behind an honorific such as "ATTY."."""
    return any(
        match[1].casefold() not in LABEL_HONORIFICS and not is_title(match[1])
        for match in _SENTENCE_END.finditer(text)
    )


def _detail(text: str) -> str | None:
    """What stands in brackets, unless it is a time or says how something is said."""
    text = text.strip()
    if not text or not text[0].isalpha() or text[0].islower():
        return None
    return text


def _split_tail(text: str) -> tuple[str, str]:
    dash = _ROLE_DASH.search(text)
    if dash and dash.start() > 1:
        words, tail = _split_tail(text[: dash.start()].strip(" ,"))
        return words, f"{tail}, {text[dash.end() :].strip()}" if tail else text[
            dash.end() :
        ].strip()
    before, comma, after = text.partition(",")
    if comma and after.strip().rstrip(".").casefold() in SUFFIXES:
        return text, ""
    return before.strip(), after.strip()


def _is_role(tail: str, kind: LabelKind, parts: list[str]) -> bool:
    """Whether what follows a comma may be a role: not in "Mr. President, I ask"."""
    words = tail.split()
    if len(words) > 10 or (
        kind is LabelKind.OFFICE and parts[0].rstrip(".").casefold() in LABEL_HONORIFICS
    ):
        return False
    return not any(word.casefold() in _NO_ROLE_WORDS for word in words)


def _classify(parts: list[str]) -> tuple[LabelKind | None, str, str, str]:
    """The kind of a label, with its name, its office and its region."""
    lower = [word.rstrip(".,").casefold() for word in parts]
    nothing = (None, "", "", "")
    if len(parts) == 1 and lower[0] in QUESTION_LABELS:
        return LabelKind.QUESTION, "", "", ""
    if len(parts) == 1 and lower[0] in ANSWER_LABELS:
        return LabelKind.ANSWER, "", "", ""
    if lower[0] in HEADING_LABELS or lower[-1] in HEADING_LABELS or _is_body(lower):
        return LabelKind.HEADING, "", "", ""
    tags = [_tag(word, plain) for word, plain in zip(parts, lower, strict=True)]
    if "honorific" in tags[1:]:
        # "M." abbreviates "Monsieur" before all others only.
        tags = ["name" if at and word == "M." else tags[at] for at, word in enumerate(parts)]
    if tags[-1] == "number":
        return (LabelKind.OFFICE, "", "", "") if "office" in tags and len(tags) > 1 else nothing
    if "number" in tags or "other" in tags:
        return nothing
    if tags[-1] == "link" and parts[-1][0].isupper() and len(parts) > 1:
        tags[-1] = "name"
    tags = _surnames_among_offices(tags, lower)
    titled = [at for at, tag in enumerate(tags) if tag in ("office", "honorific")]
    if not titled:
        return _classify_bare_name(parts, tags)
    if lower[0] in _ARTICLES and "honorific" not in tags:
        return LabelKind.OFFICE, "", " ".join(parts), ""
    if tags[0] == "honorific" or (tags[0] == "link" and tags[1:2] == ["honorific"]):
        return _classify_behind_honorific(parts, tags)
    return _classify_behind_office(parts, tags, titled[-1])


def _is_body(lower: list[str]) -> bool:
    """Whether a label names a body: "Committee on Agriculture"."""
    return len(lower) > 2 and lower[0] in ORGANISATION_WORDS and lower[1] in _CONNECTING


def _tag(word: str, plain: str) -> str:
    if plain in LABEL_HONORIFICS and (word.endswith(".") or len(plain) > 1):
        return "honorific"
    if plain in SPEAKER_OFFICES or (word[0].isupper() and len(plain) > 1 and is_title(word)):
        return "office"
    if word.rstrip(".").isdigit():
        return "number"
    if plain in _CONNECTING and (len(plain) > 1 or word.islower()):
        return "link"
    if any(character.isdigit() for character in word):
        return "other"
    if word[0].isupper() or (not word[0].islower() and word[0].isalpha()):
        return "name"
    if word[1:2] in ("'", "’") and word[2:3].isupper():
        return "name"
    return "other"


def _surnames_among_offices(tags: list[str], lower: list[str]) -> list[str]:
    """The tags; an office that is also a last name is a name behind another name or a title."""
    return [
        "name"
        if tag == "office"
        and at == len(tags) - 1
        and at > 0
        and lower[at] in OFFICES_AS_SURNAMES
        and tags[at - 1] in ("name", "honorific")
        else tag
        for at, tag in enumerate(tags)
    ]


def _classify_bare_name(
    parts: list[str], tags: list[str]
) -> tuple[LabelKind | None, str, str, str]:
    count = tags.count("name")
    particles = [word for word, tag in zip(parts, tags, strict=True) if tag == "link"]
    if parts[-2:-1] and tags[-3:] == ["name"] * 3 and is_given_name(parts[-2]) and particles:
        # "Head of the Canal Authority Ada Brandt"
        return LabelKind.TITLED, " ".join(parts[-2:]), " ".join(parts[:-2]), ""
    if any(word.casefold() not in PARTICLES for word in particles) or tags[-1] == "link":
        return None, "", "", ""
    if count == 1 and len(parts) == 1:
        return LabelKind.WORD, parts[0], "", ""
    if 1 <= count <= 5:
        return LabelKind.NAME, " ".join(parts), "", ""
    return None, "", "", ""


def _classify_behind_honorific(
    parts: list[str], tags: list[str]
) -> tuple[LabelKind | None, str, str, str]:
    first = next(
        (
            at
            for at, tag in enumerate(tags)
            if tag != "honorific" and not (tag == "link" and tags[at + 1 : at + 2] == ["honorific"])
        ),
        None,
    )
    if first is not None and tags[first] == "link" and parts[first].casefold() in _ARTICLES:
        # "M. le président"
        first = first + 1 if tags[first + 1 : first + 2] == ["office"] else first
    if first is None:
        return LabelKind.OFFICE, "", " ".join(parts), ""
    if tags[first] == "office" and "name" not in tags[first:]:
        return LabelKind.OFFICE, "", " ".join(parts), ""
    if tags[first] == "office":
        last = max(at for at, tag in enumerate(tags) if tag == "office")
        kind, name, office, region = _classify_behind_office(parts, tags, last)
        return kind, name, " ".join(office.split()[first:]), region
    start = first
    while start < len(parts) and tags[start] != "name" and not _is_particle(parts, tags, start):
        start += 1
    end = start
    while end < len(parts) and (tags[end] == "name" or _is_particle(parts, tags, end)):
        end += 1
    if parts[end : end + 1] and parts[end].casefold() not in ("of", "for", "de", "from"):
        # "Hon. Ada Brandt Minister of Ports"
        return LabelKind.TITLED, " ".join(parts[start:end]), " ".join(parts[first:start]), ""
    office = " ".join(parts[first:start])
    return LabelKind.TITLED, " ".join(parts[start:end]), office, " ".join(parts[end + 1 :])


def _is_particle(parts: list[str], tags: list[str], at: int) -> bool:
    """Whether a linking word at `at` is a part of a name: "Van der Laan", not "of Kansas"."""
    return (
        tags[at] == "link"
        and parts[at].casefold() in _NAME_PARTICLES
        and tags[at + 1 : at + 2] in (["name"], ["link"])
    )


def _classify_behind_office(
    parts: list[str], tags: list[str], last: int
) -> tuple[LabelKind | None, str, str, str]:
    """The parts of "DIRECTOR YOUNG", "President of Lesk Emile Maron", "Press Secretary"."""
    if last == len(parts) - 1:
        return LabelKind.OFFICE, "", " ".join(parts), ""
    after = tags[last + 1 :]
    if "link" not in after:
        count = len(after)
        if count > 4:
            return None, "", "", ""
        return LabelKind.TITLED, " ".join(parts[last + 1 :]), " ".join(parts[: last + 1]), ""
    link = len(parts) - 1 - after[::-1].index("link")
    behind = len(parts) - 1 - link
    linking = [word for word, tag in zip(parts[last + 1 :], after, strict=True) if tag == "link"]
    # "Judge VAN DER LAAN", but not "MINISTRO DE FOMENTO"
    is_complement = after[0] == "link" and not is_title(parts[last])
    if not is_complement and all(word.casefold() in PARTICLES for word in linking):
        return LabelKind.TITLED, " ".join(parts[last + 1 :]), " ".join(parts[: last + 1]), ""
    if behind >= 3:
        # The last two words are taken as the name: "Minister of Foreign Affairs Ruben Askar".
        return LabelKind.TITLED, " ".join(parts[-2:]), " ".join(parts[:-2]), ""
    return LabelKind.OFFICE, "", " ".join(parts), ""
