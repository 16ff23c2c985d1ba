/* The search: names first, then what Pagefind finds in entries, paragraphs and other pages. */

const home = new URL("../", import.meta.url);
const find = new URL("find/", home);
const GROUPS = [
  { type: "e", label: "Entries", most: 8 },
  { type: "p", label: "Paragraphs of the statement", most: 6 },
  { type: "o", label: "Other pages", most: 4 },
];

export function start(form) {
  const input = form.querySelector("input");
  const panel = form.querySelector(".find-panel");
  const status = panel.querySelector(".find-status");
  const list = panel.querySelector(".find-hits");
  const themes = panel.querySelector("select");
  let latest = 0;

  const run = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    address(query);
    show(panel, true);
    if (!query) {
      status.textContent = "Type a name, an acronym or a word: MSP, Freedom Edge, supply chain.";
      list.replaceChildren();
      panel.dataset.shown = "";
      return;
    }
    const place = { status, list, input, run };
    const found = await look(query, themes.value, (early) => turn === latest && draw(early, query, place));
    if (turn !== latest) return;
    draw(found, query, place);
    panel.dataset.shown = query;
  };

  let typing;
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(run, 80);
  });
  input.addEventListener("focus", () => {
    // Results that are there already stay as they are.
    if (panel.dataset.shown === input.value.trim()) show(panel, true);
    else run();
  });
  themes.addEventListener("change", run);
  form.addEventListener("reset", () => setTimeout(run));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(typing);
    if (panel.dataset.shown !== input.value.trim()) await run();
    list.querySelector("[data-search-hit]")?.click();
  });

  const close = () => {
    latest += 1;
    show(panel, false);
    address("");
  };
  form.addEventListener("keydown", (event) => {
    const hits = [...list.querySelectorAll("[data-search-hit]")];
    const at = hits.indexOf(document.activeElement);
    if (event.key === "Escape") {
      event.preventDefault();
      if (document.activeElement === input) input.value = "";
      else input.focus();
      close();
    } else if (event.key === "ArrowDown" && hits.length) {
      event.preventDefault();
      hits[Math.min(at + 1, hits.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at ? hits[at - 1] : input).focus();
    }
  });
  document.addEventListener("pointerdown", (event) => form.contains(event.target) || show(panel, false));
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) show(panel, false);
  });
  fillThemes(themes);
  run();
}

function show(panel, open) {
  panel.hidden = !open;
  document.documentElement.classList.toggle("finding", open);
}

/* The query stands in the address, so that a search can be shared and is still there on the way back. */
function address(query) {
  const url = new URL(location.href);
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  history.replaceState(history.state, "", url);
}

let library;
function pagefind() {
  library ??= import(new URL("pagefind.js", find)).then(async (module) => {
    const options = { baseUrl: home.pathname, excerptLength: 24 };
    await module.options(options);
    await module.init();
    // There is an index for each language, and Pagefind loads that of the page.
    const { language } = await kinds();
    if (language !== document.documentElement.lang.toLowerCase())
      await module.mergeIndex(find.href, { ...options, language });
    return module;
  });
  return library;
}

/* What each page of the index is, and its themes; the language of the statement, and where its page is. */
let known;
function kinds() {
  known ??= fetch(new URL("kinds.json", find)).then((answer) => answer.json());
  return known;
}

async function fillThemes(select) {
  (await kinds()).themes.forEach((name, index) => select.add(new Option(name, index + 1)));
}

/* Names are there long before the words of all pages: where those take their time, names are shown meanwhile. */
const PATIENCE = 50;

async function look(query, theme, showEarly) {
  const engine = pagefind();
  const [names, places] = await Promise.all([lookUp(query), kinds()]);
  const wanted = (hit) => !theme || hit.theme === places.themes[theme - 1];
  const exact = names.exact.filter(wanted);
  const named = [...exact, ...names.start.filter(wanted)];
  const [{ label, most }] = GROUPS;
  const early = { groups: [{ label, hits: named.slice(0, Math.max(most, exact.length)) }], near: [] };
  const waiting = setTimeout(() => named.length && showEarly(early), PATIENCE);
  const found = await lookThrough(await engine, query, theme, places, exact, named);
  clearTimeout(waiting);
  return { ...found, near: named.length ? [] : names.near, glossary: places.glossary };
}

async function lookThrough(engine, query, theme, { pages, statement }, exact, named) {
  const { results } = await engine.search(query);
  const groups = await Promise.all(
    GROUPS.map(async ({ type, label, most }) => {
      const own = results.filter(({ id }) => {
        const [kind, ...numbers] = [pages[id][0], ...pages[id].slice(1).split(" ")];
        return kind === type && (!theme || numbers.includes(theme));
      });
      const first = type === "e" ? named : [];
      const loaded = await Promise.all(own.slice(0, most).map((result) => result.data()));
      const meant = loaded.filter((data) => answers(data, query));
      const views = meant.map((data) => view(data, type, query, statement));
      const rest = views.filter((hit) => !first.some((other) => other.url === hit.url));
      const hits = [...first, ...rest].slice(0, Math.max(most, exact.length));
      const total = meant.length < loaded.length ? hits.length : Math.max(own.length, hits.length);
      return { label, hits, total };
    }),
  );
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return { groups, total };
}

/* Pagefind shortens a word that it does not know until it knows it: "zzzz" would be answered with "A to Z". */
function answers(data, query) {
  const typed = words(query);
  const found = [...data.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].flatMap(([, text]) => words(text));
  if (!found.length) return true;
  return found.some((word) => typed.some((other) => common(word, other) >= Math.min(3, other.length)));
}

