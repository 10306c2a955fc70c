/** `n.i.f.`, `d.n.i`; `ee.uu.`, `rr. hh.`: what is said by its letters, each with a dot. Folded. */
const dotted =
  /(?<![a-z0-9.@/])(?:[a-z]\.(?:[a-z]\.){1,5}(?:[a-z](?![a-z0-9.@/]))?|[a-z]\.[a-z](?=[^a-z0-9.@/]|$)|([a-z])\1\. ?([a-z])\2(?![a-z0-9])\.?)(?![a-z0-9@/])/g

/** Such letters of a folded text as most people write them: `nif`, `eeuu`. */
export function dottedLettersIn(folded: string): string[] {
  if (!folded.includes('.')) return []
  return (folded.match(dotted) ?? []).map(join)
}

/** A folded text with such letters as one word. */
export function joinDottedLetters(folded: string): string {
  return folded.includes('.') ? folded.replace(dotted, join) : folded
}

const join = (letters: string): string => letters.replaceAll(/[. ]/g, '')
