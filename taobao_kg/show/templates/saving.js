// The whole picture as a file: SVG written from the positions, PNG painted from that SVG.

const MARGIN = 28;

function escapeXml(text) {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The picture as standalone SVG: {text, width, height}. */
function drawSvg() {
  const box = extent();
  const legend = 74;
  const x = box.left - MARGIN;
  const y = box.top - MARGIN - 24;
  const width = Math.round(box.right - box.left + 2 * MARGIN);
  const height = Math.round(box.bottom - box.top + 2 * MARGIN + 24 + legend);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" xml:lang="${TAGS[state.lang]}" font-family="${escapeXml(FONT)}" font-size="${FONT_SIZE}">`,
    `<title>${escapeXml(document.title)}</title>`,
    `<desc>${escapeXml(byId("says").textContent)} ${escapeXml(byId("lens").textContent)}</desc>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...groundSvg(x, width),
    ...picture.shown.links.map(lineSvg),
    ...picture.shown.nodes.map(thingSvg),
    ...legendSvg(x + MARGIN, box.bottom + MARGIN + 18, width),
    `<text x="${x + MARGIN}" y="${y + height - 8}" font-size="11" fill="${colours.muted}">${escapeXml(byId("lens").textContent)}</text>`,
    "</svg>",
  ];
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${parts.join("\n")}\n`, width, height };
}

function groundSvg(x, width) {
  if (IN_RINGS) return PAGE.rings.map(([across, high]) => `<ellipse rx="${across}" ry="${high}" fill="none" stroke="${colours.rule}"/>`);
  const { lanes, columns, height } = picture.bands;
  return [
    ...lanes.map(([number, top, size], i) => (i % 2 ? "" : `<rect x="${x}" y="${top}" width="${width}" height="${size}" fill="${colours.band}"/>`)),
    ...lanes.map(([number, top]) => `<text x="${x + 8}" y="${top + 16}" font-size="12" font-weight="600" fill="${colours.muted}">${escapeXml(laneName(number))}</text>`),
    ...columns.slice(1).map(([, left]) => `<path d="M${left - COLUMN_GAP / 2} 0V${height}" stroke="${colours.rule}"/>`),
    ...columns.map(([number, left, size]) => `<text x="${left + size / 2}" y="-10" text-anchor="middle" font-weight="600" fill="${colours.ink}">${escapeXml(columnName(number))}</text>`),
  ];
}

function lineSvg(link) {
  const a = NODES.get(link.from).at;
  const b = NODES.get(link.to).at;
  const path = `M${a.x} ${a.y}${curve(link, a, b)}`;
  const dash = DASHES[link.line] ? ` stroke-dasharray="${DASHES[link.line].join(" ")}"` : "";
  return `<path d="${path}" fill="none" stroke="${colours.edge}" stroke-opacity="${IN_RINGS ? (isSpoke(link) ? 0.8 : 0.16) : 0.55}"${dash}/>`;
}

/** The curve vis-network paints for a line, in the words of SVG. */
function curve(link, a, b) {
  const { smooth } = bendOf(link);
  if (!smooth) return `L${b.x} ${b.y}`;
  if (smooth.type === "cubicBezier") {
    const bend = BEND * (b.y - a.y);
    return `C${a.x} ${a.y + bend} ${b.x} ${b.y - bend} ${b.x} ${b.y}`;
  }
  const turn = (smooth.type === "curvedCW" ? smooth.roundness : -smooth.roundness) * 0.5 + 0.5;
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + turn * Math.PI;
  const reach = (smooth.roundness * 0.5 + 0.5) * Math.hypot(a.x - b.x, a.y - b.y);
  return `Q${(a.x + reach * Math.sin(angle)).toFixed(1)} ${(a.y + reach * Math.cos(angle)).toFixed(1)} ${b.x} ${b.y}`;
}

function thingSvg(id) {
  const node = NODES.get(id);
  const { x, y } = node.at;
  const points = corners(GROUPS.get(node.group).shape, x, y, SHAPE_SIZE).map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" ");
  const texts = placeLines(node, x, y).map((line) =>
    `<text x="${line.x}" y="${line.y.toFixed(1)}" text-anchor="${line.anchor}"${line.grey && !/\p{Script=Han}/u.test(line.text) ? ' font-style="italic"' : ""}${line.small ? ' font-size="11"' : ""} fill="${line.small || line.grey ? colours.muted : colours.ink}" stroke="${colours.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escapeXml(line.text)}</text>`);
  return `<g><title>${escapeXml(label(id))}</title><polygon points="${points}" fill="${fill(node)}" stroke="${colours.muted}"/>${texts.join("")}</g>`;
}

function legendSvg(x, y, width) {
  let left = x;
  let top = y;
  const groups = new Set(picture.shown.nodes.map((id) => NODES.get(id).group));
  return PAGE.groups.filter((group) => groups.has(group.name)).map((group) => {
    const text = DATA.words[state.lang].groups[group.name];
    const room = 40 + [...text].length * (/\p{Script=Han}/u.test(text) ? 14 : 8);
    if (left + room > x + width - 2 * MARGIN) [left, top] = [x, top + 22];
    const points = corners(group.shape, left + 8, top, 7).map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" ");
    const item = `<polygon points="${points}" fill="${isDark() ? group.dark : group.light}" stroke="${colours.muted}"/><text x="${left + 22}" y="${top + 5}" fill="${colours.ink}">${escapeXml(text)}</text>`;
    left += room;
    return item;
  });
}

/** Paper gets the whole picture in light colours, drawn anew: the one on the screen would be stretched. */
function drawOnPaper() {
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = "light";
  readColours();
  const drawn = new DOMParser().parseFromString(drawSvg().text, "image/svg+xml").documentElement;
  byId("paper").replaceChildren(document.importNode(drawn, true));
  byId("paper").dataset.theme = theme ?? "";
}

function leavePaper() {
  const { theme } = byId("paper").dataset;
  byId("paper").replaceChildren();
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  repaint();
}

function fileName(ending) {
  return `taobao-kg${PAGE.about ? `-${PAGE.about.split("/").pop()}` : ""}-${state.lang}.${ending}`;
}

function saveBlob(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function saveSvg() {
  saveBlob(new Blob([drawSvg().text], { type: "image/svg+xml" }), fileName("svg"));
}

/** Twice the size on screen, less where a browser could not hold it. */
function savePng() {
  const { text, width, height } = drawSvg();
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveBlob(blob, fileName("png")), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}
