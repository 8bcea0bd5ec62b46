/** The map on the graphics card: sigma draws signs and lines at given places, moves and zooms. */

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import { drawGround, drawHeadings, drawNames, drawPointed, gutterOf, HEAD, type Sight } from "./captions";
import type { Result } from "./choice";
import type { Model } from "./model";
import type { Palette } from "./palette";
import { CELL, type Placing } from "./placing";
import { SignProgram } from "./signs";

/** Half the size of a sign: of the room it has, and in pixels. */
const RADIUS = 0.4;
const LEAST_RADIUS = 1.6;
const MOST_RADIUS = 9;
/** At most so many pixels of a unit at first, and from one thing to the next. */
const MOST_SCALE = 2;
const MOST_APART = 200;
/** A click this near opens a thing, in pixels. */
const NEAR = 10;
/** How much of a line is seen. */
const FAINT = 0.06;
const MARGIN = 8;
const LAYERS = { ground: "edges", names: "hovers", headings: "hovers" } as const;

export interface Picture {
  model: Model;
  result: Result;
  placing: Placing;
  palette: Palette;
  chosen: Set<number>;
}

export class MapView {
  private readonly renderer: Sigma;
  private readonly layers: Record<keyof typeof LAYERS, CanvasRenderingContext2D>;
  /** Pixels of a unit of the placing when the camera sees everything. */
  private fitting = 1;
  /** What the camera may see. */
  private readonly limits: { x: [number, number]; y: [number, number] } = { x: [0, 1], y: [0, 1] };

  constructor(
    private readonly box: HTMLElement,
    private picture: Picture,
    open: (number: number | null) => void,
  ) {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Without anything yet: it would be worked through once more when the frame is known.
    this.renderer = new Sigma(new UndirectedGraph(), box, {
      allowInvalidContainer: true,
      cameraPanBoundaries: { boundaries: this.limits },
      defaultDrawNodeHover: (context, { key, x, y }) => drawPointed(context, this.picture.model, this.picture.palette, this.sight(), { number: Number(key), x, y }),
      defaultNodeType: "sign",
      doubleClickZoomingDuration: isCalm ? 1 : 200,
      enableCameraRotation: false,
      inertiaDuration: isCalm ? 1 : 200,
      inertiaRatio: isCalm ? 0 : 3,
      maxCameraRatio: 1,
      minEdgeThickness: 1.6,
      nodeProgramClasses: { sign: SignProgram },
      renderLabels: false,
      stagePadding: 0,
      zIndex: true,
      zoomToSizeRatioFunction: (ratio) => 1 / this.radius(ratio),
    });
    this.layers = Object.fromEntries(Object.entries(LAYERS).map(([name, above]) => [name, this.layer(name, above)])) as typeof this.layers;
    this.renderer.on("afterRender", () => this.renderer.getGraph().order && this.caption());
    this.renderer.on("enterNode", () => box.classList.add("pointing"));
    this.renderer.on("leaveNode", () => box.classList.remove("pointing"));
    this.renderer.on("clickNode", ({ node }) => open(Number(node)));
    this.renderer.on("clickStage", ({ event }) => open(this.nearest(event.x, event.y)));
    this.show(picture);
  }

  /** Draw another picture; the reader's place stays. */
  show(picture: Picture): void {
    this.picture = picture;
    this.frame();
    this.renderer.setGraph(graphOf(picture));
  }

  /** Fit into the box as it is now. */
  resize(): void {
    const { width, height } = this.renderer.getDimensions();
    if (!this.box.clientWidth || (width === this.box.clientWidth && height === this.box.clientHeight)) return;
    this.frame();
    this.renderer.refresh();
  }

  /** Whether the reader sees everything. */
  get isWhole(): boolean {
    return this.renderer.getCamera().ratio > 0.99;
  }

  zoom(factor: number, at?: { x: number; y: number }): void {
    const camera = this.renderer.getCamera();
    const { width, height } = this.renderer.getDimensions();
    const ratio = camera.getBoundedRatio(camera.ratio / factor);
    camera.setState(this.renderer.getViewportZoomedState(at ?? { x: width / 2, y: height / 2 }, ratio));
  }

  /** As in the network: the wheel moves the picture like a page; with Ctrl, or two fingers on a pad, it zooms. */
  wheel({ deltaX, deltaY, shiftKey, ctrlKey, metaKey, clientX, clientY }: WheelEvent): void {
    const { left, top } = this.box.getBoundingClientRect();
    if (ctrlKey || metaKey) this.zoom(Math.exp(-deltaY / 300), { x: clientX - left, y: clientY - top });
    else if (shiftKey && !deltaX) this.move(deltaY, 0);
    else this.move(deltaX, deltaY);
  }

  /** Move what is seen by pixels. */
  move(right: number, down: number): void {
    const { width, height } = this.renderer.getDimensions();
    this.renderer.getCamera().setState(this.renderer.viewportToFramedGraph({ x: width / 2 + right, y: height / 2 + down }));
  }

