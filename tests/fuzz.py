"""Feed parsers what Atheris makes up by the code it reaches: python -m tests.fuzz TARGET [OPTION].

The options are those of libFuzzer: ``-max_total_time=60``, a folder where to keep what reaches new
code. It stops at the first input whose error is none of ours, or for which what a target promises
does not hold; such an input becomes an example of the tests beside the parser.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris
from pyoxigraph import Store

with atheris.instrument_imports(include=["taobao_kg"]):
    from taobao_kg.curate.bibliography import READERS, read_bibliography
    from taobao_kg.curate.sheets import read_sheet
    from taobao_kg.errors import TaobaoKgError
    from taobao_kg.serve.formats import ROWS, choose
    from taobao_kg.serve.limits import Limits
    from taobao_kg.serve.refusals import Refusal
    from taobao_kg.serve.requests import FORM, QUERY, read_operation
    from taobao_kg.serve.screening import screen

_LIMITS = Limits()
_STORE = Store()


def request(data: bytes, _file: Path) -> None:
    """Method, content type, then query string and body: an operation, or a refusal."""
    made = atheris.FuzzedDataProvider(data)
    method = made.PickValueInList(["GET", "HEAD", "POST", "PUT"])
    media = made.PickValueInList([FORM, QUERY, "", "text/plain", f"{QUERY}; charset=utf-16"])
    query_string, _, body = made.ConsumeBytes(made.remaining_bytes()).partition(b"\n")
    try:
        read_operation(method, query_string, media, body, _LIMITS)
        told = Refusal(400, "nothing to refuse")
    except Refusal as refusal:
        told = refusal
    assert 400 <= told.status < 500
    assert str(told)


def query(data: bytes, _file: Path) -> None:
    """The text of a query: refused, or the engine lives through it."""
    try:
        sparql, _, _ = screen(data.decode("utf-8", "replace"))
        _STORE.query(sparql)
    except (Refusal, SyntaxError, ValueError, OSError, RuntimeError) as error:
        told = str(error)
    else:
        told = "nothing to refuse"
    assert told


def accept(data: bytes, _file: Path) -> None:
    """An Accept header: one of the formats offered, or none."""
    chosen = choose(ROWS, data.decode("latin-1"))
    assert chosen is None or chosen[1] in ROWS[chosen[0]]


def sheet(data: bytes, file: Path) -> None:
    """A sheet: its rows, and a reason for each that is not taken."""
    _read(read_sheet, file.with_suffix(".csv"), data)


def bibliography(data: bytes, file: Path) -> None:
    """A bibliography, the first byte tells of which kind: its works, and reasons for the others."""
    kind = list(READERS)[data[0] % len(READERS)] if data else next(iter(READERS))
    _read(read_bibliography, file.with_suffix(kind), data[1:])


def _read(read: Callable[[Path], object], path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        found = read(path)
        told = [str(refusal) for refusal in found.refusals]
        assert all(row.number > 0 for row in found.rows)
    except TaobaoKgError as error:
        told = [str(error)]
    assert all(line.strip() for line in told)


def seeds(target: str) -> list[bytes]:
    """Return inputs that a target begins with; the others are made of them."""
    here = Path(__file__).parent
    sheets = sorted((here / "fixtures").rglob("*.csv"))
    works = [(path.suffix, path.read_bytes()) for path in (here / "fixtures").rglob("works.*")]
    csl = (
        b'[{"id":"a","type":"book","author":[{"family":"Li"}],"issued":{"date-parts":[[2017,5]]}}]'
    )
    return {
        "request": [b"\0\0query=ASK%7B%7D&default-graph-uri=urn:x\nquery=ASK{}&why=1&lang=zh"],
        "query": [path.read_bytes() for path in sorted((here.parent / "queries").rglob("*.rq"))],
        "accept": [b"text/csv;q=0.5, application/*;q=0.123, */*;q=0"],
        "sheet": [path.read_bytes() for path in sheets],
        "bibliography": [
            bytes([list(READERS).index(suffix)]) + data
            for suffix, data in [*sorted(works), (".json", csl)]
        ],
    }[target]


TARGETS = {target.__name__: target for target in (request, query, accept, sheet, bibliography)}


def main() -> None:
    """Fuzz the target named; the exit code is not 0 when something was found."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{sys.argv[1:2]}: no target; there are {', '.join(TARGETS)}")
    name, target = sys.argv[1], TARGETS[sys.argv[1]]
    with TemporaryDirectory() as folder:
        begin = Path(folder) / "seeds"
        begin.mkdir()
        for number, seed in enumerate(seeds(name)):
            (begin / str(number)).write_bytes(seed)
        options = [*sys.argv[2:], str(begin)]
        atheris.Setup([sys.argv[0], *options], lambda data: target(data, Path(folder) / "made"))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
