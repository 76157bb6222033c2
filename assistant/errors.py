"""What can go wrong in the assistant, on top of `index.errors`.

OnRecordError
├── QuestionError        the question can't be asked as it is
├── ReaderError          the reader's model can't be loaded
├── EntailmentError      the model that was named to check sentences can't be used
├── ModelError           a chat model can't be used as it is named
├── ModelFailed          a chat model did not reply
├── ConversationError    a conversation can't be found, read or kept
├── FeedbackError        what users said of answers can't be kept or read
├── QuoteError           the quote can't be looked up as it is
├── SavedError           a file of saved answers can't be checked
├── BatchError           a file of questions or quotes can't be read
├── ArgumentError        what a program gave to the API is of the wrong kind
├── UploadError          what was uploaded can't be taken in at all
├── UsersError           a file of users can't be used
├── EvaluationError      an evaluation can't be run, or not compared with another
└── ServeError           the chat can't be served at the given address
    └── PortTaken        another program listens on the port
"""

from index.errors import OnRecordError

__all__ = [
    "ArgumentError",
    "BatchError",
    "ConversationError",
    "EntailmentError",
    "EvaluationError",
    "FeedbackError",
    "ModelError",
    "ModelFailed",
    "PortTaken",
    "QuestionError",
    "QuoteError",
    "ReaderError",
    "SavedError",
    "ServeError",
    "UploadError",
    "UsersError",
]


class QuestionError(OnRecordError, ValueError):
    """The question can't be asked as it is, for instance because it is empty."""


class ReaderError(OnRecordError):
    """The reader's model can't be loaded: its files are missing or damaged, or it is none."""


class EntailmentError(OnRecordError):
    """The model that was named to check sentences can't be loaded, or is not one of inference."""


class ModelError(OnRecordError, ValueError):
    """A chat model can't be used as it is named: the name, the package or the key is wrong."""


class ModelFailed(OnRecordError):
    """A chat model did not reply, or not to the end; asking again may help."""


class ConversationError(OnRecordError, ValueError):
    """A conversation can't be found, read or kept."""


class FeedbackError(OnRecordError):
    """What users said of answers can't be kept or read."""


class QuoteError(OnRecordError, ValueError):
    """The quote can't be looked up as it is, for instance because there are no words in it."""


class SavedError(OnRecordError, ValueError):
    """A file is not one of saved answers, so that there is nothing in it to check again."""


class BatchError(OnRecordError):
    """A file of questions or quotes can't be read."""


class ArgumentError(OnRecordError, ValueError):
    """What a program gave to the API is of the wrong kind or out of range."""


class UploadError(OnRecordError):
    """What was uploaded can't be taken in at all; single files are skipped with a reason."""


class UsersError(OnRecordError, ValueError):
    """A file of users can't be read or written, or somebody is not in it."""


class EvaluationError(OnRecordError, ValueError):
    """An evaluation can't be run as it is asked for, or not be compared with another."""


class ServeError(OnRecordError):
    """The chat can't be served at the given address, or not without a password."""


class PortTaken(ServeError):
    """Another program listens on the port."""
