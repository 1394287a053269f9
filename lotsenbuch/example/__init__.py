"""Synthetic pilots: seeded, documented, plainly invented; for the demo, example data, tests and benchmarks.

`pilots` makes them out of a `caseload` (who is there in which month) and a `diary` (what is done); `stock`
holds what they are made of, `lot` the repeatable draws, `working_days` the calendar, `model` the plain
result. On average a household stays four and a half months, comes back in 15 % of all cases, is seen 1.2 to
2.2 times a month, and speaks a language of its country of origin; one or two countries come up six times as
often with a pilot as they otherwise would.
"""
