import { z } from 'zod'
import { timeField, uuidField, wordsField } from './fields.ts'

const right = z.enum(['read', 'write', 'operator'])

/** Body of `POST /keys`. */
export const createKeyRequest = z.strictObject({
  name: wordsField.trim().min(1).describe('What it is for, such as the program that uses it.'),
  company_id: uuidField.nullish().describe('Company whose documents it gives access to; left out for an operator.'),
  user_id: uuidField.nullish().describe('User it acts for; left out: the one `X-User-ID` names, or the key itself.'),
  rights: z
    .array(right)
    .min(1)
    .max(3)
    .describe(
      '`read`: ask, search, read. `write`: upload, retry and delete as well. `operator`: checks, metrics, moves, keys.',
    ),
  expires_in_days: z.number().int().min(1).max(3_650).nullish().describe('Left out: it never expires.'),
})
export type CreateKeyRequest = z.input<typeof createKeyRequest>

export const keyItem = z.object({
  id: uuidField,
  name: z.string(),
  hint: z.string().describe('How the key begins.'),
  company_id: uuidField.nullable(),
  user_id: uuidField.nullable(),
  rights: z.array(right),
  status: z.enum(['valid', 'expired', 'revoked']),
  created_at: timeField,
  expires_at: timeField.nullable(),
  last_used_at: timeField.nullable().describe('To the minute.'),
})
export type KeyItem = z.infer<typeof keyItem>

/** Reply 201 of `POST /keys`. */
export const createKeyReply = keyItem.extend({
  key: z.string().describe('The key itself. It is shown only this once.'),
  in_use: z.boolean().describe('False when the server does not use keys: ATENEX_AUTH is not keys.'),
})
export type CreateKeyReply = z.infer<typeof createKeyReply>

/** Query string of `GET /keys`. */
export const keyListQuery = z.object({ company_id: uuidField.optional().describe('Keys of this company only.') })

/** Reply of `GET /keys`: newest first. */
export const keyListReply = z.array(keyItem)
