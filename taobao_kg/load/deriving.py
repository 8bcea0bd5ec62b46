"""Deriving on a server: sources, entities and ontology go there, the rest is made there.

The same rules and checks as in a build, in the same order, each asked of the server. Between two
queries only what was found comes here, to be given its reasons and words. Nothing is stored on this
machine but that; what the shapes would refuse is not looked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from pyoxigraph import QuerySolutions, RdfFormat, Triple

from taobao_kg.build.check import check_names
from taobao_kg.build.constructs import run_constructs
from taobao_kg.build.derive import (
    Reason,
    derive_truths,
    describe_reasons,
    describe_rules,
)
from taobao_kg.build.load import (
    DERIVATIONS,
    DISCREPANCIES,
    ENTITIES,
    INFERRED,
    NORMAL,
    ONTOLOGY,
    STANDING,
    TRUTHS,
    load_files,
)
from taobao_kg.build.places import Places
from taobao_kg.build.rules import Rule, fill, read_rules
from taobao_kg.build.store import write_triples
from taobao_kg.engines.engine import Workspace
from taobao_kg.engines.manifest import LOADING
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import FindingsError
from taobao_kg.folders import Folders
from taobao_kg.lens import WHOLE
from taobao_kg.load.checking import run_checks_there
from taobao_kg.load.contents import Contents, make_contents
from taobao_kg.load.workspace import ServerWorkspace

_N_TRIPLES = RdfFormat.N_TRIPLES
Tell = Callable[[str], None]


def derive_there(server: Server, folders: Folders, tell: Tell) -> Contents:
    """Return the graphs of the files of a data folder, with what a server makes of them.

    Args:
        server: works in two passing graphs, which the next push removes.
        folders: ontology, data, rules and checks.
        tell: is told each step: ``derive``, ``discrepancies``, ``standing``.

    Raises:
        DataError: when a file, rule or check cannot be used.
        FindingsError: when names in the files do not fit, and when the server cannot run a check:
            a graph without its discrepancies would not be the same.
        TaobaoKgError: when the server fails.
    """
    files = load_files(folders)
    if found := check_names(files, Places(files), folders.ontology / "shapes.ttl"):
        raise FindingsError(found)
    graphs: defaultdict[str, bytes] = defaultdict(bytes)
    for file in files:
        graphs[file.graph] += file.text
    rules = folders.ontology / "rules"
    lens, facts = (ServerWorkspace(server, f"{LOADING}work-{name}") for name in ("lens", "facts"))
    lens.clear()
    facts.clear()
    tell("derive")
    for name in sorted(graphs.keys() - {ONTOLOGY, ENTITIES}):
        lens.load(graphs[name])
    of_claims, of_closure = read_rules(rules, "claim"), read_rules(rules, "closure")
    truths = derive_truths(of_claims, lens)
    graphs[TRUTHS] = write_triples(truths)
    for name in (ONTOLOGY, ENTITIES, TRUTHS):
        facts.load(graphs[name])
        lens.load(graphs[name])
    inferred = close(of_closure, facts)
    graphs[INFERRED] = write_triples(inferred)
    reasons = describe_reasons({**truths, **inferred})
    graphs[DERIVATIONS] = write_triples([*reasons, *describe_rules([*of_claims, *of_closure])])
    lens.load(graphs[INFERRED])
    graphs[NORMAL] = run_constructs(lens, rules, "measure")
    tell("discrepancies")
    doubts = run_checks_there(lens, folders.queries / "checks")
    if doubts.faults:
        raise FindingsError(doubts.faults)
    graphs[DISCREPANCIES] = doubts.triples
    lens.load(graphs[DISCREPANCIES])
    tell("standing")
    graphs[STANDING] = run_constructs(lens, rules, "standing")
    lens.clear()
    facts.clear()
    return make_contents(WHOLE, {name: _lines(text) for name, text in graphs.items()})


def close(rules: Iterable[Rule], store: Workspace) -> dict[Triple, Reason]:
    """Add to a store what follows under rules, asked of it until nothing new comes.

    The same triples for the same reasons, in the same order, as
    `taobao_kg.build.closure.Closure.extend` finds without a store.
    """
    found: dict[Triple, Reason] = {}
    size_before: dict[str, int] = {}
    while True:
        before = len(found)
        for rule in rules:
            if size_before.get(rule.name) == len(found):
                continue  # nothing is new since this rule was last at its end
            size_before[rule.name] = len(found)
            new = _apply(rule, store)
            store.load(write_triples(new), _N_TRIPLES)
            found.update(new)
        if len(found) == before:
            return found


def _apply(rule: Rule, store: Workspace) -> dict[Triple, Reason]:
    """Return what one rule makes of the store as it is, sorted."""
    rows = store.query(rule.select)
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{rule.name} is not a SELECT")
    best: dict[Triple, tuple[list[str], Reason]] = {}
    for row in rows:
        triple = fill(rule.head, row)
        premises = tuple(made for part in rule.body if (made := fill(part, row)) is not None)
        if triple is None:
            continue
        key = [str(premise) for premise in premises]
        if triple not in best or key < best[triple][0]:
            best[triple] = (key, Reason((rule.name,), premises))
    ordered = sorted(best.items(), key=lambda item: str(item[0]))
    return {triple: reason for triple, (_, reason) in ordered}


def _lines(text: bytes) -> set[str]:
    return {f"{line}\n" for line in text.decode().split("\n") if line}
