import type { CollectionField } from '../../ports/collection-survey.ts'
import type { FieldMapping } from './plan.ts'

/** Fields of an Atenex row; a capable server computes `sparse` from the terms. */
const ofRows = [
  'pk_id',
  'embedding',
  'content',
  'company_id',
  'document_id',
  'file_name',
  'page',
  'title',
  'tokens',
  'content_hash',
  'terms',
]

export interface FieldsOfEnds {
  /** Null where the collection is not there. */
  readonly from: readonly CollectionField[] | null
  readonly to: readonly CollectionField[] | null
  /** Whether rows are made anew, not copied. */
  readonly rebuild: boolean
}

/**
 * What becomes of each field, those of the old collection first. A target that is not there yet gets every field of our rows that its
 * server can hold, so its types are not known before.
 */
export function mapFields({ from, to, rebuild }: FieldsOfEnds): readonly FieldMapping[] {
  const names = new Set([...(from ?? []), ...(to ?? [])].map(({ name }) => name))
  const typeIn = (fields: readonly CollectionField[] | null, name: string) =>
    fields?.find((field) => field.name === name)?.type ?? null
  return [...names].map((name) => {
    const types = { from: typeIn(from, name), to: typeIn(to, name) }
    return { name, ...types, becomes: becomesOf(name, types, { isNew: to === null, rebuild }) }
  })
}

type Types = Pick<FieldMapping, 'from' | 'to'>

function becomesOf(
  name: string,
  { from, to }: Types,
  { isNew, rebuild }: { readonly isNew: boolean; readonly rebuild: boolean },
): FieldMapping['becomes'] {
  if (name === 'sparse') return to !== null || isNew ? 'made by the target' : 'left out'
  if (!ofRows.includes(name)) return from === null ? 'left empty' : 'left out'
  if (to === null && !isNew) return 'left out'
  return rebuild || from === null ? 'made anew' : 'copied'
}
