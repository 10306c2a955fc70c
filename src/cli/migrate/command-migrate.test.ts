import { afterEach, expect, test, vi } from 'vitest'
import { recordingTerminal, startFakeServer } from '../../../test/harness/fake-server.ts'
import { ids, run } from '../../../test/harness/run-in-test.ts'

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
