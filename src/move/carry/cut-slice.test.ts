import { describe, expect, it } from 'vitest'
import type { Document } from '../../domain/document.ts'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { ListedDocument } from '../../ports/moves/moving-documents.ts'
import { cutByRows, cutSlice, documentsOf, partsOf, partsOfChanged } from './cut-slice.ts'

const companies = ['a', 'b'].map((digit) => parseCompanyId(`00000000-0000-4000-8000-00000000000${digit}`))

function listed(at: number, chunks: number, company = 0): ListedDocument {
  const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
  const [companyId] = companies.slice(company)
  if (companyId === undefined) throw new Error('no such company')
  return { companyId, documentId: parseDocumentId(id), chunks, cursor: { time: 'now', id } }
}

describe('a slice', () => {
  it('ends where the next document would bring too many rows', () => {
    const all = [listed(1, 8_000), listed(2, 8_000), listed(3, 400), listed(4, 1)]
    expect(cutSlice(all, 16_384)).toEqual(all.slice(0, 2))
  })

  it('has at least one document, however long that is, and may be empty when nothing is left', () => {
    const all = [listed(1, 1_000_000), listed(2, 1)]
    expect(cutSlice(all, 16_384)).toEqual(all.slice(0, 1))
    expect(cutSlice([], 16_384)).toEqual([])
  })
})

describe('parts of a slice', () => {
  it('hold documents of one company, with no more rows together than asked for', () => {
    const slice = [listed(1, 6), listed(2, 3, 1), listed(3, 4), listed(4, 1), listed(5, 6, 1), listed(6, 2, 1)]
    const parts = partsOf(slice, 10).map((part) => {
      const { companyId, documentIds } = documentsOf(part)
      return { company: companies.indexOf(companyId), documents: documentIds.map((id) => Number(id.slice(-2))) }
    })
    expect(parts).toEqual([
      { company: 0, documents: [1, 3] },
      { company: 1, documents: [2, 5] },
      { company: 0, documents: [4] },
      { company: 1, documents: [6] },
    ])
  })

  it('hold one document each where nothing may be carried together, and never more than 128', () => {
    const slice = Array.from({ length: 130 }, (_, at) => listed(at, 1))
    expect(partsOf(slice, 0)).toHaveLength(130)
    expect(partsOf(slice, 1_000).map(({ length }) => length)).toEqual([128, 2])
  })
})

describe('changed documents', () => {
  it('are carried together by company, sixteen at a time, or each alone', () => {
    const changed = Array.from({ length: 40 }, (_, at) => listed(at, 0, at % 2))
    const parts = partsOfChanged(changed, true)
    expect(parts.map(({ documentIds }) => documentIds.length)).toEqual([16, 16, 4, 4])
    for (const { companyId, documentIds } of parts) {
      const own = changed.filter((one) => one.companyId === companyId).map(({ documentId }) => documentId)
      expect(own).toEqual(expect.arrayContaining([...documentIds]))
    }
    expect(partsOfChanged(changed, false)).toHaveLength(40)
  })

  it('that are held are cut by their rows; what has none costs nothing', () => {
    const held = [3, 5, null, 4, 20, 1, null].map((chunks, at) => {
      const { documentId } = listed(at, 0)
      // of a document only the number of its chunks is looked at here
      return { documentId, document: chunks === null ? null : ({ chunkCount: chunks } as Document) }
    })
    const cut = (rows: number) =>
      cutByRows(held, rows).map((part) => part.map(({ document }) => document?.chunkCount ?? null))
    expect(cut(10)).toEqual([[3, 5, null], [4], [20], [1, null]])
    expect(cut(0)).toEqual([[3], [5], [null], [4], [20], [1], [null]])
    expect(cutByRows([], 10)).toEqual([])
  })
})
