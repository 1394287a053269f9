"""Alembic's entry to the log's scripts."""

from lotsenbuch.persistence.migration import run_environment

run_environment()
