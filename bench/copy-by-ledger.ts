import path from 'node:path'
import { openFileLedger } from '../src/adapters/ledger/file-ledger.ts'
import { openRawCollection } from '../src/adapters/milvus/raw/open-raw-collection.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import { createBytePace } from '../src/move/carry/byte-pace.ts'
import { copyRows } from '../src/move/ledger/copy-rows.ts'
import { silentLog } from '../test/harness/log.ts'
import { figureOf, type CopyFigure } from './copy-figure.ts'
import { temporaryFolder } from './processes.ts'

const never = new AbortController().signal

interface Ends {
  /** Addresses. */
  readonly from: string
  readonly to: string
  /** Name of the old one; the new one's begins with it. */
  readonly collection: string
}

/** As `atenex migrate --ledger` copies a collection it knows nothing of; comparing is not measured. */
export async function copyByLedger(ends: Ends): Promise<CopyFigure> {
  await using opened = new AsyncDisposableStack()
  const open = (address: string, collection: string) =>
    opened.adopt(openRawCollection({ kind: 'milvus', address, collection, log: silentLog }), (one) => one.close())
  const [from, to] = [open(ends.from, ends.collection), open(ends.to, `${ends.collection}_by_ledger`)]
  const folder = opened.adopt(await temporaryFolder('ledger'), (one) => one.remove())
  const ledger = opened.adopt(await openFileLedger(path.join(folder.path, 'ledger')), (one) => one.close())
  const schema = await from.describe(never)
  if (schema === null) throw new Error('the source is not there')
  await to.createLike(schema, never)
  const pace = createBytePace(null, systemClock)
  return await figureOf(async () => {
    await copyRows({ from, to, ledger, pace, clock: systemClock, onProgress: () => undefined }, never)
    return ledger.copy.rows
  })
}
