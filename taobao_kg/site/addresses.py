"""Addresses: where on the site a thing has its page, and how one page names another."""

import re
from hashlib import sha256

from taobao_kg.vocab import ID, TKG

#: Kinds of things that have no page of their own: they are told where they are used.
_WITHOUT_PAGE = frozenset(("evidence", "identity", "verdict", "graph", "rule", "triple"))
#: The end of a file name, by language; English is what an address without a language means.
ENDINGS = {"en": ".html", "id": ".id.html", "zh": ".zh.html"}
_LONGEST = 120
_UNSAFE = re.compile(r"[^a-z0-9_-]")
_UNSAFE_IN_TERM = re.compile(r"[^A-Za-z0-9_-]")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def page_of(iri: str) -> str | None:
    """Return the page of a thing or term, from the root of the site and without its ending.

    Classes and the other terms have a folder each: many disks take Year.html and year.html for
    the same file.

    >>> page_of(ID + "actor/state-council"), page_of(TKG + "Year"), page_of("https://example.org/")
    ('doc/actor/state-council', 'doc/class/Year', None)
    """
    kind, found, slug = iri.removeprefix(ID).partition("/")
    if iri.startswith(ID) and found and slug and kind not in _WITHOUT_PAGE:
        return f"doc/{file_name(kind)}/{file_name(slug)}"
    name = iri.removeprefix(TKG)
    if iri.startswith(TKG) and name:
        return f"doc/{'class' if name[0].isupper() else 'term'}/{_escape(name, _UNSAFE_IN_TERM)}"
    return None


def file_name(slug: str) -> str:
    """Return a slug as the name of a file that leads nowhere else and fits every disk.

    Capitals are escaped, for many disks do not tell them from small letters, and so is the
    beginning of what Windows keeps for devices. Terms keep theirs: they are no two alike.

    >>> file_name("state-council"), file_name("../../etc"), file_name("a.id"), file_name("nul")
    ('state-council', '~2E~2E~2F~2E~2E~2Fetc', 'a~2Eid', '~6Eul')
    """
    name = _escape(slug, _UNSAFE)
    return f"~{ord(name[0]):X}{name[1:]}" if _DEVICE.fullmatch(name) else name


def file_of(page: str, lang: str) -> str:
    """Return the file of a page in a language: ``index`` in Chinese is ``index.zh.html``."""
    return page + ENDINGS[lang]


def root_from(page: str) -> str:
    """Return the way from a page to the root of the site, empty or ending in a slash.

    >>> root_from("index"), root_from("doc/actor/state-council")
    ('', '../../')
    """
    return "../" * page.count("/")


def _escape(slug: str, unsafe: re.Pattern[str]) -> str:
    """Return a slug with ``~`` and hex for each byte of unsafe signs; a long one ends in a hash."""
    name = unsafe.sub(lambda sign: "".join(f"~{byte:02X}" for byte in sign[0].encode()), slug)
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST]}~{sha256(slug.encode()).hexdigest()[:16]}"
