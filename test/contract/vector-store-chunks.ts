import { createHash } from 'node:crypto'
import type { DocumentScope } from '../../src/domain/document.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { EmbedderFingerprint } from '../../src/domain/fingerprint.ts'
import { chunkId } from '../../src/domain/ids.ts'
import type { CollectionSpec, VectorStore } from '../../src/ports/vector-store.ts'

export const dimension = 32

export function specOf(name: string, changes: Partial<EmbedderFingerprint> = {}): CollectionSpec {
  const fingerprint: EmbedderFingerprint = {
    model: 'contract-suite',
    revision: '1',
    dimension,
    prefixRule: 'none',
    normalised: true,
    chunking: '1',
    ...changes,
  }
  return { name, dimension: fingerprint.dimension, fingerprint }
}

/** Unit vector; the same `random` gives the same vector. */
export function unitVector(random: () => number, length = dimension): Float32Array {
  const vector = Float32Array.from({ length }, () => random() - 0.5)
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}

/** Words as frequent as in text: few very common, many rare. */
export function zipfTerms(random: () => number, count: number, vocabulary = 400): string[] {
  return Array.from({ length: count }, () => `w${Math.floor(vocabulary ** random())}`)
}

export function chunkOf(
  scope: DocumentScope,
  index: number,
  random: () => number,
  changes: Partial<IndexedChunk> = {},
): IndexedChunk {
  const terms = zipfTerms(random, 5 + Math.floor(random() * 30)).join(' ')
  const content = `Text of chunk ${index}: ${terms}`
  return {
    id: chunkId(scope.documentId, index),
    companyId: scope.companyId,
    documentId: scope.documentId,
    fileName: 'file.pdf',
    page: index % 3 === 0 ? null : index,
    title: 'A title',
    tokens: 10 + index,
    contentHash: createHash('sha256').update(content).digest('hex'),
    content,
    terms,
    embedding: unitVector(random),
    ...changes,
  }
}

export function documentOf(scope: DocumentScope, chunks: number, random: () => number): IndexedChunk[] {
  return Array.from({ length: chunks }, (_, index) => chunkOf(scope, index, random))
}

export function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** BM25 as the port defines it (k1 1.2, b 0.75), with the statistics of all given chunks. Only chunks that match. */
export function bm25(chunks: readonly IndexedChunk[], question: readonly string[]): Map<string, number> {
  const bags = chunks.map((chunk) => chunk.terms.split(' ').filter((term) => term !== ''))
  const average = bags.reduce((sum, bag) => sum + bag.length, 0) / bags.length
  const scores = new Map<string, number>()
  for (const term of new Set(question)) {
    const frequency = bags.filter((bag) => bag.includes(term)).length
    const idf = Math.log(1 + (bags.length - frequency + 0.5) / (frequency + 0.5))
    bags.forEach((bag, i) => {
      const count = bag.filter((other) => other === term).length
      const id = chunks[i]?.id
      if (count === 0 || id === undefined) return
      const weight = (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * bag.length) / average))
      scores.set(id, (scores.get(id) ?? 0) + weight)
    })
  }
  return scores
}

export const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)

export async function scanAll(store: VectorStore, scope: DocumentScope): Promise<IndexedChunk[]> {
  const chunks: IndexedChunk[] = []
  for await (const batch of store.scan(scope, new AbortController().signal)) chunks.push(...batch)
  return chunks.toSorted(byId)
}
