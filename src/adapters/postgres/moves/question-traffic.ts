import { sql } from 'kysely'
import type { Clock } from '../../../ports/clock.ts'
import type { Log } from '../../../ports/log.ts'
import type { QuestionTraffic } from '../../../ports/moves/question-traffic.ts'
import type { Database } from '../database.ts'

export interface QuestionTrafficDeps {
  readonly db: Database
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly log: Log
}

/** Between two looks; PostgreSQL itself counts no more often. */
const lookMs = 1_000
/** Without a question for so long nobody is asking. */
const quietMs = 10_000
/** From the first look until it is known whether anybody asks: PostgreSQL adds up what a connection did once a second, or when it rests. */
const unknownMs = 3_000

/** By the rows PostgreSQL says were ever inserted for answered questions: reads no row of them, and needs no index. */
export function createQuestionTraffic({ db, clock, log }: QuestionTrafficDeps): QuestionTraffic {
  let counted: bigint | null = null
  let [lookedAt, askedAt] = [-Infinity, -Infinity]
  const look = async (): Promise<void> => {
    const { rows } = await sql<{ questions: string }>`
      select n_tup_ins as questions from pg_stat_user_tables where relid = 'query_logs'::regclass
    `.execute(db)
    const questions = BigInt(rows[0]?.questions ?? 0)
    if (counted === null) askedAt = clock.monotonicMs() - quietMs + unknownMs
    else if (questions > counted) askedAt = clock.monotonicMs()
    counted = questions
  }
  return {
    isBusy: async () => {
      if (clock.monotonicMs() - lookedAt >= lookMs) {
        lookedAt = clock.monotonicMs()
        await look().catch((error: unknown) => log.debug({ err: error }, 'could not tell whether questions are asked'))
      }
      return clock.monotonicMs() - askedAt < quietMs
    },
  }
}
