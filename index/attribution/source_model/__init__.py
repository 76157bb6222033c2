"""Tells by a fitted model whether what the tagger takes for a source is somebody who speaks."""
