"""What the tabs are built with."""

from __future__ import annotations

from typing import Any

from assistant.ui.runtime.gradio_patches import import_gradio_lean

with import_gradio_lean():
    import gradio as gr

__all__ = ["PRIVATE", "acting", "block", "completed", "gr"]

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
