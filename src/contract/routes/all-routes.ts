import { documentRoutes } from './document-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import { originalRoutes } from './original-routes.ts'
import { probeRoutes } from './probe-routes.ts'
import { questionRoutes } from './question-routes.ts'
import type { Route } from './route.ts'

/** Every route there is; in one process only those of its roles. */
export const allRoutes: readonly Route[] = [
  ...documentRoutes,
  ...originalRoutes,
  ...questionRoutes,
  ...operatorRoutes,
  ...probeRoutes,
]
