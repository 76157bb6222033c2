"""Environment variables that libraries read, set once when the program `onrecord` starts.

Only programs call this (`assistant.cli`, and the second process of a chat), before they import
anything heavy. Importing or using On Record from Python never changes the environment. Nothing
here is needed for promises such as that nothing leaves the machine; a variable that the user has
set is left as it is.
"""

from __future__ import annotations

import os

__all__ = ["KERNEL_CACHE_SIZE", "set_for_program", "set_for_server"]

KERNEL_CACHE_SIZE = 16
"""Compiled kernels that each thread of a server keeps in PyTorch (by default 1,024). There is one
for each length of text and each layer, so that a long-running process would grow by half a
gigabyte."""


def set_for_program() -> None:
    """Set what every command needs."""
    # Texts are tokenized one at a time or in small batches, for which threads cost more than they
    # bring. The tokenizers' Python package has no other setting for it.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Models that are not on this machine are downloaded when the user names them; nothing else
    # is sent then.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")


def set_for_server() -> None:
    """Set what a long-running process needs; call it before any model is loaded."""
    # Read when the first kernel is made: by oneDNN, and by PyTorch's layer over it.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", str(KERNEL_CACHE_SIZE))
    os.environ.setdefault("LRU_CACHE_CAPACITY", str(KERNEL_CACHE_SIZE))
