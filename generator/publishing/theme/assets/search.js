/* The search: what the edition itself knows is shown at once, and what Pagefind finds in its pages joins it. */

import { readQuery } from "./asking.js";
import { Finder } from "./finding.js";
import { fold, isKorean, isUnspaced, key, stem, wordsOf } from "./spelling.js";

const home = new URL("../", import.meta.url);
const find = new URL("find/", home);
const SHOWN = 10;
const DEFINITIONS = 200;

/* Pages' words are asked for when typing has paused this long; the rest is there already. */
const PAUSE = 120;

let t;
let tn;
/* Return a message in the page's language, the second in the form that a number asks for. */

export function start(form, translate, translateMany) {
  [t, tn] = [translate, translateMany];
  const input = form.querySelector("input");
  const panel = form.querySelector(".find-panel");
  const status = panel.querySelector(".find-status");
  const list = panel.querySelector(".find-hits");
  const more = panel.querySelector(".find-more");
  const themes = panel.querySelector("select");
  const slash = panel.querySelector(".find-slash input");
  const view = { status, list, more, panel };
  let latest = 0;
  let typing;

  const run = async ({ pause = 0 } = {}) => {
    const query = input.value.trim();
    const turn = ++latest;
    clearTimeout(typing);
    address(query);
    show(panel, true);
    if (!query) return showHint(view);
    const finder = await load();
    if (turn !== latest) return;
    const asked = readQuery(query, finder);
    const early = await select(finder, asked, undefined, themes.value);
    if (turn !== latest) return;
    if (early.hits.length) draw(early, view, { query, more: true });
    if (pause) await new Promise((done) => (typing = setTimeout(done, pause)));
    if (turn !== latest) return;
    const words = await searchWords(asked);
    const found = await select(finder, asked, words, themes.value);
    if (turn !== latest) return;
    draw(found, view, { query });
    panel.dataset.shown = query;
  };

  const take = (query) => {
    input.value = query;
    input.focus();
    run();
  };
  view.take = take;
  input.addEventListener("input", () => run({ pause: PAUSE }));
  input.addEventListener("focus", () => {
    // Results that are there already stay as they are.
    if (panel.dataset.shown === input.value.trim()) show(panel, true);
    else run();
  });
  themes.addEventListener("change", () => run());
  form.addEventListener("reset", () => setTimeout(run));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
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
    if (!event.relatedTarget || form.contains(event.relatedTarget)) return;
    latest += 1;
    show(panel, false);
  });
  slash.checked = localStorage.getItem("find-slash") !== "off";
  slash.addEventListener("change", () => localStorage.setItem("find-slash", slash.checked ? "on" : "off"));
  load().then(({ edition }) => edition.themes.forEach((name, index) => themes.add(new Option(name, index + 1))));
  // Who has gone on meanwhile did not ask.
  if (input.value || form.contains(document.activeElement)) run();
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

const loading = new Map();
const loaded = new Map();
function fetchJson(name) {
  const read = async () => {
    const answer = await fetch(new URL(name, find));
    loaded.set(name, await answer.json());
    return loaded.get(name);
  };
  if (!loading.has(name)) loading.set(name, read());
  return loading.get(name);
}

let finder;
function load() {
  const files = ["edition.json", "names.json", "definitions-0.json"];
  finder ??= Promise.all(files.map(fetchJson)).then(([edition, entries]) => {
    // Words of pages are asked for next.
    pagefind();
    fetchJson("places.json");
    return new Finder(edition, entries);
  });
  return finder;
}

let library;
function pagefind() {
  library ??= import(new URL("pagefind.js", find)).then(async (module) => {
    const options = { baseUrl: home.pathname, excerptLength: 24 };
    await module.options(options);
    await module.init();
    // There is an index for each language, and Pagefind loads that of the page.
    for (const language of await otherLanguages()) await module.mergeIndex(find.href, { ...options, language });
    return module;
  });
  return library;
}

async function otherLanguages() {
  const { languages } = await fetchJson("pagefind-entry.json");
  return Object.keys(languages).filter((language) => language !== document.documentElement.lang.toLowerCase());
}

/* What Pagefind finds, term by term. It shortens a word that it does not know until it knows it, so a word in quotation
   marks, which it takes as it is, says which pages have the word itself. */
