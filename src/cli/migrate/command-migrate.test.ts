import { afterEach, expect, test, vi } from 'vitest'
import { recordingTerminal, startFakeServer } from '../../../test/harness/fake-server.ts'
import { ids, run } from '../../../test/harness/run-in-test.ts'
import { requireWritable, writeReportFile } from './report-file.ts'

const [ana = '', eva = ''] = ids

afterEach(() => vi.unstubAllEnvs())

/** What a switch asked the server for, and how it ended. */
async function asked(...argv: readonly string[]) {
  await using server = await startFakeServer(() => ({ status: 200, json: { migration: null } }))
  const terminal = recordingTerminal()
  const exitCode = await run(terminal, ['migrate', ...argv, '--url', server.url])
  const bodies = server.received.map(({ body }): unknown => JSON.parse(String(body)))
  return { exitCode, notes: terminal.notes, bodies }
}

test('a move and a switch are of one company when it is named with the command, and of all when only the environment names one', async () => {
  expect((await asked('cutover', '--company', ana)).bodies).toEqual([expect.objectContaining({ company: ana })])
  expect((await asked('start', '--company', ana)).bodies).toEqual([expect.objectContaining({ company: ana })])
  vi.stubEnv('ATENEX_COMPANY', eva)
  expect((await asked('start')).bodies).toEqual([expect.not.objectContaining({ company: expect.anything() })])
  expect((await asked('rollback', '--company', ana)).bodies).toEqual([expect.objectContaining({ company: ana })])
  expect((await asked('cutover')).bodies).toEqual([expect.not.objectContaining({ company: expect.anything() })])
})

test('a step that is of all companies refuses to be limited to one', async () => {
  for (const step of ['verify', 'finish', 'abandon']) {
    const { exitCode, notes, bodies } = await asked(step, '--company', ana)
    expect([exitCode, bodies]).toEqual([2, []])
    expect(notes).toContain('all companies')
  }
})

test('a copy by ledger goes with no step of a move, and is told what it takes instead', async () => {
  const terminal = recordingTerminal()
  expect(await run(terminal, ['migrate', '--ledger', 'a.ledger', 'plan'])).toBe(2)
  expect(terminal.notes).toContain('`--plan-only` looks without copying')
  expect(await run(terminal, ['migrate', '--ledger', 'a.ledger', 'cutover'])).toBe(2)
  expect(terminal.notes).toContain('goes with no `cutover`')
})

test('a report that cannot be written is told in a sentence, before a copy that takes hours', async () => {
  const told = {
    exitCode: 2,
    message: expect.stringMatching(/^The report cannot be written to \/dev\/null\/no: ENOTDIR/),
  }
  await expect(writeReportFile('/dev/null/no', '{}')).rejects.toMatchObject(told)
  await expect(requireWritable('/dev/null/no')).rejects.toMatchObject(told)
})

test('a step that is stopped by Ctrl-C says where to look whether it was done', async () => {
  const stopping = new AbortController()
  await using server = await startFakeServer(() => {
    stopping.abort()
    return new Promise(() => undefined)
  })
  const terminal = recordingTerminal()
  expect(await run(terminal, ['migrate', 'cutover', '--url', server.url], stopping.signal)).toBe(130)
  expect(terminal.notes).toContain('`atenex migrate status` tells whether it was done')
})

test('progress without a terminal is lines of JSON, and ends when the work is paused', async () => {
  const migration = { ...aMigration, state: 'copying' }
  const replies = [migration, { ...migration, paused: { at: '2026-01-01T00:00:00Z', by: 'eva' } }]
  await using server = await startFakeServer(() => ({ status: 200, json: { migration: replies.shift() ?? null } }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['migrate', 'status', '--watch', '--url', server.url])).toBe(0)
  const lines = terminal.notes.trim().split('\n')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ state: 'copying', rows: { done: 1, total: 2 }, paused: null, lag: { from: 0, to: 3 } }),
  ])
  expect(terminal.output).toContain('paused by eva')
  expect(terminal.output).toContain('next: atenex migrate resume')
})

test('rows that belong to no document are told with the command that removes them', async () => {
  const company = '11111111-1111-4111-8111-111111111111'
  const verification = { ...aVerification, unowned: [{ company_id: company, rows: 2 }] }
  const migration = { ...aMigration, state: 'copied', verification }
  await using server = await startFakeServer(() => ({ status: 200, json: { migration } }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['migrate', 'status', '--url', server.url])).toBe(0)
  expect(terminal.output).toContain(`next: atenex migrate sweep --company ${company}`)
})

test('a verification that tolerates something asks for what is possible, and tells what it met', async () => {
  expect((await asked('verify', '--tolerance', 'bfloat16')).bodies).toEqual([
    expect.objectContaining({ tolerance: 'bfloat16' }),
  ])
  expect((await asked('verify', '--tolerance', '0.01')).bodies).toEqual([expect.objectContaining({ tolerance: 0.01 })])
  expect((await asked('verify')).bodies).toEqual([expect.not.objectContaining({ tolerance: expect.anything() })])
  const refused = await asked('verify', '--tolerance', '0.5')
  expect([refused.exitCode, refused.bodies]).toEqual([2, []])
  expect(refused.notes).toContain('float16, bfloat16, int8, or a number above 0')
  expect(await asked('cutover', '--tolerance', 'int8')).toMatchObject({ exitCode: 2, bodies: [] })
})

const aVerification = {
  documents: 1,
  rows: 1,
  repaired: 0,
  tolerance: null,
  rounded: 0,
  deviation: 0,
  different: 0,
  differences: [],
  unowned: [],
  strangers: [],
  searches: null,
}

const aMigration = {
  id: 'a',
  from: { store: 'embedded', name: 'old', address: 'embedded' },
  to: { store: 'milvus', name: 'new', address: 'milvus:19530/default' },
  rebuild: false,
  answering: 'from',
  started_by: 'ana',
  started_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  documents: { done: 1, total: 2 },
  rows: 1,
  progress: { rows: { done: 1, total: 2 }, bytes: 9, rows_per_second: 1, bytes_per_second: 9, remaining_seconds: 1 },
  shadow: { share: 0, compared: 0, failed: 0, overlap: null, order: null, answering_ms: null, other_ms: null },
  lag: { from: 0, to: 3 },
  verification: null,
  trouble: null,
  dropped_at: null,
}
