"""Sentences for expected failures while documents are made.

A document is drawn from checked values in memory and fails only as a bug, so there is no sentence yet; the
files are written by others, who have sentences for a full or protected disk.
"""

SENTENCES: dict[str, str] = {}
