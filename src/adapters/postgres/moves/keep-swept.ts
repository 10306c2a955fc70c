import { sql } from 'kysely'
import type { SweptCompany } from '../../../ports/moves/move-store.ts'
import type { Database } from '../database.ts'
import { appendEvent } from './move-events.ts'

/** In the history; and what the last verification found of the company is not there any more. */
export async function keepSwept(db: Database, id: string, { who, ...swept }: SweptCompany): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('moves')
      .set({
        verification: sql`jsonb_set(verification, '{strangers}', coalesce((
          select jsonb_agg(stranger) from jsonb_array_elements(verification -> 'strangers') stranger
          where stranger ->> 'companyId' <> ${swept.companyId}
        ), '[]'))`,
        updated_at: sql`now()`,
      })
      .where('id', '=', id)
      .where(sql<boolean>`verification -> 'strangers' is not null`)
      .execute()
    await appendEvent(tx, id, who, { what: 'swept', ...swept })
  })
}
