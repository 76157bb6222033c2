"""The main flow from question to answer; `pipeline.answer_question` is the entry point."""
