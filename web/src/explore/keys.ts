/** Keys in the picture: arrows walk along lines, Enter reads, Esc leaves. */

import { otherEnd } from "./model";
import type { Scene } from "./scene";

const WAYS: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The thing a key leads to from another: along a line, or in reading order; null when none. */
export function step(scene: Scene, here: number, key: string): number | null {
  const way = WAYS[key];
  if (way) return along(scene, here, way);
  const place = scene.nodes.indexOf(here);
  const target = { Home: 0, End: scene.nodes.length - 1, PageDown: place + 1, PageUp: place - 1 }[key];
  return target === undefined ? null : (scene.nodes[target] ?? null);
}

/** The linked thing that lies best in a direction. */
function along(scene: Scene, here: number, [across, down]: [number, number]): number | null {
  const from = scene.spots.get(here);
  if (!from) return null;
  let best: number | null = null;
  let least = Infinity;
  for (const edge of scene.edges) {
    if (edge.from !== here && edge.to !== here) continue;
    const number = otherEnd(edge, here);
    const to = scene.spots.get(number)!;
    const ahead = (to.x - from.x) * across + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * across);
    if (ahead > 0 && ahead + 2 * aside < least) [best, least] = [number, ahead + 2 * aside];
  }
  return best;
}
