// What is drawn: the legend and the filters decide which things and lines are left.

/** {nodes: ids in reading order, links, cut: whether more would have been drawn}. */
function visible() {
  const kept = keptThings();
  let ids = [...NODES.values()].filter((node) => kept(node));
  ids.sort((a, b) => a.rank - b.rank);
  const cut = !IN_RINGS && ids.length > PAGE.most;
  const near = new Set(ids.slice(0, IN_RINGS ? ids.length : PAGE.most).map((node) => node.id));
  const links = LINKS.filter((link) => near.has(link.from) && near.has(link.to) && passes(link));
  const linked = new Set(links.flatMap((link) => [link.from, link.to]));
  for (const root of [state.only, state.actor, IN_RINGS ? PAGE.about : ""]) if (near.has(root)) linked.add(root);
  for (const id of near) if (isDatedWithin(NODES.get(id))) linked.add(id);
  ids = [...linked].map((id) => NODES.get(id));
  ids.sort((a, b) => (IN_RINGS ? a.rank - b.rank : a.order - b.order));
  return { nodes: ids.map((node) => node.id), links, cut };
}

/** Whether the legend and the choices of actor, kind of policy and surroundings keep a thing. */
function keptThings() {
  if (IN_RINGS) {
    const on = new Set(state.on.split(","));
    const actor = state.actor ? surroundings(state.actor) : null;
    const kind = state.kind ? aroundKind(state.kind) : null;
    return (node) =>
      node.id === PAGE.about ||
      (node.x !== undefined && on.has(node.group) && (!actor || actor.has(node.id)) && (!kind || kind.has(node.id)));
  }
  if (state.only) {
    const near = new Set(LINKS_OF.get(state.only).map((link) => neighbour(link, state.only)));
    return (node) => node.id === state.only || near.has(node.id);
  }
  const on = new Set(state.on.split(","));
  const actor = state.actor ? surroundings(state.actor) : null;
  const kind = state.kind ? aroundKind(state.kind) : null;
  return (node) =>
    on.has(node.group) && (!actor || actor.has(node.id)) && (!kind || kind.has(node.id));
}

/** An actor, what it is linked to, and what its policies are linked to. */
function surroundings(actor) {
  const found = new Set([actor]);
  for (const link of LINKS_OF.get(actor) ?? []) {
    const near = neighbour(link, actor);
    found.add(near);
    if (NODES.get(near).group !== "policy") continue;
    for (const further of LINKS_OF.get(near)) found.add(neighbour(further, near));
  }
  return found;
}

/** The policies of one class, and what they are linked to. */
function aroundKind(kind) {
  const found = new Set();
  for (const node of NODES.values()) {
    if (node.group !== "policy" || !node.types.includes(kind)) continue;
    found.add(node.id);
    for (const link of LINKS_OF.get(node.id)) {
      const near = neighbour(link, node.id);
      if (NODES.get(near).group !== "policy") found.add(near);
    }
  }
  return found;
}

/** Whether a line has a triple that the source and the years chosen leave. */
function passes(link) {
  if (!state.source && !state.from && !state.to) return true;
  return link.triples.some((number) => {
    const triple = PAGE.triples[number];
    return (!state.source || triple.sources.includes(state.source)) && isWithin(triple, link);
  });
}

function isWithin(triple, link) {
  if (!state.from && !state.to) return true;
  const ends = [NODES.get(link.from), NODES.get(link.to)];
  const spans = triple.spans.length ? triple.spans : ends.filter(hasYear).map((node) => [node.year, node.year]);
  return spans.some((span) => inRange(span[0], span[1]));
}

function isDatedWithin(node) {
  return Boolean((state.from || state.to) && !state.source && hasYear(node) && inRange(node.year, node.year));
}

function hasYear(node) {
  return node.year !== null;
}

function inRange(first, last) {
  const from = state.from === "" ? -Infinity : Number(state.from);
  const to = state.to === "" ? Infinity : Number(state.to);
  return (last ?? Infinity) >= from && (first ?? -Infinity) <= to;
}
