import { describe, expect, test } from 'vitest'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { AppError } from '../../domain/errors.ts'
import type { MoveEvent } from '../../domain/move-event.ts'
import { checkReport, newReportKey } from '../../domain/report/signed-report.ts'
import type { MoveStatus } from '../../move/move-status.ts'
import { createOperatorGate } from '../identity/operator.ts'
import { createServer } from '../server.ts'
import { migrationRoutes, type Migrations } from './migrations.ts'

const fingerprint = { model: 'm', revision: '1', dimension: 4, prefixRule: 'none', normalised: true, chunking: '1' }
const status: MoveStatus = {
  move: {
    id: 'a move',
    state: 'copying',
    rebuild: false,
    startedBy: 'ana',
    startedAt: new Date(0),
    updatedAt: new Date(0),
    documents: { done: 1, total: 2 },
    rows: 7,
    shadow: { share: 0.5, compared: 2, failed: 1, means: { overlap: 0.95, order: 1, answeringMs: 8.04, otherMs: 9 } },
    phase: { rows: { done: 7, total: 21 }, bytes: 14_000, workedMs: 3_500 },
    companies: null,
    copiedCompanies: [],
    switched: new Set(),
    carried: { from: 3, to: 2 },
    at: null,
    verification: null,
    trouble: null,
    paused: null,
    tolerance: null,
    droppedAt: null,
    from: { id: 'f', store: 'milvus', name: 'old', address: 'milvus:19530/default', fingerprint },
    to: { id: 't', store: 'zilliz', name: 'new', address: 'zilliz:443/default', fingerprint },
  },
  lag: { from: 0, to: 1 },
}

const events: readonly MoveEvent[] = [
  { at: new Date(0), who: 'ana', body: { what: 'began', from: 'old', to: 'new', documents: 2 } },
]
const privateKey = newReportKey()
const ana = '00000000-0000-4000-8000-0000000000a1'

async function serve(different: Partial<Migrations> = {}) {
  const calls: string[] = []
  const said = (wish: object) =>
    Object.values(wish)
      .filter((value) => value !== null)
      .join(' ')
  const step = (name: string) => async (wish: object) => void calls.push(`${name} ${said(wish)}`)
  const migrations: Migrations = {
    plan: async () => ({
      go: true,
      from: null,
      to: null,
      companies: 1,
      documents: 2,
      rows: 7,
      rowsByCompany: [],
      bytes: null,
      seconds: null,
      cost: null,
      fields: [],
      findings: [{ level: 'ok', code: 'counts_agree', message: 'They agree.', remedy: null }],
    }),
    status: async () => status,
    start: async ({ startedBy, rebuild }) => void calls.push(`start ${startedBy}${rebuild ? ' rebuild' : ''}`),
    verify: step('verify'),
    cutOver: step('cutover'),
    rollBack: step('rollback'),
    shadow: step('shadow'),
    finish: step('finish'),
    abandon: step('abandon'),
    pause: step('pause'),
    sweep: step('sweep'),
    report: async () => ({ madeAt: new Date(0), status, events, privateKey }),
    ...different,
  }
  const server = await createServer(serverOptions())
  migrationRoutes(server, { operators: createOperatorGate({ reveal: () => 'secret' }), migrations, version: '1' })
  const headers = { host: 'localhost', authorization: 'Bearer secret' }
  const send = (method: 'GET' | 'POST', path: string, body?: object) =>
    server.inject({
      method,
      url: `/api/v1/migrations${path}`,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    })
  const asStranger = (method: 'GET' | 'POST', path: string) =>
    server.inject({ method, url: `/api/v1/migrations${path}`, headers: { host: 'localhost' } })
  return { calls, send, asStranger }
}

const other = '00000000-0000-4000-8000-0000000000c9'

const paths: readonly (readonly ['GET' | 'POST', string])[] = [
  ['GET', '/current'],
  ['POST', '/plan'],
  ['POST', ''],
  ['POST', '/current/verify'],
  ['POST', '/current/cutover'],
  ['POST', '/current/rollback'],
  ['POST', '/current/finish'],
  ['POST', '/current/abandon'],
  ['POST', '/current/pause'],
  ['POST', '/current/resume'],
  ['POST', '/current/sweep'],
  ['GET', '/current/report'],
]

/** Wants a body. */
const shadow = ['POST', '/current/shadow'] as const

