import type { Config } from '../../config/schema.ts'
import type { SchemaPlan } from '../../adapters/postgres/schema/plan-schema.ts'
import { AppError } from '../../domain/errors.ts'

export type { SchemaPlan }

/** What `atenex db migrate` would do to the configured database. Changes nothing. */
export async function planMigration({ database }: Config): Promise<SchemaPlan> {
  if (database.kind === 'embedded') {
    throw new AppError(
      'configuration',
      'The embedded PostgreSQL is Atenex’ own, and every start brings it up to date. Name another one in DATABASE_URL to see a plan.',
    )
  }
  const { planDatabase } = await import('../../adapters/postgres/migrate.ts')
  return planDatabase(database.url.reveal())
}
