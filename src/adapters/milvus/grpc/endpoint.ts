/** Where a server is, and whether it is spoken to over TLS. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly secure: boolean
}

/** PEM texts. A certificate authority makes TLS trust a private one; certificate and key make it mutual. */
export interface TlsIdentity {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** The name in the server's certificate when it is not the host of the address. */
  readonly serverName?: string
}

/** `host:port`, with brackets around an IPv6 address. */
export function hostAndPort({ host, port }: Pick<Endpoint, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The address as it may be logged: without user, password or path. */
export function displayAddress(endpoint: Endpoint): string {
  return `${endpoint.secure ? 'https' : 'http'}://${hostAndPort(endpoint)}`
}
