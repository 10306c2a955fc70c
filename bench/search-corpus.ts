import type { DocumentScope } from '../src/domain/document.ts'
import { chunkId, parseCompanyId, parseDocumentId, type CompanyId } from '../src/domain/ids.ts'
import type { IndexedChunk } from '../src/domain/chunk.ts'
import { seededRandom } from '../test/harness/random.ts'

export const chunksPerDocument = 20
const clusters = 200
const vocabulary = 50_000
/** As many as a chunk of 200 tokens leaves after stop words. */
const termsPerChunk = 75
/** As many as a question leaves. */
const termsPerQuestion = 6
const contentLength = 900

export interface SearchCorpus {
  /** The large company, whose searches are measured. */
  readonly companyId: CompanyId
  /** Documents of `chunksPerDocument` chunks; every tenth belongs to one of five other companies. */
  documents(chunks: number): Generator<{ readonly scope: DocumentScope; readonly chunks: readonly IndexedChunk[] }>
  question(): { readonly embedding: Float32Array; readonly terms: readonly string[] }
}

/** Random unit vectors in clusters, and terms as unevenly frequent as words of a language; the same for the same seed. */
export function createSearchCorpus(dimension: number, seed: number): SearchCorpus {
  const random = seededRandom(seed)
  const centres = Array.from({ length: clusters }, () => Float32Array.from({ length: dimension }, () => random() - 0.5))
  const uuid = () => {
    const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
  const companies = Array.from({ length: 6 }, () => parseCompanyId(uuid()))
  const [companyId, ...others] = companies
  if (companyId === undefined) throw new Error('no company was made')

  const terms = (count: number) => Array.from({ length: count }, () => `term${Math.floor(vocabulary ** random())}`)
  function vector(): Float32Array {
    const centre = centres[Math.floor(random() * clusters)] ?? new Float32Array(dimension)
    const result = new Float32Array(dimension)
    let square = 0
    for (let i = 0; i < dimension; i++) {
      const value = (centre[i] ?? 0) + (random() - 0.5) * 1.2
      result[i] = value
      square += value * value
    }
    const norm = Math.sqrt(square)
    for (let i = 0; i < dimension; i++) result[i] = (result[i] ?? 0) / norm
    return result
  }
  function chunk(scope: DocumentScope, index: number): IndexedChunk {
    const words = terms(termsPerChunk).join(' ')
    return {
      ...scope,
      id: chunkId(scope.documentId, index),
      fileName: 'measured.pdf',
      page: index,
      title: 'Measured',
      tokens: 200,
      contentHash: uuid().replaceAll('-', ''),
      content: words.padEnd(contentLength, '.'),
      terms: words,
      embedding: vector(),
    }
  }
  return {
    companyId,
    *documents(chunks) {
      for (let i = 0; i * chunksPerDocument < chunks; i++) {
        const owner = i % 10 === 9 ? (others[i % 5] ?? companyId) : companyId
        const scope = { companyId: owner, documentId: parseDocumentId(uuid()) }
        yield { scope, chunks: Array.from({ length: chunksPerDocument }, (_, index) => chunk(scope, index)) }
      }
    },
    question: () => ({ embedding: vector(), terms: [...new Set(terms(termsPerQuestion))] }),
  }
}
