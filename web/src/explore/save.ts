/** Pictures and tables as files. */

import { drawn } from "../dom";
import { FONT } from "./letter";
import type { Palette } from "./palette";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A standalone SVG text of a painting, with its title and a line that says what it shows. */
export function standalone(painting: Element[], box: Box, words: { title: string; says: string }, legend: SVGElement | null, palette: Palette) {
  const margin = 30;
  const foot = legend ? 84 : 40;
  const [x, y] = [box.left - margin, box.top - margin - 20];
  const width = Math.round(Math.max(640, box.right - box.left + 2 * margin));
  const height = Math.round(box.bottom - box.top + 2 * margin + 20 + foot);
  const svg = drawn(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `${x} ${y} ${width} ${height}`, "font-family": FONT, lang: document.documentElement.lang },
    drawn("title", {}, words.title),
    drawn("desc", {}, words.says),
    drawn("rect", { x, y, width, height, fill: palette.paper }),
    ...painting.map((one) => one.cloneNode(true)),
  );
  for (const node of svg.querySelectorAll("[tabindex], [role]")) for (const name of ["tabindex", "role", "aria-pressed"]) node.removeAttribute(name);
  if (legend) svg.append(drawn("g", { transform: `translate(${x + margin} ${box.bottom + margin})` }, legend));
  svg.append(drawn("text", { x: x + margin, y: y + height - 14, "font-size": 11, fill: palette.muted }, `${words.title}. ${words.says}`));
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`, width, height };
}

export function saveText(text: string, type: string, name: string): void {
  saveBlob(new Blob([text], { type }), name);
}

/** Twice the size on screen, less where a browser could not hold it. */
export function savePng({ text, width, height }: { text: string; width: number; height: number }, name: string): void {
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && saveBlob(blob, name), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** Rows as CSV (RFC 4180); cells a spreadsheet would take for a formula begin with an apostrophe. */
export function csvOf(rows: (string | number)[][]): string {
  const cell = (value: string | number) => {
    const text = typeof value === "number" ? String(value) : value.replace(/^[=+\-@\t\r]/, "'$&");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function saveBlob(blob: Blob, name: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
}
