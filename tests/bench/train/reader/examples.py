"""From the sources to what the reader is trained on: contexts of several sentences, with and
without the answer.

Every example is drawn by one seeded generator, so that a run can be repeated exactly.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sources import Asked, Example, Paragraph, Sentence

from index.attribution.extraction import extract_statements
from index.lexicon.calendar_words import MONTHS
from index.lexicon.function_words import PRONOUNS
from index.records import Span
from index.text.sentences import split_sentences

WORDS = 100
"""Words of a context made of single sentences, at most."""
CROP = 170
"""Words of a paragraph, at most: longer ones are cropped around the answer."""
NEAR = 30
"""Sentences of other pages, nearest by shared words, that a context is padded with."""
_OPPOSITES = """
before/after first/last more/less most/least largest/smallest highest/lowest increase/decrease
increased/decreased rise/fall rose/fell won/lost win/lose support/oppose supported/opposed
accept/reject accepted/rejected allow/forbid allowed/banned north/south east/west northern/southern
eastern/western early/late earlier/later male/female men/women older/younger begin/end began/ended
start/stop started/stopped open/close opened/closed strong/weak stronger/weaker major/minor
best/worst better/worse public/private same/different old/new buy/sell bought/sold
join/leave joined/left arrive/depart arrived/departed above/below always/never all/none
many/few long/short high/low larger/smaller bigger/smaller higher/lower
greater/lesser maximum/minimum inside/outside
internal/external friend/enemy allies/enemies attack/defend attacked/defended love/hate good/bad
""".split()
OPPOSITES = {a: b for pair in _OPPOSITES for a, b in (pair.split("/"), pair.split("/")[::-1])}
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_MONTHS = "|".join(word.title() for word in MONTHS)
_CLOZE = re.compile(
    rf"(?P<when>\b(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}},?)?(?: \d{{4}})?\b"
    r"|\b1\d\d\d\b|\b20\d\d\b)"
    r"|(?P<number>[$£€]?\b\d[\d,.]*(?: (?:percent|million|billion|thousand))?(?:%|\b))"
    r"|(?P<name>(?<!^)\b[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*)"
)
_ASKS = {
    "when": ("when", "what year", "in what year", "on what date"),
    "number": ("how many", "how much", "what number of"),
    "name": ("who", "what", "which", "where", "who", "what"),
}
_SMALL = frozenset(
    "a an the of in on at to for and that which with by as its their his her".split()
)


_WHO = ("Who", "Who", "Who", "Which person", "Which official", "Which group")
_SAID = """said said claimed argued told+reporters stated complained warned thinks noted insisted
believes""".split()
_ASKS_WORDS = (
    "What did {name} say about {topic}?",
    "What did {name} say about {topic}?",
    "What did {name} claim about {topic}?",
    "What did {name} argue about {topic}?",
    "What did {name} tell reporters about {topic}?",
    "What does {name} think of {topic}?",
    "What did {name} think of {topic}?",
    "How did {name} react to {topic}?",
    "How did {name} describe {topic}?",
    "How did {name} explain {topic}?",
    "In what words did {name} speak of {topic}?",
    "What was the opinion of {name} about {topic}?",
    "According to {name}, what about {topic}?",
    "What reason did {name} give for {topic}?",
)


class Builder:
    """Makes examples from questions on single sentences, and from paragraphs."""

    def __init__(self, sentences: Sequence[Sentence], seed: int) -> None:
        self.chance = random.Random(seed)
        self.sentences = list(sentences)
        self._place = {one.text: i for i, one in enumerate(self.sentences)}
        self._pages: dict[str, list[Sentence]] = defaultdict(list)
        for one in self.sentences:
            self._pages[one.page].append(one)
        words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        self._matrix = words.fit_transform(one.text for one in self.sentences)
        self._near: dict[int, list[Sentence]] = {}
        names = {m.group() for one in self.sentences for m in _NAME.finditer(one.text)}
        self._names: dict[int, list[str]] = defaultdict(list)
        for name in sorted(names):
            self._names[len(name.split())].append(name)

    def answered(self, asked: Asked) -> Example:
        """The sentence among others: of its page, near ones of other pages, any."""
        room = self.chance.choice((0, 25, 50, 75, WORDS, WORDS))
        return self._among(asked.question, asked, self._padding(asked.sentence, room))

    def removed(self, asked: Asked) -> Example:
        """The right topic, but the sentence that answers is not there."""
        others = self._padding(asked.sentence, self.chance.choice((30, 60, WORDS)) + 15)
        return Example(asked.question, " ".join(one.text for one in others))

    def changed(self, asked: Asked) -> Example | None:
        """The sentence is there, but the question asks about something else by one word."""
        question = self.altered(asked.question, asked.sentence.text)
        if question is None:
            return None
        padding = self._padding(asked.sentence, self.chance.choice((0, 25, 50, 75)))
        found = self._among(question, asked, padding)
        return Example(question, found.context)

    def cloze(self, text: str, context: str | None = None) -> Example | None:
        """A question made from a sentence by leaving out a name, a number or a date."""
        found = [m for m in _CLOZE.finditer(text) if m.lastgroup]
        if not found or len(text.split()) < 6:
            return None
        match = self.chance.choice(found)
        answer = match.group().rstrip(",.")
        ask = self.chance.choice(_ASKS[match.lastgroup or "name"])
        before, after = text[: match.start()].split()[-9:], text[match.end() :].split()[:9]
        kept = [w for w in before if self._keeps(w)], [w for w in after if self._keeps(w)]
        if len(kept[0]) + len(kept[1]) < 3:
            return None
        parts = (
            [[ask], kept[0], kept[1]] if self.chance.random() < 0.6 else [kept[0], [ask], kept[1]]
        )
        question = " ".join(w for part in parts for w in part).strip(" ,;:.") + "?"
        if context is not None:
            at = context.index(text) + match.start()
            return Example(question, context, at, at + len(answer))
        sentence = self.sentences[self._place[text]]
        asked = Asked(question, sentence, match.start(), match.start() + len(answer))
        return self.answered(asked)

    def paragraph(self, asked: Paragraph) -> Example:
        """A paragraph, cropped where it is long, with its article's title in front or without."""
        start, end = -1, -1
        if asked.answers:
            # Mostly the first annotator's answer; another one's as often as they differ.
            answer = self.chance.choice([asked.answers[0], asked.answers[0], *asked.answers])
            start = answer["answer_start"]
            end = start + len(answer["text"])
        context, start, end = self._cropped(asked.context, start, end)
        return self._titled(asked.title, Example(asked.question, context, start, end))

    def emptied(self, asked: Paragraph) -> Example | None:
        """The paragraph without the sentences that hold the answer."""
        context, answers = asked.context, asked.answers
        held = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in answers]
        kept = [
            context[s.start : s.end]
            for s in split_sentences(context)
            if not any(s.start < end and start < s.end for start, end in held)
        ]
        text = " ".join(kept)
        if len(kept) < 2 or any(a["text"].lower() in text.lower() for a in answers):
            return None
        example = Example(asked.question, self._cropped(text, -1, -1)[0])
        return self._titled(asked.title, example)

    def reported(self, sentence: Sentence) -> Iterator[Example]:
        """Who said so, and what somebody said, asked of a sentence that reports it."""
        text = sentence.text
        for one in extract_statements(text, [Span(0, len(text))]):
            if one.speaker_span is None or one.speaker_span.end - one.speaker_span.start > 80:
                continue
            speaker = text[one.speaker_span.start : one.speaker_span.end]
            content = text[one.start : one.end].strip(" ,.")
            if speaker.lower() in PRONOUNS or not _NAME.search(f"by {speaker}"):
                continue
            if len(content.split()) < 4:
                continue
            kept = [word.strip("“”\"'’,.;") for word in content.split() if self._keeps(word)][:14]
            verb = self.chance.choice(_SAID).replace("+", " ")
            who = f"{self.chance.choice(_WHO)} {verb} {' '.join(kept)}?"
            about = sorted(kept, key=len)[-self.chance.choice((1, 2, 2, 3)) :]
            name = re.sub(r"^(?:the|The) ", "", speaker)
            topic = " ".join(word for word in kept if word in about)
            form = self.chance.choice(_ASKS_WORDS)
            what = form.format(name=name, topic=topic)
            start = one.start + text[one.start : one.end].index(content)
            yield self.answered(Asked(who, sentence, one.speaker_span.start, one.speaker_span.end))
            yield self.answered(Asked(what, sentence, start, start + len(content)))
            other = self.chance.choice(self._names[min(2, max(self._names))])
            wrong = form.format(name=other, topic=topic)
            if other not in text and self.chance.random() < 0.4:
                yield replace(
                    self.answered(Asked(wrong, sentence, start, start + 1)), start=-1, end=-1
                )

    def misspelt(self, example: Example) -> Example:
        """The question as people type it: a slip in a word, no question mark, no capitals."""
        question = example.question
        words = question.split()
        long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        if long and self.chance.random() < 0.7:
            i = self.chance.choice(long)
            at = self.chance.randrange(1, len(words[i]) - 1)
            slip = self.chance.choice(("swap", "drop", "double"))
            middle = {
                "swap": words[i][at + 1] + words[i][at],
                "drop": words[i][at + 1],
                "double": words[i][at] * 2 + words[i][at + 1],
            }[slip]
            words[i] = words[i][:at] + middle + words[i][at + 2 :]
        if self.chance.random() < 0.5:
            words[-1] = words[-1].rstrip("?")
        return replace(example, question=" ".join(words))

    def altered(self, question: str, text: str) -> str | None:
        """The question with one thing changed that the text does not have, or None."""
        changes: list[Callable[[], str | None]] = [
            lambda: self._other_name(question, text),
            lambda: self._other_name(question, text),
            lambda: self._other_number(question, text),
            lambda: self._opposite(question),
            lambda: self._negated(question),
        ]
        self.chance.shuffle(changes)
        return next((found for change in changes if (found := change())), None)

    def _other_name(self, question: str, text: str) -> str | None:
        names = [m for m in _NAME.finditer(question) if m.group() in text]
        if not names:
            return None
        name = self.chance.choice(names)
        size = len(name.group().split())
        inside = [m.group() for m in _NAME.finditer(text) if m.group() not in question]
        inside = [one for one in inside if len(one.split()) == size]
        pool = inside if inside and self.chance.random() < 0.3 else self._names[size]
        if not pool:
            return None
        other = self.chance.choice(pool)
        if other in question:
            return None
        return question[: name.start()] + other + question[name.end() :]

    def _other_number(self, question: str, text: str) -> str | None:
        found = [m for m in _NUMBER.finditer(question) if m.group() in text]
        if not found:
            return None
        number = self.chance.choice(found)
        digits = [i for i, c in enumerate(number.group()) if c.isdigit()]
        at = digits[-1] if len(digits) < 3 else self.chance.choice(digits[-2:])
        other = self.chance.choice([d for d in "123456789" if d != number.group()[at]])
        changed = number.group()[:at] + other + number.group()[at + 1 :]
        if changed in text:
            return None
        return question[: number.start()] + changed + question[number.end() :]

    def _opposite(self, question: str) -> str | None:
        words = question.split()
        found = [i for i, word in enumerate(words) if word.strip("?,").lower() in OPPOSITES]
        if not found:
            return None
        i = self.chance.choice(found)
        bare = words[i].strip("?,")
        words[i] = words[i].replace(bare, OPPOSITES[bare.lower()])
        return " ".join(words)

    def _negated(self, question: str) -> str | None:
        match = re.search(r"\b(?:was|were|is|are|would|will|can|could|has|have|had)\b", question)
        if not match or self.chance.random() < 0.5:
            return None
        return f"{question[: match.end()]} not{question[match.end() :]}"

    def _among(self, question: str, asked: Asked, others: list[Sentence]) -> Example:
        at = self.chance.randint(0, len(others))
        before = "".join(one.text + " " for one in others[:at])
        after = "".join(" " + one.text for one in others[at:])
        start = len(before) + asked.start
        context = before + asked.sentence.text + after
        return Example(question, context, start, start + asked.end - asked.start)

    def _padding(self, sentence: Sentence, room: int) -> list[Sentence]:
        chosen: list[Sentence] = []
        own = [one for one in self._pages[sentence.page] if one.text != sentence.text]
        near = self._nearest(sentence)
        while room > 0 and len(chosen) < 6:
            pool = self.chance.choices((own, near, self.sentences), (5, 3, 1))[0] or self.sentences
            one = self.chance.choice(pool)
            if one.text == sentence.text or one in chosen:
                room -= 3  # ends where the pool holds nothing else
                continue
            chosen.append(one)
            room -= len(one.text.split())
        return chosen

    def _nearest(self, sentence: Sentence) -> list[Sentence]:
        place = self._place[sentence.text]
        if place not in self._near:
            row = (self._matrix @ self._matrix[place].T).toarray().ravel()
            best = np.argsort(-row, kind="stable")[: 3 * NEAR]
            found = [self.sentences[i] for i in best if self.sentences[i].page != sentence.page]
            self._near[place] = found[:NEAR]
        return self._near[place]

    def _cropped(self, text: str, start: int, end: int) -> tuple[str, int, int]:
        places = [m.start() for m in re.finditer(r"\S+", text)]
        if len(places) <= CROP:
            return text, start, end
        limit = len(places) - CROP
        if start < 0:
            first = self.chance.randint(0, limit)
        else:
            at = sum(place <= start for place in places) - 1
            last = sum(place < end for place in places) - 1
            first = min(max(self.chance.randint(last - CROP + 1, at), 0), limit)
        cut = places[first]
        stop = places[first + CROP] if first + CROP < len(places) else len(text)
        if start < 0:
            return text[cut:stop].rstrip(), -1, -1
        return text[cut:stop].rstrip(), start - cut, end - cut

    def _titled(self, title: str, example: Example) -> Example:
        if self.chance.random() < 0.6:
            return example
        head = title.replace("_", " ") + "\n"
        start, end = (
            (example.start + len(head), example.end + len(head)) if example.start >= 0 else (-1, -1)
        )
        return Example(example.question, head + example.context, start, end)

    def _keeps(self, word: str) -> bool:
        return self.chance.random() < (0.4 if word.lower() in _SMALL else 0.8)


def varied(asked: Sequence[Asked], each: int, chance: random.Random) -> Iterator[Asked]:
    """At most `each` questions of a sentence, with answers that differ as far as there are any."""
    by_sentence: dict[Sentence, list[Asked]] = defaultdict(list)
    for one in asked:
        by_sentence[one.sentence].append(one)
    for questions in by_sentence.values():
        chance.shuffle(questions)
        by_answer: dict[tuple[int, int], list[Asked]] = defaultdict(list)
        for one in questions:
            by_answer[one.start, one.end].append(one)
        rounds = [
            one[turn]
            for turn in range(max(map(len, by_answer.values())))
            for one in by_answer.values()
            if turn < len(one)
        ]
        yield from rounds[:each]
