"""Write a file in SQuAD's form as documents, a paragraph each, and a test set over them.

usage: python tests/bench/measure/squad_documents.py SQUAD.json OUT [ARTICLE,...]

OUT gets `text/` (to be indexed; a metadata.csv names the articles) and `qa.jsonl`, in which each
question names its paragraph as `document` and the sentence that answers as `evidence`.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from index.text.sentences import split_sentences


def main(squad: str, out: str, articles: str = "") -> None:
    """Write them."""
    folder = Path(out) / "text"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(filter(None, articles.split(",")))
    titles, questions = [], []
    for article in json.loads(Path(squad).read_text(encoding="utf-8"))["data"]:
        if wanted and article["title"] not in wanted:
            continue
        for number, paragraph in enumerate(article["paragraphs"], 1):
            name = f"{article['title']}_{number:03}.txt"
            (folder / name).write_text(paragraph["context"], encoding="utf-8", newline="")
            titles.append((name, article["title"].replace("_", " ")))
            questions += [_question(one, name, paragraph["context"]) for one in paragraph["qas"]]
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "title"), *titles])
    lines = [json.dumps(question, ensure_ascii=False) + "\n" for question in questions]
    (Path(out) / "qa.jsonl").write_text("".join(lines), encoding="utf-8")


def _question(asked: dict, name: str, context: str) -> dict:
    answers = asked["answers"]
    places = {(answer["answer_start"], len(answer["text"])) for answer in answers}
    evidence = [
        context[sentence.start : sentence.end]
        for sentence in split_sentences(context)
        if any(sentence.start < at + size and at < sentence.end for at, size in places)
    ]
    return {
        "id": asked["id"],
        "type": "fact" if answers else "unanswerable",
        "question": asked["question"].strip(),
        "answers": list(dict.fromkeys(answer["text"] for answer in answers)),
        "speaker": None,
        "document": name,
        "evidence": evidence,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
