/** The data with everything looked up often: lines, neighbours, what is said about a thing. */

import { pageAddress } from "../data";
import type { LeftOut } from "../effects";
import type { Data, Edge, Group, Statement, Thing } from "./types";
import { inLanguage } from "./words";

export interface Model extends Data {
  groupOf: Map<string, Group>;
  /** The number of a thing by its id. */
  numberOf: Map<string, number>;
  edges: Edge[];
  /** Of each thing the numbers of its edges. */
  edgesOf: number[][];
  /** Of each thing the numbers of the statements about it, or by it when it is a source. */
  statementsOf: number[][];
  /** What the lens of the page leaves out. */
  leftOut: LeftOut;
}

/** What no lens leaves out. */
const NOTHING: LeftOut = { says: "", statements: new Set(), links: new Set() };

export function makeModel(data: Data, leftOut: LeftOut = NOTHING): Model {
  const edges: Edge[] = [];
  const statementsOf: Set<number>[] = data.things.map(() => new Set());
  const groupOf = new Map(data.groups.map((group) => [group.name, group]));
  const isDrawn = (number: number) => groupOf.has(data.things[number]!.group);
  data.statements.forEach(({ s, o, p, by }, statement) => {
    for (const number of [s, o, by[0]]) if (number !== undefined) statementsOf[number]!.add(statement);
    if (o !== undefined && o !== s && isDrawn(s) && isDrawn(o)) edges.push({ from: s, to: o, p, statement, derived: false });
  });
  data.links.forEach(([from, p, to, derived], link) => {
    edges.push({ from, to, p, statement: null, link, derived: derived === 1 });
  });
  const edgesOf: number[][] = data.things.map(() => []);
  edges.forEach(({ from, to }, number) => {
    edgesOf[from]!.push(number);
    edgesOf[to]!.push(number);
  });
  return {
    ...data,
    groupOf,
    numberOf: new Map(data.things.map((thing, number) => [thing.id, number])),
    edges,
    edgesOf,
    statementsOf: statementsOf.map((found) => [...found]),
    leftOut,
  };
}

export function labelOf(thing: Thing): string {
  return inLanguage(thing.labels, thing.id);
}

/** The name of a predicate, class, standing or stance. */
export function termOf(model: Model, name: string): string {
  return inLanguage(Object.hasOwn(model.terms, name) ? model.terms[name] : undefined, name);
}

export function groupName(model: Model, name: string): string {
  return inLanguage(model.groupOf.get(name)?.labels, name);
}

/** Whether other sources speak against a statement. */
export function isDisputed(statement: Statement | undefined): boolean {
  return statement?.standing === "disputed" || statement?.standing === "contradicted";
}

/** Whether a statement tells of what was planned, advised or expected, not of what is. */
export function isAhead(statement: Statement | undefined): boolean {
  return ["recommended", "projected", "targeted"].includes(statement?.stance ?? "");
}

export function statementOf(model: Model, edge: Edge): Statement | undefined {
  return edge.statement === null ? undefined : model.statements[edge.statement];
}

/** The other end of a line. */
export function otherEnd(edge: Edge, number: number): number {
  return edge.from === number ? edge.to : edge.from;
}

/** The name of a thing by its id. */
export function thingLabel(model: Model, id: string): string {
  const number = model.numberOf.get(id);
  return number === undefined ? id : labelOf(model.things[number]!);
}

/** The address of the page of a thing or statement. */
export function pageOf({ id, path }: { id: string; path?: string }): string {
  return pageAddress(path ?? `doc/${id}`);
}
