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
  summary: 'Checks every part right now. Changes nothing.',
  query: checkQuery,
  body: null,
  success: { status: 200, says: 'Always; `status` in the body is that of the worst part.', json: checkReply },
  refusals: { ...refusals, 422: 'Use `POST` for a check that writes.' },
})

export const writingCheckRoute = defineRoute({
  ...forOperators,
  name: 'checkByWriting',
  method: 'POST',
  path: '/api/v1/check',
  summary: 'The same, and writes, reads and deletes a row in a scratch collection of a remote vector store.',
  query: null,
  body: null,
  success: { status: 200, says: 'Always; `status` in the body is that of the worst part.', json: checkReply },
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
  summary: 'Plans a migration: what it would find, and how long it would take. Changes nothing.',
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
  success: { status: 200, says: 'The state of the migration.', json: migrationReply },
  refusals: {
    ...refusals,
    404: 'The named company has no documents.',
    409: 'One is open already, or the plan has errors.',
    422: bad,
  },
})

export const migrationReportRoute = defineRoute({
  ...forOperators,
  name: 'getMigrationReport',
  method: 'GET',
  path: `${migrations}/current/report`,
  summary: 'The signed report of the open migration, or of the last one. Verify the bytes exactly as received.',
  query: null,
  body: null,
  success: { status: 200, says: 'The report.', json: migrationReport },
  refusals: { ...refusals, 404: 'There has been no migration yet.' },
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
  verify: 'Compares both sides, row by row, and rewrites what differs.',
  cutover: 'Lets the new collection answer.',
  rollback: 'Lets the old collection answer again.',
  finish: 'Ends the migration; the old collection receives no more changes.',
  abandon: 'Abandons the migration; the old collection keeps answering.',
  pause: 'Pauses the migration: nothing is copied, compared or carried until it is resumed; changes wait.',
  resume: 'Resumes the migration where it was.',
  sweep:
    'Removes from the new collection the rows of one company that is not known, or those of a known one that belong to no document.',
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
    success: { status: 200, says: 'The state of the migration.', json: migrationReply },
    refusals: {
      ...refusals,
      404: 'No migration is open.',
      409: 'The migration is in a state that does not allow this.',
      422: bad,
    },
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
  summary: 'How many documents each version of the extraction rules has read, and how many are being read again.',
  query: reprocessQuery,
  body: null,
  success: { status: 200, says: 'How they stand.', json: reprocessReply },
  refusals: { ...refusals, 422: '`company_id` is not a UUID.' },
})

export const reprocessRoute = defineRoute({
  ...forOperators,
  name: 'reprocessDocuments',
  method: 'POST',
  path: '/api/v1/reprocess',
  summary:
    'Reads documents of older versions again in the background, up to a thousand per request; each is answered from its old text until then.',
  query: null,
  body: reprocessRequest,
  bodyOptional: true,
  success: { status: 200, says: 'How they stand, and how many were asked for.', json: reprocessReply },
  refusals: { ...refusals, 422: 'The body is not valid, or there is no such version yet.' },
})

export const costRoute = defineRoute({
  ...forOperators,
  name: 'getCost',
  method: 'GET',
  path: '/api/v1/cost',
  summary: 'Estimates what requests to the vector store cost on Zilliz Cloud: today, this month, and a forecast.',
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
    'Compares documents, vectors and originals in both directions, and repairs what differs on request. It may take long: name one company if a proxy in between has a short time-out.',
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
  summary: 'Creates an API key. It is shown only this once; Atenex keeps a hash of it.',
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
  success: { status: 200, says: 'What is known about the keys; never the keys themselves.', json: keyListReply },
  refusals: { ...refusals, 422: 'The company is not a UUID.' },
})

export const revokeKeyRoute = defineRoute({
  ...forOperators,
  name: 'revokeKey',
  method: 'DELETE',
  path: `${keys}/{key_id}`,
  summary: 'Revokes a key for good, within seconds in every process.',
  params: z.object({ key_id: idField }),
  query: null,
  body: null,
  success: { status: 204, says: 'It is revoked.', json: null },
  refusals: {
    ...refusals,
    404: 'There is no such key, or it was already revoked.',
    422: 'The id of the key is not a UUID.',
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
