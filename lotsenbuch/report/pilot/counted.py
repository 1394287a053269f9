"""The statistics part on paper: printed tables, what they mean and what they do not. It never sees hours."""

from collections.abc import Iterable

from lotsenbuch.catalogue import TreeNode
from lotsenbuch.i18n import _, ngettext
from lotsenbuch.report import names
from lotsenbuch.report.chart import Bar, BarChart, BarPart
from lotsenbuch.report.document import (
    Beside,
    Block,
    Bullets,
    ChartBlock,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
)
from lotsenbuch.report.wording import fingerprint, households_known, number_word, span, whole
from lotsenbuch.sheet.statistics import Book, StatisticsPart, Table

_ACROSS = 2


def statistics_blocks(part: StatisticsPart) -> tuple[Block, ...]:
    """Return the statistics part; its tables begin on a page of their own, so paper can be kept apart."""
    closed = [book for book in part.books if book.state == "closed"]
    if part.state != "closing" or not closed:
        return (Heading(_("Teil 2: Statistik"), 2), *_without_tables(part))
    blocks: list[Block] = [PageBreak(), Heading(_("Teil 2: Statistik"), 2), Notice("", (_promise(part.k),))]
    for book in part.books:
        blocks += _book(book, part) if book.state == "closed" else [_carried_over(book)]
    return (*blocks, *_meaning(part))


def _without_tables(part: StatisticsPart) -> Iterable[Block]:
    if part.state == "blocked":
        yield Notice(
            _("Diesmal ohne Statistik"),
            (
                _(
                    "Die Statistik ist auf dem Gerät gesperrt (Kennung: {code}). Die Stunden sind davon "
                    "nicht betroffen."
                ).format(code=part.code or "-"),
            ),
            warn=True,
        )
    elif part.state == "not_due" or not part.books:
        yield Paragraph(
            _(
                "Zu diesem Nachweis gehört keine Statistik. Eine Statistik gibt es höchstens viermal im Jahr, "
                "zum Ende eines Quartals."
            )
        )
    else:
        yield Paragraph(
            _(
                "Noch nicht genug verschiedene Haushalte. Die Angaben bleiben auf dem Gerät und zählen bei einer "
                "späteren Meldung mit."
            )
        )


def _promise(k: int) -> str:
    """Return the truthful sentence about what this page protects, with its two numbers."""
    return _(
        "Diese Statistik enthält keine Angaben zu einzelnen Haushalten. Jede Zahl beruht auf mindestens "
        "{least} Haushalten. Auch wer {known} vollständig kennt und weiß, wer wie oft begleitet wurde, kann "
        "für keinen weiteren Haushalt sicher feststellen, ob eine genannte Angabe auf ihn zutrifft. "
        "Wahrscheinlichkeiten lassen sich aus jeder Statistik ablesen."
    ).format(least=number_word(k), known=households_known(k - 2))


def _carried_over(book: Book) -> Paragraph:
    if book.book == "households":
        return Paragraph(
            _(
                "Haushalte: noch nicht genug verschiedene Haushalte. Die Angaben bleiben auf dem Gerät und "
                "zählen bei einer späteren Meldung mit."
            )
        )
    return Paragraph(
        _(
            "Begleitungen: noch nicht genug verschiedene Haushalte. Die Angaben bleiben auf dem Gerät und "
            "zählen bei einer späteren Meldung mit."
        )
    )


def _book(book: Book, part: StatisticsPart) -> list[Block]:
    blocks: list[Block] = [Heading(_book_title(book), 3), Paragraph(_book_line(book), leads=True)]
    kinds = list(dict.fromkeys(table.table for table in book.tables))
    singles: list[ChartBlock] = []
    scale = max((block.count for table in book.tables for block in table.blocks), default=0)
    for kind in kinds:
        tables = [table for table in book.tables if table.table == kind]
        tree = names.tree(kind, part.tree_version, part.origin)
        if len(tables) == 1:
            singles.append(_table_chart(tables[0], tree, names.table_title(kind), scale, figure=True))
            continue
        blocks.append(_sum_chart(tables, tree))
        each = [
            _table_chart(table, tree, _("Stapel {number}").format(number=table.stack + 1), scale, figure=False)
            for table in tables
        ]
        blocks += _paired(each)
    return [*blocks, *_paired(singles)]


def _paired(charts: list[ChartBlock]) -> list[Block]:
    rows = [charts[at : at + _ACROSS] for at in range(0, len(charts), _ACROSS)]
    return [Beside(tuple((chart,) for chart in row) + ((),) * (_ACROSS - len(row)), (1.0,) * _ACROSS) for row in rows]


def _book_title(book: Book) -> str:
    title = _("Haushalte") if book.book == "households" else _("Begleitungen")
    if book.start is None or book.until is None:
        return title
    return f"{title}, {span(book.start, book.until)}"


