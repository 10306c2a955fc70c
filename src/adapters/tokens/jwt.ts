// Tokens of a gateway (HS256, one shared secret) and of identity providers (public keys from a JWKS address).
import { createHash } from 'node:crypto'
import {
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose'
import { AppError } from '../../domain/errors.ts'
import { canonicalUuid, type CompanyId, type UserId } from '../../domain/ids.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { withImplied, type Principal, type Right } from '../../domain/principal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TokenVerifier } from '../../ports/token-verifier.ts'
import { createRemoteKeys } from './remote-keys.ts'

export interface JwtOptions {
  /** Asked anew for each token, so that a rotated one is taken. Tried in this order. */
  readonly secrets: readonly { reveal(): string }[]
  readonly jwksUrl: string | null
  readonly issuer: string | null
  readonly audience: string | null
  readonly roles: ReadonlyMap<string, Right>
  /** Shortest time between two looks for new keys. */
  readonly jwksPauseMs?: number
  readonly clock?: Clock
}

/** Clocks of other machines may be so much ahead or behind. */
const clockSkewSeconds = 30
const jwksPauseMs = 30_000
const publicKeyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/**
 * The kind of key decides which algorithms are taken, never the token: a secret verifies HS256 and nothing else, public keys
 * verify signatures and nothing else. `exp` is required; `none` is no algorithm.
 */
export function createJwtVerifier(options: JwtOptions): TokenVerifier {
  const publicKeys =
    options.jwksUrl === null
      ? null
      : createRemoteKeys({
          url: options.jwksUrl,
          pauseMs: options.jwksPauseMs ?? jwksPauseMs,
          clock: options.clock ?? systemClock,
        })
  const claims = {
    clockTolerance: clockSkewSeconds,
    requiredClaims: ['exp', 'sub'],
    ...(options.issuer === null ? {} : { issuer: options.issuer }),
    ...(options.audience === null ? {} : { audience: options.audience }),
  }

  const verified = async (token: string): Promise<JWTPayload> => {
    if (algorithmOf(token) !== 'HS256') {
      if (publicKeys === null) throw invalidToken()
      return verifiedByAny(token, publicKeys, { ...claims, algorithms: publicKeyAlgorithms })
    }
    let failure: unknown = invalidToken()
    for (const secret of options.secrets) {
      try {
        const key = new TextEncoder().encode(secret.reveal())
        return (await jwtVerify(token, key, { ...claims, algorithms: ['HS256'] })).payload
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }

  return {
    verify: async (token) => {
      try {
        return toPrincipal(await verified(token), options.roles)
      } catch (error) {
        throw translated(error)
      }
    },
  }
}

/** A token need not name its key: then each that may be meant is tried, as while a provider changes its keys. */
async function verifiedByAny(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure
      }
    }
    throw invalidToken(error)
  }
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg
  } catch (error) {
    throw invalidToken(error)
  }
}

/** What the token is wrong in helps nobody who made it up; that it is too old helps whoever has to log in again. */
function translated(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof errors.JWTExpired) {
    return new AppError('unauthenticated', 'The token has expired. Log in again.', { cause: error })
  }
  return invalidToken(error)
}

function invalidToken(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'The token is not valid. Log in again.', { cause })
}

/** Claims of the gateway's tokens: `sub` is the user, `company_id` and `roles` may be missing. */
function toPrincipal(payload: JWTPayload, roleRights: ReadonlyMap<string, Right>): Principal {
  const { sub = '', iss = '', company_id: company, roles } = payload
  const companyId = typeof company === 'string' ? canonicalUuid(company) : null
  if (company !== undefined && company !== null && companyId === null) throw invalidToken()
  // everybody whose token says nothing would be one user
  if (sub.trim() === '') throw invalidToken()
  // canonicalUuid made it canonical
  const userId = (canonicalUuid(sub) ?? uuidOf(`${iss}\n${sub}`)) as UserId
  const rights = rightsOf(roles, roleRights)
  return { companyId: companyId as CompanyId | null, userId, fallbackUserId: null, rights }
}

/** A role nobody has named gives no more than reading. */
function rightsOf(roles: unknown, known: ReadonlyMap<string, Right>): ReadonlySet<Right> {
  const names = [roles].flat().filter((role): role is string => typeof role === 'string')
  if (names.length === 0) return withImplied(roles === undefined || roles === null || isEmpty(roles) ? ['write'] : [])
  return withImplied(names.map((name) => known.get(name) ?? 'read'))
}

function isEmpty(roles: unknown): boolean {
  return Array.isArray(roles) && roles.length === 0
}

/** The same user of the same issuer is always the same UUID, also where the issuer names users otherwise. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
