/** Triples as Turtle: prefixes that are used, one subject a block, one value a line. */

import type { Term, Triple } from "./messages";
import { PREFIXES, RDF, shorten, XSD } from "./prefixes";

/** Return sorted triples as Turtle. */
export function writeTurtle(triples: Triple[]): string {
  const used = new Set<string>();
  const blocks: string[] = [];
  let subject = "";
  let lines: string[] = [];
  const close = () => lines.length && blocks.push(`${subject}\n${lines.join(" ;\n")}\n.\n`);
  for (const [s, p, o] of triples) {
    const written = writeTerm(s, used);
    if (written !== subject) {
      close();
      [subject, lines] = [written, []];
    }
    const verb = p.value === `${RDF}type` ? "a" : writeTerm(p, used);
    lines.push(`  ${verb} ${writeTerm(o, used)}`);
  }
  close();
  const head = [...used].sort().map((prefix) => `@prefix ${prefix}: <${PREFIXES.get(prefix)}> .\n`);
  return [head.join(""), ...blocks].filter(Boolean).join("\n");
}

function writeTerm(term: Term, used: Set<string>): string {
  if (term.type === "uri") {
    const name = shorten(term.value);
    if (name) used.add(name.slice(0, name.indexOf(":")));
    return name ?? `<${term.value}>`;
  }
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return term.value;
  const text = `"${term.value.replace(/[\\"\n\r]/g, (mark) => ({ "\n": "\\n", "\r": "\\r" })[mark] ?? `\\${mark}`)}"`;
  if (term["xml:lang"]) return `${text}@${term["xml:lang"]}`;
  if (!term.datatype || term.datatype === `${XSD}string`) return text;
  return `${text}^^${writeTerm({ type: "uri", value: term.datatype }, used)}`;
}
