/* What readers take away: the link, the citation or the words of a paragraph, of what is selected, or of the page.
   Loaded by edition.js on pages that can be cited. Nothing is put between the words of the text. */

const [PARAGRAPH, SENTENCE] = ["\ue000", "\ue001"];
/* The signs that stand for numbers in the page's citations. */

const DAYS = { en: ["en-US", "long"], ja: ["ja", "long"], ko: ["ko", "medium"] };

let t;
/* Returns a message in the page's language. */

export function start(say, translate) {
  t = translate;
  const box = document.querySelector("details.cite");
  const blocks = [...box.querySelectorAll("pre")];
  const whole = blocks.map((block) => block.textContent);
  const passages = document.querySelectorAll(".passage > p[id]");

  const write = (index, place) => {
    const { dataset, lang } = blocks[index];
    let text = whole[index];
    if (place) {
      const [first, last = first] = place.paragraphs;
      text = number(dataset[place.sentences ? "sentence" : "paragraph"], PARAGRAPH, first, last);
      if (place.sentences) text = number(text, SENTENCE, ...place.sentences);
    }
    return dataset.accessed ? text.replaceAll(dataset.accessed, today(lang)) : text;
  };

  const copy = async (button, text) => {
    button.dataset.label ??= button.textContent;
    let answer = t("Copied");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      answer = t("Not copied");
    }
    button.textContent = answer;
    say(answer);
    setTimeout(() => (button.textContent = button.dataset.label), 2000);
  };

  const make = (label, text) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", () => copy(button, text()));
    return button;
  };

  citeBox();
  if (passages.length) {
    const tools = toolbar();
    paragraphMenus(tools);
    selections(tools);
  }

  /* A button for each form, the day of access, and the choice of a place in the text. */
  function citeBox() {
    blocks.forEach((block, index) => {
      const button = make(t("Copy"), () => block.textContent);
      button.setAttribute("aria-label", t("Copy {0}", block.previousElementSibling.textContent));
      block.after(button);
      block.textContent = write(index);
    });
    if (!passages.length) return;
    const choose = (name, options) => {
      const label = Object.assign(document.createElement("label"), { textContent: `${name} ` });
      const select = document.createElement("select");
      options.forEach((text, value) => select.add(new Option(text, value || "")));
      label.append(select);
      return [label, select];
    };
    const texts = [...passages].map(({ id }) => name({ paragraphs: [id.slice(2)] }));
    const [label, what] = choose(t("What"), [t("The whole statement"), ...texts]);
    let [part, which] = choose(t("Sentence"), [""]);
    part.hidden = true;
    const set = () => {
      const paragraphs = what.value ? [passages[what.value - 1].id.slice(2)] : [];
      const place = what.value && { paragraphs, sentences: which.value && [which.value, which.value] };
      blocks.forEach((block, index) => (block.textContent = write(index, place)));
    };
    what.addEventListener("change", () => {
      const numbers = what.value ? sentencesOf(passages[what.value - 1]).map(({ id }) => id.split("-s").pop()) : [];
      const [newPart, newWhich] = choose(t("Sentence"), [t("All"), ...numbers]);
      // A sentence keeps its number when others come and go.
      numbers.forEach((number, at) => (newWhich.options[at + 1].value = number));
      part.replaceWith(newPart);
      [part, which] = [newPart, newWhich];
      part.hidden = numbers.length < 2;
      which.addEventListener("change", set);
      set();
    });
    box.querySelector("summary").after(label, part);
    /* What the address leads to is what is cited, until another place is chosen. */
    const follow = () => {
      const [, paragraph, sentence = ""] = location.hash.match(/^#(p-.+?)(?:-s(\d+))?$/) ?? [];
      const at = [...passages].findIndex(({ id }) => id === paragraph);
      if (at < 0) return;
      what.value = at + 1;
      what.dispatchEvent(new Event("change"));
      which.value = sentence;
      set();
    };
    addEventListener("hashchange", follow);
    follow();
  }

  /* One small group of buttons, at the paragraph's number or below what is selected. */
  function toolbar() {
    const group = document.createElement("div");
    group.className = "tools";
    group.setAttribute("role", "group");
    group.hidden = true;
    let place;
    let owner = null;
    const anchor = () => {
      const [paragraph] = place.paragraphs;
      return `p-${paragraph}${place.sentences ? `-s${place.sentences[0]}` : ""}`;
    };
    const link = () => new URL(`#${anchor()}`, location.href).href;
    const words = make(t("Copy text"), () => document.getElementById(anchor()).textContent);
    group.append(make(t("Copy link"), link), make(t("Copy citation"), () => write(0, place)), words);
    // What is selected stays so.
    group.addEventListener("pointerdown", (event) => event.preventDefault());
    group.addEventListener("mousedown", (event) => event.preventDefault());
    const close = () => {
      owner?.setAttribute("aria-expanded", "false");
      if (group.contains(document.activeElement)) owner?.focus();
      owner = null;
      group.hidden = true;
    };
    document.addEventListener("keydown", (event) => event.key === "Escape" && close());
    document.addEventListener("pointerdown", ({ target }) => {
      if (!group.contains(target) && !owner?.contains(target)) close();
    });
    group.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== owner && !group.contains(relatedTarget)) close();
    });
    return {
      close,
      group,
      isOf: (button) => !group.hidden && owner === button,
      open(at, after, rect, button = null) {
        close();
        place = at;
        owner = button;
        owner?.setAttribute("aria-expanded", "true");
        words.hidden = !button;
        group.setAttribute("aria-label", name(at));
        after.after(group);
        group.hidden = false;
        const around = after.parentElement.getBoundingClientRect();
        const edge = Math.min(document.documentElement.clientWidth - 8, around.right) - around.left - group.offsetWidth;
        group.style.left = `${Math.max(0, Math.min(rect.left - around.left, edge))}px`;
        // On a phone the number stands above its paragraph, and so do the buttons: they cover none of its words.
        const [first] = owner ? sentencesOf(document.getElementById(anchor())) : [];
        const isAbove = rect.bottom <= first?.getBoundingClientRect().top && rect.top > group.offsetHeight + 70;
        group.style.top = `${(isAbove ? rect.top - group.offsetHeight - 6 : rect.bottom + 6) - around.top}px`;
      },
    };
  }

  function paragraphMenus(tools) {
    for (const button of document.querySelectorAll("a.paragraph-number")) {
      button.setAttribute("role", "button");
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("keydown", (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        button.click();
      });
      button.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (tools.isOf(button)) tools.close();
        else tools.open({ paragraphs: [button.hash.slice(3)] }, button.parentElement, button.getBoundingClientRect(), button);
      });
    }
  }

  /* When a selection is made and rests: never while it is being drawn. */
  function selections(tools) {
    let held = false;
    let due;
    const look = () => {
      const selection = getSelection();
      if (held || tools.group.contains(document.activeElement)) return;
      const range = selection.isCollapsed || !selection.rangeCount ? null : selection.getRangeAt(0);
      const found = range ? [...passages].flatMap(sentencesOf).filter((span) => holds(range, span)) : [];
      if (!found.length) {
        if (tools.isOf(null)) tools.close();
        return;
      }
      const [first, last] = [found[0], found.at(-1)];
      tools.open(placeOf(first, last), last.parentElement, [...range.getClientRects()].at(-1));
    };
    const soon = () => {
      clearTimeout(due);
      due = setTimeout(look, 250);
    };
    document.addEventListener("selectionchange", soon);
    document.addEventListener("pointerdown", ({ target }) => (held = !tools.group.contains(target)));
    for (const event of ["pointerup", "pointercancel"]) {
      document.addEventListener(event, () => {
        held = false;
        soon();
      });
    }
  }
}

