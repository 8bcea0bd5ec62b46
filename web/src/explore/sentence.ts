/** A sentence that says what is shown, for those who do not see it and those who do. */

import type { Result } from "./choice";
import { isDisputed, statementOf, thingLabel, type Model } from "./model";
import type { Scene } from "./scene";
import type { State } from "./state";
import { say } from "./words";

/** What a picture shows. */
export function describe(model: Model, state: State, result: Result, scene: Scene | null): string {
  if (!scene) return say("says.no_path", { a: thingLabel(model, state.a), b: thingLabel(model, state.b) });
  const disputed = scene.edges.filter((edge) => isDisputed(statementOf(model, edge))).length;
  const derived = scene.edges.filter((edge) => edge.derived).length;
  const parts: string[] = [];
  if (scene.kind === "rings") {
    parts.push(say("says.rings", { name: thingLabel(model, state.ring), things: scene.nodes.length - 1, links: scene.edges.length }));
  } else if (scene.kind === "path") {
    const steps = new Set([...scene.spots.values()].map((spot) => spot.x)).size - 1;
    parts.push(say("says.path", { a: thingLabel(model, state.a), b: thingLabel(model, state.b), count: steps, things: scene.nodes.length }));
  } else parts.push(say("says.lanes", { things: scene.nodes.length, links: scene.edges.length, matched: result.matched.length }));
  const years = scene.nodes.flatMap((number) => model.things[number]!.year ?? []);
  if (years.length && scene.kind === "lanes") parts.push(say("says.years", { first: String(Math.min(...years)), last: String(Math.max(...years)) }));
  if (disputed) parts.push(say("says.disputed", { count: disputed }));
  if (derived) parts.push(say("says.derived", { count: derived }));
  if (scene.more) parts.push(say("says.more", { shown: scene.nodes.length, more: scene.more }));
  if (model.leftOut.says) parts.push(say("says.lens", { lens: model.leftOut.says }));
  return parts.join(say("says.between"));
}
