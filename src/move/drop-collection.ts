import { AppError, toAppError } from '../domain/errors.ts'
import type { MoveSide } from '../domain/move.ts'
import type { Clock } from '../ports/clock.ts'
import type { CollectionRow } from '../ports/collection-store.ts'
import type { CollectionSurvey } from '../ports/collection-survey.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import { isSameCollection } from './same-collection.ts'
import { ourCompanies, type OurCompaniesDeps } from './carry/our-companies.ts'

export interface DropDeps extends OurCompaniesDeps {
  readonly moves: Pick<MoveStore, 'drop' | 'sinceSwitch'>
  /** Opens the collection a row names, with the credentials that may write. The caller closes it. */
  readonly openRow: (row: CollectionRow) => Promise<VectorStore>
  /** Looks at what is in the collection a row names. The caller closes it. */
  readonly surveyRow: (row: CollectionRow) => Promise<CollectionSurvey>
  readonly clock: Clock
}

interface Drop {
  readonly side: MoveSide
  readonly who: string
  /** Also when rows of others are in it. */
  readonly force: boolean
}

/** Every process follows a switch within two seconds; a question that began before it may still be searching. */
const followedMs = 15_000

/**
 * Deletes the collection that an ended move left behind. May be repeated: a server that was away is asked again.
 * @throws AppError `conflict` when it is the one that answers, whatever its address; when the one that answers cannot be
 *   reached; or when it holds rows of companies that are not ours.
 */
export async function dropCollection(
  deps: DropDeps,
  move: StoredMove,
  { side, who, force }: Drop,
  signal: AbortSignal,
): Promise<void> {
  await untilFollowed(deps, move, signal)
  try {
    await deps.moves.drop(move.id, { side, who }, async (active, lost) => {
      const either = AbortSignal.any([signal, lost])
      await using open = new AsyncDisposableStack()
      const [left, answering] = [await deps.openRow(move[side]), await deps.openRow(active)]
      for (const store of [left, answering]) open.defer(() => store.close())
      await requireAnother(left, answering, active.name, either)
      if (!force) await requireOurs(deps, move[side], either)
      await left.drop(either)
    })
  } catch (error) {
    const { code, message, retryable } = toAppError(error)
    const again = `atenex migrate ${move.state === 'finished' ? 'finish' : 'abandon'} --drop ${move[side].name}`
    const text = `The move is ${move.state}, but the collection "${move[side].name}" was not deleted: ${message} Repeat: ${again}`
    throw new AppError(code, text, { retryable, cause: error })
  }
}

/** Two addresses may lead to one server. */
async function requireAnother(
  left: VectorStore,
  answering: VectorStore,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  if ((await answering.describe(signal)) === null)
    throw new AppError('conflict', `The collection "${name}", which should answer, is not there.`)
  if (!(await isSameCollection(left, answering, signal))) return
  throw new AppError('conflict', `Both addresses lead to the same collection "${name}", which answers questions.`)
}

/** Another installation may keep its vectors in the same collection. */
async function requireOurs(deps: DropDeps, row: CollectionRow, signal: AbortSignal): Promise<void> {
  const survey = await deps.surveyRow(row)
  try {
    const { companies } = await survey.strangers(await ourCompanies(deps), signal)
    const [first] = companies
    if (first === undefined) return
    const others = companies.length === 1 ? '' : ` and ${companies.length - 1} more`
    const text = `It also holds rows of companies that this installation never had (${first.companyId}${others}): somebody else may use it. With --force it is deleted all the same.`
    throw new AppError('conflict', text)
  } finally {
    await survey.close()
  }
}

async function untilFollowed({ moves, clock }: DropDeps, move: StoredMove, signal: AbortSignal): Promise<void> {
  const ago = await moves.sinceSwitch(move.id)
  if (ago !== null && ago < followedMs) await clock.sleep(followedMs - ago, signal)
}
