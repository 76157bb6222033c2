"""The main flow: retrieve, read, weigh the evidence, answer or refuse."""
