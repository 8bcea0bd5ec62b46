"""Pictures taken away: a drawing as SVG, PNG, an HTML page or the CSV behind it."""

from collections.abc import Callable

from taobao_kg.errors import UsageError
from taobao_kg.export.delivery import deliver_bytes
from taobao_kg.show.charts.drawing import Drawing
from taobao_kg.vocab import nearest

PICTURE_FORMATS = ("svg", "png", "html", "csv")


def choose_picture_format(wanted: str | None, output: str) -> str:
    """Return the format of a picture: the one asked for, or by the ending of the file.

    >>> choose_picture_format(None, "villages.PNG"), choose_picture_format("csv", "-")
    ('png', 'csv')

    Raises:
        UsageError: for an unknown format, and a file whose ending means none.
    """
    known = ", ".join(PICTURE_FORMATS)
    if wanted is not None and wanted not in PICTURE_FORMATS:
        near = nearest(wanted, PICTURE_FORMATS)
        hint = f"did you mean {near}?" if near else f"choose {known}"
        raise UsageError(f"there is no picture format {wanted!r}; {hint}")
    if wanted or output == "-":
        return wanted or "svg"
    ending = output.rpartition(".")[2].lower()
    if ending not in PICTURE_FORMATS:
        raise UsageError(f"{output}: no picture has that ending ({known}); add --format")
    return ending


class Picture:
    """A chart or a timeline, ready to be shown or saved; a notebook shows it with its table.

    Attributes:
        drawing: what it shows; ``drawing.sentence`` says it in words.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def svg(self) -> str:
        """Return the picture with title, notes and licence; texts stay texts.

        Raises:
            TaobaoKgError: when nothing of it has a time.
        """
        from taobao_kg.show.charts.picture import write_svg

        return write_svg(self.drawing)

    def png(self) -> bytes:
        """Return the picture of `svg` as pixels, two for one.

        Raises:
            TaobaoKgError: as `svg`, and when no font here has its Chinese characters.
        """
        from taobao_kg.show.charts.picture import write_png

        return write_png(self.drawing)

    def html(self) -> str:
        """Return a page with the picture and its table; it works offline and has no script."""
        from taobao_kg.show.charts.page import write_page

        return write_page(self.drawing)

    def csv(self) -> str:
        """Return the table: all numbers and policies, drawn or not, safe in spreadsheets."""
        from taobao_kg.ask.sheets import write_separated
        from taobao_kg.show.charts.table import join_tables

        return write_separated(join_tables([t for _, t in self.drawing.tables]), ",", safe=True)

    def save(self, output: str, form: str | None = None) -> None:
        """Write the picture to a file, whole or not at all.

        Args:
            output: a file; ``-`` is standard output.
            form: one of `PICTURE_FORMATS`; None for what the ending of the file tells.

        Raises:
            UsageError: for an unknown format, and when the file cannot be written.
            TaobaoKgError: as `svg` and `png`.
        """
        writers: dict[str, Callable[[], str | bytes]]
        writers = {"svg": self.svg, "png": self.png, "html": self.html, "csv": self.csv}
        content = writers[choose_picture_format(form, output)]()
        deliver_bytes(content.encode() if isinstance(content, str) else content, output)

    def __repr__(self) -> str:
        return f"{self.drawing.title}\n{self.drawing.sentence}"

    def _repr_svg_(self) -> str | None:
        return None if self.drawing.is_empty else self.svg()

    def _repr_html_(self) -> str:
        from taobao_kg.show.charts.page import write_figure

        return write_figure(self.drawing)
