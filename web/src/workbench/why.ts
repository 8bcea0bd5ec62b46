/** The statements behind a row, each with the words of its source. */

import { pageAddress } from "../data";
import { element, link, type Child } from "../dom";
import { together, type Say } from "../words";
import { numberText, termNode } from "./cells";
import { numberOf, statementsOf } from "./columns";
import type { Engine } from "./engine";
import type { Labels } from "./labels";
import type { Row, Statement, Term } from "./messages";
import { pathOf } from "./addresses";
import { isStatement, kindOf, RDF, TKG } from "./prefixes";

const MOST = 20;
const OA = "http://www.w3.org/ns/oa#";
const URL_OF = "https://schema.org/url";

/**
 * Return the statements behind a row.
 *
 * Where the row names statements, those; else those that mention most of its things, which is said.
 */
export async function explainRow(row: Row, engine: Engine, labels: Labels, say: Say): Promise<Node> {
  const terms = Object.values(row).filter((term) => term !== undefined);
  const named = [...new Set(terms.flatMap(statementsOf))];
  if (named.length) {
    const { statements } = await engine.statements(named.slice(0, MOST));
    return listed(statements, say("workbench.named", { count: named.length }), named.length, labels, say);
  }
  const things = [...new Set(terms.filter(isThing).map((term) => term.value))];
  if (!things.length) return element("p", {}, say("workbench.no_things"));
  const numbers = terms.filter((term) => numberOf(term) !== undefined).map((term) => term.value);
  const { statements, total } = await engine.mentions(things, numbers, MOST);
  if (!total) return element("p", {}, say("workbench.no_mentions"));
  return listed(statements, say("workbench.mentions", { count: total }), total, labels, say);
}

function isThing(term: Term): boolean {
  return term.type === "uri" && (kindOf(term.value) !== "" || term.value.startsWith(TKG)) && !isStatement(term.value);
}

function listed(statements: Statement[], head: string, total: number, labels: Labels, say: Say): Node {
  const rest = total > statements.length ? say("workbench.first_only", { count: statements.length }) : "";
  return element(
    "div",
    {},
    element("p", {}, together([head, rest])),
    element("ol", { class: "statements" }, ...statements.map((one) => statementItem(one, labels, say))),
  );
}

function statementItem(statement: Statement, labels: Labels, say: Say): HTMLElement {
  const quoted = statement.evidence[`${OA}exact`]?.[0];
  const path = pathOf(statement.iri);
  const name = statement.iri.slice(statement.iri.lastIndexOf("/") + 1);
  return element(
    "li",
    {},
    element("p", { class: "saying" }, ...saying(statement, labels)),
    quoted ? element("blockquote", { lang: quoted["xml:lang"] }, quoted.value) : null,
    element("p", { class: "place" }, ...placeOf(statement, labels, say), path ? link(pageAddress(path), name) : name),
  );
}

/** What it says: subject, property, object; or indicator, bearer, number, unit. And its time. */
function saying({ said }: Statement, labels: Labels): Child[] {
  const one = (property: string) => said[property]?.[0];
  const nodes: Child[] = [];
  const add = (term: Term | undefined, before = " ") => {
    if (term) nodes.push(nodes.length ? before : "", termNode(term, labels));
  };
  add(one(`${RDF}subject`));
  add(one(`${RDF}predicate`), " — ");
  add(one(`${RDF}object`), " — ");
  add(one(`${TKG}indicator`));
  add(one(`${TKG}about`), ": ");
  const value = one(`${TKG}value`);
  const bound = one(`${TKG}bound`);
  if (value) nodes.push(" — ");
  if (bound && !bound.value.endsWith("#exact")) nodes.push(labels.of(bound.value), " ");
  if (value) nodes.push(numberText(value.value));
  add(one(`${TKG}unit`));
  add(one(`${TKG}year`) ?? one(`${TKG}period`), ", ");
  return nodes;
}

/** Where it is said: source, page, section or place in it, address, stance, standing. */
function placeOf(statement: Statement, labels: Labels, say: Say): Child[] {
  const { evidence, said, source, sourceSaid } = statement;
  const parts: Child[] = [];
  if (source) parts.push(termNode({ type: "uri", value: source }, labels));
  const text = (property: string) => evidence[`${TKG}${property}`]?.[0]?.value;
  const page = text("page");
  if (page) parts.push(say("workbench.page", { page }));
  for (const where of [text("section"), text("locator")]) if (where) parts.push(where);
  const [start, end] = [evidence[`${OA}start`]?.[0]?.value, evidence[`${OA}end`]?.[0]?.value];
  if (start && end) parts.push(say("workbench.characters", { start, end }));
  const address = sourceSaid[URL_OF]?.[0]?.value;
  if (address) parts.push(link(address, say("workbench.original")));
  for (const property of ["stance", "standing"]) {
    const term = said[`${TKG}${property}`]?.[0];
    if (term) parts.push(labels.of(term.value));
  }
  return parts.flatMap((part) => [part, " · "]);
}
