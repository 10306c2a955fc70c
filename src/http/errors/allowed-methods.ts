import type { FastifyInstance } from 'fastify'
import { matches, pathOf } from './route-path.ts'

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
