"""How much the log costs on top of the same statements sent straight to the driver.

    python tests/benchmarks/bench_log.py [--count 100000]

Prints, for each action, the floor (raw driver, same connection, same tables and indexes), ours, and the ratio.
Every figure is the lower quartile of several runs in which floor and ours take turns.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from datetime import time as wall
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lotsenbuch.domain.activity import Activity
from lotsenbuch.persistence.log import open_log, row_key, upgrade
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery
from lotsenbuch.vault import cipher
from tests.builders.log import a_client, a_random, an_authority, an_engagement, an_id

WORDS = ("Brief", "Antrag", "Bescheid", "Termin", "Wohnung", "Kita", "Schule", "Arzt", "Pass", "Konto", "Miete")
PEOPLE = 400
PLACES = 30
ACTIVITY = (
    "INSERT INTO activities (row, id, engagement_id, kind, day, start, finish, minutes, travel_minutes,"
    " waiting_minutes, distance_m, authority_code, authority_id, authority_word, referral, note, billable)"
    f" VALUES ({', '.join('?' * 17)})"
)
TOPIC = "INSERT INTO activity_topics (activity_row, position, topic) VALUES (?, ?, ?)"
CARD = "INSERT INTO activity_clients (card, activity_row, client_id, position) VALUES (?, ?, ?, ?)"
INDEX = "INSERT INTO activity_search (rowid, note, names, places, code) VALUES (?, ?, ?, ?, ?)"
PAGE = (
    "SELECT activities.*,"
    " (SELECT group_concat(t.topic, char(31) ORDER BY t.position) FROM activity_topics t"
    " WHERE t.activity_row = activities.row),"
    " (SELECT group_concat(c.id || char(30) || replace(c.name, char(31), ' '), char(31) ORDER BY ac.position)"
    " FROM activity_clients ac JOIN clients c ON c.id = ac.client_id WHERE ac.activity_row = activities.row),"
    " coalesce(h.name, activities.authority_word)"
    " FROM activities LEFT JOIN authorities h ON h.id = activities.authority_id"
    " WHERE activities.deleted_at IS NULL AND activities.row < ? ORDER BY activities.row DESC LIMIT 200"
)


def activities(count: int, seed: int) -> Iterator[Activity]:
    """Yield invented activities of eight years."""
    draw = random.Random(seed)
    for number in range(count):
        start = draw.randrange(8 * 60, 17 * 60, 5)
        minutes = draw.randrange(15, 240, 15)
        end = min(start + minutes, 1439)
        yield Activity(
            id=an_id(f"{seed} {number}"),
            engagement_id=an_id("eigene"),
            kind=draw.choice(("accompaniment", "advice", "forms")),
            day=date(2019, 1, 1) + timedelta(days=draw.randrange(2900)),
            minutes=minutes,
            start=wall(*divmod(start, 60)),
            end=wall(*divmod(end, 60)),
            travel_minutes=30,
            distance_m=4200,
            authority_code="JOBC",
            authority_id=an_id(f"Haus {draw.randrange(PLACES)}"),
            topics=tuple(draw.sample(("WOHN", "KITA", "GELD", "PASS"), draw.randrange(1, 3))),
            client_ids=tuple(an_id(f"Person {n}") for n in draw.sample(range(PEOPLE), draw.choice((1, 1, 1, 2)))),
            note=" ".join(draw.choices(WORDS, k=8)),
        )


class Bench:
    """A fresh encrypted log, its driver's connection, and what was measured."""

    def __init__(self, folder: Path) -> None:
        self.raw: Any = cipher.connect(folder / "log.db", bytearray(range(32)), create=True)
        upgrade(self.raw)
        self.log: Log = open_log(lambda: self.raw, after_commit=cipher.checkpoint, random=a_random())
        self.names = {an_id(f"Person {n}"): f"Person {n}" for n in range(PEOPLE)}
        self.places = {an_id(f"Haus {n}"): f"Haus {n}" for n in range(PLACES)}
        with self.log.transaction():
            self.log.engagements.add(an_engagement())
            for name in self.names.values():
                self.log.clients.add(a_client(name))
            for name in self.places.values():
                self.log.authorities.add(an_authority(name))

    def insert_raw(self, batch: list[Activity]) -> None:
        """Store the same rows with nothing but the driver; everything is computed before the clock runs."""
        raw = self.raw
        rows, topics, cards, texts = self.prepared(batch)
        began = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(ACTIVITY, rows)
        raw.executemany(TOPIC, topics)
        raw.executemany(CARD, cards)
        raw.executemany(INDEX, texts)
        raw.execute("COMMIT")
        cipher.checkpoint(raw)
        self.seconds = time.perf_counter() - began

    def prepared(self, batch: list[Activity]) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
        """Return the parameters of the four statements."""
        rows, topics, cards, texts = [], [], [], []
        numbers: dict[int, int] = {}
        for each in batch:
            slot = row_key.slot(each.day, each.start)
            # Far away from the numbers that the log itself gives.
            row = slot + 500_000 + numbers.setdefault(slot, 0)
            numbers[slot] += 1
            rows.append(
                (
                    *(row, each.id, each.engagement_id, each.kind, str(each.day), str(each.start), str(each.end)),
                    *(each.minutes, each.travel_minutes, each.waiting_minutes, each.distance_m),
                    *(each.authority_code, each.authority_id, each.authority_word, each.referral, each.note, 1),
                )
            )
            topics += [(row, position, topic) for position, topic in enumerate(each.topics)]
            cards += [
                (an_id(f"card {row} {position}"), row, client, position)
                for position, client in enumerate(each.client_ids)
            ]
            names = " ".join(self.names[client] for client in each.client_ids)
            texts.append((row, each.note, names, self.places[str(each.authority_id)] + " ", each.authority_code))
        return rows, topics, cards, texts

    def insert_ours(self, batch: list[Activity]) -> None:
        """Store the same rows through the log."""
        began = time.perf_counter()
        with self.log.transaction():
            self.log.activities.add_many(batch)
        self.seconds = time.perf_counter() - began


