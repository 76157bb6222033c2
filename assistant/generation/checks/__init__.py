"""The checks of a sentence by a chat model. To add one, add a file; nothing else has to change.

A file has `CHECK`, a `SentenceCheck` of `assistant.generation.comparison.sentence_check`.
`assistant.generation.check_registry` finds the files. What several checks use stands in
`assistant/generation/comparison/`. No check loads a model: `assistant/generation/support/` does.
"""
