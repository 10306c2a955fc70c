import { sql } from 'kysely'
import type { Database, Tx } from './database.ts'
import { backgroundPriority } from './job-catalog.ts'

/**
 * Companies take turns in a queue. A job's turn is one after its company's last, but never before the turn the queue is at,
 * so that nobody saves turns up; jobs are taken by their turn. One company's hundreds of jobs stand behind each other, and
 * whoever comes later gets the next place beside them. A job that waits for another attempt does not say where the queue is.
 * Jobs of the version before have turn 0.
 */
export async function nextTurn(tx: Tx, queue: string, companyId: string): Promise<number> {
  return turnAmong(tx, { queue, lane: queue, from: 0 }, companyId)
}

/** The same among the jobs in the background of a queue, which have turns of their own. */
export async function nextBackgroundTurn(tx: Tx, queue: string, companyId: string): Promise<number> {
  return turnAmong(tx, { queue, lane: `${queue}:background`, from: backgroundPriority }, companyId)
}

/** Jobs of a queue whose priority is `from` less their turn. */
interface Lane {
  readonly queue: string
  readonly lane: string
  readonly from: number
}

async function turnAmong(tx: Tx, { queue, lane, from }: Lane, companyId: string): Promise<number> {
  const behind = from === 0 ? backgroundPriority : -2_000_000_000
  const { rows } = await sql<{ turn: number }>`
    insert into job_turns as last (queue, company_id, turn)
    select ${lane}, ${companyId}::uuid, coalesce(
      (select ${from}::int - priority from jobs.job
        where name = ${queue} and priority <= ${from} and priority > ${behind}
          and state < 'active' and not blocked and (state = 'created' or start_after <= now())
        order by priority desc, created_on limit 1),
      (select max(turn) from job_turns where queue = ${lane}),
      0)
    on conflict (queue, company_id) do update set turn = greatest(last.turn + 1, excluded.turn)
    returning turn
  `.execute(tx)
  return rows[0]?.turn ?? 0
}

/** A queue nobody waits in begins anew: numbers stay small, and so does the table. */
export async function forgetTurns(db: Database): Promise<void> {
  await sql`
    delete from job_turns where not exists (
      select 1 from jobs.job where job.name = split_part(job_turns.queue, ':', 1) and state <= 'active'
    )
  `.execute(db)
}
