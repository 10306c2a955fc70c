import { describe, expect, test } from 'vitest'
import { silentLog } from '../../../test/harness/log.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId, type CompanyId } from '../../domain/ids.ts'
import type { CollectionRow, Placement } from '../../ports/collection-store.ts'
import type { Embedder } from '../../ports/models.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { followCurrentCollection } from './current.ts'
import { createEmbedders } from './embedders.ts'
import { createOpenCollection } from './open-collection.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const another = parseCompanyId('00000000-0000-4000-8000-0000000000c2')

function row(id: string, model = 'one'): CollectionRow {
  const fingerprint = { model, revision: '1', dimension: 4, prefixRule: 'none', normalised: true, chunking: '1' }
  return { id, store: 'embedded', address: null, name: `name of ${id}`, fingerprint }
}

/** A process that follows a row which the test changes. */
function setUp(first: CollectionRow | null) {
  const clock = createTestClock()
  const state = {
    row: first,
    alone: new Map<CompanyId, CollectionRow>(),
    moving: false,
    failure: null as AppError | null,
    /** What whoever reads the rows waits for. */
    reading: Promise.resolve(),
    /** What whoever opens a collection waits for. */
    opening: Promise.resolve(),
    /** Of which collection; null: of any. */
    failing: null as string | null,
    opened: [] as string[],
    closed: [] as string[],
  }
  const embedders = createEmbedders(async ({ fingerprint }) => {
    state.opened.push(`model ${fingerprint.model}`)
    const close = async () => void state.closed.push(`model ${fingerprint.model}`)
    // the code under test only passes it on and closes it
    return { fingerprint, close } as Embedder
  })
  const current = followCurrentCollection({
    store: {
      placement: async () => {
        await state.reading
        return { active: state.row, alone: state.alone, moving: state.moving }
      },
    },
    open: async (wanted) => {
      await state.opening
      if (state.failure !== null && (state.failing ?? wanted.id) === wanted.id) throw state.failure
      const borrowed = await embedders.borrow(wanted)
      state.opened.push(wanted.id)
      const store = { close: async () => void state.closed.push(wanted.id) } as VectorStore
      const stores = { ingest: store, query: store }
      return createOpenCollection({ row: wanted, borrowed, stores, log: silentLog })
    },
    clock,
    log: silentLog,
  })
  const nameInUse = (of = companyId) => current.side('query').use(of, async (active) => active.row.id)
  return { clock, state, current, nameInUse }
}

