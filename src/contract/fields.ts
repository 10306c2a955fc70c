import { z } from 'zod'

/**
 * Field types shared by the shapes of this folder, which is the wire contract: what crosses HTTP, in snake_case, and
 * nothing else. The server checks requests and shapes replies with these schemas; the command line client parses with them.
 */

/** A UUID in any version, as stored rows of the original have. */
export const uuidField = z.guid()

/** ISO-8601 in UTC ending in `Z`. */
export const timeField = z.iso.datetime()

/** `limit` and `offset` of a list, read from the query string. */
export function pagingQuery(defaultLimit: number, maxLimit: number) {
  return z.object({
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(maxLimit)
      .default(defaultLimit)
      .describe(`How many items to send, 1 to ${maxLimit}.`),
    offset: z.coerce.number().int().min(0).default(0).describe('How many items to leave out from the beginning.'),
  })
}
