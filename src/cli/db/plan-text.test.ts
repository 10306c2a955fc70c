import { expect, test } from 'vitest'
import { planText } from './plan-text.ts'

const plan = {
  version: 150_018,
  found: 'original',
  differences: [],
  files: [
    { name: '0001_original_tables', changes: [] },
    { name: '0002_more', changes: ['columns size_bytes of documents', 'table collections'] },
  ],
  rows: { documents: 12, document_chunks: 40 },
  unfinished: { pending: 1, error: 2 },
} as const

test('a plan says what is there, what would be added, and what stays as it is', () => {
  expect(planText(plan)).toBe(
    [
      'PostgreSQL 15: tables of the original, which are taken over with their rows as they are',
      'rows: 12 documents, 40 document_chunks',
      'documents left in the middle: 1 pending, 2 error',
      '0001_original_tables',
      '0002_more',
      '+ columns size_bytes of documents',
      '+ table collections',
      '`atenex db migrate` does this in one transaction; no row is changed.',
    ].join('\n'),
  )
})

test('a plan that would be refused lists every difference', () => {
  const text = planText({ ...plan, differences: ['documents.status is missing', 'chats is not a table'] })
  expect(text).toContain('refused')
  expect(text).toContain('- documents.status is missing\n- chats is not a table')
  expect(text).not.toContain('0002_more')
})
