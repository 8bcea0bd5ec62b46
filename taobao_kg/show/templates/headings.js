// Years above and kinds at the left, always in sight however the picture is moved.

let headings = null;

/** Make the headings anew after the lanes, the columns or the language changed. */
function makeHeadings() {
  byId("year-headings").replaceChildren();
  byId("lane-headings").replaceChildren();
  if (IN_RINGS || !picture.bands) return;
  headings = {
    columns: picture.bands.columns.map((band) => ({ band, element: make("span", {}, columnName(band[0])) })),
    lanes: picture.bands.lanes.map((band) => ({ band, element: make("span", {}, laneName(band[0])) })),
  };
  byId("year-headings").append(...headings.columns.map((one) => one.element));
  byId("lane-headings").append(...headings.lanes.map((one) => one.element));
  placeHeadings();
}

function columnName(number) {
  const column = PAGE.columns[number];
  if (!column) return say("no_year");
  return column[0] === column[1] ? String(column[0]) : `${column[0]}–${column[1]}`;
}

function laneName(number) {
  return DATA.words[state.lang].lanes[PAGE.lanes[number]];
}

/** About the width of a heading: a cut year would be a wrong one. */
function widthOf(text) {
  return [...text].length * (/\p{Script=Han}/u.test(text) ? 15 : 9.5);
}

/** Put each heading over what is seen of its band; nearly unseen bands lose theirs. */
function placeHeadings() {
  if (!headings || IN_RINGS) return;
  const network = picture.network;
  byId("lane-headings").style.fontSize = `${Math.min(1, Math.max(0.75, network.getScale() / 0.85))}em`;
  for (const { band, element } of headings.columns) {
    const left = Math.max(0, network.canvasToDOM({ x: band[1], y: 0 }).x);
    const right = Math.min(stage.clientWidth, network.canvasToDOM({ x: band[1] + band[2], y: 0 }).x);
    element.hidden = right - left < widthOf(element.textContent);
    element.style.left = `${left}px`;
    element.style.width = `${Math.max(0, right - left)}px`;
  }
  for (const { band, element } of headings.lanes) {
    const top = network.canvasToDOM({ x: 0, y: band[1] }).y;
    const bottom = network.canvasToDOM({ x: 0, y: band[1] + band[2] }).y;
    element.hidden = bottom < 58 || top > stage.clientHeight - 20;
    element.style.top = `${Math.min(Math.max(top + 2, 32), bottom - 24)}px`;
  }
}
