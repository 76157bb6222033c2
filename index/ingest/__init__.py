"""Turns files into documents: discovery, formats, metadata, and isolated reading of uploads."""
