"""Answers by a chat model: it is given numbered evidence, and each of its sentences is checked."""
