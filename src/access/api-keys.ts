// Who may do what, by keys of our own. A key is shown once; PostgreSQL has its hash.
import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../domain/errors.ts'
import type { UserId } from '../domain/ids.ts'
import { withImplied, type Principal, type Right } from '../domain/principal.ts'
import type { ApiKey, ApiKeyStore } from '../ports/api-key-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { TokenVerifier } from '../ports/token-verifier.ts'

export interface KeyRequest extends Pick<ApiKey, 'name' | 'companyId' | 'userId' | 'rights'> {
  /** Null: it never expires. */
  readonly days: number | null
}

/** Recognised by scanners of secrets, and never taken for another token. */
const prefix = 'atenex_'
const keyForm = /^atenex_[\w-]{43}$/
/** Characters of a key that are kept to know it by: 6 of 43 say next to nothing about the rest. */
const hintLength = prefix.length + 6
const dayMs = 24 * 3_600_000

/**
 * Makes a key and returns it with its text, which nobody can get again.
 * @throws AppError `invalid_request` for rights that do not fit together, `database_unavailable`.
 */
export async function createApiKey(
  { apiKeys, clock }: { readonly apiKeys: ApiKeyStore; readonly clock: Clock },
  { days, ...request }: KeyRequest,
): Promise<{ readonly key: ApiKey; readonly text: string }> {
  requireSensible(request.rights, request.companyId !== null)
  const text = `${prefix}${randomBytes(32).toString('base64url')}`
  const expiresAt = days === null ? null : new Date(clock.now().getTime() + days * dayMs)
  // a right that is named twice is one right
  const rights = [...new Set(request.rights)]
  const key = await apiKeys.insert({
    ...request,
    rights,
    expiresAt,
    hint: text.slice(0, hintLength),
    hash: hashOf(text),
  })
  return { key, text }
}

function requireSensible(rights: readonly Right[], hasCompany: boolean): void {
  const ofCompany = rights.some((right) => right !== 'operator')
  if (rights.length === 0) {
    throw new AppError('invalid_request', 'A key needs at least one right.', {
      spanish: 'Una clave necesita al menos un permiso.',
    })
  }
  if (ofCompany && !hasCompany) {
    throw new AppError('invalid_request', 'A key with the right to read or write needs a company.', {
      spanish: 'Una clave con permiso para leer o escribir necesita una empresa.',
    })
  }
}

/** How long a key that was found valid is taken for valid without asking: a revoked one works that long at most. */
const trustMs = 2_000
/** Keys remembered; forgetting one costs a look at the database. */
const mostRemembered = 1_000

/** Remembers what it found for a moment, so that a busy key does not ask PostgreSQL for every request. */
export function createKeyVerifier({
  apiKeys,
  clock,
}: {
  readonly apiKeys: ApiKeyStore
  readonly clock: Clock
}): TokenVerifier {
  const remembered = new Map<string, { readonly principal: Principal; readonly until: number }>()
  return {
    verify: async (token) => {
      if (!keyForm.test(token)) throw unknownKey()
      const hash = hashOf(token)
      const name = hash.toString('base64')
      const known = remembered.get(name)
      if (known !== undefined && known.until > clock.monotonicMs()) return known.principal
      remembered.delete(name)
      const asked = clock.monotonicMs()
      const key = await apiKeys.findValid(hash)
      if (key === null) throw unknownKey()
      const principal = principalOf(key)
      if (remembered.size >= mostRemembered) remembered.clear()
      // from when the question was put, not from when its answer came
      remembered.set(name, { principal, until: asked + trustMs })
      return principal
    },
  }
}

function principalOf({ id, companyId, userId, rights }: ApiKey): Principal {
  // a key that acts for nobody in particular has chats of its own
  return { companyId, userId, fallbackUserId: id as UserId, rights: withImplied(rights) }
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function unknownKey(): AppError {
  return new AppError('unauthenticated', 'The key is unknown, expired or revoked. Ask an operator for another one.')
}
