"""Presenters: what a page asks for, done beside the window, and brought back as plain values.

Only presenters call the use cases. They hold no widgets; a page connects to their signals.
"""
