import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { DocumentEvent, DocumentEventLog } from '../../ports/document-events.ts'
import { watchHeads, type HeadWatch, type WatchHeadsDeps } from './watch-heads.ts'

export interface FollowDeps extends WatchHeadsDeps {
  readonly events: DocumentEventLog
}

/** Streams of one process at the same time, and those of one company among them. */
export const followersAtATime = 1_000
export const followersPerCompany = 20
const pageSize = 200

export interface Followed {
  /** Where it begins: what was seen, or the last event there is. */
  readonly seq: number
  /** True when what comes after the event that was seen is not kept any more, or there never was such an event. */
  readonly missed: boolean
  /** What comes after `seq`, as it comes; ends when the signal fires. @throws AppError `database_unavailable`. */
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

/** @throws AppError `too_many_requests` (retryable) when the company, or all together, follow as often as they may. */
export type Follow = (request: FollowRequest) => Promise<Followed>

/** Events of one company after another, from where somebody has seen them on. Nothing is kept in memory for whoever is slow. */
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
  return new AppError('too_many_requests', sentence, { retryable: true })
}
