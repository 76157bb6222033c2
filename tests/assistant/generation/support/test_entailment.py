"""A named inference model: which of its labels count, and the errors if it has none.

The models are real ones of transformers with the packaged tokenizer, made so small that they can be
made here; what they say is set by their last layer, so that each label can be had.
"""

import pytest
import torch
from support.numbered_evidence import cited_sentence, evidence
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from assistant.errors import EntailmentError
from assistant.generation.reply_sentences import DraftSentence
from assistant.generation.sentence_checking import check_sentence
from assistant.generation.support.entailment import EntailmentModel, premise_text
from index.embedding.embedder import DEFAULT_MODEL, model_folder

LABELS = ("contradiction", "entailment", "neutral")
QUOTE = "Ada Brandt said the tariff on steel has ruined the mills of Riverside."


@pytest.fixture
def model(tmp_path):
    """Makes a model whose likeliest label is always the same one; gives its folder."""

    def make(says, labels=LABELS):
        config = BertConfig(
            vocab_size=30522,
            hidden_size=8,
            num_hidden_layers=1,
            num_attention_heads=1,
            intermediate_size=8,
            id2label=dict(enumerate(labels)),
            label2id={label: number for number, label in enumerate(labels)},
        )
        made = BertForSequenceClassification(config)
        with torch.no_grad():
            made.classifier.weight.zero_()
            made.classifier.bias.zero_()
            made.classifier.bias[labels.index(says)] = 1.0
        made.save_pretrained(tmp_path)
        AutoTokenizer.from_pretrained(model_folder(DEFAULT_MODEL)).save_pretrained(tmp_path)
        return str(tmp_path)

    return make


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("entailment", None),
        ("contradiction", "the evidence that it names contradicts it"),
        ("neutral", "the evidence that it names does not say that"),
    ],
)
def test_the_likeliest_label_decides(model, says, reason):
    found = EntailmentModel(model(says)).reason_unsupported(
        cited_sentence("Brandt blames the tariff.", QUOTE)
    )
    assert found is None if reason is None else found.startswith(reason)


@pytest.mark.parametrize(("says", "holds"), [("entailment", True), ("not_entailment", False)])
def test_a_model_with_two_labels(model, says, holds):
    named = EntailmentModel(model(says, ("not_entailment", "entailment")))
    assert (
        named.reason_unsupported(cited_sentence("Brandt blames the tariff.", QUOTE)) is None
    ) == holds


def test_the_named_model_replaces_the_packaged_measure(model):
    sentence = DraftSentence("Ada Brandt said the tariff on steel has ruined the mills.", (1,))
    all_evidence = [evidence(QUOTE)]
    assert (
        check_sentence(sentence, all_evidence, EntailmentModel(model("entailment"))).reason is None
    )
    assert (
        "contradicts"
        in check_sentence(sentence, all_evidence, EntailmentModel(model("contradiction"))).reason
    )


def test_the_premise_has_the_speaker_the_date_and_the_outlet():
    said = "We will not raise the tariff."
    assert premise_text(evidence(said, speaker="Ada Brandt")) == (
        f"The Daily Ledger, 3 May 2016: Ada Brandt said: {said}"
    )
    assert premise_text(evidence(QUOTE, outlet=None, date=None)) == QUOTE


def test_a_text_that_is_longer_than_the_model_can_read(model):
    named = EntailmentModel(model("entailment"))
    assert named.verdict("The mills close. " * 500, "The mills close.") == "entailment"


def test_a_verdict_is_kept(model):
    named = EntailmentModel(model("entailment"))
    assert named.verdict("The mills close.", "Mills close.") == "entailment"
    named._loaded, named.name = None, "nothing/there"
    assert named.verdict("The mills close.", "Mills close.") == "entailment"
    with pytest.raises(EntailmentError):
        named.verdict("The mills close.", "Other mills close.")


@pytest.mark.parametrize("content", ["", "not a model"])
def test_a_folder_without_a_model(tmp_path, content):
    (tmp_path / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(EntailmentError, match=r"can't be loaded: .* without --nli"):
        EntailmentModel(str(tmp_path)).load()


def test_a_model_without_a_label_for_entailment(model):
    name = model("positive", ("negative", "positive"))
    with pytest.raises(EntailmentError, match="no label “entailment”, only negative, positive"):
        EntailmentModel(name).load()
