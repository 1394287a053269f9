"""Fusion with our own small parts: arrows, boxes, and fields whose arrows must follow the theme."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QMenu,
    QMenuBar,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

from lotsenbuch.ui.theme import indicators
from lotsenbuch.ui.theme.metrics import FOCUS_MARGIN, FOCUS_WIDTH, Height, Icon, Space

if TYPE_CHECKING:
    from lotsenbuch.ui.theme.theme import Theme

_ARROWS = {
    QStyle.PrimitiveElement.PE_IndicatorArrowDown: "down",
    QStyle.PrimitiveElement.PE_IndicatorSpinDown: "down",
    QStyle.PrimitiveElement.PE_IndicatorHeaderArrow: "header",
    QStyle.PrimitiveElement.PE_IndicatorArrowUp: "up",
    QStyle.PrimitiveElement.PE_IndicatorSpinUp: "up",
    QStyle.PrimitiveElement.PE_IndicatorArrowLeft: "left",
    QStyle.PrimitiveElement.PE_IndicatorArrowRight: "right",
}
_BOXES = frozenset(
    {
        QStyle.PrimitiveElement.PE_IndicatorCheckBox,
        QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck,
    }
)
_METRICS = {
    QStyle.PixelMetric.PM_FocusFrameHMargin: FOCUS_MARGIN,
    QStyle.PixelMetric.PM_FocusFrameVMargin: FOCUS_MARGIN,
    QStyle.PixelMetric.PM_IndicatorWidth: int(Icon.BUTTON),
    QStyle.PixelMetric.PM_IndicatorHeight: int(Icon.BUTTON),
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: int(Icon.BUTTON),
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: int(Icon.BUTTON),
    QStyle.PixelMetric.PM_CheckBoxLabelSpacing: int(Space.S),
    QStyle.PixelMetric.PM_RadioButtonLabelSpacing: int(Space.S),
    QStyle.PixelMetric.PM_SmallIconSize: int(Icon.BUTTON),
    QStyle.PixelMetric.PM_ButtonIconSize: int(Icon.BUTTON),
    QStyle.PixelMetric.PM_LayoutLeftMargin: 0,
    QStyle.PixelMetric.PM_LayoutTopMargin: 0,
    QStyle.PixelMetric.PM_LayoutRightMargin: 0,
    QStyle.PixelMetric.PM_LayoutBottomMargin: 0,
    QStyle.PixelMetric.PM_LayoutHorizontalSpacing: int(Space.S),
    QStyle.PixelMetric.PM_LayoutVerticalSpacing: int(Space.S),
}
_FIELDS = {
    QStyle.ComplexControl.CC_ComboBox: QStyle.SubControl.SC_ComboBoxArrow,
    QStyle.ComplexControl.CC_SpinBox: QStyle.SubControl.SC_None,
}
_TALL = frozenset({QStyle.ContentsType.CT_ComboBox, QStyle.ContentsType.CT_SpinBox})


class LookStyle(QProxyStyle):
    """The style below the style sheet."""

    def __init__(self, theme: "Theme") -> None:
        super().__init__("Fusion")
        self._theme = theme

    def system_moves(self) -> bool:
        """Tell whether the system lets things move."""
        return super().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint arrows and boxes; Fusion's dotted focus frame is replaced by the ring."""
        if element is QStyle.PrimitiveElement.PE_FrameFocusRect:
            return
        if element in _ARROWS:
            indicators.arrow(self._theme, painter, option, _ARROWS[element])
        elif element in _BOXES:
            indicators.check_box(self._theme, painter, option)
        elif element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            indicators.radio(self._theme, painter, option)
        elif element is QStyle.PrimitiveElement.PE_IndicatorMenuCheckMark:
            indicators.menu_check(self._theme, painter, option)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint choice and number fields, which a style sheet cannot give arrows in theme colours."""
        if control not in _FIELDS:
            super().drawComplexControl(control, option, painter, widget)
            return
        indicators.field(self._theme, painter, option)
        parts = (
            {"down": QStyle.SubControl.SC_ComboBoxArrow}
            if control is QStyle.ComplexControl.CC_ComboBox
            else {"up": QStyle.SubControl.SC_SpinBoxUp, "down": QStyle.SubControl.SC_SpinBoxDown}
        )
        whole = QRect(option.rect)
        places = {
            direction: self.subControlRect(control, option, part, widget)
            for direction, part in parts.items()
            if option.subControls & part
        }
        for direction, place in places.items():
            option.rect = place
            indicators.arrow(self._theme, painter, option, direction)
        option.rect = whole

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Keep texts of choice and number fields as far from the edge as in a line field."""
        rect = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # None is allowed
        if control is QStyle.ComplexControl.CC_ComboBox:
            return indicators.combo_part(option, part, rect)
        if control is QStyle.ComplexControl.CC_SpinBox and part is QStyle.SubControl.SC_SpinBoxEditField:
            return rect.adjusted(Space.S, FOCUS_WIDTH, -Space.XS, -FOCUS_WIDTH)
        return rect

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return sizes of the look; margins of layouts start at nothing, each page sets its own."""
        own = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if own is None else own

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Return behaviour of the look: a list under a choice field, motion only where
        wanted, underlined letters in menus alone."""
        if hint is QStyle.StyleHint.SH_ComboBox_Popup:
            return 0
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1  # The ring then hangs in the window, and no narrow row cuts it.
        if hint is QStyle.StyleHint.SH_UnderlineShortcut and not isinstance(widget, QMenuBar | QMenu):
            return 0
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration and not self._theme.motion_wanted:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        contents: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Make choice and number fields as high as line fields."""
        size = super().sizeFromContents(kind, option, contents, widget)  # type: ignore[arg-type]  # None is allowed
        if kind in _TALL:
            size.setHeight(max(size.height(), self._theme.scaled(Height.FIELD)))
            size.setWidth(size.width() + Space.L)
        return size
