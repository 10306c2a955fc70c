import { createHash } from 'node:crypto'
import { saidTitle, searchedText, type IndexedChunk } from '../../domain/chunk.ts'
import type { DocumentScope } from '../../domain/document.ts'
import { chunkId, type DocumentId } from '../../domain/ids.ts'
import { otherSide, type MoveSide } from '../../domain/move.ts'
import { embeddedText, splitEmbedding } from '../../domain/units/embedded-text.ts'
import { createBreather } from '../../flow/breathe.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { Embedder, TextWithParts } from '../../ports/models.ts'
import type { StoredChunk, StoredChunks, StoredDocument } from '../../ports/moves/stored-chunks.ts'
import { bytesOf } from './bytes-of.ts'
import { compareRebuilt } from './compare-rebuilt.ts'
import { hasSurplus } from './compare-rows.ts'
import { readRowsTogether } from './read-rows-together.ts'
import type { Compared, Comparison, RowSource } from './row-source.ts'
import type { Sides } from './sides.ts'
import { vectorDigest } from './vector-digest.ts'

export interface RebuildDeps {
  readonly stored: StoredChunks
  readonly sides: Sides
  readonly embedders: Readonly<Record<MoveSide, Embedder>>
  readonly analyser: Analyser
}

/** Texts handed to the embedder at once; it makes batches of its own of them. */
const batchSize = 64

type Made = ReturnType<typeof splitEmbedding>
/** By the text that was embedded: a document that changed meanwhile is embedded only where it did. */
type MadeByText = Map<string, Made>

/**
 * The rows are made anew from the chunks in PostgreSQL, with the embedder of the side they go to: for another embedder, for
 * another schema, and when the vectors are lost. The chunks stay as they are cut, and so do their ids.
 */
export function rebuiltRows(deps: RebuildDeps): RowSource {
  return {
    // a minute of two slow cores; between slices the embedder has nothing to do, half a second or so
    slice: { documents: 512, rows: 1_024 },
    rowsTogether: 0,
    partsAtATime: 8,
    sameVectors: false,
    prepare: async ({ companyId, documentIds }, to, signal) => {
      const made: MadeByText = new Map()
      const embedder = deps.embedders[to]
      const embedMissing = async (scope: DocumentScope, either: AbortSignal) => {
        const document = await readPrepared(deps.stored, scope, embedder)
        await embedTexts(embedder, scope, document?.texts ?? [], made, either)
        return document
      }
      // hours for a very long document: not while its lock is held
      for (const documentId of documentIds) await embedMissing({ companyId, documentId }, signal)
      return async (held, locked) => {
        const rows = new Map<DocumentId, readonly IndexedChunk[]>()
        for (const documentId of held) {
          const scope = { companyId, documentId }
          const document = await embedMissing(scope, locked)
          if (document === null) continue
          await saveMade(deps, scope, to, document, made)
          rows.set(documentId, await rowsOf(deps.analyser, scope, embedder, document, made))
        }
        return rows
      }
    },
    compare: async ({ companyId, documentIds }, comparison) => {
      const { signal } = comparison
      const rows = await readRowsTogether(deps.sides.to, { companyId, documentIds }, signal)
      const compared = new Map<DocumentId, Compared>()
      for (const documentId of documentIds) {
        const own = rows.get(documentId) ?? []
        const difference = await differenceOf(deps, { companyId, documentId }, own, comparison)
        compared.set(documentId, { rows: own.length, bytes: bytesOf(own), ...difference, rounded: 0, deviation: 0 })
      }
      return compared
    },
  }
}

/**
 * A vector that is to the bit what the rebuild made needs no second look. Of the others each is made once more, but only one where
 * none is the same, as in a store that rounds, or of a document that was processed since: all would take as long as the move did.
 */
async function differenceOf(
  { stored, embedders, analyser }: RebuildDeps,
  scope: DocumentScope,
  rows: readonly IndexedChunk[],
  { signal, tolerance }: Comparison,
): Promise<Pick<Compared, 'what' | 'surplus'>> {
  const document = await readPrepared(stored, scope, embedders.to)
  if (document === null) return { what: null, surplus: false }
  const made: MadeByText = new Map()
  const others = otherThanMade(document, rows, scope, embedders.to)
  const again = others.length < document.texts.length ? others : others.slice(0, 1)
  await embedTexts(embedders.to, scope, again, made, signal)
  const expected = await rowsOf(analyser, scope, embedders.to, document, made)
  const what = compareRebuilt(expected, rows, tolerance)
  return { what, surplus: what !== null && hasSurplus(expected, rows) }
}

