"""The one style sheet, written from the tokens."""

from string import Template

from lotsenbuch.ui.theme.fonts import pixels
from lotsenbuch.ui.theme.metrics import SCROLL_BAR as SCROLL_BAR_WIDTH
from lotsenbuch.ui.theme.metrics import Height, Radius, Type
from lotsenbuch.ui.theme.tokens import Colours

_SHELL = """
QMainWindow, QDialog, QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="surface2"] { background: $surface2; }
QWidget[ground="rail"] { background: $rail; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; border: none; }
QMenuBar { background: $rail; color: $text; border: none; border-bottom: 1px solid $line; padding: 0 4px; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_tint2; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_tint2; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $toast; color: $on_toast; border: none; padding: 6px 8px; }
QSplitter::handle { background: $line; }
QFrame[part="line"] { background: $line; border: none; }
"""
_CARDS = """
QFrame[part="card"] { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame[part="quiet"] { background: $surface2; border: 1px solid $line; border-radius: ${card}px; }
QFrame[part="panel"] { background: $surface; border: none; border-left: 1px solid $line; }
QFrame[part="foot"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[part="foot_quiet"] { background: $canvas; border: none; border-top: 1px solid $line; }
QFrame[part="editor"] { background: $surface; border: 1px solid $line; border-radius: ${card}px;
  padding: 1px; }
QFrame[part="editor"][active="true"] { border: 2px solid $focus; padding: 0; }
QFrame[part="note"][tone="warn"] { background: $warn_tint; border: none; border-radius: ${field}px; }
QFrame[part="note"][tone="bad"] { background: $bad_tint; border: none; border-radius: ${field}px; }
QFrame[part="note"][tone="ok"] { background: $ok_tint; border: none; border-radius: ${field}px; }
QFrame[part="note"][tone="ask"] { background: $ask_tint; border: none; border-radius: ${field}px; }
QFrame[part="note"][tone="info"] { background: $accent_tint; border: none; border-radius: ${field}px; }
QFrame[part="note"][tone="mute"] { background: $mute_tint; border: none; border-radius: ${field}px; }
QFrame[part="toast"] { background: $toast; border: none; border-radius: ${card}px; }
QFrame[part="toast"] QLabel { color: $on_toast; }
"""
_TEXTS = """
QLabel { background: transparent; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="lead"] { font-size: ${lead}px; }
QLabel[type="lead_strong"] { font-size: ${lead}px; font-weight: 600; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[type="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[tone="second"] { color: $text2; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="ask"] { color: $ask; }
QLabel:disabled { color: $text3; }
"""
_FIELDS = """
QLineEdit { background: $surface; color: $text; border: 1px solid $edge; border-radius: ${field}px;
  padding: 1px 11px; min-height: ${field_inner}px; selection-background-color: $accent_tint2;
  selection-color: $text; placeholder-text-color: $text2; }
QLineEdit:focus { border: 2px solid $focus; padding: 0 10px; }
QLineEdit:disabled { background: $surface2; border-color: $line; color: $text3; }
QLineEdit[invalid="true"] { border: 1px solid $bad_mark; }
QLineEdit[invalid="true"]:focus { border: 2px solid $bad_mark; }
QLineEdit[scale="large"] { min-height: ${unlock_inner}px; font-size: ${lead}px; }
QLineEdit[bare="true"], QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0;
  background: transparent; min-height: 0; }
QLineEdit[bare="true"][scale="line"] { min-height: ${line_inner}px; font-size: ${lead}px; }
QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: 1px solid $edge;
  border-radius: ${field}px; padding: 7px 8px; selection-background-color: $accent_tint2;
  selection-color: $text; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 6px 7px; }
QPlainTextEdit:disabled, QTextEdit:disabled { background: $surface2; border-color: $line; color: $text3; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"] { border: none; padding: 0; background: transparent; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; outline: none; padding: 4px;
  selection-background-color: $accent_tint2; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${target}px; padding: 2px 8px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${target}px; }
QPushButton { background: $surface; color: $text; border: 1px solid $edge; border-radius: ${field}px;
  padding: 1px 16px; min-height: ${field_inner}px; font-weight: 600; }
QPushButton[kind] { min-height: 0; padding: 0; border: none; background: transparent; }
QPushButton:hover { background: $hover; }
QPushButton:disabled { color: $text3; border-color: $line; }
QToolButton { background: transparent; border: 1px solid transparent;
  border-radius: ${field}px; padding: 5px; }
QToolButton:hover { background: $hover; }
QToolButton[part="segment"] { border: none; border-radius: 0; padding: 0; }
"""
_TABLES = """
QTableView, QListView, QTreeView { background: $surface; alternate-background-color: $surface2; border: none;
  outline: none; gridline-color: $line; selection-background-color: $accent_tint2; selection-color: $text; }
QListView[part="rail"] { background: transparent; }
QHeaderView { background: $surface2; border: none; }
QHeaderView::section { background: $surface2; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; font-weight: 600; min-height: ${header}px; }
QHeaderView::section:focus { color: $accent_text; }
QTableCornerButton::section { background: $surface2; border: none; }
QProgressBar { background: $surface; border: 1px solid $edge; border-radius: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
QScrollBar:vertical { background: transparent; width: ${scroll}px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: ${scroll}px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_SHEET = Template(_SHELL + _CARDS + _TEXTS + _FIELDS + _TABLES)
_BORDERS = 4


def stylesheet(colours: Colours, percent: int) -> str:
    """Return the style sheet for the whole program; ``percent`` is the person's text size."""

    def inner(height: int) -> int:
        return round(height * percent / 100) - _BORDERS

    lengths = {
        "lead": pixels(Type.LEAD, percent),
        "title": pixels(Type.TITLE, percent),
        "figure": pixels(Type.FIGURE, percent),
        "field": int(Radius.FIELD),
        "card": int(Radius.CARD),
        "field_inner": inner(Height.FIELD),
        "unlock_inner": inner(Height.UNLOCK_FIELD),
        "line_inner": inner(Height.LINE_EDITOR),
        "target": inner(Height.TARGET) + _BORDERS,
        "header": inner(Height.HEADER),
        "scroll": SCROLL_BAR_WIDTH,
    }
    values = {token.value: value for token, value in colours.items()}
    return _SHEET.substitute(values, **lengths)
