"""The one table of everything that has a menu entry or a key."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from lotsenbuch.i18n import N_, _
from lotsenbuch.ui.theme import icons

FILE, EDIT, VIEW, GO, HELP = "file", "edit", "view", "go", "help"
_MENUS = {FILE: N_("&Datei"), EDIT: N_("&Bearbeiten"), VIEW: N_("&Ansicht"), GO: N_("&Gehe zu"), HELP: N_("&Hilfe")}


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A menu entry; ``text`` is marked German with its mnemonic, ``group`` separates within a menu."""

    name: str
    menu: str
    text: str
    key: str = ""
    icon: str = ""
    group: int = 0
    checkable: bool = False


TABLE = (
    ActionSpec("new_activity", FILE, N_("Einsatz &erfassen"), "Ctrl+N", "plus"),
    ActionSpec("new_appointment", FILE, N_("&Termin eintragen"), "Ctrl+T", "calendar-days"),
    ActionSpec("save", FILE, N_("&Speichern"), "Ctrl+S", "check"),
    ActionSpec("back_up", FILE, N_("&Jetzt sichern"), "Ctrl+B", "hard-drive", 1),
    ActionSpec("other_book", FILE, N_("&Anderes Buch öffnen"), "Ctrl+O", "folder-open", 1),
    ActionSpec("lock", FILE, N_("Sper&ren"), "Ctrl+L", "lock", 2),
    ActionSpec("quit", FILE, N_("&Beenden"), "Ctrl+Q", "log-out", 3),
    ActionSpec("undo", EDIT, N_("&Rückgängig"), "Ctrl+Z", "undo-2"),
    ActionSpec("duplicate", EDIT, N_("&Verdoppeln"), "Ctrl+D", "copy"),
    ActionSpec("delete", EDIT, N_("&Löschen"), "Ctrl+Del", "trash-2"),
    ActionSpec("find", EDIT, N_("&Suchen"), "Ctrl+F", "search", 1),
    ActionSpec("look_system", VIEW, N_("Farben wie das &System"), "", "", 0, True),
    ActionSpec("look_light", VIEW, N_("&Hell"), "", "", 0, True),
    ActionSpec("look_dark", VIEW, N_("&Dunkel"), "", "", 0, True),
    ActionSpec("larger", VIEW, N_("Schrift &größer"), "Ctrl++", "", 1),
    ActionSpec("smaller", VIEW, N_("Schrift &kleiner"), "Ctrl+-", "", 1),
    ActionSpec("normal_size", VIEW, N_("Schrift &normal"), "Ctrl+0", "", 1),
    ActionSpec("to_toast", GO, N_("Zur letzten &Meldung"), "F6", "bell", 9),
    ActionSpec("back", GO, N_("&Zurück"), "Alt+Left", "arrow-left", 9),
    ActionSpec("shortcuts", HELP, N_("&Tastenkürzel"), "F1", "keyboard"),
    ActionSpec("about", HELP, N_("Ü&ber Lotsenbuch"), "", "info", 1),
)
_SPECS = {spec.name: spec for spec in TABLE}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One line of the list behind F1: where it stands, what it does, its key as it is printed on it."""

    menu: str
    text: str
    key: str


class Actions(QObject):
    """Makes one ``QAction`` for each entry that someone answers for; nothing else is shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._specs: dict[str, ActionSpec] = {}
        self._menus: dict[str, QMenu] = {}

    def connect_action(self, name: str, handler: Callable[[], object]) -> QAction:
        """Let ``handler`` answer for the entry ``name`` of the table."""
        return self.add(_SPECS[name], handler, _(_SPECS[name].text))

    def add(self, spec: ActionSpec, handler: Callable[[], object], text: str) -> QAction:
        """Add an entry that is not in the table, such as a page; ``text`` is already translated."""
        action = QAction(text, self)
        action.setCheckable(spec.checkable)
        if spec.key:
            action.setShortcut(QKeySequence(spec.key))
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        action.triggered.connect(lambda _checked=False: handler())
        window = self.parent()
        if isinstance(window, QWidget):
            # The keys must also work while the menu bar is hidden, as it is on the lock page.
            window.addAction(action)
        self._actions[spec.name] = action
        self._specs[spec.name] = spec
        return action

    def remove(self, name: str) -> None:
        """Take an entry away, as the pages' entries when the book is locked."""
        action = self._actions.pop(name)
        del self._specs[name]
        # It is deleted only in the next turn; its key must be dead at once.
        action.setEnabled(False)
        action.deleteLater()

    def get(self, name: str) -> QAction:
        """Return the action of an entry."""
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Write all entries into ``bar``, menu by menu, in the order of the table and its groups."""
        bar.clear()
        for menu_name, title in _MENUS.items():
            specs = [spec for spec in self._specs.values() if spec.menu == menu_name]
            if not specs:
                continue
            order = {spec.name: place for place, spec in enumerate(TABLE)}
            specs.sort(key=lambda spec: (spec.group, order.get(spec.name, -1)))
            menu = bar.addMenu(_(title))
            group = specs[0].group
            for spec in specs:
                if spec.group != group:
                    menu.addSeparator()
                    group = spec.group
                menu.addAction(self._actions[spec.name])

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """Return all keys that work now, for the list behind F1."""
        return tuple(
            Shortcut(
                _(_MENUS[spec.menu]).replace("&", ""),
                self._actions[name].text().replace("&", ""),
                self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for menu in _MENUS
            for name, spec in self._specs.items()
            if spec.menu == menu and spec.key
        )
