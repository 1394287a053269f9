"""Builders of domain records for tests; all people are invented."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.payment import Payment
from lotsenbuch.domain.quickadd import KnownAuthority, KnownClient, Vocabulary

WEDNESDAY = date(2026, 3, 11)


def an_activity(**changes: Any) -> Activity:
    """One hour of accompaniment on Wednesday, 11 March 2026."""
    plain = Activity(id="a1", engagement_id="e1", kind="accompaniment", day=WEDNESDAY, minutes=60)
    return replace(plain, **changes)


def an_engagement(**changes: Any) -> Engagement:
    """A WIR engagement without a Träger."""
    return replace(Engagement(id="e1", line="wir"), **changes)


def a_payment(**changes: Any) -> Payment:
    """100 euros for February, paid on 20 March 2026."""
    return replace(Payment("p1", "e1", date(2026, 2, 1), date(2026, 3, 20), 10_000), **changes)


def a_vocabulary(last_end: time | None = None) -> Vocabulary:
    """Invented clients and authorities; two clients are called Olena."""
    clients = (
        KnownClient("amina", "Amina"),
        KnownClient("yusuf", "Yusuf"),
        KnownClient("haddad", "Fam. Haddad"),
        KnownClient("mariam", "Mariam (4 Kinder)"),
        KnownClient("rahimi", "Frau Rahimi"),
        KnownClient("bogdan", "Bogdan Petrescu"),
        KnownClient("olena-1", "Olena"),
        KnownClient("olena-2", "Olena"),
    )
    authorities = (
        KnownAuthority("wetzlar", "Jobcenter Wetzlar", "JOBC"),
        KnownAuthority("regenbogen", "KiTa Regenbogen", "KITA"),
        KnownAuthority("muster", "Praxis Dr. Muster", "ARZT"),
    )
    return Vocabulary(clients, authorities, last_end)
