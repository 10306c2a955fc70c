import { z } from 'zod'

/** Reply of `GET /health`: the process runs. Says nothing about its neighbours. */
export const healthReply = z.object({
  status: z.literal('ok'),
  version: z.string().optional().describe('Version of Atenex; only for operators.'),
})

/** Reply of `GET /started`: 200 once the process has started, 503 before. */
export const startedReply = z.object({ started: z.boolean() })

/** Reply of `GET /ready`: 200 when this process takes requests, also `degraded`; 503 while it starts. While it stops, every request is refused. */
export const readyReply = z.object({
  status: z.enum(['ready', 'degraded', 'not_ready']),
  reasons: z
    .array(z.string())
    .describe('What is missing; empty when ready. Names of parts; operators also see what is wrong with them.'),
})

export type ReadyReply = z.infer<typeof readyReply>

/** Query string of `GET /api/v1/check`. A check that writes is `POST`: a reading request changes nothing. */
export const checkQuery = z.object({
  write: z.stringbool().default(false).describe('Refused when true.'),
})

const checkedPart = z.object({
  name: z.string().describe('`database`, `schema`, `vector store`, `embedder` …'),
  status: z.enum(['ok', 'warning', 'failed']),
  version: z.string().nullable(),
  detail: z.string().describe('What was found: address, counts, fingerprint. Never a secret.'),
  remedy: z.string().nullable().describe('What to do about it; null when nothing is wrong.'),
})
export type CheckedPart = z.infer<typeof checkedPart>

/** Reply of `GET` and `POST /api/v1/check`, which are for operators: every part was asked just now, and with `POST` a
 * row written, read and deleted in a scratch collection of a remote vector store. Always 200; the worst part gives the status. */
export const checkReply = z.object({
  status: z.enum(['ok', 'warning', 'failed']),
  parts: z.array(checkedPart),
})
export type CheckReply = z.infer<typeof checkReply>
