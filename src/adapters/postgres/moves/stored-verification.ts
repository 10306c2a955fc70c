import { z } from 'zod'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { Verification } from '../../../domain/move.ts'
import { roundings } from '../../../domain/vector-tolerance.ts'

const verificationSchema = z.object({
  documents: z.number(),
  rows: z.number(),
  repaired: z.number(),
  // verifications of earlier versions tolerated nothing
  tolerance: z
    .union([z.enum(roundings), z.number()])
    .nullable()
    .default(null),
  rounded: z.number().default(0),
  deviation: z.number().default(0),
  different: z.number(),
  differences: z.array(z.object({ companyId: z.string(), documentId: z.string(), what: z.string() })),
  unowned: z.array(z.object({ companyId: z.string(), rows: z.number() })),
  strangers: z.array(z.object({ companyId: z.string(), rows: z.number() })).default([]),
  searches: z
    .object({
      asked: z.number(),
      overlap: z.number(),
      order: z.number(),
      lowest: z.object({ companyId: z.string(), overlap: z.number() }).nullable(),
      companies: z
        .array(z.object({ companyId: z.string(), asked: z.number(), overlap: z.number(), order: z.number() }))
        .default([]),
      levels: z
        .object({ asked: z.number(), found: z.array(z.object({ level: z.number(), overlap: z.number() })) })
        .default({ asked: 0, found: [] }),
    })
    .nullable()
    .default(null),
})

/** What is stored of a verification; the ids in it were ours when it was written. */
export function toVerification(json: unknown): Verification | null {
  if (json === null) return null
  const { differences, ...rest } = verificationSchema.parse(json)
  const scoped = differences.map(({ companyId, documentId, what }) => ({
    companyId: companyId as CompanyId,
    documentId: documentId as DocumentId,
    what,
  }))
  return { ...rest, differences: scoped }
}