def timed(action: Callable[..., object]) -> float:
    """Return the processor seconds that one call takes: reading comes from memory."""
    began = time.process_time()
    action()
    return time.process_time() - began


def show(name: str, floors: list[float], all_ours: list[float], allowed: float) -> bool:
    """Print one line; tell whether the ratio is within what is allowed."""
    # The lower quartile: other programs on the machine only ever make a run slower.
    floor, ours = (sorted(values)[len(values) // 4] for values in (floors, all_ours))
    ratio = ours / floor
    verdict = "ok" if ratio <= allowed else "TOO SLOW"
    say(
        f"{name:<34} floor {floor * 1000:9.2f} ms   ours {ours * 1000:9.2f} ms"
        f"   {ratio:5.2f}x of {allowed}x   {verdict}"
    )
    return ratio <= allowed


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def bulk(count: int) -> bool:
    """Insert everything in one transaction, in two fresh logs."""
    floor, ours = [], []
    for turn in range(3):
        batch = list(activities(count, turn))
        with tempfile.TemporaryDirectory() as folder:
            raw = Bench(Path(folder))
            raw.insert_raw(batch)
            floor.append(raw.seconds)
            raw.log.close()
        with tempfile.TemporaryDirectory() as folder:
            log = Bench(Path(folder))
            log.insert_ours(batch)
            ours.append(log.seconds)
            log.log.close()
    return show(f"bulk insert of {count:,}", floor, ours, 2.0)


def single(bench: Bench) -> bool:
    """Save one activity, with checkpoint, in a full log."""
    floor, ours = [], []
    for number, activity in enumerate(activities(120, 77)):
        if number % 2:
            bench.insert_raw([activity])
            floor.append(bench.seconds)
        else:
            bench.insert_ours([activity])
            ours.append(bench.seconds)
    return show("save one activity", floor, ours, 2.0)


def pages(bench: Bench) -> bool:
    """Read pages of 200 rows at random places."""
    draw = random.Random(5)
    floor, ours = [], []
    cursors = [row.cursor for row in bench.log.activities.page(ActivityQuery(), None, 100_000)]
    for cursor in draw.sample(cursors[:-200], 60):
        floor.append(timed(lambda after=cursor: bench.raw.execute(PAGE, (after.row,)).fetchall()))
        ours.append(timed(lambda after=cursor: bench.log.activities.page(ActivityQuery(), after, 200)))
    return show("page of 200 rows", floor, ours, 3.0)


def searches(bench: Bench) -> None:
    """Print how long a page of search hits takes, for each further letter typed."""
    for word in ("b", "br", "brief", "brief kita", "person 1", "person 17 haus 3 miete", "zzz"):
        query = ActivityQuery(text=word)
        took = [timed(lambda asked=query: bench.log.activities.page(asked, None, 200)) for _ in range(7)]
        sums = timed(lambda asked=query: bench.log.activities.sums(asked))
        say(f"search {word!r:<27} page {median(took) * 1000:9.2f} ms   sums {sums * 1000:9.2f} ms")


def others(bench: Bench) -> None:
    """Print how long the other questions take."""
    log = bench.log
    month = date(2024, 3, 1)
    person = an_id("Person 7")
    questions: dict[str, Callable[[], object]] = {
        "sums over everything": lambda: log.activities.sums(ActivityQuery()),
        "months": log.activities.months,
        "between, one month": lambda: log.activities.between(month, date(2024, 3, 31)),
        "page of one client": lambda: log.activities.page(ActivityQuery(client_ids=(person,)), None, 200),
        "page of one topic": lambda: log.activities.page(ActivityQuery(topics=("PASS",)), None, 200),
        "page of the bin": lambda: log.activities.page(ActivityQuery(deleted=True), None, 200),
        "recent clients": lambda: log.clients.recent(10),
        "open cards of a year": lambda: log.releases.open_cards([an_id("eigene")], month, ["advice"]),
    }
    for name, question in questions.items():
        took = median(timed(question) for _ in range(5))
        say(f"{name:<34} {took * 1000:9.2f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    good = bulk(count)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.insert_ours(list(activities(count, 1)))
        good &= single(bench)
        good &= pages(bench)
        searches(bench)
        others(bench)
        bench.log.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
