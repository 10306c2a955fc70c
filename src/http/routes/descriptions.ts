import { describeApi } from '../../contract/openapi/describe-api.ts'
import { ingestDescriptionRoute, pageOfRoutesRoute, queryDescriptionRoute } from '../../contract/routes/probe-routes.ts'
import { pageOfRoutes } from '../page-of-routes.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

/** Both services as OpenAPI, and all routes as a page. Made when first asked for: a start does not wait for them. */
export function descriptionRoutes(app: Server): void {
  const ingest = once(() => describeApi('ingest'))
  const query = once(() => describeApi('query'))
  serveRoute(app, ingestDescriptionRoute, async () => ingest())
  serveRoute(app, queryDescriptionRoute, async () => query())
  const page = once(pageOfRoutes)
  serveRoute(app, pageOfRoutesRoute, async ({ reply }) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page()),
  )
}

function once<T extends object | string>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
