import type { Clock } from '../../ports/clock.ts'
import type { CopyLedger } from '../../ports/moves/copy-ledger.ts'
import type { RawCollection } from '../../ports/raw-collection.ts'
import type { BytePace } from '../carry/byte-pace.ts'
import { someAtATime } from '../carry/some-at-a-time.ts'
import { sumOf } from '../carry/sum-of.ts'
import { inParts, learnPartSize } from './part-size.ts'

export interface CopyRowsDeps {
  readonly from: RawCollection
  readonly to: RawCollection
  readonly ledger: CopyLedger
  readonly pace: BytePace
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
  readonly onProgress: () => void
}

const pauseMs = 100

/**
 * Copies what the ledger does not say is copied, lowest keys first, a slice (a page of keys) at a time. Rows with the same keys are
 * replaced, so a slice that was given up half-way is done again.
 */
export async function copyRows(deps: CopyRowsDeps, signal: AbortSignal): Promise<void> {
  const { from, to, ledger, pace, clock } = deps
  if (ledger.copy.complete) return
  const size = learnPartSize()
  let began = clock.monotonicMs()
  for await (const page of from.pages({ from: ledger.copy.next, to: null }, signal)) {
    while (!pace.due()) await clock.sleep(pauseMs, signal)
    const parts = await someAtATime(inParts(page.keys, size.rows), signal, async (keys) => {
      const rows = await from.read(keys, signal)
      await to.write(rows, signal)
      size.seen(rows.keys.length, rows.bytes)
      return { rows: rows.keys.length, bytes: rows.bytes }
    })
    const [rows, bytes] = [sumOf(parts, (part) => part.rows), sumOf(parts, (part) => part.bytes)]
    pace.spent(bytes)
    const now = clock.monotonicMs()
    const before = ledger.copy
    await ledger.copied({
      next: page.to,
      complete: page.to === null,
      rows: before.rows + rows,
      bytes: before.bytes + bytes,
      ms: before.ms + now - began,
    })
    began = now
    deps.onProgress()
  }
}
