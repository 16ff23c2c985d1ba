/* A query -> its terms: words without endings, and the phrases of languages that write no spaces or vary them. */

import { readDate } from "./places.js";
import * as spelling from "./spelling.js";

const { fold, key, stem, wordsOf } = spelling;

const MOST_WORDS = 10;

/* What is asked for: terms, each a word or a phrase of a language without spaces, and what to ask Pagefind for. */
export function readQuery(query, finder) {
  const { text, date, written } = readDate(query);
  const terms = [];
  const runs = [];
  for (const run of text.normalize("NFKC").match(/[\p{L}\p{N}\p{M}.'\u2019]+/gu) ?? []) {
    const folded = fold(run).replace(/[.']/g, "");
    if (spelling.isUnspaced(run)) terms.push(...readUnspaced(folded, finder));
    else if (spelling.isKorean(run)) runs.push(folded);
    else terms.push(...readWords(run, text));
  }
  terms.push(...readKorean(runs, finder));
  const asked = terms.filter((term) => !term.isStop);
  const kept = (asked.length ? asked : terms).slice(0, MOST_WORDS);
  const latin = kept.filter((term) => term.stem);
  latin.forEach((term, index) => (term.isLast = index === latin.length - 1));
  return { query, terms: kept, date, written, whole: key(query) };
}

function readWords(run, text) {
  const shouts = text === text.toUpperCase();
  return wordsOf(run).map((word) => {
    const isAcronym =
      !shouts &&
      run.length > 1 &&
      run.replace(/[^\p{L}]/gu, "") === run.toUpperCase().replace(/[^\p{L}]/gu, "") &&
      /\p{L}/u.test(run);
    return {
      text: word,
      stem: stem(word),
      isStop: spelling.isStop(word) && !isAcronym,
      isProper: /^\p{Lu}/u.test(run),
    };
  });
}

/* The longest phrases that are known, from left to right; between them, what is left. */
function readUnspaced(run, finder) {
  const terms = [];
  let rest = "";
  const flush = () => {
    for (const word of spelling.wordsOfJapanese(rest)) terms.push({ text: word });
    rest = "";
  };
  if (!finder.known(run) && finder.inNames(run).length) return [{ text: run }];
  for (let at = 0; at < run.length;) {
    const known = finder.longest(run.slice(at));
    if (known) {
      flush();
      terms.push({ text: known, phrase: known });
    } else rest += run[at];
    at += known ? known.length : 1;
  }
  flush();
  return terms;
}

/* Spaces vary in Korean: a phrase starts with a word, and may go on over the next. */
function readKorean(runs, finder) {
  const terms = [];
  const joined = runs.join("");
  if (runs.length > 1 && !finder.known(joined) && finder.inNames(joined).length) return [{ text: joined }];
  for (let at = 0; at < runs.length; at += 1) {
    let word = runs[at];
    let known = finder.longest(runs.slice(at).join(""));
    if (!known) {
      terms.push({ text: bare(word), isStop: spelling.isKoreanStop(word) });
      continue;
    }
    terms.push({ text: known, phrase: known });
    while (known.length > word.length) {
      known = known.slice(word.length);
      at += 1;
      word = runs[at];
    }
    let rest = word.slice(known.length);
    while (rest && !spelling.isParticle(rest)) {
      const next = finder.longest(rest);
      if (!next || next.length > rest.length) {
        terms.push({ text: bare(rest), isStop: spelling.isKoreanStop(rest) || rest.length === 1 });
        break;
      }
      terms.push({ text: next, phrase: next });
      rest = rest.slice(next.length);
    }
  }
  return terms;
}

/* A Korean word without its particle. */
function bare(word) {
  for (let length = Math.min(3, word.length - 2); length > 0; length -= 1)
    if (spelling.isParticle(word.slice(-length))) return word.slice(0, -length);
  return word;
}
