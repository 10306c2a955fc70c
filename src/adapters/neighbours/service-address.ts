/** The address to post to: of a base address, or of one that names the path already. */
export function serviceAddress(url: string, path: string): string {
  const address = new URL(url)
  const given = address.pathname.replace(/\/+$/u, '')
  address.pathname = given.endsWith(path) ? given : given + path
  return address.href
}

/** Where the same service tells its health. */
export function healthAddress(address: string, path: string): string {
  const health = new URL(address)
  health.pathname = `${health.pathname.slice(0, -path.length)}/health`
  health.search = ''
  return health.href
}
