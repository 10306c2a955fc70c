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
    const path = (url.split('?')[0] ?? '').replace(/(?<=.)\/+$/, '')
    const allowed = [...methods].filter(([pattern]) => matches(pattern, path)).flatMap(([, each]) => [...each])
    return allowed.length === 0 ? null : [...new Set(allowed)].toSorted().join(', ')
  }
}

function matches(pattern: string, path: string): boolean {
  const parts = path.split('/')
  const wanted = pattern.split('/')
  return wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
}
