import { leavingRoom } from '../../../flow/limiter.ts'
import type { InferenceText } from './inference-messages.ts'
import type { InferenceTask } from './inference-task.ts'

/**
 * Texts that are sent ahead, so that the process finds the next one while the parent's thread is busy. The parent cuts and
 * analyses whole documents, which keeps it for a tenth of a second; a text takes the model about 3 ms.
 */
const sentAhead = 96
/** So many of them may be one company's: another one's text is then sent at once, and is the process's next. */
const sentAheadPerCompany = leavingRoom(sentAhead)

/** The texts one process has, or will have at the end of this turn of the event loop. */
export interface InFlight {
  readonly size: number
  /** Of all its texts. */
  readonly tokens: number
  /** Whether this company has not its share of them. */
  hasRoomFor(company: string): boolean
  /** A text that was in a process when it ended goes alone, so that it cannot take others down with it again. */
  accepts(task: InferenceTask): boolean
  add(task: InferenceTask): void
  get(id: number): InferenceTask | undefined
  /** Takes one out; true when the process has it already. */
  remove(id: number): boolean
  takeAll(): readonly InferenceTask[]
}

/**
 * @param send hands texts to the process; called once for all that are added in one turn, because each message costs both
 *   sides a write.
 */
export function createInFlight(send: (texts: readonly InferenceText[]) => void): InFlight {
  const tasks = new Map<number, InferenceTask>()
  /** How many of them are each company's; kept, because it is asked for every text. */
  const held = new Map<string, number>()
  let suspects = 0
  let tokens = 0
  let unsent: InferenceTask[] = []
  const count = (task: InferenceTask, by: 1 | -1): void => {
    const now = (held.get(task.company) ?? 0) + by
    if (now === 0) held.delete(task.company)
    else held.set(task.company, now)
    if (task.crashes > 0) suspects += by
    tokens += by * task.ids.length
  }
  const sendTogether = (): void => {
    const texts = unsent.map(({ id, ids, parts, segments, urgent, company }) => ({
      id,
      ids,
      parts,
      segments,
      urgent,
      company,
    }))
    unsent = []
    if (texts.length > 0) send(texts)
  }
  const hasRoomFor = (company: string) => (held.get(company) ?? 0) < sentAheadPerCompany
  return {
    get size() {
      return tasks.size
    },
    get tokens() {
      return tokens
    },
    hasRoomFor,
    accepts: (task) => {
      if (!hasRoomFor(task.company)) return false
      if (tasks.size === 0) return true
      return task.crashes === 0 && suspects === 0 && tasks.size < sentAhead
    },
    add: (task) => {
      tasks.set(task.id, task)
      count(task, 1)
      unsent.push(task)
      if (unsent.length === 1) setImmediate(sendTogether)
    },
    get: (id) => tasks.get(id),
    remove: (id) => {
      const task = tasks.get(id)
      if (task === undefined) return false
      tasks.delete(id)
      count(task, -1)
      const at = unsent.indexOf(task)
      if (at !== -1) unsent.splice(at, 1)
      return at === -1
    },
    takeAll: () => {
      const all = [...tasks.values()]
      tasks.clear()
      held.clear()
      suspects = 0
      tokens = 0
      unsent = []
      return all
    },
  }
}
