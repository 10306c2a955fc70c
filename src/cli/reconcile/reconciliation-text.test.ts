import { expect, test } from 'vitest'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import { findingKinds, type FindingKind } from '../../domain/reconciliation.ts'
import { reconciliationText } from './reconciliation-text.ts'

const nothing = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Record<FindingKind, number>
const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const documentId = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
const sums = { companies: 2, documents: 30, unknown: 0, mended: 0, findings: [], found: nothing }

test('a reconciliation that found nothing is one line', () => {
  expect(reconciliationText(sums, 200)).toBe('30 documents of 2 companies: 0 findings, 0 mended')
})

test('what was found, what was mended and what could not be compared are told apart', () => {
  const detail = '0 vectors, 3 expected'
  const findings = [
    { kind: 'vectors_missing', companyId, documentId, detail, mended: true },
    { kind: 'original_missing', companyId, documentId, detail: 'gone', mended: null },
  ] as const
  const found = { ...nothing, vectors_missing: 4, original_missing: 1 }
  const text = reconciliationText({ ...sums, unknown: 2, mended: 1, findings, found }, 200)
  expect(text).toMatch(/vectors missing .*mended .*0 vectors, 3 expected/)
  expect(text).toMatch(/original missing .*gone/)
  expect(text).toContain('and 3 more')
  expect(text).toContain('5 findings, 1 mended; 2 comparisons could not be made')
})
