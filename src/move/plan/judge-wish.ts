import { finding, type PlanDeps, type PlanFinding } from './plan.ts'

/**
 * Objections to a move that need no look at either end.
 * @param found companies that have documents, of those it is about.
 */
export async function judgeWish(deps: PlanDeps, found: number): Promise<PlanFinding[]> {
  return [...(await isOpen(deps)), ...isNamed(deps), ...isKnown(deps, found)]
}

async function isOpen({ moves }: PlanDeps): Promise<PlanFinding[]> {
  const open = await moves.open()
  if (open === null) return []
  const message = `A move by ${open.startedBy} is open (${open.state}).`
  return [finding('error', 'move_open', message, 'Finish or abandon it first: `atenex migrate status`.')]
}

function isKnown({ companies: { only } }: PlanDeps, found: number): PlanFinding[] {
  if (only === null || found > 0) return []
  const remedy = 'See its id in `atenex migrate plan` without --company, or with `atenex reconcile`.'
  return [finding('error', 'no_such_company', `No company ${only.join(', ')} has documents.`, remedy)]
}

function isNamed({ from, to }: PlanDeps): PlanFinding[] {
  const found: PlanFinding[] = []
  if (from === null) {
    const remedy = 'Start a worker, or run `atenex db migrate`.'
    found.push(finding('error', 'nothing_to_move', 'There is no active collection yet.', remedy))
  }
  if (to === null) {
    const remedy =
      'Set ATENEX_TARGET_MILVUS_URI and its credentials, or ATENEX_TARGET_STORE=embedded, for every process.'
    found.push(finding('error', 'no_target', 'No target is named.', remedy))
  }
  if (from !== null && to !== null && from.address === to.address && from.row.name === to.name) {
    const remedy = 'Name another server, or another collection in ATENEX_TARGET_MILVUS_COLLECTION_NAME.'
    found.push(finding('error', 'same_collection', 'The target is the collection that is active now.', remedy))
  }
  return found
}
