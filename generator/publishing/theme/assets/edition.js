/* What the pages do beyond being read: preview cards, the annotation switch, what readers take away.
   Everything here is an addition: without JavaScript the pages read and link as they are. */

(() => {
  const root = document.documentElement;
  const { t, tn } = wording();
  const say = announcer();

  // The heads of printed pages take nothing but variables.
  root.style.setProperty("--running-title", JSON.stringify(document.title));
  fromDisk();
  oldAddresses();
  menu();
  schemeSwitch();
  contents();
  cards();
  annotationSwitch();
  newWords();
  namedLists();
  openTarget();
  citing();
  markWords();
  wideTables();
  search();

  /* The place behind the # goes along to where a page has moved; for a sentence that is none any more, its paragraph is shown. */
  function oldAddresses() {
    const moved = document.querySelector("[data-moved] a");
    const [, paragraph] = location.hash.match(/^#(p-.+)-s\d+$/) ?? [];
    if (moved) location.replace(moved.href + location.hash);
    else if (document.getElementById(paragraph) && !document.getElementById(location.hash.slice(1))) location.replace(`#${paragraph}`);
  }

  /* What the page says, in its language: English stands here, and a page in another language brings its words along. */
  function wording() {
    const words = JSON.parse(document.getElementById("__words")?.textContent ?? "{}");
    const fill = (text, values) => text.replace(/\{(\d)\}/g, (place, at) => values[at] ?? place);
    const rules = new Intl.PluralRules(root.lang || "en");
    return {
      t: (message, ...values) => fill(words[message] ?? message, values),
      tn: (one, many, ...values) => {
        const forms = words[one] ?? [one, many];
        return fill(rules.select(values[0]) === "one" ? forms[0] : forms.at(-1), values);
      },
    };
  }

  /* Says something to a screen reader, and shows it briefly. */
  function announcer() {
    const box = document.createElement("div");
    box.className = "announcement";
    box.setAttribute("role", "status");
    document.body.append(box);
    let timer;
    return (text) => {
      box.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => (box.textContent = ""), 2500);
    };
  }

  /* On a narrow screen the pages are in a drawer. Material opens and closes it by a check box, which no keyboard reaches. */
  function menu() {
    const button = document.querySelector(".menu-button");
    const drawer = document.querySelector(".md-sidebar--primary");
    const toggle = document.getElementById("__drawer");
    if (!button || !drawer || !toggle) return;
    const wide = matchMedia("(min-width: 76.25em)");
    const covered = document.querySelectorAll(".md-skip, .md-content, .md-sidebar--secondary, .md-top, .md-footer");
    const set = () => {
      if (wide.matches && toggle.checked) toggle.click();
      button.setAttribute("aria-expanded", String(toggle.checked));
      drawer.inert = !toggle.checked && !wide.matches;
      for (const element of covered) element.inert = toggle.checked;
    };
    set();
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", () => {
      set();
      if (toggle.checked) drawer.querySelector("a")?.focus();
      else if (drawer.contains(document.activeElement)) button.focus();
    });
    wide.addEventListener("change", set);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      button.focus();
    });
  }

  /* One button for the radio buttons that Material's script works. */
  function schemeSwitch() {
    const button = document.querySelector(".scheme-button");
    const options = [...document.querySelectorAll("input[name='__palette']")];
    if (!button || !options.length) return;
    const place = () => Math.max(0, options.findIndex((option) => option.checked));
    const name = () => button.setAttribute("aria-label", options[place()].getAttribute("aria-label"));
    button.addEventListener("click", () => {
      options[(place() + 1) % options.length].click();
      name();
    });
    // Material's script has chosen by then.
    addEventListener("load", name);
  }

  /* The contents mark the section that is read. At the end of a page, which cannot scroll on, it is the one asked for. */
  function contents() {
    const links = new Map();
    for (const link of document.querySelectorAll(".contents a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, [...(links.get(heading) ?? []), link]);
    }
    if (!links.size) return;
    const headings = [...links.keys()];
    let marked;
    const mark = () => {
      // Where a heading comes to stand that a link leads to.
      const line = parseFloat(getComputedStyle(root).scrollPaddingTop) + 2;
      const top = (heading) => heading.getBoundingClientRect().top - parseFloat(getComputedStyle(heading).scrollMarginTop);
      const reached = headings.filter((heading) => top(heading) <= line);
      const shown = headings.filter((heading) => top(heading) > line && top(heading) < innerHeight);
      const atEnd = Math.ceil(scrollY + innerHeight) >= root.scrollHeight;
      const asked = atEnd && shown.find((heading) => heading.matches(":target"));
      const now = asked || (atEnd && shown.at(-1)) || reached.at(-1);
      if (now === marked) return;
      for (const link of links.get(marked) ?? []) link.removeAttribute("aria-current");
      for (const link of links.get(now) ?? []) {
        link.setAttribute("aria-current", "true");
        const box = link.closest(".md-sidebar__scrollwrap");
        const [{ top, bottom }, around] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
        if (top < around.top || bottom > around.bottom) box.scrollTop += top - around.top - around.height / 2;
      }
      marked = now;
    };
    let due = 0;
    const soon = () => {
      cancelAnimationFrame(due);
      due = requestAnimationFrame(mark);
    };
    mark();
    for (const event of ["scroll", "resize", "hashchange", "load"]) addEventListener(event, soon, { passive: true });
  }

  /* One card at a time explains the name, or shows the source, under the pointer, in focus or tapped. */
  function cards() {
    const links = document.querySelectorAll("a.mention[title], a.entry-link[title], a.citation");
    if (!links.length) return;
    const card = document.createElement("div");
    card.className = "card";
    card.id = "preview-card";
    card.setAttribute("role", "note");
    card.hidden = true;
    (document.querySelector("main") ?? document.body).append(card);
    let owner = null;
    let opening;
    let closing;
    let touched = false;
    let tabbed = false;
    let waiting = null;
    const atRest = restingPointer();

    const close = () => {
      waiting = null;
      clearTimeout(opening);
      clearTimeout(closing);
      owner?.removeAttribute("aria-describedby");
      owner = null;
      card.hidden = true;
    };

    const open = (link, event) => {
      clearTimeout(opening);
      clearTimeout(closing);
      if (owner === link) return;
      close();
      owner = link;
      fill(card, link);
      card.hidden = false;
      link.setAttribute("aria-describedby", card.id);
      place(card, link, event);
    };

    const later = () => {
      waiting = null;
      clearTimeout(opening);
      clearTimeout(closing);
      closing = setTimeout(close, 200);
    };

    for (const link of links) {
      // The browser's own tooltip would stand beside the card.
      link.dataset.definition = link.title;
      link.removeAttribute("title");
      link.addEventListener("pointermove", (event) => {
        if (event.pointerType === "touch" || !link.href || atRest()) return;
        clearTimeout(closing);
        if (owner === link || waiting === link) return;
        clearTimeout(opening);
        waiting = link;
        opening = setTimeout(() => open(link, event), 150);
      });
      link.addEventListener("pointerleave", (event) => event.pointerType === "touch" || later());
      link.addEventListener("focus", () => {
        // A browser puts the focus on the mention that an address names: nobody asked for its card.
        const arrived = link.matches(":target") && !tabbed;
        if (link.matches(":focus-visible") && !arrived) open(link);
      });
      // The keyboard never goes into the card, which may lie over what has the focus next.
      link.addEventListener("blur", () => (tabbed ? close() : later()));
      link.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
      link.addEventListener("click", (event) => {
        // A first tap explains; the card holds the link, and a second tap follows it.
        if (touched && link.href && owner !== link) {
          event.preventDefault();
          open(link, event);
        }
      });
    }
    card.addEventListener("pointerenter", () => clearTimeout(closing));
    card.addEventListener("pointerleave", (event) => event.pointerType === "touch" || later());
    document.addEventListener(
      "keydown",
      (event) => {
        tabbed = event.key === "Tab";
        if (event.key === "Escape") close();
      },
      { capture: true },
    );
    document.addEventListener("pointerdown", (event) => {
      if (owner && !card.contains(event.target) && !owner.contains(event.target)) close();
    });
    addEventListener("resize", close);
  }

  /* Who arrives at an address within the page did not point at what came to lie under the pointer. */
  function restingPointer() {
    let rests = location.hash !== "";
    let first;
    const note = ({ clientX, clientY }) => {
      first ??= [clientX, clientY];
      rests &&= first[0] === clientX && first[1] === clientY;
    };
    addEventListener("pointermove", note, { capture: true, passive: true });
    return () => rests;
  }

  function fill(card, link) {
    if (link.matches(".citation")) {
      card.className = "card";
      card.replaceChildren(...source(link));
      return;
    }
    const { name, definition, since, theme } = link.dataset;
    const number = [...link.classList].find((item) => /^theme-\d+$/.test(item));
    card.className = `card ${number ?? ""}`;
    const title = Object.assign(document.createElement("strong"), { textContent: name });
    const text = Object.assign(document.createElement("span"), { textContent: definition });
    const label = Object.assign(document.createElement("small"), { textContent: theme });
    const more = Object.assign(document.createElement("a"), { href: link.href, textContent: t("Open the entry") });
    // The name itself is the keyboard's way to the page.
    more.tabIndex = -1;
    const changed = Object.assign(document.createElement("span"), { className: "card-since", textContent: since });
    card.replaceChildren(title, text, ...(since ? [changed] : []), label, more);
  }

  /* A numbered source as it stands in the list below, without the ways back. */
  function source(link) {
    const number = link.textContent.slice(1, -1);
    const title = Object.assign(document.createElement("strong"), { textContent: t("Source {0}", number) });
    const line = Object.assign(document.createElement("span"), { className: "card-source" });
    line.append(...document.getElementById(link.hash.slice(1)).closest("li").cloneNode(true).childNodes);
    line.querySelectorAll("[id], .cited-at").forEach((item) => item.remove());
    line.querySelectorAll("a").forEach((item) => (item.tabIndex = -1));
    return [title, line];
  }

  /* Below the line that was pointed at, or above it where there is no room; never over the name. */
  function place(card, link, event) {
    const lines = [...link.getClientRects()];
    const y = event?.clientY ?? lines[0].top;
    const first = lines[0];
    const line = lines.find((item) => y >= item.top && y <= item.bottom) ?? first;
    const last = lines.at(-1);
    const width = card.offsetWidth;
    const height = card.offsetHeight;
    const edge = root.clientWidth - width - 8;
    const below = last.bottom + 6;
    const above = first.top - height - 6;
    const top = below + height > innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(8, Math.min(line.left, edge)) + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  /* A button at the head of the statement that is on or off; `set` is told of each state, `chosen` of a reader's choice. */
  function addSwitch(name, isOn, set, chosen = () => {}) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "switch" });
    button.setAttribute("role", "switch");
    button.textContent = name;
    Object.assign(button.dataset, { on: t("on"), off: t("off") });
    const turn = (on) => {
      set(on);
      button.setAttribute("aria-checked", String(on));
    };
    turn(isOn);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-checked") !== "true";
      turn(on);
      chosen(on);
    });
    document.querySelector(".switch-place").append(button);
  }

  /* The clean text: no marks, no lists, no headings of ours. */
  function annotationSwitch() {
    if (!document.querySelector(".switch-place")) return;
    const mentions = document.querySelectorAll("a.mention");
    const set = (on) => {
      root.classList.toggle("clean", !on);
      // What does not look like a link is none.
      for (const mention of mentions) {
        mention.dataset.href ??= mention.getAttribute("href");
        if (on) mention.setAttribute("href", mention.dataset.href);
        else mention.removeAttribute("href");
      }
    };
    const isOn = remembered("annotations") !== "off";
    addSwitch(t("Annotations"), isOn, set, (on) => remember("annotations", on ? "on" : "off"));
  }

  /* What no earlier statement says: marked, and told to screen readers, while it is switched on. */
  function newWords() {
    if (!document.querySelector(".earlier")) return;
    const words = document.querySelectorAll(".passage .new");
    addSwitch(t("What is new"), false, (on) => {
      root.classList.toggle("changes", on);
      for (const item of words) {
        if (on) item.setAttribute("role", "insertion");
        else item.removeAttribute("role");
      }
    });
  }

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function remember(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Storage is refused: the choice lasts for this page.
    }
  }

  /* Where the style sheet cannot show the lists beside the text, they are opened. */
  function namedLists() {
    if (CSS.supports("selector(::details-content)")) return;
    const lists = document.querySelectorAll("details:is(.named, .where)");
    const wide = matchMedia("(min-width: 76.25em)");
    const set = () => lists.forEach((list) => (list.open = wide.matches));
    set();
    wide.addEventListener("change", set);
  }

  /* A link to what is folded away unfolds it. */
  function openTarget() {
    const open = () => {
      const target = document.querySelector("details:target");
      if (target) target.open = true;
    };
    open();
    addEventListener("hashchange", open);
  }

  /* Copying links and citations is loaded where there is something to cite; from disk a browser loads no modules. */
  function citing() {
    if (!document.querySelector("details.cite") || root.classList.contains("from-disk")) return;
    import("./citing.js").then((module) => module.start(say, t));
  }

  /* Opened as a file there is no server to find index.html in a folder. */
  function fromDisk() {
    if (location.protocol !== "file:") return;
    root.classList.add("from-disk");
    for (const link of document.querySelectorAll("a[href]")) {
      // A link inside a picture has no plain address but the one in its attribute.
      const url = new URL(link.getAttribute("href"), location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        link.setAttribute("href", url.href);
      }
    }
  }

  /* A paragraph that was found by a word shows the word. The text itself is not touched. */
  function markWords() {
    const words = new URLSearchParams(location.search).get("mark");
    const paragraph = document.getElementById(location.hash.slice(1));
    if (!words || !paragraph || !CSS.highlights) return;
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const wanted = words.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const pattern = new RegExp(wanted.map((word) => `(?<![\\p{L}\\p{N}])${word}`).join("|"), "giu");
    const found = new Highlight();
    while (wanted.length && texts.nextNode()) {
      for (const match of texts.currentNode.data.matchAll(pattern)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, match.index);
        range.setEnd(texts.currentNode, match.index + match[0].length);
        found.add(range);
      }
    }
    CSS.highlights.set("found", found);
  }

  /* A table that is wider than the page scrolls in a box, which the keyboard has to reach. */
  function wideTables() {
    const set = () => {
      for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
        if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
        else box.removeAttribute("tabindex");
      }
    };
    // The theme's own script has put the boxes there by then.
    addEventListener("load", set);
    addEventListener("resize", set);
  }

  /* The search is loaded when somebody reaches for it. */
  function search() {
    const form = document.querySelector("form.find");
    if (!form) return;
    const input = form.querySelector("input");
    let loading;
    const load = () => {
      // From disk a browser loads no modules.
      if (root.classList.contains("from-disk")) {
        form.querySelector(".find-panel").hidden = false;
        form.querySelector(".find-status").textContent = t(
          "Search needs a web server. From disk, the glossary and the list of acronyms lead everywhere.",
        );
        return;
      }
      // All its parts at once: one after the other they would take a way to the server each.
      const parts = ["search", "asking", "finding", "scores", "places", "spelling"].map((name) => import(`./${name}.js`));
      loading ??= parts[0].then((module) => module.start(form, t, tn));
    };
    input.addEventListener("focus", load, { once: true });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      // A single key may be in the way of who speaks to the browser; the panel has a switch for it.
      if (event.key === "/" && localStorage.getItem("find-slash") !== "off") {
        event.preventDefault();
        input.focus();
      }
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) {
      input.value = asked;
      load();
    }
  }
})();
