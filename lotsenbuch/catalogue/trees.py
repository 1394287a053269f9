"""The code trees of the release rule: public, versioned, never changed once used (anonymisation, 4.1 and 4.4)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from lotsenbuch import resources
from lotsenbuch.catalogue import lists
from lotsenbuch.catalogue.entries import ENGLISH, Catalogue, Entry

ALL = "all"
REST = "rest"
NONE = "NONE"

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A leaf with its codes (a joined leaf has several), or a group with all codes below it.

    ``names`` holds the German name under ``de`` and the English one under ``en``.
    """

    code: str
    codes: tuple[str, ...]
    children: tuple["TreeNode", ...]
    names: Names


def _catalogues() -> dict[str, Catalogue[Entry]]:
    return {
        "authority": lists.authorities(),
        "topic": lists.topics(),
        "origin": lists.origins(),
        "language": lists.languages(),
        "age": lists.age_bands(),
        "gender": lists.genders(),
    }


@cache
def trees(version: int = 1) -> Mapping[str, TreeNode]:
    """Return the trees of the tables authority, topic, origin, language, age and gender.

    A joined leaf lists all its codes. Raises ``FileNotFoundError`` for a version that was never shipped.
    """
    file = tomllib.loads(resources.text(f"catalogue/trees-{version}.toml"))
    special = {code: _names(*names) for code, names in file["names"].items()}
    found = {name: _tree(file[name], catalogue, special) for name, catalogue in _catalogues().items()}
    return MappingProxyType(found)


def _names(de: str, en: str) -> Names:
    return MappingProxyType({"de": de, "en": en})


def _tree(table: dict[str, Any], catalogue: Catalogue[Entry], special: dict[str, Names]) -> TreeNode:
    joined = {code: (codes, _names(de, en)) for code, codes, de, en in table.get("joined", [])}

    def leaf(code: str) -> TreeNode:
        if code in joined:
            codes, names = joined[code]
            return TreeNode(code, tuple(codes.split()), (), names)
        return TreeNode(code, (code,), (), special.get(code) or _named(catalogue, code))

    groups = [
        _over(code, tuple(leaf(each) for each in codes.split()), _named(catalogue, code))
        for code, codes in table.get("groups", [])
    ]
    single = [leaf(code) for code in table.get("leaves", "").split()]
    return _over(ALL, (*groups, *single), special[ALL])


def _named(catalogue: Catalogue[Entry], code: str) -> Names:
    return _names(catalogue.name(code), catalogue.name(code, ENGLISH))


def _over(code: str, children: tuple[TreeNode, ...], names: Names) -> TreeNode:
    return TreeNode(code, tuple(each for child in children for each in child.codes), children, names)


@cache
def _block_names(version: int, table: str) -> Mapping[str, Names]:
    file = tomllib.loads(resources.text(f"catalogue/trees-{version}.toml"))
    found: dict[str, Names] = {REST: _names(*file["names"][REST])}

    def visit(node: TreeNode) -> None:
        found[node.code] = node.names
        for child in node.children:
            visit(child)

    visit(trees(version)[table])
    return MappingProxyType(found)


def block_name(table: str, code: str, language: str = "de", version: int = 1) -> str:
    """Return the printed name of a block: a leaf, a joined leaf, a group, ``rest`` or ``all``.

    A code this tree does not know is its own name.
    """
    names = _block_names(version, table).get(code)
    if names is None:
        return code
    return names["en" if language == ENGLISH else "de"]
