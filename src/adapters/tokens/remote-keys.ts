import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { AppError } from '../../domain/errors.ts'
import { boundedRequest, type RequestTrouble } from '../../flow/bounded-request.ts'
import type { Clock } from '../../ports/clock.ts'

export interface RemoteKeysOptions {
  readonly url: string
  /** Shortest time between two looks for new keys. */
  readonly pauseMs: number
  readonly clock: Clock
}

const timeoutMs = 5_000
/** Some hundred keys. */
const mostReplyBytes = 1_000_000
const renewAfterMs = 600_000
/** So long keys are good without being seen again: an identity provider that is away for a night locks nobody out. */
const keepMs = 86_400_000
/** After a failure without any keys: nobody waits for an address that has just failed. */
const failurePauseMs = 1_000

/**
 * Published keys of an identity provider, read when they are needed, renewed when they are old or a token names one that is not
 * known. Keys that were read once stay good while the address does not answer, or answers with something else.
 */
export function createRemoteKeys({ url, pauseMs, clock }: RemoteKeysOptions): JWTVerifyGetKey {
  let known: { readonly find: JWTVerifyGetKey; readonly readAt: number } | null = null
  let last: { readonly triedAt: number; readonly failure: AppError | null } | null = null
  let reading: Promise<JWTVerifyGetKey> | null = null

  const read = async (): Promise<JWTVerifyGetKey> => {
    try {
      const find = createLocalJWKSet(parse(await ask(url, clock)))
      known = { find, readAt: clock.monotonicMs() }
      last = { triedAt: clock.monotonicMs(), failure: null }
      return find
    } catch (error) {
      const failure = error instanceof AppError ? error : unavailable(error)
      last = { triedAt: clock.monotonicMs(), failure }
      throw failure
    } finally {
      reading = null
    }
  }
  const renew = () => (reading ??= read())
  const since = (at: number) => clock.monotonicMs() - at
  const isTried = (withinMs: number) => last !== null && since(last.triedAt) < withinMs

  const current = async (): Promise<JWTVerifyGetKey> => {
    if (known === null || since(known.readAt) >= keepMs) {
      if (last !== null && last.failure !== null && isTried(failurePauseMs)) throw last.failure
      return renew()
    }
    const { find, readAt } = known
    if (since(readAt) < renewAfterMs || isTried(pauseMs)) return find
    return renew().catch(() => find)
  }

  return async (header, token) => {
    const find = await current()
    try {
      return await find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      // it may be a new one, which nobody can tell while the address does not answer
      if (isTried(pauseMs)) throw last?.failure ?? error
    }
    const renewed = await renew()
    return renewed(header, token)
  }
}

function ask(url: string, clock: Clock): Promise<string> {
  return boundedRequest(url, {
    method: 'GET',
    headers: () => ({ accept: 'application/json, application/jwk-set+json' }),
    mostReplyBytes,
    timeoutMs,
    attempts: 1,
    delayMs: 0,
    clock,
    signal: new AbortController().signal,
    failure: (trouble: RequestTrouble) => unavailable(trouble.kind === 'unreachable' ? trouble.cause : trouble),
  })
}

function parse(text: string): JSONWebKeySet {
  // `createLocalJWKSet` refuses what is none
  return JSON.parse(text) as JSONWebKeySet
}

function unavailable(cause: unknown): AppError {
  const sentence = 'The keys of the identity provider could not be read. Try again in a moment.'
  return new AppError('identity_unavailable', sentence, { retryable: true, cause })
}
