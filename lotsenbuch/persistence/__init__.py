"""Databases: the pilot's log and the Träger's collection, each with its own tables and migrations.

What both share lies here: ``engine`` (SQLAlchemy over a connection that somebody else opened),
``unit_of_work`` (transactions), ``values`` (how single values are written) and ``migration`` (Alembic inside one
explicit transaction). Records never leave this package.
"""
