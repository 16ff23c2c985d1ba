"use strict";

const find = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 60rem)");
const LABELS = { "": "to decide", entry: "entry", "no name": "no name", later: "later" };
const REASONS = ["A place", "A person", "An office", "A common noun", "A part of another name"];
const ENDED = "The review has ended. Start generator review again; all that was decided is written.";

let data = null;
let current = "";
let asked = "";
let waiting = Promise.resolve();
/* Decisions that are shown and not yet answered, by name, with those before them. */
const pending = new Map();

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/* Offsets count code points, which JavaScript's strings do not. */
const cut = (text, start, end) => [...text].slice(start, end).join("");

const isLikely = (name) => name.candidate.score >= data.least;
const isOpen = (name) => name.decision === "" && isLikely(name);
const named = (text) => data.names.find((name) => name.text === text);

function inOrder() {
  if (find("order").value === "score") return data.names;
  const place = (name) => name.candidate.occurrences[0];
  return [...data.names].sort((a, b) => place(a).passage - place(b).passage || place(a).start - place(b).start);
}

/* Show the next name that is open, if there is one. */
function goOn(order) {
  const open = inOrder().filter(isOpen);
  const next = order.slice(order.indexOf(current)).map(named).find((name) => name && isOpen(name)) || open[0];
  if (next) current = next.text;
}

/* What needs no form is shown at once: the next key is for the name that is shown when it is pressed. */
function decide(decision, more = {}) {
  const request = { decision, name: current, ...more };
  if (!pending.size) find("problem").textContent = "";
  find("said").textContent = "";
  if (!asked) {
    const name = named(current);
    pending.set(name.text, { shown: decision === "draft" ? "entry" : decision, before: name.decision });
    name.decision = pending.get(name.text).shown;
    goOn(inOrder().map((item) => item.text));
    draw();
    show(current);
  }
  send(request);
}

/* One request after the other: each answer is the whole state. */
function send(request) {
  waiting = waiting.then(async () => {
    const token = location.hash.slice(1);
    const headers = { "Content-Type": "application/json", "X-Review-Token": token };
    const busy = setTimeout(() => document.body.setAttribute("aria-busy", "true"), 300);
    let answer;
    try {
      answer = await fetch("/", { method: "POST", headers, body: JSON.stringify(request) });
    } catch {
      return fail(ENDED, request);
    } finally {
      clearTimeout(busy);
      document.body.removeAttribute("aria-busy");
    }
    if (answer.status === 403) return fail("Open the address that the terminal shows: this one is not, or no longer, valid.", request);
    if (!answer.ok) return fail("This failed; the terminal shows why.", request);
    const state = await answer.json();
    find("fatal").textContent = "";
    const order = data && inOrder().map((name) => name.text);
    const [last, wasOpen] = [current, data && named(current) && isOpen(named(current))];
    data = state;
    pending.delete(request.name);
    for (const [text, { shown }] of pending) if (named(text)) named(text).decision = shown;
    const problem = state.problem && request.name ? `${request.name}: ${state.problem}` : state.problem;
    const told = request.name ? find("problem").textContent : "";
    find("problem").textContent = [told, problem].filter(Boolean).join(" ");
    if (state.said) {
      // Back to the one whose step was taken back, or on from one that is decided now.
      const isDecided = request.name === current || (wasOpen && !(named(current) && isOpen(named(current))));
      if (request.undo) current = (data.names.find((name) => state.said.includes(`: ${name.text}: `)) || { text: current }).text;
      else if (isDecided) goOn(order);
      const rest = inOrder().some(isOpen) ? "" : " Complete the drafts in docs/glossary/: generator check --release lists what is left.";
      find("said").textContent = `${state.said}. ${count()}.${rest}`;
    }
    draw();
    if (current !== last || (request.name === last && !problem)) ask("");
    if (!order || (state.said && !asked)) show(current);
  });
  return waiting;
}

function fail(text, request) {
  find("fatal").textContent = text;
  const taken = pending.get(request.name);
  if (!pending.delete(request.name)) return;
  named(request.name).decision = taken.before;
  draw();
}

function count() {
  const likely = data.names.filter(isLikely);
  return `${likely.filter((name) => name.decision).length} of ${likely.length} decided`;
}

