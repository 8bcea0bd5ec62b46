/** Runs queries: says the state, shows time and answer, stops what runs away. */

import { button, element } from "../dom";
import { lensLine } from "../effects";
import type { Say } from "../words";
import type { Editor } from "./editor";
import { Stopped, type Engine } from "./engine";
import { guard, limited, Refusal } from "./guard";
import type { Labels } from "./labels";
import type { Row } from "./messages";
import { buildResults, MOST_ROWS } from "./results";
import { tokenize } from "./scan";
import { explainRow } from "./why";

/** One run at a time, and what the reader sees of it. */
export class Runner {
  readonly dom = element("div", { class: "answer-place" });
  readonly controls: HTMLElement;
  readonly #status = element("span", { role: "status" });
  readonly #clock = element("span", { "aria-hidden": "true" });
  readonly #stop: HTMLButtonElement;
  #turn = 0;

  constructor(
    readonly engine: Engine,
    readonly labels: Labels,
    readonly say: Say,
    readonly editor: Editor,
  ) {
    this.#stop = button(say("workbench.stop"), () => engine.stop(), { class: "stop" });
    this.#stop.hidden = true;
    this.controls = element("span", { class: "state", tabindex: -1 }, this.#stop, " ", this.#status, " ", this.#clock);
  }

  /** Say the state of the engine from now on. */
  watch(): void {
    const began = performance.now();
    let first = true;
    this.engine.onState = (state, reason) => {
      if (state === "ready" && first) {
        first = false;
        const seconds = Math.round((performance.now() - began) / 100) / 10;
        this.#status.textContent = this.say("workbench.state.ready_after", { count: this.engine.triples, seconds });
      } else this.#status.textContent = this.say(`workbench.state.${state}`, { reason });
      this.controls.dataset["state"] = state;
    };
    this.engine.onState("starting", "");
    // Ready before anybody looked, or not at all: both are said.
    this.engine.start().then(
      () => this.controls.dataset["state"] === "starting" && this.engine.onState("ready", ""),
      (error: Error) => this.engine.onState("failed", error.message),
    );
  }

  /** Run a query and show its answer; an older run that is still on is stopped. */
  async run(sparql: string, name: string): Promise<void> {
    const turn = ++this.#turn;
    if (!this.#stop.hidden) this.engine.stop();
    const tokens = tokenize(sparql);
    let form;
    try {
      form = guard(sparql, tokens);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#complain(this.say(`workbench.refused.${error.message_name}`, error.values));
    }
    const clock = this.#startClock();
    this.dom.replaceChildren(element("p", {}, this.say("workbench.running")));
    try {
      const { labels, say, engine } = this;
      const { lens } = engine;
      const line = await lensLine(lens);
      const { answer, milliseconds } = await engine.query(limited(sparql, tokens, form), form, MOST_ROWS);
      if (turn !== this.#turn) return;
      const why = (row: Row) => explainRow(row, engine, labels, say);
      const file = line ? `${name}.${lens.replace(/\W+/g, "-")}` : name;
      this.dom.replaceChildren(buildResults({ answer, milliseconds, name: file, lens: line, labels, say, why }));
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof Stopped) this.#complain(this.say("workbench.stopped"));
      else this.#explainError(sparql, (error as Error).message);
    } finally {
      if (turn === this.#turn) this.#stopClock(clock);
      else clearInterval(clock);
    }
  }

  #explainError(sparql: string, engineSays: string): void {
    const [, before = "", at, said = ""] = /^(.*?)(\d+:\d+)?: (.*)$/s.exec(engineSays) ?? [];
    // What could stand there instead is a page long.
    const cut = (text: string) => text.replace(/\s+/g, " ").replace(/(expected one of .{60}).*/, "$1 …");
    if (!at || !/error at $/.test(before)) return this.#complain(this.say("workbench.error", { message: cut(engineSays) }));
    let [line, column] = at.split(":").map(Number) as [number, number];
    const own = this.editor.text().split("\n");
    // Prefixes that were put before the first line moved it; a limit that was put behind the last
    // is none of the reader's.
    if (line === 1) column -= sparql.length - this.editor.text().length;
    if (line > own.length) [line, column] = [own.length, own.at(-1)!.length + 1];
    this.editor.mark(line, column, cut(said));
    const why = reasonOf(said, own.slice(line - 1).join("\n").slice(column - 1));
    const reason = this.say(`workbench.reason.${why}`);
    this.#complain(this.say("workbench.error_at", { line, column, reason, message: cut(said) }));
  }

  #complain(text: string): void {
    this.dom.replaceChildren(element("p", { class: "problem", role: "alert" }, text));
  }

  #startClock(): ReturnType<typeof setInterval> {
    const began = performance.now();
    this.#stop.hidden = false;
    return setInterval(() => {
      this.#clock.textContent = `${Math.round((performance.now() - began) / 100) / 10} s`;
    }, 200);
  }

  #stopClock(clock: ReturnType<typeof setInterval>): void {
    clearInterval(clock);
    this.#clock.textContent = "";
    // A button that goes away takes the focus with it, and a reader without a mouse stands at the
    // start of the page; Run would be the wrong place, as a key held down runs the query again.
    if (document.activeElement === this.#stop) this.controls.focus({ preventScroll: true });
    this.#stop.hidden = true;
  }
}

/** Why a query cannot be read, by the engine's words and what follows the place. */
function reasonOf(said: string, rest: string): "end" | "other" | "prefix" | "variable" {
  if (/Prefix not found/.test(said)) return "prefix";
  if (/SELECT (contains|overrides) an? .*variable/.test(said)) return "variable";
  return rest.trim() ? "other" : "end";
}
