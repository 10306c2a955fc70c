import type { DocumentItem } from '../../src/contract/documents.ts'
import type { CompanyClient } from './company-client.ts'
import type { Inventory } from './inventory.ts'

/** What must never be, each as a list of what was found. */
export interface Verdict {
  /** Acknowledged and not there, or not whole. */
  readonly lost: readonly string[]
  /** There and neither processed nor about to be. */
  readonly stuck: readonly string[]
  /** Twice, as a document or as a vector. */
  readonly duplicate: readonly string[]
  /** Rows, vectors or originals without a document. */
  readonly orphan: readonly string[]
  /** Deleted and there again. */
  readonly revived: readonly string[]
  /** Answers without what a processed document says. */
  readonly wrong: readonly string[]
}

export function judge(client: CompanyClient, listed: readonly DocumentItem[], inventory: Inventory): Verdict {
  const live = new Set(client.live.values())
  const rows = new Map(inventory.documents.map((document) => [document.id, document]))
  const whole = (id: string) => {
    const chunks = rows.get(id)?.chunkCount ?? 0
    return chunks > 0 && inventory.chunkRows.get(id) === chunks && inventory.vectors.get(id) === chunks
  }
  const original = (id: string) => inventory.objects.filter((key) => key.includes(id)).length
  const ids = listed.map((item) => item.id)
  const vectorsOfLive = [...live].reduce((sum, id) => sum + (inventory.vectors.get(id) ?? 0), 0)
  return {
    lost: [...live].filter((id) => !ids.includes(id) || !whole(id) || original(id) === 0),
    stuck: listed
      .filter((item) => item.status !== 'processed')
      .map((item) => `${item.id} ${item.status} ${item.error_code ?? ''} ${item.error_message ?? ''}`.trim()),
    duplicate: [
      ...client.contradictions,
      ...ids.filter((id, index) => ids.indexOf(id) !== index),
      ...(inventory.duplicateVectors > 0 ? [`${inventory.duplicateVectors} vectors`] : []),
    ],
    orphan: [
      ...[...rows.keys()].filter((id) => !live.has(id)),
      ...inventory.objects.filter((key) => ![...live].some((id) => key.includes(id))),
      ...(inventory.allVectors === vectorsOfLive ? [] : [`${inventory.allVectors - vectorsOfLive} vectors`]),
    ],
    revived: [...client.deleted].filter((id) => ids.includes(id) || rows.has(id)),
    wrong: client.wrong,
  }
}

export function join(verdicts: readonly Verdict[]): Verdict {
  const all = (kind: keyof Verdict) => verdicts.flatMap((verdict) => verdict[kind])
  return {
    lost: all('lost'),
    stuck: all('stuck'),
    duplicate: all('duplicate'),
    orphan: all('orphan'),
    revived: all('revived'),
    wrong: all('wrong'),
  }
}
