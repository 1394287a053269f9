"""Lotsenbuch: an encrypted log of accompaniments, and the activity sheets that come out of it."""

__version__ = "0.1.0"
