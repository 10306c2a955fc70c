import { expect, test } from 'vitest'
import { AppError } from '../../domain/errors.ts'
import { lookAtSides } from './look-at-sides.ts'

const state = { name: 'chunks', dimension: 4, sparse: true, fingerprint: null, identity: null }
const there = async () => state
const fails = (code: 'vector_store_unavailable' | 'vector_store_rejected') => async () => {
  throw new AppError(code, `${code} it is`, { retryable: true })
}
const away = fails('vector_store_unavailable')

test('a side that is away is no failure for whoever needs only the other one', async () => {
  const seen = await lookAtSides({ from: away, to: there })
  expect(seen.to()).toBe(state)
  expect(() => seen.from()).toThrow('vector_store_unavailable it is')
})

test('both away, or one that refuses, is told at once', async () => {
  await expect(lookAtSides({ from: away, to: away })).rejects.toMatchObject({ code: 'vector_store_unavailable' })
  await expect(lookAtSides({ from: fails('vector_store_rejected'), to: there })).rejects.toThrow('rejected it is')
})
