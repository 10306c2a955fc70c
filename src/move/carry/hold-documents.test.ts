import { expect, test } from 'vitest'
import { aDocument } from '../../../test/harness/memory-documents.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import { transactionBudget } from '../../domain/time-budgets.ts'
import type { HeldDocument } from '../../ports/moves/moving-documents.ts'
import { holdDocuments } from './hold-documents.ts'

const all = [1, 2, 3].map((one) => aDocument({ id: parseDocumentId(`00000000-0000-4000-8000-00000000000${one}`) }))
const companyId = all[0]?.companyId ?? aDocument().companyId
const documentIds = all.map(({ id }) => id)
const never = new AbortController().signal
const notLost = new AbortController().signal

/** Documents somebody is at cannot be held together with others. */
function documentsWith(busy: readonly number[] = []) {
  const free = all.filter((_, at) => !busy.includes(at))
  return {
    lockedAtOnce: async (_: unknown, work: (held: readonly HeldDocument[], lost: AbortSignal) => Promise<void>) =>
      work(
        free.map((document) => ({ documentId: document.id, document })),
        notLost,
      ),
    locked: async <T>(
      { documentId }: { readonly documentId: string },
      work: (document: (typeof all)[number] | null, lost: AbortSignal) => Promise<T>,
    ) => work(all.find(({ id }) => id === documentId) ?? null, notLost),
  }
}

/** The numbers of the documents of each call. */
function recorded() {
  const calls: (readonly number[])[] = []
  const numbers = (held: readonly HeldDocument[]) => held.map(({ documentId }) => Number(documentId.slice(-1)))
  return { calls, note: (held: readonly HeldDocument[]) => void calls.push(numbers(held)) }
}

test('those nobody is at are held together, the others one by one', async () => {
  const { calls, note } = recorded()
  await holdDocuments({ documents: documentsWith([1]) }, { companyId, documentIds }, never, async (held) => note(held))
  expect(calls).toEqual([[1, 3], [2]])
})

test('one document alone is waited for', async () => {
  const { calls, note } = recorded()
  const one = { companyId, documentIds: documentIds.slice(0, 1) }
  await holdDocuments({ documents: documentsWith() }, one, never, async (held) => note(held))
  expect(calls).toEqual([[1]])
})

test('what takes longer than a deletion waits for its document is given up together, and goes on one by one', async () => {
  const clock = createTestClock()
  const { calls, note } = recorded()
  const holding = holdDocuments(
    { documents: documentsWith(), clock },
    { companyId, documentIds },
    never,
    async (held, signal) => {
      note(held)
      if (held.length > 1) await clock.sleep(60_000, signal)
    },
  )
  await clock.tick(transactionBudget.togetherMs)
  await holding
  expect(calls).toEqual([[1, 2, 3], [1], [2], [3]])
})

test('a failure, and the caller who gives up, end all of it', async () => {
  const failing = async () => Promise.reject(new Error('away'))
  const documents = documentsWith()
  await expect(holdDocuments({ documents }, { companyId, documentIds }, never, failing)).rejects.toThrow('away')
  const gone = new AbortController()
  const { calls, note } = recorded()
  const holding = holdDocuments({ documents }, { companyId, documentIds }, gone.signal, async (held, signal) => {
    note(held)
    gone.abort(new Error('stopped'))
    signal.throwIfAborted()
  })
  await expect(holding).rejects.toThrow('stopped')
  expect(calls).toHaveLength(1)
})
