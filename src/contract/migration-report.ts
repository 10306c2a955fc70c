import { z } from 'zod'
import { migration, migrationStates, verification } from './migrations.ts'

const base = { at: z.string(), who: z.string() }
const state = z.enum(migrationStates)
const dropped = { ...base, side: z.enum(['from', 'to']), collection: z.string(), address: z.string() }

const event = z.discriminatedUnion('what', [
  z.object({ ...base, what: z.literal('began'), from: z.string(), to: z.string(), documents: z.number().int() }),
  z.object({
    ...base,
    what: z.literal('entered'),
    state,
    before: state,
    forced: z.boolean().describe('A switch that did not wait for a green verification or for lagging changes.'),
    lag: z.number().int().nullable().describe('Changes that the newly answering side did not have yet.'),
    documents: z.object({ done: z.number().int(), total: z.number().int() }),
    rows: z.number().int(),
    verification: verification.nullable().describe('What the verification that ended then had found.'),
  }),
  z.object({
    ...base,
    what: z.literal('trouble'),
    message: z.string(),
    times: z.number().int(),
    until: z.string().nullable(),
  }),
  z.object({
    ...base,
    what: z.literal('switched'),
    side: z.enum(['from', 'to']).describe('The collection that answers from then on.'),
    company_id: z.string().nullable().describe('One company; null: all that were switched alone, like the others.'),
    forced: z.boolean(),
    lag: z.number().int(),
  }),
  z.object({
    ...base,
    what: z.literal('widened'),
    company_id: z.string().nullable().describe('Taken into the migration; null: all the others.'),
  }),
  z.object({ ...base, what: z.literal('shadow'), share: z.number() }),
  z.object({
    ...base,
    what: z.literal('swept'),
    company_id: z.string().describe('Of a company that is not known; its rows were removed from the new collection.'),
    documents: z.number().int(),
    rows: z.number().int(),
  }),
  z.object({ ...base, what: z.literal('paused') }),
  z.object({ ...base, what: z.literal('resumed') }),
  z.object({ ...dropped, what: z.literal('dropped') }),
  z.object({ ...dropped, what: z.literal('drop_failed'), message: z.string() }),
])
export type MigrationEvent = z.infer<typeof event>

/**
 * Reply of `GET /api/v1/migrations/current/report`. The signature (Ed25519) is over the JSON of everything else, written with sorted
 * keys and without spaces; `fingerprint` is the SHA-256 of the key.
 */
export const migrationReport = z.object({
  format: z.literal('atenex-migration-report-1'),
  made_at: z.string(),
  made_by: z.string(),
  migration,
  events: z.array(event),
  signature: z.object({
    algorithm: z.literal('Ed25519'),
    public_key: z.string(),
    fingerprint: z.string(),
    value: z.string(),
  }),
})
export type MigrationReport = z.infer<typeof migrationReport>
