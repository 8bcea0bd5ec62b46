/** The engine in its own thread: loads the graph, answers, and can be killed at any time. */

import init, { namedNode, Store } from "oxigraph/web.js";
import { answerQuery } from "./answer";
import { changeLines } from "./difference";
import { findMentions, readStatement } from "./evidence";
import type { LabelRow, Reply, Request } from "./messages";
import { RDFS } from "./prefixes";

const thread = self as unknown as {
  onmessage: (event: MessageEvent<Request>) => void;
  postMessage(message: Reply): void;
};
let store: Store | undefined;

thread.onmessage = ({ data }) => {
  if (data.ask === "start") return void start(data);
  try {
    thread.postMessage(reply(data, store!));
  } catch (error) {
    // After a trap (no memory, no stack) the program is in no state to answer again.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    thread.postMessage({ tell: "failed", id: data.id, message: textOf(error), fatal });
  }
};

function reply(request: Exclude<Request, { ask: "start" }>, from: Store): Reply {
  const { id } = request;
  if (request.ask === "query") {
    const began = performance.now();
    const answer = answerQuery(from, request.sparql, request.form, request.most);
    return { tell: "answer", id, answer, milliseconds: performance.now() - began };
  }
  if (request.ask === "statements") {
    const statements = request.iris.map((iri) => readStatement(from, iri));
    return { tell: "statements", id, statements, total: statements.length };
  }
  const { found, total } = findMentions(from, request.things, request.numbers, request.most);
  const statements = found.map(([iri, mentions]) => readStatement(from, iri, mentions));
  return { tell: "statements", id, statements, total };
}

async function start({ program, triples, change }: Extract<Request, { ask: "start" }>): Promise<void> {
  try {
    const [text] = await Promise.all([unpack(triples), init({ module_or_path: program })]);
    const whole = new Uint8Array(text);
    store = new Store();
    store.load((change ? changeLines(whole, change) : whole) as never, {
      format: "application/n-triples",
      no_transaction: true,
      lenient: true, // they were checked when the site was written
    });
    thread.postMessage({ tell: "labels", labels: readLabels(store) });
    thread.postMessage({ tell: "ready", triples: store.size });
  } catch (error) {
    thread.postMessage({ tell: "failed", id: 0, message: textOf(error), fatal: true });
  }
}

async function unpack(packed: ArrayBuffer): Promise<ArrayBuffer> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

function readLabels(from: Store): LabelRow[] {
  const places: Record<string, 1 | 2 | 3> = { en: 1, id: 2, "zh-hans": 3 };
  const labels = new Map<string, LabelRow>();
  for (const { subject, object } of from.match(null, namedNode(`${RDFS}label`))) {
    if (object.termType !== "Literal") continue;
    const place = places[object.language.toLowerCase()];
    if (!place) continue;
    const row = labels.get(subject.value) ?? [subject.value, "", "", ""];
    // Two labels of a language: the first in the alphabet, in every run.
    if (!row[place] || object.value < row[place]) row[place] = object.value;
    labels.set(subject.value, row);
  }
  return [...labels.values()];
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
