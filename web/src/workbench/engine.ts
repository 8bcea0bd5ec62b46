/** The page's side of the engine: starts it, asks it, stops it. */

import program from "worker:worker";
import { bytesOf, forget, load } from "../data";
import { changeOf, type Change } from "../effects";
import type { Answer, LabelRow, Reply, Request, Statement } from "./messages";

/** `starting`, `ready`, `busy`, or `failed` with a reason. */
export type State = "starting" | "ready" | "busy" | "failed";

/** Thrown into whoever waits for an answer that was stopped. */
export class Stopped extends Error {}

interface Pending {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** One engine on the graph of the page. */
export class Engine {
  /** Called when the state changes, with a reason when it failed. */
  onState: (state: State, reason: string) => void = () => undefined;
  /** Called when the labels of a graph have come. */
  onLabels: (labels: LabelRow[]) => void = () => undefined;
  triples = 0;
  #worker: Worker | undefined;
  #program: Promise<WebAssembly.Module> | undefined;
  #packed: Promise<Uint8Array<ArrayBuffer>> | undefined;
  #ready: Promise<void> | undefined;
  #pending = new Map<number, Pending>();
  #abandon: (error: Error) => void = () => undefined;
  #last = 0;
  #starts = 0;
  /** The lens whose graph the labels are from. */
  #labelled = "";
  #lens: string;

  /** An engine on the graph that a lens leaves. */
  constructor(lens: string) {
    this.#lens = lens;
  }

  /** The lens, as the chooser of the page has it. */
  get lens(): string {
    return this.#lens;
  }

  /** Start the engine, unless it runs; resolves when it can be asked. */
  start(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  /** Ask a query that `guard` let through. @throws Stopped, or Error with the engine's message. */
  async query(sparql: string, form: string, most: number): Promise<{ answer: Answer; milliseconds: number }> {
    const reply = await this.#ask({ ask: "query", id: ++this.#last, sparql, form, most });
    if (reply.tell !== "answer") throw new Error(reply.tell);
    return reply;
  }

  /** Return statements by their IRIs. */
  async statements(iris: string[]): Promise<{ statements: Statement[]; total: number }> {
    const reply = await this.#ask({ ask: "statements", id: ++this.#last, iris });
    if (reply.tell !== "statements") throw new Error(reply.tell);
    return reply;
  }

  /** Return the statements that mention most of some things. */
  async mentions(things: string[], numbers: string[], most: number): Promise<{ statements: Statement[]; total: number }> {
    const reply = await this.#ask({ ask: "mentions", id: ++this.#last, things, numbers, most });
    if (reply.tell !== "statements") throw new Error(reply.tell);
    return reply;
  }

  /** Go on with the graph that another lens leaves; what runs is stopped. */
  look(lens: string): void {
    if (lens === this.#lens) return;
    this.#lens = lens;
    this.stop();
  }

  /** Kill what runs and start again: the engine cannot be interrupted otherwise. */
  stop(): void {
    this.#drop(new Stopped());
    void this.start().catch(() => undefined);
  }

  async #ask(request: Exclude<Request, { ask: "start" }>): Promise<Reply> {
    await this.start();
    this.onState("busy", "");
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { resolve, reject });
      this.#worker!.postMessage(request);
    });
  }

  async #start(): Promise<void> {
    const turn = ++this.#starts;
    this.onState("starting", "");
    try {
      this.#program ??= load<string>("engine").then(compile);
      this.#packed ??= load<string>("triples").then(bytesOf);
      const [compiled, packed, change] = await Promise.all([this.#program, this.#packed, changeOf(this.#lens)]);
      forget("engine");
      forget("triples");
      if (turn !== this.#starts) throw new Stopped(); // while this was loaded
      await this.#run(compiled, packed, change);
    } catch (error) {
      if (!(error instanceof Stopped)) {
        this.#program = this.#packed = undefined; // the next start loads them again
        this.#drop(error as Error);
        this.onState("failed", (error as Error).message);
      }
      throw error;
    }
  }

  #run(compiled: WebAssembly.Module, packed: Uint8Array<ArrayBuffer>, change: Change | undefined): Promise<void> {
    const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    const worker = new Worker(address);
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      this.#abandon = reject;
      worker.onerror = (event) => {
        event.preventDefault();
        this.#fail(worker, new Error(event.message || "worker"));
      };
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if (data.tell === "ready") {
          URL.revokeObjectURL(address);
          this.triples = data.triples;
          this.onState("ready", "");
          resolve();
        } else if (data.tell === "labels") {
          if (this.#labelled !== this.#lens) this.onLabels(data.labels);
          this.#labelled = this.#lens;
        } else if (data.tell === "failed" && data.fatal) {
          this.#fail(worker, new Error(data.message));
        } else this.#settle(data);
      };
      const request: Request = { ask: "start", program: compiled, triples: packed.buffer, change };
      worker.postMessage(request);
    });
  }

  #settle(reply: Exclude<Reply, { tell: "ready" | "labels" }>): void {
    const waiting = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (!this.#pending.size) this.onState("ready", "");
    if (reply.tell === "failed") waiting?.reject(new Error(reply.message));
    else waiting?.resolve(reply);
  }

  /** The engine died: tell those who wait; a new one is started unless it died while starting. */
  #fail(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    const ran = this.#pending.size > 0;
    this.#drop(error);
    if (ran) void this.start().catch(() => undefined);
  }

  #drop(error: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = undefined;
    this.#abandon(error);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

async function compile(base64: string): Promise<WebAssembly.Module> {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}
