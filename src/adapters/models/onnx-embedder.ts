import { chunkingVersion } from '../../domain/chunking-version.ts'
import type { EmbedderTraits } from '../../domain/embedder-traits.ts'
import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Embedder, EmbedRequest, EmbedRole, TextWithParts } from '../../ports/models.ts'
import { lazyPool, type LazyPool } from './inference/lazy-pool.ts'
import { loadTokenizer } from './tokenizer/load-tokenizer.ts'
import { prefixRuleOf, readModelFolder, type ModelFolder } from './model-folder.ts'
import { openModelHome } from './model-home.ts'
import { placeGraph } from './place-graph.ts'
import type { TextTokenizer } from './tokenizer/text-tokenizer.ts'
import { tokensBefore } from './tokenizer/tokens-before.ts'
import { createUnitReader } from './reader/unit-reader.ts'
import { unpackModel } from './unpack-model.ts'
import { unpackReader } from './reader/unpack-reader.ts'

export interface OnnxEmbedderOptions {
  /** Folder with `model.onnx` or `model.onnx.gz`, `tokenizer.json` and optionally `model.json`. */
  readonly modelDir: string
  /** Where a packed model is unpacked once; may be shared by processes. */
  readonly cacheDir: string
  /** Processes with a copy of the model each (100 to 350 MB); one core each. */
  readonly processes: number
  /** Whether its processes stand back when others need a core. */
  readonly background?: boolean
  /** Whether the model is loaded when it is first needed, for who hardly ever embeds. Where `model.json` names no dimension it is at once. */
  readonly onDemand?: boolean
  /** Whether its reader is loaded with it, where it has one. */
  readonly reads?: boolean
  /** Resident bytes above which a process is replaced; 600 MB when not given. */
  readonly rssLimit?: number
  readonly replyTimeoutMs?: number
  /** Its tokenizer was made out of JSON, which leaves up to 70 MB of garbage. */
  readonly onTokenizerParsed?: () => void
  readonly log?: Log
  readonly clock?: Clock
}

/** An embedder whose model runs in processes of our own. */
export interface OnnxEmbedder extends Embedder {
  readonly processes: readonly { readonly pid: number | null; readonly rss: number }[]
}

/** Texts of one call that are tokenised and queued at a time, for each process. */
const queuedPerProcess = 64

/**
 * An embedder that needs nothing but its folder. Tokens are counted and made here, where the chunker needs them anyway; the
 * processes only run the model. Ready when the first process has loaded it, unless it is loaded on demand.
 * @throws AppError `configuration` (wrong folder, damaged model) or `embedder_unavailable`.
 */
export async function createOnnxEmbedder(options: OnnxEmbedderOptions): Promise<OnnxEmbedder> {
  const folder = await readModelFolder(options.modelDir)
  const home = await openModelHome(folder, options.cacheDir)
  const [tokenizer, model, readerPath] = await Promise.all([
    loadTokenizer(folder.tokenizerPath, home.vocabularyPath, options.onTokenizerParsed),
    unpackModel(folder, home.path, options.log),
    options.reads === true ? unpackReader(folder, home.path, options.log) : null,
  ])
  const modelPath = await placeGraph(folder, home.path, model.path)
  const lazy = lazyPool(folder, options, { modelPath, readerPath })
  const dimension = options.onDemand === true && folder.dimension !== null ? folder.dimension : await lazy.load()
  const fingerprint: EmbedderFingerprint = {
    model: folder.name,
    revision: model.sha256,
    dimension,
    prefixRule: prefixRuleOf(folder),
    normalised: true,
    chunking: chunkingVersion,
  }
  return {
    reader: readerPath === null ? null : createUnitReader(tokenizer, lazy),
    fingerprint,
    limits: { targetTokens: folder.targetTokens, maxTokens: folder.maxTokens },
    traits: traitsOf(folder),
    countTokens: (text) => tokenizer.count(folder.prefixes.passage + text),
    embed: (texts, request) => {
      const encode = (text: string): Encoded => ({ ids: encodeForModel(folder, tokenizer, text, request.role) })
      return embedAll(
        lazy,
        options.processes,
        texts.map((text) => () => encode(text)),
        request,
      )
    },
    embedWithParts: (texts, request) => {
      const encode = (text: TextWithParts): Encoded => encodeWithParts(folder, tokenizer, text)
      return embedAll(
        lazy,
        options.processes,
        texts.map((text) => () => encode(text)),
        request,
      )
    },
    close: () => lazy.close(),
    get processes() {
      return lazy.running()?.processes ?? []
    },
  }
}

/** Lanes take the next text each when their last one is done: a long document is neither tokenised nor queued as a whole. */
async function embedAll(
  lazy: LazyPool,
  processes: number,
  texts: readonly (() => Encoded)[],
  { role, urgent = role === 'query', companyId, signal }: EmbedRequest,
): Promise<Float32Array[]> {
  // without a pause where it runs: who closes it next must find these texts waiting
  const pool = lazy.running() ?? (await lazy.get(signal))
  const embeddings = new Array<Float32Array>(texts.length)
  const failure = new AbortController()
  const either = AbortSignal.any([signal, failure.signal])
  const rest = texts.entries()
  const lane = async (): Promise<void> => {
    for (const [index, encode] of rest) {
      const { ids, parts = null } = encode()
      embeddings[index] = await pool.embed(ids, { parts, urgent, company: companyId ?? '', signal: either })
    }
  }
  const lanes = Math.min(texts.length, processes * queuedPerProcess)
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } catch (error) {
    failure.abort(error)
    throw error
  }
  return embeddings
}

function traitsOf({
  fusionWeight,
  unrelated,
  languageGap,
  relevance,
  meanQuestion,
  languages,
}: ModelFolder): EmbedderTraits {
  return { fusionWeight, unrelated, languageGap, relevance, meanQuestion, languages }
}

interface Encoded {
  readonly ids: Int32Array
  /** Begin and end of each part, in tokens. */
  readonly parts?: Int32Array | null
}

/** The same ids as without parts; where a part begins and ends is counted. */
function encodeWithParts(folder: ModelFolder, tokenizer: TextTokenizer, { text, parts }: TextWithParts): Encoded {
  const ids = encodeForModel(folder, tokenizer, text, 'passage')
  const prefix = folder.prefixes.passage
  const positions = parts.flatMap(({ start, end }) => [prefix.length + start, prefix.length + end])
  const before = tokensBefore(tokenizer, prefix + text, positions)
  return { ids, parts: Int32Array.from(before, (count) => Math.min(count, ids.length - 1)) }
}

/** Token ids within the model's limit; a cut text keeps the closing special token. */
export function encodeForModel(
  folder: Pick<ModelFolder, 'prefixes' | 'dropFromQuery' | 'maxTokens' | 'longestInput'>,
  tokenizer: TextTokenizer,
  text: string,
  role: EmbedRole,
): Int32Array {
  const limit = folder.maxTokens ?? folder.longestInput
  const ids = tokenizer.encode(
    folder.prefixes[role] + (role === 'query' ? dropSigns(text, folder.dropFromQuery) : text),
  )
  if (ids.length <= limit) return Int32Array.from(ids)
  const cut = Int32Array.from(ids.slice(0, limit))
  cut[limit - 1] = ids.at(-1) ?? 0
  return cut
}

function dropSigns(text: string, signs: string): string {
  if (signs === '') return text
  return [...text].filter((character) => !signs.includes(character)).join('')
}
