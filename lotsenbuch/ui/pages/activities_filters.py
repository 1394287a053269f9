"""The chips above the list: each says what it leaves in, and its cross takes it away."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from lotsenbuch.i18n import N_, _
from lotsenbuch.ui.presenters.activities_choices import Choice, ChoiceGroup, Choices, ListFilter
from lotsenbuch.ui.theme import Space
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.ui.widgets.flow_layout import FlowRow

_FILTERS = (
    ("period", N_("Zeitraum"), "calendar-days"),
    ("kind", N_("Art"), "notebook-pen"),
    ("person", N_("Person"), "user"),
    ("authority", N_("Stelle"), "landmark"),
    ("topic", N_("Thema"), "tag"),
)
_LONG_MENU = 20


class FilterChip(Chip):
    """Opens a menu; chosen, it is named after what was chosen and has a cross."""

    def __init__(self, name: str, icon: str, *, open_icon: str = "plus", parent: QWidget | None = None) -> None:
        super().__init__(name, "plus", ChipKind.FILTER, removable=True, parent=parent)
        self._name = name
        self._chosen_icon, self._open_icon = icon, open_icon
        self.show_choice("")

    def nextCheckState(self) -> None:
        """Stay as it is: only a choice from the menu changes it."""

    def show_choice(self, words: str) -> None:
        """Show what was chosen, or the filter's own name for nothing."""
        self._icon = self._chosen_icon if words else self._open_icon
        self.setText(words or self._name)
        self.setChecked(bool(words))
        chosen = _("{filter}: {choice}").format(filter=self._name, choice=words)
        self.setAccessibleName(chosen if words else _("Nach {filter} filtern").format(filter=self._name))
        self.setAccessibleDescription(_("Entfernen mit der Taste Entf") if words else "")
        self.setToolTip(chosen if words else "")
        self.updateGeometry()
        self.update()


class FilterBar(FlowRow):
    """``changed`` carries the new filter; the text of the search is not its business."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._filter = ListFilter()
        self._choices = Choices()
        self.chips: dict[str, FilterChip] = {}
        for field, name, icon in _FILTERS:
            chip = FilterChip(_(name), icon)
            chip.clicked.connect(partial(self._on_clicked, field))
            chip.removed.connect(partial(self._choose, field, ""))
            self.chips[field] = chip
            self.flow.addWidget(chip)
        self.bin = FilterChip(_("Papierkorb"), "trash-2", open_icon="trash-2")
        self.bin.setAccessibleName(_("Papierkorb zeigen"))
        self.bin.clicked.connect(self._on_bin_clicked)
        self.bin.removed.connect(self._on_bin_clicked)
        self.flow.addWidget(self.bin)
        self.flow.setSpacing(Space.S)

    @property
    def filter(self) -> ListFilter:
        """Return what is chosen."""
        return self._filter

    def offer(self, choices: Choices) -> None:
        """Take over what the menus offer."""
        self._choices = choices

    def clear(self) -> None:
        """Take all filters away, the bin too."""
        self._apply(ListFilter(text=self._filter.text))

    def show_filter(self, wanted: ListFilter) -> None:
        """Show a filter that somebody else has chosen."""
        self._filter = wanted
        for field, chip in self.chips.items():
            chip.show_choice(self._name(field, getattr(wanted, field)))
        self.bin.show_choice(_("Papierkorb") if wanted.deleted else "")

    def menu(self, field: str) -> QMenu:
        """Return the menu of a filter, with a tick at what is chosen."""
        menu = QMenu(self.chips[field])
        chosen = getattr(self._filter, field)
        for group in self._groups(field):
            target = menu.addMenu(group.name) if group.name and self._many(field) else menu
            if target is menu and not menu.isEmpty() and group.choices:
                menu.addSeparator()
            self._fill(target, field, group.choices, chosen)
        if menu.isEmpty():
            menu.addAction(_("Noch nichts eingetragen")).setEnabled(False)
        return menu

    def _fill(self, menu: QMenu, field: str, choices: Iterable[Choice], chosen: str) -> None:
        for choice in choices:
            action = menu.addAction(choice.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.code == chosen)
            action.triggered.connect(partial(self._choose, field, choice.code))

    def _many(self, field: str) -> bool:
        return sum(len(group.choices) for group in self._groups(field)) > _LONG_MENU

    def _groups(self, field: str) -> Sequence[ChoiceGroup]:
        choices = self._choices
        return {
            "period": choices.periods,
            "kind": choices.kinds,
            "person": (ChoiceGroup("", choices.all_people),),
            "authority": choices.authorities,
            "topic": choices.topics,
        }[field]

    def _name(self, field: str, code: str) -> str:
        names = (each.name for group in self._groups(field) for each in group.choices if each.code == code)
        return next(names, code) if code else ""

    def _choose(self, field: str, code: str, _checked: bool = False) -> None:
        self._apply(self._filter.choosing(field, code))

    def _apply(self, wanted: ListFilter) -> None:
        self.show_filter(wanted)
        self.changed.emit(wanted)

    def _on_clicked(self, field: str) -> None:
        chip = self.chips[field]
        menu = self.menu(field)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + Space.XS)))

    def _on_bin_clicked(self) -> None:
        self._apply(replace(self._filter, deleted=not self._filter.deleted))
