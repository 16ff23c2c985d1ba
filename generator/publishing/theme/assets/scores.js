/* What is found in a second way as well counts this much more. */
const AGAIN = 0.15;

/* What each place is worth, word by word; a rare word counts more. */
export class Scores {
  constructor(terms) {
    this.terms = terms;
    this.found = new Map(terms.map((term) => [term, new Map()]));
    this.more = new Map();
    this.surely = new Set();
    this.nearly = new Set();
    this.named = new Set(); // terms of names, topics and words of pages
  }

  add(term, place, value) {
    const places = this.found.get(term);
    if (!places) return;
    const known = places.get(place) ?? 0;
    places.set(place, Math.max(known, value) + AGAIN * Math.min(known, value));
  }

  bonus(place, value) {
    if (value) this.more.set(place, Math.max(value, this.more.get(place) ?? 0));
  }

  sure(place, value) {
    this.bonus(place, value);
    this.surely.add(place);
  }

  near(place, value) {
    this.sure(place, value);
    this.nearly.add(place);
  }

  misses(term) {
    return !this.found.get(term).size;
  }

  uses(term, place) {
    return this.found.get(term).has(place);
  }

  get isEmpty() {
    return !this.more.size && [...this.found.values()].every((places) => !places.size);
  }

  weigh(count) {
    const weight = ([term, places]) => [
      term,
      (Math.log(1 + (count * (places.size ? 1 : 2)) / (places.size || 1)) *
        (term.stem ? 1 : Math.min(term.text.length, 6) / 3) *
        (places.size || !term.isProper ? 1 : 2)) /
        Math.sqrt(term.share ?? 1),
    ];
    this.weights = new Map([...this.found].map(weight));
    this.total = [...this.weights.values()].reduce((sum, value) => sum + value, 0) || 1;
    return this.total;
  }

  rank(firstParagraph, firstPage) {
    const hits = new Map();
    const hit = (place) => {
      if (!hits.has(place))
        hits.set(place, {
          place,
          score: this.more.get(place) ?? 0,
          covered: 0,
          isSure: this.surely.has(place),
          isNear: this.nearly.has(place),
        });
      return hits.get(place);
    };
    for (const place of this.more.keys()) hit(place);
    for (const [term, places] of this.found)
      for (const [place, value] of places) {
        const own = hit(place);
        own.score += value * this.weights.get(term);
        own.covered += this.weights.get(term) / this.total;
      }
    return [...hits.values()]
      .filter((own) => own.covered || own.isSure)
      .sort((left, right) => right.score - left.score || left.place - right.place);
  }
}
