import { expect, test } from 'vitest'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import { createUploadPlaces } from './upload-places.ts'

const one = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const other = parseCompanyId('00000000-0000-4000-8000-0000000000c2')
const goOn = new AbortController().signal

test('a company that holds all its places waits a while and is told to come back, while another one goes in at once', async () => {
  const clock = createTestClock()
  const enter = createUploadPlaces({ uploadsAtATime: 3, uploadsPerCompany: 2 }, clock)
  await enter(one, goOn)
  await enter(one, goOn)
  const third = enter(one, goOn)
  third.catch(() => undefined) // waited for below
  await enter(other, goOn)
  await clock.tick(20_000)
  await expect(third).rejects.toMatchObject({ code: 'overloaded', retryable: true })
})

test('whose fault it is decides what is said', async () => {
  const clock = createTestClock()
  const enter = createUploadPlaces({ uploadsAtATime: 3, uploadsPerCompany: 1 }, clock)
  await enter(one, goOn)
  const second = enter(one, goOn)
  second.catch(() => undefined)
  await clock.tick(20_000)
  await expect(second).rejects.toMatchObject({ code: 'too_many_requests', retryable: true })
})

test('a place that is given back goes to whoever waits', async () => {
  const clock = createTestClock()
  const enter = createUploadPlaces({ uploadsAtATime: 1, uploadsPerCompany: 1 }, clock)
  const release = await enter(one, goOn)
  const second = enter(one, goOn)
  release()
  const secondRelease = await second
  secondRelease()
  expect(clock.sleeping).toBe(0)
})

test('a client that goes away while it waits takes no place', async () => {
  const enter = createUploadPlaces({ uploadsAtATime: 1, uploadsPerCompany: 1 }, createTestClock())
  const release = await enter(one, goOn)
  const gone = new AbortController()
  const second = enter(one, gone.signal)
  gone.abort(new Error('gone'))
  await expect(second).rejects.toThrow('gone')
  release()
  expect(await enter(one, goOn)).toBeTypeOf('function')
})
