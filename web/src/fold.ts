/** How a name is compared: without case, accents, tone marks, blanks and punctuation. */

/** Return the words of a text, folded, one blank between them: `Wǎngluò-Qiángguó` → `wangluo qiangguo`. */
export function wordsOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Return the letters and digits of a text, folded, nothing between them. */
export function lettersOf(text: string): string {
  return wordsOf(text).replaceAll(" ", "");
}
