/** Things by what is typed of their names. */

import type { Proposal } from "../combobox";
import { lettersOf } from "../fold";
import { groupName, labelOf, type Model } from "./model";

const MOST = 12;

export function propose(model: Model, typed: string): Proposal[] {
  const wanted = lettersOf(typed);
  if (!wanted) return [];
  const found: { fit: number; weight: number; number: number }[] = [];
  model.things.forEach((thing, number) => {
    if (!model.groupOf.has(thing.group)) return;
    const places = [...thing.labels, thing.id.split("/").pop()!].map((text) => lettersOf(text)).map((text) => (text === wanted ? -1 : text.indexOf(wanted) < 0 ? Infinity : Math.min(1, text.indexOf(wanted))));
    const fit = Math.min(...places);
    if (fit < Infinity) found.push({ fit, weight: model.edgesOf[number]!.length, number });
  });
  found.sort((a, b) => a.fit - b.fit || b.weight - a.weight);
  return found.slice(0, MOST).map(({ number }) => {
    const thing = model.things[number]!;
    return { text: labelOf(thing), note: groupName(model, thing.group), value: thing.id };
  });
}
