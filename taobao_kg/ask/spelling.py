"""How a name is compared: without case, accents, tone marks, blanks and punctuation."""

import unicodedata

#: ASCII in one step, which is most of all names: capitals become small, the rest a blank.
_ASCII_WORDS = {n: chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}


def words_of(text: str) -> str:
    """Return the words of a text, folded, one blank between them.

    >>> words_of("Wǎngluò Qiángguó"), words_of("E-Commerce, 2.0"), words_of("《网络强国》 战略")
    ('wangluo qiangguo', 'e commerce 2 0', '网络强国 战略')
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII_WORDS).split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = (mark for mark in parts if not unicodedata.combining(mark))
    return " ".join("".join(mark if mark.isalnum() else " " for mark in kept).split())


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, folded, nothing between them.

    >>> letters_of("wang luo qiang-guo") == letters_of("Wǎngluò Qiángguó")
    True
    """
    return words_of(text).replace(" ", "")
