"""The filters above a question or a table: fields with completions, and what is set in sight.

Names are completed by the store as they are typed (`filters.js` asks for a few at a time), so
that it makes no difference whether it has ten speakers or ten thousand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from assistant.browse.completions import NameKind
from assistant.ui import render
from assistant.ui.api.arguments import LONGEST_NAME
from assistant.ui.runtime.blocks import PRIVATE, acting, block, completed, gr
from assistant.ui.runtime.gradio_patches import event_data
from assistant.ui.runtime.request_workers import Desk
from index.errors import FilterError
from index.records import Filters
from index.text.dates import parse_date

__all__ = ["FilterBar"]

_FIELDS: dict[NameKind, str] = {"speaker": "speakers", "outlet": "outlets", "document": "documents"}
_LABELS = {"speaker": "Speaker", "outlet": "Outlet", "document": "Document"}


class FilterBar:
    """The fields, the limits that are set, and the state that holds them.

    Attributes:
        state: Holds a `Filters`.
        inputs: What an event takes to know the filters: give their values to `now`.
        problem: Says what is wrong with a field, whether the fields are open or not.
        chips: Shows what is set.
    """

    def __init__(self, desk: Desk, names: tuple[NameKind, ...], prefix: str) -> None:
        """Build the bar where Blocks are open.

        Args:
            desk: Completes and checks names.
            names: The fields beside the two dates.
            prefix: Makes the ids of the elements unique on the page.
        """
        self._desk = desk
        self._names = names
        self.state = gr.State(Filters())
        self.chips = acting("", elem_id=f"{prefix}-chips")
        with gr.Accordion("Filters", open=False, elem_classes="or-filters"), gr.Row():
            self._boxes = [completed(name, _LABELS[name], "Any") for name in names]
            self._dates = [
                gr.Textbox(
                    label=label,
                    lines=1,
                    max_lines=1,
                    elem_classes="or-date",
                    min_width=130,
                )
                for label in ("From", "Until")
            ]
        self.problem = block("")
        self.inputs = [self.state, *self._boxes, *self._dates]
        self._bind()

    def now(self, *values: Any) -> Filters:
        """The filters of an event: those set, with what stands in the fields and was not entered.

        Raises:
            FilterError: A field holds no name of the store, or no date.
        """
        filters: Filters = values[0]
        texts = values[1:]
        for name, text in zip(self._names, texts, strict=False):
            filters = self._with(filters, name, text)
        after, before = texts[len(self._names) :]
        return replace(filters, after=_day(after), before=_day(before))

    def _bind(self) -> None:
        for name, box in zip(self._names, self._boxes, strict=True):

            async def add(filters: Filters, text: str, name: NameKind = name) -> list[Any]:
                if not text.strip():
                    return [gr.skip(), gr.skip(), gr.skip(), ""]
                try:
                    found = await self._desk.read(lambda: self._with(filters, name, text))
                except FilterError as error:
                    return [gr.skip(), gr.skip(), gr.skip(), render.hint(str(error))]
                return [found, render.active_filters(found), "", ""]

            outputs = [self.state, self.chips, box, self.problem]
            gr.on([box.submit, box.blur], add, [self.state, box], outputs, **PRIVATE)

        async def dated(filters: Filters, after: str, before: str) -> list[Any]:
            try:
                found = replace(filters, after=_day(after), before=_day(before))
            except FilterError as error:
                return [gr.skip(), gr.skip(), render.hint(str(error))]
            return [found, render.active_filters(found), ""]

        for date in self._dates:
            date.change(
                dated,
                [self.state, *self._dates],
                [self.state, self.chips, self.problem],
                **PRIVATE,
            )

        async def drop(filters: Filters, event: gr.EventData) -> list[Any]:
            found = _without(filters, event_data(event))
            dates = [found.after or "", found.before or ""]
            # What was typed and is no name goes with the rest, and what was said about it.
            typed = "" if _is_clear(event_data(event)) else gr.skip()
            return [
                found,
                render.active_filters(found),
                *(typed for _ in self._boxes),
                *dates,
                typed,
            ]

        fields = [*self._boxes, *self._dates]
        self.chips.click(
            drop, self.state, [self.state, self.chips, *fields, self.problem], **PRIVATE
        )

    def _with(self, filters: Filters, name: NameKind, text: object) -> Filters:
        if not isinstance(text, str) or not text.strip():
            return filters
        if len(text) > LONGEST_NAME:
            raise FilterError(
                f"{_LABELS[name]} has {len(text):,} characters, more than the {LONGEST_NAME:,}"
                " allowed"
            )
        text = text.encode("utf-8", "replace").decode()
        try:
            found = self._desk.completions.known(name, text.strip())
        except FilterError as error:
            raise FilterError(_for_page(str(error))) from error
        field = _FIELDS[name]
        values = cast("tuple[str, ...]", getattr(filters, field))
        return _changed(filters, field, tuple(dict.fromkeys((*values, found))))


def _for_page(message: str) -> str:
    """A message without the command in brackets that says more where there is a terminal."""
    return re.sub(r" \(`onrecord [^()]*\)", "", message)


def _changed(filters: Filters, field: str, value: Any) -> Filters:
    return replace(filters, **{field: value})


def _is_clear(event: object) -> bool:
    return isinstance(event, dict) and event.get("act") == "clear"


def _without(filters: Filters, event: object) -> Filters:
    facts: dict[str, Any] = event if isinstance(event, dict) else {}
    if _is_clear(facts):
        return Filters()
    field, value = facts.get("field"), facts.get("value")
    if field in ("after", "before"):
        return _changed(filters, str(field), None)
    if field in _FIELDS.values():
        left = tuple(one for one in getattr(filters, str(field)) if one != value)
        return _changed(filters, str(field), left)
    return filters


def _day(text: object) -> str | None:
    if not isinstance(text, str) or not text.strip():
        return None
    day = parse_date(text.strip())
    if day is None:
        raise FilterError(f"{text.strip()[:40]!r} is not a date; write it as 2016-10-31")
    return day
