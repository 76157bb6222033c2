"""The buttons of the tab "Ask": open, delete, export and rate conversations and answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.errors import ConversationError
from assistant.records import Turn
from assistant.saved.exports import as_html, as_json, as_markdown, without_paths
from assistant.saved.feedback import Opinion
from assistant.ui import render
from assistant.ui.runtime.components import PAGE_EVENT, PageUpdate, gr
from assistant.ui.runtime.downloads import START_DOWNLOAD, download_message
from assistant.ui.runtime.gradio_patches import event_fields
from assistant.ui.runtime.open_conversation import OpenConversation
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.views.ask_tab import AskTab
from index.errors import OnRecordError

__all__ = ["bind_conversation_actions"]

EXPORT_FORMATS = {
    "markdown": (as_markdown, "md", "text/markdown"),
    "json": (as_json, "jsonl", "application/json"),
    "html": (as_html, "html", "text/html"),
}
"""For each format: the function that writes it, the file's suffix and the media type."""


def bind_conversation_actions(backend: PageBackend, page: gr.Blocks, ask_tab: AskTab) -> None:
    """Bind the buttons of the conversation and of its toolbar, inside the open Blocks.

    Args:
        backend: Has the saved conversations and ratings.
        page: The open Blocks.
        ask_tab: The tab with the conversation.
    """
    download = gr.Textbox(visible=False)
    outputs = [*ask_tab.outputs, download]

    async def enter(request: gr.Request, key: object) -> list[Any]:
        """A visitor opened the page."""
        owner, kept_key = ask_tab.owner(request, key)
        return [kept_key, await ask_tab.toolbar_html(owner, OpenConversation())]

    async def act_on_exchange(
        request: gr.Request,
        event: gr.EventData,
        conversation: OpenConversation,
        key: object,
        *filters: Any,
    ) -> AsyncIterator[PageUpdate]:
        """A button of a question or an answer was pressed."""
        fields = event_fields(event)
        (owner, _), session = ask_tab.owner(request, key), request.session_hash or ""
        number = _number(fields.get("number"))
        last = conversation.exchange(len(conversation.exchanges))
        match fields.get("act"):
            case "retry" if last:
                updates = ask_tab.answer(session, owner, last.question, True, conversation, filters)
                async for update in updates:
                    yield update
            case "edit" if last:
                yield ask_tab.edit(last.question)
            case "copy" | "export":
                yield {download: _export(conversation, number, fields)}
            case "rate" | "comment":
                yield await _rate(backend, ask_tab, conversation, number, fields, owner)

    async def act_on_conversation(
        request: gr.Request, event: gr.EventData, conversation: OpenConversation, key: object
    ) -> PageUpdate:
        """A button of the toolbar was pressed."""
        fields = event_fields(event)
        (owner, _), name = ask_tab.owner(request, key), str(fields.get("id", ""))
        read = backend.workers.run_read
        try:
            match fields.get("act"):
                case "new":
                    conversation = OpenConversation()
                case "open":
                    conversation = await read(lambda: backend.reopen(owner, name))
                case "delete":
                    await read(lambda: backend.history(owner).delete(name))
                    if conversation.id == name:
                        conversation = OpenConversation()
                case "export":
                    return {download: _export(conversation, 0, fields)}
                case _:
                    return {ask_tab.hint: ""}
        except ConversationError:
            # The error's own message has ids, which mean nothing to a visitor.
            return {ask_tab.hint: render.hint("This conversation is no longer there.")}
        except OnRecordError as error:
            return {ask_tab.hint: render.hint(str(error))}
        return ask_tab.show(conversation, await ask_tab.toolbar_html(owner, conversation))

    page.load(enter, ask_tab.visitor, [ask_tab.visitor, ask_tab.toolbar], **PAGE_EVENT)
    state = [ask_tab.conversation, ask_tab.visitor]
    # Gradio would drop a press that comes while it finishes the event before.
    ask_tab.log.click(
        act_on_exchange,
        [*state, *ask_tab.filter_bar.inputs],
        outputs,
        trigger_mode="multiple",
        **PAGE_EVENT,
    ).then(None, download, None, js=START_DOWNLOAD, **PAGE_EVENT)
    ask_tab.toolbar.click(act_on_conversation, state, outputs, **PAGE_EVENT).then(
        None, download, None, js=START_DOWNLOAD, **PAGE_EVENT
    )


async def _rate(
    backend: PageBackend,
    ask_tab: AskTab,
    conversation: OpenConversation,
    number: int,
    fields: dict[str, Any],
    owner: str,
) -> PageUpdate:
    """Save a rating of an answer or a comment on it."""
    exchange = conversation.exchange(number)
    if exchange is None or exchange.turn is None:
        return {ask_tab.hint: ""}
    helpful, comment = exchange.helpful, exchange.comment
    if fields["act"] == "rate":
        helpful = fields.get("helpful") == "true"
        if helpful is exchange.helpful:  # pressed again; a rating can't be withdrawn
            return {ask_tab.hint: ""}
    else:
        comment = str(fields.get("comment", "")).strip()
        limit = render.LONGEST_COMMENT
        if len(comment) > limit:
            problem = (
                f"The comment has {len(comment):,} characters, more than the {limit:,} allowed"
            )
            return {ask_tab.hint: render.hint(problem)}
    opinion = Opinion.of(conversation.id or "", exchange.turn, bool(helpful), comment, owner)
    try:
        await backend.workers.run_read(lambda: backend.assistant.feedback.add(opinion))
    except OnRecordError as error:
        return {ask_tab.hint: render.hint(str(error))}
    rated = replace(exchange, helpful=helpful, comment=comment)
    conversation = conversation.with_exchange(number, rated)
    return {ask_tab.conversation: conversation, ask_tab.log: conversation.html()}


def _export(conversation: OpenConversation, number: int, fields: dict[str, Any]) -> str:
    """The download message with an exchange; with all of them if the number is 0."""
    exchange = conversation.exchange(number)
    turns: Sequence[Turn] = [exchange.turn] if exchange and exchange.turn else conversation.turns
    if not turns:
        return ""
    name = " ".join(turns[0].question.split())[:120]
    export_format = EXPORT_FORMATS.get(str(fields.get("format")), EXPORT_FORMATS["markdown"])
    write, suffix, media_type = export_format
    turns = [replace(turn, answer=without_paths(turn.answer)) for turn in turns]
    to_clipboard = fields["act"] == "copy"
    return download_message(write(name, turns), name, suffix, media_type, to_clipboard)


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else 0
