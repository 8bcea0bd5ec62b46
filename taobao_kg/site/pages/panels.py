"""Questions of the library that ask what a part of a page shows."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode

from taobao_kg.ask.questions import read_question
from taobao_kg.site.atlas import Thing
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import shorten

#: What asks for the numbers of a thing, with the parameter that stands for it; by kind of thing.
_NUMBERS = {
    "indicator": ("numbers-of-one-indicator", "indicator"),
    "place": ("numbers-about-one-place", "place"),
    "year": ("numbers-of-a-year", "year"),
    "source": ("numbers-nobody-else-confirms", "source"),
}
#: Kinds of things of which much is said and that bear names.
_TOLD = ("actor", "policy", "concept", "platform", "event", "place")
#: What the table of Explore counts.
TOLD_OF_THINGS = "things-and-what-is-said-of-them"


class Panel(NamedTuple):
    """A question as a part of a page links to it.

    Attributes:
        name: of the question; its file is ``q/<name>.rq``.
        words: the question in the language of the page.
        state: what the workbench reads from its address, with the parameters given.
    """

    name: str
    words: str
    state: str


def panel(wording: Wording, name: str, given: Mapping[str, str] | None = None) -> Panel | None:
    """Return the link to a question; None where the library beside the data has none so called."""
    path = wording.atlas.folders.queries / f"{name}.rq"
    if not path.is_file():
        return None
    asked = {f"p.{key}": value for key, value in (given or {}).items()}
    state = urlencode({"q": name, **asked}, quote_via=quote)
    return Panel(name, read_question(path).wording(wording.lang), state)


def panels_of_thing(wording: Wording, thing: Thing) -> dict[str, Panel | None]:
    """Return the questions behind the names, the claims and the numbers of a thing."""
    short = shorten(thing.iri)
    told = thing.kind in _TOLD
    numbers = _NUMBERS.get(thing.kind)
    return {
        "names_asked": panel(wording, "all-names-of-a-thing", {"thing": short}) if told else None,
        "claims_asked": (
            panel(wording, "everything-said-about-a-thing", {"thing": short}) if told else None
        ),
        "numbers_asked": panel(wording, numbers[0], {numbers[1]: short}) if numbers else None,
    }
