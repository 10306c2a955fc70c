import { expect, test } from 'vitest'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { Searches } from '../../domain/move.ts'
import { noLevels } from '../../domain/search-levels.ts'
import { addSearch, questionsOf } from './compare-searches.ts'

const ana = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const eva = parseCompanyId('00000000-0000-4000-8000-0000000000c2')
const documentId = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
const hers = { companyId: ana, documentId }
const evas = { companyId: eva, documentId }
const none: Searches = { asked: 0, overlap: 1, order: 1, lowest: null, companies: [], levels: noLevels }

test('questions are counted with their means, of all and of each company, and the worst one is named', () => {
  const first = addSearch(none, hers, { overlap: 1, order: 1, atLevels: [] })
  expect(first).toMatchObject({ asked: 1, overlap: 1, order: 1, lowest: { companyId: ana, overlap: 1 } })
  const second = addSearch(first, hers, { overlap: 0.5, order: 0, atLevels: [] })
  expect(second).toMatchObject({ asked: 2, overlap: 0.75, order: 0.5, lowest: { companyId: ana, overlap: 0.5 } })
  const third = addSearch(second, evas, { overlap: 0.75, order: 1, atLevels: [] })
  expect(third).toMatchObject({ asked: 3, overlap: 0.75 })
  expect(third.companies).toEqual([
    { companyId: ana, asked: 2, overlap: 0.75, order: 0.5 },
    { companyId: eva, asked: 1, overlap: 0.75, order: 1 },
  ])
})

test('one of eight documents is a question, and the first of each company is', () => {
  const many = Array.from({ length: 20 }, () => hers)
  expect(questionsOf(many, none)).toHaveLength(3)
  expect(questionsOf([hers], none)).toHaveLength(1)
  expect(questionsOf([...many, evas, evas], none)).toHaveLength(4)
  const before = addSearch(none, evas, { overlap: 1, order: 1, atLevels: [] })
  expect(questionsOf([...many, evas, evas], before)).toHaveLength(3)
})
