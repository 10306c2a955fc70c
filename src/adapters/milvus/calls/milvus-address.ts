import { AppError } from '../../../domain/errors.ts'
import type { Endpoint } from '../grpc/endpoint.ts'
import { displayAddress } from '../grpc/endpoint.ts'
import type { MilvusOptions } from './milvus-options.ts'

/**
 * Splits the address. Zilliz needs TLS and a key; Milvus may have neither, so that a plain `http://` Standalone is always
 * possible with the same build.
 * @throws AppError `configuration` naming what is wrong, never the key.
 */
export function endpointOf(options: Pick<MilvusOptions, 'kind' | 'address' | 'tls'>): Endpoint {
  const text = /^[a-z]+:\/\//i.test(options.address) ? options.address : `http://${options.address}`
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.hostname === '' || !['http:', 'https:', 'tcp:'].includes(url.protocol)) {
    throw new AppError('configuration', `The vector store address is not http://host:port or https://host:port.`)
  }
  const secure = url.protocol === 'https:' || options.tls?.ca !== undefined || options.tls?.cert !== undefined
  if (options.kind === 'zilliz' && !secure) {
    throw new AppError('configuration', `A Zilliz Cloud address must start with https://; ${url.host} does not.`)
  }
  const port =
    url.port === '' ? (options.kind === 'zilliz' ? 443 : portWithoutName(options.address, url)) : Number(url.port)
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, secure }
}

/** `URL` drops a port that is the scheme's default, so an explicit one is looked for in the text. */
function portWithoutName(address: string, url: URL): number {
  if (/:443(\/|$)/.test(address) && url.protocol === 'https:') return 443
  if (/:80(\/|$)/.test(address) && url.protocol === 'http:') return 80
  return 19_530
}

/** The address as it may be logged: without user, password or path. */
export function addressOf(options: Pick<MilvusOptions, 'kind' | 'address' | 'tls'>): string {
  return displayAddress(endpointOf(options))
}
