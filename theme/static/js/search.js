// Search on the page /suche/: fetches the index when somebody types, then the part of it that a query needs
// (plugins/search/shards.py). What is asked stands in the address; nothing is stored, nothing is sent.

const form = document.querySelector("[data-index]");
const words = document.querySelector("#seite--treffer");
const [status, hint, hits, more, none] = document.querySelectorAll("[data-part]");
const { q: input } = form.elements;
const pageTitle = document.title;
const say = (name, ...values) => words.dataset[name].replace(/\{(\d)\}/g, (_, n) => values[n]);

// --- Words, as plugins/search/stem.py and index.py have them ---

const WORD = /[\p{L}\p{N}]+/gu;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const STEPS = [/(...)(?:ern|e[mnrs]?)$|(..[bdfghklmnt]|...[aiy]|..[^l]o)s$/, /(...)(?:est|e[nr])$|(..[bdfghklmnt])st$/];

const fold = (word) =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("ß", "ss")
    .replaceAll("ae", "a")
    .replaceAll("oe", "o")
    .replace(/(^|[^aeq])ue/g, "$1u");

// Exported for the test that holds both sides against each other.
export const formOf = (word, stopwords) => {
  const folded = fold(word);
  if (folded.length < 2 || stopwords.has(folded)) return "";
  if (/^[0-9]+$/.test(folded)) return /^((19|20)..|.{5})$/.test(folded) ? folded : "";
  return STEPS.reduce((stem, ending) => stem.replace(ending, "$1$2"), folded).replace(/inn$/, "in");
};

// --- The index ---

const fetched = new Map();
const fetchFile = (address) => {
  if (!fetched.has(address))
    fetched.set(
      address,
      fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }),
    );
  return fetched.get(address).catch((error) => {
    fetched.delete(address);
    throw error;
  });
};

let stopwords;
const open = async () => {
  const index = await fetchFile(form.dataset.index);
  stopwords ??= new Set(index.stopwords.split(" "));
  return index;
};

// All forms of a part of the index, each with its coded pages.
const formsIn = (shard) => {
  if (!shard.read) {
    const pages = shard.pages.split(" ");
    let form = "";
    shard.read = shard.forms.match(/[A-Z][^A-Z]*/g).map((coded, n) => {
      form = form.slice(0, DIGITS.indexOf(coded[0])) + coded.slice(1);
      return [form, pages[n]];
    });
  }
  return shard.read;
};

const pagesIn = (coded) =>
  coded.split("!").flatMap((group, weight) => {
    const found = [];
    let page = -1;
    let value = 0;
    let scale = 1;
    for (const sign of group) {
      const digit = DIGITS.indexOf(sign);
      value += (digit % 32) * scale;
      scale *= 32;
      if (digit > 31) continue;
      page += value + 1;
      found.push([page, weight]);
      value = 0;
      scale = 1;
    }
    return found;
  });

// Pages with a word or one that begins with it → how well they fit. A title counts the more the shorter it is.
async function pagesWith(wanted, index) {
  const begins = wanted.length > 2;
  const fits = (form) => form === wanted || (begins && form.startsWith(wanted));
  const needed = index.shards.filter(([first], n) => {
    const next = index.shards[n + 1]?.[0];
    return (first <= wanted || fits(first)) && (!next || next > wanted);
  });
  const shards = await Promise.all(needed.map(([, name]) => fetchFile(form.dataset.index.replace(/[^/]*$/, name))));
  const found = new Map();
  for (const [form, coded] of shards.flatMap(formsIn)) {
    if (!fits(form)) continue;
    const near = form === wanted ? 1 : 0.4 + (0.4 * wanted.length) / form.length;
    for (const [page, weight] of pagesIn(coded)) {
      const score = near * [1, 3, 5 + 6 / index.titles[page].split(" ").length][weight];
      found.set(page, Math.max(score, found.get(page) ?? 0));
    }
  }
  const rare = Math.log(1 + index.titles.length / found.size);
  for (const [page, score] of found) found.set(page, score * rare);
  return found;
}

// --- Did you mean …? Only words of titles and summaries: they are here, as they are written ---

