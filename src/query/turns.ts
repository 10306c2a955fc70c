import { AppError } from '../domain/errors.ts'
import type { CompanyId } from '../domain/ids.ts'
import { createLimiter } from '../flow/limiter.ts'
import { timeLimit } from '../flow/timeout.ts'
import type { Clock } from '../ports/clock.ts'
import { cancelled } from './find/cancelled.ts'

/** How many questions run at a time, in all and of one company; how many of one company may wait, and how long. */
export interface TurnLimits {
  readonly places: number
  readonly placesOfCompany: number
  readonly waitingOfCompany: number
  readonly longestWaitMs: number
}

/** Whose turn it is. */
interface Asker {
  readonly companyId: CompanyId
  readonly signal: AbortSignal
}

/**
 * Runs work in one of the places; companies take turns. Rejects with `too_many_requests` (retryable) when too many questions of
 * this company are already waiting, or this one has waited too long; with `cancelled` as soon as the client disconnects.
 */
export type TakeTurn = <T>(asker: Asker, work: () => Promise<T>) => Promise<T>

export interface QuestionTurns {
  /** Searching, ranking, quoting: bound by the processor. */
  readonly search: TakeTurn
  /** A language model writes the answer, which is then cited: mostly waiting. Takes up no place of `search`. */
  readonly word: TakeTurn
}

/**
 * Two places answer as many questions a second of one company as four, because texts are embedded one after another; more would
 * only slow down every question, also those of others. The other four are for other companies, so that their questions begin at
 * once. A question takes 20 to 130 ms, so nearly all of the 256 that may wait are answered in time.
 */
const searching = { places: 6, placesOfCompany: 2, waitingOfCompany: 256 }
/** As many calls as the language model adapters make at a time; two of the places are left to other companies. */
const wording = { places: 8, placesOfCompany: 6, waitingOfCompany: 64 }

/** A question that has waited for two thirds of its time could hardly be answered in the rest. */
export function createQuestionTurns(clock: Clock, timeoutMs: number): QuestionTurns {
  const longestWaitMs = (timeoutMs * 2) / 3
  return {
    search: createTurns({ ...searching, longestWaitMs }, clock),
    word: createTurns({ ...wording, longestWaitMs }, clock),
  }
}

export function createTurns(limits: TurnLimits, clock: Clock): TakeTurn {
  const limiter = createLimiter({ size: limits.places, perKey: limits.placesOfCompany })

  const acquire = async ({ companyId, signal }: Asker) => {
    if (limiter.waitingOf(companyId) >= limits.waitingOfCompany) throw tooMany()
    using limit = timeLimit({ ms: limits.longestWaitMs, signal, late: tooMany, clock })
    try {
      return await limiter.acquire(limit.signal, companyId)
    } catch (error) {
      throw signal.aborted ? cancelled(signal) : error
    }
  }

  return async (asker, work) => {
    const release = await acquire(asker)
    try {
      return await work()
    } finally {
      release()
    }
  }
}

function tooMany(): AppError {
  const message = 'Too many questions of your company are waiting. Ask again in a moment.'
  const spanish = 'Hay demasiadas preguntas de tu empresa en espera. Pregunta de nuevo en un momento.'
  return new AppError('too_many_requests', message, { spanish, retryable: true })
}
