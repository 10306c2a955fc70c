import { AppError } from '../../../domain/errors.ts'
import type { Log } from '../../../ports/log.ts'
import type { Death } from './death.ts'
import type { Outcome, ReadRequest } from './extract-process.ts'
import type { ProcessPool } from './process-pool.ts'

type Success = Extract<Outcome, { readonly kind: 'text' | 'drawn' | 'detached' }>

/** Once more when the process ended by nothing of the file: another one may have what it lacked. @throws AppError as the port says. */
export async function runTwice(pool: ProcessPool, request: ReadRequest, log: Log | undefined): Promise<Success> {
  const { fileType } = request
  let outcome = await pool.run(request)
  const why = outcome.kind === 'died' ? notOfTheFile[outcome.cause] : undefined
  if (why !== undefined) {
    log?.warn({ fileType }, `a reading process ${why}; the file is read once more`)
    outcome = await pool.run(request)
  }
  if (outcome.kind === 'died') throw deathError(outcome.cause)
  if (outcome.kind === 'failed') throw outcome.error
  if (outcome.kind === 'cancelled') {
    throw new AppError('cancelled', 'Reading the document was cancelled.', { retryable: true })
  }
  return outcome
}

const notOfTheFile: Readonly<Partial<Record<Death, string>>> = {
  killed: 'was killed from outside',
  starved: 'lacked memory, or something else that the machine has to give',
}

/**
 * A limit of what a file itself takes is passed again at the next try, and a file that makes the reader fail does so again; a
 * machine that had no time may have some later.
 */
function deathError(cause: Death): AppError {
  switch (cause) {
    case 'timeout':
      return new AppError(
        'extraction_timeout',
        'Reading the document took too long. Split it or save it in a simpler form.',
      )
    case 'late':
      return new AppError('extraction_timeout', 'The machine had no time to read the document; it is tried again.', {
        retryable: true,
      })
    case 'memory':
      return new AppError(
        'extraction_memory',
        'Reading the document takes more memory than is allowed. Split it or simplify it.',
      )
    case 'crash':
      return new AppError(
        'extraction_crashed',
        'Reading the document made the reader fail: it is damaged or very unusual.',
      )
    case 'starved':
      return new AppError(
        'reader_unavailable',
        'The machine gives the reader of documents too little memory, or too few processes or open files: nothing is wrong with the document, which is tried again. Look at the limits of the service or container.',
        { retryable: true },
      )
    case 'killed':
      return new AppError('extraction_crashed', 'The reader of the document was ended twice from outside.', {
        retryable: true,
      })
  }
}
