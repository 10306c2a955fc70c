import { createFairQueue } from '../../../flow/fair-queue.ts'
import type { InferenceText } from './inference-messages.ts'

/** Texts that wait for the model. */
export interface TextQueue<T extends InferenceText> {
  readonly size: number
  add(text: T): void
  /** Before all others of its company. */
  putBack(text: T): void
  /** What `take` would give. */
  peek(allows?: (company: string) => boolean): T | undefined
  take(allows?: (company: string) => boolean): T | undefined
  /** False when the text does not wait. */
  remove(text: T): boolean
  takeAll(): T[]
}

/**
 * Urgent texts before the rest; in each of the two, companies share the model by tokens, so that many or long texts of one
 * delay those of another by no more than the text that is in the model.
 */
export function createTextQueue<T extends InferenceText>(): TextQueue<T> {
  const urgent = createFairQueue<T>()
  const waiting = createFairQueue<T>()
  const queueOf = (text: T) => (text.urgent ? urgent : waiting)
  return {
    get size() {
      return urgent.size + waiting.size
    },
    add: (text) => queueOf(text).add(text.company, text, text.ids.length),
    putBack: (text) => queueOf(text).putBack(text.company, text, text.ids.length),
    peek: (allows) => urgent.peek(allows) ?? waiting.peek(allows),
    take: (allows) => urgent.take(allows) ?? waiting.take(allows),
    remove: (text) => queueOf(text).remove(text.company, text),
    takeAll: () => [...urgent.takeAll(), ...waiting.takeAll()],
  }
}
