from support.ranked_passages import passage

from assistant.answering.candidates import PASSAGES, ROOM, find_candidates, read_closely
from assistant.readers.extractive_reader import Reading


class Marker:
    """A reader that finds the first word of each sentence, and notes what it was given."""

    name = "marker"

    def __init__(self):
        self.texts = []

    def read(self, question, texts):
        self.texts += texts
        return [
            [Reading(s.start, s.start + 3, float(len(t.text))) for s in t.sentences] for t in texts
        ]


def test_the_nearest_come_first_each_once():
    again = passage(["Same.", "Far."], [0.9, 0.1], score=0.2, number=1)
    best = passage(["Same.", "Far."], [0.9, 0.1], score=0.9, number=1)
    other = passage(["Else."], [0.8], score=0.9, number=2)
    found = find_candidates([best, other, again])
    assert [one.text for one in found] == ["Same.", "Else.", "Far."]
    assert found[0].ranked is best


def test_a_later_passage_is_looked_at_where_the_one_asked_about_speaks():
    others = [passage([f"No {n}."], [0.1], 0.0, n) for n in range(1, PASSAGES + 1)]
    for speaks, best in ((1.0, "Yes."), (0.0, "No 1.")):
        later = passage(["Yes."], [1.0], 0.0, PASSAGES + 1, speaker=speaks)
        assert find_candidates([*others, later])[0].text == best


def test_a_sentence_is_read_with_its_neighbours_and_the_headline():
    reader = Marker()
    sentences = ["One.", "Two.", "Three.", "Four.", "Five."]
    some = find_candidates([passage(sentences, [0.1, 0.1, 0.9, 0.1, 0.1], title="A storm")])
    read = read_closely(some[:1], "Who?", reader)
    (text,) = reader.texts
    assert text.text == "A storm\nTwo. Three. Four."
    assert [text.text[s.start : s.end] for s in text.sentences] == ["Two.", "Three.", "Four."]
    assert (read[0].reading.start, read[0].reading.end) == (20, 23)  # in the document


def test_only_so_much_is_read():
    reader = Marker()
    many = [passage([f"{'word ' * 100}{n}."], [0.5], number=n) for n in range(1, PASSAGES + 1)]
    read = read_closely(find_candidates(many), "Who?", reader)
    done = [one for one in read if one.reading]
    assert 0 < len(done) < len(read) == PASSAGES
    assert ROOM - 500 < sum(len(one.text) for one in done) < ROOM + 500


def test_nothing_is_read_in_nothing():
    assert read_closely([], "Who?", Marker()) == []
