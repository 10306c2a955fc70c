import type { Config, VectorStoreConfig } from '../../config/schema.ts'
import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { PlacedCollection } from '../../ports/moves/move-store.ts'
import { storeAddress } from '../connect/store-address.ts'
import { collectionName } from './first-collection.ts'
import { storesOfRow, storesOfSides } from './open-row.ts'

export interface TargetQuestion {
  readonly config: Config
  readonly active: CollectionRow
  readonly known: readonly CollectionRow[]
  /** Whether rows are made anew. */
  readonly rebuild: boolean
  /** The target's embedder; that of the active collection if it stays. */
  readonly fingerprint: EmbedderFingerprint
}

/**
 * Where a move goes. A copy goes to the target of the settings, or, if the documents are already there, back to the store of the
 * installation; the collection gets the name from the settings, or keeps its own. If both are on one server, it goes to the
 * target's collection, unless that is the active one. A rebuild goes to the target too, or, if there is none or the documents
 * are already there, stays on its server; its collection is always a new one.
 */
export function chooseTarget(question: TargetQuestion): PlacedCollection | null {
  const { config, active, rebuild, fingerprint } = question
  const there = config.target !== null && active.address === storeAddress(config.target) && !isBeside(question)
  const stays = rebuild && (config.target === null || there)
  const store = stays ? storesOfRow(config, active).ingest : there ? storesOfSides(config).ingest : config.target
  if (store === null) return null
  const place = { store: store.kind, address: storeAddress(store) }
  return { ...place, name: nameOf(question, store), fingerprint }
}

/** The target is another collection on the installation's server: the documents count as there only once they are in it. */
function isBeside({ config, active, rebuild }: TargetQuestion): boolean {
  const { target } = config
  if (rebuild || target === null || target.kind === 'embedded') return false
  const onOneServer = storeAddress(target) === storeAddress(storesOfSides(config).ingest)
  return onOneServer && target.collection !== null && target.collection !== active.name
}

function nameOf(question: TargetQuestion, store: VectorStoreConfig): string {
  const { config, active, rebuild, fingerprint } = question
  const named = store.kind === 'embedded' ? null : store.collection
  if (!rebuild) return named ?? active.name
  const isActive = (name: string) =>
    name === active.name && (active.address === null || active.address === storeAddress(store))
  if (store === config.target && named !== null && !isActive(named)) return named
  const embedderStays = fingerprint.model === active.fingerprint.model
  return freeName(question, store, embedderStays ? active.name.replace(/_\d+$/, '') : collectionName(fingerprint))
}

/** `chunks`, `chunks_2`, `chunks_3`: one that was filled before may hold rows of documents that are gone. */
function freeName({ known }: TargetQuestion, store: VectorStoreConfig, base: string): string {
  const taken = new Set(
    known
      .filter((row) => row.store === store.kind && (row.address === null || row.address === storeAddress(store)))
      .map(({ name }) => name),
  )
  let [name, number] = [base, 1]
  while (taken.has(name)) {
    number += 1
    name = `${base}_${number}`
  }
  return name
}
