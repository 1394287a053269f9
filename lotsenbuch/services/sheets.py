"""From a month of the log to a signed sheet: preview, issue, versions.

A sheet covers one Träger (all its programme lines) and one month. Issuing a month again without a change
returns the stored bytes; after a change it makes the next version, which names the hash of the one before and
repeats the bytes of its statistics part. Without a Träger the sheet is plain: no statistics, no seal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lotsenbuch.clock import Clock
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import COORDINATING, Engagement
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import engagements, identity, statistics
from lotsenbuch.services.ports import Log, Renderer
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.services.settlement import hours_items, settle, stamp
from lotsenbuch.services.sheets_state import first_of, last_of, newest, reaches
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.keys import SealKey
from lotsenbuch.sheet.model import Answer, Period, PilotRef, Sheet, TraegerRef
from lotsenbuch.sheet.opening import sign_sheet

PLAIN_CODE = "EIGEN"


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet as it would leave, byte by byte, before anything is sealed.

    ``activity_ids`` are the activities it holds. ``unchanged`` tells that this very sheet was issued already.
    """

    sheet: Sheet
    payload: bytes = field(repr=False)
    traeger_code: str
    month: date
    activity_ids: tuple[str, ...]
    closing: statistics.Prepared | None = field(repr=False)
    issued: IssuedSheet | None = field(repr=False)

    @property
    def unchanged(self) -> bool:
        """Tell whether the newest issued version already says exactly this."""
        return self.issued is not None and self.issued.payload == self.payload


def draft(
    log: Log, month: date, today: date, *, traeger_code: str | None = None, answers: Sequence[Answer] = ()
) -> Draft:
    """Return the sheet of a month as it would be issued now; changes nothing.

    The running month may be issued too. Raises ``month_in_future``, ``month_without_engagement``,
    ``traeger_unknown`` or ``traeger_ambiguous``.
    """
    month = first_of(month)
    if month > today:
        raise ExpectedError("month_in_future", month=month.strftime("%m/%Y"))
    group = _group(log, month, traeger_code)
    items = _month_of(log, group, month)
    code = engagements.code(group[0])
    issued = newest(log, code, month)
    settlement = settle(hours_items(items, group), engagements.book(log))
    prepared, text = _statistics(log, group, month, issued)
    sheet = Sheet(
        sheet_id=f"{group[0].pilot_code or PLAIN_CODE}-{month:%Y-%m}",
        sheet_version=issued.version + 1 if issued else 1,
        replaces=issued.payload_hash if issued else None,
        pilot=PilotRef(group[0].pilot_code or PLAIN_CODE, group[0].pilot_name or PLAIN_CODE),
        role="coordinating" if any(each.role == COORDINATING for each in group) else "normal",
        period=Period(month, last_of(month)),
        nil=not items,
        settlement=canonical.encode(settlement).decode(),
        statistics=text,
        traeger=_traeger_ref(group[0]),
        recipients=tuple(key.id for key in recipients(log, group)),
        answers=tuple(answers),
    )
    again = _same(sheet, issued)
    final = again or sheet
    payload = issued.payload if again and issued else canonical.encode(final)
    ids = tuple(activity.id for activity in items)
    return Draft(final, payload, code, month, ids, None if again else prepared, issued)


def _group(log: Log, month: date, traeger_code: str | None) -> list[Engagement]:
    """Return the engagements of the sheet: of the named Träger, or of the only one that covers the month."""
    covering = [each for each in log.engagements.all() if reaches(each, month)]
    if traeger_code is not None:
        group = [each for each in covering if engagements.code(each) == traeger_code]
        if not group:
            raise ExpectedError("traeger_unknown", code=traeger_code[:40])
        return group
    codes = sorted({engagements.code(each) for each in covering})
    named = [code for code in codes if code != engagements.OWN] or codes
    if not named:
        raise ExpectedError("month_without_engagement", month=month.strftime("%m/%Y"))
    if len(named) > 1:
        raise ExpectedError("traeger_ambiguous", codes=", ".join(named))
    return [each for each in covering if engagements.code(each) == named[0]]


def _month_of(log: Log, group: list[Engagement], month: date) -> list[Activity]:
    ids = {each.id for each in group}
    return [each for each in log.activities.between(month, last_of(month)) if each.engagement_id in ids]


def _statistics(
    log: Log, group: list[Engagement], month: date, issued: IssuedSheet | None
) -> tuple[statistics.Prepared | None, str | None]:
    if group[0].traeger is None:
        return None, None
    if issued is not None:
        return None, canonical.decode(issued.payload, Sheet).statistics
    prepared = statistics.prepare(log, engagements.group(log, engagements.code(group[0])), month)
    return prepared, prepared.text


def _traeger_ref(engagement: Engagement) -> TraegerRef | None:
    traeger = engagement.traeger
    return TraegerRef(traeger.code, traeger.name, traeger.key_id) if traeger else None


