"""Questions in other languages than English."""

from __future__ import annotations

import pytest

from assistant.answering.premises.question_language import language_problem


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Was hat der Minister über die Auslieferung gesagt?", "German"),
        ("Wie viele Boote gingen im Sturm verloren?", "German"),
        ("Qu'est-ce que le ministre a dit sur les impôts ?", "French"),
        ("¿Cuántos barcos se perdieron en la tormenta?", "Spanish"),
        ("Что сказал министр об экстрадиции?", "Russian"),
        ("Що сказав міністр про екстрадицію вчора?", "Ukrainian"),
        ("部长昨天对记者说了什么？", "Chinese"),
        ("ماذا قال الوزير عن الضرائب؟", "Arabic"),
        ("大臣は昨日記者団に何と言いましたか", "Japanese"),
    ],
)
def test_another_language_is_named(question: str, language: str):
    assert language_problem(question) == (
        f"The question seems to be in {language}; questions are answered in English only so far."
    )


@pytest.mark.parametrize(
    "question",
    [
        "What did the minister say about extradition?",
        "WHAT DID PLOKHOV SAY?",
        "Plokhov Kuban CSC 2022",
        "Le Pen banque russe",
        "Otto Klein, Jean-Claude Juncker, Angela Merkel?",
        "number of boats lost in Varnby",
        "Who said “Wir schaffen das, meine Damen und Herren”?",
        "Плохов?",
        "cost repairs harbour",
        "whats the weather going to be like tomorrow",
        "",
        "???",
        "x" * 3000,
    ],
)
def test_english_and_what_can_not_be_told_is_no_problem(question: str):
    assert language_problem(question) is None
