import type { VectorStoreConfig } from '../../config/schema.ts'

/**
 * Identifies the server of a store, so that a collection is found again whatever settings name it: `embedded`, or host, port and
 * database in lower case. Credentials and TLS are not part of it.
 */
export function storeAddress(store: VectorStoreConfig): string {
  if (store.kind === 'embedded') return 'embedded'
  const { hostname, port, protocol } = new URL(store.uri)
  const usual = protocol === 'https:' ? '443' : '19530'
  return `${hostname.toLowerCase()}:${port === '' ? usual : port}/${store.database ?? 'default'}`
}