  fit(): void {
    this.renderer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1 });
  }

  /** Bring a thing into sight, moving no more than needed. */
  reveal(number: number): void {
    const dot = this.picture.placing.dots.find((one) => one.number === number);
    if (!dot) return;
    const { width, height, scale, left, top } = this.sight();
    const past = (value: number, least: number, most: number) => Math.min(0, value - least) + Math.max(0, value - most);
    const right = past(dot.x * scale + left, gutterOf(width) + 20, width - 60);
    const down = past(dot.y * scale + top, HEAD + 20, height - 30);
    if (right || down) this.move(right, down);
  }

  /** What is seen now as one picture; what the graphics card drew is gone after a frame. */
  copy(): HTMLCanvasElement {
    this.renderer.refresh({ partialGraph: {}, skipIndexation: true });
    const canvas = document.createElement("canvas");
    const layers = [...this.box.querySelectorAll("canvas")];
    canvas.width = layers[0]!.width;
    canvas.height = layers[0]!.height;
    const context = canvas.getContext("2d")!;
    for (const layer of layers) context.drawImage(layer, 0, 0);
    return canvas;
  }

  /** Give the graphics card back what it held. */
  close(): void {
    this.renderer.kill();
    delete this.box.dataset["drawn"];
  }

  /** What the camera sees at first: the placing, with room for years above and lanes at the left. */
  private frame(): void {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width) return;
    const { placing } = this.picture;
    const gutter = gutterOf(width);
    const scale = Math.min((width - gutter - MARGIN) / placing.width, (height - HEAD - 2 * MARGIN) / placing.height, MOST_SCALE);
    const spare = width - gutter - placing.width * scale;
    const [left, top] = [-(gutter + spare / 2) / scale, -(HEAD + MARGIN) / scale];
    this.fitting = scale;
    this.limits.x = [left, left + width / scale];
    this.limits.y = [-top - height / scale, -top];
    this.renderer.getCamera().minRatio = Math.min(1, (scale * CELL) / MOST_APART);
    this.renderer.setCustomBBox({ ...this.limits });
    this.renderer.resize(true);
  }

  private layer(name: string, above: string): CanvasRenderingContext2D {
    const options: Parameters<Sigma["createCanvasContext"]>[1] & { beforeLayer: string } = { beforeLayer: above };
    this.renderer.createCanvasContext(name, options);
    return this.renderer.getCanvases()[name]!.getContext("2d")!;
  }

  private radius(ratio: number): number {
    return Math.min(MOST_RADIUS, Math.max(LEAST_RADIUS, (RADIUS * CELL * this.fitting) / ratio));
  }

  private sight(): Sight {
    const { width, height } = this.renderer.getDimensions();
    const origin = this.renderer.graphToViewport({ x: 0, y: 0 });
    const scale = this.renderer.graphToViewport({ x: 1, y: 0 }).x - origin.x;
    return { width, height, scale, left: origin.x, top: origin.y, radius: this.radius(this.renderer.getCamera().ratio) };
  }

  /** After the graphics card is done: words and ground; says how many things are drawn. */
  private caption(): void {
    const { model, placing, palette, chosen } = this.picture;
    const sight = this.sight();
    for (const context of Object.values(this.layers)) context.clearRect(0, 0, sight.width, sight.height);
    drawGround(this.layers.ground, placing, palette, sight);
    drawNames(this.layers.names, model, placing, palette, sight, chosen);
    drawHeadings(this.layers.headings, model, placing, palette, sight);
    this.box.dataset["drawn"] = String(placing.dots.length);
  }

  private nearest(x: number, y: number): number | null {
    const { scale, left, top } = this.sight();
    let [best, least]: [number | null, number] = [null, NEAR];
    for (const dot of this.picture.placing.dots) {
      const far = Math.hypot(dot.x * scale + left - x, dot.y * scale + top - y);
      if (far < least) [best, least] = [dot.number, far];
    }
    return best;
  }
}

/** Signs where they are placed, and one line between any two that are linked. */
function graphOf({ model, result, placing, palette, chosen }: Picture): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (const { number, x, y } of placing.dots) {
    const { shape, light, dark } = model.groupOf.get(model.things[number]!.group)!;
    const isChosen = chosen.has(number);
    graph.addNode(number, { x, y: -y, size: isChosen ? 1.35 : 1, zIndex: isChosen ? 1 : 0, color: palette.dark ? dark : light, shape });
  }
  const faint = { size: 0.01, color: veiled(palette.muted, FAINT) };
  const strong = { size: 0.2, color: palette.accent, zIndex: 1 };
  for (const { from, to } of result.edges) {
    if (!graph.hasNode(from) || !graph.hasNode(to) || graph.hasEdge(from, to)) continue;
    graph.addEdge(from, to, chosen.has(from) || chosen.has(to) ? strong : faint);
  }
  return graph;
}

/** A colour of which only a part is seen, as sigma adds it: each part of it already lessened. */
function veiled(colour: string, part: number): string {
  const parts = [1, 3, 5].map((place) => Math.round(parseInt(colour.slice(place, place + 2), 16) * part));
  return `rgba(${parts.join(",")},${part})`;
}
