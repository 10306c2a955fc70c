import { AppError } from '../domain/errors.ts'
import type { Paused } from '../domain/move.ts'

/** For steps that need a worker. @throws AppError `conflict` while the move is paused. */
export function requireGoingOn({ paused }: { readonly paused: Paused | null }): void {
  if (paused !== null) throw new AppError('conflict', `${pausedBy(paused)} Nothing was changed.`)
}

export const pausedBy = ({ by, at }: Paused): string =>
  `The move is paused by ${by} since ${at.toISOString()}: \`atenex migrate resume\` lets it go on.`
