/* A query -> ranked places: names, topics and paragraphs, which are here, and words of pages, which Pagefind knows. */

import { readParagraph } from "./places.js";
import { Scores } from "./scores.js";
import * as spelling from "./spelling.js";

const { key, stem, wordsOf } = spelling;

/* How much a word is worth at a place, by what it is found in. */
const NAME = 2.2;
const TOPIC = 1.7;
const PART_OF_NAME = 0.9;
const TEXT = 1;
const NAMED_THERE = 0.8;
const WORD = 0.4;
/* The statement is what the site is about. */
const STATEMENT_FIRST = 1.04;

/* A place counts when it holds this part of what was asked: half when nobody mentions a name in it; less of a long
   question; least where an unknown word stands beside the name of a topic or an entry. */
const ENOUGH_WITHOUT_NAME = 0.5;
const ENOUGH = 0.45;
const ENOUGH_OF_MANY = 0.28;
const ENOUGH_OF_TOPIC = 0.15;
const MANY = 4;

export class Finder {
  /* `edition` and `entries` are find/edition.json and find/names.json. Places are numbered: entries, paragraphs, pages. */
  constructor(edition, entries) {
    this.edition = edition;
    this.entries = entries;
    this.firstParagraph = entries.length;
    this.firstPage = entries.length + edition.paragraphs.length;
    this.count = this.firstPage + edition.pages.length;
    this.names = []; // { place, stems, key }
    this.nameWords = new Map(); // stem -> numbers of names
    this.phrases = { names: new Map(), topics: new Map(), pages: new Map() }; // phrase -> numbers
    this.joined = new Map(); // phrase without spaces -> phrase: "semi conductors" are semiconductors
    this.starts = new Map(); // first character of unspaced and Korean phrases -> phrases, the longest first
    this.vocabulary = new Map(); // word of a name or topic -> its stem
    this.topicWords = new Map(); // stem -> numbers of topics
    entries.forEach(([, heading, , , names], place) =>
      [heading, ...names].forEach((name) => this.addName(name, place)),
    );
    edition.topics.forEach(([, words], topic) => words.forEach((word) => this.addPhrase(word, "topics", topic)));
    edition.pages.forEach(([, title, words], page) =>
      [title, ...words].forEach((word) => this.addPhrase(word, "pages", this.firstPage + page)),
    );
    for (const list of this.starts.values()) list.sort((left, right) => right.length - left.length);
    this.paragraphs = edition.paragraphs.map(([text]) => {
      const words = wordsOf(text);
      return { key: key(text), text: ` ${words.join(" ")} `, stems: new Set(words.map(stem)), words: new Set(words) };
    });
  }

  addName(name, place) {
    const stems = this.addPhrase(name, "names", place);
    const index = this.names.push({ place, stems, key: key(name) }) - 1;
    for (const item of stems) put(this.nameWords, item, index);
  }

  addPhrase(text, kind, number) {
    const words = wordsOf(text);
    for (const word of words) if (!this.vocabulary.has(word)) this.vocabulary.set(word, stem(word));
    const content = words.filter((word) => !spelling.isStop(word));
    const stems = (content.length ? content : words).map(stem);
    const whole = key(text);
    const isSpaced = !spelling.isUnspaced(text) && !spelling.isKorean(text);
    const phrase = isSpaced ? stems.join(" ") : whole;
    if (!isSpaced && !this.known(phrase)) put(this.starts, whole[0], whole);
    if (isSpaced && phrase.includes(" ")) this.joined.set(phrase.replaceAll(" ", ""), phrase);
    if (!this.phrases[kind].get(phrase)?.includes(number)) put(this.phrases[kind], phrase, number);
    if (kind === "topics") for (const item of stems) put(this.topicWords, item, number);
    return stems;
  }

  /* What a phrase stands for as a whole. */
  known(phrase) {
    const [names, topics, pages] = Object.values(this.phrases).map((map) => map.get(phrase));
    return names || topics || pages ? { names: names ?? [], topics: topics ?? [], pages: pages ?? [] } : undefined;
  }

