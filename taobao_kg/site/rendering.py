"""Rendering: values into the templates, with everything of the graph escaped."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from taobao_kg import __version__
from taobao_kg.site.addresses import ENDINGS, file_of, root_from
from taobao_kg.site.lenses import lenses_of
from taobao_kg.site.wording import Wording
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.languages import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from markupsafe import Markup

#: The pages of the menu, in its order.
MENU = (
    *("explore", "timeline", "charts", "contradictions", "questions"),
    *("workbench", "sources", "ontology", "data"),
)
_LANGUAGES = {"en": "English", "id": "Indonesia", "zh-Hans": "中文"}
#: Nothing from elsewhere, no script and no style that stands in a page.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'"
)


class Renderer:
    """The templates, filled in one language."""

    def __init__(self, wording: Wording, url: str = "") -> None:
        """Load the templates for a language; the address is that of the site, where it is known."""
        self.wording = wording
        self._environment = make_environment()
        self._environment.filters["file"] = wording.file
        self._environment.globals.update(
            say=wording.say,
            lang=wording.lang,
            tag=wording.tag,
            languages=_LANGUAGES,
            menu=MENU,
            policy=POLICY,
            colon=phrase("words.colon", wording.lang),
            url=url,
            version=__version__,
            lens=wording.atlas.graph.lens.footer(wording.lang),
            lenses=_write_options(lenses_of(wording)),
        )

    def render(self, template: str, page: str, values: dict[str, Any]) -> str:
        """Return one page.

        Args:
            template: its name without ``.html``.
            page: its place from the root, without an ending.
            values: what the template needs beside what all pages have; a ``root`` among them is
                another way to the root of the site.
        """
        versions = [(TAGS[lang], file_of(page, lang)) for lang in ENDINGS]
        return self._environment.get_template(f"{template}.html").render(
            **{"page": page, "root": root_from(page), "versions": versions, **values}
        )


def _write_options(options: "Iterable[tuple[str, str]]") -> "Markup":
    """Return value and title of options as HTML: the same on thousands of pages."""
    from markupsafe import Markup

    line = Markup('<option value="{}">{}</option>')
    return Markup("\n").join(line.format(*one) for one in options)


def make_environment() -> "Environment":
    """Return what fills our templates, with everything escaped that is not marked as HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return environment
