const word = /[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu
const letter = /[a-z]/iu
const wideScript =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u{20000}-\u{3ffff}]/u

/**
 * Tokens of a text for a remote model whose tokenizer we do not have; meant to be too high rather than too low.
 * Latin letters count one token for every three, and one more for each letter that is not plain ASCII (vocabularies without
 * Spanish cut there); digits one for every two; other scripts one a letter, those without spaces two; every sign one;
 * two for the special tokens. On 480 paragraphs in Spanish and English it gave 0.96 to 2.2 times what the WordPiece and unigram
 * tokenizers shipped here count, 1.15 in the median for the worst pair (Spanish text, English vocabulary).
 */
export function estimateTokens(text: string): number {
  let tokens = 2
  for (const [piece] of text.matchAll(word)) tokens += estimateWord(piece)
  return tokens
}

function estimateWord(piece: string): number {
  if (piece.length === 1) return wideScript.test(piece) ? 2 : 1
  let plain = 0
  let other = 0
  for (const character of piece) {
    if (letter.test(character)) plain += 1
    else if (character >= '0' && character <= '9') plain += 1.5
    else if (character < '\u0250') other += 4 / 3
    else other += wideScript.test(character) ? 2 : 1
  }
  return Math.max(1, Math.ceil(plain / 3 + other))
}
