"""The command line `onrecord`: collects its commands, and turns errors into exit codes.

Results go to stdout, everything else to stderr. `assistant.commands.exit_codes` lists the codes.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from assistant.commands.ask import ask, search
from assistant.commands.backups import back_up, restore_store
from assistant.commands.chat import chat
from assistant.commands.check import check
from assistant.commands.check_store import check_whole_store
from assistant.commands.cite import cite, verify
from assistant.commands.conversations import conversations
from assistant.commands.documents import (
    list_documents,
    remove_from_store,
    show_document,
    show_statistics,
)
from assistant.commands.eval import evaluate_test_set
from assistant.commands.exit_codes import EXIT_FAILED, EXIT_STORE, EXIT_USAGE
from assistant.commands.feedback import feedback
from assistant.commands.index import index
from assistant.commands.people import people
from assistant.commands.statements import statements
from assistant.commands.terminal import echo, visible_text
from assistant.commands.users import users
from assistant.process_environment import set_for_program

_EXAMPLES = """
\b
Examples:
  onrecord index statements/                  index a folder; run again for changes only
  onrecord ask "What did Plokhov say about extradition?" --conversation plokhov
  onrecord ask "And how many times?" --conversation plokhov    a follow-up
  onrecord ask --batch questions.jsonl --out answers.jsonl
  onrecord search "minimum wage" --outlet Politico --after 2016-01-01
  onrecord cite "the most important job" --speaker "Ted Cruz"      is the quote real?
  onrecord check draft.docx --out checked.docx              every quotation of a draft
  onrecord statements --speaker Sanders --about banks       who said what, oldest first
  onrecord people "Bernie Sanders"            all names and roles of one person
  onrecord verify answers.jsonl               check saved citations again
  onrecord show article.txt --span 1083:1211
  onrecord eval questions.jsonl               measure how good the answers are
  onrecord chat statements/                   index, then chat at http://127.0.0.1:7860
"""


class _CommandGroup(click.Group):
    """Prints On Record's errors as messages, and exits with the matching code."""

    def invoke(self, ctx: click.Context) -> Any:
        from index.errors import FilterError, OnRecordError, StoreError

        try:
            return super().invoke(ctx)
        except StoreError as error:
            _exit_with(error, EXIT_STORE)
        except FilterError as error:
            _exit_with(error, EXIT_USAGE)
        except OnRecordError as error:
            _exit_with(error, EXIT_USAGE if isinstance(error, ValueError) else EXIT_FAILED)
        except click.ClickException as error:
            # Names of files and arguments stand in its message.
            message = visible_text(error.format_message())
            # The same error, as each kind shows itself in its own way: as a page of help, too.
            error.format_message = lambda: message  # type: ignore[method-assign]
            raise
        except KeyboardInterrupt:
            # A terminal shows “^C”, or a progress bar, in the line.
            start = "\n" if sys.stderr.isatty() else ""
            echo(f"{start}stopped; finished work is kept", err=True)
            sys.exit(130)


def _exit_with(error: Exception, code: int) -> None:
    echo(f"onrecord: {error}", err=True)
    sys.exit(code)


@click.group(
    cls=_CommandGroup, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="onrecord")
def main() -> None:
    """Ask questions about source statements; get answers that cite the exact words.

    On Record indexes a folder of official statements, press releases, transcripts and news
    articles, and answers only from them. Every answer names the outlet and the date of its
    sources and points to the exact characters. Nothing leaves this machine unless you name a
    chat model with --llm, which is then sent the question and the evidence.
    """
    set_for_program()


for _command in (
    *(index, ask, search, cite, check, statements, people, verify),
    *(show_document, list_documents, remove_from_store, show_statistics),
    *(check_whole_store, back_up, restore_store),
    *(chat, conversations, feedback, users, evaluate_test_set),
):
    main.add_command(_command)
