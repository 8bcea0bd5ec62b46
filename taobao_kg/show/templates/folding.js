// Names are compared without case, accents, tone marks, blanks and punctuation, as
// taobao_kg.ask.spelling does.

function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

const NAMES = DATA.nodes.map((node) => ({
  id: node.id,
  keys: [
    ...new Set(
      [...Object.values(node.labels), node.pinyin, ...node.others.map((other) => other[0]), node.id.split("/").pop()].map(fold),
    ),
  ],
}));

/** Ids of the things one of whose names holds the text; best fits first, then best linked. */
function search(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = [];
  for (const { id, keys } of NAMES) {
    let fit = 3;
    for (const key of keys) {
      const at = key.indexOf(wanted);
      if (at >= 0) fit = Math.min(fit, key === wanted ? 0 : at === 0 ? 1 : 2);
    }
    if (fit < 3) found.push([fit, NODES.get(id).rank, id]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((entry) => entry[2]);
}