function draw() {
  document.querySelector("main").hidden = false;
  document.title = `${count()} – Review of names`;
  find("title").textContent = data.title;
  find("count").textContent = count();
  const likely = data.names.filter(isLikely);
  find("bar").max = likely.length || 1;
  find("bar").value = likely.filter((name) => name.decision).length;
  if (!named(current)) current = ((inOrder().find(isOpen) || inOrder()[0]) ?? { text: "" }).text;
  const isInList = find("lists").contains(document.activeElement);
  drawText();
  drawLists();
  mark();
  document.querySelector(".card").hidden = !data.names.length;
  if (!data.names.length) fail("No name is found. Where a script has no capitals, read for names, and write their entries by hand.", {});
  if (isInList) show(current, { scrolls: false });
}

/* Show which name is the current one: on its card, in the list and in the text. */
function mark() {
  for (const button of document.querySelectorAll("[data-name]")) {
    const isCurrent = button.dataset.name === current;
    button.tabIndex = isCurrent ? 0 : -1;
    if (!isCurrent) {
      button.removeAttribute("aria-current");
      continue;
    }
    button.setAttribute("aria-current", "true");
    button.closest("details").open = true;
  }
  for (const piece of document.querySelectorAll("#text mark")) piece.classList.toggle("current", piece.names.includes(current));
  drawCard();
}

function drawCard() {
  const name = named(current);
  if (!name) return;
  const places = name.candidate.occurrences;
  const labels = [...new Set(places.map((place) => data.blocks[place.passage].label))];
  find("name").textContent = name.text;
  find("name").lang = data.language;
  const links = labels.map((label) => {
    const text = label === "0" ? "heading" : `¶ ${label}`;
    const place = places.findIndex((item) => data.blocks[item.passage].label === label);
    return make("button", { type: "button", className: "place", textContent: text, onclick: () => look(place) });
  });
  const times = places.length === 1 ? "once" : `${places.length} times`;
  const state = { "": "", entry: "has an entry", later: "put off", "no name": "no name" }[name.decision];
  const more = Object.keys(data.entries).find((heading) => data.entries[heading] === name.detail) || name.detail;
  const score = `score ${name.candidate.score.toFixed(2)}`;
  find("facts").replaceChildren(`${score} · ${times} in `, ...links, state ? ` · ${state}${more ? `: ${more}` : ""}` : "");
  const { passage, start, end } = places[0];
  const text = data.blocks[passage].text;
  const [before, after] = [cut(text, 0, start), cut(text, end)];
  find("context").replaceChildren(
    before.length > 60 ? before.slice(-60).replace(/^\S*/, "…") : before,
    make("strong", { textContent: cut(text, start, end) }),
    after.length > 60 ? after.slice(0, 60).replace(/\S*$/, "…") : after,
  );
  find("context").lang = data.language;
  for (const button of document.querySelectorAll("[data-do]")) {
    button.disabled = button.dataset.do === "undo" ? !data.last && !pending.size : name.decision === "entry";
  }
  document.querySelector('[data-do="undo"]').title = data.last;
}

function drawLists() {
  const names = inOrder();
  const groups = [
    ["To decide", names.filter(isOpen)],
    ["Decided", names.filter((name) => name.decision)],
    ["Hardly names", names.filter((name) => !name.decision && !isLikely(name))],
  ];
  const closed = new Set([...document.querySelectorAll("details:not([open])")].map((item) => item.dataset.group));
  const isFirst = !document.querySelector("details");
  const lists = groups.map(([label, items], at) => {
    const list = make("ul", {}, ...items.map(drawItem));
    const group = make("details", {}, make("summary", { textContent: `${label} (${items.length})` }), list);
    group.dataset.group = label;
    group.open = isFirst ? at === 0 : !closed.has(label);
    return group;
  });
  find("lists").replaceChildren(...lists);
}

function drawItem(name) {
  const button = make("button", { type: "button", className: "name", onclick: () => select(name.text) });
  const times = name.candidate.occurrences.length;
  const words = make("span", { textContent: name.text, lang: data.language, dir: "auto" });
  button.append(words, make("small", { textContent: name.decision ? LABELS[name.decision] : times > 1 ? `×${times}` : "" }));
  button.dataset.name = name.text;
  return make("li", {}, button);
}

function drawText() {
  const within = data.blocks.map(() => []);
  for (const name of data.names) {
    for (const place of name.candidate.occurrences) within[place.passage].push([place.start, place.end, name]);
  }
  const blocks = data.blocks.map((block, at) => {
    const tag = block.kind === "heading" ? "h3" : block.kind === "rule" ? "hr" : "p";
    const element = make(tag, { className: block.kind, dir: "auto" });
    if (tag === "hr") return element;
    if (block.label !== "0") element.append(make("span", { className: "label", textContent: block.label }));
    element.append(...drawWords([...block.text], within[at]));
    return element;
  });
  const top = find("text").scrollTop;
  find("text").lang = data.language;
  find("text").replaceChildren(...blocks);
  find("text").scrollTop = top;
}

