"""The functions that programs may call: `ask`, `search`, `cite`, `check_draft`, `statements`.

They return the same JSON as the command line, but without the paths of files. A path on this
machine is of no use to a program elsewhere, and Gradio's clients would take an object with a
`path` for a file to download.

Nothing is kept between two calls. A program that asks a follow-up question sends the answers
before it, so that no conversation can be somebody else's.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.errors import ArgumentError
from assistant.saved.exports import report_without_paths, without_paths
from assistant.ui.api.arguments import (
    MAX_DRAFT_CHARACTERS,
    parse_file,
    parse_filters,
    parse_name,
    parse_number,
    parse_text,
    parse_turns,
)

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.ui.runtime.request_workers import RequestWorkers

__all__ = ["ApiFunctions"]

MAX_PASSAGES = 1000
MAX_STATEMENTS = 1000


class ApiFunctions:
    """The functions. Programs get their docstrings as documentation."""

    def __init__(self, assistant: BaseAssistant, workers: RequestWorkers) -> None:
        """Keep what the functions use.

        Args:
            assistant: Answers.
            workers: Threads in which the answers are computed.
        """
        self._assistant = assistant
        self._workers = workers

    async def ask(
        self,
        question: str,
        speaker: list[str] | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
        k: int = 20,
        turns: list[dict[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the documents, with citations, or report that they don't say.

        Args:
            question: The question, in plain words.
            speaker: Only statements by these people, by name.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents dated this day or later, such as 2016-10-31.
            before: Only documents dated this day or earlier.
            where: Only documents with these values in columns of metadata.csv.
            k: Number of retrieved passages to list, 1 to 1000.
            turns: For a follow-up: the earlier answers of `ask`, oldest first, at most 10.

        Returns:
            The JSON of `onrecord ask --json`, without the files' paths.
        """
        text = parse_text("question", question)
        filters = parse_filters(
            speaker=speaker,
            outlet=outlet,
            document=document,
            after=after,
            before=before,
            where=where,
        )
        passages = parse_number("k", k, 1, MAX_PASSAGES)
        earlier_turns = parse_turns("turns", turns)
        assistant = self._assistant

        def find_answer() -> dict[str, Any]:
            if earlier_turns:
                return assistant.ask_after(earlier_turns, text, filters, passages).as_dict()
            return assistant.ask(text, filters, passages).as_dict()

        answer = await self._workers.run_with_models(find_answer)
        return without_paths(answer)

    async def search(
        self,
        query: str,
        speaker: list[str] | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
        k: int = 10,
    ) -> list[dict[str, Any]]:
        """Find the passages nearest to a query, best first.

        Args:
            query: Words or a question.
            speaker: Only passages in which one of these people speaks, by name.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents dated this day or later, such as 2016-10-31.
            before: Only documents dated this day or earlier.
            where: Only documents with these values in columns of metadata.csv.
            k: Number of passages to return, 1 to 1000.

        Returns:
            A list of the objects of `onrecord search --json`.
        """
        from assistant.citations.passage_json import passage_facts

        text = parse_text("query", query)
        filters = parse_filters(
            speaker=speaker,
            outlet=outlet,
            document=document,
            after=after,
            before=before,
            where=where,
        )
        passages = parse_number("k", k, 1, MAX_PASSAGES)
        retriever = self._assistant.retriever

        def find_passages() -> list[dict[str, Any]]:
            found = retriever.retrieve(text, filters).passages[:passages]
            return [passage_facts(ranked) for ranked in found]

        return await self._workers.run_with_models(find_passages)

    async def cite(
        self,
        quote: str,
        speaker: str | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Check whether a quote is in the documents, where, and what was changed in it.

        Args:
            quote: The quote, as it was published.
            speaker: The person who is said to have said it; then `misattributed` is possible too.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents dated this day or later, such as 2016-10-31.
            before: Only documents dated this day or earlier.
            where: Only documents with these values in columns of metadata.csv.

        Returns:
            The JSON of `onrecord cite --json`, without the files' paths.
        """
        from assistant.quotes.speaker_check import require_known_speaker

        text = parse_text("quote", quote)
        speaker_name = None if speaker is None else parse_name("speaker", speaker)
        filters = parse_filters(
            outlet=outlet, document=document, after=after, before=before, where=where
        )
        assistant = self._assistant

        def check_quote() -> dict[str, Any]:
            if speaker_name is not None:
                require_known_speaker(assistant.store, speaker_name)
            return assistant.check_quote(text, speaker_name, filters).as_dict()

        return without_paths(await self._workers.run_with_models(check_quote))

    async def check_draft(
        self,
        text: str | None = None,
        file: str | None = None,
        name: str | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Check every quotation, speaker and figure of a draft, which is not kept.

        Args:
            text: The draft as plain text, at most 300,000 characters.
            file: Instead of `text`, the bytes of a .txt, .md, .html or .docx file in Base64.
            name: The file's name, such as draft.docx, whose ending tells its format.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents dated this day or later, such as 2016-10-31.
            before: Only documents dated this day or earlier.
            where: Only documents with these values in columns of metadata.csv.

        Returns:
            The JSON of `onrecord check --json`, without the files' paths.
        """
        if (text is None) == (file is None):
            raise ArgumentError("give the draft either as text or as file, and not as both")
        if file is not None and name is None:
            raise ArgumentError("name is missing; a file needs it, such as draft.docx")
        shown = "draft.txt" if name is None else parse_name("name", name)
        data = None if file is None else parse_file("file", file)
        pasted = "" if text is None else parse_text("text", text, MAX_DRAFT_CHARACTERS)
        filters = parse_filters(
            outlet=outlet, document=document, after=after, before=before, where=where
        )
        assistant = self._assistant

        def check() -> dict[str, Any]:
            from assistant.ui.uploads.untrusted_drafts import (
                read_untrusted_draft,
                untrusted_draft_from_text,
            )

            draft = (
                untrusted_draft_from_text(pasted)
                if data is None
                else read_untrusted_draft(data, shown)
            )
            return assistant.check_draft(draft, filters).as_dict()

        # A long draft takes minutes: not in the threads in which questions are answered.
        return report_without_paths(await self._workers.run_change(check))

    async def statements(
        self,
        speaker: list[str] | None = None,
        about: str | None = None,
        outlet: list[str] | None = None,
        document: list[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        where: dict[str, str] | None = None,
        k: int = 100,
        limit: int = 100,
    ) -> list[dict[str, Any]]:
        """List who said what, oldest first.

        Args:
            speaker: Only statements by these people, by name.
            about: Only statements that say something about this topic; words or a question.
            outlet: Only documents of these outlets.
            document: Only these documents, by name or id.
            after: Only documents dated this day or later, such as 2016-10-31.
            before: Only documents dated this day or earlier.
            where: Only documents with these values in columns of metadata.csv.
            k: Number of passages that `about` looks at, by words and by meaning each, 1 to 1000.
            limit: Number of statements to return, 1 to 1000.

        Returns:
            A list of the objects of `onrecord statements --json`. One that `repeats` another is a
            record of the same statement in another document.
        """
        from assistant.browse.statements import list_statements

        topic = None if about is None else parse_text("about", about)
        filters = parse_filters(
            speaker=speaker,
            outlet=outlet,
            document=document,
            after=after,
            before=before,
            where=where,
        )
        passages = parse_number("k", k, 1, MAX_PASSAGES)
        most = parse_number("limit", limit, 1, MAX_STATEMENTS)
        store = self._assistant.store

        def find_statements() -> list[dict[str, Any]]:
            found = list_statements(store, filters, topic, passages)
            return [statement.as_dict() for statement in islice(found, most)]

        return await self._workers.run_with_models(find_statements)
