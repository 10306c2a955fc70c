import { z } from 'zod'
import { idField, isStorable } from './fields.ts'

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'Give a day (2026-03-31) or a moment (2026-03-31T12:00:00Z).',
  )
  .describe('A day (`2026-03-31`, in UTC) or a moment (`2026-03-31T12:00:00Z`).')
const refused = 'No character that cannot be stored.'
const value = z.union([z.string().max(500).refine(isStorable, refused), z.number(), z.boolean()])
const anyOf = z.union(
  [value.transform((one) => [one]), z.array(value).min(1).max(50)],
  'Give a text of at most 500 characters that can be stored, a number, true or false, or a list of 1 to 50 of them.',
)
const mostNames = 10

/** Which documents are looked in. All that is given must hold; within a list, one of its members. */
export const documentFilters = z
  .object({
    document_ids: z.array(idField).min(1).max(1_000).nullish(),
    types: z
      .array(z.string().min(1).max(150).refine(isStorable, refused))
      .min(1)
      .max(50)
      .nullish()
      .describe('Media types (`application/pdf`) or file name endings (`pdf`).'),
    uploaded_from: moment.nullish().describe('Uploaded then or later.'),
    uploaded_until: moment.nullish().describe('Uploaded then or before; a day counts to its end.'),
    metadata: z
      .record(z.string().max(200).refine(isStorable, refused), anyOf)
      .refine((names) => Object.keys(names).length <= mostNames, `No more than ${mostNames} names.`)
      .nullish()
      .describe(
        'Names and values of the upload’s `metadata_json`; of a list of values one is enough. Names are those of its outermost object; a list there matches if it contains the value.',
      ),
  })
  .strict()
export type DocumentFilters = z.output<typeof documentFilters>

/** The first moment that is not meant any more. */
export function endOf(until: string): Date {
  const date = new Date(until)
  return new Date(date.getTime() + (day.test(until) ? 24 * 3_600_000 : 1))
}
