// What a reader can do with figures: read off a time, find an area, sort and search tables. All extra:
// the figures are complete without it. Words come from a template, state is in the address, nothing is stored.

const words = document.querySelector("#seite--diagramm");

const part = (name) => words.content.querySelector(name).cloneNode(true);
const say = (name, ...values) => words.dataset[name].replace(/\{(\d)\}/g, (_, n) => values[n]);
const text = (element) => element.textContent.trim();
const byName = (a, b) => text(a).localeCompare(text(b), document.documentElement.lang);
const texts = (row) => [...row.cells].map(text);
const number = (cell) => parseFloat(text(cell).replaceAll(".", "").replace("−", "-").replace(",", "."));
const set = (element, attributes) => {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
};

function readable(figure) {
  const plot = figure.querySelector(".chart-plot > svg");
  const table = figure.querySelector("table");
  const known = (cell) => /\d/.test(cell);
  const [, ...names] = texts(table.tHead.rows[0]);
  const rows = [...table.tBodies[0].rows].map(texts).filter(([, ...cells]) => cells.some(known));
  const columns = names.map((_, n) => rows.map((row) => row[n + 1])).filter((cells) => cells.some(known));
  const last = rows.length - 1;
  if (last < 1) return;

  const shape = (name) => plot.appendChild(document.createElementNS(plot.namespaceURI, name));
  const marker = shape("line");
  const places = [];
  // Each known value of a line is drawn, in order of time: as a point of its stroke or as a dot.
  const traces = [...plot.querySelectorAll(".end")].map((end, n) => {
    const style = end.getAttribute("class").match(/\d/);
    const points = new Map();
    for (const path of plot.querySelectorAll(`path.s${style}`))
      for (const [, x, y] of path.getAttribute("d").matchAll(/([\d.]+) ([\d.]+)/g)) points.set(+x, `${y}%`);
    for (const dot of plot.querySelectorAll(`circle.d${style}`))
      points.set(parseFloat(dot.getAttribute("cx")), dot.getAttribute("cy"));
    const ordered = [...points].sort(([a], [b]) => a - b);
    const heights = columns[n].map((cell, i) => {
      if (!known(cell)) return;
      const [x, y] = ordered.shift();
      places[i] = x;
      return y;
    });
    return [heights, style, shape("circle")];
  });

  const slider = part("[type=range]");
  const line = part(".chart-read");
  const [label, output] = line.children;
  slider.id = label.htmlFor = `${figure.id}-j`;
  slider.max = slider.value = last;
  plot.after(slider);
  plot.parentNode.after(line);

  const show = (i) => {
    const x = `${places[i]}%`;
    set(marker, { x1: x, x2: x, y2: "100%", stroke: "currentColor" });
    for (const [heights, style, dot] of traces)
      set(dot, { class: `d${style}`, cx: x, cy: heights[i] ?? 0, r: heights[i] ? ".4em" : 0 });
    const [time, ...cells] = rows[i];
    output.value = `${time}: ${cells.map((cell, n) => `${names[n]} ${cell}`).join("; ")}`;
  };
  const settle = () => {
    show(slider.value);
    slider.ariaValueText = output.value;
  };
  const nearest = (event) => {
    const { left, width } = plot.getBoundingClientRect();
    const away = places.map((place) => Math.abs(place - ((event.clientX - left) / width) * 100));
    return away.indexOf(Math.min(...away));
  };
  slider.oninput = settle;
  plot.onpointermove = plot.onpointerdown = (event) => show(nearest(event));
  plot.onpointerup = (event) => {
    slider.value = nearest(event);
    settle();
  };
  plot.onpointerleave = settle; // also when a touch became a scroll
  settle();
}

function choosable() {
  const names = new Map();
  let first;
  for (const named of document.querySelectorAll(".chart :is(tr, th)[data-g]")) {
    const key = named.dataset.g;
    if (key.length !== 8 || names.has(key)) continue; // only a municipality's key has 8 digits
    names.set(key, text(named.cells?.[0] ?? named));
    first ??= named.closest("figure");
  }
  if (names.size < 2) return;

  const tool = part(".chart-choice");
  const select = tool.querySelector("select");
  select.append(...[...names].map(([key, name]) => new Option(name, key)).sort(byName));
  first.querySelector("figcaption").after(tool);

  // Where each row has one value, not several, it has a rank.
  const rank = (row) => {
    const [cell, more] = [...row.cells].filter((each, n) => n && text(each));
    if (more || isNaN(number(cell))) return [];
    const all = [...row.parentNode.rows]
      .filter((other) => names.has(other.dataset.g))
      .map((other) => number(other.cells[cell.cellIndex]));
    const better = all.filter((value) => value > number(cell)).length;
    return say("rank", text(cell), better + 1, all.filter((value) => !isNaN(value)).length);
  };

  const copies = [];
  const mark = (key) => {
    const same = `[data-g="${key}"]`;
    for (const copy of copies.splice(0)) copy.remove();
    for (const old of document.querySelectorAll(".mine")) old.classList.remove("mine");
    for (const each of document.querySelectorAll(`.chart ${same}`)) {
      each.classList.add("mine");
      if (each.matches("path")) copies.push(each.ownerSVGElement.appendChild(each.cloneNode()));
    }
    const { length } = document.querySelectorAll(`.chart:has(${same})`);
    const ranks = [...document.querySelectorAll(`.chart tr${same}`)].flatMap(rank);
    tool.lastElementChild.textContent =
      key && [say(length > 1 ? "often" : "once", names.get(key), length), ...ranks].join("; ");
    select.value = key;
  };
  // Other fragments are anchors, and a key that is not on offer is nobody's.
  const follow = () => {
    const key = new URLSearchParams(location.hash.slice(1)).get("gemeinde");
    if (names.has(key)) mark(key);
  };
  select.onchange = () => {
    mark(select.value);
    history.replaceState(null, "", select.value ? `#gemeinde=${select.value}` : location.pathname);
  };
  window.onhashchange = follow;
  follow();
}

function sortable(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  if (rows.length < 8) return;

  const tool = part(".chart-find");
  const [label, status] = tool.children;
  (table.closest("section") ?? table).before(tool);
  label.lastElementChild.oninput = ({ target }) => {
    const wanted = target.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !text(row).toLowerCase().includes(wanted);
    status.textContent = wanted && say("found", rows.filter((row) => !row.hidden).length, rows.length);
  };
  if (rows.length < 15) {
    label.remove();
    tool.className = "unseen";
  }

  heads.forEach((head, column) => {
    if (!text(head)) return;
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    // Heads of rows that are no areas are times or ages: they came in their own order.
    const named = rows.toSorted((a, b) => (a.dataset.g ? byName(a.cells[0], b.cells[0]) : 0));
    const value = (row) => (column ? number(row.cells[column]) : named.indexOf(row));
    button.onclick = () => {
      const order = head.ariaSort === "ascending" ? "descending" : "ascending";
      const sign = order === "ascending" ? 1 : -1;
      for (const other of heads) other.ariaSort = other === head ? order : null;
      body.append(...rows.toSorted((a, b) => {
        const [x, y] = [value(a), value(b)];
        return isNaN(x) - isNaN(y) || sign * (x - y);
      }));
      status.textContent = say(order, text(head));
    };
  });
}

document.querySelectorAll(".chart-line").forEach(readable);
choosable();
document.querySelectorAll(".chart table").forEach(sortable);
