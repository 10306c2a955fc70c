import { isCurrent } from './schema/is-current.ts'

/** As `migrateDatabase`, without loading what that takes where nothing is to be done, as at nearly every start. */
export async function bringUpToDate(url: string): Promise<readonly string[]> {
  if (await isCurrent(url)) return []
  const { migrateDatabase } = await import('./migrate.ts')
  return migrateDatabase(url)
}
