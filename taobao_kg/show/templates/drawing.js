// How one thing is drawn: its shape and, beside it, its name in the lines Python broke it into.

const SHAPE_SIZE = 8;
const LINE_HEIGHT = 16;
const LABEL_GAP = 6;
const FONT_SIZE = 13;

const isDark = () =>
  (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

/** A colour of the style sheet, so page and picture never differ. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

let colours = {};
function readColours() {
  const names = ["paper", "ink", "muted", "band", "rule", "edge", "strong"];
  colours = Object.fromEntries(names.map((name) => [name, colour(name)]));
}

function fill(node) {
  const group = GROUPS.get(node.group);
  return isDark() ? group.dark : group.light;
}

/** Whether a thing stands by a year that is not its own. */
function isBorrowed(node) {
  return node.placed === "said" || node.placed === "linked";
}

/** The lines of a name: in rings the relation to the middle stands above. */
function linesOf(node) {
  const relation = (node.relation?.[state.lang] ?? []).map((text) => ({ text, small: true }));
  const grey = isBorrowed(node);
  return [...relation, ...(node.lines?.[state.lang] ?? []).map((text) => ({ text, grey }))];
}

/** Where each line of a name begins: x, baseline y, and how it is aligned. */
function placeLines(node, x, y) {
  const lines = linesOf(node);
  const middle = IN_RINGS && node.ring === 0;
  const left = IN_RINGS && node.side === "left" && !middle;
  const top = middle ? y + 26 : y - ((lines.length - 1) * LINE_HEIGHT) / 2 + FONT_SIZE * 0.35;
  return lines.map((line, number) => ({
    ...line,
    x: middle ? x : left ? x - SHAPE_SIZE - LABEL_GAP : x + SHAPE_SIZE + LABEL_GAP,
    y: top + number * LINE_HEIGHT,
    anchor: middle ? "middle" : left ? "end" : "start",
  }));
}

function fontOf(line, strong) {
  return `${line.grey && !/\p{Script=Han}/u.test(line.text) ? "italic " : ""}${strong ? "600 " : ""}${line.small ? 11 : FONT_SIZE}px ${FONT}`;
}

/** The box a name fills, for clicks; widths are measured, not guessed. */
function labelBox(context, node, x, y) {
  const lines = placeLines(node, x, y);
  const width = Math.max(...lines.map((line) => ((context.font = fontOf(line, true)), context.measureText(line.text).width)));
  const [first] = lines;
  const left = { start: first.x, end: first.x - width, middle: first.x - width / 2 }[first.anchor];
  return { left, right: left + width, top: first.y - LINE_HEIGHT, bottom: lines.at(-1).y + 4 };
}

/** vis-network's hook: what to paint for one thing. `look` tells what is chosen and what is near. */
function paintThing(look) {
  return ({ ctx, id, x, y, state: { hover } }) => {
    const node = NODES.get(id);
    const chosen = look.chosen === id;
    const faint = look.near && !look.near.has(id);
    const size = SHAPE_SIZE * (chosen || (IN_RINGS && node.ring === 0) ? 1.35 : 1);
    return {
      drawNode() {
        ctx.save();
        ctx.globalAlpha = faint ? 0.22 : 1;
        ctx.beginPath();
        corners(GROUPS.get(node.group).shape, x, y, size).forEach(([px, py], i) => (i ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
        ctx.closePath();
        ctx.fillStyle = fill(node);
        ctx.fill();
        ctx.lineWidth = chosen || hover ? 2.5 : 1;
        ctx.strokeStyle = chosen || hover ? colours.strong : colours.muted;
        ctx.lineJoin = "round";
        ctx.stroke();
        ctx.restore();
      },
      drawExternalLabel() {
        ctx.save();
        ctx.globalAlpha = faint ? 0.3 : 1;
        ctx.textBaseline = "alphabetic";
        ctx.lineJoin = "round";
        for (const line of placeLines(node, x, y)) {
          ctx.font = fontOf(line, chosen || (IN_RINGS && node.ring === 0));
          ctx.textAlign = { start: "left", end: "right", middle: "center" }[line.anchor];
          ctx.lineWidth = 4;
          ctx.strokeStyle = colours.paper;
          ctx.strokeText(line.text, line.x, line.y);
          ctx.fillStyle = line.small || line.grey ? colours.muted : colours.ink;
          ctx.fillText(line.text, line.x, line.y);
        }
        ctx.restore();
      },
      nodeDimensions: { width: size * 2, height: size * 2 },
    };
  };
}
