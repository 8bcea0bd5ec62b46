/** The tab with the network: picture, keys, path between two things, details, files. */

import { attachCombobox } from "../combobox";
import { button, drawn, element } from "../dom";
import { choose, MOST, showsNeighbours, type Result } from "./choice";
import { showDetails } from "./details";
import { step } from "./keys";
import { legendOf } from "./legend";
import { ThingMap } from "./map";
import { thingLabel, type Model } from "./model";
import { arrowHeads, paint } from "./paint";
import { readPalette, type Palette } from "./palette";
import { savePng, saveText, standalone } from "./save";
import { chosenOf, makeScene, type Scene } from "./scene";
import { describe } from "./sentence";
import { Stage } from "./stage";
import { change, state, type Name } from "./state";
import { propose } from "./finding";
import { say } from "./words";

export class Network {
  readonly box = element("div", { class: "network" });
  private readonly stage = new Stage(say("picture"));
  private readonly says = element("p", { class: "says", role: "status", "aria-live": "polite" });
  private readonly details = element("aside", { class: "details", "aria-label": say("details") });
  private readonly legend = drawn("svg", { class: "legend", "aria-hidden": "true" });
  private readonly options = element("div", { class: "options" });
  private readonly map = new ThingMap();
  private readonly help = element("p", { class: "note" });
  private readonly asSvg = button(say("save_svg"), () => this.save("svg"));
  private readonly files = element(
    "p",
    { class: "saves" },
    this.asSvg,
    button(say("save_png"), () => (state.all === "1" ? this.saveMap() : this.save("png"))),
  );
  private scene: Scene | null = null;
  private result: Result | null = null;
  private framed = "";

