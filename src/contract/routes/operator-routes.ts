import { migrationReport } from '../migration-report.ts'
import { z } from 'zod'
import { idField } from '../fields.ts'
import { costReply } from '../cost.ts'
import { createKeyReply, createKeyRequest, keyListQuery, keyListReply } from '../keys.ts'
import { checkQuery, checkReply } from '../health.ts'
import { migrationReply, planReply, planRequest, shadowRequest, startRequest, stepRequest } from '../migrations.ts'
import { reconcileReply, reconcileRequest } from '../reconcile.ts'
import { reprocessQuery, reprocessReply, reprocessRequest } from '../reprocess.ts'
import { commonRefusals } from './refusals.ts'
import { defineRoute } from './route.ts'

const forOperators = { service: 'operators', caller: 'operator', params: null, aliases: [], original: false } as const
const refusals = commonRefusals('operators', 'operator')
const bad = 'The body is not valid.'
const migrations = '/api/v1/migrations'

export const checkRoute = defineRoute({
  ...forOperators,
  name: 'check',
  method: 'GET',
  path: '/api/v1/check',
  summary: 'Asks every part right now. Changes nothing.',
  query: checkQuery,
  body: null,
  success: { status: 200, says: 'Always; the worst part gives the status inside.', json: checkReply },
  refusals: { ...refusals, 422: 'A check that writes is `POST`.' },
})

export const writingCheckRoute = defineRoute({
  ...forOperators,
  name: 'checkByWriting',
  method: 'POST',
  path: '/api/v1/check',
  summary: 'The same, and writes, reads and deletes a row in a scratch collection of a remote vector store.',
  query: null,
  body: null,
  success: { status: 200, says: 'Always; the worst part gives the status inside.', json: checkReply },
  refusals,
})

export const migrationRoute = defineRoute({
  ...forOperators,
  name: 'getMigration',
  method: 'GET',
  path: `${migrations}/current`,
  summary: 'The open migration, or else the last one.',
  query: null,
  body: null,
  success: { status: 200, says: 'How it stands; null when there never was one.', json: migrationReply },
  refusals,
})

export const planRoute = defineRoute({
  ...forOperators,
  name: 'planMigration',
  method: 'POST',
  path: `${migrations}/plan`,
  summary: 'What a migration would find and take. Changes nothing.',
  query: null,
  body: planRequest,
  bodyOptional: true,
  success: { status: 200, says: 'The plan.', json: planReply },
  refusals: { ...refusals, 409: 'There is nothing to move, or nowhere to.', 422: bad },
})

export const startMigrationRoute = defineRoute({
  ...forOperators,
  name: 'startMigration',
  method: 'POST',
  path: migrations,
  summary: 'Begins a migration.',
  query: null,
  body: startRequest,
  bodyOptional: true,
  success: { status: 200, says: 'How it stands.', json: migrationReply },
  refusals: {
    ...refusals,
    404: 'The company that was named has no documents.',
    409: 'One is open already, or the plan has errors.',
    422: bad,
  },
})

export const migrationReportRoute = defineRoute({
  ...forOperators,
  name: 'getMigrationReport',
  method: 'GET',
  path: `${migrations}/current/report`,
  summary: 'What happened to the open migration, or to the last one, signed. Check the bytes as they came.',
  query: null,
  body: null,
  success: { status: 200, says: 'The report.', json: migrationReport },
  refusals: { ...refusals, 404: 'There was no migration yet.' },
})

export const migrationSteps = [
  'verify',
  'cutover',
  'rollback',
  'finish',
  'abandon',
  'pause',
  'resume',
  'sweep',
] as const
export type MigrationStep = (typeof migrationSteps)[number]

const stepSummaries: Readonly<Record<MigrationStep, string>> = {
  verify: 'Compares both sides, row by row, and mends what differs.',
  cutover: 'Lets the new collection answer.',
  rollback: 'Lets the old collection answer again.',
  finish: 'Ends the migration; the old collection gets no changes any more.',
  abandon: 'Gives the migration up; the old collection goes on answering.',
  pause: 'Stops the work: nothing is copied, compared or carried until it goes on; changes wait.',
  resume: 'Lets the work go on where it was.',
  sweep: 'Removes from the new collection what it has of one company that is not known.',
}