def _book_line(book: Book) -> str:
    if book.book == "households":
        return _(
            "{households} Haushalte mit zusammen {persons} Personen. Jeder Haushalt wird ein einziges Mal gezählt."
        ).format(households=whole(book.counted), persons=whole(book.persons or 0))
    sizes = ", ".join(whole(size) for size in book.sizes)
    return ngettext(
        "{counted} Begleitungen auf einem Stapel. Im Stapel liegt jeder Haushalt höchstens einmal.",
        "{counted} Begleitungen auf {stacks} Stapeln ({sizes}). In jedem Stapel liegt jeder Haushalt "
        "höchstens einmal. Ein Stapel zählt entweder die Stelle oder das Thema.",
        book.stacks,
    ).format(counted=whole(book.counted), stacks=number_word(book.stacks), sizes=sizes)


def _table_chart(table: Table, tree: TreeNode | None, title: str, scale: int, *, figure: bool) -> ChartBlock:
    bars = tuple(
        Bar(
            names.block(tree, block.code, block.codes),
            (BarPart(block.count, hatched=names.merged(tree, block.code, block.codes)),),
            whole(block.count),
        )
        for block in table.blocks
    )
    return ChartBlock(
        BarChart(title, "", "", bars, scale),
        _alt(title, bars),
        names.counted(table.table, table.total),
        figure,
    )


def _sum_chart(tables: list[Table], tree: TreeNode | None) -> ChartBlock:
    """Return the groups of several stacks added up; what a stack did not name stays in "Übrige"."""
    sums: dict[str, int] = {}
    for table in tables:
        for block in table.blocks:
            group = names.group_of(tree, block.code, block.codes)
            sums[group] = sums.get(group, 0) + block.count
    ordered = sorted((group for group in sums if group not in names.MERGED), key=lambda group: -sums[group])
    ordered += [group for group in sums if group in names.MERGED]
    bars = tuple(
        Bar(
            names.block(tree, group, ()),
            (BarPart(sums[group], hatched=group in names.MERGED),),
            whole(sums[group]),
        )
        for group in ordered
    )
    title = _("{table}, alle Stapel zusammen").format(table=names.table_title(tables[0].table))
    total = names.counted(tables[0].table, sum(table.total for table in tables))
    return ChartBlock(BarChart(title, "", "", bars), _alt(title, bars), total)


def _alt(title: str, bars: tuple[Bar, ...]) -> str:
    listed = ", ".join(f"{bar.label} {bar.shown}" for bar in bars)
    return _("Balkendiagramm {title}: {listed}.").format(title=title, listed=listed)


def _meaning(part: StatisticsPart) -> Iterable[Block]:
    yield Heading(_("Was diese Zahlen sagen und was nicht"), 3)
    yield Bullets(
        (
            _("„Übrige“ ist alles, was nicht eigens genannt ist. Schraffiert ist, was zusammengefasst wurde."),
            _(
                "Jede Begleitung und jeder Haushalt wird nur ein einziges Mal gedruckt. Deshalb kann die "
                "Zahl der Begleitungen von der Zahl in Teil 1 abweichen: Einsätze ohne Person zählen hier "
                "nicht, zwei Haushalte bei einem Einsatz zählen doppelt, und was noch nicht reicht, zählt "
                "später."
            ),
            _(
                "Angenommen ist ein Leser, der alle Nachweise hat, die Haushalte mit Namen kennt, weiß, an "
                "welchen Tagen sie begleitet wurden, und über höchstens {known} alles weiß."
            ).format(known=households_known(part.k - 2)),
            _(
                "Nicht gedeckt ist, wer {most} oder mehr Haushalte vollständig kennt, wer zu jeder "
                "Begleitung die Stelle kennt, wer das Gerät hat, und wer sich mit anderen Lots*innen "
                "derselben Haushalte abspricht."
            ).format(most=number_word(part.k - 1)),
            _("Was gemeldet ist, ändert sich nicht mehr. Korrekturen zählen in der nächsten Meldung."),
        ),
        tone="second",
    )
    yield Paragraph(_parameters(part), "second")


def _parameters(part: StatisticsPart) -> str:
    topics = _("mit Themen") if part.topics else _("ohne Themen")
    origin = _("Herkunft nach Ländern") if part.origin == "country" else _("Herkunft nach Erstsprachen")
    lines = [
        _(
            "Regel {rule}, k = {k}, m = {m_mid} und {m_end}, höchstens {smax} Stapel, Gruppen Version "
            "{tree}, {topics}, {origin}."
        ).format(
            rule=part.rule,
            k=part.k,
            m_mid=part.m_mid,
            m_end=part.m_end,
            smax=part.smax,
            tree=part.tree_version,
            topics=topics,
            origin=origin,
        )
    ]
    if part.hash:
        lines.append(_("Prüfsumme der Meldung: {digest}.").format(digest=fingerprint(part.hash)))
    if part.previous:
        lines.append(_("Vorige Meldung: {digest}.").format(digest=fingerprint(part.previous)))
    return " ".join(lines)
