import { describe, expect, it } from 'vitest'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { AppError } from '../../domain/errors.ts'
import { isConflict, retryConflicts, translate } from './failures.ts'

const never = new AbortController().signal

describe('translate', () => {
  it.each([
    ['LanceError(IO): No space left on device (os error 28)', 'vector_store_unavailable', true],
    ['Retryable commit conflict for version 50: Please retry.', 'vector_store_unavailable', true],
    ['Something never seen before', 'vector_store_unavailable', true],
    ['Invalid user input: column terms does not exist', 'vector_store_rejected', false],
  ])('makes of "%s" the code %s', (message, code, retryable) => {
    expect(translate(new Error(message), 'write')).toMatchObject({ code, retryable })
  })

  it('keeps an error of ours and does not repeat the trace of a native one', () => {
    const ours = new AppError('cancelled', 'x')
    expect(translate(ours, 'write')).toBe(ours)
    expect(translate(new Error('first line\nlance/src/io.rs:1'), 'write').message).not.toContain('io.rs')
  })
})

describe('retryConflicts', () => {
  const conflict = () => new Error('Commit conflict for version 7')

  it('runs the step again after conflicts, each time after a pause, and returns its result', async () => {
    const clock = createTestClock()
    let runs = 0
    const step = async () => {
      runs++
      if (runs < 3) throw conflict()
      return runs
    }
    const result = retryConflicts(step, never, clock)
    await clock.tick(0)
    expect(runs).toBe(1)
    await clock.tick(10_000)
    expect(await result).toBe(3)
  })

  it('does not begin again once its signal has fired, also in the middle of a pause', async () => {
    const clock = createTestClock()
    const stopping = new AbortController()
    let runs = 0
    const step = async () => {
      runs++
      throw conflict()
    }
    const result = retryConflicts(step, stopping.signal, clock).catch((error: Error) => error.message)
    await clock.tick(0)
    stopping.abort(new Error('given up'))
    expect(await result).toBe('given up')
    await clock.tick(10_000)
    expect(runs).toBe(1)
  })

  it('does not repeat any other failure', async () => {
    let runs = 0
    const step = async () => {
      runs++
      throw new Error('disk broken')
    }
    await expect(retryConflicts(step, never, createTestClock())).rejects.toThrow('disk broken')
    expect(runs).toBe(1)
    expect(isConflict(new AppError('internal', 'conflict'))).toBe(false)
  })
})
