"""The commands of `onrecord`, by what they are about. `assistant.cli` makes them one program."""
