"""Coded vocabularies that pilot and Träger share, and the code trees of the release rule.

The data lies in ``resources/catalogue``; each list is read once, when it is first asked for. Codes are
stable. A code that this version does not know is kept by whoever stores it, and its name is the code itself.
"""

from lotsenbuch.catalogue.entries import Catalogue, Entry, Group, KindEntry
from lotsenbuch.catalogue.lists import (
    age_bands,
    authorities,
    consents,
    genders,
    kinds,
    languages,
    origins,
    referrals,
    roles,
    states,
    topics,
)
from lotsenbuch.catalogue.spelling import normalised
from lotsenbuch.catalogue.trees import ALL, NONE, REST, TreeNode, block_name, trees

__all__ = [
    "ALL",
    "NONE",
    "REST",
    "Catalogue",
    "Entry",
    "Group",
    "KindEntry",
    "TreeNode",
    "age_bands",
    "authorities",
    "block_name",
    "consents",
    "genders",
    "kinds",
    "languages",
    "normalised",
    "origins",
    "referrals",
    "roles",
    "states",
    "topics",
    "trees",
]
