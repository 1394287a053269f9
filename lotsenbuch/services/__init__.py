"""The pilot's use cases: short typed functions that take ports and return what changed.

``ports`` says what the use cases need from the outside; adapters implement it, ``bootstrap`` wires them.
"""