def _same(sheet: Sheet, issued: IssuedSheet | None) -> Sheet | None:
    """Return the issued sheet if the new one says nothing else, to nobody else."""
    if issued is None:
        return None
    before = canonical.decode(issued.payload, Sheet)
    return before if _told(sheet) == _told(before) else None


def _told(sheet: Sheet) -> tuple[object, ...]:
    return sheet.settlement, sheet.nil, sheet.role, sheet.answers, sheet.recipients


def recipients(log: Log, group: list[Engagement]) -> list[SealKey]:
    """Return whom a sheet is sealed for: the Träger's keys and the pilot's own, or nobody without a Träger."""
    traeger = group[0].traeger
    if traeger is None:
        return []
    return [*(SealKey.from_bytes(key) for key in traeger.seal_keys), identity.opening_key(log).public]


def issue(log: Log, prepared: Draft, renderer: Renderer, clock: Clock, *, nil: bool = False) -> IssuedSheet:
    """Seal a month: store the sheet, close the books it closes, flag its activities; all or nothing.

    An unchanged month returns the stored sheet. Raises ``month_empty`` for a month without work unless
    ``nil`` says that this is meant, ``month_not_empty`` for a nil return of a month with work, and
    ``month_changed`` when the log no longer gives this very draft.
    """
    if prepared.unchanged and prepared.issued is not None:
        return _hold_again(log, prepared, prepared.issued)
    if prepared.sheet.nil and not nil:
        raise ExpectedError("month_empty", month=prepared.month.strftime("%m/%Y"))
    if nil and not prepared.sheet.nil:
        raise ExpectedError("month_not_empty", month=prepared.month.strftime("%m/%Y"))
    signed, pdf = _finished(log, prepared, renderer)
    sheet = IssuedSheet(
        sheet_id=prepared.sheet.sheet_id,
        version=prepared.sheet.sheet_version,
        traeger_code=prepared.traeger_code,
        month=prepared.month,
        payload_hash=canonical.digest(prepared.payload),
        replaces=prepared.sheet.replaces,
        nil=prepared.sheet.nil,
        issued_at=clock.now(),
        payload=prepared.payload,
        envelope=signed,
        pdf=pdf,
        activities=len(prepared.activity_ids),
    )
    with log.transaction():
        _check_still_valid(log, prepared)
        log.sheets.add(sheet)
        _hold(log, prepared)
        if prepared.closing is not None:
            statistics.remember(log, prepared.closing)
    return sheet


def preview_pdf(log: Log, prepared: Draft, renderer: Renderer) -> bytes:
    """Return the very bytes that sealing this draft would store: a preview that is the file. Changes nothing."""
    if prepared.unchanged and prepared.issued is not None:
        return prepared.issued.pdf
    return _finished(log, prepared, renderer)[1]


def closes_books(log: Log, traeger_code: str, month: date) -> bool:
    """Tell whether the sheet of a month has a statistics part: at a quarter's end, or at the engagement's."""
    group = engagements.group(log, traeger_code)
    covered = any(reaches(each, first_of(month)) for each in group)
    return covered and group[0].traeger is not None and statistics.is_closing(first_of(month), group)


def _finished(log: Log, prepared: Draft, renderer: Renderer) -> tuple[bytes, bytes]:
    """Return the signed envelope of a draft and the document that holds it."""
    signed = sign_sheet(prepared.sheet, identity.signing_key(log))
    return signed, renderer.sheet(prepared.payload, signed)


def _check_still_valid(log: Log, prepared: Draft) -> None:
    """Raise ``month_changed`` unless the log still gives this draft.

    Between preview and seal another sheet may have been issued, a book closed or an activity changed.
    """
    code, answers = prepared.traeger_code, prepared.sheet.answers
    now = draft(log, prepared.month, prepared.month, traeger_code=code, answers=answers)
    if (now.payload, now.activity_ids) != (prepared.payload, prepared.activity_ids):
        raise ExpectedError("month_changed", month=prepared.month.strftime("%m/%Y"))


def _hold(log: Log, prepared: Draft) -> None:
    """Note what the sheet holds of each of its activities."""
    group = engagements.group(log, prepared.traeger_code)
    items = hours_items(_month_of(log, group, prepared.month), group)
    stamps = {item.assignment: stamp(item, prepared.traeger_code) for item in items}
    log.activities.seal(prepared.traeger_code, prepared.sheet.sheet_id, stamps)


def _hold_again(log: Log, prepared: Draft, issued: IssuedSheet) -> IssuedSheet:
    """Return the stored sheet; other activities that give the same sheet are noted as those it holds."""
    held = replace(issued, activities=len(prepared.activity_ids))
    sealed = all(log.activities.get(each).sealed_in == issued.sheet_id for each in prepared.activity_ids)
    if sealed and held == issued:
        return issued
    with log.transaction():
        _check_still_valid(log, prepared)
        log.sheets.replace(held)
        _hold(log, prepared)
    return held
