"""Sourcing: a new text registered, and what it may say proposed, in one go."""

from pathlib import Path
from typing import NamedTuple

from taobao_kg.curate.propose.cues import read_cues
from taobao_kg.curate.propose.known import read_known
from taobao_kg.curate.propose.proposals import propose
from taobao_kg.curate.propose.reading import make_lexicon, read
from taobao_kg.curate.propose.registering import Particulars, register_source
from taobao_kg.curate.propose.rows import write_rows
from taobao_kg.curate.propose.texts import read_text
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders


class Sourced(NamedTuple):
    """What became of a new text.

    Attributes:
        new: whether its description was written just now; else it was there with this text.
        language: in which it is written.
        characters: how many it has.
        pages: how many form feeds part; 0 without any.
        sheets: path and number of rows of each sheet of proposals.
    """

    new: bool
    language: str
    characters: int
    pages: int
    sheets: list[tuple[Path, int]]


def add_source(
    folders: Folders, told: Particulars, text_file: Path, output: Path, lang: str = "en"
) -> Sourced:
    """Register the text of a source and write two sheets of what it may say.

    Nothing of them enters the graph before a person decides: ``taobao-kg import`` takes the rows
    whose cell ``decision`` says ``accept`` or ``change``. Called again with the same text it makes
    the sheets anew, where there are none.

    Args:
        folders: whose data is known and gets the new source.
        told: about the source.
        text_file: its text, in UTF-8; it is not copied.
        output: the folder of the sheets, made where it is missing.
        lang: of the notes in the sheets: ``en``, ``id`` or ``zh``.

    Raises:
        UsageError: when something is told wrong, the name or the text is taken, a sheet is there
            already, or something cannot be written.
        DataError: when the text or the data cannot be read.
    """
    sheets = [output / f"{told.slug}-{kind}.csv" for kind in ("observations", "claims")]
    for sheet in sheets:
        if sheet.exists():
            raise UsageError(f"{sheet}: is there already; move it away, or choose a folder with -o")
    text = read_text(text_file)
    _make_folder(output)
    known = read_known(folders)
    cues = read_cues(folders)
    registered = register_source(folders, known, told, text)
    lexicon = make_lexicon(known)
    found = read(text, registered.language, lexicon)
    proposals = propose(found, lexicon, cues, told.slug, lang)
    written = []
    for sheet, rows in zip(sheets, proposals, strict=True):
        kind = sheet.stem.rpartition("-")[2]
        _write(sheet, write_rows(kind, rows))
        written.append((sheet, len(rows)))
    return Sourced(registered.new, registered.language, len(text.content), text.page_count, written)


def _make_folder(output: Path) -> None:
    """Make a folder before anything is written elsewhere."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(output, error) from error


def _write(path: Path, content: str) -> None:
    """Write a new file whole or not at all; line ends inside cells as they are."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content.encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(f"{path}: cannot be written ({reason}); choose another folder with -o")