describe('migrations over HTTP', () => {
  test.each([...paths, shadow])('%s %s is for operators only', async (method, path) => {
    const { calls, asStranger } = await serve()
    expect((await asStranger(method, path)).statusCode).toBe(401)
    expect(calls).toEqual([])
  })

  test.each(paths)('%s %s needs no body', async (method, path) => {
    const { send } = await serve()
    const reply = await send(method, path)
    expect(reply.statusCode, reply.body).toBe(200)
  })

  test('tell where everything is, how far it is and what lags', async () => {
    const { send } = await serve()
    expect((await send('GET', '/current')).json()).toEqual({
      migration: {
        id: 'a move',
        state: 'copying',
        from: { store: 'milvus', name: 'old', address: 'milvus:19530/default' },
        to: { store: 'zilliz', name: 'new', address: 'zilliz:443/default' },
        answering: 'from',
        companies: null,
        alone: { companies: 0, ids: [] },
        rebuild: false,
        started_by: 'ana',
        started_at: '1970-01-01T00:00:00.000Z',
        updated_at: '1970-01-01T00:00:00.000Z',
        documents: { done: 1, total: 2 },
        rows: 7,
        progress: {
          rows: { done: 7, total: 21 },
          bytes: 14_000,
          rows_per_second: 2,
          bytes_per_second: 4_000,
          remaining_seconds: 7,
        },
        shadow: {
          share: 0.5,
          compared: 2,
          failed: 1,
          overlap: 0.95,
          order: 1,
          answering_ms: 8,
          other_ms: 9,
        },
        lag: { from: 0, to: 1 },
        verification: null,
        trouble: null,
        paused: null,
        dropped_at: null,
      },
    })
    const { send: sendToo } = await serve({ status: async () => null })
    expect((await sendToo('GET', '/current')).json()).toEqual({ migration: null })
    // more were copied than there were when it began
    const more = { ...status, move: { ...status.move, documents: { done: 9, total: 2 } } }
    const { send: sendAgain } = await serve({ status: async () => more })
    expect((await sendAgain('GET', '/current')).json()).toMatchObject({
      migration: { documents: { done: 9, total: 9 } },
    })
  })

  test('pass on who it is, whether a switch is forced, of which company, and what is to be deleted', async () => {
    const { calls, send } = await serve()
    await send('POST', '', { started_by: 'ana' })
    await send('POST', '/current/cutover', { force: true, by: 'ana' })
    await send('POST', '/current/rollback', { company: ana })
    await send('POST', '/current/finish', { by: 'ana', drop: 'old' })
    await send('POST', '/current/verify', { tolerance: 'int8' })
    await send('POST', '/current/pause', { by: 'ana' })
    await send('POST', '/current/resume')
    expect(calls).toEqual([
      'start ana',
      'cutover true ana',
      `rollback false an operator ${ana}`,
      'finish false ana old',
      'verify false an operator int8',
      'pause true ana',
      'pause false an operator',
    ])
    expect((await send('POST', '/current/verify', { tolerance: 0.5 })).statusCode).toBe(422)
    expect((await send('POST', '/current/cutover', { force: 'perhaps' })).statusCode).toBe(422)
  })

  test.each([
    ['finish', { company: other }],
    ['abandon', { company: other }],
    ['verify', { company: other }],
    ['pause', { company: other }],
    ['cutover', { drop: 'old' }],
    ['rollback', { tolerance: 'int8' }],
  ])('refuse what %s does not take: %j', async (step, body) => {
    const { calls, send } = await serve()
    const reply = await send('POST', `/current/${step}`, body)
    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toMatchObject({ detail: expect.stringContaining('Nothing was changed') as string })
    expect(calls).toEqual([])
  })

  test('report what happened, in the bytes that the signature is checked against', async () => {
    const { send } = await serve()
    const reply = await send('GET', '/current/report')
    expect(reply.headers['content-type']).toContain('application/json')
    const checked = checkReport(reply.rawPayload)
    expect(checked).toMatchObject({ genuine: true, report: { made_by: 'atenex 1', events: [{ who: 'ana' }] } })
    const { send: sendToo } = await serve({ report: async () => null })
    expect((await sendToo('GET', '/current/report')).statusCode).toBe(404)
  })

  test('say what is missing when a step is not possible now', async () => {
    const refused = async () => {
      throw new AppError('conflict', 'The copy is not complete yet.')
    }
    const { send } = await serve({ cutOver: refused })
    const reply = await send('POST', '/current/cutover')
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('not complete') })
  })
})
