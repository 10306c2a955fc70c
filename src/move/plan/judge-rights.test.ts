import { expect, test } from 'vitest'
import { judgeRights, judgeSourceRights } from './judge-rights.ts'

const judged = (lacking: readonly string[] | null, isNew: boolean) =>
  judgeRights(lacking, isNew).map(({ level, message }) => `${level}: ${message}`)

test('nothing is said where a store has no rights', () => {
  expect(judged(null, true)).toEqual([])
})

test('each right that a move needs and the key lacks makes it a no-go', () => {
  expect(judged(['CreateCollection', 'Upsert'], true)).toEqual([
    'error: The key of the target lacks rights: CreateCollection, Upsert.',
  ])
  expect(judged(['Delete'], false)).toEqual(['error: The key of the target lacks rights: Delete.'])
})

test('a collection that is there need not be created', () => {
  expect(judged(['CreateCollection'], false)).toEqual(['ok: The key of the target may write there.'])
  expect(judged([], true)).toEqual(['ok: The key of the target may create the collection and write there.'])
})

test('a source that takes no writes is a no-go: nothing could be rolled back', () => {
  expect(judgeSourceRights(null)).toEqual([])
  expect(judgeSourceRights(['CreateCollection'])).toMatchObject([{ level: 'ok' }])
  expect(judgeSourceRights(['Upsert'])).toMatchObject([{ level: 'error', remedy: expect.stringContaining('Upsert') }])
})
