"""From bytes to text: by byte order mark or as UTF-8, else as told; never guessed."""

import codecs
from pathlib import Path

from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path

#: The marks that tell an encoding, longest first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ADVICE = (
    "say --encoding, such as gb18030 (Chinese), cp1252 (Western) or utf-16, or save it as UTF-8"
)


def decode(data: bytes, path: Path, encoding: str | None = None) -> str:
    """Return the text of a file, without its byte order mark.

    Args:
        data: the whole file.
        path: for messages.
        encoding: what the user says it is; needed for anything but UTF-8 and files with a mark.

    Raises:
        UsageError: when Python knows no such encoding.
        DataError: when the bytes are not in the encoding, with the line.
    """
    mark, told = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    chosen = told or "utf-8"
    if encoding is not None:
        chosen = _known(encoding)
        if told and not told.startswith(chosen):
            message = f"begins with the mark of {told}, not of {encoding}; leave --encoding out"
            raise DataError(message, show_path(path), 1)
        chosen = told or chosen
    body = data[len(mark) :]
    if chosen == "utf-8" and body[:4000].count(0) > len(body[:4000]) // 5:
        message = "looks like UTF-16 without a mark; say --encoding utf-16-le or utf-16-be"
        raise DataError(message, show_path(path), 1)
    try:
        return body.decode(chosen)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        byte = body[error.start]
        next_step = _ADVICE if encoding is None else "say another --encoding, or save it as UTF-8"
        message = f"is not {chosen.upper()} (byte 0x{byte:02x}); {next_step}"
        raise DataError(message, show_path(path), line) from error
    except (LookupError, UnicodeError) as error:
        raise UsageError(f"--encoding {encoding}: no encoding of texts; {_ADVICE}") from error


def _known(encoding: str) -> str:
    """Return Python's name of an encoding; that of UTF-16 and UTF-32 without their byte order."""
    try:
        return codecs.lookup(encoding).name.removesuffix("-sig")
    except (LookupError, ValueError) as error:
        raise UsageError(f"--encoding {encoding}: not known; {_ADVICE}") from error
