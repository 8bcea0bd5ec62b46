"""Lenses of a page: what the chooser in its head offers."""

from collections import Counter
from collections.abc import Iterator

from taobao_kg.ask.lens_choice import choose_lens, describe_lens
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import ID

_FIXED = ("uncontested", "corroborated", "without-weak-sources", "official")
#: Of so many sources with the most statements one can choose them alone, or all others.
_SOURCES = 3
_YEARS = ("2014", "2016", "2018", "2020")


def lenses_of(wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield value and title of each lens offered, as ``web/src/lens.ts`` reads them."""
    atlas = wording.atlas
    most = Counter(one.source for one in atlas.statements.values() if one.source)
    sources = [iri.removeprefix(f"{ID}source/") for iri, _ in most.most_common(_SOURCES)]
    yield "all", wording.say["all_statements"]
    texts = [*_FIXED, *(f"as-of={year}" for year in _YEARS)]
    texts += [f"{name}={slug}" for name in ("only", "without") for slug in sources]
    for text in texts:
        choice = choose_lens(atlas.graph, atlas.folders.queries, text)
        title = describe_lens(atlas.graph, [choice], 0).titles[wording.lang]
        yield text.replace("=", ":"), title