/* Names may overlap, so a text is cut wherever one begins or ends; a piece belongs to the shortest name over it. */
function drawWords(chars, places) {
  const cuts = [...new Set([0, chars.length, ...places.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const text = chars.slice(start, cuts[at + 1]).join("");
    const over = places.filter((place) => place[0] <= start && cuts[at + 1] <= place[1]);
    if (!over.length) return text;
    const [, , name] = over.reduce((a, b) => (b[1] - b[0] < a[1] - a[0] ? b : a));
    const kind = name.decision.replace(" ", "-") || (isLikely(name) ? "open" : "hardly");
    const title = `${name.text}: ${kind === "hardly" ? "hardly a name" : LABELS[name.decision]}`;
    const names = over.map((place) => place[2].text);
    return make("mark", { textContent: text, className: kind, title, names, onclick: () => select(name.text) });
  });
}

function select(text) {
  current = text;
  ask("");
  find("said").textContent = "";
  find("problem").textContent = "";
  mark();
  show(text);
}

/* Put the focus on a name in the list, and its first place into sight. */
function show(text, { scrolls = true } = {}) {
  const button = document.querySelector(`[data-name="${CSS.escape(text)}"]`);
  if (!button) return;
  button.focus({ preventScroll: true });
  // In one column the names and the text scroll away from each other.
  if (!wide.matches || !scrolls) return;
  button.scrollIntoView({ block: "nearest" });
  look(0);
}

function look(place) {
  const at = named(current).candidate.occurrences[place].passage;
  const block = find("text").children[at];
  (block.querySelector(".current") || block).scrollIntoView({ block: "center" });
}

function move(step) {
  const buttons = [...document.querySelectorAll("details[open] [data-name]")];
  const at = buttons.findIndex((button) => button.dataset.name === current);
  const next = buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)];
  if (next) select(next.dataset.name);
}

/* Open the form for the entry or the reason, or close it. */
function ask(what) {
  asked = what;
  find("asking").hidden = !what;
  for (const button of document.querySelectorAll("[aria-expanded]")) {
    button.setAttribute("aria-expanded", String(button.dataset.do === what));
  }
  if (!what) return;
  const isAlias = what === "alias";
  document.querySelector("[for=answer]").textContent = isAlias ? "Entry" : "Reason";
  const answers = isAlias ? listEntries() : new Set([...data.reasons, ...REASONS]);
  find("answers").replaceChildren(...[...answers].map((value) => make("option", { value })));
  find("answer").value = "";
  find("answer").focus();
}

/* Entries that have words of the name come first. */
function listEntries() {
  const words = current.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) || [];
  const likeness = (heading) => words.filter((word) => heading.toLowerCase().includes(word)).length;
  return Object.keys(data.entries).sort((a, b) => likeness(b) - likeness(a));
}

function act(what) {
  const button = document.querySelector(`[data-do="${what}"]`);
  if (!button || button.disabled) return;
  if (what === "undo") send({ undo: true });
  else if (what === "alias" || what === "no name") ask(what);
  else decide(what);
}

const KEYS = { d: "draft", a: "alias", n: "no name", l: "later", u: "undo" };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && asked) {
    ask("");
    show(current);
  }
  const isTyped = event.target.matches("input:not([type=checkbox]), select");
  if (!data || isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
  const isInList = event.target.closest("#names") !== null;
  const step = { j: 1, k: -1, ...(isInList ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
  if (step && (find("keys").checked || event.key.length > 1)) move(step);
  else if (find("keys").checked && event.key in KEYS) act(KEYS[event.key]);
  else return;
  event.preventDefault();
});

for (const button of document.querySelectorAll("[data-do]")) button.onclick = () => act(button.dataset.do);

find("cancel").onclick = () => {
  ask("");
  show(current);
};

find("asking").onsubmit = (event) => {
  event.preventDefault();
  const { value } = find("answer");
  const more = asked === "alias" ? { entry: data.entries[value] || value } : { reason: value };
  decide(asked, more);
};

find("order").onchange = draw;

/* What was written meanwhile by others is seen when somebody comes back to the page. */
addEventListener("focus", () => asked || send({}));
addEventListener("hashchange", () => send({}));
send({});
