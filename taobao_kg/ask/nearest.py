"""The nearest known names for one that is not known."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from taobao_kg.ask.spelling import letters_of
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, KINDS, PREFIXES, TKG, shorten

#: Below this likeness (0 to 100) a name is not worth proposing.
LIKENESS = 60
#: From here a term of another vocabulary, of which we use a part only, is taken for a mistake.
MISTAKE = 75


def nearest_words(
    word: str, known: Iterable[str], limit: int = 3, likeness: int = LIKENESS
) -> list[str]:
    """Return the known words most like a word, the likest first; case and accents do not count.

    >>> nearest_words("issuedby", ["issuedBy", "issuedIn", "partOf"])[0]
    'issuedBy'
    """
    from rapidfuzz import fuzz, process

    words = sorted(set(known))
    found = process.extract(
        letters_of(word),
        [letters_of(candidate) for candidate in words],
        scorer=fuzz.ratio,
        score_cutoff=likeness,
        limit=limit,
    )
    return [words[place] for _, _, place in found]


def is_ours(iri: str) -> bool:
    """Return whether an IRI is one of our terms or things."""
    return iri.startswith((TKG, ID))


def is_known(graph: Graph, iri: str) -> bool:
    """Return whether the graph mentions one of our IRIs anywhere, as a graph name too."""
    if graph.has(iri):
        return True
    if any(True for _ in graph.triples(p=iri)) or any(True for _ in graph.triples(o=iri)):
        return True
    if iri.startswith(f"{ID}graph/"):
        return iri in graph.graphs()
    return bool(graph.query(f"ASK {{ GRAPH ?g {{ <{iri}> ?p ?o }} }}"))


def nearest_names(graph: Graph, iri: str, limit: int = 3) -> list[str]:
    """Return the prefixed names of known terms and things most like an unknown IRI of ours.

    A thing is sought in its own kind first, then under the same slug in the others.
    """
    if iri.startswith(TKG):
        locals_ = nearest_words(iri.removeprefix(TKG), _under(graph, TKG), limit)
        return [f"tkg:{local}" for local in locals_]
    kind, _, slug = iri.removeprefix(ID).partition("/")
    same = [f"{other}:{slug}" for other in KINDS if slug and graph.has(f"{ID}{other}/{slug}")]
    near = nearest_words(slug, _under(graph, f"{ID}{kind}/"), limit) if kind in KINDS else []
    return [*same, *(f"{kind}:{word}" for word in near)][:limit]


def nearest_terms(graph: Graph, name: str) -> list[str]:
    """Return the prefixed names of other vocabularies' terms in use most like one of theirs.

    Terms are properties, classes and what the ontology speaks of. They are sought under the same
    prefix; only when none there is alike, under the same local name in the others.
    """
    rows = graph.query(Path(__file__).with_name("terms.rq").read_text(encoding="utf-8"))
    terms = [shorten(row[0].value).partition(":") for row in rows]  # type: ignore[union-attr]
    prefix, _, local = name.partition(":")
    same = nearest_words(local, (word for own, _, word in terms if own == prefix), likeness=MISTAKE)
    others = sorted(own for own, _, word in terms if word == local and own in PREFIXES)
    return [f"{prefix}:{word}" for word in same] or [f"{own}:{local}" for own in others]


def unknown_name(graph: Graph, iri: str, place: str = "") -> UsageError:
    """Return the error that names the nearest known names of an unknown IRI of ours."""
    near = nearest_names(graph, iri)
    hint = f"did you mean {or_list(near)}?" if near else "see 'taobao-kg search'"
    return UsageError(f"{place}{shorten(iri)} is not in the graph; {hint}")


def unknown_prefix(prefix: str, place: str = "") -> UsageError:
    """Return the error that names the nearest known prefix."""
    near = nearest_words(prefix, PREFIXES, 1)
    hint = f"did you mean {near[0]}:?" if near else f"declare it: PREFIX {prefix}: <…>"
    return UsageError(f"{place}the prefix {prefix}: is not known; {hint}")


def or_list(names: Sequence[str]) -> str:
    """Return names as a choice: ``a``, ``a or b``, ``a, b or c``."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def _under(graph: Graph, namespace: str) -> set[str]:
    """Return the local names of the things under a namespace."""
    asked = f'SELECT DISTINCT ?s {{ ?s a ?t FILTER(STRSTARTS(STR(?s), "{namespace}")) }}'
    rows = graph.query(asked)
    return {str(row[0].value).removeprefix(namespace) for row in rows}  # type: ignore[union-attr]
