"""The checks of a chat model's sentences. To add a check, add a file; nothing else changes.

A file has `CHECK`, a `SentenceCheck` of `assistant.generation.comparison.sentence_check`.
`assistant.generation.check_registry` finds the files. What several checks use stands in
`assistant/generation/comparison/`. No check loads a model: `assistant/generation/support/` does.
"""
