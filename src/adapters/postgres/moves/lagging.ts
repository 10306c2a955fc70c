import { AppError } from '../../../domain/errors.ts'

/** Of a switch that may not be forced. */
export const lagging = (lag: number) =>
  new AppError(
    'conflict',
    `${lag} ${lag === 1 ? 'change has' : 'changes have'} not been carried over yet. Wait until the lag is 0 and try again.`,
    { retryable: true, details: { lag } },
  )