function words(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function common(left, right) {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

function view(data, type, query, statement) {
  let url = (data.raw_url ?? data.url).replace(/^\//, "");
  const paragraph = /^statement\/(p-\d+)\.html$/.exec(url);
  if (paragraph) url = `${statement}?mark=${encodeURIComponent(query)}#${paragraph[1]}`;
  const { title, kind = "", theme = "", definition = "" } = data.meta;
  if (type !== "e") return { url, heading: title, kind, excerpt: data.excerpt };
  // What it is, unless that does not tell why it was found.
  const told = words(`${title} ${definition}`);
  const clear = words(query).every((word) => told.some((other) => other.startsWith(word)));
  return { url, heading: title, kind, theme, definition, excerpt: clear ? "" : data.excerpt };
}

/* Names, by their letters and digits alone: "U.N." and "un" are one. */
function key(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/\u00df/g, "ss")
    .normalize("NFC");
}

const tables = new Map();
let letters;
async function table(character) {
  letters ??= fetch(new URL("names.json", find)).then((answer) => answer.json());
  if (!(await letters).includes(character)) return { names: {}, entries: {} };
  const file = `names-${character.codePointAt(0).toString(16)}.json`;
  if (!tables.has(file))
    tables.set(
      file,
      fetch(new URL(file, find)).then((answer) => answer.json()),
    );
  return tables.get(file);
}

async function lookUp(query) {
  const wanted = key(query);
  if (!wanted) return { exact: [], start: [], near: [] };
  const first = [...wanted][0];
  const own = await table(first);
  const exact = hits(own, [wanted]);
  const starting = Object.keys(own.names).filter((name) => name.startsWith(wanted) && name !== wanted);
  starting.sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
  const start = hits(own, starting).filter((hit) => !exact.some((other) => other.url === hit.url));
  let near = [];
  if (!exact.length && !start.length && wanted.length > 2) {
    // A slip may have changed places of the first two letters.
    const swapped = await table([...wanted][1]);
    near = [...closest(own, wanted), ...closest(swapped, wanted)];
    near.sort((left, right) => left.distance - right.distance);
    near = near.filter((item, index) => near.findIndex((other) => other.url === item.url) === index).slice(0, 3);
  }
  return { exact, start: start.slice(0, 8), near };
}

function hits(source, names) {
  const slugs = new Set(names.flatMap((name) => source.names[name] ?? []));
  return [...slugs].map((slug) => source.entries[slug]);
}

function closest(source, wanted) {
  const most = wanted.length < 6 ? 1 : wanted.length < 12 ? 2 : 3;
  const found = [];
  for (const [name, slugs] of Object.entries(source.names)) {
    if (Math.abs(name.length - wanted.length) > most) continue;
    const distance = slips(name, wanted);
    if (distance <= most) for (const slug of slugs) found.push({ ...source.entries[slug], distance });
  }
  return found;
}

/* Letters left out, added, changed or swapped with their neighbour (optimal string alignment). */
function slips(left, right) {
  const rows = [Array.from({ length: right.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= left.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = left[i - 1] === right[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, rows[i - 2][j - 2] + 1);
      }
      rows[i][j] = best;
    }
  }
  return rows[left.length][right.length];
}

/* Without a total there is more to come. */
function draw({ groups, total, near, glossary }, query, { status, list, input, run }) {
  const focused = list.contains(document.activeElement) ? document.activeElement.href : "";
  list.replaceChildren();
  status.replaceChildren();
  if (near.length) {
    status.append("Did you mean ");
    near.forEach((item, index) => {
      const button = make("button", "find-near", shorten(item.heading, query));
      button.type = "button";
      button.addEventListener("click", () => {
        input.value = button.textContent;
        input.focus();
        run();
      });
      status.append(index ? " or " : "", button);
    });
    status.append("? ");
  }
  if (total === 0 && !near.length) {
    status.append(
      `Nothing found for \u201c${query}\u201d. Try an acronym, the first words of a name, or browse the `,
    );
    status.append(Object.assign(make("a", "", "glossary"), { href: new URL(glossary, home) }), ".");
  } else if (total) {
    status.append(`${total} ${total === 1 ? "result" : "results"}`);
  }
  for (const group of groups) group.hits = group.hits.filter((hit) => !near.some((other) => other.url === hit.url));
  const shown = near.length ? [{ label: "Close to what you typed", hits: near }, ...groups] : groups;
  for (const group of shown) {
    if (!group.hits.length) continue;
    const section = make("li", "find-group");
    section.append(make("h2", "", group.label));
    const items = make("ol", "");
    for (const hit of group.hits) items.append(drawHit(hit));
    section.append(items);
    list.append(section);
  }
  // Whoever is on a name already stays there.
  if (focused) [...list.querySelectorAll("a")].find((link) => link.href === focused)?.focus();
}

/* "RSIE" is answered with RISE, not with the name that it stands for. */
function shorten(heading, query) {
  const acronym = /\(([^()]+)\)$/.exec(heading)?.[1];
  return acronym && Math.abs(acronym.length - query.length) < 2 ? acronym : heading.replace(/ \([^()]+\)$/, "");
}

function drawHit(hit) {
  const item = make("li", "");
  const link = make("a", "find-hit");
  link.href = new URL(hit.url, home);
  link.dataset.searchHit = "";
  link.append(make("strong", "", hit.heading));
  const marks = [hit.kind, hit.theme].filter(Boolean).join(" \u00b7 ");
  if (marks) link.append(make("small", "", marks));
  const text = make("span", "");
  // Pagefind escapes the page's text and adds nothing but <mark>.
  if (hit.excerpt?.includes("<mark>")) text.innerHTML = hit.excerpt;
  else text.textContent = hit.definition ?? "";
  link.append(text);
  item.append(link);
  return item;
}

function make(tag, name, text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
