import type { ActiveCollection } from '../../ports/active-collection.ts'
import type { Parts } from '../parts/parts.ts'

/**
 * Asks the collection that is active, as the roles of this process see it. It stays open until the answer, also when another takes its
 * place meanwhile. Null: none has been chosen yet.
 */
export async function withCollection<T>(
  { current, config }: Pick<Parts, 'current' | 'config'>,
  ask: (active: ActiveCollection) => Promise<T>,
): Promise<T | null> {
  if (current.peek() === null) await current.refresh()
  const side = config.roles.includes('query-api') ? 'query' : 'ingest'
  return (await current.peek()?.use(side, ask)) ?? null
}
