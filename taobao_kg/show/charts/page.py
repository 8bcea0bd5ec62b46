"""The page: a picture for wide and for narrow screens with its table, in one closed HTML file."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.show.charts.colours import EVERY_COLOUR
from taobao_kg.show.charts.drawing import Drawing
from taobao_kg.show.charts.picture import NARROW, write_svg
from taobao_kg.show.charts.table import used_columns
from taobao_kg.vocab import expand
from taobao_kg.words.catalogue import phrases
from taobao_kg.words.languages import TAGS

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
#: The plot on a page; title and notes are text of the page.
_WIDE = 900


def write_page(drawing: Drawing) -> str:
    """Return a drawing as an HTML page without scripts that may ask nobody for anything.

    The pictures are SVG in the page, one for wide and one for narrow screens; a content security
    policy allows nothing but the page's own style. What has no time is in the table only.
    """
    styles = _environment().get_template("chart.css").render(colours=EVERY_COLOUR)
    return _fill(
        "chart.html",
        drawing,
        styles=styles,
        digest=b64encode(sha256(styles.encode()).digest()).decode(),
        pictures=_pictures(drawing, _WIDE, NARROW),
    )


def write_figure(drawing: Drawing) -> str:
    """Return picture, sentence and table as a part of a page, for a notebook."""
    return _fill("figure.html", drawing, pictures=_pictures(drawing, _WIDE))


def _pictures(drawing: Drawing, *widths: int) -> list[str]:
    return [] if drawing.is_empty else [write_svg(drawing, w, framed=False) for w in widths]


def _fill(template: str, drawing: Drawing, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            drawing=drawing,
            say=phrases("show.charts", drawing.lang),
            tag=TAGS[drawing.lang],
            expand=expand,
            used_columns=used_columns,
            **values,
        )
    )


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
