"""The page behind everything that stands before it."""

from stand_in import StandIn

from assistant.ui.hosting import host_page
from assistant.ui.page import build_page, theme
from assistant.ui.warmup import WarmUp


def test_a_session_copies_no_settings_until_something_changes():
    assistant = StandIn()
    page = build_page(assistant, WarmUp(assistant.warm_up))
    host_page(page, theme(), None, lambda name: True)
    session = page.state_holder["somebody"]
    assert session.config_values == {}
    key = next(key for key, block in page.blocks.items() if block.get_block_name() == "textbox")
    session._update_value_in_config(key, "changed")
    assert list(session.config_values) == [key]
    assert session.config_values[key]["props"]["value"] == "changed"
