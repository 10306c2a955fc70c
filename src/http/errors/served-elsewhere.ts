import { allRoutes } from '../../contract/routes/all-routes.ts'
import { matches, pathOf } from './route-path.ts'

const roles = { ingest: 'ingest-api', operators: 'ingest-api', query: 'query-api', probes: null } as const

/**
 * The role whose processes serve an address that this one does not, such as that of a question sent to a process that only takes documents;
 * null for an address that is none of ours.
 */
export function roleServing(url: string): 'ingest-api' | 'query-api' | null {
  const path = pathOf(url)
  const route = allRoutes.find((one) =>
    [one.path, ...one.aliases].some((pattern) => matches(pattern.replace(/\{(\w+)\}/g, ':$1'), path)),
  )
  return route === undefined ? null : roles[route.service]
}
