import { createHash, randomUUID } from 'node:crypto'
import type { DocumentScope } from '../../../src/domain/document.ts'
import type { IndexedChunk } from '../../../src/domain/chunk.ts'
import type { EmbedderFingerprint } from '../../../src/domain/fingerprint.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../../src/domain/ids.ts'
import type { CollectionSpec } from '../../../src/ports/vector-store.ts'

export const newScope = (): DocumentScope => ({
  companyId: parseCompanyId(randomUUID()),
  documentId: parseDocumentId(randomUUID()),
})

export const testFingerprint = (dimension: number): EmbedderFingerprint => ({
  model: 'test-model',
  revision: 'a'.repeat(64),
  dimension,
  prefixRule: 'none',
  normalised: true,
  chunking: '1',
})

export const testSpec = (name: string, dimension = 8): CollectionSpec => ({
  name,
  dimension,
  fingerprint: testFingerprint(dimension),
})

/** A unit vector that depends on the seed alone. */
export function unitVector(dimension: number, seed: number): Float32Array {
  const vector = new Float32Array(dimension)
  let norm = 0
  for (let index = 0; index < dimension; index++) {
    const value = Math.sin(seed * 12.9898 + index * 78.233) + Math.cos(seed * (index + 1))
    vector[index] = value
    norm += value * value
  }
  return vector.map((value) => value / Math.sqrt(norm))
}

const words = ['contrato', 'factura', 'garantia', 'plazo', 'entrega', 'pedido', 'cliente', 'pago', 'envio', 'almacen']

/** Rows of one document that differ in every field and are the same for the same seed. */
export function testChunks(scope: DocumentScope, count: number, dimension = 8, seed = 1): readonly IndexedChunk[] {
  return Array.from({ length: count }, (_, index) => {
    const content = `Fragmento ${index} de la versión ${seed}: “año”, «ñandú» y 東京.`
    return {
      id: chunkId(scope.documentId, index),
      companyId: scope.companyId,
      documentId: scope.documentId,
      fileName: `informe ${seed} año.pdf`,
      page: index % 3 === 0 ? null : index,
      title: `Título ${seed}`,
      tokens: 10 + index,
      contentHash: createHash('sha256').update(content).digest('hex'),
      content,
      terms: `${words[index % words.length]} ${words[(index * 7 + seed) % words.length]} n${index} v${seed}`,
      embedding: unitVector(dimension, seed * 1_000 + index),
    }
  })
}
