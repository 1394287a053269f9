"""One application with the theme for all window tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lotsenbuch.ui import theme as look


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> Iterator[look.Theme]:
    """Every test begins in the light theme at normal size, written from left to right."""
    installed = look.install(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    installed.apply(look.Choice.LIGHT)
    yield installed
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def theme(_light_theme: look.Theme) -> look.Theme:
    return _light_theme
