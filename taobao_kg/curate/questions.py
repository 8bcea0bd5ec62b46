"""Questions to the person at the terminal: is this new thing one that is known?"""

import getpass
from pathlib import Path

from taobao_kg.curate.decisions import DECISIONS, Decisions, make_decision
from taobao_kg.curate.importing import ImportReport
from taobao_kg.curate.merge import Merge
from taobao_kg.curate.writing import write_files
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID
from taobao_kg.words.catalogue import phrase


def ask_identities(data: Path, report: ImportReport, sheet_set: str, lang: str = "en") -> bool:
    """Ask about every new thing with names much like those of a known one; record the answers.

    Args:
        data: the data folder; the decisions are written there at once.
        report: of an import that was planned.
        sheet_set: the set of sheets the decisions hold for.
        lang: ``en``, ``id`` or ``zh``, of the questions.

    Returns:
        Whether anything was decided.
    """
    file = data / f"{DECISIONS}.ttl"
    decisions = Decisions(parse_turtle(file) if file.exists() else ())
    taken = {iri.rpartition("/")[2] for iri in decisions.iris}
    merge, decided = Merge(data), False
    for new in report.new:
        for other in new.near:
            written = repr(new.written)
            question = phrase("curate.same", lang, written=written, name=new.name, other=other)
            answer = _ask(question)
            if answer not in ("y", "n"):
                continue
            why = input(phrase("curate.why", lang)).strip() or "Decided at the import."
            decided = True
            same = answer == "y"
            triples = make_decision(
                new.written, sheet_set, ID + other, why, taken, who=getpass.getuser(), same=same
            )
            merge.add(DECISIONS, triples)
            if same:
                break
    if decided:
        write_files(data, merge.texts())
    return decided


def _ask(question: str) -> str:
    return input(question).strip().lower()[:1]
