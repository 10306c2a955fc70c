import type { CompanyId } from '../../domain/ids.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import { finding, named, type PlanFinding } from './plan.ts'

/** Rows of companies PostgreSQL does not know, in a collection that is there. */
export async function findStrangers(
  survey: CollectionSurvey,
  known: readonly CompanyId[],
  side: 'source' | 'target',
  signal: AbortSignal,
): Promise<PlanFinding[]> {
  const { companies, more } = await survey.strangers(known, signal)
  if (companies.length === 0 && !more) return []
  const list = named(companies.map(({ companyId, rows }) => `${companyId || '(empty)'} (${rows} rows)`))
  const place = side === 'source' ? 'The old collection' : 'The target'
  const message = `${place} has rows of companies that PostgreSQL does not know: ${list}${more ? ', and more' : ''}.`
  if (side === 'target') return [finding('note', 'target_has_strangers', `${message} They stay as they are.`)]
  const remedy = 'Nothing, when these companies are gone. Otherwise bring their documents into PostgreSQL first.'
  return [finding('warning', 'source_has_strangers', `${message} They are not copied.`, remedy)]
}
