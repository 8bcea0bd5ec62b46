// The details: everything said about the chosen thing or line, with its quotations.

const detailsBox = byId("details");
const LINKABLE = /^https?:\/\//i;

function showDetails() {
  detailsBox.hidden = !state.id;
  document.body.classList.toggle("has-details", Boolean(state.id));
  if (!state.id) return detailsBox.replaceChildren();
  const [one, other] = state.id.split("|");
  const reading = detailsBox.contains(document.activeElement);
  detailsBox.replaceChildren(closeButton(), ...(other ? linkDetails(one, other) : thingDetails(one)));
  detailsBox.scrollTop = 0;
  // The button pressed is gone with the old details; the reader stays among the new ones.
  if (reading) byId("details-title").focus({ preventScroll: true });
}

function closeButton() {
  return make("button", { type: "button", class: "close", "aria-label": say("close"), onclick: () => closeDetails() }, "×");
}

// Where the reader came from, the picture or the list: closing leads back there.
let origin = stage;

function closeDetails() {
  const back = origin.querySelector(`[data-id="${CSS.escape(state.id)}"]`) ?? origin;
  change({ id: "" });
  back.focus({ preventScroll: true });
}

function thingDetails(id) {
  const node = NODES.get(id);
  const near = PAGE.triples.map((triple, number) => ({ ...triple, number })).filter((triple) => triple.s === id || triple.o === id);
  const statements = STATEMENTS_OF.get(id) ?? [];
  return [
    heading(label(id)),
    otherLabels(node),
    make("p", { class: "kind" }, shapeIcon(node.group), node.types.map(typeName).join(" · "), node.year === null ? null : ` · ${node.year}`),
    make("p", { class: "actions" },
      make("button", { type: "button", onclick: () => change({ only: id }), hidden: IN_RINGS || state.only === id || null }, say("focus"))),
    node.others.length ? part("other_names", [make("p", {}, ...joined(node.others.map(([text, tag]) => make("span", { lang: tag || null }, text))))]) : null,
    linkList(near, id),
    statementList("statements", statements.filter((one) => one.kind === "claim"), id),
    statementList("numbers", statements.filter((one) => one.kind === "observation"), id),
    factList(node),
    part("address", [make("p", { class: "address" }, webLink(node.iri))]),
  ].filter(Boolean);
}

function linkDetails(one, other) {
  const ends = new Set([one, other]);
  const triples = PAGE.triples.filter((triple) => ends.has(triple.s) && ends.has(triple.o));
  const claims = new Set(triples.flatMap((triple) => triple.claims));
  const statements = [...claims].map((id) => ({ id, ...PAGE.statements[id] }));
  return [
    heading(`${label(one)} – ${label(other)}`),
    make("ul", { class: "triples" }, triples.map((triple) => make("li", {}, thingButton(triple.s), " ", predicate(triple), " ", thingButton(triple.o)))),
    triples.every((triple) => triple.derived) ? make("p", { class: "note" }, say("only_derived")) : null,
    statementList("statements", statements, ""),
  ].filter(Boolean);
}

function heading(text) {
  return named("h2", text, { id: "details-title", tabindex: "-1" });
}

/** The names in the other languages, and pinyin. */
function otherLabels(node) {
  const shown = label(node.id);
  const texts = Object.entries(node.labels).filter(([, text]) => text !== shown).map(([lang, text]) => [text, languageOf(text, lang)]);
  if (node.pinyin && node.pinyin !== shown) texts.push([node.pinyin, "zh-Latn"]);
  const unique = [...new Map(texts).entries()];
  return make("p", { class: "labels" }, ...joined(unique.map(([text, lang]) => make("span", { lang }, text))));
}

function joined(elements) {
  return elements.flatMap((element, i) => (i ? [" · ", element] : [element]));
}

function typeName(name) {
  return label(`${PAGE.tkg}${name}`);
}

/** A link when the address is one a browser may open, else plain text. */
function webLink(iri) {
  if (!LINKABLE.test(iri)) return make("span", {}, iri);
  return make("a", { href: iri, rel: "noopener noreferrer external", target: "_blank" }, iri);
}

function part(word, children) {
  return make("section", { class: `part ${word}` }, make("h3", {}, say(word)), ...children);
}

function thingButton(id) {
  if (NODES.has(id)) return named("button", label(id), { type: "button", class: "thing", onclick: () => choose(id) });
  return named("span", label(id));
}

