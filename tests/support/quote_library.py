"""A small library of documents for looking up quotes in."""

from collections.abc import Mapping
from pathlib import Path

from assistant.quotes.checking import check_quote
from index.embedding.hash_embedder import HashEmbedder
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

TEXTS = {
    "grain.txt": (
        "HARBOUR CITY, 3 May 2016\n\n"
        "“We will not raise the grain tariff before Friday, and the $1,250 fee stays,” said "
        "Ada Brandt, the minister of trade. “Nobody wants higher prices.”\n\n"
        "Unemployment is at 5% and falling, she added. “It isn’t easy. It takes time … and a "
        "lot of patience,” Brandt said. “I told US officials that he [Lind] is wrong.”\n\n"
        "The anti-Lind protesters went home. “Is that fair?” asked Otto Lind. “I doubt it.”\n"
    ),
    "later.txt": (
        "A year on, people remember what Ada Brandt said: “We will not raise the grain tariff "
        "before Friday, and the $1,250 fee stays.”\n\nThe harbour is open, the mayor told us.\n"
    ),
    "undated.txt": "“Nobody wants higher prices,” said Ada Brandt once more.\n",
    "scripts.txt": (
        "قال الوزير أحمد: «لن نرفع الرسوم على الحبوب هذا العام».\n\n"
        "部长说了什么？他说关税不会提高。\n\nМинистр сказал: «Мы не повысим пошлину».\n"
    ),
}
DATES = {"grain.txt": "2016-05-03", "later.txt": "2017-05-03"}


def make_store(folder: Path, texts: Mapping[str, str] = TEXTS) -> Store:
    documents = folder / "documents"
    documents.mkdir(parents=True)
    rows = ["file,date,outlet"]
    for name, text in texts.items():
        (documents / name).write_bytes(text.encode())
        rows.append(f"{name},{DATES.get(name, '')},Harbour News")
    (documents / "metadata.csv").write_text("\n".join(rows) + "\n")
    store = Store.create(folder / "store", HashEmbedder())
    sync(store, [documents])
    return store


class Library:
    """Looks up quotes in one store, and checks what must hold for every verdict."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.retriever = Retriever(store)

    def check(self, quote, speaker=None, **options):
        verdict = check_quote(quote, self.retriever, speaker, **options)
        for match in verdict.matches:
            (info,) = self.store.catalogue.find_documents(match.document_id)
            text = self.store.catalogue.text(info)
            assert match.text == text[match.start : match.end]
            assert match.sha256 == info.sha256
            read_as = match.read_as or match.text
            assert "".join(piece for kind, piece in match.diff if kind != "insert") == read_as
        return verdict
