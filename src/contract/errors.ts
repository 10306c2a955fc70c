import { z } from 'zod'
import { uuidField } from './fields.ts'

/** One field of a request that was refused; the names are those of the original's validation errors. */
const fieldError = z.object({
  type: z.string().describe('Kind of violation, such as `too_small`.'),
  loc: z
    .array(z.union([z.string(), z.number()]))
    .describe('Where: `body`, `query`, `path` or `header`, then the field.'),
  msg: z.string().describe('What is wrong with it.'),
  input: z.unknown().optional().describe('The refused value, when it is short and not secret.'),
})

/** Body of every reply with a status of 400 or more. `detail` is the key that the original's clients read. */
export const errorReply = z.object({
  detail: z
    .union([z.string(), z.array(fieldError)])
    .describe(
      'What failed and what to do, in one or two sentences. The query API names the refused fields here, as the original does.',
    ),
  code: z
    .string()
    .describe('Stable code to match on, such as `duplicate_document`. The sentence may change, the code does not.'),
  errors: z.array(fieldError).optional().describe('The fields that were refused; only for an invalid request.'),
  document_id: uuidField.optional().describe('The document this is about, such as the one that is already there.'),
})
export type ErrorReply = z.infer<typeof errorReply>

/** What to show to a person. */
export function sentenceOf({ detail }: Pick<ErrorReply, 'detail'>): string {
  return typeof detail === 'string' ? detail : detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ')
}
