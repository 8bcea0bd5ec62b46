"""Addresses: the base of what the endpoint says about itself, and the names in its paths."""

import re

from taobao_kg.serve.http import Scope, header
from taobao_kg.site.addresses import file_name
from taobao_kg.vocab import ID, KINDS, TKG

#: Names of hosts and addresses with a port (RFC 9110 §7.2); what else a client sends is not used.
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_ESCAPED = re.compile(r"~([0-9A-F]{2})")
#: Kinds of pages whose things are terms of the ontology.
_TERMS = ("class", "term")


def base_url(scope: Scope) -> str:
    """Return the address of the endpoint as its client names it, ending in a slash."""
    host = header(scope, b"host")
    if not _HOST.fullmatch(host):
        name, port = scope.get("server") or ("localhost", 80)
        host = f"{name}:{port}"
    return f"{scope.get('scheme', 'http')}://{host}{scope.get('root_path', '')}/"


def name_of(iri: str) -> str:
    """Return the last parts of the addresses of a thing.

    >>> name_of(ID + "actor/state-council"), name_of(ID + "actor/a.b")
    ('actor/state-council', 'actor/a~2Eb')
    """
    kind, _, slug = iri.removeprefix(ID).partition("/")
    return f"{kind}/{file_name(slug)}"


def iri_of(kind: str, name: str) -> str | None:
    """Return the IRI a page or a file is about; None when there can be none.

    >>> iri_of("actor", "state-council") == ID + "actor/state-council"
    True
    >>> iri_of("class", "Policy") == TKG + "Policy", iri_of("etc", "passwd")
    (True, None)
    """
    try:
        plain = _ESCAPED.sub(lambda found: f"\\x{found[1]}", name.replace("\\", ""))
        slug = plain.encode().decode("unicode_escape").encode("latin-1").decode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    if kind in _TERMS:
        return TKG + slug if slug else None
    return ID + f"{kind}/{slug}" if kind in KINDS and slug and file_name(slug) == name else None
