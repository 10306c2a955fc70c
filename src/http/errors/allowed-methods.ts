import type { FastifyInstance } from 'fastify'

/** Collects the routes as they are registered; says which methods an address takes, null for one that is none of ours. */
export function watchMethods(app: FastifyInstance): (url: string) => string | null {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set()
    for (const each of [method].flat()) known.add(each)
    methods.set(url, known)
  })
  return (url) => {
    const path = pathOf(url)
    // an address of its own is not told as the id that it would be in another one
    const allowed = [
      ...(methods.get(path) ?? [...methods].flatMap(([pattern, each]) => (matches(pattern, path) ? [...each] : []))),
    ]
    return allowed.length === 0 ? null : [...new Set(allowed)].toSorted().join(', ')
  }
}

/** As the router reads it: of an absolute address too, up to its query, with escapes meaning what they stand for, one slash at the end or none. */
function pathOf(url: string): string {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  try {
    return decodeURI(path).replace(/(?<=.)\/$/, '')
  } catch {
    return path // the router refuses it by itself
  }
}

function matches(pattern: string, path: string): boolean {
  const parts = path.split('/')
  const wanted = pattern.split('/')
  return wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
}
