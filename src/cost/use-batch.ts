import type { StoreUse } from '../domain/store-use.ts'
import type { StorePeak, StoreUseBatch, StoreUseOfDay } from '../ports/store-use-log.ts'

/** Of UTC, whatever the process's time zone. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

/** Sums while they are being counted: at most one entry for each company and operation. */
export interface OpenBatch {
  add(day: string, use: StoreUse, vcu: number): void
  /** The bytes since the last call were sent within so many seconds. */
  endMoment(seconds: number): void
  isEmpty(): boolean
  close(): StoreUseBatch
}

type Moment = Pick<StorePeak, 'day' | 'store' | 'operation'> & { readonly bytes: number }

export function openBatch(): OpenBatch {
  const uses = new Map<string, StoreUseOfDay>()
  const peaks = new Map<string, StorePeak>()
  const moment = new Map<string, Moment>()
  return {
    add: (day, use, vcu) => {
      const { companyId, store, operation } = use
      const key = [day, companyId, store, operation].join(' ')
      const sum = uses.get(key) ?? { day, companyId, store, operation, ...nothing }
      uses.set(key, added(sum, use, vcu))
      const kind = [day, store, operation].join(' ')
      moment.set(kind, { day, store, operation, bytes: (moment.get(kind)?.bytes ?? 0) + use.sentBytes })
    },
    endMoment: (seconds) => {
      for (const [kind, { bytes, ...of }] of moment) {
        const bytesASecond = Math.max(bytes / seconds, peaks.get(kind)?.bytesASecond ?? 0)
        peaks.set(kind, { ...of, bytesASecond })
      }
      moment.clear()
    },
    isEmpty: () => uses.size === 0,
    close: () => ({ uses: [...uses.values()], peaks: [...peaks.values()] }),
  }
}

const nothing = { calls: 0, rows: 0, sentBytes: 0, receivedBytes: 0, vcu: 0 }

function added(sum: StoreUseOfDay, use: StoreUse, vcu: number): StoreUseOfDay {
  return {
    ...sum,
    calls: sum.calls + 1,
    rows: sum.rows + use.rows,
    sentBytes: sum.sentBytes + use.sentBytes,
    receivedBytes: sum.receivedBytes + use.receivedBytes,
    vcu: sum.vcu + vcu,
  }
}
