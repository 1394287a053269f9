"""The Träger's collection in its encrypted database: the adapter of the ports ``Collection`` and ``Keys``.

``schema`` brings a database to the newest schema, ``open_collection`` opens it.
"""

from lotsenbuch.persistence.collection.opening import Opened, open_collection
from lotsenbuch.persistence.collection.schema import is_current, upgrade, version

__all__ = ["Opened", "is_current", "open_collection", "upgrade", "version"]
