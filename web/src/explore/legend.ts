/** The legend: shapes and colours of kinds, and how lines are drawn. */

import { drawn } from "../dom";
import { widthOf } from "./letter";
import type { Model } from "./model";
import type { Palette } from "./palette";
import type { Scene } from "./scene";
import { corners } from "./shapes";
import { inLanguage, say } from "./words";

const MANNERS = [
  ["said", null],
  ["ahead", "1.5 4"],
  ["derived", "6 4"],
] as const;

interface Entry {
  text: string;
  sign: SVGElement[];
}

/** A legend of what a scene shows, or of kinds alone, in rows no wider than given. */
export function legendOf(model: Model, scene: Scene | null, palette: Palette, width: number): { svg: SVGGElement; height: number } {
  const used = new Set(scene?.nodes.map((number) => model.things[number]!.group));
  const entries: Entry[] = model.groups
    .filter((group) => !scene || used.has(group.name))
    .map((group) => ({
      text: inLanguage(group.labels, group.name),
      sign: [drawn("polygon", { points: corners(group.shape, 12, 0, 7), fill: palette.dark ? group.dark : group.light, stroke: palette.muted })],
    }));
  if (scene) entries.push(...lineEntries(palette));
  const svg = drawn("g", { "font-size": 13 });
  let [left, top] = [0, 0];
  for (const { text, sign } of entries) {
    const room = 32 + widthOf(text) + 18;
    if (left && left + room > width) [left, top] = [0, top + 22];
    svg.append(drawn("g", { transform: `translate(${left} ${top})` }, ...sign, drawn("text", { x: 32, y: 4.5, fill: palette.ink }, text)));
    left += room;
  }
  return { svg, height: top + 22 };
}

/** How lines are drawn. */
function lineEntries(palette: Palette): Entry[] {
  const entries: Entry[] = [];
  for (const [manner, dash] of MANNERS) {
    entries.push({ text: say(`manner.${manner}`), sign: [drawn("path", { d: "M0 0H26", stroke: palette.muted, "stroke-width": 1.5, "stroke-dasharray": dash })] });
  }
  for (const [manner, sign] of [["disputed", "?"], ["contradicted", "≠"]] as const) {
    entries.push({
      text: say(`manner.${manner}`),
      sign: [
        drawn("path", { d: "M0 0H26", stroke: palette.alarm, "stroke-width": 2 }),
        drawn("circle", { cx: 13, cy: 0, r: 7, fill: palette.paper, stroke: palette.alarm, "stroke-width": 1.5 }),
        drawn("text", { x: 13, y: 4, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: palette.alarm }, sign),
      ],
    });
  }
  return entries;
}
