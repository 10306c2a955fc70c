import type { BackOff } from '../../../../flow/back-off.ts'
import type { FailureKind } from '../milvus-failure.ts'

/**
 * How a call may be repeated. Every call we make is idempotent (upsert by key, delete by filter, reads, definitions), so
 * what decides is whether a repetition can succeed.
 * - `answer`: someone waits for it; a short budget, and no waiting while the breaker is open.
 * - `read`, `write`, `admin`: background work; keeps trying through a restart, a rolling update or a cold start.
 */
export type CallClass = 'answer' | 'read' | 'write' | 'admin'

/** `often`: until the budget is used up; `few`: twice; `never`: it cannot succeed, or another layer handles it. */
export type Repetition = 'often' | 'few' | 'never'

const repetitions: Readonly<Record<FailureKind, Repetition>> = {
  unavailable: 'often',
  timeout: 'often',
  'rate-limited': 'often',
  'breaker-open': 'often',
  internal: 'few',
  malformed: 'few',
  'not-sent': 'never',
  'not-loaded': 'never',
  'too-large': 'never',
  capacity: 'never',
  'switched-off': 'never',
  'collection-missing': 'never',
  'index-missing': 'never',
  'database-missing': 'never',
  'already-exists': 'never',
  unauthenticated: 'never',
  forbidden: 'never',
  unimplemented: 'never',
  rejected: 'never',
}

const fewAttempts = 3

export const retryPauses: BackOff = { firstMs: 50, mostMs: 5_000 }

/** Whether attempt number `attempt` (from 1), which failed in this way, may be followed by another. */
export function mayRepeat(kind: FailureKind, attempt: number, callClass: CallClass): boolean {
  if (kind === 'breaker-open' && callClass === 'answer') return false
  const repetition = repetitions[kind]
  return repetition === 'often' || (repetition === 'few' && attempt < fewAttempts)
}
