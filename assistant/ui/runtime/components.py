"""The Gradio components and event settings that the tabs of the page are built with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from assistant.ui.runtime.gradio_patches import import_gradio_lean, remove_example

with import_gradio_lean():
    import gradio as gr

__all__ = [
    "PAGE_EVENT",
    "PageUpdate",
    "clickable_html",
    "file_field",
    "gr",
    "name_field",
    "plain_html",
]

PageUpdate = dict[Any, Any]
"""What an event handler changes: new values or settings by component."""

PAGE_EVENT: dict[str, Any] = {
    "api_visibility": "private",
    "concurrency_limit": None,
    "show_progress": "hidden",
}
"""Settings of the page's own events: programs can't call them, and Gradio shows no progress."""


def plain_html(value: str, elem_id: str | None = None) -> gr.HTML:
    """A piece of HTML without Gradio's styles and scripts."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def clickable_html(value: str, elem_id: str | None = None) -> gr.HTML:
    """A piece of HTML whose buttons and forms with `data-act` trigger its event `click`.

    The event carries the `data-*` attributes of the button or form, and the form's fields. A
    button with `data-confirm` has to be pressed twice.
    """
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=_SEND_BUTTON_DATA)


def file_field(
    label: str,
    suffixes: Iterable[str],
    elem_id: str,
    file_count: Literal["single", "multiple"] = "single",
) -> gr.File:
    """A field that files are dropped on or chosen in.

    Args:
        label: For screen readers.
        suffixes: Endings of the files that can be chosen.
        elem_id: The element's id in the page.
        file_count: Whether one file or several are taken.
    """
    field = gr.File(
        label=label,
        show_label=False,
        file_count=file_count,
        file_types=list(suffixes),
        height=120,
        elem_id=elem_id,
    )
    remove_example(field)
    return field


def name_field(kind: str, label: str, placeholder: str | None = None) -> gr.Textbox:
    """A text field that completes names in the store as they are typed.

    Args:
        kind: `speaker`, `outlet` or `document`.
        label: The field's label.
        placeholder: Shown while the field is empty.
    """
    return gr.Textbox(
        label=label,
        placeholder=placeholder,
        lines=1,
        max_lines=1,
        elem_classes=["or-completed", f"or-{kind}-names"],
        min_width=140,
    )


_SEND_BUTTON_DATA = """
const send = (part, form) => {
  const data = { ...part.dataset };
  if (form) for (const [name, value] of new FormData(form)) data[name] = value;
  trigger("click", data);
};
element.addEventListener("click", (event) => {
  const part = event.target.closest("button[data-act]");
  if (!part || !element.contains(part)) return;
  event.preventDefault();
  if (part.dataset.confirm && part.dataset.confirming === undefined) {
    const label = [part.textContent, part.getAttribute("aria-label")];
    part.dataset.confirming = "";
    part.removeAttribute("aria-label");
    part.textContent = part.dataset.confirm;
    part.focus();  // some browsers don't focus a button that is clicked
    // Leaving the button cancels the confirmation.
    const cancel = () => {
      if (part.dataset.confirming === undefined) return;
      delete part.dataset.confirming;
      part.textContent = label[0];
      if (label[1] !== null) part.setAttribute("aria-label", label[1]);
    };
    part.addEventListener("blur", cancel, { once: true });
    part.closest("details")?.addEventListener("toggle", cancel, { once: true });
    return;
  }
  part.closest("details.or-menu")?.removeAttribute("open");
  send(part);
});
element.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  send(form, form);
});
"""