export const migrationStepRoutes = migrationSteps.map((step) =>
  defineRoute({
    ...forOperators,
    name: `migration${step[0]?.toUpperCase()}${step.slice(1)}`,
    method: 'POST',
    path: `${migrations}/current/${step}`,
    summary: stepSummaries[step],
    query: null,
    body: stepRequest,
    bodyOptional: true,
    success: { status: 200, says: 'How it stands.', json: migrationReply },
    refusals: { ...refusals, 404: 'No migration is open.', 409: 'The migration is in no state for this.', 422: bad },
  }),
)

export const migrationShadowRoute = defineRoute({
  ...forOperators,
  name: 'migrationShadow',
  method: 'POST',
  path: `${migrations}/current/shadow`,
  summary: 'Has a share of the questions also put to the side that does not answer, and compares what is found.',
  query: null,
  body: shadowRequest,
  success: { status: 200, says: 'How the migration stands.', json: migrationReply },
  refusals: {
    ...refusals,
    404: 'No migration is open.',
    409: 'Its two sides have different embedders.',
    422: bad,
  },
})

export const reprocessStandingRoute = defineRoute({
  ...forOperators,
  name: 'getReprocessing',
  method: 'GET',
  path: '/api/v1/reprocess',
  summary: 'By which version of the rules documents were read, and how many are being read again.',
  query: reprocessQuery,
  body: null,
  success: { status: 200, says: 'How they stand.', json: reprocessReply },
  refusals: { ...refusals, 422: '`company_id` is no UUID.' },
})

export const reprocessRoute = defineRoute({
  ...forOperators,
  name: 'reprocessDocuments',
  method: 'POST',
  path: '/api/v1/reprocess',
  summary:
    'Has documents of older versions read again in the background, a thousand a request; each is answered from its old text until then.',
  query: null,
  body: reprocessRequest,
  bodyOptional: true,
  success: { status: 200, says: 'How they stand, and how many were asked for.', json: reprocessReply },
  refusals: { ...refusals, 422: 'The body is not valid, or the version is yet to come.' },
})

export const costRoute = defineRoute({
  ...forOperators,
  name: 'getCost',
  method: 'GET',
  path: '/api/v1/cost',
  summary: 'Estimates what requests to the vector store cost on Zilliz Cloud: today, this month, and what to expect.',
  query: null,
  body: null,
  success: { status: 200, says: 'The estimate.', json: costReply },
  refusals,
})

export const reconcileRoute = defineRoute({
  ...forOperators,
  name: 'reconcile',
  method: 'POST',
  path: '/api/v1/reconcile',
  summary:
    'Compares documents, vectors and originals in both directions, and mends what differs when asked. Takes as long as it takes: name a company where a proxy is impatient.',
  query: null,
  body: reconcileRequest,
  bodyOptional: true,
  success: { status: 200, says: 'What was found.', json: reconcileReply },
  refusals: { ...refusals, 422: bad },
})

const keys = '/api/v1/keys'

export const createKeyRoute = defineRoute({
  ...forOperators,
  name: 'createKey',
  method: 'POST',
  path: keys,
  summary: 'Makes a key of the HTTP API. It is shown this once and kept nowhere.',
  query: null,
  body: createKeyRequest,
  success: { status: 201, says: 'The key.', json: createKeyReply },
  refusals: { ...refusals, 422: bad },
})

export const keyListRoute = defineRoute({
  ...forOperators,
  name: 'listKeys',
  method: 'GET',
  path: keys,
  summary: 'The keys, newest first, revoked and expired ones included.',
  query: keyListQuery,
  body: null,
  success: { status: 200, says: 'What is known of them; none of them is shown.', json: keyListReply },
  refusals: { ...refusals, 422: 'The company is no UUID.' },
})

export const revokeKeyRoute = defineRoute({
  ...forOperators,
  name: 'revokeKey',
  method: 'DELETE',
  path: `${keys}/{key_id}`,
  summary: 'Makes a key useless for good, within seconds in every process.',
  params: z.object({ key_id: idField }),
  query: null,
  body: null,
  success: { status: 204, says: 'It is revoked.', json: null },
  refusals: {
    ...refusals,
    404: 'There is no such key, or it was revoked before.',
    422: 'The key is named by no UUID.',
  },
})

export const operatorRoutes = [
  reprocessStandingRoute,
  reprocessRoute,
  costRoute,
  reconcileRoute,
  checkRoute,
  writingCheckRoute,
  migrationRoute,
  planRoute,
  startMigrationRoute,
  migrationReportRoute,
  ...migrationStepRoutes,
  createKeyRoute,
  keyListRoute,
  revokeKeyRoute,
] as const
