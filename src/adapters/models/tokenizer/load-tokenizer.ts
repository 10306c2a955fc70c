import { Tokenizer } from '@huggingface/tokenizers'
import { readFile, stat } from 'node:fs/promises'
import { AppError } from '../../../domain/errors.ts'
import { createBertTokenizer } from './bert-tokenizer.ts'
import { cutVocabulary } from './cut-vocabulary.ts'
import { layOutPieces } from './piece-table.ts'
import { readStoredVocabulary, storeVocabulary, type TokenizerStamp, type Vocabulary } from './stored-vocabulary.ts'
import type { TextTokenizer, TokenizerFile } from './text-tokenizer.ts'
import { createUnigramTokenizer } from './unigram-tokenizer.ts'

/** A BPE merge is quadratic in the length of one run, so runs that are no words are cut first. Chinese and Japanese are not touched. */
const endlessRun = /[\x21-\x7e\u00a1-\u024f]{257,}/gu
const runPiece = /.{1,128}/gsu
const endlessSpace = / {65,}/gu

/**
 * The tokenizer of a model folder. Padding and truncation in the file are switched off: the embedder cuts, and keeps the
 * closing special token.
 * @param keptIn file for what takes long to make of a large vocabulary, so that the next process need not; null: it is not kept.
 * @param onParsed it was made out of JSON, up to 17 MB, which leaves up to 70 MB of garbage.
 * @throws AppError `configuration` when the file is missing or of an unknown kind.
 */
export async function loadTokenizer(
  path: string,
  keptIn: string | null = null,
  onParsed?: () => void,
): Promise<TextTokenizer> {
  const stamp = await stat(path).catch(unreadable(path))
  const kept = keptIn === null ? null : await readStoredVocabulary(keptIn, stamp)
  const known = kept === null ? null : unigramOf(kept)
  if (known !== null) return known
  const tokenizer = await makeTokenizer(path, stamp, keptIn)
  onParsed?.()
  return tokenizer
}

async function makeTokenizer(path: string, stamp: TokenizerStamp, keptIn: string | null): Promise<TextTokenizer> {
  const bytes = await readFile(path).catch(unreadable(path))
  const vocabulary = vocabularyOf(bytes)
  const unigram = vocabulary === null ? null : unigramOf(vocabulary)
  if (vocabulary !== null && unigram !== null) {
    if (keptIn !== null) await storeVocabulary(keptIn, stamp, vocabulary)
    return unigram
  }
  const file = parseTokenizerFile(path, bytes)
  try {
    return createBertTokenizer(file) ?? createLibraryTokenizer(file)
  } catch (cause) {
    throw new AppError('configuration', `${path} is not a tokenizer this product can use.`, { cause })
  }
}

const unreadable =
  (path: string) =>
  (cause: unknown): never => {
    throw new AppError('configuration', `${path} cannot be read as a tokenizer.json.`, { cause })
  }

/** Read without parsing the file, because it is large. Null when there is none, or not as expected. */
function vocabularyOf(bytes: Buffer): Vocabulary | null {
  const cut = cutVocabulary(bytes)
  if (cut === null) return null
  try {
    return { rest: cut.rest, pieces: layOutPieces(cut.pieces) }
  } catch {
    // who parses all of it says what is wrong
    return null
  }
}

function unigramOf({ rest, pieces }: Vocabulary): TextTokenizer | null {
  if (!isTokenizerFile(rest)) return null
  try {
    return createUnigramTokenizer(rest, pieces)
  } catch {
    return null
  }
}

function parseTokenizerFile(path: string, bytes: Buffer): TokenizerFile {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'))
    if (isTokenizerFile(parsed)) return parsed
  } catch (cause) {
    unreadable(path)(cause)
  }
  throw new AppError('configuration', `${path} has no model or added_tokens and is no tokenizer.json.`)
}

function isTokenizerFile(value: unknown): value is TokenizerFile {
  if (typeof value !== 'object' || value === null) return false
  if (!('model' in value) || typeof value.model !== 'object' || value.model === null) return false
  return 'added_tokens' in value && Array.isArray(value.added_tokens) && 'normalizer' in value
}

/** Any other kind (BPE, WordLevel) exactly as the library does it, guarded against runs that would hold the thread. */
export function createLibraryTokenizer(file: TokenizerFile): TextTokenizer {
  const library = new Tokenizer({ ...file, truncation: null, padding: null }, {})
  const encode = (text: string): number[] => library.encode(guardRuns(text)).ids
  return { encode, count: (text) => encode(text).length }
}

function guardRuns(text: string): string {
  return text
    .replace(endlessSpace, (run) => run.slice(0, 64))
    .replace(endlessRun, (run) => run.match(runPiece)?.join(' ') ?? run)
}
