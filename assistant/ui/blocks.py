"""What the tabs are built with."""

from __future__ import annotations

import os
from typing import Any

# Read when Gradio is imported, hence before it.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# After each event Gradio makes a table of the last 10,000 for its dashboard, which is off.
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")
# Around each event Gradio asks matplotlib for its backend, which imports all of it to choose one.
os.environ.setdefault("MPLBACKEND", "agg")

from assistant.ui.lean import lean_import

with lean_import():
    import gradio as gr

__all__ = ["PRIVATE", "acting", "block", "completed", "gr", "without_example"]

PRIVATE: dict[str, Any] = {
    "api_visibility": "private",
    "concurrency_limit": None,
    "show_progress": "hidden",
}
"""How an event of the page is bound: not for programs, and without Gradio's own signs of work."""


def block(value: str, elem_id: str | None = None) -> gr.HTML:
    """A piece of HTML without Gradio's styles and scripts."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def acting(value: str, elem_id: str | None = None) -> gr.HTML:
    """A piece of HTML whose buttons and forms with `data-act` cause its event `click`.

    The event's data are the `data-*` of the button, and what its form holds.
    """
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=_ACTING)


def without_example(files: gr.File) -> None:
    """Take a field's example away: Gradio's is on another host, which the page would name."""
    files.example_payload = lambda: None  # type: ignore[method-assign]


def completed(kind: str, label: str, placeholder: str | None = None) -> gr.Textbox:
    """A field for a name that the store completes.

    Args:
        kind: `speaker`, `outlet` or `document`.
        label: Of the field.
        placeholder: What stands in it while it is empty.
    """
    return gr.Textbox(
        label=label,
        placeholder=placeholder,
        lines=1,
        max_lines=1,
        elem_classes=["or-completed", f"or-{kind}-names"],
        min_width=140,
    )


_ACTING = """
const tell = (part, form) => {
  const told = { ...part.dataset };
  if (form) for (const [name, value] of new FormData(form)) told[name] = value;
  trigger("click", told);
};
element.addEventListener("click", (event) => {
  const part = event.target.closest("button[data-act]");
  if (!part || !element.contains(part)) return;
  event.preventDefault();
  if (part.dataset.sure && part.dataset.asked === undefined) {
    const was = [part.textContent, part.getAttribute("aria-label")];
    part.dataset.asked = "";
    part.removeAttribute("aria-label");
    part.textContent = part.dataset.sure;
    part.focus();  // not every browser does so at a click
    // Who went elsewhere meanwhile is asked again.
    const disarm = () => {
      if (part.dataset.asked === undefined) return;
      delete part.dataset.asked;
      part.textContent = was[0];
      if (was[1] !== null) part.setAttribute("aria-label", was[1]);
    };
    part.addEventListener("blur", disarm, { once: true });
    part.closest("details")?.addEventListener("toggle", disarm, { once: true });
    return;
  }
  part.closest("details.or-menu")?.removeAttribute("open");
  tell(part);
});
element.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  tell(form, form);
});
"""
