"""The assistant's exceptions, on top of those in `index.errors`.

OnRecordError
├── QuestionError            the question can't be answered as it is, for instance if it is empty
├── ReaderError              the reader's model can't be loaded
├── CheckError               a check of written sentences is incomplete
├── EntailmentError          the inference model that checks sentences can't be loaded
├── ChatModelSetupError      a chat model's name, package or key is wrong
├── ChatModelReplyError      a chat model did not reply, or not to the end
├── ConversationError        a conversation can't be found, read or written
│   └── TurnNotSavedError    an answer could not be added to its conversation
├── FeedbackError            users' feedback can't be read or written
├── QuoteError               the quote can't be checked as it is, for instance if it has no words
├── DraftError               a draft can't be read or checked, or its report not be written
├── SavedAnswersError        a file is not one of saved answers
├── BatchError               a file of questions or quotes can't be read
├── ArgumentError            an argument of an API call is of the wrong type or out of range
├── PeopleFileError          a CSV file of people can't be read
├── UploadError              none of the uploaded files can be indexed
├── UsersError               a file of users can't be read or written
├── EvaluationError          an evaluation can't be run, or not be compared with another
└── ServeError               the chat can't be served at the given address
    └── PortInUseError       another program listens on the port
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import OnRecordError

if TYPE_CHECKING:
    from assistant.records import Answer

__all__ = [
    "ArgumentError",
    "BatchError",
    "ChatModelReplyError",
    "ChatModelSetupError",
    "CheckError",
    "ConversationError",
    "DraftError",
    "EntailmentError",
    "EvaluationError",
    "FeedbackError",
    "PeopleFileError",
    "PortInUseError",
    "QuestionError",
    "QuoteError",
    "ReaderError",
    "SavedAnswersError",
    "ServeError",
    "TurnNotSavedError",
    "UploadError",
    "UsersError",
]


class QuestionError(OnRecordError, ValueError):
    """The question can't be answered as it is, for instance because it is empty."""


class ReaderError(OnRecordError):
    """The reader's model can't be loaded: files are missing or damaged, or it is no reader."""


class CheckError(OnRecordError):
    """A file in `assistant/generation/checks/` has no check or an incomplete one."""


class EntailmentError(OnRecordError):
    """The model named to check sentences can't be loaded, or is no inference model."""


class ChatModelSetupError(OnRecordError, ValueError):
    """A chat model can't be used: its name, its package or its key is wrong or missing."""


class ChatModelReplyError(OnRecordError):
    """A chat model did not reply, or not to the end; asking again may help."""


class ConversationError(OnRecordError, ValueError):
    """A conversation can't be found, read or written."""


class TurnNotSavedError(ConversationError):
    """A question was answered, and the answer could not be added to its conversation."""

    def __init__(self, message: str, answer: Answer) -> None:
        super().__init__(message)
        self.answer = answer


class FeedbackError(OnRecordError):
    """Users' feedback on answers can't be read or written."""


class QuoteError(OnRecordError, ValueError):
    """The quote can't be checked as it is, for instance because it has no words."""


class DraftError(OnRecordError, ValueError):
    """A draft can't be read or checked, or its report can't be written in the format wanted."""


class SavedAnswersError(OnRecordError, ValueError):
    """A file is not one of saved answers, so it has no citations to check again."""


class BatchError(OnRecordError):
    """A file of questions or quotes can't be read."""


class ArgumentError(OnRecordError, ValueError):
    """An argument of an API call is of the wrong type or out of range."""


class PeopleFileError(OnRecordError, ValueError):
    """A CSV file of people can't be read, or lacks a column."""


class UploadError(OnRecordError):
    """None of the uploaded files can be indexed; single bad files are skipped with a reason."""


class UsersError(OnRecordError, ValueError):
    """A file of users can't be read or written, or lacks the user asked for."""


class EvaluationError(OnRecordError, ValueError):
    """An evaluation can't be run as asked, or not be compared with another."""


class ServeError(OnRecordError):
    """The chat can't be served at the given address, or needs a password for it."""


class PortInUseError(ServeError):
    """Another program listens on the port."""
