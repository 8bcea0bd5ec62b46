// The picture: vis-network paints what the filters leave, at the places Python gave.

const DASHES = { said: false, derived: [6, 4], advised: [1.5, 4] };
const BEND = 0.45;
const look = { chosen: "", near: null };
const picture = { shown: null, bands: PAGE.bands, network: null };
const stage = byId("network");
const things = new vis.DataSet();
const lines = new vis.DataSet();

function startPicture() {
  readColours();
  picture.network = new vis.Network(stage, { nodes: things, edges: lines }, {
    ...DATA.settings,
    nodes: { shape: "custom", ctxRenderer: paintThing(look), chosen: true },
    edges: {
      smooth: false,
      arrows: { to: { scaleFactor: 0.4 }, from: { scaleFactor: 0.4 } },
      chosen: false,
      hoverWidth: 0,
      selectionWidth: 0,
    },
  });
  picture.network.on("beforeDrawing", paintGround);
  picture.network.on("afterDrawing", placeHeadings);
  picture.network.on("resize", keepScale);
  picture.network.on("dragEnd", () => (picture.middle = picture.network.getViewPosition()));
  picture.network.on("click", chooseAt);
  picture.network.on("hoverNode", () => (stage.style.cursor = "pointer"));
  picture.network.on("blurNode", () => (stage.style.cursor = ""));
  stage.addEventListener("wheel", moveByWheel, { capture: true, passive: false });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  // A picture that was hidden while the window changed has no size until it is seen again.
  new ResizeObserver(() => stage.clientWidth && !picture.framed && frame()).observe(stage);
}

/** Draw what the filters leave; what stays keeps its place as long as nothing has to move. */
function showThings() {
  const shown = visible();
  picture.shown = shown;
  const places = IN_RINGS ? null : packLanes(shown.nodes.map((id) => NODES.get(id)));
  picture.bands = places;
  things.clear();
  lines.clear();
  things.add(shown.nodes.map((id) => {
    const node = NODES.get(id);
    const spot = places ? places.places.get(id) : node;
    node.at = { x: spot.x, y: spot.y };
    return { id, x: spot.x, y: spot.y, title: label(id) };
  }));
  lines.add(shown.links.map((link) => ({
    id: link.id, from: link.from, to: link.to, arrows: link.arrows, dashes: DASHES[link.line],
    ...bendOf(link), ...lineLook(link),
  })));
}

/**
 * How a line bends: from lane to lane like a river; between things that stand above each other
 * aside, or it would seem to touch all that lie between.
 */
function bendOf(link) {
  if (IN_RINGS) return {};
  const [a, b] = [NODES.get(link.from).at, NODES.get(link.to).at];
  if (Math.abs(a.x - b.x) > 30) return { smooth: { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: BEND } };
  return { smooth: { enabled: true, type: b.y > a.y ? "curvedCW" : "curvedCCW", roundness: asideOf(a, b) } };
}

function asideOf(a, b) {
  return Math.min(0.6, 60 / Math.max(40, Math.hypot(a.x - b.x, a.y - b.y)));
}

/** Lines at the chosen thing are strong, the others step back. */
function lineLook(link) {
  const ends = [link.from, link.to];
  const chosen = state.id.includes("|") ? state.id.split("|").every((id) => ends.includes(id)) : ends.includes(state.id);
  const other = look.near && !chosen;
  const aside = IN_RINGS && !isSpoke(link);
  return {
    width: chosen ? 2 : 1,
    color: { color: chosen ? colours.strong : colours.edge, hover: colours.strong, opacity: chosen ? 1 : other ? 0.12 : aside ? 0.16 : IN_RINGS ? 0.8 : 0.5 },
  };
}

/** Whether a line leads from one ring to the next; others would only hatch the picture. */
function isSpoke(link) {
  const [inner, outer] = [NODES.get(link.from), NODES.get(link.to)].sort((a, b) => a.ring - b.ring);
  return inner.ring === 0 || (outer.ring === inner.ring + 1 && outer.parent === inner.id);
}

function showChoice() {
  const ids = state.id ? state.id.split("|") : [];
  look.chosen = ids.length === 1 ? ids[0] : "";
  // What is chosen but not drawn, as from an address, lets nothing step back.
  look.near = ids.length && ids.every((id) => picture.shown.nodes.includes(id)) ? new Set(ids) : null;
  if (look.near && ids.length === 1) for (const link of picture.shown.links) {
    if (link.from === ids[0] || link.to === ids[0]) look.near.add(neighbour(link, ids[0]));
  }
  lines.update(picture.shown.links.map((link) => ({ id: link.id, ...lineLook(link) })));
  picture.network.redraw();
}

function repaint() {
  readColours();
  showChoice();
}

