"""How the style paints its small parts: chevrons, check boxes, radio buttons, frames of fields."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionComplex, QStyleOptionHeader

from lotsenbuch.ui.theme.metrics import FOCUS_WIDTH, Icon, Radius, Space
from lotsenbuch.ui.theme.painting import rounded
from lotsenbuch.ui.theme.tokens import Token

if TYPE_CHECKING:
    from lotsenbuch.ui.theme.theme import Theme

_STROKE = 1.75
_CHECK_STROKE = 2.0
_BOX_RADIUS = 4.0
_ARM = 4.0
_DEPTH = 2.25
_TURNS = {"down": (0, 1), "up": (0, -1), "left": (-1, 0), "right": (1, 0)}
_FRAME_MARGIN = 12


def arrow(theme: "Theme", painter: QPainter, option: QStyleOption, direction: str) -> None:
    """Paint a chevron in the middle of the option's rectangle."""
    if direction == "header":
        rising = isinstance(option, QStyleOptionHeader) and (
            option.sortIndicator is QStyleOptionHeader.SortIndicator.SortUp
        )
        direction = "up" if rising else "down"
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    dx, dy = _TURNS[direction]
    middle = QRectF(option.rect).center()
    tip = QPointF(middle.x() + dx * _DEPTH, middle.y() + dy * _DEPTH)
    back = QPointF(middle.x() - dx * _DEPTH, middle.y() - dy * _DEPTH)
    side = QPointF(abs(dy) * _ARM, abs(dx) * _ARM)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(theme, Token.TEXT2 if enabled else Token.TEXT3, _STROKE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([back - side, tip, back + side]))
    painter.restore()


def check_box(theme: "Theme", painter: QPainter, option: QStyleOption) -> None:
    """Paint a box: empty, with a tick, or with a bar for "some of them"."""
    state = option.state
    ticked = bool(state & QStyle.StateFlag.State_On)
    some = bool(state & QStyle.StateFlag.State_NoChange)
    square = _square(option)
    painter.save()
    _ground(theme, painter, square, _BOX_RADIUS, filled=ticked or some, state=state)
    if ticked or some:
        painter.setPen(_pen(theme, Token.ON_ACCENT, _CHECK_STROKE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_tick(square) if ticked else _bar(square))
    painter.restore()


def radio(theme: "Theme", painter: QPainter, option: QStyleOption) -> None:
    """Paint a radio button; the chosen one has a dot."""
    state = option.state
    chosen = bool(state & QStyle.StateFlag.State_On)
    square = _square(option)
    painter.save()
    _ground(theme, painter, square, square.width() / 2, filled=chosen, state=state)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Token.ON_ACCENT))
        painter.drawEllipse(square.center(), square.width() / 6, square.width() / 6)
    painter.restore()


def menu_check(theme: "Theme", painter: QPainter, option: QStyleOption) -> None:
    """Paint the tick of a chosen menu entry."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(theme, Token.TEXT, _CHECK_STROKE))
    painter.drawPolyline(_tick(_square(option)))
    painter.restore()


def field(theme: "Theme", painter: QPainter, option: QStyleOptionComplex) -> None:
    """Paint ground and border of a field; with the focus the border is thicker and nothing moves."""
    state = option.state
    enabled = bool(state & QStyle.StateFlag.State_Enabled)
    focused = enabled and bool(state & QStyle.StateFlag.State_HasFocus)
    painter.save()
    rounded(
        painter,
        QRectF(option.rect),
        Radius.FIELD,
        fill=theme.color(Token.SURFACE if enabled else Token.SURFACE2),
        edge=theme.color(Token.FOCUS if focused else Token.EDGE if enabled else Token.LINE),
        width=FOCUS_WIDTH if focused else 1,
    )
    painter.restore()


def combo_part(option: QStyleOptionComplex, part: QStyle.SubControl, rect: QRect) -> QRect:
    """Return the place of a choice field's text or arrow, mirrored with the writing."""
    whole: QRect = option.rect
    arrow_width = Icon.RAIL + Space.M
    if part is QStyle.SubControl.SC_ComboBoxEditField:
        own = whole.adjusted(_FRAME_MARGIN - 1, FOCUS_WIDTH, -arrow_width, -FOCUS_WIDTH)
    elif part is QStyle.SubControl.SC_ComboBoxArrow:
        own = QRect(whole.right() - arrow_width, whole.top(), arrow_width, whole.height())
    else:
        return rect
    return QStyle.visualRect(option.direction, whole, own)


def _pen(theme: "Theme", token: Token, width: float) -> QPen:
    pen = QPen(theme.color(token), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _square(option: QStyleOption) -> QRectF:
    rect = QRectF(option.rect)
    edge = min(rect.width(), rect.height(), float(Icon.BUTTON))
    square = QRectF(0, 0, edge, edge)
    square.moveCenter(rect.center())
    return square


def _ground(
    theme: "Theme", painter: QPainter, square: QRectF, radius: float, *, filled: bool, state: QStyle.StateFlag
) -> None:
    enabled = bool(state & QStyle.StateFlag.State_Enabled)
    over = enabled and bool(state & QStyle.StateFlag.State_MouseOver)
    if filled:
        fill = Token.ACCENT_HOVER if over else Token.ACCENT if enabled else Token.TEXT3
        rounded(painter, square, radius, fill=theme.color(fill))
        return
    fill = Token.HOVER if over else Token.SURFACE
    edge = Token.EDGE if enabled else Token.TEXT3
    rounded(painter, square, radius, fill=theme.color(fill), edge=theme.color(edge), width=1.5)


def _tick(square: QRectF) -> QPolygonF:
    left, top, edge = square.left(), square.top(), square.width()
    points = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.33))
    return QPolygonF([QPointF(left + x * edge, top + y * edge) for x, y in points])


def _bar(square: QRectF) -> QPolygonF:
    middle = square.center().y()
    inset = square.width() * 0.28
    return QPolygonF([QPointF(square.left() + inset, middle), QPointF(square.right() - inset, middle)])