function number(text, sign, first, last) {
  const shown = first === last ? first : `${first}–${last}`;
  const plural = (words) => (first === last ? words : words.replace(/(para|sentence)(?=\.? [\ue000\ue001])/, "$1s"));
  // In an address stands the first of several.
  return plural(text)
    .replaceAll(new RegExp(`(?<=[ps]-?)${sign}`, "g"), first)
    .replaceAll(sign, shown)
    .replace(/para\. note-|第note-(\S+?)段落|제note-(\S+?)단락/, (words, ja, ko) => (ja ? `注${ja}` : ko ? `각주 ${ko}` : "note "));
}

function today(language) {
  const [locale, dateStyle] = DAYS[language];
  return new Intl.DateTimeFormat(locale, { dateStyle }).format(new Date());
}

function sentencesOf(paragraph) {
  return [...paragraph.querySelectorAll(":scope > span[id]")];
}

/* Whether a selection holds any words of a sentence; it may end where the next one begins. */
function holds(range, span) {
  if (!range.intersectsNode(span)) return false;
  const part = document.createRange();
  part.selectNodeContents(span);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString().trim() !== "";
}

function placeOf(first, last) {
  const [, from, start] = /^p-(.+)-s(\d+)$/.exec(first.id);
  const [, to, end] = /^p-(.+)-s(\d+)$/.exec(last.id);
  const all = sentencesOf(last.parentElement).length;
  if (from !== to) return { paragraphs: [from, to] };
  return start === "1" && all > 1 && end === String(all)
    ? { paragraphs: [from] }
    : { paragraphs: [from], sentences: [start, end] };
}

function name({ paragraphs: [first, last = first], sentences: [from, to] = [] }) {
  const several = first === last ? t("Paragraph {0}", first) : t("Paragraphs {0} to {1}", first, last);
  const what = first.startsWith("note-") ? t("Note {0}", first.slice(5)) : several;
  if (!from) return what;
  return from === to ? t("{0}, sentence {1}", what, from) : t("{0}, sentences {1} to {2}", what, from, to);
}
