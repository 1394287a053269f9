"""The pilot's log in its encrypted database: the adapter of the port ``Log``.

``schema`` brings a database to the newest schema, ``open_log`` opens it.
"""

from lotsenbuch.persistence.log.opening import open_log
from lotsenbuch.persistence.log.schema import is_current, upgrade, version

__all__ = ["is_current", "open_log", "upgrade", "version"]
