import type { VectorStoreConfig } from '../../config/schema.ts'

/**
 * Which server a store is on, so that a collection is found again whatever settings name it: `embedded`, or host, port and
 * database in small letters. Credentials and TLS are no part of it.
 */
export function storeAddress(store: VectorStoreConfig): string {
  if (store.kind === 'embedded') return 'embedded'
  const { hostname, port, protocol } = new URL(store.uri)
  const usual = protocol === 'https:' ? '443' : '19530'
  return `${hostname.toLowerCase()}:${port === '' ? usual : port}/${store.database ?? 'default'}`
}
