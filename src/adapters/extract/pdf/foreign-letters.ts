/**
 * Letters of a script that no word shares with Latin ones: PDFium gives the number of a glyph as a letter where a font does not say what
 * it stands for, and most of those numbers are letters of some script. Scripts that people write next to Latin letters without a blank
 * are left as they are.
 */
const foreign =
  /(?<=\p{Script=Latin})[^\P{L}\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Lm}ªº]{1,2}(?=\p{Script=Latin}|$|[\s.,;:])|(?<![\p{L}\p{M}])[^\P{L}\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Lm}ªº](?=\p{Script=Latin}{2})/gu
/** Places of the private area that nothing else uses here. */
const base = 0xe000
const places = 0x700

/** A text in which such letters are unread ones, to be read by the words around them. As long as before in most texts. */
export function withForeignLetters(text: string): string {
  return text.replace(foreign, (letters) =>
    Array.from(letters, (letter) => String.fromCharCode(base + ((letter.codePointAt(0) ?? 0) % places))).join(''),
  )
}
