"""What can go wrong in the assistant, on top of `index.errors`.

OnRecordError
├── QuestionError        the question can't be asked as it is
├── BatchError           a file of questions can't be read
└── ServeError           the chat can't be served at the given address
    └── PortTaken        another program listens on the port
"""

from index.errors import OnRecordError

__all__ = ["BatchError", "PortTaken", "QuestionError", "ServeError"]


class QuestionError(OnRecordError, ValueError):
    """The question can't be asked as it is, for instance because it is empty."""


class BatchError(OnRecordError):
    """A file of questions can't be read."""


class ServeError(OnRecordError):
    """The chat can't be served at the given address, or not without a password."""


class PortTaken(ServeError):
    """Another program listens on the port."""
