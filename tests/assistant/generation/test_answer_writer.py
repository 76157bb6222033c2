"""Support is measured while the model still writes, which changes nothing but the time."""

import threading
import time

from support.numbered_evidence import ALL_EVIDENCE, BRIDGE, TARIFF

from assistant.generation.answer_writer import AnswerWriter

FIRST = "Ada Brandt said she will not raise the tariff on steel [1]."
SECOND = "Otto Lind told the council that the storm had cost twelve lives [2]."


class Scripted:
    """A chat model that sends its reply in pieces, and waits before the last one."""

    name = "scripted"

    def __init__(self, pieces, before_last=lambda: None, pause=0.0):
        self.pieces = pieces
        self.pause = pause
        self.before_last = before_last

    def stream(self, messages):
        for piece in self.pieces[:-1]:
            yield piece
            time.sleep(self.pause)
        self.before_last()
        yield self.pieces[-1]

    def reply(self, messages):
        return "none"


class Noted:
    """A `SupportCheck` that supports every sentence, and records its calls."""

    def __init__(self):
        self.prepared = []
        self.asked = []
        self.measured = threading.Event()

    def prepare(self, texts):
        self.prepared += texts

    def confirms(self, sentence):
        return False

    def reason_unsupported(self, cited_sentence):
        self.asked.append(cited_sentence.text)
        self.measured.set()


def test_a_sentence_is_measured_while_the_next_one_is_written():
    noted = Noted()
    # Slowly enough for what is done beside it.
    pieces = [f"{FIRST} ", SECOND[:20], SECOND[20:40], SECOND[40:]]
    done = []
    model = Scripted(pieces, lambda: done.append(noted.measured.wait(10)), 0.2)
    written = AnswerWriter(model, noted).write("What was said?", ALL_EVIDENCE)
    assert done == [True]
    assert noted.prepared[:2] == [TARIFF, BRIDGE]
    assert [one.status for one in written.sentences] == ["kept", "kept"]


def test_an_error_while_the_model_writes_is_raised_by_write():
    class Broken(Noted):
        def confirms(self, sentence):
            return False

        def reason_unsupported(self, cited_sentence):
            raise ValueError("no model")

    try:
        AnswerWriter(Scripted([f"{FIRST} {SECOND}", " ", ""]), Broken()).write(
            "What?", ALL_EVIDENCE
        )
    except ValueError as error:
        assert str(error) == "no model"
    else:
        raise AssertionError


def test_a_very_long_reply_is_measured_early_only_up_to_a_limit(support):
    pieces = [f"{FIRST} "] * 3000
    written = AnswerWriter(Scripted(pieces), support).write("What was said?", ALL_EVIDENCE)
    assert written.text.startswith("Ada Brandt said")
    assert len(written.sentences) == 12
