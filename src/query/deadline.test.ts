import { describe, expect, test } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { deadlineFor, withDeadline } from './deadline.ts'

const late = () => new AppError('vector_store_unavailable', 'late', { retryable: true })
const forever = () => new Promise<never>(() => undefined)

describe('withDeadline', () => {
  test('passes a result and an error through', async () => {
    const { signal } = new AbortController()
    await expect(withDeadline(signal, 1_000, late, async () => 7)).resolves.toBe(7)
    const failure = new AppError('vector_store_rejected', 'no')
    await expect(withDeadline(signal, 1_000, late, () => Promise.reject(failure))).rejects.toBe(failure)
  })

  test('ends a step that ignores its signal, with the given error', async () => {
    const { signal } = new AbortController()
    await expect(withDeadline(signal, 5, late, forever)).rejects.toMatchObject({ code: 'vector_store_unavailable' })
  })

  test('tells the step to stop', async () => {
    const { signal } = new AbortController()
    let stopped = false
    const step = (inner: AbortSignal) =>
      new Promise<never>((_, reject) => {
        inner.addEventListener('abort', () => {
          stopped = true
          reject(new Error('stopped'))
        })
      })
    await expect(withDeadline(signal, 5, late, step)).rejects.toMatchObject({ code: 'vector_store_unavailable' })
    expect(stopped).toBe(true)
  })

  test('says cancelled when the request was given up, also before it began', async () => {
    const request = new AbortController()
    const running = withDeadline(request.signal, 1_000, late, forever)
    request.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect(withDeadline(request.signal, 1_000, late, async () => 7)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

test('a question that takes too long is given up with a reason its asker can be told', async () => {
  using deadline = deadlineFor(new AbortController().signal, 5)
  await expect(withDeadline(deadline.signal, 1_000, late, forever)).rejects.toMatchObject({
    code: 'cancelled',
    retryable: true,
    message: expect.stringContaining('longer than'),
  })
})
