"""TeX in bibliographies: values put together, and the text TeX would show."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from taobao_kg.curate.record import UnreadableError, flatten
from taobao_kg.words.message import Message

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What pylatexenc drops or shows as another character.
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textunderscore": "_",
}


def expand_value(written: str, strings: Mapping[str, str]) -> str:
    """Return the value of a field: braces and quotes off, abbreviations and ``#`` carried out.

    Args:
        written: as it stands after the equals sign.
        strings: what @string defines, still as written, by its name in small letters.

    Raises:
        UnreadableError: for an abbreviation the file does not define, or one that needs itself.

    >>> expand_value('"Proc. of " # ICWE # { 2019}', {"icwe": '"ICWE"'})
    'Proc. of ICWE 2019'
    """
    pieces = []
    for part in _split_parts(written):
        if (part[:1], part[-1:]) in (("{", "}"), ('"', '"')):
            pieces.append(part[1:-1])
        elif part.isdecimal() or not part:
            pieces.append(part)
        elif part.lower() in strings:
            rest = {name: value for name, value in strings.items() if name != part.lower()}
            pieces.append(expand_value(strings[part.lower()], rest))
        elif part.lower() in _MONTHS:
            pieces.append(str(_MONTHS.index(part.lower()) + 1))
        else:
            raise UnreadableError(Message("curate.work.string", text=repr(part)))
    return "".join(pieces)


def show_tex(text: str) -> str:
    r"""Return the text TeX would show, on one line; formulas as written between their dollars.

    A percent sign, ampersand or hash is taken for itself even where TeX wants a backslash before
    it, and so is a dollar sign without a partner: bibliographies forget them.

    Raises:
        UnreadableError: when the braces or commands do not fit together.

    >>> show_tex(r"{\'E}tude of {R\&D}: 50% of 5 $")
    'Étude of R&D: 50% of 5 $'
    """
    if not re.search(r"[\\{}$%&#~`'-]", text):
        return flatten(text)
    bare = "%&#$" if len(re.findall(r"(?<!\\)\$", text)) % 2 else "%&#"
    shielded = re.sub(
        rf"\\.|[{bare}]", lambda m: m[0] if m[0][0] == "\\" else f"\\{m[0]}", text, flags=re.DOTALL
    )
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerParseError

    try:
        nodes, _, _ = LatexWalker(shielded, tolerant_parsing=False).get_latex_nodes()
        shown = _shower().nodelist_to_text(nodes)
    except LatexWalkerParseError as error:
        reason = Message("curate.work.tex", text=repr(text))
        raise UnreadableError(reason) from error
    return flatten(shown.replace("\u00a0", " "))


def bare_address(text: str) -> str:
    r"""Return a web address without the backslashes and braces that guard it from TeX.

    >>> bare_address(r"\url{https://example.org/a\_b?c=50\%}")
    'https://example.org/a_b?c=50%'
    """
    inside = re.fullmatch(r"\\url\{(.*)\}", text.strip())
    address = re.sub(r"\\([%&#_~$])(?:\{\})?", r"\1", inside[1] if inside else text)
    return flatten(address.replace(r"\textasciitilde{}", "~").strip("{}"))


def _split_parts(written: str) -> list[str]:
    """Return what stands between the ``#`` signs that are outside of braces and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for place, mark in enumerate(written):
        if mark in "{}" and written[place - 1 : place] != "\\":
            depth += 1 if mark == "{" else -1
        elif mark == '"' and depth == 0:
            quoted = not quoted
        elif mark == "#" and depth == 0 and not quoted:
            parts.append(written[start:place].strip())
            start = place + 1
    return [*parts, written[start:].strip()]


@cache
def _shower() -> "LatexNodes2Text":
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    signs = [MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()]
    address = MacroTextSpec("url", simplify_repl="%s")
    context.add_context_category("bibliography", macros=[*signs, address], prepend=True)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")
