"""Vector arithmetic: passage vectors from sentence vectors, compact storage, cosines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


def unit_vector(vector: Vectors) -> Vectors:
    """The vector scaled to length 1; a zero vector stays as it is."""
    unit: Vectors = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return unit


def passage_vector(sentences: Vectors, lengths: Sequence[int]) -> Vectors:
    """Unit vector of a passage: the mean of its sentences' vectors, weighted by their lengths.

    Args:
        sentences: Mean token states, shape (sentences, dimension).
        lengths: Number of characters of each sentence.
    """
    weights = np.asarray(lengths, np.float32)
    return unit_vector(weights @ sentences)


def pack_vectors(passage: Vectors, sentences: Vectors) -> bytes:
    """Pack a passage's vector and its sentences' vectors for storage.

    The passage's vector is stored in float16, the sentences' as unit vectors in int8 (steps of
    1/127), which changes a cosine by less than 0.003.
    """
    unit = sentences / np.maximum(np.linalg.norm(sentences, axis=1, keepdims=True), 1e-9)
    peak = np.maximum(np.abs(unit).max(axis=1, keepdims=True, initial=0), 1e-9)
    scaled = np.round(unit / peak * 127).astype(np.int8)
    packed: bytes = passage.astype(np.float16).tobytes() + scaled.tobytes()
    return packed


def unpack_passage_vector(packed: bytes, sentences: int) -> Vectors:
    """The passage's unit vector.

    Args:
        packed: What `pack_vectors` returned.
        sentences: Number of sentences that were packed.
    """
    dimension = len(packed) // (2 + sentences)
    return unit_vector(np.frombuffer(packed, np.float16, dimension).astype(np.float32))


def passage_cosines(packed: Sequence[bytes], vector: Vectors) -> Vectors:
    """The cosine of each passage with a unit vector, shape (passages,).

    Args:
        packed: For each passage what `pack_vectors` returned; at least one passage.
        vector: Unit vector, shape (dimension,).
    """
    size = 2 * len(vector)
    rows = np.frombuffer(b"".join(data[:size] for data in packed), np.float16)
    return _cosines(rows.astype(np.float32).reshape(-1, len(vector)), vector)


def sentence_cosines(packed: Sequence[bytes], sentences: Sequence[int], vector: Vectors) -> Vectors:
    """The cosine of each sentence with a unit vector, shape (sentences of all passages,).

    Args:
        packed: For each passage what `pack_vectors` returned; at least one passage.
        sentences: For each passage its number of sentences.
        vector: Unit vector, shape (dimension,).
    """
    vectors = (
        data[-number * len(vector) :] for data, number in zip(packed, sentences, strict=True)
    )
    rows = np.frombuffer(b"".join(vectors), np.int8).astype(np.float32).reshape(-1, len(vector))
    return _cosines(rows, vector)


def _cosines(rows: Vectors, vector: Vectors) -> Vectors:
    """The cosine of each row with a unit vector, shape (rows,)."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    # Not `@`: its threads would keep spinning on the cores that the models need.
    products = np.einsum("ij,j->i", rows, vector)
    cosines: Vectors = products / np.maximum(lengths, 1e-9)
    return cosines
