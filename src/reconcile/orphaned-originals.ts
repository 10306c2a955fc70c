import { canonicalUuid, type CompanyId, type DocumentId } from '../domain/ids.ts'
import type { StoredObject } from '../ports/object-store.ts'
import type { Findings } from './findings.ts'
import type { ReconcileDeps, ReconcileOptions } from './reconcile.ts'

/** Files of documents that have no row. One younger than the grace time may be of an upload whose row was taken back just now. */
export async function findOrphanedOriginals(
  deps: ReconcileDeps,
  options: ReconcileOptions,
  companyId: CompanyId,
  findings: Findings,
): Promise<void> {
  try {
    for await (const page of deps.objects.scan(companyId, options.signal)) {
      await lookAt(deps, options, { companyId, page }, findings)
    }
  } catch (error) {
    options.signal.throwIfAborted()
    findings.unknown('the originals of a company', error)
  }
}

async function lookAt(
  { reconciled, objects }: ReconcileDeps,
  { apply, graceMs, signal }: ReconcileOptions,
  { companyId, page }: { readonly companyId: CompanyId; readonly page: readonly StoredObject[] },
  findings: Findings,
): Promise<void> {
  const old = page.filter(({ ageMs }) => ageMs >= graceMs)
  const owned = old.flatMap(({ key }) => {
    // what stands under no document's id is nobody's to judge
    const documentId = canonicalUuid(key.split('/')[1] ?? '') as DocumentId | null
    return documentId === null ? [] : [{ key, documentId }]
  })
  const known = await reconciled.known(companyId, [...new Set(owned.map(({ documentId }) => documentId))])
  for (const { key, documentId } of owned.filter((one) => !known.has(one.documentId))) {
    const remove = () => objects.remove(companyId, key, signal)
    const detail = 'a file of no document'
    await findings.found({ kind: 'original_orphaned', companyId, documentId, detail }, apply ? remove : null)
  }
}
