"""Each prediction of a run compared with what was expected."""
