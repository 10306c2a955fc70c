import { toAppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentEventLog } from '../../ports/document-events.ts'
import type { Log } from '../../ports/log.ts'

export interface WatchHeadsDeps {
  readonly events: Pick<DocumentEventLog, 'heads'>
  readonly clock: Clock
  readonly log: Log
}

/** Pause between two small queries for all watched companies while something happens; there are none while nobody watches. */
export const lookEveryMs = 40
/** While nothing happens pauses become longer, up to this one: an event is then 80 ms late on average. */
export const longestPauseMs = 160
const growth = 1.5
/** PostgreSQL did not answer. */
const awayPauseMs = 1_000

export interface Heads {
  /** Looks after the events of a company from now on, until `signal` fires. */
  watch(companyId: CompanyId, signal: AbortSignal): HeadWatch
}

export interface HeadWatch {
  /** Resolves when there is an event that was not there when `changed` was called, or soon after watching began. */
  changed(): Promise<void>
}

interface Watched {
  watchers: number
  head: number | null
  next: PromiseWithResolvers<void>
}

/** Notices when a company has new events: one query for all, however many follow. */
export function watchHeads({ events, clock, log }: WatchHeadsDeps): Heads {
  const companies = new Map<CompanyId, Watched>()
  let looking = false
  let pause = lookEveryMs

  const look = async (): Promise<void> => {
    pause = Math.min(longestPauseMs, pause * growth)
    for (const [companyId, head] of await events.heads([...companies.keys()])) {
      const watched = companies.get(companyId)
      if (watched === undefined || watched.head === head) continue
      watched.head = head
      pause = lookEveryMs
      watched.next.resolve()
      watched.next = Promise.withResolvers()
    }
  }
  const goOn = async (): Promise<void> => {
    if (looking) return
    looking = true
    let isAway = false
    while (companies.size > 0) {
      try {
        await look()
        isAway = false
      } catch (error) {
        if (!isAway) log.warn({ code: toAppError(error).code }, 'events of documents wait for PostgreSQL')
        isAway = true
      }
      await clock.sleep(isAway ? awayPauseMs : pause)
    }
    looking = false
  }

  return {
    watch: (companyId, signal) => {
      const watched = companies.get(companyId) ?? { watchers: 0, head: null, next: Promise.withResolvers() }
      companies.set(companyId, watched)
      watched.watchers += 1
      pause = lookEveryMs
      const leave = () => {
        watched.watchers -= 1
        if (watched.watchers === 0) companies.delete(companyId)
      }
      if (signal.aborted) leave()
      else signal.addEventListener('abort', leave, { once: true })
      void goOn() // nothing in it fails
      return { changed: () => watched.next.promise }
    },
  }
}
