import { Tokenizer } from '@huggingface/tokenizers'
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
  readonly ids: ReadonlyMap<string, number>
  readonly scores: Float64Array
  /** Length of the longest piece in code points. */
  readonly longest: number
  readonly unknownId: number
  readonly unknownScore: number
}

/**
 * SentencePiece unigram (universal-sentence-encoder, XLM-R, multilingual-e5). The same ids as `@huggingface/tokenizers`,
 * which is the test's oracle, about 40 times faster and without its 100 MB trie: every word is searched once and
 * remembered. Null when the file uses anything this does not cover; the library takes it then.
 */
export function createUnigramTokenizer(file: TokenizerFile): TextTokenizer | null {
  const template = readTemplate(file)
  const special = readSpecialTokens(file)
  const vocabulary = readVocabulary(file)
  if (!template || !special || !vocabulary || !hasPlainMetaspace(file)) return null
  const normalise = createNormaliser(file)
  const idsOfWord = createWordCache((word) => searchWord(word, vocabulary))

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

function readVocabulary({ model }: TokenizerFile): UnigramVocabulary | null {
  const { type, vocab, unk_id: unknownId, byte_fallback: byteFallback } = model
  if (type !== 'Unigram' || byteFallback === true || !Array.isArray(vocab) || typeof unknownId !== 'number') return null
  const ids = new Map<string, number>()
  const scores = new Float64Array(vocab.length)
  let longest = 1
  let lowest = Infinity
  // The cast only names the shape that `tokenizer.json` documents; a wrong one gives NaN scores and fails the probe run.
  for (const [id, [piece, score]] of (vocab as readonly [string, number][]).entries()) {
    if (piece.lastIndexOf(space) > 0) return null
    ids.set(piece, id)
    scores[id] = score
    longest = Math.max(longest, [...piece].length)
    lowest = Math.min(lowest, score)
  }
  if (!ids.has(space)) return null
  // The penalty of 10 under the rarest piece is SentencePiece's own (kUnkPenalty).
  scores[unknownId] = lowest - 10
  return { ids, scores, longest, unknownId, unknownScore: lowest - 10 }
}

/** The library's normaliser for this file, taken from a tokenizer with an empty vocabulary so that no trie is built. */
function createNormaliser(file: TokenizerFile): (text: string) => string {
  const model = { type: 'WordPiece', vocab: {}, unk_token: '', continuing_subword_prefix: '##' }
  const { normalizer } = new Tokenizer({ ...file, decoder: null, added_tokens: [], model }, {})
  return normalizer ? (text) => normalizer.normalize(text) : (text) => text
}

function eachWord(normalised: string, onWord: (word: string) => void): void {
  if (normalised === '') return
  const marked = normalised.replaceAll(' ', space)
  const text = marked.startsWith(space) ? marked : space + marked
  let from = 0
  while (from < text.length) {
    const next = text.indexOf(space, from + 1)
    const to = next === -1 ? text.length : next
    onWord(text.slice(from, to))
    from = to
  }
}

/** Viterbi search for the pieces with the highest sum of scores; of equals, the one whose last piece is longest, as the reference. */
function searchWord(word: string, { ids, scores, longest, unknownId, unknownScore }: UnigramVocabulary): number[] {
  const starts = codePointStarts(word)
  const length = starts.length - 1
  const best = new Float64Array(length + 1).fill(-Infinity)
  const cameFrom = new Int32Array(length + 1)
  const pieceAt = new Int32Array(length + 1)
  best[0] = 0
  for (let end = 1; end <= length; end += 1) {
    for (let start = Math.max(0, end - longest); start < end; start += 1) {
      const id = ids.get(word.slice(starts[start], starts[end])) ?? (start === end - 1 ? unknownId : -1)
      if (id === -1) continue
      const score = (best[start] ?? 0) + (id === unknownId ? unknownScore : (scores[id] ?? 0))
      if (score <= (best[end] ?? 0)) continue
      best[end] = score
      cameFrom[end] = start
      pieceAt[end] = id
    }
  }
  return tracePieces(length, cameFrom, pieceAt, unknownId)
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

function codePointStarts(word: string): number[] {
  const starts: number[] = []
  for (let at = 0; at < word.length; at += (word.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at)
  starts.push(word.length)
  return starts
}
