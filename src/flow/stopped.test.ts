import { once } from 'node:events'
import { expect, test } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { stoppedError } from './stopped.ts'

const callee = { name: 'store', lateCode: 'vector_store_unavailable' } as const

test('whoever gave a reason of ours hears that reason', () => {
  const reason = new AppError('conflict', 'taken over')
  expect(stoppedError(AbortSignal.abort(reason), callee)).toBe(reason)
})

test('a time limit that passed is a callee that did not answer, and may be tried again', async () => {
  const signal = AbortSignal.timeout(0)
  if (!signal.aborted) await once(signal, 'abort')
  expect(stoppedError(signal, callee)).toMatchObject({
    code: 'vector_store_unavailable',
    retryable: true,
    message: 'The store did not answer in time.',
  })
})

test('any other stop is a cancelled call', () => {
  expect(stoppedError(AbortSignal.abort(), callee)).toMatchObject({ code: 'cancelled' })
  expect(stoppedError(AbortSignal.abort('why not'), callee)).toMatchObject({ code: 'cancelled' })
})
