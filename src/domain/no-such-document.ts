import { AppError } from './errors.ts'

/** `not_found`: also for a document of another company, of which nothing is told. */
export function noSuchDocument(): AppError {
  return new AppError('not_found', 'There is no such document.', {
    spanish: 'Ese documento no existe o ya se ha eliminado.',
  })
}
