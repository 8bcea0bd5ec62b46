"""The lens: which statements a graph was made of, and how its outputs say so."""

from collections.abc import Mapping
from typing import NamedTuple

ALL = "all"


class Lens(NamedTuple):
    """Through which lens a graph is seen.

    Attributes:
        text: as it is typed: ``all``, ``without=liu-2018``; several joined by `` + ``.
        titles: what that means, by ``en``, ``id``, ``zh``.
        kept: how many statements it lets through.
        total: how many there are.
        missing: by language, what had to be left out unseen, in words; none where nothing was.
    """

    text: str = ALL
    titles: Mapping[str, str] = {}
    kept: int = 0
    total: int = 0
    missing: Mapping[str, str] = {}

    @property
    def is_all(self) -> bool:
        """Whether every statement counts."""
        return self.text == ALL

    def footer(self, lang: str = "en") -> str:
        """Return the line under an output that says through which lens it was made.

        >>> Lens("as-of=2017", {"en": "up to 2017"}, 12, 40, {"en": "without a date: 2"}).footer()
        'Lens: as-of=2017 (up to 2017); 12 of 40 statements; without a date: 2'
        """
        # Most outputs have no such line: what writes it, and numbers, waits until then.
        from taobao_kg.words.catalogue import joined, phrase
        from taobao_kg.words.numbers import write_digits

        if self.is_all:
            return phrase("words.lens.whole", lang)
        line = phrase(
            "words.lens.footer",
            lang,
            text=self.text,
            title=self.titles[lang],
            kept=write_digits(self.kept, lang),
            total=write_digits(self.total, lang),
        )
        return joined("semicolon", lang, filter(None, [line, self.missing.get(lang, "")]))


WHOLE = Lens()
