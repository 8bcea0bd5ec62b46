"""Works as CSL-JSON, the input of citation processors (CSL 1.0.2, ``csl-data.json``)."""

import json
from collections.abc import Iterable
from typing import Any

from taobao_kg.ask.cite.seal import write_seal
from taobao_kg.ask.cite.works import Work, split_date
from taobao_kg.ask.screen import clean
from taobao_kg.release import Author

#: The type of a kind of source; ``document``, the generic one, for all others. Where it does not
#: tell the kind, ``genre`` does.
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "data set": "dataset",
    "journal": "periodical",
    "presentation": "speech",
    "report": "report",
    "thesis": "thesis",
    "web page": "webpage",
    "working paper": "report",
}
_TOLD = {kind for kind in _TYPES if kind != "working paper"}


def write_csl_json(works: Iterable[Work]) -> str:
    """Return an array with one item a work; the seal is ``custom``, which styles do not print."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def _item(work: Work) -> dict[str, Any]:
    item: dict[str, Any] = {"id": work.key, "type": _TYPES.get(work.kind, "document")}
    item["author"] = [_name(author) for author in work.authors]
    item["issued"] = _date(work.date)
    texts = {
        "genre": "" if work.kind in _TOLD else work.kind,
        "title": work.title,
        "container-title": work.container,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "ISSN": work.issn,
        "DOI": work.doi,
        "publisher": work.publisher,
        "version": work.version,
        "URL": work.url,
        "language": work.language,
        "note": work.note,
    }
    item |= {name: clean(value) for name, value in texts.items()}
    item["custom"] = {"taobao-kg": write_seal(work.seal)} if work.seal else {}
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.given:
        return {"family": clean(author.name), "given": clean(author.given)}
    return {"literal": clean(author.name)}


def _date(date: str) -> dict[str, Any]:
    parts = [int(part) for part in split_date(date) if part]
    if parts:
        return {"date-parts": [parts]}
    return {"literal": clean(date)} if date else {}
