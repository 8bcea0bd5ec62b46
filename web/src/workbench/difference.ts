/** Lines of N-Triples through a lens. */

import type { Change } from "../effects";

const END = 10;

/**
 * Return the bytes of some lines without those a lens takes away, and with those it adds.
 *
 * @throws Error when a line that shall go is not there
 */
export function changeLines(lines: Uint8Array, { removed, added }: Change): Uint8Array {
  const more = new TextEncoder().encode(added);
  const left = new Uint8Array(lines.length + more.length);
  let [from, to, line] = [0, 0, 0];
  for (const number of removed) {
    // What stands before the line goes over whole.
    let start = from;
    while (line < number) [start, line] = [endOf(lines, start), line + 1];
    left.set(lines.subarray(from, start), to);
    to += start - from;
    from = endOf(lines, start);
    line++;
  }
  left.set(lines.subarray(from), to);
  to += lines.length - from;
  left.set(more, to);
  return left.subarray(0, to + more.length);
}

function endOf(lines: Uint8Array, start: number): number {
  const end = lines.indexOf(END, start);
  if (end < 0) throw new Error("the lens is not of this graph");
  return end + 1;
}
