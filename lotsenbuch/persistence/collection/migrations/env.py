"""Alembic's entry to the collection's scripts."""

from lotsenbuch.persistence.migration import run_environment

run_environment()
