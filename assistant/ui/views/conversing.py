"""What can be done with conversations and answers: open, delete, take away, ask again, rate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.errors import ConversationError
from assistant.records import Turn
from assistant.saved.exports import as_html, as_json, as_markdown, without_paths
from assistant.saved.feedback import Opinion
from assistant.ui import render
from assistant.ui.runtime.blocks import PRIVATE, gr
from assistant.ui.runtime.conversation import Talk
from assistant.ui.runtime.downloads import DELIVER, parcel_of
from assistant.ui.runtime.gradio_patches import event_fields
from assistant.ui.runtime.request_workers import Desk
from assistant.ui.views.ask import AskTab, Update
from index.errors import OnRecordError

__all__ = ["bind"]

FORMATS = {
    "markdown": (as_markdown, "md", "text/markdown"),
    "json": (as_json, "jsonl", "application/json"),
    "html": (as_html, "html", "text/html"),
}


def bind(desk: Desk, page: gr.Blocks, tab: AskTab) -> None:
    """Bind the buttons of the tab "Ask", where the Blocks `page` are open."""
    parcel = gr.Textbox(visible=False)
    outputs = [*tab.outputs, parcel]

    async def enter(request: gr.Request, key: object) -> list[Any]:
        owner, kept = tab.owner(request, key)
        return [kept, await tab.listed(owner, Talk())]

    async def act(
        request: gr.Request, event: gr.EventData, talk: Talk, key: object, *filters: Any
    ) -> AsyncIterator[Update]:
        facts = event_fields(event)
        (owner, _), session = tab.owner(request, key), request.session_hash or ""
        number = _number(facts.get("number"))
        last = talk.exchange(len(talk.exchanges))
        match facts.get("act"):
            case "retry" if last:
                answering = tab.respond(session, owner, last.question, True, talk, filters)
                async for update in answering:
                    yield update
            case "edit" if last:
                yield tab.edit(last.question)
            case "copy" | "export":
                yield {parcel: _parcel(talk, number, facts)}
            case "rate" | "comment":
                yield await _rated(desk, tab, talk, number, facts, owner)

    async def manage(request: gr.Request, event: gr.EventData, talk: Talk, key: object) -> Update:
        facts = event_fields(event)
        (owner, _), name = tab.owner(request, key), str(facts.get("id", ""))
        try:
            match facts.get("act"):
                case "new":
                    talk = Talk()
                case "open":
                    talk = await desk.read(lambda: desk.reopened(owner, name))
                case "delete":
                    await desk.read(lambda: desk.history(owner).delete(name))
                    talk = Talk() if talk.id == name else talk
                case "export":
                    return {parcel: _parcel(talk, 0, facts)}
                case _:
                    return {tab.hint: ""}
        except ConversationError:
            # What the message offers are names of the owner's own; an id means nothing to them.
            return {tab.hint: render.hint("This conversation is no longer there.")}
        except OnRecordError as error:
            return {tab.hint: render.hint(str(error))}
        return tab.show(talk, await tab.listed(owner, talk))

    page.load(enter, tab.visitor, [tab.visitor, tab.toolbar], **PRIVATE)
    state = [tab.talk, tab.visitor]
    at_once = {**PRIVATE, "trigger_mode": "multiple"}
    tab.log.click(act, [*state, *tab.bar.inputs], outputs, **at_once).then(
        None, parcel, None, js=DELIVER, **PRIVATE
    )
    tab.toolbar.click(manage, state, outputs, **PRIVATE).then(
        None, parcel, None, js=DELIVER, **PRIVATE
    )


async def _rated(
    desk: Desk, tab: AskTab, talk: Talk, number: int, facts: dict[str, Any], owner: str
) -> Update:
    exchange = talk.exchange(number)
    if exchange is None or exchange.turn is None:
        return {tab.hint: ""}
    helpful, comment = exchange.helpful, exchange.comment
    if facts["act"] == "rate":
        helpful = facts.get("helpful") == "true"
        if helpful is exchange.helpful:  # said already; the store has no word for taking it back
            return {tab.hint: ""}
    else:
        comment = str(facts.get("comment", "")).strip()
        most = render.LONGEST_COMMENT
        if len(comment) > most:
            problem = f"The comment has {len(comment):,} characters, more than the {most:,} allowed"
            return {tab.hint: render.hint(problem)}
    opinion = Opinion.of(talk.id or "", exchange.turn, bool(helpful), comment, owner)
    try:
        await desk.read(lambda: desk.assistant.feedback.add(opinion))
    except OnRecordError as error:
        return {tab.hint: render.hint(str(error))}
    talk = talk.with_exchange(number, replace(exchange, helpful=helpful, comment=comment))
    return {tab.talk: talk, tab.log: talk.html()}


def _parcel(talk: Talk, number: int, facts: dict[str, Any]) -> str:
    """What was asked for, to be taken away; the whole conversation for the number 0."""
    one = talk.exchange(number)
    turns: Sequence[Turn] = [one.turn] if one and one.turn else talk.turns
    if not turns:
        return ""
    name = " ".join(turns[0].question.split())[:120]
    write, ending, kind = FORMATS.get(str(facts.get("format")), FORMATS["markdown"])
    turns = [replace(turn, answer=without_paths(turn.answer)) for turn in turns]
    return parcel_of(write(name, turns), name, ending, kind, copied=facts["act"] == "copy")


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else 0
