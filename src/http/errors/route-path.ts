/** As the router reads it: of an absolute address too, up to its query, with escapes meaning what they stand for, one slash at the end or none. */
export function pathOf(url: string): string {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  try {
    return decodeURI(path).replace(/(?<=.)\/$/, '')
  } catch {
    return path // the router refuses it by itself
  }
}

/** @param pattern with parameters behind colons, as the router takes it */
export function matches(pattern: string, path: string): boolean {
  const parts = path.split('/')
  const wanted = pattern.split('/')
  return wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
}
