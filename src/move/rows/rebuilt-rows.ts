import { createHash } from 'node:crypto'
import { saidTitle, searchedText, type IndexedChunk } from '../../domain/chunk.ts'
import type { DocumentScope } from '../../domain/document.ts'
import { chunkId } from '../../domain/ids.ts'
import { otherSide, type MoveSide } from '../../domain/move.ts'
import { embeddedText, splitEmbedding } from '../../domain/units/embedded-text.ts'
import { createBreather } from '../../flow/breathe.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { Embedder, EmbedRequest } from '../../ports/models.ts'
import type { StoredChunk, StoredChunks, StoredDocument } from '../../ports/moves/stored-chunks.ts'
import { compareRebuilt } from './compare-rebuilt.ts'
import { readRows } from './read-rows.ts'
import type { RowSource } from './row-source.ts'
import type { Sides } from './sides.ts'

export interface RebuildDeps {
  readonly stored: StoredChunks
  readonly sides: Sides
  readonly embedders: Readonly<Record<MoveSide, Embedder>>
  readonly analyser: Analyser
}

/** Embedding takes a hundred times longer than copying. */
const sliceSize = 8
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
    sliceSize,
    sameVectors: false,
    prepare: async (scope, to, signal) => {
      const made: MadeByText = new Map()
      // hours for a very long document: not while its lock is held
      await embedMissing(deps, scope, to, made, signal)
      return async (locked) => {
        const document = await embedMissing(deps, scope, to, made, locked)
        if (document === null) return []
        await savePieceVectors(deps, scope, to, document, made)
        return rowsOf(deps, scope, to, document, made)
      }
    },
    compare: async (scope, signal) => {
      const [document, rows] = await Promise.all([deps.stored.read(scope), readRows(deps.sides.to, scope, signal)])
      if (document === null) return { rows: rows.length, what: null }
      const made = await embedFirst(deps, scope, document, signal)
      const expected = await rowsOf(deps, scope, 'to', document, made)
      return { rows: rows.length, what: compareRebuilt(expected, rows) }
    },
  }
}

/** Embeds what is not embedded yet. @returns the document as it is now; null when it must have no vectors. */
async function embedMissing(
  { stored, embedders }: RebuildDeps,
  scope: DocumentScope,
  to: MoveSide,
  made: MadeByText,
  signal: AbortSignal,
): Promise<StoredDocument | null> {
  const document = await stored.read(scope)
  if (document === null) return null
  const embedder = embedders[to]
  const missing = textsOf(document, embedder).filter(({ text }) => !made.has(text))
  const request: EmbedRequest = { role: 'passage', companyId: scope.companyId, signal }
  for (let from = 0; from < missing.length; from += batchSize) {
    const batch = missing.slice(from, from + batchSize)
    const all = await embedder.embedWithParts(batch, request)
    batch.forEach(({ text }, at) => {
      const one = all[at]
      if (one !== undefined) made.set(text, splitEmbedding(one, embedder.fingerprint))
    })
  }
  return document
}

/** Of a comparison: one vector a document is made once more. All would take as long as the move did. */
async function embedFirst(
  { embedders }: RebuildDeps,
  scope: DocumentScope,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<MadeByText> {
  const made: MadeByText = new Map()
  const [first] = textsOf(document, embedders.to)
  if (first === undefined) return made
  const [all] = await embedders.to.embedWithParts([first], { role: 'passage', companyId: scope.companyId, signal })
  if (all !== undefined) made.set(first.text, splitEmbedding(all, embedders.to.fingerprint))
  return made
}

function textsOf(document: StoredDocument, embedder: Embedder) {
  const title = titleFor(document, embedder)
  return document.chunks.map((chunk) => embeddedText(chunk, title))
}

const titleFor = ({ title }: StoredDocument, embedder: Embedder) =>
  saidTitle(title, { ...embedder.limits, countTokens: (text) => embedder.countTokens(text) })

async function savePieceVectors(
  { stored, embedders }: RebuildDeps,
  scope: DocumentScope,
  to: MoveSide,
  document: StoredDocument,
  made: MadeByText,
): Promise<void> {
  const texts = textsOf(document, embedders[to])
  const vectors = document.chunks.map(({ index }, at) => ({
    index,
    pieceVectors: made.get(texts[at]?.text ?? '')?.pieceVectors ?? null,
  }))
  await stored.savePieceVectors(scope, vectors, embedders[otherSide(to)].fingerprint)
}

/** A row whose vector was not made has none of any length. */
async function rowsOf(
  { analyser, embedders }: RebuildDeps,
  scope: DocumentScope,
  to: MoveSide,
  document: StoredDocument,
  made: MadeByText,
): Promise<readonly IndexedChunk[]> {
  const embedder = embedders[to]
  const texts = textsOf(document, embedder)
  const named = { fileName: document.fileName, title: titleFor(document, embedder) }
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
      terms: analyser.analyseText(searchedText(chunk, named)).join(' '),
      embedding: made.get(texts[at]?.text ?? '')?.embedding ?? new Float32Array(0),
    })
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return rows
}

/** Rows of the original have none. */
const hashOf = ({ text }: StoredChunk) => createHash('sha256').update(text).digest('hex')
