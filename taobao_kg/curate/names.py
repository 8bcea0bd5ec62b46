"""Names: when two writings are the same name, and slugs made of names."""

import re
from collections.abc import Container
from functools import cache
from unicodedata import combining, normalize

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_WORD = re.compile(r"[a-z0-9]+")

#: A slug ends at a word before it gets longer.
_LONGEST_SLUG = 60


def fold(text: str) -> str:
    """Return what two writings of one name share: letters and digits, no case, no accents.

    >>> fold("Kuāndài Zhōngguó “Zhànlüè”") == fold("kuandai zhongguo zhanlue")
    True
    >>> fold("国办发〔2015〕78号")
    '国办发201578号'
    """
    plain = normalize("NFKD", text).casefold()
    letters = "".join(mark for mark in plain if mark.isalnum() and not combining(mark))
    return letters or plain.strip()  # "%" is a name too


def has_han(text: str) -> bool:
    """Return whether a text holds a Chinese character."""
    return bool(_HAN.search(text))


@cache
def spell_pinyin(text: str) -> str:
    """Return a Chinese text in pinyin without tones, syllables apart; other characters stay.

    >>> spell_pinyin("国务院")
    'guo wu yuan'
    """
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.NORMAL, v_to_u=True))


def make_slug(text: str, taken: Container[str] = (), *, suffix: str = "") -> str:
    """Return a slug of a name: kebab case in ASCII, not yet taken.

    Args:
        text: in any script; Chinese is spelt in pinyin.
        taken: slugs that must not be given again.
        suffix: stands at the end, such as a year, unless it is there already.

    >>> make_slug("Opinions on Rural E-commerce", suffix="2015")
    'opinions-on-rural-e-commerce-2015'
    >>> make_slug("泉州网", {"quanzhouwang"})
    'quanzhouwang-2'
    """
    spelt = text
    if has_han(text):
        spelt = re.sub(
            r"[㐀-鿿豈-﫿]+", lambda run: f" {spell_pinyin(run.group()).replace(' ', '')} ", text
        )
    plain = "".join(mark for mark in normalize("NFKD", spelt).lower() if not combining(mark))
    words: list[str] = []
    for word in _WORD.findall(plain.replace("'", "").replace("’", "")):
        if words and len("-".join([*words, word])) > _LONGEST_SLUG:
            break
        words.append(word[:_LONGEST_SLUG])
    if suffix and suffix not in words:
        words.append(suffix)
    slug = "-".join(words) or "unnamed"
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
