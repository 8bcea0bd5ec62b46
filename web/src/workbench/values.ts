/** What a reader gives for a parameter, read as a term. */

import { lettersOf } from "../fold";
import { findThings, type Thing } from "../names";
import { joined } from "../words";
import { decimalTerm, integerTerm, iriTerm, stringTerm, type Parameter } from "./bind";
import { Refusal } from "./guard";
import { iriOfPath } from "./addresses";
import { expand, ID, kindOf, shorten, TKG } from "./prefixes";

/** The languages of labels, as the graph tags them. */
export const LANGUAGE_TAGS: Record<string, string> = { en: "en", id: "id", zh: "zh-Hans" };

/**
 * Return the term a value stands for, as SPARQL writes it.
 *
 * @throws Refusal when it is not of the parameter's kind, or names nothing or too much
 */
export function readValue(text: string, parameter: Parameter, things: Thing[]): string {
  const given = text.trim();
  const [kind, narrower = ""] = parameter.kind.split(":");
  const wrong = (name: string, values = {}) => new Refusal(name, { text: given, example: parameter.example, ...values });
  if (kind === "entity") return iriTerm(findThing(given, narrower, things, wrong));
  if (kind === "string") return stringTerm(text);
  if (kind === "language") {
    const tag = LANGUAGE_TAGS[given];
    if (!tag) throw wrong("no_language");
    return stringTerm(tag);
  }
  const term = kind === "integer" ? integerTerm(given) : decimalTerm(given);
  if (!term) throw wrong(kind === "integer" ? "no_integer" : "no_decimal");
  return term;
}

function findThing(text: string, kind: string, things: Thing[], wrong: (name: string, values?: object) => Refusal): string {
  const iri = expand(text);
  if (iri) {
    if (kind && kindOf(iri) !== kind) throw wrong("other_kind", { kind });
    const isTerm = iri.startsWith(TKG); // not every index has them
    if (!isTerm && !things.some((thing) => iriOfPath(thing.path) === iri)) throw wrong("nothing", { near: nearest(text, kind, things) });
    return iri;
  }
  const slugged = kind && `${ID}${kind}/${text}`;
  if (slugged && things.some((thing) => iriOfPath(thing.path) === slugged)) return slugged;
  const letters = lettersOf(text);
  const same = findThings(things, text, kind).filter(({ thing }) => thing.letters.includes(letters));
  if (same.length > 1) throw wrong("several", { near: joined(same.slice(0, 3).map(({ thing }) => shortName(thing))) });
  const found = same[0] && iriOfPath(same[0].thing.path);
  if (!found) throw wrong("nothing", { near: nearest(text, kind, things) });
  return found;
}

function nearest(text: string, kind: string, things: Thing[]): string {
  const local = text.replace(/^\w+:/, "").replaceAll("-", " ");
  return joined(findThings(things, local, kind, 3).map(({ thing }) => shortName(thing))) || "–";
}

/** Return `actor:state-council` for a thing; its whole IRI where it has no short name. */
export function shortName(thing: Thing): string {
  const iri = iriOfPath(thing.path) ?? thing.path;
  return shorten(iri) ?? iri;
}
