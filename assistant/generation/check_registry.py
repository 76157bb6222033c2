"""Finds every check of `assistant/generation/checks/`, in the order in which they are run."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from assistant.errors import CheckError
from assistant.generation import checks
from assistant.generation.comparison.sentence_check import SentenceCheck

__all__ = ["all_checks"]


@cache
def all_checks(package: ModuleType = checks) -> tuple[SentenceCheck, ...]:
    """Every check of a sentence, in the order in which they are run.

    Args:
        package: The package whose files have the checks.

    Raises:
        CheckError: A file has no check or an incomplete one, or two checks have the same name or
            order; the message names the file.
    """
    found: list[tuple[SentenceCheck, str]] = []
    for module_name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        name = f"{package.__name__}.{module_name}"
        file = name.replace(".", "/") + ".py"
        check = _check_of(name, file)
        for other, other_file in found:
            for field in ("name", "order"):
                value = getattr(check, field)
                if value == getattr(other, field):
                    raise CheckError(
                        f"two checks have the {field} {value!r}: in {other_file} and in {file}"
                    )
        found.append((check, file))
    return tuple(sorted((check for check, _ in found), key=lambda check: check.order))


def _check_of(module: str, file: str) -> SentenceCheck:
    try:
        check = getattr(importlib.import_module(module), "CHECK", None)
    except (TypeError, ValueError) as error:
        raise CheckError(f"{file} can't be used: {error}") from error
    if not isinstance(check, SentenceCheck):
        raise CheckError(
            f"{file} has no CHECK, a"
            f" {SentenceCheck.__module__}.{SentenceCheck.__qualname__}; a file that is not a check"
            " belongs in assistant/generation/comparison/"
        )
    return check