/** Texts of the chunks whose row has another vector than was made, or none. */
function otherThanMade(
  { chunks, texts }: PreparedDocument,
  rows: readonly IndexedChunk[],
  { documentId }: DocumentScope,
  { fingerprint }: Embedder,
): readonly TextWithParts[] {
  const byId = new Map<string, IndexedChunk>(rows.map((row) => [row.id, row]))
  return texts.filter(({ text }, at) => {
    const chunk = chunks[at]
    const row = chunk === undefined ? undefined : byId.get(chunkId(documentId, chunk.index))
    if (chunk === undefined || chunk.vectorDigest === null || row === undefined) return true
    return Buffer.compare(chunk.vectorDigest, vectorDigest(fingerprint, text, row.embedding)) !== 0
  })
}

/** A document with what is embedded of each of its chunks, and the title that is said before them. */
interface PreparedDocument extends StoredDocument {
  readonly texts: readonly TextWithParts[]
}

/** As it is now; null when it must have no vectors. */
async function readPrepared(
  stored: StoredChunks,
  scope: DocumentScope,
  embedder: Embedder,
): Promise<PreparedDocument | null> {
  const document = await stored.read(scope)
  if (document === null) return null
  const title = saidTitle(document.title, {
    ...embedder.limits,
    countTokens: (text) => embedder.countTokens(text),
  })
  return { ...document, title, texts: document.chunks.map((chunk) => embeddedText(chunk, title)) }
}

/** Embeds those of the texts that are not made yet. */
async function embedTexts(
  embedder: Embedder,
  { companyId }: DocumentScope,
  texts: readonly TextWithParts[],
  made: MadeByText,
  signal: AbortSignal,
): Promise<void> {
  const missing = texts.filter(({ text }) => !made.has(text))
  for (let from = 0; from < missing.length; from += batchSize) {
    const batch = missing.slice(from, from + batchSize)
    const all = await embedder.embedWithParts(batch, { role: 'passage', companyId, signal })
    batch.forEach(({ text }, at) => {
      const one = all[at]
      if (one !== undefined) made.set(text, splitEmbedding(one, embedder.fingerprint))
    })
  }
}

const madeOf = (made: MadeByText, { texts }: PreparedDocument, at: number): Made | undefined =>
  made.get(texts[at]?.text ?? '')

async function saveMade(
  { stored, embedders }: RebuildDeps,
  scope: DocumentScope,
  to: MoveSide,
  document: PreparedDocument,
  made: MadeByText,
): Promise<void> {
  const all = document.chunks.map(({ index }, at) => {
    const one = madeOf(made, document, at)
    const text = document.texts[at]?.text
    const isWhole = one !== undefined && text !== undefined
    return {
      index,
      pieceVectors: one?.pieceVectors ?? null,
      vectorDigest: isWhole ? vectorDigest(embedders[to].fingerprint, text, one.embedding) : null,
    }
  })
  await stored.saveMade(scope, all, embedders[otherSide(to)].fingerprint)
}

/** A row whose vector was not made has none of any length. */
async function rowsOf(
  analyser: Analyser,
  scope: DocumentScope,
  embedder: Embedder,
  document: PreparedDocument,
  made: MadeByText,
): Promise<readonly IndexedChunk[]> {
  const breathe = createBreather()
  const rows: IndexedChunk[] = []
  for (const [at, chunk] of document.chunks.entries()) {
    rows.push({
      id: chunkId(scope.documentId, chunk.index),
      companyId: scope.companyId,
      documentId: scope.documentId,
      fileName: document.fileName,
      page: chunk.page,
      title: chunk.label,
      tokens: chunk.tokens ?? embedder.countTokens(chunk.text),
      contentHash: chunk.contentHash ?? hashOf(chunk),
      content: chunk.text,
      terms: analyser.analyseText(searchedText(chunk, document)).join(' '),
      embedding: madeOf(made, document, at)?.embedding ?? new Float32Array(0),
    })
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return rows
}

/** Rows of the original have none. */
const hashOf = ({ text }: StoredChunk) => createHash('sha256').update(text).digest('hex')
