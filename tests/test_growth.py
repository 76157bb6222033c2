"""What reads a document or a question takes time in proportion to a line's length, whatever it is.

Lines of capitals and hyphens, of one word, of marks that nothing closes: files and questions hold
such things, and nobody must wait for them.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from support import growth, word_files
from support.numbered_evidence import evidence
from support.transcript_candidates import transcript

from assistant.answering.asked_answer import read_asked_answer
from assistant.answering.document_order import DocumentOrder
from assistant.answering.from_records.role_mentions import find_roles_in_text
from assistant.answering.premises.letter_case import restore_capitals
from assistant.answering.premises.names import find_names_asked, find_subject_in_small_letters
from assistant.answering.premises.question_language import language_problem
from assistant.answering.quote_forms import find_marked_quotations
from assistant.answering.whole_answers import best_span
from assistant.answering.withdrawals import find_withdrawals, rejected_figures
from assistant.browse.repeats import find_repeats
from assistant.conversation.pronouns import PreviousTurn
from assistant.conversation.rewrite_rules import rewrite_by_rules
from assistant.conversation.several_questions import divide_questions
from assistant.conversation.small_talk import is_small_talk
from assistant.generation.checks.plain_text import find_markup
from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.known_numbers import read_known_numbers
from assistant.generation.comparison.number_phrases import write_numbers_plainly
from assistant.generation.reply_sentences import parse_draft
from assistant.quotes.drafts.quoted_passages import find_quoted_passages
from index.attribution.extraction import extract_statements
from index.attribution.issuing_body import find_issuer
from index.attribution.stance import add_stances
from index.attribution.turns.finding import find_turns
from index.attribution.turns.posts import find_posts
from index.ingest.discovery import SourceFile
from index.ingest.loading import load_document
from index.ingest.metadata.machine_header import read_text_head
from index.ingest.metadata.metadata import Metadata
from index.ingest.metadata.publication_dates import publication_date
from index.ingest.metadata.title_and_outlet import find_outlet, find_title
from index.ingest.pdf.layout import lay_out
from index.ingest.pdf.records import PageLayout, Segment
from index.ingest.pdf.text_builder import write_text
from index.ingest.plain_text.markdown_marks import read_markup
from index.ingest.plain_text.reading_marks import mark_plain_text
from index.people.directory import People
from index.people.joining import join_mentions
from index.people.reading_mentions import read_mentions
from index.records import Span, Statement
from index.retrieval.question import names_in, speakers_asked_about
from index.text.normalised_words import word_keys
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences


def read(line):
    source = SourceFile("a.txt", Path("a.txt"), Metadata())
    return load_document(source, f"{line}.\n\nThe end.".encode())


def follow_up(line):
    return rewrite_by_rules("And what did he say?", PreviousTurn(line)), rewrite_by_rules(
        line, PreviousTurn("Who is it?")
    )


def read_web_page(markup):
    return load_document(SourceFile("a.html", Path("a.html"), Metadata()), markup.encode())


def numbers(line):
    write_numbers_plainly.cache_clear()
    return read_known_numbers([evidence(line)])


def read_pages(line):
    """Three pages of a PDF with the same lines."""
    tops = (90.0, 110.0, 130.0)
    pages = [
        PageLayout(
            number,
            600,
            800,
            [Segment(line, 72, 500, top, top + 12, top + 10, 12, first_width=20) for top in tops],
        )
        for number in range(3)
    ]
    return write_text(pages, lay_out(pages))


RAISED = '<w:vertAlign w:val="superscript"/>'


def read_word_file(line):
    """A line as a paragraph, as a cell, as raised figures, and as lines between breaks."""
    cells = word_files.table((line, "b"), ("a", line))
    pieces = (line[at : at + 8] for at in range(0, len(line), 8))
    runs = [word_files.run(piece, RAISED) + "<w:r><w:br/></w:r>" for piece in pieces]
    raised = word_files.run("12") + word_files.run(line, RAISED)
    body = "".join(map(word_files.paragraph, (word_files.run(line), raised, "".join(runs))))
    return word_files.extract(body + cells)


def read_speakers(line):
    """The speakers of a line: short names in it, and the line itself."""
    names = ("A", "Smith", "Aa", "UN", "the Aa", "Aaaaaa", line[:40], line)
    said = [Statement(start=0, end=1, kind="direct", speaker=name) for name in names if name]
    return join_mentions(read_mentions(line, said))


def compare_statements(line):
    """Two documents with the line as a statement, partly quoted."""
    said = Statement(start=0, end=len(line), kind="mixed", speaker="Ada")
    places = [(SimpleNamespace(number=number, date=None), said) for number in (1, 2)]
    catalogue = SimpleNamespace(reading_text=lambda number: SimpleNamespace(text=line))
    return find_repeats(SimpleNamespace(catalogue=catalogue), People([], []), places)


def find_stance(line):
    """What a speaker does with the words between two copies of a line."""
    text, at = f"{line} Lind said {line}", len(line) + 1
    source, cue = Span(at, at + 4), Span(at + 5, at + 9)
    facts = {"kind": "indirect", "speaker": "Lind", "speaker_span": source, "cue": "said"}
    outer = Statement(start=0, end=at, stance="denies", cue_span=cue, **facts)
    return add_stances(
        text, [outer, Statement(start=at + 10, end=len(text), cue_span=cue, **facts)]
    )


def read_roles(line):
    """Who Ada Lind is, by a line with her name before, within and behind it."""
    text = f"{line} Ada Lind, {line} Ada Lind, who {line}"
    catalogue = SimpleNamespace(reading_text=lambda number: SimpleNamespace(text=text))
    info = SimpleNamespace(number=1)
    return list(find_roles_in_text(catalogue, info, ["Ada Lind"]))


def read_question(line):
    """Everything that looks at a question before the search."""
    find_names_asked(line)
    find_subject_in_small_letters(line)
    restore_capitals(line, People([], []))
    return language_problem(line), divide_questions(line), is_small_talk(line)


def find_corrections(line):
    """The words of a sentence that corrects, and of the one before it."""
    some = transcript((None, line, "That was wrong.", line))
    return list(rejected_figures(line)), find_withdrawals(DocumentOrder(some))


def find_short_answers(line):
    """The whole of the middle word of a line, for questions of all kinds, which it is part of."""
    middle = line.find(" ", len(line) // 2) + 1
    spans = [Span(middle, min(middle + 5, len(line)))] if middle < len(line) else []
    for start in ("Who", "When", "Which countries", "How many", "How much", "Why did", "List"):
        question = f"{start} {line}"
        best_span(line, spans, read_asked_answer(question), question)


WORK = {
    "question": read_question,
    "roles": read_roles,
    "document": read,
    "web page": read_web_page,
    "pdf": read_pages,
    "quotations": find_quotations,
    "quoted passages": lambda line: find_quoted_passages(line, []),
    "sentences": split_sentences,
    "statements": lambda line: list(extract_statements(line, split_sentences(line))),
    "stance": find_stance,
    "speech turns": lambda line: find_turns(line.replace("/", "\n")),
    "speakers": read_speakers,
    "posts": lambda line: list(find_posts(line.replace("/", "\n") + "@")),
    "release": lambda line: find_issuer(f"Press release\n{line}", None, None, "lesk.example"),
    "speakers asked for": lambda line: list(speakers_asked_about(line)),
    "names in topics": names_in,
    "repeated statements": compare_statements,
    "quotations in a question": find_marked_quotations,
    "follow-up": follow_up,
    "draft": parse_draft,
    "numbers": numbers,
    "words": word_keys,
    "plain text": mark_plain_text,
    "Markdown": lambda text: read_markup(text).marks,
    "head of a file": read_text_head,
    "title and outlet": lambda line: (find_title(line), find_outlet(line)),
    "date": publication_date,
    "Word file": read_word_file,
    "corrections": find_corrections,
    "short answers": find_short_answers,
    "form": lambda line: find_markup(CitedSentence(line, [], [])),
}


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("roles", "Ada Lind, mayor of "),
        ("roles", "mayor"),
        ("roles", "the mayor that his "),
        ("roles", "who is a "),
        ("question", "Ada "),
        ("question", "A."),
        ("question", "Ada-"),
        ("question", "did a "),
        ("question", "what did ada's "),
        ("question", ". . "),
        ("question", "?"),
        ("question", "? "),
        ("question", " and who is "),
        ("question", "“a"),
        ("question", "ok "),
        ("question", " "),
        ("document", "UN-EU-US-UK-"),
        ("document", "UN-"),
        ("speakers", "Ada Smith "),
        ("speakers", "Smith A. Smith-"),
        ("speakers", "Ada and Bo Smith, Mr. Smith of the Aa "),
        ("speakers", "The United Nations of Aa and the "),
        ("speakers", "UNION OF AA "),
        ("speakers", "Aaaaab Aaaaa Aaaaaa "),
        ("title and outlet", "Ministry of "),
        ("title and outlet", "Home | News"),
        ("title and outlet", "Home > "),
        ("title and outlet", "SPEAKER: A\n"),
        ("title and outlet", "Ada Brandt @ada · Jul 3\n"),
        ("posts", "Ada @ada · Jul 3/"),
        ("posts", "Ada @ada"),
        ("posts", "12 34 "),
        ("posts", "1@a/"),
        ("posts", "— A (@a) /"),
        ("speech turns", "/§ Mr. Foss asked "),
        ("speech turns", "§ "),
        ("speech turns", "/§ The Mr. A (b "),
        ("release", "Ministry of "),
        ("release", "About A "),
        ("release", "\n* About A"),
        ("release", "Press release\n"),
        ("title and outlet", "Hearing before the "),
        ("title and outlet", "A/1 Hrg. 1-"),
        ("title and outlet", "first session, "),
        ("title and outlet", "earnings call, "),
        ("title and outlet", "UN\n"),
        ("title and outlet", "Office of the Chair, 3 June 2021\n"),
        ("date", "debate, 3 June 2021 "),
        ("date", "Remarks of Monday, "),
        ("date", "accessed on 3 June 2021\n"),
        ("corrections", "not 3 "),
        ("corrections", "3 and not 4 "),
        ("corrections", "three-three "),
        ("corrections", "an earlier version of "),
        ("corrections", "was incorrect"),
        ("short answers", "Ada and "),
        ("short answers", "Ada, "),
        ("short answers", "Ada of the Aa "),
        ("short answers", "the a, "),
        ("short answers", "3 million "),
        ("short answers", "three-"),
        ("short answers", "late May 3, 2021 "),
        ("short answers", "because of "),
        ("web page", "a:<br>"),
        ("web page", "A b <b>c</b><br>"),
        ("web page", "1<sup>2</sup>"),
        ("web page", "<q>a</q>\u00ad"),
        ("web page", "<p>Related</p><a href='/a'>a</a>"),
        ("web page", "<p style='left:-9 opacity : 0 text-decoration: '>a"),
        ("web page", "<div class='share-related nav-'>a</div>"),
        ("web page", "<ol><li>a"),
        ("web page", "<style>@a{.b{c} .d, e{display:none} /* </style>a"),
        ("web page", "<script type='application/ld+json'>[{\"@graph\":[</script>a"),
        ("web page", "<tr><td>a"),
        ("web page", "<time datetime='2015-01-02'>Page 7 of</time>"),
        ("web page", "<label for='a'>a</label><form>"),
        ("plain text", "\f"),
        ("plain text", " "),
        ("plain text", "a \n"),
        ("plain text", "A b c d e f g h i j k l m n o\nb "),
        ("plain text", "1 a b\n"),
        ("plain text", "Page 1\n\na\n\n"),
        ("plain text", "> a\n>\n"),
        ("plain text", "a-\n"),
        ("plain text", "Q. a b\n"),
        ("plain text", "a.... 1\n"),
        ("plain text", "a    b\n"),
        ("Markdown", "["),
        ("Markdown", "[a]("),
        ("Markdown", '[a](b "'),
        ("Markdown", "[a](<"),
        ("Markdown", "[a]: b\n"),
        ("Markdown", "*a_"),
        ("Markdown", "a**b"),
        ("Markdown", "``a`"),
        ("Markdown", "<a b='"),
        ("Markdown", "<!--"),
        ("Markdown", "<del>"),
        ("Markdown", "<p>a\n\n"),
        ("Markdown", "| a |\n"),
        ("Markdown", "> "),
        ("Markdown", "a  \n"),
        ("head of a file", "URL: a\n"),
        ("head of a file", "---\na: b.\n"),
        ("Word file", "1,"),
        ("Word file", "1/"),
        ("Word file", "a.)"),
        ("Word file", "A a: "),
        ("Word file", "  a"),
        ("Word file", "a\uf0b7"),
        ("pdf", "- "),
        ("pdf", "a"),
        ("pdf", "a-"),
        ("pdf", "Aa "),
        ("pdf", ". "),
        ("pdf", "1"),
        ("pdf", "“"),
        ("quotations", "'a "),
        ("quotations", ",'08"),
        ("quotations", "a,'08 don't "),
        ("quoted passages", "a” "),
        ("quoted passages", "“ "),
        ("quoted passages", '" a'),
        ("quoted passages", "“a,” said b, "),
        ("sentences", "a. "),
        ("statements", "Aaaa"),
        ("statements", "The Aa Bb "),
        ("statements", "and he said, “I am so. So” "),
        ("statements", "“Aa bb. Cc,” he said, “dd. Ee” ff "),
        ("speech turns", "A"),
        ("speech turns", "UN-EU-"),
        ("speech turns", "Mr. "),
        ("speech turns", "A (("),
        ("speech turns", "A B. presiding "),
        ("speech turns", "so. MR. AA: "),
        ("speech turns", "MR. AA.- I am. "),
        ("speech turns", "/MR. AA: I am. Aa Bb."),
        ("speech turns", "/Ada Brandt/I am so./Lars Holt/You are."),
        ("speech turns", "/Mr. AA. I am, Mr. Aa Bb, (so) [it is]."),
        ("speakers asked for", "A"),
        ("speakers asked for", "did A "),
        ("names in topics", "A "),
        ("names in topics", "Aa’s "),
        ("repeated statements", "“a” b "),
        ("repeated statements", "“"),
        ("repeated statements", "a-"),
        ("quotations in a question", "'a 'b’c "),
        ("quotations in a question", "'a'a"),
        ("quotations in a question", "«a "),
        ("follow-up", "A"),
        ("follow-up", "that is so it is "),
        ("draft", "_a "),
        ("draft", " "),
        ("words", "a³"),
        ("words", "1³"),
        ("words", "1³ "),
        ("words", "³,"),
        ("words", "a-a³"),
        ("words", "1 234 "),
        ("words", "1 234"),
        ("words", "1’234"),
        ("numbers", "1"),
        ("numbers", "1 234 "),
        ("numbers", "1,234,"),
        ("numbers", "1.234."),
        ("numbers", "1,2"),
        ("numbers", "1/2 "),
        ("numbers", "-$1"),
        ("numbers", "10:30"),
        ("numbers", "two and a half million "),
        ("numbers", "three quarters of a "),
        ("numbers", "one in five "),
        ("numbers", "5 to 6 million "),
        ("stance", "did not "),
        ("stance", "a-"),
        ("stance", "n’t’"),
        ("stance", "Mr. "),
        ("form", "1."),
        ("form", "![a"),
        ("form", "a@b-"),
    ],
)
def test_a_line_takes_time_in_proportion_to_its_length(name, piece):
    assert not growth.grows_too_fast(WORK[name], lambda n: growth.line_of(piece, n))


def test_work_with_the_square_of_a_line_is_seen():
    assert growth.grows_too_fast(
        lambda line: [line[at:].count("a") for at in range(len(line))],
        lambda n: growth.line_of("a", n),
    )
