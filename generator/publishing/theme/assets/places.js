/* Paragraphs by their numbers, and dates, as people type them. */

import { fold } from "./spelling.js";

const PARAGRAPH =
  /^(?:paragraphs?|paras?\.?|par\.?|pp?\.?|\u00b6+|\u00a7+|no\.?|#)\s*(\d{1,4})$|^(?:\u7b2c|\uc81c)?\s*(\d{1,4})\s*(?:\u6bb5\u843d|\u6bb5|\u9805|\u30d1\u30e9\u30b0\u30e9\u30d5|\ud56d|\ubb38\ub2e8|\ub2e8\ub77d|\ubc88\uc9f8\s?(?:\ubb38\ub2e8|\ub2e8\ub77d|\ud56d))(?:\u76ee)?$|^(?:\u6bb5\u843d|\u30d1\u30e9\u30b0\u30e9\u30d5|\ubb38\ub2e8|\ub2e8\ub77d)\s*(\d{1,4})$|^(\d{1,4})(?:st|nd|rd|th)\s+paragraph$/;
const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december".split("|");
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DATES = [
  [/(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/, ([, year, month, day]) => [year, +month, +day]],
  [
    /(\d{4})\s*[\u5e74\ub144]\s*(\d{1,2})\s*[\u6708\uc6d4]\s*(\d{1,2})\s*[\u65e5\uc77c]/,
    ([, year, month, day]) => [year, +month, +day],
  ],
  [
    new RegExp(`(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+(\\d{4})`),
    ([, day, name, year]) => [year, number(name), +day],
  ],
  [
    new RegExp(`${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`),
    ([, name, day, year]) => [year, number(name), +day],
  ],
];
const number = (name) => MONTHS.findIndex((month) => month.startsWith(name)) + 1;

/* The number of the paragraph that a query is, or 0. */
export function readParagraph(query) {
  const found = PARAGRAPH.exec(fold(query).trim());
  return found ? Number(found.slice(1).find(Boolean)) : 0;
}

/* The query with its first date as pages write dates, and the date. */
export function readDate(query) {
  const folded = query.normalize("NFKC");
  for (const [pattern, read] of DATES) {
    const found = pattern.exec(folded.toLowerCase());
    if (!found) continue;
    const [year, month, day] = read(found);
    if (month < 1 || month > 12) continue;
    const name = MONTHS[month - 1];
    const written = `${day} ${name[0].toUpperCase()}${name.slice(1)} ${year}`;
    const text = `${folded.slice(0, found.index)} ${written} ${folded.slice(found.index + found[0].length)}`;
    return { text, date: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, written };
  }
  return { text: folded, date: "" };
}
