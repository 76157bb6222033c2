"""The commands of `onrecord`, one module for each subject; `assistant.cli` collects them."""
