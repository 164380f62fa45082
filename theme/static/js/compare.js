// Areas beside each other on /vergleich/: fetches what is published beside the page of each
// (plugins/indicators/comparison/valuesfile.py) and fills the table that waits in a template.
// What is compared stands in the address; nothing is stored.

const form = document.querySelector("[data-folder]");
const waiting = document.querySelector("#seite--vergleich");
const permalink = document.querySelector(".permalink");
const [status, result] = document.querySelectorAll("[data-part]");
const choices = [...form.elements.a];
const names = new Map([...choices[0].options].map(({ value, text }) => [value, text]));
const { lang } = document.documentElement;
const pageTitle = document.title;
const pageAddress = permalink.textContent;
let shown;

const say = (name, ...values) => waiting.dataset[name].replace(/\{(\d)\}/g, (_, n) => values[n]);
const listed = (areas) => new Intl.ListFormat(lang).format(areas.map((area) => names.get(area)));
const pageOf = (area) => `${form.dataset.folder}${area}/`;
const when = (time) =>
  time[4] ? new Date(`${time}-01T00:00`).toLocaleDateString(lang, { month: "long", year: "numeric" }) : time;
const element = (name, role, ...content) => {
  const made = document.createElement(name);
  if (role) made.setAttribute("role", role);
  made.append(...content);
  return made;
};

async function valuesOf(area) {
  const answer = await fetch(pageOf(area) + form.dataset.file);
  return new Map((await answer.json()).werte.map((fact) => [fact.indikator, fact]));
}

function head(area) {
  const link = element("a", "", names.get(area));
  link.href = pageOf(area);
  const cell = element("th", "columnheader", link);
  cell.scope = "col";
  return cell;
}

// A value; below it its time if others differ, what a sign means, the change.
function cell(fact, isDated) {
  if (!fact) return element("td", "cell", say("missing"));
  const lines = [
    isDated && when(fact.zeit),
    fact.wert === null && fact.grund,
    fact.veraenderung && say("since", fact.veraenderung, when(fact.seit)),
  ].filter(Boolean);
  return element("td", "cell", element("b", "", fact.text), ...lines.map((line) => element("small", "", line)));
}

// Rows that only one of the areas has go to the end: they compare nothing.
function fill(table, areas, columns) {
  const bodies = [...table.tBodies];
  const end = bodies.at(-1);
  let count = 0;
  table.tHead.rows[0].append(...areas.map(head));
  for (const row of table.querySelectorAll("[data-key]")) {
    const facts = columns.map((column) => column.get(row.dataset.key));
    const known = facts.filter(Boolean);
    const isDated = new Set(known.map(({ zeit }) => zeit)).size > 1;
    const about = row.querySelector("small");
    if (known[0] && !isDated) about.append(about.textContent && ", ", when(known[0].zeit));
    row.append(...facts.map((fact) => cell(fact, isDated)));
    if (known[1]) count++;
    else if (known[0]) end.append(row);
    else row.remove();
  }
  for (const body of bodies) {
    body.rows[0].cells[0].colSpan = areas.length + 1;
    if (!body.rows[1]) body.remove();
  }
  return [count, end.rows.length - 1];
}

async function show() {
  const { search } = location;
  shown = search;
  const asked = [...new Set(new URLSearchParams(search).getAll("a"))].filter(Boolean);
  const known = asked.filter((area) => names.has(area));
  const areas = known.slice(0, choices.length);
  const told = asked.filter((area) => !names.has(area)).map((area) => say("unknown", area));
  if (known.length > areas.length) told.push(say("many"));
  choices.forEach((choice, n) => (choice.value = areas[n] ?? ""));
  document.title = [listed(areas), pageTitle].filter(Boolean).join(" – ");
  permalink.textContent = pageAddress + search;
  result.hidden = true;
  if (areas[1]) {
    status.textContent = say("loading");
    const answers = await Promise.allSettled(areas.map(valuesOf));
    if (search !== location.search) return;
    const failed = areas.filter((_, n) => !answers[n].value);
    if (failed[0]) told.push(say("failed", listed(failed)));
    else {
      const sheet = waiting.content.cloneNode(true);
      const [count, rest] = fill(sheet.querySelector("table"), areas, answers.map(({ value }) => value));
      sheet.querySelector("h2").textContent = listed(areas);
      result.replaceChildren(sheet);
      result.hidden = false;
      told.push(say("done", count));
      if (rest) told.push(say("rest", rest));
    }
  } else if (asked[0]) told.push(say("few"));
  status.textContent = told.join(" ");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const areas = new Set(choices.map(({ value }) => value).filter(Boolean));
  history.pushState(null, "", `?${new URLSearchParams([...areas].map((area) => ["a", area]))}`);
  await show();
  if (!result.hidden) result.querySelector("h2").focus();
});
// A jump within the page changes the address, too.
addEventListener("popstate", () => {
  if (location.search !== shown) show();
});
show();
