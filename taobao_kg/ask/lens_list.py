"""The lenses as a list."""

from pathlib import Path

from pyoxigraph import Literal

from taobao_kg.ask.lens_file import LensFile, list_lenses
from taobao_kg.ask.results import Rows
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph


def lenses_as_rows(folder: Path, lang: str = "en") -> Rows:
    """Return the lenses below a folder of questions: lens, title, summary, example; by name.

    Args:
        folder: of the questions.
        lang: ``en``, ``id`` or ``zh``, of titles and summaries.

    Raises:
        DataError: for a file with a faulty header.
    """
    rows = [
        [
            Literal(cell)
            for cell in (lens.name, _title(lens, lang), lens.summaries[lang], lens.usage)
        ]
        for lens in list_lenses(folder)
    ]
    names = ("lens", "title", "summary", "example")
    return Rows(names, rows, Graph(EmbeddedEngine()))


def _title(lens: LensFile, lang: str) -> str:
    """Return a title with the name of the parameter as a person reads it."""
    name = lens.parameter.name if lens.parameter else ""
    return lens.titles[lang].replace(f"{{{name}}}", name.upper())