/** Lanes striped, columns parted, rings outlined. */
function paintGround(context) {
  context.save();
  if (IN_RINGS) {
    context.strokeStyle = colours.rule;
    for (const [across, high] of PAGE.rings) {
      context.beginPath();
      context.ellipse(0, 0, across, high, 0, 0, 2 * Math.PI);
      context.stroke();
    }
  } else if (picture.bands) {
    const { lanes, columns, width, height } = picture.bands;
    context.fillStyle = colours.band;
    lanes.forEach(([, top, size], i) => i % 2 || context.fillRect(-4000, top, width + 8000, size));
    context.strokeStyle = colours.rule;
    context.beginPath();
    for (const [, left] of columns.slice(1)) {
      context.moveTo(left - COLUMN_GAP / 2, -2000);
      context.lineTo(left - COLUMN_GAP / 2, height + 2000);
    }
    context.stroke();
  }
  context.restore();
}

/** The first view: everything if it can be read, else the beginning at a size that can. */
function frame(whole = false) {
  if (!picture.network || !stage.clientWidth) return;
  picture.framed = true;
  picture.network.setSize("100%", "100%");
  const box = extent();
  const room = { x: stage.clientWidth - 24, y: stage.clientHeight - 60 };
  const fit = Math.min(room.x / (box.right - box.left), room.y / (box.bottom - box.top), 1.25);
  const scale = whole ? fit : Math.max(fit, 0.85);
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  if (scale > fit && !IN_RINGS) {
    const wide = stage.clientWidth / scale;
    const high = stage.clientHeight / scale;
    if (box.right - box.left > wide - 24 / scale) middle.x = box.left + wide / 2 - 10 / scale;
    if (box.bottom - box.top > high - 60 / scale) middle.y = box.top + high / 2 - 44 / scale;
  }
  picture.middle = middle;
  picture.network.moveTo({ position: middle, scale, animation: false });
}

/** vis-network would change the scale when its box changes size; the reader's scale stays. */
function keepScale() {
  picture.network.canvas.cameraState = {};
  if (IN_RINGS && picture.middle) picture.network.moveTo({ position: picture.middle, animation: false });
}

/** The corners of everything drawn, names included, in picture units. */
function extent() {
  if (!IN_RINGS) return { left: 0, top: 0, right: picture.bands?.width ?? 1, bottom: picture.bands?.height ?? 1 };
  const spots = picture.shown.nodes.map((id) => NODES.get(id));
  const xs = spots.map((node) => node.x);
  const ys = spots.map((node) => node.y);
  return { left: Math.min(...xs) - 200, right: Math.max(...xs) + 200, top: Math.min(...ys) - 40, bottom: Math.max(...ys) + 40 };
}

/** Bring a thing into view without moving more than needed. */
function reveal(id) {
  const node = NODES.get(id);
  if (!node?.at || !stage.clientWidth) return;
  const spot = picture.network.canvasToDOM(node.at);
  const room = { x: Math.max(80, stage.clientWidth - 190), y: Math.max(90, stage.clientHeight - 50) };
  const past = (value, least, most) => Math.min(0, value - least) + Math.max(0, value - most);
  const [across, down] = [past(spot.x, 40, room.x), past(spot.y, 70, room.y)];
  if (across === 0 && down === 0) return;
  const scale = picture.network.getScale();
  const { x, y } = picture.network.getViewPosition();
  picture.middle = { x: x + across / scale, y: y + down / scale };
  picture.network.moveTo({ position: picture.middle, animation: calm() ? false : { duration: 250 } });
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A click on a name counts as one on its thing; on a line it chooses the line. */
function chooseAt({ nodes, edges, pointer }) {
  const id = nodes[0] ?? thingNamedAt(pointer.canvas);
  const link = id ? null : LINKS.find((one) => one.id === edges[0]);
  change({ id: id ?? (link ? `${link.from}|${link.to}` : "") });
}

function thingNamedAt({ x, y }) {
  const context = stage.querySelector("canvas").getContext("2d");
  return picture.shown.nodes.find((id) => {
    const node = NODES.get(id);
    const box = labelBox(context, node, node.at.x, node.at.y);
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  });
}

/** The wheel moves the picture like a page; with Ctrl, or two fingers pinched, it zooms. */
function moveByWheel(event) {
  event.preventDefault();
  event.stopPropagation();
  const scale = picture.network.getScale();
  if (event.ctrlKey || event.metaKey) return zoom(Math.exp(-event.deltaY / 300));
  const { x, y } = picture.network.getViewPosition();
  const [across, down] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
  picture.network.moveTo({ position: { x: x + across / scale, y: y + down / scale }, animation: false });
}

function zoom(factor) {
  const scale = Math.min(3, Math.max(0.15, picture.network.getScale() * factor));
  picture.network.moveTo({ scale, animation: false });
}
