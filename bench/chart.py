"""A chart as a page, as PNG and as its table, against importing the libraries that draw it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import measure, program, runs_wanted, show

INDICATOR = "online-share-of-retail-sales"
#: What no picture by Altair and vl-convert can be faster than: both loaded, one point drawn.
FLOOR = """\
import altair as alt, vl_convert
chart = alt.Chart(alt.InlineData(values=[{"x": 1, "y": 2}])).mark_point().encode(x="x:Q", y="y:Q")
vl_convert.vegalite_to_svg(chart.to_dict())
"""


def main() -> None:
    """Print one line a command."""
    runs = runs_wanted(__doc__)
    with TemporaryDirectory() as folder:
        ours = {
            form: [program(), "chart", INDICATOR, "-q", "-o", str(Path(folder) / f"chart.{form}")]
            for form in ("html", "svg", "png", "csv")
        }
        ours["timeline"] = [program(), "timeline", "-q", "-o", str(Path(folder) / "time.html")]
        altair = [sys.executable, "-c", "import altair"]
        floor = [sys.executable, "-c", FLOOR]
        bare, drawn, *costs = measure(altair, floor, *ours.values(), runs=runs)
    show("python -c 'import altair'", bare)
    show("altair and vl-convert: one point as SVG", drawn, against=bare)
    for form, cost in zip(ours, costs, strict=True):
        name = "taobao-kg timeline" if form == "timeline" else f"taobao-kg chart -o chart.{form}"
        show(name, cost, against=drawn)


if __name__ == "__main__":
    main()
