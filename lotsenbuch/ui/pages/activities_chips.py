"""A field that holds several names as chips and completes what is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.presenters.activities_choices import Choice
from lotsenbuch.ui.theme import Height, Radius, Space, Token, theme
from lotsenbuch.ui.theme.metrics import FOCUS_WIDTH
from lotsenbuch.ui.theme.painting import rounded
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.ui.widgets.flow_layout import FlowLayout

_LINE_WIDTH = 176
_ROOM = 10


def completer_for(line: QLineEdit, names: QStringListModel) -> QCompleter:
    """Complete ``line`` with every name in which the typed letters stand."""
    completer = QCompleter(names, line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(_ROOM)
    # The roles of the palette are those of the look: edge, and the chosen row.
    popup = QListView()
    completer.setPopup(popup)
    popup.setStyleSheet(
        f"QListView {{ border: 1px solid palette(dark); padding: {Space.XS}px; }}"
        f"QListView::item {{ min-height: {theme().scaled(Height.TARGET)}px; padding: 2px {Space.S}px; }}"
        "QListView::item:hover, QListView::item:selected { background: palette(highlight); color: palette(text); }"
    )
    line.setCompleter(completer)
    return completer


class _ChipLine(QLineEdit):
    """The line behind the chips."""

    stepped_back = Signal()
    entered = Signal()
    focus_changed = Signal()

    def sizeHint(self) -> QSize:
        return QSize(_LINE_WIDTH, theme().scaled(Height.CHIP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.stepped_back.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class ChipsField(QWidget):
    """Chips and a line. ``changed`` after every change; ``new_wanted`` with a name that shall be entered.

    A name that nothing answers to becomes a dashed chip with a question, where ``addable``; otherwise it stays
    in the line. Nothing is guessed.
    """

    changed = Signal()
    new_wanted = Signal(str)

    def __init__(self, icon: str, placeholder: str, *, addable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._addable = addable
        self._known: dict[str, Choice] = {}
        self._chosen: list[Choice] = []
        self._asked = ""
        self._chips: list[Chip] = []
        self._locked = False
        self.line = _ChipLine()
        self.line.setProperty("bare", True)
        self.line.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._names = QStringListModel(self)
        self._flow = FlowLayout(self, Space.XS)
        self._flow.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        self._flow.addWidget(self.line)
        completer = completer_for(self.line, self._names)
        # The completer writes into the line after it has told, so the line is emptied in the next turn.
        completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        self.line.textEdited.connect(self._on_edited)
        self.line.entered.connect(self._on_entered)
        self.line.stepped_back.connect(self._on_stepped_back)
        self.line.focus_changed.connect(self.update)
        self.line.setTextMargins(Space.S, 0, 0, 0)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Complete with these names."""
        self._known = {choice.name.casefold(): choice for choice in reversed(choices)}
        self._names.setStringList([choice.name for choice in choices])

    def show_chosen(self, chosen: Sequence[Choice], asked: str = "") -> None:
        """Show other chips without telling anyone; ``asked`` is a name that is still unknown."""
        self._chosen = list(chosen)
        self._asked = asked if self._addable else ""
        self.line.setText("" if self._addable else asked)
        self._show_chips()

    def chosen(self) -> tuple[Choice, ...]:
        """Return what the chips stand for."""
        return tuple(self._chosen)

    def chips(self) -> tuple[Chip, ...]:
        """Return the chips in their order, the question last."""
        return tuple(self._chips)

    def unknown(self) -> str:
        """Return a name that nothing answers to yet, whether asked about or still in the line."""
        return self._asked or self.line.text().strip()

    def take(self, choice: Choice) -> None:
        """Add a chip; the question about its name is answered."""
        if all(each.code != choice.code for each in self._chosen):
            self._chosen.append(choice)
        self._known[choice.name.casefold()] = choice
        self._asked = ""
        self.line.clear()
        self._show_chips()
        self.changed.emit()

    def settle(self) -> None:
        """Turn a name that was typed to its end into its chip, as before saving."""
        found = self._known.get(self.line.text().strip().casefold())
        if found is not None:
            self.take(found)

    def set_locked(self, locked: bool) -> None:
        """Show without letting anything change."""
        self._locked = locked
        self.line.setReadOnly(locked)
        self._show_chips()

    def setAccessibleName(self, name: str) -> None:
        """Name the line: it is what the keyboard is in."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line too."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the red edge when the style is told of it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the line. A focus proxy would let the Tab key come back here for ever."""
        super().focusInEvent(event)
        self.line.setFocus(event.reason())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click beside the chips begin to write."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame of a field around chips and line."""
        focused = self.line.hasFocus()
        edge = Token.BAD_MARK if self.property("invalid") else Token.FOCUS if focused else Token.EDGE
        rounded(
            QPainter(self),
            QRectF(self.rect()),
            Radius.FIELD,
            fill=theme().color(Token.SURFACE),
            edge=theme().color(edge),
            width=FOCUS_WIDTH if focused else 1,
        )

    def _show_chips(self) -> None:
        held = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.line)
        self._chips = [self._chip(choice) for choice in self._chosen]
        if self._asked:
            self._chips.append(self._question(self._asked))
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.line)
        self.line.setVisible(not self._locked or not self._chips)
        # New chips stand at the end of the window's chain; they belong before the line.
        before: QWidget | None = self.line.previousInFocusChain()
        for chip in self._chips:
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        if held:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _chip(self, choice: Choice) -> Chip:
        kind = ChipKind.UNDERSTOOD if self._locked else ChipKind.PERSON
        chip = Chip(choice.name, self._icon, kind, parent=self)
        chip.removed.connect(lambda: self._remove(choice))
        return chip

    def _question(self, name: str) -> Chip:
        chip = Chip(
            _("{name}: neu eintragen?").format(name=name), "circle-help", ChipKind.ASKED, removable=True, parent=self
        )
        chip.clicked.connect(lambda: self.new_wanted.emit(name))
        chip.removed.connect(self._forget_question)
        return chip

    def _remove(self, choice: Choice) -> None:
        self._chosen = [each for each in self._chosen if each is not choice]
        self._show_chips()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _forget_question(self) -> None:
        self._asked = ""
        self._show_chips()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_edited(self, typed: str) -> None:
        self.changed.emit()
        if self._addable:
            wanted = typed.strip()
            names = list(dict.fromkeys(choice.name for choice in self._known.values()))
            if wanted and wanted.casefold() not in self._known:
                names.append(self._new_entry(wanted))
            self._names.setStringList(names)

    def _new_entry(self, name: str) -> str:
        return _("„{name}“ neu eintragen").format(name=name)

    def _on_completed(self, words: str) -> None:
        found = self._known.get(words.casefold())
        if found is not None:
            self.take(found)
            return
        prefix, _name, suffix = self._new_entry("\n").partition("\n")
        name = words.removeprefix(prefix).removesuffix(suffix)
        self.line.clear()
        self.new_wanted.emit(name)

    def _on_entered(self) -> None:
        wanted = self.line.text().strip()
        found = self._known.get(wanted.casefold())
        if found is not None:
            self.take(found)
        elif wanted and self._addable:
            self._asked = wanted
            self.line.clear()
            self._show_chips()
            self.changed.emit()

    def _on_stepped_back(self) -> None:
        if self._asked:
            self._forget_question()
        elif self._chosen:
            self._remove(self._chosen[-1])
