/** Names broken into lines, measured as the browser will draw them. */

export const FONT = '"Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
export const SIZE = 13;
export const LINE = 16;

const context = document.createElement("canvas").getContext("2d");
const widths = new Map<string, number>();

/** The width of a text in letters of `SIZE`. */
export function widthOf(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    if (context) context.font = `${SIZE}px ${FONT}`;
    width = context ? context.measureText(text).width : text.length * SIZE * 0.6;
    widths.set(text, width);
  }
  return width;
}

/** Break a text into at most `most` lines no wider than `width`; what is cut ends in an ellipsis. */
export function wrap(text: string, width: number, most = 3): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text.replace(/\s+/g, " ").trim())) {
    if (line && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece;
    } else line += piece;
    while (widthOf(line) > width && [...line].length > 1) {
      const size = fit(line, width);
      lines.push(line.slice(0, size));
      line = line.slice(size);
    }
  }
  lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  let last = lines[most - 1]!;
  while (last && widthOf(`${last}…`) > width) last = last.slice(0, -1);
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}

/** Parts between which a line may break; each keeps the blank or mark that follows it. */
function pieces(text: string): string[] {
  return text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][，。、；：）》」』”’！？]*|[^\s\p{Script=Han}\-–/]+[\s\-–/]*|[\s\-–/]+/gu) ?? [text];
}

function fit(line: string, width: number): number {
  let size = line.length;
  while (size > 1 && widthOf(line.slice(0, size)) > width) size -= 1;
  return size;
}
