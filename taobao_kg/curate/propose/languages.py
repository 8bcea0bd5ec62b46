"""Languages: in which one a text is written, told by its script and its small words."""

import re

#: Two-letter tags of languages a text is likely to have; others are given in full by who knows.
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

_SMALL = {
    "en": "the of and to in is that for was with as are by from on this which has were its an at",
    "id": "yang dan di dari dengan untuk pada ini dalam adalah tidak oleh ke sebagai telah dapat"
    " juga itu menjadi akan lebih",
}
_WHOSE = {word: tag for tag, words in _SMALL.items() for word in words.split()}
_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def guess_language(text: str) -> str:
    """Return ``en``, ``id`` or ``zh``, or nothing where a text tells too little.

    >>> guess_language("Dewan Negara mengumumkan strategi ini pada tahun 2013 dan 2014")
    'id'
    >>> guess_language("国务院发布了意见 (State Council)"), guess_language("Alibaba 2016")
    ('zh', '')
    """
    han = len(_HAN.findall(text))
    counts = dict.fromkeys(_SMALL, 0)
    words = _WORD.findall(text.lower())
    for word in words:
        if tag := _WHOSE.get(word):
            counts[tag] += 1
    if han > 2 * len(words):
        return "zh"
    first, second = sorted(counts, key=lambda tag: -counts[tag])
    return first if counts[first] >= 2 and counts[first] > 1.5 * counts[second] else ""


def is_language_tag(tag: str) -> bool:
    """Return whether a tag has the form of BCP 47, such as ``en`` or ``zh-Hans``."""
    return bool(_TAG.fullmatch(tag))
