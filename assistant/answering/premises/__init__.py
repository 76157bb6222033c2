"""What a question takes for granted: that it is English, and that its names occur.

    question -> language -> spelling -> letter case -> names -> occurrence

`assistant/answering/evidence_premises.py` compares the names with the evidence found.
"""
