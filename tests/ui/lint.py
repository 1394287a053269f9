"""What every page must keep to; each check returns one sentence per offence, so a failure lists them all."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from lotsenbuch.ui.theme.contrast import ratio
from lotsenbuch.ui.widgets.label import ElidedLabel
from lotsenbuch.ui.widgets.side_rail import RailButton
from tests.ui.stage import name_of

TARGET = 24
TEXT_CONTRAST = 4.5
_ELIDING = (ElidedLabel, RailButton)
_MOST_STEPS = 400
_ROWS_LOOKED_AT = 5


def called(widget: QWidget) -> str:
    """Name a widget for the one who has to find it."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    parent = widget.parentWidget()
    within = f" in {type(parent).__name__}" if parent is not None else ""
    return f"{type(widget).__name__} “{text or widget.accessibleName() or widget.objectName()}”{within}"


def visible(root: QWidget) -> Iterator[QWidget]:
    """Yield the visible widgets below ``root``."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def stops(root: QWidget) -> list[QWidget]:
    """Return the widgets at which Tab stops, in the order of the focus chain."""
    chain, at = [], root.nextInFocusChain()
    while at is not None and at is not root:
        inside = root.isAncestorOf(at) and at.window() is root.window()
        tabbed = bool(at.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and at.focusProxy() is None
        if inside and at.isVisible() and at.isEnabled() and tabbed:
            chain.append(at)
        at = at.nextInFocusChain()
    return chain


def nameless(root: QWidget) -> list[str]:
    """Everything Tab reaches has a name; a choice field must have a label or a name, its value is not one."""
    bad = []
    for widget in stops(root):
        if isinstance(widget, QScrollArea):
            continue
        named = bool(name_of(widget).strip())
        if isinstance(widget, QComboBox):
            buddies = [label.buddy() for label in widget.window().findChildren(QLabel)]
            named = bool(widget.accessibleName()) or widget in buddies
        if not named:
            bad.append(f"no name: {called(widget)}")
    return bad


def doubled_letters(root: QWidget) -> list[str]:
    """A letter after Alt leads to one place."""
    letters = []
    for widget in visible(root):
        if isinstance(widget, QMenuBar):
            letters += [_letter(action.text()) for action in widget.actions()]
        elif (isinstance(widget, QLabel) and widget.buddy() is not None) or isinstance(widget, QAbstractButton):
            letters.append(_letter(widget.text()))
    return [
        f"Alt+{letter} leads to {count} places" for letter, count in Counter(filter(None, letters)).items() if count > 1
    ]


def _letter(text: str) -> str:
    place = text.replace("&&", "").find("&")
    return text.replace("&&", "")[place + 1].lower() if place >= 0 else ""


def doubled_keys(root: QWidget) -> list[str]:
    """A key does one thing."""
    keys: Counter[str] = Counter()
    for action in root.window().findChildren(QAction):
        for key in action.shortcuts():
            if action.isEnabled() and not isinstance(action.parent(), QLineEdit):
                keys[key.toString(QKeySequence.SequenceFormat.PortableText)] += 1
    return [f"{key} stands for {count} actions" for key, count in keys.items() if count > 1]


def out_of_order(root: QWidget) -> list[str]:
    """Tab goes down a column and along a row, never back; it may go to the top of the next column."""
    bad = []
    chain = [widget for widget in stops(root) if not isinstance(widget, QScrollArea)]
    mirrored = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for before, after in pairwise(chain):
        a, b = _place(before, root), _place(after, root)
        same_column = a.left() < b.right() and b.left() < a.right()
        same_row = a.top() <= b.center().y() <= a.bottom() or b.top() <= a.center().y() <= b.bottom()
        back = b.left() >= a.right() if mirrored else b.right() <= a.left()
        if (same_column and b.bottom() <= a.top()) or (same_row and back):
            bad.append(f"Tab goes back from {called(before)} to {called(after)}")
    return bad


def trapped(root: QWidget) -> list[str]:
    """Tab leaves every widget, and reaches each of them."""
    expected = stops(root)
    if not expected:
        return []
    expected[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _step in range(_MOST_STEPS):
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is focus and len(expected) > 1:
            return [f"Tab does not leave {called(focus)}"]
    return [f"Tab never reaches {called(widget)}" for widget in expected if widget not in seen and not _scrolls(widget)]


def _scrolls(widget: QWidget) -> bool:
    return isinstance(widget, QScrollArea)


def small_targets(root: QWidget) -> list[str]:
    """What is clicked is at least 24 high and wide."""
    bad = []
    for widget in visible(root):
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox):
            inner = isinstance(widget, QLineEdit) and widget.property("bare")
            if not inner and min(widget.width(), widget.height()) < TARGET:
                bad.append(f"{widget.width()} x {widget.height()}: {called(widget)}")
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            if widget.model() is None:
                continue
            for row in range(min(widget.model().rowCount(), _ROWS_LOOKED_AT)):
                height = widget.visualRect(widget.model().index(row, 0)).height()
                if 0 < height < TARGET:
                    bad.append(f"row {row} is {height} high: {called(widget)}")
    return bad


def cut(root: QWidget) -> list[str]:
    """No word is cut: it has its room, lies in the window, or can be scrolled to downwards."""
    bad = []
    for widget in visible(root):
        if isinstance(widget, _ELIDING):
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height():
                    bad.append(f"lower than its words: {called(widget)}")
            elif widget.sizeHint().width() > widget.width():
                bad.append(f"narrower than its words: {called(widget)}")
        elif isinstance(widget, QAbstractButton) and widget.text():
            if widget.minimumSizeHint().width() > widget.width():
                bad.append(f"narrower than its word: {called(widget)}")
        elif not isinstance(widget, QLineEdit | QComboBox):
            continue
        bad += _outside(widget, root)
    return bad


def _outside(widget: QWidget, root: QWidget) -> list[str]:
    frame = widget.parentWidget()
    while frame is not None and not isinstance(frame, QAbstractScrollArea) and frame is not root:
        frame = frame.parentWidget()
    if frame is None:
        return []
    if isinstance(frame, QAbstractScrollArea):
        port = frame.viewport()
        x = widget.mapTo(port, QPoint(0, 0)).x() if port.isAncestorOf(widget) else 0
        wide = isinstance(frame, QScrollArea) and port.isAncestorOf(widget)
        return (
            [f"beyond the side of what scrolls: {called(widget)}"]
            if wide and (x < 0 or x + widget.width() > port.width())
            else []
        )
    return [] if root.rect().contains(_place(widget, root)) else [f"outside the window: {called(widget)}"]


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def pale(root: QWidget) -> list[str]:
    """Words stand out from the ground that is really painted behind them."""
    bad = []
    picture = root.grab().toImage()
    scale = picture.devicePixelRatio()
    for widget in visible(root):
        if (
            not isinstance(widget, QLabel)
            or not widget.text()
            or widget.visibleRegion().isEmpty()
            or not widget.isEnabled()
        ):
            continue
        area = widget.visibleRegion().boundingRect()
        ground = _ground(picture, QRect(widget.mapTo(root, area.topLeft()), area.size()), scale)
        ink = widget.palette().color(widget.foregroundRole())
        if ground is not None and ratio(ink.name(), ground.name()) < TEXT_CONTRAST:
            bad.append(f"{ink.name()} on {ground.name()}: {called(widget)}")
    return bad


def _ground(picture: QImage, area: QRect, scale: float) -> QColor | None:
    """Return the most frequent colour of an area, which is its ground."""
    colours: Counter[int] = Counter()
    for y in range(area.top(), area.bottom() + 1, 2):
        for x in range(area.left(), area.right() + 1, 2):
            place = QPoint(round(x * scale), round(y * scale))
            if picture.rect().contains(place):
                colours[picture.pixel(place)] += 1
    return QColor(colours.most_common(1)[0][0]) if colours else None


def _moves(bar: QScrollBar) -> bool:
    holder = bar.parentWidget()
    return holder is not None and isinstance(holder.parentWidget(), QScrollArea)


def scroll_bars(root: QWidget) -> list[str]:
    """Nothing but a table moves sideways."""
    return [
        f"moves sideways: {called(bar.parentWidget() or bar)}"
        for bar in root.findChildren(QScrollBar)
        if bar.isVisible() and bar.orientation() is Qt.Orientation.Horizontal and bar.maximum() > 0 and _moves(bar)
    ]
