/** The map of everything that matches: signs in lanes by year, drawn by the graphics card. */

import { button, element } from "../dom";
import { numbersOf, type Result } from "./choice";
import type { MapView, Picture } from "./mapview";
import type { Model } from "./model";
import type { Palette } from "./palette";
import { placeAll, type Placing } from "./placing";
import { change, state } from "./state";
import { say } from "./words";

/** Pixels one press of an arrow key moves the map by. */
const STEP = 80;
const STEPS: Record<string, [number, number]> = { ArrowRight: [STEP, 0], ArrowLeft: [-STEP, 0], ArrowDown: [0, STEP], ArrowUp: [0, -STEP] };

export class ThingMap {
  readonly box = element("div", { class: "map", hidden: true });
  private readonly sight = element("div", { class: "sight", role: "img", tabindex: 0 });
  private view: MapView | null = null;
  /** What is to be seen; null while the map is closed. */
  private picture: Picture | null = null;
  /** The placing of what matches, for the size of the box. */
  private placed: { matched: string; size: string; placing: Placing } | null = null;
  private printed: HTMLCanvasElement | null = null;
  private readonly toPaper = () => this.print();
  private readonly fromPaper = () => this.printed?.remove();

  constructor() {
    this.sight.addEventListener("keydown", (event) => this.key(event));
    // What the graphics card forgot is drawn anew.
    this.sight.addEventListener("webglcontextlost", () => this.redraw(), { capture: true });
    new ResizeObserver(() => this.resize()).observe(this.sight);
    this.sight.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: false });
  }

  /** Whether there is a map to zoom and to save. */
  get canDraw(): boolean {
    return this.picture !== null;
  }

  show(model: Model, result: Result, palette: Palette): void {
    this.box.hidden = false;
    this.sight.setAttribute("aria-label", say("says.map", { things: result.matched.length }));
    if (!hasGraphics()) return this.refuse();
    if (!this.sight.isConnected) this.box.replaceChildren(this.sight);
    const isNew = this.place(model, result, !this.view);
    const chosen = new Set(numbersOf(model, state.id.split("|")));
    this.picture = result.matched.length ? { model, result, palette, placing: this.placed!.placing, chosen } : null;
    if (!this.picture) return this.stop();
    if (!this.view) return void this.start();
    this.view.show(this.picture);
    if (isNew) this.view.fit();
  }

  /** Place what matches when it is not what it was, or on demand when the box is not; return whether it was. */
  private place(model: Model, result: Result, isFree: boolean): boolean {
    const [matched, width, height] = [result.matched.join(" "), this.sight.clientWidth || 900, this.sight.clientHeight || 600];
    const size = `${width} ${height}`;
    if (this.placed?.matched === matched && (this.placed.size === size || !isFree)) return false;
    this.placed = { matched, size, placing: placeAll(model, result, { width, height }) };
    return true;
  }

  /** In another box what is seen whole is placed anew; the place of a reader who looks at a part stays. */
  private resize(): void {
    if (!this.view || !this.picture || !this.sight.clientWidth) return;
    if (!this.view.isWhole || !this.place(this.picture.model, this.picture.result, true)) return this.view.resize();
    this.picture = { ...this.picture, placing: this.placed!.placing };
    this.view.show(this.picture);
  }

  /** Bring what is chosen into sight. */
  reveal(number: number): void {
    this.view?.reveal(number);
  }

  zoom(factor: number): void {
    this.view?.zoom(factor);
  }

  fit(): void {
    this.view?.fit();
  }

  /** What is seen now. */
  copy(): HTMLCanvasElement | null {
    return this.view?.copy() ?? null;
  }

  /** Take the map away, and what it holds of the graphics card. */
  close(): void {
    this.box.hidden = true;
    this.picture = null;
    this.stop();
  }

  private async start(): Promise<void> {
    // Where there is no WebGL, sigma cannot even be read.
    const { MapView } = await import("./mapview");
    if (!this.picture || this.view) return;
    try {
      this.view = new MapView(this.sight, this.picture, (number) => change({ id: number === null ? "" : this.picture!.model.things[number]!.id }));
    } catch (error) {
      this.refuse();
      throw error;
    }
    addEventListener("beforeprint", this.toPaper);
    addEventListener("afterprint", this.fromPaper);
  }

  private stop(): void {
    removeEventListener("beforeprint", this.toPaper);
    removeEventListener("afterprint", this.fromPaper);
    this.view?.close();
    this.view = null;
  }

  private redraw(): void {
    if (!this.view) return;
    this.stop();
    void this.start();
  }

  private refuse(): void {
    this.picture = null;
    this.stop();
    this.box.replaceChildren(element("p", { class: "note" }, say("no_webgl"), " ", button(say("as_table"), () => change({ tab: "table" }))));
  }

  /** Paper gets a copy: what the graphics card drew would be gone. */
  private print(): void {
    this.printed?.remove();
    this.printed = this.copy();
    if (!this.printed) return;
    this.printed.className = "printed";
    this.box.append(this.printed);
  }

  /** Before sigma, which zooms with every wheel and lets the page scroll sideways. */
  private wheel(event: WheelEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.view?.wheel(event);
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.view) return;
    const way = STEPS[event.key];
    if (way) this.view.move(...way);
    else if (event.key === "+" || event.key === "=") this.view.zoom(1.25);
    else if (event.key === "-") this.view.zoom(0.8);
    else if (event.key === "0") this.view.fit();
    else if (event.key === "Escape") return change({ id: "" });
    else return;
    event.preventDefault();
  }
}

let graphics: boolean | null = null;

/** Whether the browser has WebGL 2. */
function hasGraphics(): boolean {
  if (graphics === null) {
    const context = document.createElement("canvas").getContext("webgl2");
    graphics = context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return graphics;
}
