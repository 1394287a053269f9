"""The field for a passphrase: hidden or shown, with a line under it that is always kept free."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStyle, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type, theme
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel

_NO_HELP = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class _Edit(QLineEdit):
    """A large line with "Zeigen" at its trailing end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("scale", "large")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_NO_HELP | Qt.InputMethodHint.ImhHiddenText)
        # The button is a child of the field's parent, so that the tab order is field, button.
        self.toggle = Button(_("Zeigen"), "eye", Kind.QUIET, height=Height.BUTTON_SMALL, parent=parent)
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._on_toggled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.toggle.sizeHint()
        area = QRect(self.pos(), self.size())
        place = QRect(area.right() - size.width() - Space.S, area.top() + (area.height() - size.height()) // 2, 0, 0)
        place.setSize(size)
        self.toggle.setGeometry(QStyle.visualRect(self.layoutDirection(), area, place))
        self.toggle.raise_()
        room = size.width() + Space.S
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)

    def _on_toggled(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.toggle.setText(_("Verbergen") if shown else _("Zeigen"))
        self.toggle.set_icon("eye-off" if shown else "eye")
        self._place()


class PassphraseField(QWidget):
    """Label, field and a line for Caps Lock or for what was wrong, which never moves what is below it.

    ``submitted`` is emitted by Return, ``shown_changed`` when the letters are shown or hidden.
    """

    submitted = Signal()
    edited = Signal()
    shown_changed = Signal(bool)

    def __init__(self, label: str, *, kept_lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept_lines = kept_lines
        self._caps = False
        self._refusal = ""
        self._label = Label(label, Type.STRONG)
        self.editor = _Edit(self)
        self.toggle = self.editor.toggle
        self.editor.setAccessibleName(label.replace("&", ""))
        self._label.setBuddy(self.editor)
        self._icon = IconLabel("arrow-big-up", Token.WARN, Icon.BUTTON)
        self._line = Label(type_=Type.STRONG, tone=Tone.WARN, wrap=True)
        self._kept = QWidget()
        self._build()
        self.editor.installEventFilter(self)
        self.editor.returnPressed.connect(self.submitted)
        self.editor.textEdited.connect(self._on_edited)
        self.toggle.toggled.connect(self.shown_changed)
        QWidget.setTabOrder(self.editor, self.toggle)

    def _build(self) -> None:
        self._kept.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._kept.setMinimumHeight(theme().scaled(Type.STRONG.value.line) * self._kept_lines)
        row = QHBoxLayout(self._kept)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._line, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._label)
        column.addWidget(self.editor)
        column.addWidget(self._kept)
        self._show_line()

    def text(self) -> str:
        """Return what was typed."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Put a text in, as a suggestion that was taken."""
        self.editor.setText(text)
        self.refuse("")

    def show_letters(self, shown: bool) -> None:
        """Show or hide the letters."""
        self.toggle.setChecked(shown)

    def clear(self) -> None:
        """Forget what was typed."""
        self.editor.clear()

    def refuse(self, sentence: str) -> None:
        """Say under the field what was wrong, and select the text; an empty sentence takes it away."""
        self._refusal = sentence
        self._show_line()
        if sentence:
            self.editor.selectAll()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.editor, sentence, urgent=True)

    def line(self) -> str:
        """Return what stands under the field."""
        return self._line.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Caps Lock by the letters that arrive: no toolkit call tells it on all systems."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._notice(event)
        return super().eventFilter(watched, event)

    def _notice(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(not self._caps)
        elif len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(letter.isupper() != shift)

    def _set_caps(self, on: bool) -> None:
        if self._caps != on:
            self._caps = on
            self._show_line()

    def _on_edited(self) -> None:
        if self._refusal:
            self._refusal = ""
            self._show_line()
        self.edited.emit()

    def _show_line(self) -> None:
        caps = _("Die Feststelltaste ist an.") if self._caps else ""
        text = self._refusal or caps
        self._line.setText(text)
        self._line.set_tone(Tone.BAD if self._refusal else Tone.WARN)
        self._icon.show_icon(
            "octagon-alert" if self._refusal else "arrow-big-up", Token.BAD if self._refusal else Token.WARN
        )
        self._icon.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        invalid = bool(self._refusal)
        if bool(self.editor.property("invalid")) != invalid:
            self.editor.setProperty("invalid", invalid)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
