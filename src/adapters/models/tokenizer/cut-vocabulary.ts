import type { ScoredPiece } from './piece-table.ts'

/** A `tokenizer.json` whose vocabulary, `rest.model.vocab`, is left empty, and the pieces that stood there. */
export interface CutFile {
  readonly rest: unknown
  /** Read anew each time. @throws SyntaxError when something else than pairs of a piece and a number stands there. */
  readonly pieces: Iterable<ScoredPiece>
}

const key = Buffer.from('"vocab":')
/** A pair of the list with what parts it from the next one. */
const scoredPair = /\s*\[\s*"((?:[^"\\]|\\.)*)"\s*,\s*(-?\d[\d.eE+-]*)\s*\]\s*[,\]]/gu
const quote = 0x22
const backslash = 0x5c
const openList = 0x5b
const closeList = 0x5d

/**
 * Takes the list of pieces out of a `tokenizer.json` without parsing it: a quarter of a million pairs are 70 MB of objects, whose
 * room a process keeps for ever. Null when the file has no such list; who asks parses all of it then.
 */
export function cutVocabulary(bytes: Buffer): CutFile | null {
  const found = bytes.indexOf(key)
  const begin = found === -1 ? -1 : bytes.indexOf(openList, found)
  const end = begin === -1 ? -1 : endOfList(bytes, begin)
  if (end === -1) return null
  let rest: unknown
  try {
    rest = JSON.parse(`${bytes.toString('utf8', 0, begin)}[]${bytes.toString('utf8', end)}`)
  } catch {
    return null
  }
  // what was cut out was the vocabulary of the model, and not the same word elsewhere in the file
  return isWithoutVocabulary(rest)
    ? { rest, pieces: { [Symbol.iterator]: () => readPairs(bytes.toString('utf8', begin, end)) } }
    : null
}

function isWithoutVocabulary(rest: unknown): boolean {
  if (typeof rest !== 'object' || rest === null || !('model' in rest)) return false
  const { model } = rest
  if (typeof model !== 'object' || model === null || !('vocab' in model)) return false
  return Array.isArray(model.vocab) && model.vocab.length === 0
}

/** Behind the bracket that closes the list which begins here; -1 when it is never closed. */
function endOfList(bytes: Buffer, begin: number): number {
  let depth = 0
  for (let at = begin; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) at = endOfString(bytes, at) - 1
    else if (byte === openList) depth += 1
    else if (byte === closeList && --depth === 0) return at + 1
  }
  return -1
}

/** Behind the closing quote of the string which begins here, or the end of the file. */
function endOfString(bytes: Buffer, begin: number): number {
  let at = begin + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at + 1
}

/** Each `["piece",-1.5]` of a list of them, one at a time. */
function* readPairs(list: string): Generator<ScoredPiece> {
  let behind = 1
  for (const {
    0: { length },
    1: string = '',
    2: score,
    index,
  } of list.matchAll(scoredPair)) {
    if (index !== behind) break
    behind = index + length
    yield [string.includes('\\') ? parseString(string) : string, Number(score)]
  }
  if (behind !== list.length) throw new SyntaxError('The vocabulary is no list of pieces and scores.')
}

function parseString(escaped: string): string {
  return String(JSON.parse(`"${escaped}"`))
}
