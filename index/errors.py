"""All exceptions that the index raises on purpose.

    OnRecordError
    ├── DocumentError            one file can't be used; indexing goes on without it
    ├── FormatError              a module of index/ingest/formats/ is incomplete
    ├── MetadataError            a metadata.csv can't be used
    ├── EmbeddingError           the embedding model can't be loaded
    ├── LexiconError             a list of words of a language is malformed
    ├── BackupError              a backup can't be written, or is damaged or no backup
    │   └── BackupRefusedError   it would replace something, and nobody said so
    ├── FilterError              a filter names something that can't be matched
    └── StoreError               the store can't be used (exit code 3)
        ├── StoreMissing         there is no store in the folder
        ├── StoreMismatch        made with another model, other settings or another version
        ├── StoreBusy            another process is writing to it
        ├── StoreNotWritable     its disk is full, or it may only be read
        └── StoreDamaged         its files can't be read

Each message names the value and the file that caused the error and says what to do. Only the
command line turns an error into an exit code.
"""


class OnRecordError(Exception):
    """Base class of every error that On Record raises on purpose."""


class DocumentError(OnRecordError):
    """One file can't be read as a document. The message doesn't repeat the file's path."""


class FormatError(OnRecordError):
    """A module that adds a file format is incomplete. The message names it and what is wrong."""


class MetadataError(OnRecordError):
    """A metadata file is malformed."""


class EmbeddingError(OnRecordError):
    """The embedding model can't be loaded."""


class LexiconError(OnRecordError):
    """A list of words of a language is malformed, or half of a language is missing."""


class TaggerError(OnRecordError):
    """The model that finds statements can't be loaded."""


class FilterError(OnRecordError, ValueError):
    """A filter has a value that can't be understood, such as an impossible date."""


class BackupError(OnRecordError):
    """A backup can't be written, or a file is no backup, or a damaged one."""


class BackupRefusedError(BackupError, ValueError):
    """A backup or a restored store would replace something, and nobody said so."""


class StoreError(OnRecordError):
    """The store can't be used."""


class StoreMissing(StoreError):
    """There is no store in the given folder."""


class StoreMismatch(StoreError):
    """The store was made with another model, with other settings or by another version."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class StoreNotWritable(StoreError):
    """The store's disk is full, or its files may only be read; what is there can be read."""


class StoreDamaged(StoreError):
    """The store's files can't be read."""


def first_line_of(error: Exception) -> str:
    """The first line of an error of a library, short enough to be part of a message."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
