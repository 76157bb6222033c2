"""The exit codes of `onrecord`, other than 0 for success (also when the answer is `not_found`)."""

EXIT_FAILED = 1
"""Some inputs failed, a citation no longer holds, or a metric is below its limit."""
EXIT_USAGE = 2
"""The command line is wrong."""
EXIT_STORE = 3
"""The store can't be used."""
