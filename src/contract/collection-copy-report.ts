import { z } from 'zod'
import { vectorTolerance } from './vector-tolerance.ts'

const end = z.object({ store: z.string(), address: z.string(), collection: z.string(), version: z.string().nullable() })
const sides = z.object({ from: z.number().int(), to: z.number().int() })

/**
 * Report of a copy from collection to collection (`atenex migrate --ledger`). The signature (Ed25519) is over the JSON of everything else,
 * written with sorted keys and without spaces; `fingerprint` is the SHA-256 of the key.
 */
export const collectionCopyReport = z.object({
  format: z.literal('atenex-copy-report-1'),
  made_at: z.string(),
  began_at: z.string(),
  by: z.string(),
  from: end,
  to: end,
  created: z.boolean().describe('Whether the copy made the new collection.'),
  notes: z.array(z.string()).describe('What the new server did not accept unchanged.'),
  fields: z.array(
    z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable(), becomes: z.string() }),
  ),
  copied: z.object({ rows: z.number().int(), bytes: z.number(), seconds: z.number() }),
  compared: z.object({
    keys: sides,
    duplicates: sides.describe('Rows beyond the first of a key.'),
    hash: z.object({ from: z.string(), to: z.string() }).describe('Of all rows, in whatever order.'),
    missing: z.number().int(),
    different: z.number().int(),
    repaired: z.number().int(),
    extra: z.number().int(),
    tolerance: vectorTolerance
      .nullable()
      .default(null)
      .describe('How much the numbers of float vectors were allowed to differ; null: not at all.'),
    rounded: z.number().int().default(0).describe('Rows whose vectors differ within that.'),
    deviation: z.number().default(0),
    examples: z.array(z.string()),
  }),
  differences: z.number().int().describe('Rows that are not the same on both sides at the end.'),
  signature: z.object({
    algorithm: z.literal('Ed25519'),
    public_key: z.string(),
    fingerprint: z.string(),
    value: z.string(),
  }),
})
export type CollectionCopyReport = z.infer<typeof collectionCopyReport>