  longest(text) {
    return (this.starts.get(text[0]) ?? []).find((phrase) => text.startsWith(phrase));
  }

  inNames(text) {
    return text.length < 2 ? [] : this.names.filter((name) => name.key.includes(text));
  }

  /* Slips: the known word that a word is closest to, when it is not known itself. */
  correct(term) {
    if (!term.stem || term.text.length < 4 || /\d/.test(term.text)) return undefined;
    const { text } = term;
    const most = text.length < 8 ? 1 : 2;
    let best = { distance: most + 1 };
    for (const [word, stemmed] of this.vocabulary) {
      if (word.length < 4 || (word[0] !== text[0] && (word[0] !== text[1] || word[1] !== text[0]))) continue;
      const distance = spelling.slips(word, text, best.distance - 1);
      if (distance < best.distance) best = { distance, word, stem: stemmed };
    }
    return best.word ? best : undefined;
  }

  isKnown(term) {
    return (
      this.nameWords.has(term.stem) ||
      this.topicWords.has(term.stem) ||
      this.vocabulary.has(term.text) ||
      this.paragraphs.some(({ stems }) => stems.has(term.stem))
    );
  }

  /* Ranked places. `words` is what Pagefind found, term by term: maps from places to numbers up to 1; nothing yet without it. */
  find(asked, words = new Map()) {
    const scores = new Scores(asked.terms);
    for (const term of asked.terms) this.lookUp(term, scores, words.get(term.text));
    this.findPhrases(asked.terms, scores, words);
    const total = scores.weigh(this.count);
    this.addWholes(asked, scores, total, words);
    const hits = scores.rank(this.firstParagraph, this.firstPage);
    const best = Math.max(0, ...hits.map((hit) => hit.covered));
    const isSure = hits.some((hit) => hit.isSure);
    if (!isSure && best < this.enough(asked.terms, scores))
      return { hits: [], topics: this.near(asked.terms), corrected: [], missing: [] };
    const kept = hits.filter((hit) => hit.isSure || (hit.covered >= best * 0.3 && hit.score > hits[0].score * 0.12));
    const corrected =
      asked.terms.some((term) => term.corrected && scores.uses(term, kept[0]?.place)) || kept[0]?.isNear;
    const missing = asked.terms.filter((term) => scores.misses(term)).map((term) => term.text);
    return {
      hits: kept,
      topics: [],
      missing,
      corrected: corrected ? kept.filter((hit) => hit.place < this.firstParagraph).slice(0, 1) : [],
    };
  }

  /* How much of the query a place has to hold: all that matters of a few words, less when a topic or a name is among them. */
  enough(terms, scores) {
    if (terms.some((term) => scores.misses(term) && term.isProper)) return ENOUGH_WITHOUT_NAME;
    if (scores.named.size || terms.some((term) => this.nameWords.has(term.stem))) return ENOUGH_OF_TOPIC;
    return terms.length >= MANY ? ENOUGH_OF_MANY : ENOUGH;
  }

  lookUp(term, scores, found) {
    const add = (place, value) => scores.add(term, place, value);
    if (found) for (const [place, value] of found) add(place, WORD + value * (TEXT - WORD));
    if (!term.stem) {
      for (const name of this.inNames(term.text)) add(name.place, PART_OF_NAME + term.text.length / name.key.length);
      this.paragraphs.forEach(
        (paragraph, index) => paragraph.key.includes(term.text) && add(this.firstParagraph + index, TEXT),
      );
      return;
    }
    term.corrected = undefined;
    if (!found?.size && !this.isKnown(term)) term.corrected = this.correct(term);
    // A word that Pagefind alone knows may still be a slip in a name.
    else if (!this.isKnown(term)) term.perhaps = this.correct(term);
    const own = term.corrected?.stem ?? term.stem;
    this.paragraphs.forEach(({ stems, words }, index) => {
      if (stems.has(own)) add(this.firstParagraph + index, TEXT + (words.has(term.text) ? 0.1 : 0));
    });
    for (const index of this.nameWords.get(own) ?? []) {
      const name = this.names[index];
      add(name.place, PART_OF_NAME + 1 / name.stems.length);
    }
    if (term.isLast && term.text.length > 1)
      for (const [word, indexes] of this.nameWords)
        if (word.startsWith(term.text) && word !== own)
          for (const index of indexes) add(this.names[index].place, (PART_OF_NAME * term.text.length) / word.length);
  }

