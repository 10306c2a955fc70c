import type { ConnectionOptions } from 'node:tls'
import type { TlsIdentity } from './endpoint.ts'

/** What every TLS connection to the server `name` is opened with. */
export function tlsOptions(name: string, tls: TlsIdentity): ConnectionOptions {
  return {
    ALPNProtocols: ['h2'],
    // An address is not a name that may be announced.
    ...(/^[\d.]+$|:/.test(name) ? {} : { servername: name }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
  }
}
