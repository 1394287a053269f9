"""What the codes of a sheet are called on paper. An unknown code of a newer catalogue stays its code."""

from functools import cache

from lotsenbuch import catalogue, programme
from lotsenbuch.catalogue import ALL, REST, TreeNode
from lotsenbuch.i18n import SOURCE, _, ngettext
from lotsenbuch.report.wording import document_language, whole

MERGED = frozenset({REST})


@cache
def _lines() -> dict[str, tuple[str, str]]:
    return {each.line: (each.de, each.en) for each in programme.book().programmes}


def programme_line(code: str) -> str:
    """Return the name of a programme line."""
    german, english = _lines().get(code, (code, code))
    return german if document_language() == SOURCE else english


def tree(table: str, version: int, origin: str = "country") -> TreeNode | None:
    """Return the code tree a table was split by, or nothing for a version this program does not know.

    ``origin`` is the pilot's setting: with ``language`` the table of origins counts first languages.
    """
    name = origin if table == "origin" and origin == "language" else table
    try:
        return catalogue.trees(version).get(name)
    except FileNotFoundError:
        return None


def table_title(table: str) -> str:
    """Return what a table is about."""
    return {
        "authority": _("Stellen"),
        "topic": _("Themen"),
        "origin": _("Herkunft"),
        "age": _("Alter"),
        "gender": _("Geschlecht"),
        "language": _("Erstsprache"),
    }.get(table, table)


def counted(table: str, total: int) -> str:
    """Return the total of a table with what was counted."""
    if table in ("authority", "topic"):
        return ngettext("{number} Begleitung", "{number} Begleitungen", total).format(number=whole(total))
    return ngettext("{number} Haushalt", "{number} Haushalte", total).format(number=whole(total))


def block(root: TreeNode | None, code: str, codes: tuple[str, ...]) -> str:
    """Return the name of a printed block: a group, a leaf, "Übrige" of the whole or of one group."""
    if code == ALL:
        return _("Alle")
    if code == REST:
        group = _group_holding(root, codes)
        return _("Übrige: {group}").format(group=_name(group)) if group is not None else _("Übrige")
    node = _find(root, code)
    return _name(node) if node is not None else code


def merged(root: TreeNode | None, code: str, codes: tuple[str, ...]) -> bool:
    """Return whether a block was put together from several codes that are no group of the tree."""
    if code == REST:
        return True
    node = _find(root, code)
    return node is not None and not node.children and len(codes) > 1


def group_of(root: TreeNode | None, code: str, codes: tuple[str, ...]) -> str:
    """Return the code of the group that holds a block, or ``rest`` and ``all`` as they are."""
    if code == ALL:
        return ALL
    group = _group_holding(root, codes)
    if group is not None:
        return group.code
    return REST if code == REST else code


def _name(node: TreeNode) -> str:
    language = document_language()
    return node.names.get(language, node.names.get(SOURCE, node.code))


def _find(node: TreeNode | None, code: str) -> TreeNode | None:
    if node is None or node.code == code:
        return node
    return next((found for kid in node.children if (found := _find(kid, code)) is not None), None)


def _group_holding(root: TreeNode | None, codes: tuple[str, ...]) -> TreeNode | None:
    if root is None or not codes:
        return None
    wanted = set(codes)
    return next((kid for kid in root.children if kid.children and wanted <= set(kid.codes)), None)
