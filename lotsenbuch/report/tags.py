"""The tag tree: what each piece of page content is, for screen readers and for PDF/UA-1 (ISO 14289-1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: page index from 0 and its number (MCID) on that page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Tag:
    """One structure element. It grows while pages are drawn, then ``finish`` writes it."""

    name: str
    kids: "list[Tag | Content]" = field(default_factory=list)
    alt: str = field(default="", repr=False)
    box: tuple[float, float, float, float] | None = None
    scope: str = ""
    numbering: str = ""

    def add(self, name: str, *, alt: str = "", scope: str = "", numbering: str = "") -> "Tag":
        """Append a new element and return it."""
        kid = Tag(name, alt=alt, scope=scope, numbering=numbering)
        self.kids.append(kid)
        return kid

    def walk(self) -> "Iterator[Tag]":
        """Yield this element and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()