describe('the current collection', () => {
  test('is followed to another one within two seconds, without a restart', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    state.row = row('b')
    await clock.tick(2_000)
    expect(await nameInUse()).toBe('b')
    expect(state.closed).toEqual(['a'])
    await current[Symbol.asyncDispose]()
    expect(state.closed).toEqual(['a', 'b', 'model one'])
  })

  test('is followed within a fifth of a second while a move is open', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    state.moving = true
    await clock.tick(1_000)
    for (const id of ['b', 'a']) {
      state.row = row(id)
      await clock.tick(200)
      expect(await nameInUse()).toBe(id)
    }
    await current[Symbol.asyncDispose]()
  })

  test('stays open for a question that began with it, and closes when that has ended', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    const question = Promise.withResolvers<void>()
    const asked = current.side('query').use(companyId, async (active) => {
      await question.promise
      return active.row.id
    })
    await clock.tick(0)
    state.row = row('b', 'two')
    await clock.tick(2_000)
    expect(await nameInUse()).toBe('b')
    expect(state.closed).toEqual([])
    question.resolve()
    expect(await asked).toBe('a')
    await clock.tick(0)
    expect(state.closed.toSorted()).toEqual(['a', 'model one'])
    await current[Symbol.asyncDispose]()
  })

  test('shares a model that both collections use', async () => {
    const { clock, state, current } = setUp(row('a'))
    await current.refresh()
    state.row = row('b')
    await clock.tick(2_000)
    expect(state.opened).toEqual(['model one', 'a', 'b'])
    expect(state.closed).toEqual(['a'])
    await current[Symbol.asyncDispose]()
  })

  test('answers the first question after a switch, before it was followed', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    state.row = row('b', 'two')
    expect(await Promise.all([nameInUse(), nameInUse(another)])).toEqual(['b', 'b'])
    state.moving = true
    state.alone = new Map([[companyId, row('c')]])
    expect([await nameInUse(), await nameInUse(another)]).toEqual(['c', 'b'])
    expect(clock.monotonicMs()).toBe(0)
    await current[Symbol.asyncDispose]()
  })

  test('of before the switch of a move answers while the other is being opened, which takes seconds', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    state.row = row('b')
    state.moving = true
    const opening = Promise.withResolvers<void>()
    state.opening = opening.promise
    const asked = nameInUse()
    await clock.tick(2_000)
    expect(await asked).toBe('a')
    state.moving = false
    const later = nameInUse()
    await clock.tick(5_000)
    opening.resolve()
    expect(await later).toBe('b')
    await current[Symbol.asyncDispose]()
  })

  test('is not the one that was left when the new one cannot be opened: a question is told why', async () => {
    const { state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    state.row = row('b')
    state.failure = new AppError('vector_store_unavailable', 'away', { retryable: true })
    await expect(nameInUse()).rejects.toMatchObject({ message: 'away' })
    await current[Symbol.asyncDispose]()
  })

  test('is not guessed while PostgreSQL does not answer: a question is told so, and within ten seconds', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    const frozen = Promise.withResolvers<void>()
    state.reading = frozen.promise
    const asked = Promise.all(
      [1, 2].map(() => expect(nameInUse()).rejects.toMatchObject({ code: 'database_unavailable', retryable: true })),
    )
    await clock.tick(10_000)
    await asked
    frozen.resolve()
    expect(await nameInUse()).toBe('a')
    await current[Symbol.asyncDispose]()
  })

  test('is told as soon as PostgreSQL answers, whatever became of a reading of the rows that never ends', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    // as on a connection that is dead without either end knowing
    state.reading = new Promise(() => undefined)
    const first = Promise.allSettled([nameInUse()])
    await clock.tick(100)
    state.reading = Promise.resolve()
    state.row = row('b')
    const later = nameInUse()
    await clock.tick(10_000)
    expect(await first).toMatchObject([{ reason: { code: 'database_unavailable' } }])
    expect(await later).toBe('b')
    await current[Symbol.asyncDispose]()
  })

  test('is followed on after a reading of the rows that never ends', async () => {
    const { clock, state, current } = setUp(row('a'))
    await current.refresh()
    state.reading = new Promise(() => undefined)
    await clock.tick(1_000)
    state.reading = Promise.resolve()
    state.row = row('b')
    await clock.tick(12_000)
    expect(state.opened).toEqual(['model one', 'a', 'b'])
    await current[Symbol.asyncDispose]()
  })

  test('keeps the old one while a move is open when the new one cannot be opened, and goes on trying', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    await current.refresh()
    state.row = row('b')
    state.moving = true
    state.failure = new AppError('vector_store_unavailable', 'away', { retryable: true })
    await clock.tick(5_000)
    expect(await nameInUse()).toBe('a')
    state.failure = null
    await clock.tick(2_000)
    expect(await nameInUse()).toBe('b')
    await current[Symbol.asyncDispose]()
  })

  test('of a company that was moved alone is another one than that of the others, until it is moved back', async () => {
    const { clock, state, current, nameInUse } = setUp(row('a'))
    expect(await nameInUse()).toBe('a')
    state.alone = new Map([[companyId, row('b', 'two')]])
    await clock.tick(2_000)
    expect([await nameInUse(), await nameInUse(another)]).toEqual(['b', 'a'])
    expect(state.closed).toEqual([])
    state.alone = new Map()
    await clock.tick(2_000)
    expect([await nameInUse(), await nameInUse(another)]).toEqual(['a', 'a'])
    expect(state.closed.toSorted()).toEqual(['b', 'model two'])
    state.alone = new Map([[companyId, row('b', 'two')]])
    await clock.tick(2_000)
    // all the others follow: nothing is opened anew
    state.row = row('b', 'two')
    state.alone = new Map()
    await clock.tick(2_000)
    expect([await nameInUse(), await nameInUse(another)]).toEqual(['b', 'b'])
    expect(state.opened.filter((one) => one === 'b')).toHaveLength(2)
    await current[Symbol.asyncDispose]()
  })

  test('is there for all others at the start when the store of a company that was moved alone is away', async () => {
    const { state, clock, current, nameInUse } = setUp(row('a'))
    state.alone = new Map([[companyId, row('b')]])
    state.failing = 'b'
    state.failure = new AppError('vector_store_unavailable', 'away', { retryable: true })
    await expect(current.refresh()).rejects.toMatchObject({ code: 'vector_store_unavailable' })
    expect(await nameInUse(another)).toBe('a')
    await expect(nameInUse()).rejects.toMatchObject({ message: 'away' })
    state.failure = null
    await clock.tick(2_000)
    expect(await nameInUse()).toBe('b')
    await current[Symbol.asyncDispose]()
  })

  test('is waited for by who asks a new installation before one is chosen', async () => {
    const { clock, state, current, nameInUse } = setUp(null)
    const asked = nameInUse()
    await clock.tick(4_000)
    state.row = row('a')
    await clock.tick(300)
    expect(await asked).toBe('a')
    await current[Symbol.asyncDispose]()
  })

  test('says after five seconds that none was chosen yet, and is there with the first question after one was', async () => {
    const { clock, state, current, nameInUse } = setUp(null)
    await Promise.all([
      expect(nameInUse()).rejects.toMatchObject({ code: 'vector_store_unavailable', retryable: true }),
      clock.tick(6_000),
    ])
    state.row = row('a')
    expect(await nameInUse()).toBe('a')
    await current[Symbol.asyncDispose]()
  })

  test('is opened once for many who ask at the same time', async () => {
    const { state, current, nameInUse } = setUp(row('a'))
    expect(await Promise.all([nameInUse(), nameInUse(), nameInUse()])).toEqual(['a', 'a', 'a'])
    expect(state.opened).toEqual(['model one', 'a'])
    await current[Symbol.asyncDispose]()
  })

  test('tells why it cannot be opened, to whoever asks', async () => {
    const { state, current, nameInUse } = setUp(row('a'))
    state.failure = new AppError('embedder_mismatch', 'another model')
    await expect(current.refresh()).rejects.toMatchObject({ code: 'embedder_mismatch' })
    await expect(nameInUse()).rejects.toMatchObject({ code: 'embedder_mismatch' })
    await current[Symbol.asyncDispose]()
  })

  test('waits with its end for a run that still uses it', async () => {
    const { state, current } = setUp(row('a'))
    const run = Promise.withResolvers<void>()
    const running = current.side('ingest').use(companyId, () => run.promise)
    await current.refresh()
    let ended = false
    const closing = current[Symbol.asyncDispose]().then(() => (ended = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect([ended, state.closed]).toEqual([false, []])
    run.resolve()
    await running
    await closing
    expect(state.closed.toSorted()).toEqual(['a', 'model one'])
  })

  test('has ended its last look at the row when it is closed, so that the database can be closed next', async () => {
    const reading = Promise.withResolvers<Placement>()
    const current = followCurrentCollection({
      store: { placement: () => reading.promise },
      open: () => Promise.reject(new Error('must not be opened')),
      clock: createTestClock(),
      log: silentLog,
    })
    const asked = current.refresh()
    let ended = false
    const closing = current[Symbol.asyncDispose]().then(() => (ended = true))
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(ended).toBe(false)
    reading.resolve({ active: null, alone: new Map(), moving: false })
    await closing
    expect(ended).toBe(true)
  })
})