/** A relation as it is said, or as it reads from the thing it leads to. */
function predicate(triple, backwards = false) {
  const inverse = backwards && PAGE.inverse[triple.p];
  const name = backwards && !inverse ? `← ${label(triple.p)}` : label(inverse || triple.p);
  const marks = [triple.derived ? say("derived") : "", triple.stance ? typeName(triple.stance) : ""].filter(Boolean);
  return make("span", { class: "predicate" }, name, marks.length ? make("em", {}, say("in_brackets", { text: marks.join(say("comma")) })) : null);
}

/** All links of a thing, read from it; those that start there come first. */
function linkList(triples, id) {
  if (!triples.length) return null;
  const relations = new Map();
  for (const triple of [...triples].sort((a, b) => (b.s === id) - (a.s === id))) {
    const name = predicate(triple, triple.s !== id);
    const text = name.textContent;
    if (!relations.has(text)) relations.set(text, make("div", { class: "relation" }, name, make("ul")));
    relations.get(text).lastChild.append(make("li", {}, thingButton(triple.s === id ? triple.o : triple.s)));
  }
  return part("links", [...relations.values()]);
}

function statementList(word, statements, id) {
  if (!statements.length) return null;
  return part(word, statements.map((statement) => statementItem(statement, id)));
}

/** One statement: what it says in our words, the quotation, and where it stands. */
function statementItem(statement, id) {
  const object = statement.kind === "observation" ? quantity(statement) : statement.o ? endName(statement.o, id) : make("span", {}, statement.text);
  const stance = statement.stance ? typeName(statement.stance) : "";
  const details = [statement.year, statement.period, statement.place].filter((one) => one && one !== statement.s && one !== statement.o).map((one) => label(one));
  return make("article", { class: "statement" },
    make("p", { class: "sentence" }, endName(statement.s, id), " ",
      make("span", { class: "predicate" }, statement.kind === "observation" ? label(statement.o) : label(statement.p)), " ", object,
      details.length ? make("span", { class: "when" }, say("in_brackets", { text: details.join(say("comma")) })) : null,
      stance ? make("em", {}, ` ${stance}`) : null),
    statement.quote ? make("blockquote", { lang: statement.quote_tag ?? null }, statement.quote) : null,
    make("p", { class: "where" }, ...joined(whereSaid(statement))),
    statement.note ? make("p", { class: "note" }, `${say("note")}: ${statement.note}`) : null);
}

function endName(end, id) {
  return end === id ? named("b", label(end)) : thingButton(end);
}

function quantity(statement) {
  const number = Number(statement.text);
  const shown = Number.isFinite(number) ? number.toLocaleString(TAGS[state.lang], { maximumFractionDigits: 6 }) : statement.text;
  const amount = statement.unit ? `${shown} ${label(statement.unit)}` : shown;
  const bounded = statement.bound && statement.bound !== "exact";
  return make("span", { class: "quantity" }, bounded ? say("bounded", { bound: typeName(statement.bound), amount }) : amount);
}

function whereSaid(statement) {
  const [source, ...cited] = statement.sources ?? [];
  return [
    source ? thingButton(source) : null,
    ...cited.map((id) => make("span", {}, ...fillWith(say("cites"), thingButton(id)))),
    statement.section ? make("span", {}, statement.section) : null,
    statement.page ? make("span", {}, say("page", { n: statement.page })) : null,
    statement.start ? make("span", {}, say("characters", { a: statement.start, b: statement.end })) : null,
    statement.locator ? make("span", {}, statement.locator) : null,
    statement.printed ? make("span", {}, say("printed", { text: statement.printed })) : null,
    make("a", { href: `${PAGE.base}${statement.id}`, target: "_blank", rel: "noopener noreferrer external" }, statement.id),
  ].filter(Boolean);
}

/** A sentence with an element in place of {name}. */
function fillWith(text, element) {
  const [before, after] = text.split("{name}");
  return [before, element, after ?? ""];
}

function factList(node) {
  if (!node.facts.length) return null;
  const items = node.facts.flatMap(([term, text, tag]) => [
    make("dt", {}, label(term)),
    make("dd", { lang: tag || null }, LINKABLE.test(text) ? webLink(text) : text),
  ]);
  return part("facts", [make("dl", {}, items)]);
}

/** Choose a thing; one that is not drawn is shown alone with its neighbours. */
function choose(id) {
  const drawn = picture.shown.nodes.includes(id);
  change(drawn || IN_RINGS ? { id } : { id, only: id });
}
