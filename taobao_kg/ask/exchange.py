"""Rows as SPARQL 1.1 results in JSON and XML."""

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from taobao_kg.ask.results import Rows, lexical
from taobao_kg.engines.embedded import Term
from taobao_kg.vocab import language_tag

_SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def write_json(rows: Rows, why: bool, lang: str = "en") -> str:
    """Return rows as SPARQL 1.1 JSON; evidence stands under ``why``, one list a row.

    For the rows of a query ``reasons`` has the triples behind each, and ``statements`` what is
    known of each statement; see `taobao_kg.ask.why.data`.
    """
    bindings = [
        {name: json_term(cell) for name, cell in row.as_dict().items() if cell is not None}
        for row in rows
    ]
    document: dict[str, object] = {
        "head": {"vars": list(rows.columns)},
        "results": {"bindings": bindings},
    }
    if why:
        from taobao_kg.ask.citing import citations
        from taobao_kg.ask.why.data import reasons_as_data, statements_as_data

        found = rows.why(lang)
        document["why"] = [
            [citation._asdict() for statement in one for citation in citations(statement)]
            for one in found
        ]
        if rows.query is not None:
            document["reasons"] = [reasons_as_data(one, lang) for one in found]
            document["statements"] = statements_as_data(found)
    return json_text(document)


def json_text(document: object) -> str:
    """Return a document as JSON: indented, in the order given, no script escaped."""
    import json

    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def json_term(cell: Term) -> dict[str, object]:
    """Return a term as SPARQL 1.1 JSON has it (§3.2.2)."""
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    if isinstance(cell, Triple):
        parts = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}
    if cell.language:
        tag = language_tag(cell.language)
        return {"type": "literal", "value": cell.value, "xml:lang": tag}
    if cell.datatype.value == _STRING:
        return {"type": "literal", "value": cell.value}
    return {"type": "literal", "value": cell.value, "datatype": cell.datatype.value}


def write_xml(rows: Rows) -> str:
    """Return rows as SPARQL 1.1 XML."""
    head = "".join(f'    <variable name="{name}"/>\n' for name in rows.columns)
    body = "".join(_xml_row(row.as_dict()) for row in rows)
    return xml_document(head, f"  <results>\n{body}  </results>\n")


def xml_document(head: str, body: str) -> str:
    """Return SPARQL results XML around a head and a body that are XML already."""
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_SPARQL_RESULTS}">\n'
    return f"{start}  <head>\n{head}  </head>\n{body}</sparql>\n"


def _xml_row(cells: dict[str, Term | None]) -> str:
    lines = [
        f'      <binding name="{name}">{_xml_term(cell)}</binding>\n'
        for name, cell in cells.items()
        if cell is not None
    ]
    return f"    <result>\n{''.join(lines)}    </result>\n"


def _xml_term(cell: Term) -> str:
    text = _xml_text(lexical(cell))
    if isinstance(cell, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(cell, BlankNode):
        return f"<bnode>{_xml_text(cell.value)}</bnode>"
    if isinstance(cell, Literal) and cell.language:
        return f'<literal xml:lang="{_xml_text(language_tag(cell.language))}">{text}</literal>'
    if isinstance(cell, Literal) and cell.datatype.value != _STRING:
        return f'<literal datatype="{_xml_text(cell.datatype.value)}">{text}</literal>'
    return f"<literal>{text}</literal>"


def _xml_text(text: str) -> str:
    """Return text for XML; what XML 1.0 cannot hold, not even escaped, becomes U+FFFD."""
    import re
    from html import escape

    return escape(re.sub(_NOT_IN_XML, "\ufffd", text)).replace("\r", "&#13;")