async function searchWords(asked) {
  const words = new Map();
  const language = (await load()).edition.language.slice(0, 2);
  const terms = asked.terms.filter(({ text }) =>
    isUnspaced(text) ? ["ja", "zh"].includes(language) : !isKorean(text) || language === "ko",
  );
  if (!terms.length) return words;
  const [engine, places, { firstPage }] = await Promise.all([pagefind(), fetchJson("places.json"), finder]);
  const number = ({ id }) => (places[id] < 0 ? firstPage - 1 - places[id] : places[id]);
  await Promise.all(
    terms.map(async ({ text, stem: isWord }) => {
      const [found, exact] = await Promise.all([engine.search(text), isWord ? engine.search(`"${text}"`) : undefined]);
      const known = exact && new Set(exact.results.map(({ id }) => id));
      const results = found.results.filter(({ id }) => id in places && (!known || known.has(id)));
      const best = Math.max(...results.map(({ score }) => score));
      words.set(text, new Map(results.map((result) => [number(result), result.score / best])));
      for (const result of results) fragments.set(`${text} ${number(result)}`, result);
    }),
  );
  if (asked.written) {
    const { results } = await engine.search(`"${asked.written}"`);
    words.set(
      `"${asked.written}"`,
      new Map(results.filter(({ id }) => id in places).map((result) => [number(result), 1])),
    );
  }
  return words;
}

/* Pagefind's results by term and place: what excerpts are made of. */
const fragments = new Map();

/* The hits of a query, ready to be drawn. */
async function select(finder, asked, words, theme) {
  const isEarly = !words;
  const found = finder.find(asked, words);
  const wanted = found.hits.filter(({ place }) => !theme || finder.themesOf(place).includes(Number(theme)));
  const hits = await Promise.all(
    wanted.map((hit, index) => describe(finder, hit.place, asked, { isEarly, isShown: index < SHOWN })),
  );
  return {
    hits,
    near: found.corrected.map(({ place }) => finder.entries[place][1]),
    missing: found.missing,
    topics: found.topics.map((topic) => finder.edition.topics[topic]),
    edition: finder.edition,
  };
}

async function describe(finder, place, asked, { isEarly, isShown }) {
  const { edition, firstParagraph, firstPage } = finder;
  const terms = asked.terms.flatMap((term) => [term.text, term.corrected?.word].filter(Boolean));
  if (place < firstParagraph) {
    const [url, heading, kind, theme] = finder.entries[place];
    const hit = { url, heading, marks: [edition.kinds[kind], edition.themes[theme - 1]], terms };
    if (!isShown) return hit;
    // At first nobody waits for a definition that is still on its way.
    const file = `definitions-${Math.floor(place / DEFINITIONS)}.json`;
    const reading = fetchJson(file);
    [hit.text, hit.since] = (isEarly ? loaded.get(file) : await reading)?.[place % DEFINITIONS] ?? [];
    if (!isEarly) await explain(hit, place, asked);
    return hit;
  }
  if (place < firstPage) {
    const [text, , label, name] = edition.paragraphs[place - firstParagraph];
    const url = `${edition.pages[0][0]}?mark=${encodeURIComponent(asked.query)}#p-${label}`;
    return {
      url,
      heading: name[0].toUpperCase() + name.slice(1),
      marks: [t("Statement")],
      text: cut(text, terms),
      terms,
    };
  }
  const [url, heading] = edition.pages[place - firstPage];
  const hit = { url, heading, marks: [t("Page")], text: "", terms };
  if (isShown) await explain(hit, place, asked);
  return hit;
}

/* The page's own words, when neither its name nor its definition holds what was asked for. */
async function explain(hit, place, asked) {
  const told = new Set(wordsOf(`${hit.heading} ${hit.text}`).map(stem));
  const missing = asked.terms.filter(
    (term) => term.stem && !told.has(term.stem) && fragments.has(`${term.text} ${place}`),
  );
  if (!missing.length) return;
  const data = await fragments.get(`${missing[0].text} ${place}`).data();
  hit.text = data.plain_excerpt ?? data.excerpt.replace(/<\/?mark>/g, "");
}

/* Some words around the first that were asked for. */
function cut(text, terms) {
  const words = text.split(/\s+/);
  if (words.length < 30 && !isUnspaced(text)) return text;
  if (isUnspaced(text)) {
    const at = Math.max(0, ...terms.map((term) => text.indexOf(term)));
    return `${at > 20 ? "\u2026" : ""}${text.slice(Math.max(0, at - 20), at + 80)}\u2026`;
  }
  const stems = new Set(terms.map(stem));
  const isAsked = words.map((word) => wordsOf(word).some((item) => stems.has(stem(item))));
  let best = 0;
  let most = -1;
  for (let at = 0; at < words.length; at += 1) {
    const count = isAsked.slice(at, at + 20).filter(Boolean).length;
    if (count > most) [best, most] = [at, count];
  }
  const from = Math.max(0, best - 4);
  return `${from ? "\u2026 " : ""}${words.slice(from, from + 26).join(" ")}${from + 26 < words.length ? " \u2026" : ""}`;
}