function distance(a, b) {
  const rows = [[...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1][j - 1] + (a[i - 1] !== b[j - 1]);
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

function similar(wanted, index) {
  const most = wanted.length > 7 ? 2 : 1;
  const seen = new Map();
  for (const word of index.titles.concat(index.summaries).join(" ").match(WORD)) {
    const form = formOf(word, stopwords);
    if (!form || Math.abs(form.length - wanted.length) > most) continue;
    const known = seen.get(form) ?? seen.set(form, { word, away: distance(wanted, form), times: 0 }).get(form);
    known.times++;
  }
  return [...seen.values()]
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away || b.times - a.times)[0]?.word;
}

// --- What a reader sees ---

// Marks whole words: where in them the wanted part stands is lost with the umlauts.
function marked(text, wanted) {
  return text.split(/([\p{L}\p{N}]+)/u).map((part, n) => {
    const form = n % 2 && formOf(part, stopwords);
    if (!form || !wanted.some((each) => (each.length > 2 ? form.includes(each) : form === each))) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

const nameOf = (list, key) => [...form.elements[list].options].find(({ value }) => value === key)?.text ?? "";
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });

function hit(index, page, wanted) {
  const item = words.content.firstElementChild.cloneNode(true);
  const [kicker, title, summary] = item.querySelectorAll("p, a");
  const date = index.dates[page];
  const about = [
    words.content.querySelector(`[value="${index.kinds[index.kind[page]]}"]`).textContent,
    ...index.field[page].map((n) => nameOf("feld", index.fields[n])),
    date && day.format(new Date(date)),
  ];
  kicker.textContent = about.filter(Boolean).join(" · ");
  title.href = index.addresses[page];
  title.replaceChildren(...marked(index.titles[page], wanted));
  summary.append(...marked(index.summaries[page], wanted));
  return item;
}

let shown = [];
function show(count) {
  const next = shown.splice(0, count).map((make) => make());
  hits.append(...next);
  more.hidden = !shown.length;
  more.textContent = say("more", Math.min(shown.length, count));
  return next[0];
}

let run = 0;
async function search() {
  const mine = ++run;
  const query = input.value.trim();
  const { art, feld, jahr } = Object.fromEntries(new FormData(form));
  document.title = query ? `${query} – ${pageTitle}` : pageTitle;
  if (!query && !art && !feld && !jahr) return settle([], "");
  const index = await open();
  const typed = (query.normalize("NFC").match(WORD) ?? []).filter((word) => formOf(word, stopwords));
  const wanted = typed.map((word) => formOf(word, stopwords));
  const found = await Promise.all(wanted.map((each) => pagesWith(each, index)));
  if (mine !== run) return;
  if (query && !wanted.length) return settle([], say("short"));
  const fits = (page) =>
    (!art || index.kinds[index.kind[page]] === art) &&
    (!feld || index.field[page].some((n) => index.fields[n] === feld)) &&
    (!jahr || index.dates[page].startsWith(jahr));
  const pages = [...index.titles.keys()].filter(fits);
  const score = (page) => found.reduce((sum, each) => sum + (each.get(page) ?? 0), 0);
  const count = (page) => found.filter((each) => each.has(page)).length;
  let list = pages.filter((page) => count(page) === found.length);
  const some = !list.length && pages.some(count);
  if (some) list = pages.filter(count);
  list.sort((a, b) => count(b) - count(a) || score(b) - score(a));
  settle(
    list.map((page) => () => hit(index, page, wanted)),
    list.length ? say(some ? "some" : list.length > 1 ? "many" : "one", list.length) : say(query ? "none" : "nothing", query),
  );
  const failed = typed.filter((_, n) => !found[n].size);
  const better = failed.reduce((text, word) => text.replace(word, similar(formOf(word, stopwords), index) ?? word), query);
  hint.hidden = better === query;
  hint.lastElementChild.textContent = better;
  hint.lastElementChild.href = `?${asked(better)}`;
}

function settle(list, text) {
  shown = list;
  hits.replaceChildren();
  show(10);
  status.textContent = text;
  hint.hidden = true;
  none.hidden = !text || hits.childElementCount > 0;
}

const update = () => search().catch(() => settle([], say("failed")));

// The form as it stands in an address, with another word where there is a better one.
const asked = (q = input.value) =>
  `${new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, name === "q" ? q : value]).filter(([, value]) => value.trim()))}`;

const keep = (method) => history[method](null, "", asked() ? `?${asked()}` : location.pathname);

// An address may ask for anything: the words end where the field does, and what is no choice is none.
const read = () => {
  const address = new URLSearchParams(location.search);
  for (const field of form.elements)
    if (field.name) {
      field.value = (address.get(field.name) ?? "").slice(0, input.maxLength);
      if (field.selectedIndex < 0) field.value = "";
    }
  form.querySelector("details").open ||= ["art", "feld", "jahr"].some((name) => form.elements[name].value);
  update();
};

let waiting;
form.addEventListener("focusin", () => open().catch(() => {}), { once: true });
form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(
    () => {
      keep(event.target === input ? "replaceState" : "pushState");
      update();
    },
    event.target === input ? 200 : 0,
  );
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  keep("pushState");
  update();
});
more.addEventListener("click", () => show(10).querySelector("a").focus());
addEventListener("popstate", read);
if (location.search) read();