  /* Names, topics and words of pages that stand in the query as a whole, the longest first. */
  findPhrases(terms, scores, words) {
    const taken = new Set();
    const use = (found, span, value) => {
      for (const term of span) {
        scores.named.add(term);
        term.share = Math.max(term.share ?? 1, span.length);
        for (const place of found.names) scores.add(term, place, NAME * value);
        for (const place of found.pages) scores.add(term, place, NAME * value);
        for (const topic of found.topics) this.addTopic(topic, term, scores, value);
        for (const place of found.names)
          for (const paragraph of this.naming(place)) scores.add(term, paragraph, NAMED_THERE * value);
      }
    };
    for (const term of terms) if (term.phrase) use(this.known(term.phrase), [term], 1);
    const latin = terms.filter((term) => term.stem);
    for (let length = latin.length; length > 0; length -= 1)
      for (let start = 0; start + length <= latin.length; start += 1) {
        const span = latin.slice(start, start + length);
        if (span.every((term) => taken.has(term))) continue;
        const phrase = span
          .map((term) => (term.corrected ?? (length > 1 && term.perhaps) ?? term).stem ?? term.stem)
          .join(" ");
        const found =
          this.known(phrase) ?? this.known(this.joined.get(phrase.replaceAll(" ", "")) ?? phrase.replaceAll(" ", ""));
        if (!found) continue;
        const slipped = span.some((term) => term.corrected || (length > 1 && term.perhaps));
        if (slipped) for (const term of span) if (term.perhaps && length > 1) term.corrected = term.perhaps;
        use(found, span, slipped ? 0.9 : 1);
        for (const term of span) taken.add(term);
      }
    this.findBags(latin, scores);
  }

  /* Words of a page in any order: "list of acronyms" is "acronyms list". */
  findBags(latin, scores) {
    const stems = new Set(latin.map((term) => term.stem));
    this.edition.pages.forEach(([, , phrases], page) => {
      for (const phrase of phrases) {
        const own = wordsOf(phrase)
          .filter((word) => !spelling.isStop(word))
          .map(stem);
        if (own.length && own.every((item) => stems.has(item)))
          for (const term of latin) if (own.includes(term.stem)) scores.add(term, this.firstPage + page, NAME);
      }
    });
  }

  addTopic(topic, term, scores, value) {
    const [, , paragraphs, entries] = this.edition.topics[topic];
    const places = [];
    for (let index = 0; index < Math.max(paragraphs.length, entries.length); index += 1) {
      if (index < paragraphs.length) places.push([this.firstParagraph + paragraphs[index] - 1, index, STATEMENT_FIRST]);
      if (index < entries.length) places.push([entries[index], index, 1]);
    }
    for (const [place, index, more] of places) scores.add(term, place, TOPIC * value * more * 0.93 ** index);
  }

  naming(place) {
    return this.edition.paragraphs.flatMap(([, entries], index) =>
      entries.includes(place) ? [this.firstParagraph + index] : [],
    );
  }

