"""Merge: statements of rows into what the data folder says already."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.curate.drafts import Draft, Thing, Value
from taobao_kg.turtle import parse_turtle, write_things
from taobao_kg.vocab import ID, term

_TYPE = term("rdf:type").value
_EVIDENCE = term("tkg:evidence").value
_FOLDERS = {"claim": "claims", "observation": "observations"}
_CLASSES = {"claim": "tkg:Claim", "observation": "tkg:Observation"}

_ALIAS = term("skos:altLabel").value
_TAGS = ("en", "id", "zh-hans", "zh-latn")

#: A statement has one of these at most.
_EITHER = {term("tkg:year").value: term("tkg:period").value}
_EITHER |= {other: one for one, other in _EITHER.items()}

#: From so many things on, writing them takes longer than another process to begin.
_MANY = 5000

Block = dict[str, set[Value]]


class Merge:
    """The files of a data folder that an import touches."""

    def __init__(self, data: Path) -> None:
        """Begin with the files as they are; each is read when it is first needed."""
        self.data = data
        self._files: dict[str, dict[str, Block]] = {}
        self._changed: set[str] = set()
        self._by_key: dict[str, defaultdict[tuple[str, ...], list[str]]] = {}
        self._last: dict[str, int] = {}

    def state(self, draft: Draft, made_before: list[str], taken: set[str]) -> tuple[str, str]:
        """Give a statement its place.

        Args:
            draft: what a row says.
            made_before: names of the statements the row made the last time.
            taken: names that rows of this import have taken; the one chosen is added.

        Returns:
            Its name, such as ``claim/li-2017-0007``, and what was done: ``kept``, ``changed``,
            ``new``, or ``said`` when another row says just the same.
        """
        slug = draft.source.rpartition("/")[2]
        name = self._choose(draft, slug, made_before, taken)
        if name is None:
            same = self._same(draft, slug, taken)
            if same:
                return same
            name = self._new_name(draft, slug)
            self._write(name, slug, draft)
            done = "new"
        else:
            done = "changed" if self._write(name, slug, draft) else "kept"
        taken.add(name)
        return name, done

    def describe(self, thing: Thing) -> str:
        """Put a thing into its file; what the row tells replaces what the thing said of it.

        Returns:
            ``kept``, ``changed`` or ``new``.
        """
        blocks = self._file(thing.file)
        known = blocks.get(thing.iri)
        block: Block = {name: set(values) for name, values in (known or {}).items()}
        told: dict[str, set[Value]] = defaultdict(set)
        for name, value in thing.triples:
            told[name].add(value)
        for name, values in told.items():
            old = block.get(name, set())
            block[name] = old | values if name == _ALIAS else _merge_names(old, values)
        if block == known:
            return "kept"
        blocks[thing.iri] = block
        self._changed.add(thing.file)
        return "changed" if known else "new"

    def add(self, file: str, triples: Iterable[Triple]) -> None:
        """Add triples to a file as they are."""
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                block = self._file(file).setdefault(triple.subject.value, {})
                block.setdefault(triple.predicate.value, set()).add(triple.object)  # type: ignore[arg-type]
                self._changed.add(file)

    def texts(self) -> dict[str, str]:
        """Return the files that change: their text by their path in the data folder."""
        names = sorted(self._changed)
        if sum(len(self._files[name]) for name in names) < _MANY:
            return self._write_texts(names)
        from multiprocessing import get_context

        # Half of them in another process: forked, it has all that is known here.
        fork = get_context("fork")
        receiver, sender = fork.Pipe(duplex=False)

        def write_half() -> None:
            # What is wrong is told by this process, which then writes that half, too.
            with suppress(Exception, KeyboardInterrupt):
                sender.send(self._write_texts(names[1::2]))

        child = fork.Process(target=write_half)
        child.start()
        sender.close()
        texts = self._write_texts(names[::2])
        try:
            texts |= receiver.recv()
        except EOFError:  # it failed or died
            texts |= self._write_texts(names[1::2])
        child.join()
        return {name: texts[name] for name in map(_path, names)}

    def _write_texts(self, names: Iterable[str]) -> dict[str, str]:
        return {_path(name): write_things(self._files[name]) for name in names}

    def _file(self, name: str) -> dict[str, Block]:
        if name not in self._files:
            blocks: dict[str, Block] = {}
            path = self.data / _path(name)
            for triple in parse_turtle(path) if path.exists() else ():
                if isinstance(triple.subject, NamedNode):
                    block = blocks.setdefault(triple.subject.value, {})
                    block.setdefault(triple.predicate.value, set()).add(triple.object)  # type: ignore[arg-type]
            self._files[name] = blocks
        return self._files[name]

    def _statements(self, kind: str, slug: str) -> dict[str, Block]:
        return self._file(f"{_FOLDERS[kind]}/{slug}")

    def _choose(
        self, draft: Draft, slug: str, made_before: list[str], taken: set[str]
    ) -> str | None:
        """Return which of its former statements a row still makes: the same, else the likest."""
        blocks = self._statements(draft.kind, slug)
        free = [
            name
            for name in made_before
            if name not in taken and name.startswith(f"{draft.kind}/") and ID + name in blocks
        ]
        for likeness in (self._is_same, self._has_key, self._has_predicate):
            for name in free:
                if likeness(draft, blocks[ID + name], blocks):
                    return name
        return None

    def _same(self, draft: Draft, slug: str, taken: set[str]) -> tuple[str, str] | None:
        """Return a statement that says just this already, made by whatever row or hand."""
        blocks = self._statements(draft.kind, slug)
        for name in self._index(draft.kind, slug).get(draft.content, ()):
            block = blocks[ID + name]
            if draft.kind == "claim" or self._is_same(draft, block, blocks):
                if name not in taken and self._is_same(draft, block, blocks):
                    taken.add(name)
                    return name, "kept"
                return name, "said"
        return None

    def _index(self, kind: str, slug: str) -> defaultdict[tuple[str, ...], list[str]]:
        file = f"{_FOLDERS[kind]}/{slug}"
        if file not in self._by_key:
            index = self._by_key[file] = defaultdict(list)
            for iri, block in self._file(file).items():
                if term(_CLASSES[kind]) in block.get(_TYPE, ()):
                    index[_as_draft(kind, block).content].append(iri[len(ID) :])
        return self._by_key[file]

    def _new_name(self, draft: Draft, slug: str) -> str:
        if slug not in self._last:
            numbers = [0]
            for kind in _FOLDERS:
                for iri in self._statements(kind, slug):
                    tail = iri.rpartition("-")[2]
                    if tail.isdigit():
                        numbers.append(int(tail))
            self._last[slug] = max(numbers)
        self._last[slug] += 1
        name = f"{draft.kind}/{slug}-{self._last[slug]:04}"
        self._index(draft.kind, slug)[draft.content].append(name)
        return name

    def _write(self, name: str, slug: str, draft: Draft) -> bool:
        """Write a statement and its evidence; return whether anything became different."""
        file = f"{_FOLDERS[draft.kind]}/{slug}"
        blocks = self._file(file)
        evidence = f"{ID}evidence/{name.partition('/')[2]}"
        changed = _replace(blocks, ID + name, draft.said)
        blocks[ID + name].setdefault(_TYPE, set()).add(term(_CLASSES[draft.kind]))
        blocks[ID + name].setdefault(_EVIDENCE, set()).add(NamedNode(evidence))
        changed |= _replace(blocks, evidence, draft.shown)
        blocks[evidence].setdefault(_TYPE, set()).add(term("tkg:Evidence"))
        if changed:
            self._changed.add(file)
        return changed

    @staticmethod
    def _is_same(draft: Draft, block: Block, blocks: dict[str, Block]) -> bool:
        shown = [node for node in block.get(_EVIDENCE, ()) if isinstance(node, NamedNode)]
        evidence = blocks.get(shown[0].value, {}) if shown else {}
        return _holds(block, draft.said) and _holds(evidence, draft.shown)

    @staticmethod
    def _has_key(draft: Draft, block: Block, _: dict[str, Block]) -> bool:
        return _as_draft(draft.kind, block).key == draft.key

    @staticmethod
    def _has_predicate(draft: Draft, block: Block, _: dict[str, Block]) -> bool:
        name = term("rdf:predicate").value
        return draft.kind == "observation" or _holds(
            block, tuple(pair for pair in draft.said if pair[0] == name)
        )


def _path(name: str) -> str:
    return f"{name}.ttl"


def _as_draft(kind: str, block: Block) -> Draft:
    said = tuple((name, value) for name, values in block.items() for value in values)
    return Draft(kind, "", said, ())


def _holds(block: Block, pairs: tuple[tuple[str, Value], ...]) -> bool:
    return all(value in block.get(name, ()) for name, value in pairs)


def _replace(blocks: dict[str, Block], iri: str, pairs: tuple[tuple[str, Value], ...]) -> bool:
    block = blocks.setdefault(iri, {})
    changed = False
    for name, value in pairs:
        if block.get(name) != {value}:
            block[name] = {value}
            changed = True
        if other := _EITHER.get(name):
            changed |= block.pop(other, None) is not None
    return changed


def _merge_names(old: set[Value], new: set[Value]) -> set[Value]:
    """Return values with those of a language replaced, and those of other languages kept."""
    tags = {_tag(value) for value in new}
    return new | {value for value in old if (tag := _tag(value)) and tag not in tags}


def _tag(value: Value) -> str:
    """Return the language a name, or the remark who printed it (``en=ours``), is about."""
    if not isinstance(value, Literal):
        return ""
    head, mark, _ = value.value.partition("=")
    return value.language or (head.lower() if mark and head.lower() in _TAGS else "")
