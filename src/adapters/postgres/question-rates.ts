import { sql } from 'kysely'
import type { QuestionRates } from '../../ports/question-rates.ts'
import { guarded, type Database } from './database.ts'

/**
 * An allowance of `perMinute` that fills up evenly within a minute. One statement on one row, so that processes cannot give
 * more than there is, by PostgreSQL's clock.
 */
export function createQuestionRates(db: Database, perMinute: number): QuestionRates {
  const step = sql`make_interval(secs => ${60 / perMinute})`
  const whole = sql`interval '1 minute'`
  return {
    take: (companyId) =>
      guarded(async () => {
        const { rows: taken } = await sql`
          insert into question_rates as rate (company_id, full_at) values (${companyId}, clock_timestamp() + ${step})
          on conflict (company_id) do update set full_at = greatest(rate.full_at, clock_timestamp()) + ${step}
            where greatest(rate.full_at, clock_timestamp()) + ${step} <= clock_timestamp() + ${whole}
          returning full_at
        `.execute(db)
        if (taken.length > 0) return 0
        const { rows } = await sql<{ seconds: number }>`
          select extract(epoch from full_at + ${step} - ${whole} - clock_timestamp())::float as seconds
          from question_rates where company_id = ${companyId}
        `.execute(db)
        return Math.max(1, Math.ceil(rows[0]?.seconds ?? 0))
      }),
  }
}
