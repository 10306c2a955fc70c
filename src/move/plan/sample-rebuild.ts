import { embeddedText } from '../../domain/units/embedded-text.ts'
import { finding, type PlanDeps, type PlanFinding } from './plan.ts'

/** Chunks embedded to learn how long all of them take; one shows that they can be. */
const sampleSize = { timed: 24, tried: 1 }

/**
 * What a plan says of rows that are made anew; null when they are copied.
 * @param how `tried`: only that the embedder works, for who reads no times.
 * @throws AppError what the embedder fails with.
 */
export async function sampleRebuild(
  deps: Pick<PlanDeps, 'companies' | 'documents' | 'stored' | 'embedder' | 'rebuild' | 'monotonicMs'>,
  { rows, how }: { readonly rows: number; readonly how: keyof typeof sampleSize },
  signal: AbortSignal,
): Promise<{ readonly finding: PlanFinding; readonly seconds: number | null } | null> {
  const { embedder, rebuild } = deps
  if (!rebuild || embedder === null) return null
  const texts = await sampleTexts(deps, sampleSize[how])
  const began = deps.monotonicMs()
  await embedder.embedWithParts(texts, { role: 'passage', companyId: null, signal })
  const seconds =
    texts.length === 0 || how === 'tried' ? null : ((deps.monotonicMs() - began) / 1_000 / texts.length) * rows
  const message = `Every chunk is embedded anew with ${embedder.fingerprint.model}, from its text in PostgreSQL.`
  return { finding: finding('note', 'rebuild', message), seconds }
}

async function sampleTexts(
  { documents, stored, companies }: Pick<PlanDeps, 'documents' | 'stored' | 'companies'>,
  most: number,
) {
  const [newest] = await documents.processedAfter(companies, null, 1)
  const document = newest === undefined ? null : await stored.read(newest)
  if (document === null) return []
  return document.chunks.slice(0, most).map((chunk) => embeddedText(chunk, document.title))
}
