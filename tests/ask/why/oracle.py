"""A small SPARQL by the book, slow and simple, that keeps with each solution what it was found by.

Bottom-up, as SPARQL 1.1 §18 defines it; written apart from the code it judges. A query is a tree
of tuples, `text_of` writes it as SPARQL, `answer` answers it.
"""

EX = "https://example.org/"
Solution = tuple[dict, frozenset]


def text_of(query):
    """Return a query as SPARQL."""
    kind, columns, group = query
    if kind == "count":
        key, counted = columns
        head = f"SELECT ?{key} (COUNT(DISTINCT ?{counted}) AS ?n)"
        return f"{head} WHERE {_group(group)} GROUP BY ?{key}"
    if kind == "total":
        return f"SELECT (COUNT(DISTINCT ?{columns[0]}) AS ?n) WHERE {_group(group)}"
    listed = " ".join(f"?{name}" for name in columns)
    return f"SELECT {kind.upper().replace('SELECT', '')} {listed} WHERE {_group(group)}"


def _group(parts):
    return "{ " + " ".join(map(_part, parts)) + " }"


def _part(part):
    match part:
        case ("triple", s, path, o):
            return f"{_node(s)} {_path(path)} {_node(o)} ."
        case ("optional", group):
            return f"OPTIONAL {_group(group)}"
        case ("union", one, other):
            return f"{_group(one)} UNION {_group(other)}"
        case ("group", group):
            return _group(group)
        case ("minus", group):
            return f"MINUS {_group(group)}"
        case ("exists", group):
            return f"FILTER EXISTS {_group(group)}"
        case ("not exists", group):
            return f"FILTER NOT EXISTS {_group(group)}"
        case ("differ", one, other):
            return f"FILTER (!(?{one} = ?{other}))"
        case ("values", name, nodes):
            return f"VALUES ?{name} {{ {' '.join(map(_node, nodes))} }}"
        case ("bind", node, name):
            return f"BIND ({_node(node)} AS ?{name})"
        case ("sub", query):
            return f"{{ {text_of(query)} }}"
    raise AssertionError(part)


def _node(node):
    return f"?{node[1:]}" if node.startswith("?") else f"<{EX}{node}>"


def _path(path):
    match path:
        case str():
            return _node(path)
        case ("^", inner):
            return f"(^{_path(inner)})"
        case ("/", one, other):
            return f"({_path(one)}/{_path(other)})"
        case ("|", one, other):
            return f"({_path(one)}|{_path(other)})"
        case ("?", inner):
            return f"({_path(inner)})?"
        case ("!", names):
            return "!(" + "|".join(map(_node, names)) + ")"
    raise AssertionError(path)


def answer(triples, query):
    """Return, by row, the triples of all solutions that give it."""
    rows = {}
    for mu, why in _query(sorted(triples), query):
        row = tuple(mu.get(name) for name in _columns(query))
        rows[row] = rows.get(row, frozenset()) | why
    return rows


def _columns(query):
    kind, columns, _ = query
    return {"count": (columns[0], "n"), "total": ("n",)}.get(kind, columns)


def _query(triples, query):
    kind, columns, group = query
    solutions = _solutions(triples, group)
    if kind in ("count", "total"):
        key, counted = columns if kind == "count" else (None, columns[0])
        groups = {} if key else {None: []}
        for mu, why in solutions:
            groups.setdefault(mu.get(key) if key else None, []).append((mu.get(counted), why))
        for value, members in groups.items():
            found = [member for member, _ in members if member is not None]
            number = len(set(found))  # how often, engines see differently for ?x (p|p) ?y
            mu = {"n": number, **({key: value} if key and value is not None else {})}
            yield mu, frozenset().union(*(why for _, why in members))
        return
    for mu, why in solutions:
        yield {name: mu[name] for name in columns if name in mu}, why


def _solutions(triples, group):
    found, filters = _unfiltered(triples, group)
    return [kept for one in found if (kept := _filtered(triples, one, filters))]


def _unfiltered(triples, group):
    found, filters = [({}, frozenset())], []
    for part in group:
        if part[0] in ("exists", "not exists", "differ"):
            filters.append(part)
        elif part[0] == "optional":
            found = _left_join(triples, found, part[1])
        elif part[0] == "minus":
            taken = [mu for mu, _ in _solutions(triples, part[1])]
            found = [one for one in found if not any(_clash(one[0], mu) for mu in taken)]
        elif part[0] == "bind":
            node = part[1]
            found = [
                ({**mu, part[2]: value} if value is not None else mu, why)
                for mu, why in found
                for value in [mu.get(node[1:]) if node.startswith("?") else node]
            ]
        else:
            found = _join(found, _of_part(triples, part))
    return found, filters


def _of_part(triples, part):
    match part:
        case ("triple", s, path, o):
            return list(_matches(triples, s, path, o))
        case ("union", one, other):
            return _solutions(triples, one) + _solutions(triples, other)
        case ("group", group):
            return _solutions(triples, group)
        case ("values", name, nodes):
            return [({name: node}, frozenset()) for node in nodes]
        case ("sub", query):
            return list(_query(triples, query))
    raise AssertionError(part)


def _matches(triples, s, path, o):
    for start, end, why in _walks(triples, path):
        mu = {}
        for node, value in ((s, start), (o, end)):
            if not node.startswith("?"):
                if node != value:
                    break
            elif mu.setdefault(node[1:], value) != value:
                break
        else:
            yield mu, why


def _walks(triples, path):
    match path:
        case str():
            return [(s, o, frozenset([(s, p, o)])) for s, p, o in triples if p == path]
        case ("^", inner):
            return [(o, s, why) for s, o, why in _walks(triples, inner)]
        case ("/", one, other):
            return [
                (s, o, first | second)
                for s, middle, first in _walks(triples, one)
                for again, o, second in _walks(triples, other)
                if middle == again
            ]
        case ("|", one, other):
            return _walks(triples, one) + _walks(triples, other)
        case ("?", inner):
            pairs = {(node, node): frozenset() for s, _, o in triples for node in (s, o)}
            for s, o, why in _walks(triples, inner):  # a pair counts once (§18.4)
                pairs[s, o] = pairs.get((s, o), frozenset()) | why
            return [(s, o, why) for (s, o), why in pairs.items()]
        case ("!", names):
            return [(s, o, frozenset([(s, p, o)])) for s, p, o in triples if p not in names]
    raise AssertionError(path)


def _join(left, right):
    return [
        ({**one, **other}, why | more)
        for one, why in left
        for other, more in right
        if _agree(one, other)
    ]


def _left_join(triples, left, group):
    right, filters = _unfiltered(triples, group)
    found = []
    for one in left:
        both = _join([one], right)
        kept = [fit for pair in both if (fit := _filtered(triples, pair, filters))]
        found += kept or [one]
    return found


def _filtered(triples, one, filters):
    """Return a solution that passes, with what EXISTS has found; or None."""
    mu, why = one
    for part in filters:
        if part[0] == "differ":
            if part[1] not in mu or part[2] not in mu or mu[part[1]] == mu[part[2]]:
                return None
            continue
        inside = [more for other, more in _solutions(triples, part[1]) if _agree(mu, other)]
        if bool(inside) != (part[0] == "exists"):
            return None
        why = why.union(*inside) if part[0] == "exists" else why
    return mu, why


def _agree(one, other):
    return all(other[name] == value for name, value in one.items() if name in other)


def _clash(one, other):
    return bool(one.keys() & other.keys()) and _agree(one, other)
