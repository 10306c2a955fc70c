import { z } from 'zod'
import { healthReply, readyReply, startedReply } from '../health.ts'
import { commonRefusals } from './refusals.ts'
import { defineRoute } from './route.ts'

const forAnyone = { service: 'probes', caller: 'nobody', method: 'GET', params: null, query: null, body: null } as const

export const rootRoute = defineRoute({
  ...forAnyone,
  name: 'root',
  path: '/',
  aliases: [],
  summary: 'Says `OK` as long as the process runs.',
  original: true,
  deviations: ['Never 503: `/ready` tells whether other services are there.'],
  success: { status: 200, says: '`OK`.', json: null, media: ['text/plain'] },
  refusals: {},
})

export const healthRoute = defineRoute({
  ...forAnyone,
  name: 'health',
  path: '/health',
  aliases: [],
  summary: 'The process runs. Says nothing about its neighbours.',
  original: false,
  success: { status: 200, says: 'It runs.', json: healthReply },
  refusals: {},
})

export const startedRoute = defineRoute({
  ...forAnyone,
  name: 'started',
  path: '/started',
  aliases: [],
  summary: 'Whether the process has started.',
  original: false,
  success: { status: 200, says: 'It has.', json: startedReply },
  refusals: { 503: 'Not yet.' },
  refusalJson: { 503: startedReply },
})

export const readyRoute = defineRoute({
  ...forAnyone,
  name: 'ready',
  path: '/ready',
  aliases: [],
  summary: 'Whether requests can be served.',
  original: false,
  success: {
    status: 200,
    says: 'They can, perhaps degraded; the reply says which part is away.',
    json: readyReply,
  },
  refusals: { 503: 'Not yet: the process is starting.' },
  refusalJson: { 503: readyReply },
})

export const metricsRoute = defineRoute({
  ...forAnyone,
  caller: 'operator',
  name: 'metrics',
  path: '/metrics',
  aliases: [],
  summary: 'Everything this process counts, in Prometheus’ text format.',
  original: false,
  success: { status: 200, says: 'The metrics.', json: null, media: ['text/plain'] },
  refusals: commonRefusals('probes', 'operator'),
})

const description = z.record(z.string(), z.unknown())

export const ingestDescriptionRoute = defineRoute({
  ...forAnyone,
  name: 'describeIngest',
  path: '/api/v1/ingest/openapi.json',
  aliases: [],
  summary: 'The ingest API as OpenAPI 3.1.',
  original: true,
  success: { status: 200, says: 'The description.', json: description },
  refusals: {},
})

export const queryDescriptionRoute = defineRoute({
  ...forAnyone,
  name: 'describeQuery',
  path: '/api/v1/openapi.json',
  aliases: [],
  summary: 'The query API as OpenAPI 3.1.',
  original: true,
  success: { status: 200, says: 'The description.', json: description },
  refusals: {},
})

export const pageOfRoutesRoute = defineRoute({
  ...forAnyone,
  name: 'describeForPeople',
  path: '/docs',
  aliases: ['/redoc'],
  summary: 'The routes as a page for people.',
  original: true,
  deviations: ['One page without scripts, where the original loads Swagger UI and ReDoc from elsewhere.'],
  success: { status: 200, says: 'The page.', json: null, media: ['text/html'], headers: ['Content-Security-Policy'] },
  refusals: {},
})

export const probeRoutes = [
  rootRoute,
  healthRoute,
  startedRoute,
  readyRoute,
  metricsRoute,
  ingestDescriptionRoute,
  queryDescriptionRoute,
  pageOfRoutesRoute,
] as const