async function showHint({ status, list, more, panel }) {
  list.replaceChildren();
  more.hidden = true;
  panel.dataset.shown = "";
  const { edition } = await load();
  if (list.childElementCount) return;
  status.textContent = edition.examples.length
    ? t("Type a name, a word or a question: {0} \u2026", edition.examples.join(", "))
    : t("Type a name, a word or a question.");
}

/* `more` is true while there is more to come. */
function draw(
  { hits, near, missing, topics, edition },
  { status, list, more, panel, take },
  { query, more: isEarly = false },
) {
  const focused = list.contains(document.activeElement) ? document.activeElement.href : "";
  status.replaceChildren();
  if (!isEarly) {
    if (near.length) suggest(near[0], query, status, take);
    else if (hits.length && missing.length) {
      const words = missing.map((word) => t("\u201c{0}\u201d", word)).join(t(" or "));
      status.append(t("No page has {0}.", words), " ");
    }
    if (hits.length) status.append(tn("{0} result", "{0} results", hits.length));
    else sayNothing(query, topics, edition, status, take);
  }
  const first = hits.slice(0, SHOWN);
  const isSame =
    list.childElementCount === first.length &&
    [...list.querySelectorAll("a")].every((link, index) => link.href === new URL(first[index].url, home).href);
  if (!isSame || !isEarly) list.replaceChildren(...first.map(drawHit));
  more.hidden = isEarly || hits.length <= SHOWN;
  more.textContent = t("Show all {0} results", hits.length);
  more.onclick = () => {
    const rest = hits.slice(SHOWN).map(drawHit);
    list.append(...rest);
    more.hidden = true;
    rest[0].querySelector("a").focus();
  };
  // Whoever is on a hit already stays there.
  if (focused) [...list.querySelectorAll("a")].find((link) => link.href === focused)?.focus({ preventScroll: true });
}

function suggest(heading, query, status, take) {
  const name = shorten(heading, query);
  if (key(name) === key(query)) return;
  const button = make("button", "find-near", name);
  button.type = "button";
  button.addEventListener("click", () => take(name));
  around(status, t("Did you mean {0}? "), button);
}

/* "RSIE" is answered with RISE, not with the name that it stands for. */
function shorten(heading, query) {
  const acronym = /\(([^()]+)\)$/.exec(heading)?.[1];
  return acronym && Math.abs(acronym.length - query.length) < 2 ? acronym : heading.replace(/ \([^()]+\)$/, "");
}

function sayNothing(query, topics, edition, status, take) {
  status.append(t("Nothing found for \u201c{0}\u201d.", query), " ");
  if (topics.length) {
    status.append(t("Nearest in the index:"), " ");
    topics.forEach(([name], index) => {
      const button = make("button", "find-near", name);
      button.type = "button";
      button.addEventListener("click", () => take(name));
      status.append(index ? " " : "", button);
    });
    status.append(" ");
  }
  const link = (text, to) => Object.assign(make("a", "", text), { href: new URL(to, home) });
  const glossary = link(t("glossary"), edition.glossary);
  if (edition.index) around(status, t("Try another word, or browse the {0} or the {1}."), link(t("index"), edition.index), glossary);
  else around(status, t("Try another word, or browse the {0}."), glossary);
}

/* Puts elements into the places that a message has for them. */
function around(box, message, ...elements) {
  box.append(...message.split(/(\{\d\})/).map((part) => elements[/^\{(\d)\}$/.exec(part)?.[1]] ?? part));
}

function drawHit(hit) {
  const item = make("li", "");
  const link = make("a", "find-hit");
  link.href = new URL(hit.url, home);
  link.dataset.searchHit = "";
  link.append(make("strong", "", hit.heading));
  const marks = hit.marks.filter(Boolean).join(" \u00b7 ");
  if (marks) link.append(make("small", "", marks));
  link.append(mark(hit.text ?? "", hit.terms));
  if (hit.since) link.append(make("span", "find-since", hit.since));
  item.append(link);
  return item;
}

/* The text with the words that were asked for marked. */
function mark(text, terms) {
  const line = make("span", "");
  const stems = new Set(terms.map(stem));
  const unspaced = terms.filter((term) => isUnspaced(term) || isKorean(term));
  const pattern = new RegExp(
    [...unspaced.map((term) => term.replace(/[^\p{L}\p{N}]/gu, "")), "[\\p{L}\\p{N}]+"].filter(Boolean).join("|"),
    "gu",
  );
  let done = 0;
  for (const { 0: word, index } of text.matchAll(pattern)) {
    if (!stems.has(stem(fold(word)))) continue;
    line.append(text.slice(done, index), make("mark", "", word));
    done = index + word.length;
  }
  line.append(text.slice(done));
  return line;
}

function make(tag, name, text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
