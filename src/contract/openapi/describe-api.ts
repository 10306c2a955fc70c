import { allRoutes } from '../routes/all-routes.ts'
import type { Route, RouteService } from '../routes/route.ts'
import { errorReply } from '../errors.ts'
import { describeOperation } from './describe-operation.ts'
import { jsonSchema } from './json-schema.ts'
import { headerComponents } from './reply-headers.ts'

/** The two services of the original; each is described at a path of its own. */
export type ApiName = 'ingest' | 'query'

const titles: Readonly<Record<ApiName, string>> = { ingest: 'Atenex ingest API', query: 'Atenex query API' }

/** Operators' routes and probes stand in both: an installation may run one service without the other. */
const parts: Readonly<Record<ApiName, readonly RouteService[]>> = {
  ingest: ['ingest', 'operators', 'probes'],
  query: ['query', 'probes'],
}

/** OpenAPI 3.1, made from the descriptions of the routes. */
export function describeApi(name: ApiName): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of allRoutes.filter(({ service }) => parts[name].includes(service))) {
    const path = (paths[route.path] ??= {})
    path[route.method.toLowerCase()] = describeOperation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: titles[name],
      version: '1.0.0',
      description:
        'Errors have a sentence and a stable code. Every reply has `X-Request-ID`, the request’s own when it is usable, and `X-Process-Time-Ms`. Nothing is compressed.',
    },
    paths,
    components: {
      schemas: { ErrorReply: jsonSchema(errorReply, 'output') },
      headers: headerComponents(),
      securitySchemes: {
        operator: {
          type: 'http',
          scheme: 'bearer',
          description:
            '`ATENEX_OPERATOR_TOKEN`, or a key with the right `operator`. From the machine itself none is needed.',
        },
        caller: {
          type: 'http',
          scheme: 'bearer',
          description:
            'With `ATENEX_AUTH=keys` a key, with `jwt` a token: they say whose documents. Behind a gateway, which sends headers, and in `local` mode there is none.',
        },
      },
    },
  }
}

/** What both descriptions together leave out; nothing, or a service was forgotten above. */
export function undescribed(): readonly Route[] {
  const described = new Set(Object.values(parts).flat())
  return allRoutes.filter(({ service }) => !described.has(service))
}
