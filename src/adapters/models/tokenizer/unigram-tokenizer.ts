import { Tokenizer } from '@huggingface/tokenizers'
import { createPieceTable, type LaidOutPieces, type PieceTable } from './piece-table.ts'
import {
  readSpecialTokens,
  readTemplate,
  tokenizerOfPieces,
  type TextTokenizer,
  type TokenizerFile,
} from './text-tokenizer.ts'
import { createWordCache } from './word-cache.ts'

const space = '▁'

/** What the Viterbi search needs. Pieces hold the space mark only as their first character, so words are independent. */
interface UnigramVocabulary {
  readonly pieces: PieceTable
  readonly unknownId: number
}

/**
 * SentencePiece unigram (universal-sentence-encoder, XLM-R, multilingual-e5). The same ids as `@huggingface/tokenizers`,
 * which is the test's oracle, about 40 times faster and without its 100 MB trie: every word is searched once and
 * remembered. Null when the file uses anything this does not cover; the library takes it then.
 * @param file Its vocabulary is not looked at.
 * @param laidOut That vocabulary.
 */
export function createUnigramTokenizer(file: TokenizerFile, laidOut: LaidOutPieces): TextTokenizer | null {
  const template = readTemplate(file)
  const special = readSpecialTokens(file)
  const vocabulary = readVocabulary(file, laidOut)
  if (!template || !special || !vocabulary || !hasPlainMetaspace(file)) return null
  const normalise = createNormaliser(file)
  const idsOfWord = createWordCache((word) => searchWord(space + word, vocabulary))

  const eachPart = (text: string, onWord: (ids: readonly number[]) => void): void => {
    for (const part of special.split(text)) {
      const normalised = typeof part === 'number' ? part : normalise(part)
      const id = typeof normalised === 'number' ? normalised : special.idOf(normalised)
      if (id !== undefined) onWord([id])
      else if (typeof normalised === 'string') eachWord(normalised, (word) => onWord(idsOfWord(word)))
    }
  }
  return tokenizerOfPieces(template, eachPart)
}

function hasPlainMetaspace({ pre_tokenizer: metaspace }: TokenizerFile): boolean {
  return (
    metaspace?.['type'] === 'Metaspace' &&
    metaspace['replacement'] === space &&
    (metaspace['prepend_scheme'] ?? 'always') === 'always'
  )
}

function readVocabulary({ model }: TokenizerFile, laidOut: LaidOutPieces): UnigramVocabulary | null {
  const { type, unk_id: unknownId, byte_fallback: byteFallback } = model
  if (type !== 'Unigram' || byteFallback === true || typeof unknownId !== 'number') return null
  if (holdsSpaceWithin(laidOut)) return null
  // The penalty of 10 under the rarest piece is SentencePiece's own (kUnkPenalty).
  const scores = laidOut.scores.slice()
  scores[unknownId] = scores.reduce((least, score) => Math.min(least, score), Infinity) - 10
  const pieces = createPieceTable({ ...laidOut, scores })
  return pieces.has(space) ? { pieces, unknownId } : null
}

/** Whether a piece has the space mark behind its first character. */
function holdsSpaceWithin({ units, ends }: LaidOutPieces): boolean {
  const mark = space.charCodeAt(0)
  let start = 0
  for (const end of ends) {
    for (let at = start + 1; at < end; at += 1) if (units[at] === mark) return true
    start = end
  }
  return false
}

/** The library's normaliser for this file, taken from a tokenizer with an empty vocabulary so that no trie is built. */
function createNormaliser(file: TokenizerFile): (text: string) => string {
  const model = { type: 'WordPiece', vocab: {}, unk_token: '', continuing_subword_prefix: '##' }
  const { normalizer } = new Tokenizer({ ...file, decoder: null, added_tokens: [], model }, {})
  return normalizer ? (text) => normalizer.normalize(text) : (text) => text
}

/** Words without the space mark before them, as they are remembered: strings with it would have to be made for every word. */
function eachWord(normalised: string, onWord: (word: string) => void): void {
  if (normalised === '') return
  const text = normalised.includes(space) ? normalised.replaceAll(space, ' ') : normalised
  let from = text.startsWith(' ') ? 1 : 0
  for (let to = text.indexOf(' ', from); to !== -1; to = text.indexOf(' ', from)) {
    onWord(text.slice(from, to))
    from = to + 1
  }
  onWord(text.slice(from))
}

/** Viterbi search for the pieces with the highest sum of scores; of equals, the one whose last piece is longest, as the reference. */
function searchWord(word: string, { pieces, unknownId }: UnigramVocabulary): number[] {
  const best = new Float64Array(word.length + 1).fill(-Infinity)
  const cameFrom = new Int32Array(word.length + 1)
  const pieceAt = new Int32Array(word.length + 1)
  best[0] = 0
  const reach = (start: number, end: number, id: number): void => {
    const score = (best[start] ?? 0) + (pieces.scores[id] ?? 0)
    if (score <= (best[end] ?? 0)) return
    best[end] = score
    cameFrom[end] = start
    pieceAt[end] = id
  }
  for (let start = 0; start < word.length;) {
    const next = start + ((word.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
    let isKnown = false
    pieces.eachAt(word, start, (end, id) => {
      if (end === next) isKnown = true
      reach(start, end, id)
    })
    if (!isKnown) reach(start, next, unknownId)
    start = next
  }
  return tracePieces(word.length, cameFrom, pieceAt, unknownId)
}

/** Neighbouring unknown characters become one unknown token, as in the reference. */
function tracePieces(length: number, cameFrom: Int32Array, pieceAt: Int32Array, unknownId: number): number[] {
  const pieces: number[] = []
  for (let end = length; end > 0; end = cameFrom[end] ?? 0) {
    const id = pieceAt[end] ?? unknownId
    if (id !== unknownId || pieces.at(-1) !== unknownId) pieces.push(id)
  }
  return pieces.toReversed()
}
