"""What synthetic pilots are made of: the invented names, notes and weights of resources/example."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lotsenbuch import resources


@dataclass(frozen=True, slots=True)
class Topic:
    """A reason for a visit, with the authorities that it leads to and what one may note about it."""

    weight: int
    offices: Mapping[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """`origins` are weights by country, `languages` the languages spoken there; the other numbers are
    weights.
    """

    traeger: Mapping[str, str]
    pilots: tuple[str, ...]
    families: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    origins: Mapping[str, int]
    languages: Mapping[str, tuple[str, ...]]
    people: Mapping[str, Mapping[str, int]]
    kinds: Mapping[str, int]
    offices: Mapping[str, str]
    topics: Mapping[str, Topic]
    own_work: Mapping[str, str]


@cache
def stock() -> Stock:
    """The shipped data."""
    data = tomllib.loads(resources.text("example/pilots.toml"))
    names = data["names"]
    return Stock(
        traeger=data["traeger"],
        pilots=tuple(names["pilots"]),
        families=tuple(names["families"]),
        women=tuple(names["women"]),
        men=tuple(names["men"]),
        origins={country: each["weight"] for country, each in data["origins"].items()},
        languages={country: tuple(each["languages"]) for country, each in data["origins"].items()},
        people=data["people"],
        kinds=data["kinds"],
        offices=data["offices"],
        topics={
            code: Topic(each["weight"], each["offices"], tuple(each["notes"])) for code, each in data["topics"].items()
        },
        own_work=data["own_work"],
    )
