"""The command line. The only place where errors become exit codes.

Exit codes: 0 done (also when the answer is `not_found`), 1 some inputs failed, 2 usage, 3 the
store can't be used. Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from assistant.commands.ask import ask, search
from assistant.commands.chat import chat
from assistant.commands.cite import cite, verify
from assistant.commands.conversations import conversations
from assistant.commands.documents import list_, remove, show, stats
from assistant.commands.eval import evaluation
from assistant.commands.feedback import feedback
from assistant.commands.index import index
from assistant.commands.shared import FAILED, STORE, USAGE
from assistant.commands.statements import statements
from assistant.commands.users import users

_EXAMPLES = """
\b
Examples:
  onrecord index statements/                  index a folder (again: only what changed)
  onrecord ask "What did Plokhov say about extradition?"
  onrecord ask "And how many times?" --conversation extradition    a follow-up
  onrecord ask --batch questions.jsonl --out answers.jsonl
  onrecord search "minimum wage" --outlet Politico --after 2016-01-01
  onrecord cite "the most important job" --speaker "Ted Cruz"      is it real?
  onrecord statements --speaker Sanders --about banks       who said what, oldest first
  onrecord verify answers.jsonl               do saved answers still hold?
  onrecord show article.txt --span 1083:1211
  onrecord eval questions.jsonl               how good are the answers?
  onrecord chat statements/                   index, then chat at http://127.0.0.1:7860
"""


class _Group(click.Group):
    """Turns the errors of the packages below into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        from index.errors import FilterError, OnRecordError, StoreError

        try:
            return super().invoke(ctx)
        except StoreError as error:
            _fail(error, STORE)
        except FilterError as error:
            _fail(error, USAGE)
        except OnRecordError as error:
            _fail(error, USAGE if isinstance(error, ValueError) else FAILED)
        except KeyboardInterrupt:
            click.echo("\nstopped; what was done is kept", err=True)
            sys.exit(130)


def _fail(error: Exception, code: int) -> None:
    click.echo(f"onrecord: {error}", err=True)
    sys.exit(code)


@click.group(cls=_Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def main() -> None:
    """Ask source statements questions; get answers that cite the exact words.

    On Record indexes a folder of official statements, press releases, transcripts and news
    articles, and answers from them alone: every answer names who reported it and when, and
    points to the exact characters. Nothing leaves this machine, unless you name a chat model
    with --llm, which is then sent the question and the evidence.
    """


for _command in (
    *(index, ask, search, cite, statements, verify, show, list_, remove, stats, chat),
    conversations,
    feedback,
    users,
    evaluation,
):
    main.add_command(_command)
