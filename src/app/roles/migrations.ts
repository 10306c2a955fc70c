import { incompatibilities, type EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { companiesOf, type MoveSide } from '../../domain/move.ts'
import type { Migrations } from '../../http/routes/migrations.ts'
import { beginVerification } from '../../move/begin-verification.ts'
import { abandonMove, finishMove } from '../../move/end-move.ts'
import { moveStatus } from '../../move/move-status.ts'
import { pauseMove } from '../../move/pause-move.ts'
import { planMove } from '../../move/plan/plan-move.ts'
import type { PlanDeps } from '../../move/plan/plan.ts'
import { reportMove } from '../../move/report-move.ts'
import { setShadow } from '../../move/set-shadow.ts'
import { startMove } from '../../move/start-move.ts'
import { sweepStranger } from '../../move/sweep-stranger.ts'
import { cutOver, rollBack } from '../../move/switch-collection.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Embedder } from '../../ports/models.ts'
import { chooseTarget } from '../collections/choose-target.ts'
import { storesOfRow, storesOfSides } from '../collections/open-row.ts'
import { openCollectionSurvey } from '../connect/collection-survey.ts'
import { openTargetEmbedder } from '../connect/embedder.ts'
import { storeAddress } from '../connect/store-address.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Parts } from '../parts/parts.ts'

/** The use cases of moves, on the parts of this process. The work itself is done by a worker, whichever leads. */
export function createMigrations(parts: Parts): Migrations {
  const openRow = (row: CollectionRow) => openPlace(parts, row)
  const { moves, changes, clock, movingDocuments: documents } = parts
  const steps = {
    moves,
    changes,
    clock,
    documents,
    openRow,
    surveyRow: (row: CollectionRow) => surveyPlace(parts, row),
  }
  return {
    plan: async (wish, signal) => withPlanDeps(parts, wish, (deps) => planMove(deps, signal)),
    status: () => moveStatus(parts),
    start: async (wish, signal) =>
      withPlanDeps(parts, wish, (deps) => startMove({ ...deps, moves: parts.moves }, wish, signal)),
    verify: ({ who, tolerance }) => beginVerification(steps, who, tolerance),
    sweep: (wish, signal) => sweepStranger(steps, wish, signal),
    pause: (wish) => pauseMove(steps, wish),
    cutOver: (wish, signal) => cutOver(steps, wish, signal),
    rollBack: (wish, signal) => rollBack(steps, wish, signal),
    finish: (wish, signal) => finishMove(steps, wish, signal),
    abandon: (wish, signal) => abandonMove(steps, wish, signal),
    shadow: (wish) => setShadow(steps, wish),
    report: () => reportMove(parts),
  }
}

/** @param wish.rebuild whether rows are to be made anew although the embedder stays. */
async function withPlanDeps<T>(
  parts: Parts,
  { rebuild, companyId }: { readonly rebuild: boolean; readonly companyId: CompanyId | null },
  work: (deps: PlanDeps) => Promise<T>,
): Promise<T> {
  const { config, moves, movingDocuments: documents, storedChunks: stored, clock, log } = parts
  const row = await parts.collectionStore.active()
  const from = row === null ? null : { row, address: row.address ?? storeAddress(storesOfSides(config).ingest) }
  await using opened = new AsyncDisposableStack()
  const named = await openTargetEmbedder({ config, use: 'seldom', log })
  if (named !== null) opened.defer(() => named.close())
  const other = row !== null && named !== null && isOther(row, named) ? named : null
  const anew = rebuild || other !== null
  const to = row === null ? null : await targetOf(parts, row, anew, other)
  const endOf = (side: MoveSide) => {
    const end = side === 'from' ? from?.row : to
    if (end === null || end === undefined) throw new Error(`a plan without a ${side} side opens none`)
    return end
  }
  const withEmbedder = (embedder: Embedder | null) =>
    work({
      moves,
      documents,
      stored,
      companies: companiesOf({ companies: companyId === null ? null : [companyId] }),
      from,
      to,
      rebuild: anew,
      embedder,
      open: async (side) => openPlace(parts, endOf(side)),
      survey: async (side) => surveyPlace(parts, endOf(side)),
      topK: config.retrieval.topK,
      monotonicMs: () => clock.monotonicMs(),
    })
  const active = parts.current.peek()
  if (!anew || other !== null || active === null) return await withEmbedder(other)
  // its embedder stays open until the plan has ended
  return await active.use('query', ({ embedder }) => withEmbedder(embedder))
}

/** With the credentials that may write. */
const openPlace = ({ config, storeDeps }: Parts, place: Pick<CollectionRow, 'store' | 'name' | 'address'>) =>
  openVectorStore(config, storesOfRow(config, place).ingest, place.name, storeDeps)

const surveyPlace = ({ config, storeDeps }: Parts, place: Pick<CollectionRow, 'store' | 'name' | 'address'>) =>
  openCollectionSurvey(config, storesOfRow(config, place).ingest, place.name, storeDeps)

const isOther = ({ fingerprint }: CollectionRow, embedder: Embedder) =>
  incompatibilities(fingerprint, embedder.fingerprint).length > 0

async function targetOf(
  { config, collectionStore }: Parts,
  active: CollectionRow,
  rebuild: boolean,
  other: Embedder | null,
) {
  // the chunks stay as they are cut
  const { chunking } = active.fingerprint
  const fingerprint: EmbedderFingerprint = { ...(other?.fingerprint ?? active.fingerprint), chunking }
  return chooseTarget({ config, active, known: await collectionStore.known(), rebuild, fingerprint })
}
