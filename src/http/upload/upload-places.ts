import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { createLimiter, type Release } from '../../flow/limiter.ts'
import { timeLimit } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'

export interface PlaceLimits {
  /** Uploads under way at the same time: each may hold a copy of the largest file on disk. */
  readonly uploadsAtATime: number
  /** The same of one company. */
  readonly uploadsPerCompany: number
}

/** Long enough for a crowd of ordinary uploads, below the 30 s after which the gateway gives up. */
const waitMs = 20_000

/** Waits for a place and resolves with what gives it back. */
export type EnterUpload = (companyId: CompanyId, signal: AbortSignal) => Promise<Release>

/**
 * Lets a bounded number of uploads in; companies take turns. Whoever has to wait is not read meanwhile, so it costs no disk.
 * @throws AppError `too_many_requests` when the company itself holds all it may, otherwise `overloaded`; both pass.
 */
export function createUploadPlaces({ uploadsAtATime, uploadsPerCompany }: PlaceLimits, clock: Clock): EnterUpload {
  const limiter = createLimiter({ size: uploadsAtATime, perKey: uploadsPerCompany })
  const late = () =>
    limiter.running < uploadsAtATime
      ? new AppError(
          'too_many_requests',
          `This company has ${uploadsPerCompany} uploads under way, more are not possible at the same time. Try again in a moment.`,
          {
            spanish: `Tu empresa tiene ${uploadsPerCompany} subidas en curso y no puede haber más a la vez. Inténtalo de nuevo en un momento.`,
            retryable: true,
          },
        )
      : new AppError('overloaded', 'Too many uploads are under way. Try again in a moment.', { retryable: true })
  return async (companyId, signal) => {
    using limit = timeLimit({ ms: waitMs, signal, clock, late })
    return await limiter.acquire(limit.signal, companyId)
  }
}
