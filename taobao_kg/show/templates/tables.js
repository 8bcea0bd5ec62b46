// The tables say what the picture shows, in rows that can be sorted.

function startTables() {
  for (const table of document.querySelectorAll("#tables table")) {
    for (const head of table.tHead.rows[0].cells) {
      const button = make("button", { type: "button", onclick: () => sortBy(table, head) });
      button.append(...head.childNodes);
      if (head.dataset.word) button.dataset.word = head.dataset.word;
      delete head.dataset.word;
      head.append(button);
    }
  }
}

function sortBy(table, head) {
  const upwards = head.getAttribute("aria-sort") !== "ascending";
  const order = new Intl.Collator(TAGS[state.lang], { numeric: true });
  const key = (row) => row.cells[head.cellIndex].textContent.trim();
  // Rows without a value stay at the end whichever way is sorted.
  const rows = [...table.tBodies[0].rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (!x || !y) return Number(!x) - Number(!y);
    return upwards ? order.compare(x, y) : order.compare(y, x);
  });
  for (const cell of head.parentElement.cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", upwards ? "ascending" : "descending");
  table.tBodies[0].append(...rows);
}

/** Hide the rows of what is not drawn. */
function filterTables() {
  const drawn = new Set(picture.shown.nodes);
  const triples = new Set(picture.shown.links.flatMap((link) => link.triples));
  const kept = (id, keep) => {
    let count = 0;
    for (const row of byId(id).tBodies[0].rows) {
      row.hidden = !keep(row.dataset.row);
      count += row.hidden ? 0 : 1;
    }
    return String(count);
  };
  byId("thing-count").textContent = kept("thing-table", (id) => drawn.has(id));
  byId("link-count").textContent = kept("link-table", (number) => triples.has(Number(number)));
}

/** Names in the tables follow the language chosen. */
function renameTables() {
  for (const cell of document.querySelectorAll("#tables [data-id]")) {
    cell.textContent = label(cell.dataset.id);
    cell.lang = languageOf(cell.textContent);
  }
  for (const cell of document.querySelectorAll("#tables [data-group]")) cell.textContent = DATA.words[state.lang].groups[cell.dataset.group];
}
