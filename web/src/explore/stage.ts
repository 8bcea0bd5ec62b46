/** The stage: an SVG that can be moved and zoomed by pointer, wheel, fingers and buttons. */

import { drawn } from "../dom";
import type { Scene } from "./scene";
import type { Point } from "./types";

const LEAST = 0.12;
const MOST = 3;

export class Stage {
  readonly svg: SVGSVGElement;
  private readonly world = drawn("g");
  private scale = 1;
  private x = 0;
  private y = 0;
  private readonly fingers = new Map<number, Point>();
  /** Whether the last press moved the picture, so that its click chooses nothing. */
  moved = false;

  /** Whether a finger or button is down. */
  get pressed(): boolean {
    return this.fingers.size > 0;
  }

  constructor(label: string) {
    this.svg = drawn("svg", { class: "stage", role: "group", "aria-label": label });
    this.svg.append(this.world);
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel", "pointerleave"] as const) {
      this.svg.addEventListener(name, (event) => this.fingers.delete(event.pointerId));
    }
  }

  /** Show another painting at the same place and size. */
  show(...painting: Node[]): void {
    this.world.replaceChildren(...painting);
    this.apply();
  }

  /** Everything, if it can be read so; else its beginning at a size that can. */
  frame({ box, kind }: Scene, whole = false): void {
    const { width, height } = this.room();
    if (!width) return;
    const [across, down] = [box.right - box.left + 60, box.bottom - box.top + 60];
    const fit = Math.min(width / across, height / down, 1.25);
    this.scale = whole ? fit : Math.max(fit, { lanes: 0.8, rings: 0.7, path: 0.65 }[kind]);
    const centred = (size: number, room: number, low: number, lead: number) =>
      size * this.scale <= room || kind !== "lanes" ? room / 2 - (low + (size - 60) / 2) * this.scale : lead - low * this.scale;
    this.x = centred(across, width, box.left, 24);
    this.y = centred(down, height, box.top, 40);
    this.apply();
  }

  zoom(factor: number, at?: Point): void {
    const { width, height } = this.room();
    const point = at ?? { x: width / 2, y: height / 2 };
    const scale = Math.min(MOST, Math.max(LEAST, this.scale * factor));
    this.x = point.x - ((point.x - this.x) * scale) / this.scale;
    this.y = point.y - ((point.y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.apply();
  }

  /** Bring a place into sight, moving no more than needed. */
  reveal(spot: Point): void {
    const { width, height } = this.room();
    const past = (value: number, least: number, most: number) => Math.min(0, value - least) + Math.max(0, value - most);
    this.x -= past(spot.x * this.scale + this.x, 30, Math.max(60, width - 170));
    this.y -= past(spot.y * this.scale + this.y, 40, Math.max(60, height - 40));
    this.apply();
  }

  private room(): { width: number; height: number } {
    return { width: this.svg.clientWidth, height: this.svg.clientHeight };
  }

  private apply(): void {
    this.world.setAttribute("transform", `translate(${this.x.toFixed(1)} ${this.y.toFixed(1)}) scale(${this.scale.toFixed(4)})`);
    this.holdHeadings();
  }

  /** Put each heading where its lane or column is in sight. */
  private holdHeadings(): void {
    const { width } = this.room();
    const inside = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
    const [left, right, top] = [-this.x / this.scale, (width - this.x) / this.scale, -this.y / this.scale];
    for (const text of this.world.querySelectorAll<SVGTextElement>("[data-column]")) {
      const [start, size] = [Number(text.dataset.column), Number(text.dataset.size)];
      const [from, to] = [Math.max(start, left), Math.min(start + size, right)];
      text.setAttribute("x", String(from < to ? inside((from + to) / 2, start + 40, start + size - 40) : start + size / 2));
      text.setAttribute("y", String(Math.max(-9, top + 16 / this.scale)));
    }
    for (const text of this.world.querySelectorAll<SVGTextElement>("[data-lane]")) {
      const [start, size] = [Number(text.dataset.lane), Number(text.dataset.size)];
      text.setAttribute("x", String(Math.max(-10, left + 6 / this.scale)));
      text.setAttribute("y", String(inside(top + 36 / this.scale, start + 17, start + size - 6)));
    }
  }

  /** The wheel moves the picture like a page; with Ctrl, or two fingers on a pad, it zooms. */
  private wheel(event: WheelEvent): void {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      const box = this.svg.getBoundingClientRect();
      return this.zoom(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
    }
    const sideways = event.shiftKey && !event.deltaX;
    this.x -= sideways ? event.deltaY : event.deltaX;
    this.y -= sideways ? 0 : event.deltaY;
    this.apply();
  }

  private press(event: PointerEvent): void {
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.moved = false;
  }

  private drag(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (!this.moved && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
    this.moved = true;
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const box = this.svg.getBoundingClientRect();
      const spread = (point: Point) => Math.max(20, Math.hypot(point.x - other.x, point.y - other.y));
      this.zoom(spread(now) / spread(before), { x: (now.x + other.x) / 2 - box.left, y: (now.y + other.y) / 2 - box.top });
    } else {
      this.x += now.x - before.x;
      this.y += now.y - before.y;
      this.apply();
    }
    this.fingers.set(event.pointerId, now);
  }
}