  constructor(private readonly model: Model) {
    const picture = element("div", { class: "picture" }, this.stage.svg, this.map.box, this.zoomButtons());
    this.details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") change({ id: "" });
    });
    this.box.append(this.options, this.says, element("div", { class: "beside" }, picture, this.details), this.legend, this.help, this.files);
    this.stage.svg.addEventListener("click", (event) => this.click(event));
    this.stage.svg.addEventListener("dblclick", (event) => this.center(event));
    this.stage.svg.addEventListener("keydown", (event) => this.key(event));
    this.stage.svg.addEventListener("focusin", (event) => this.focused(event));
    // A picture that was hidden has no size until it is seen.
    new ResizeObserver(() => this.frame()).observe(this.stage.svg);
  }

  show(result: Result, changed: Set<Name>): void {
    const held = this.stage.svg.contains(document.activeElement);
    const read = this.details.contains(document.activeElement);
    this.result = result;
    const isMap = state.all === "1";
    this.scene = isMap ? null : makeScene(this.model, state, result);
    this.stage.svg.toggleAttribute("hidden", !this.scene?.nodes.length);
    if (!isMap) this.map.close();
    this.showOptions(result);
    this.help.textContent = say(isMap ? "map_keys" : "keys");
    this.asSvg.hidden = isMap;
    this.says.textContent = isMap ? say("says.map", { things: result.matched.length }) : describe(this.model, state, result, this.scene);
    showDetails(this.model, result, this.scene, this.details);
    this.repaint();
    this.frame();
    if (changed.has("id")) this.follow(held, read);
  }

  repaint(): void {
    const { scene, result, model } = this;
    if (!result) return;
    const palette = readPalette();
    const isMap = state.all === "1";
    if (isMap) this.map.show(model, result, palette);
    this.files.hidden = isMap && !this.map.canDraw;
    this.legend.replaceChildren();
    if (scene) this.paint(scene, palette);
    else if (!isMap) return;
    const { svg, height } = legendOf(model, scene, palette, Math.max(300, this.box.clientWidth - 20));
    svg.setAttribute("transform", "translate(4 14)");
    this.legend.replaceChildren(svg);
    this.legend.setAttribute("height", String(height + 6));
  }

  /** Give back what the picture holds outside the page. */
  close(): void {
    this.map.close();
  }

  private paint(scene: Scene, palette: Palette): void {
    const chosen = chosenOf(this.model, state);
    this.stage.show(arrowHeads(palette), paint(this.model, scene, palette, { chosen }));
    const first = chosen.find((number) => scene.spots.has(number)) ?? scene.middle ?? scene.nodes[0];
    if (first !== undefined) this.nodeOf(first)?.setAttribute("tabindex", "0");
  }

  /** Frame a picture once; the reader's place stays while its things do. */
  private frame(): void {
    if (!this.scene || !this.stage.svg.clientWidth) return;
    const key = `${this.scene.kind} ${this.scene.nodes.join(" ")}`;
    if (key === this.framed) return;
    this.framed = key;
    this.stage.frame(this.scene);
    const [chosen] = chosenOf(this.model, state);
    const spot = chosen === undefined ? undefined : this.scene.spots.get(chosen);
    if (spot) this.stage.reveal(spot);
  }

  private showOptions(result: Result): void {
    const near = element("input", { type: "checkbox", id: "near" });
    near.checked = showsNeighbours(state);
    near.addEventListener("change", () => change({ near: near.checked ? "1" : "0" }));
    const derived = element("input", { type: "checkbox", id: "derived" });
    derived.checked = state.derived === "1";
    derived.addEventListener("change", () => change({ derived: derived.checked ? "1" : "0" }));
    const parts: (HTMLElement | null)[] = [
      element("label", {}, near, " ", say("near")),
      element("label", {}, derived, " ", say("derived")),
      this.pathChoice(),
    ];
    const { more } = choose(this.model, state, result);
    if (state.ring || state.a || state.b || state.open || state.shut) parts.push(button(say("overview"), () => change({ ring: "", a: "", b: "", open: "", shut: "", all: "" })));
    if (more || state.all) {
      parts.push(
        state.all
          ? button(say("best", { count: MOST }), () => change({ all: "" }))
          : button(say("map", { count: result.matched.length }), () => change({ all: "1", ring: "", a: "", b: "" })),
        button(say("as_table"), () => change({ tab: "table" })),
      );
    }
    const focused = (document.activeElement as HTMLElement | null)?.id;
    this.options.replaceChildren(...parts.filter((part) => part !== null));
    if (focused) this.options.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
  }

  private pathChoice(): HTMLElement {
    const field = (name: "a" | "b") => {
      const input = element("input", { type: "search", id: `path-${name}`, size: 22, "aria-label": say(`path.${name}`), placeholder: say(`path.${name}`) });
      input.value = state[name] ? thingLabel(this.model, state[name]) : "";
      const holder = element("span", { class: "proposing" }, input);
      attachCombobox(input, {
        label: say(`path.${name}`),
        count: (count) => say("found", { count }),
        propose: (typed) => Promise.resolve(propose(this.model, typed)),
        choose: ({ value }) => change({ [name]: value, all: "", ring: "", id: "" }),
      });
      input.addEventListener("change", () => input.value === "" && change({ [name]: "" }));
      return holder;
    };
    return element("span", { class: "path" }, say("path.between"), " ", field("a"), " ", say("path.and"), " ", field("b"));
  }

  private zoomButtons(): HTMLElement {
    const make = (sign: string, name: string, act: () => void) => button(sign, act, { "aria-label": say(name), title: say(name) });
    return element(
      "p",
      { class: "zoom" },
      make("+", "zoom_in", () => (this.scene ? this.stage : this.map).zoom(1.25)),
      make("−", "zoom_out", () => (this.scene ? this.stage : this.map).zoom(0.8)),
      make("⤢", "zoom_fit", () => (this.scene ? this.stage.frame(this.scene, true) : this.map.fit())),
    );
  }

  private nodeOf(number: number): SVGGElement | null {
    return this.stage.svg.querySelector(`[data-number="${number}"]`);
  }

  private numberAt(target: EventTarget | null): number | null {
    const node = (target as Element | null)?.closest<SVGGElement>(".node");
    return node ? Number(node.dataset.number) : null;
  }

  private click(event: MouseEvent): void {
    if (this.stage.moved) return;
    const number = this.numberAt(event.target);
    if (number !== null) return change({ id: this.model.things[number]!.id });
    const pair = (event.target as Element).closest<SVGGElement>(".line")?.dataset.pair;
    const ids = (pair ?? "").split("|").filter(Boolean).map((one) => this.model.things[Number(one)]!.id);
    change({ id: ids.join("|") });
  }

  private center(event: MouseEvent): void {
    const number = this.numberAt(event.target);
    if (number !== null) change({ ring: this.model.things[number]!.id, a: "", b: "" });
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.scene) return;
    const here = this.numberAt(event.target);
    if (event.key === "Escape") return change({ id: "" });
    if (event.key === "+" || event.key === "=") return this.stage.zoom(1.25);
    if (event.key === "-") return this.stage.zoom(0.8);
    if (event.key === "0") return this.stage.frame(this.scene, true);
    if (here === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (state.id !== this.model.things[here]!.id) change({ id: this.model.things[here]!.id });
      this.details.querySelector<HTMLElement>(".details-title")?.focus();
      return;
    }
    const next = step(this.scene, here, event.key);
    if (next === null) return;
    event.preventDefault();
    this.nodeOf(here)?.setAttribute("tabindex", "-1");
    this.nodeOf(next)?.setAttribute("tabindex", "0");
    this.nodeOf(next)?.focus();
  }

  private focused(event: FocusEvent): void {
    const number = this.numberAt(event.target);
    const spot = number === null ? undefined : this.scene?.spots.get(number);
    if (spot && !this.stage.pressed) this.stage.reveal(spot);
  }

  /** After a choice the focus stays where the reader was: in the picture or in the details. */
  private follow(held: boolean, read: boolean): void {
    const [number] = chosenOf(this.model, state);
    if (held && number !== undefined) this.nodeOf(number)?.focus({ preventScroll: true });
    if (read) (this.details.hidden ? this.stage.svg.querySelector<SVGElement>('[tabindex="0"]') : this.details.querySelector<HTMLElement>(".details-title"))?.focus({ preventScroll: true });
    const spot = number === undefined ? undefined : this.scene?.spots.get(number);
    if (spot) this.stage.reveal(spot);
    else if (number !== undefined) this.map.reveal(number);
  }

  private save(kind: "svg" | "png"): void {
    const { scene, model } = this;
    if (!scene) return;
    const palette = readPalette();
    const painting = [arrowHeads(palette), paint(model, scene, palette, { chosen: chosenOf(model, state) })];
    const legend = legendOf(model, scene, palette, Math.max(580, scene.box.right - scene.box.left)).svg;
    const words = { title: document.title, says: this.says.textContent ?? "" };
    const file = standalone(painting, scene.box, words, legend, palette);
    if (kind === "svg") saveText(file.text, "image/svg+xml", "taobao-kg-network.svg");
    else savePng(file, "taobao-kg-network.png");
  }

  private saveMap(): void {
    const copy = this.map.copy();
    if (!copy) return;
    const palette = readPalette();
    const [width, height] = [copy.width / devicePixelRatio, copy.height / devicePixelRatio];
    const image = drawn("image", { href: copy.toDataURL(), width, height });
    const words = { title: document.title, says: this.says.textContent ?? "" };
    const { svg } = legendOf(this.model, null, palette, width);
    savePng(standalone([image], { left: 0, top: 0, right: width, bottom: height }, words, svg, palette), "taobao-kg-map.png");
  }
}
