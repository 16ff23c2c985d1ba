/* How words are compared: without case, accents, width and endings. */

const STOP = new Set(
  (
    "a an and any are as at be been being by can could did do does during for from between had has have her his how i if in into is it " +
    "its me much my of on or our please shall should show so some tell than that the their them there these they this those to " +
    "up us was we were what whats when where which while who whom whose why will with would you your about all also many say " +
    "says said called call countries country three people thing things explain find give mean means meaning get got let lets first new each every year " +
    "s t re ve ll d m"
  ).split(" "),
);

/* Question words and endings of sentences; particles are cut off words. */
const KOREAN_STOP =
  /^(?:무엇|무엇인가|뭐|뭔가|언제|어디|어디서|누가|누구|왜|어떻게|어떤|무슨|몇|대해|대해서|대한|관한|관련|관하여|처음|그리고|및|또는|내용|의미|뜻|설명|알려줘|정리|대하여|대통령|총리|장관|씨|님|여사)$/;
const KOREAN_VERB =
  /(?:나요|니까|인가|는가|은가|던가|하나|했나|있나|됐나|렸나|었나|았나|였나|어요|아요|해요|세요|습니다|입니다|한다|했다|된다|하는|되는|있는|했던|되나|이란|란)$/;
const PARTICLE =
  /^(?:은|는|이|가|을|를|의|에|에서|에게|와|과|랑|로|으로|도|만|부터|까지|께서|이란|란|이나|나|에는|에서는|에서의|으로의|로의|과의|와의|에의|들|들은|들이|들의|들을|적|적인|이라|라는|에대한|측|인가|이다|입니다|이며|인)$/;
const JAPANESE_STOP = /(?:とは|何|誰|教えて|意味|ください|いつ|どこ|なぜ|大統領|首相|総理|大臣|長官|氏|さん)/g;

const UNSPACED = /[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/;

const BRITISH = { defence: "defense", centre: "center", programme: "program", labour: "labor", harbour: "harbor" };

export const isStop = (word) => STOP.has(word);
const isAscii = (text) => /^[\0-\x7f]*$/.test(text);

export const isUnspaced = (text) => UNSPACED.test(text);
export const isKorean = (text) => HANGUL.test(text);
export const isKoreanStop = (word) => KOREAN_STOP.test(word) || KOREAN_VERB.test(word);
export const isParticle = (text) => PARTICLE.test(text);
/* The words of a Japanese question: hiragana stand between them, and are none of their own. */
export const wordsOfJapanese = (run) =>
  run
    .replace(JAPANESE_STOP, " ")
    .split(/[\u3041-\u309f\s]+/)
    .filter(Boolean);

/* Compatible forms (width, old forms of a character), lower case, no accents; Hangul stays composed. */
export function fold(text) {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u00df\u1e9e]/g, "ss")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .normalize("NFC");
}

/* Letters and digits alone: "U.N." and "un" are one. */
export function key(text) {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/* Words as they are typed: "U.N." is one, "women's" is "women". */
export function wordsOf(text) {
  const folded = fold(text);
  if (!/[.']/.test(folded)) return folded.match(isAscii(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  const joined = folded.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (found) => found.replaceAll(".", ""));
  return joined.replace(/'s(?![\p{L}\p{N}])/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/* English endings off; words of other languages stay as they are. */
export function stem(word) {
  if (!stems.has(word)) stems.set(word, cutEnding(word));
  return stems.get(word);
}

const stems = new Map();

function cutEnding(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return (Object.hasOwn(BRITISH, word) ? BRITISH[word] : word)
    .replace(/isation(s?)$/, "ization$1")
    .replace(/i(?:es|ed)$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^su])s$/, "$1")
    .replace(/(.{3})(?:ization|ize|ise|ement|ment|ation|ion|ing|ed|ly)$/, "$1")
    .replace(/([^aeiou])\1$/, "$1")
    .replace(/(.{3})e$/, "$1");
}

/* Letters left out, added, changed or swapped with their neighbour (optimal string alignment); more than `most` is Infinity. */
export function slips(left, right, most) {
  if (Math.abs(left.length - right.length) > most) return Infinity;
  let before = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = left[i - 1] === right[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return last[right.length] <= most ? last[right.length] : Infinity;
}
