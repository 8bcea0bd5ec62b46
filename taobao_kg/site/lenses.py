"""Lenses of a page: what the chooser in its head offers."""

from collections.abc import Iterator

from taobao_kg.ask.lens_choice import choose_lens, describe_lens
from taobao_kg.site.through import offered_lenses
from taobao_kg.site.wording import Wording


def lenses_of(wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield value and title of each lens offered."""
    atlas = wording.atlas
    yield "all", wording.say["all_statements"]
    for value in offered_lenses(atlas.graph):
        choice = choose_lens(atlas.graph, atlas.folders.queries, value.replace(":", "=", 1))
        yield value, describe_lens(atlas.graph, [choice], 0).titles[wording.lang]
