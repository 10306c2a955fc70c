import { finding, type PlanFinding } from './plan.ts'

/**
 * Whether the key of the target may do what a move does there. Reading was tried by looking.
 * @param lacking by the server's names; null where there is nothing to tell.
 * @param isNew the collection will be made.
 */
export function judgeRights(lacking: readonly string[] | null, isNew: boolean): PlanFinding[] {
  if (lacking === null) return []
  const needed = lacking.filter((right) => isNew || right !== 'CreateCollection')
  if (needed.length === 0) {
    return [
      finding('ok', 'rights', `The key of the target may ${isNew ? 'create the collection and ' : ''}write there.`),
    ]
  }
  const message = `The key of the target lacks rights: ${needed.join(', ')}.`
  const remedy = `Give its role ${needed.join(', ')}${isNew ? ', CreateIndex, Load, Query and Search' : ''} on the collection, or name another key.`
  return [finding('error', 'rights_missing', message, remedy)]
}

/** The same of the source, which is there: after the cut-over it goes on getting every change, or there is no way back. */
export function judgeSourceRights(lacking: readonly string[] | null): PlanFinding[] {
  if (lacking === null) return []
  const needed = lacking.filter((right) => right !== 'CreateCollection')
  if (needed.length === 0) return [finding('ok', 'source_rights', 'The key of the source may read and write there.')]
  const message = `The key of the source lacks rights: ${needed.join(', ')}. Without them there is no way back after the cut-over.`
  const remedy = `Give its role ${needed.join(', ')} on the collection, or name another key.`
  return [finding('error', 'source_rights_missing', message, remedy)]
}
