import { expect, test } from 'vitest'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import { noLevels } from '../../domain/search-levels.ts'
import { addSearch, questionsOf } from './compare-searches.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const scope = { companyId, documentId: parseDocumentId('00000000-0000-4000-8000-0000000000d1') }

test('questions are counted with their means, and the worst one is named with its company', () => {
  const none = { asked: 0, overlap: 1, order: 1, lowest: null, levels: noLevels }
  const first = addSearch(none, scope, { overlap: 1, order: 1, atLevels: [] })
  expect(first).toMatchObject({ asked: 1, overlap: 1, order: 1, lowest: { companyId, overlap: 1 } })
  const second = addSearch(first, scope, { overlap: 0.5, order: 0, atLevels: [] })
  expect(second).toMatchObject({ asked: 2, overlap: 0.75, order: 0.5, lowest: { companyId, overlap: 0.5 } })
})

test('one of eight documents is a question, and the only one of a small slice is', () => {
  expect(questionsOf(Array.from({ length: 20 }, () => scope))).toHaveLength(3)
  expect(questionsOf([scope])).toHaveLength(1)
})