  /* What the query is as a whole: a name, a page, a date, the beginning of a name, words of a paragraph in their order. */
  addWholes({ query, terms, date, whole }, scores, total, words) {
    if (!whole) return;
    const paragraph = this.edition.paragraphs.findIndex(([, , label]) => label === String(readParagraph(query)));
    if (paragraph >= 0) scores.sure(this.firstParagraph + paragraph, 2000);
    if (date === this.edition.date) scores.sure(this.firstPage, 300);
    for (const name of this.names) {
      if (name.key === whole) scores.sure(name.place, 1000);
      else if (name.key.startsWith(whole)) scores.bonus(name.place, total * (0.5 + whole.length / name.key.length));
    }
    for (const term of terms)
      if (terms.length === 1 && term.phrase === whole)
        for (const page of this.known(whole).pages) scores.sure(page, 500);
    this.edition.pages.forEach(([, title, phrases], page) => {
      if ([title, ...phrases].some((phrase) => key(phrase) === whole)) scores.sure(this.firstPage + page, 500);
    });
    this.addNames(terms, scores, total);
    const said = wordsOf(query);
    this.paragraphs.forEach(({ text }, index) =>
      scores.bonus(this.firstParagraph + index, this.quote(said, text, terms, scores)),
    );
    for (const [term, found] of words) if (term.startsWith('"')) for (const [doc] of found) scores.bonus(doc, total);
    if (scores.isEmpty && whole.length > 2 && terms.some((term) => term.stem)) this.addClosest(whole, scores);
  }

  /* The longest stretch of the query that stands in a paragraph word for word: what its words are worth. */
  quote(said, text, terms, scores) {
    let best = 0;
    for (let from = 0; from < said.length; from += 1) {
      let to = from;
      while (to < said.length && text.includes(` ${said.slice(from, to + 1).join(" ")} `)) to += 1;
      const stretch = new Set(said.slice(from, to));
      const own = terms.filter((term) => stretch.has(term.text));
      // A name is not the paragraph's own wording.
      const isName = this.phrases.names.has(own.map((term) => term.stem).join(" "));
      if (own.length > 1 && !isName)
        best = Math.max(
          best,
          own.reduce((sum, term) => sum + scores.weights.get(term), 0),
        );
    }
    return best;
  }

  /* A name that holds every word of the query. */
  addNames(terms, scores, total) {
    const stems = terms.map((term) => term.corrected?.stem ?? term.stem);
    if (!stems.length || stems.includes(undefined)) return;
    const counts = new Map();
    for (const item of new Set(stems))
      for (const index of this.nameWords.get(item) ?? []) counts.set(index, (counts.get(index) ?? 0) + 1);
    for (const [index, count] of counts)
      if (count === new Set(stems).size)
        scores.bonus(this.names[index].place, total * (0.4 + (0.6 * count) / this.names[index].stems.length));
  }

  addClosest(whole, scores) {
    const most = whole.length < 6 ? 1 : whole.length < 12 ? 2 : 3;
    for (const name of this.names) {
      if (whole.length < 5 && name.key[0] !== whole[0]) continue;
      if (name.key.length < 3) continue;
      const distance = spelling.slips(name.key, whole, most);
      if (distance <= most) scores.near(name.place, 10 - distance);
    }
  }

  /* The numbers of the themes of a place: an entry's own, and those of the entries that a paragraph names. */
  themesOf(place) {
    if (place < this.firstParagraph) return [this.entries[place][3]];
    const named = place < this.firstPage ? this.edition.paragraphs[place - this.firstParagraph][1] : [];
    return named.map((entry) => this.entries[entry][3]);
  }

  /* The topics that come nearest to what is not treated. */
  near(terms) {
    const counts = new Map();
    for (const term of terms)
      for (const topic of new Set(this.topicWords.get(term.stem ?? term.text) ?? []))
        counts.set(topic, (counts.get(topic) ?? 0) + 1);
    return [...counts]
      .sort(([left, a], [right, b]) => b - a || left - right)
      .slice(0, 3)
      .map(([topic]) => topic);
  }
}

function put(map, name, value) {
  if (map.has(name)) map.get(name).push(value);
  else map.set(name, [value]);
}
