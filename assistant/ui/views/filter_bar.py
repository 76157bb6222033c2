"""The filters above a question or a table: their fields, and the filters that are set.

Names are completed from the store as they are typed (`filters.js` asks for a few at a time), so
the fields work as well with ten thousand speakers as with ten.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from assistant.browse.completions import NameKind
from assistant.ui import render
from assistant.ui.api.arguments import MAX_NAME_CHARACTERS
from assistant.ui.runtime.components import (
    PAGE_EVENT,
    clickable_html,
    gr,
    name_field,
    plain_html,
)
from assistant.ui.runtime.gradio_patches import event_data
from assistant.ui.runtime.page_backend import PageBackend
from index.errors import FilterError
from index.records import Filters
from index.text.dates import parse_date

__all__ = ["FilterBar"]

_FIELDS: dict[NameKind, str] = {"speaker": "speakers", "outlet": "outlets", "document": "documents"}
"""The field of `Filters` for each kind of name."""
_LABELS = {"speaker": "Speaker", "outlet": "Outlet", "document": "Document"}


class FilterBar:
    """Builds the fields and the list of filters that are set, inside the open Blocks.

    Attributes:
        state: State with the `Filters` that are set.
        inputs: The inputs of an event that needs the filters; give their values to `read`.
        problem: Shows what is wrong with a field, whether the fields are in sight or not.
        active: Shows the filters that are set, with buttons that remove them.
    """

    def __init__(self, backend: PageBackend, names: tuple[NameKind, ...], prefix: str) -> None:
        """Build the bar and bind its events.

        Args:
            backend: Completes and checks names.
            names: The kinds of names that can be filtered by, besides the two dates.
            prefix: Makes the ids of the elements unique on the page.
        """
        self._backend = backend
        self._names = names
        self.state = gr.State(Filters())
        self.active = clickable_html("", elem_id=f"{prefix}-chips")
        with gr.Accordion("Filters", open=False, elem_classes="or-filters"), gr.Row():
            self._boxes = [name_field(name, _LABELS[name], "Any") for name in names]
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
        self.problem = plain_html("")
        self.inputs = [self.state, *self._boxes, *self._dates]
        self._bind()

    def read(self, *values: Any) -> Filters:
        """The filters that are set, and those typed into the fields but not yet entered.

        Args:
            values: Values of `inputs`.

        Raises:
            FilterError: A field has a name that the store doesn't have, or no valid date.
        """
        filters: Filters = values[0]
        texts = values[1:]
        for name, text in zip(self._names, texts, strict=False):
            filters = self._with_name(filters, name, text)
        after, before = texts[len(self._names) :]
        return replace(filters, after=_day(after), before=_day(before))

    def _bind(self) -> None:
        for name, box in zip(self._names, self._boxes, strict=True):

            async def add(filters: Filters, text: str, name: NameKind = name) -> list[Any]:
                if not text.strip():
                    return [gr.skip(), gr.skip(), gr.skip(), ""]
                try:
                    changed = await self._backend.workers.run_read(
                        lambda: self._with_name(filters, name, text)
                    )
                except FilterError as error:
                    return [gr.skip(), gr.skip(), gr.skip(), render.hint(str(error))]
                return [changed, render.active_filters(changed), "", ""]

            outputs = [self.state, self.active, box, self.problem]
            gr.on([box.submit, box.blur], add, [self.state, box], outputs, **PAGE_EVENT)

        async def set_dates(filters: Filters, after: str, before: str) -> list[Any]:
            try:
                changed = replace(filters, after=_day(after), before=_day(before))
            except FilterError as error:
                return [gr.skip(), gr.skip(), render.hint(str(error))]
            return [changed, render.active_filters(changed), ""]

        for date in self._dates:
            date.change(
                set_dates,
                [self.state, *self._dates],
                [self.state, self.active, self.problem],
                **PAGE_EVENT,
            )

        async def remove(filters: Filters, event: gr.EventData) -> list[Any]:
            changed = _without(filters, event_data(event))
            dates = [changed.after or "", changed.before or ""]
            # "Clear filters" also empties the fields, and the message about what was typed there.
            emptied = "" if _is_clear(event_data(event)) else gr.skip()
            return [
                changed,
                render.active_filters(changed),
                *(emptied for _ in self._boxes),
                *dates,
                emptied,
            ]

        fields = [*self._boxes, *self._dates]
        outputs = [self.state, self.active, *fields, self.problem]
        self.active.click(remove, self.state, outputs, **PAGE_EVENT)

    def _with_name(self, filters: Filters, name: NameKind, text: object) -> Filters:
        """The filters with a name that was typed."""
        if not isinstance(text, str) or not text.strip():
            return filters
        if len(text) > MAX_NAME_CHARACTERS:
            raise FilterError(
                f"{_LABELS[name]} has {len(text):,} characters, more than the"
                f" {MAX_NAME_CHARACTERS:,} allowed"
            )
        text = text.encode("utf-8", "replace").decode()
        try:
            known_name = self._backend.completions.known(name, text.strip())
        except FilterError as error:
            raise FilterError(_without_commands(str(error))) from error
        field = _FIELDS[name]
        values = cast("tuple[str, ...]", getattr(filters, field))
        return _with_field(filters, field, tuple(dict.fromkeys((*values, known_name))))


def _without_commands(message: str) -> str:
    """A message without the command in brackets that is of use only in a terminal."""
    return re.sub(r" \(`onrecord [^()]*\)", "", message)


def _with_field(filters: Filters, field: str, value: Any) -> Filters:
    return replace(filters, **{field: value})


def _is_clear(event: object) -> bool:
    return isinstance(event, dict) and event.get("act") == "clear"


def _without(filters: Filters, event: object) -> Filters:
    """The filters without the one whose button was pressed."""
    data: dict[str, Any] = event if isinstance(event, dict) else {}
    if _is_clear(data):
        return Filters()
    field, removed = data.get("field"), data.get("value")
    if field in ("after", "before"):
        return _with_field(filters, str(field), None)
    if field in _FIELDS.values():
        remaining = tuple(value for value in getattr(filters, str(field)) if value != removed)
        return _with_field(filters, str(field), remaining)
    return filters


def _day(text: object) -> str | None:
    if not isinstance(text, str) or not text.strip():
        return None
    day = parse_date(text.strip())
    if day is None:
        raise FilterError(f"{text.strip()[:40]!r} is not a date; write it as 2016-10-31")
    return day
