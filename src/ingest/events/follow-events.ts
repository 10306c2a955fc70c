// `events/` streams what becomes of a company's documents: `watch-heads.ts` notices new events, this file sends them.
import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { DocumentEvent, DocumentEventLog } from '../../ports/document-events.ts'
import { watchHeads, type HeadWatch, type WatchHeadsDeps } from './watch-heads.ts'

export interface FollowDeps extends WatchHeadsDeps {
  readonly events: DocumentEventLog
}

/** Most streams of one process, and of one company within it. */
export const followersAtATime = 1_000
export const followersPerCompany = 20
const pageSize = 200

export interface Followed {
  /** Where it begins: what was seen, or the last event there is. */
  readonly seq: number
  /** True when events after the one last seen are no longer kept, or that event never existed. */
  readonly missed: boolean
  /** Events after `seq`, as they come; ends when the signal fires. */
  readonly pages: AsyncIterable<readonly DocumentEvent[]>
}

export interface FollowRequest {
  readonly companyId: CompanyId
  /** The last event that was seen; null: only what comes from now on. */
  readonly after: number | null
  /** False: what is there already, and no more. */
  readonly stay: boolean
  /** Frees everything. */
  readonly signal: AbortSignal
}

/**
 * @throws AppError `too_many_requests` (retryable) when the company, or the process, has too many streams.
 */
export type Follow = (request: FollowRequest) => Promise<Followed>

/** Streams the events of one company in order, from any point on. Nothing is kept in memory for slow readers. */
export function createFollow(deps: FollowDeps): Follow {
  const heads = watchHeads(deps)
  const followers = new Map<CompanyId, number>()
  let all = 0
  const enter = (companyId: CompanyId, signal: AbortSignal): void => {
    const own = followers.get(companyId) ?? 0
    if (own >= followersPerCompany || all >= followersAtATime) throw tooMany(own >= followersPerCompany)
    followers.set(companyId, own + 1)
    all += 1
    const leave = () => {
      all -= 1
      const left = (followers.get(companyId) ?? 1) - 1
      if (left === 0) followers.delete(companyId)
      else followers.set(companyId, left)
    }
    signal.addEventListener('abort', leave, { once: true })
  }

  return async ({ companyId, after, stay, signal }) => {
    signal.throwIfAborted()
    enter(companyId, signal)
    const head = (await deps.events.heads([companyId])).get(companyId) ?? 0
    const missed = after !== null && (await isGap(deps.events, companyId, after, head))
    const seq = after === null || missed ? head : after
    const watch = stay ? heads.watch(companyId, signal) : null
    return { seq, missed, pages: pagesAfter(deps.events, watch, { companyId, after: seq, signal }) }
  }
}

/** Whether something behind an event is gone, or the event is of another life of the database. */
async function isGap(events: DocumentEventLog, companyId: CompanyId, after: number, head: number): Promise<boolean> {
  if (after >= head) return after > head
  const [first] = await events.after(companyId, after, 1)
  return first === undefined || first.prior > after
}

async function* pagesAfter(
  events: DocumentEventLog,
  watch: HeadWatch | null,
  { companyId, after, signal }: Pick<FollowRequest, 'companyId' | 'signal'> & { readonly after: number },
): AsyncGenerator<readonly DocumentEvent[]> {
  let seen = after
  while (!signal.aborted) {
    // before the look, so that what comes in between is not waited for
    const changed = watch?.changed()
    const page = await events.after(companyId, seen, pageSize)
    if (page.length > 0) {
      yield page
      seen = page.at(-1)?.seq ?? seen
      continue
    }
    if (changed === undefined) return
    await unlessAborted(changed, signal).catch(() => undefined) // the loop ends
  }
}

function tooMany(ofCompany: boolean): AppError {
  const sentence = ofCompany
    ? `This company follows its documents ${followersPerCompany} times already. Close one of these streams, or try again later.`
    : 'Too many streams of events are open. Try again later.'
  const spanish = ofCompany
    ? `Tu empresa ya sigue sus documentos ${followersPerCompany} veces. Cierra una de esas conexiones o inténtalo más tarde.`
    : 'Hay demasiadas conexiones de eventos abiertas. Inténtalo más tarde.'
  return new AppError('too_many_requests', sentence, { spanish, retryable: true })
}
