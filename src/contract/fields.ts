import { z } from 'zod'

/**
 * Field types shared by the shapes of this folder, which is the wire contract: what crosses HTTP, in snake_case, and
 * nothing else. The server checks requests and shapes replies with these schemas; the command line client parses with them.
 */

/** A UUID in any version, as stored rows of the original have. */
export const uuidField = z.guid()

/** ISO-8601 in UTC ending in `Z`. */
export const timeField = z.iso.datetime()

const spelling = /^(?:urn:uuid:)?(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{32})$/i
const inBraces = /^\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}$/i

/** A UUID as the original takes it in a path or a body: also in capitals, in braces, as an URN, without hyphens. */
export const idField = z
  .string()
  .refine((text) => spelling.test(text) || inBraces.test(text), 'This is no UUID.')
  .meta({ format: 'uuid' })

/** PostgreSQL keeps no NUL and no half of a pair of surrogates. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** A few words for people, which are kept. */
export const wordsField = z.string().max(200).refine(isStorable, 'No character that cannot be stored.')

/** A whole number of a query string. */
export function queryNumber(min: number, max: number, otherwise: number) {
  return z.preprocess(readNumber, z.number().int().min(min).max(max).default(otherwise))
}

function readNumber(given: unknown): unknown {
  if (typeof given !== 'string' || !/^[+-]?\d+$/.test(given)) return given
  // one with more digits than a number holds is a whole number all the same, and as far out of bounds
  return Math.max(-mostExact, Math.min(mostExact, Number(given)))
}

const mostExact = Number.MAX_SAFE_INTEGER

/** A number from 1 in a path. */
export const pathNumber = z.preprocess(readNumber, z.number().int().min(1).max(2_147_483_647))

/** One that need not be given. */
export function optionalQueryNumber(min: number) {
  return z.preprocess(readNumber, z.number().int().min(min).max(maxOffset).optional())
}

/** Largest offset PostgreSQL takes without a second thought. */
const maxOffset = 2_147_483_647

/** `limit` and `offset` of a list, read from the query string. */
export function pagingQuery(defaultLimit: number, maxLimit: number) {
  return z.object({
    limit: queryNumber(1, maxLimit, defaultLimit).describe(`How many items to send, 1 to ${maxLimit}.`),
    offset: queryNumber(0, maxOffset, 0).describe('How many items to leave out from the beginning.'),
  })
}
