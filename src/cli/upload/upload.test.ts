import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  documentReply,
  recordingTerminal,
  startFakeServer,
  uploadedFile,
  type Answer,
  type Received,
} from '../../../test/harness/fake-server.ts'
import { ids, run, scanned, working } from '../../../test/harness/run-in-test.ts'

const [first = ''] = ids
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-cli-'))
})
afterEach(() => rm(folder, { recursive: true }))

function events(output: string): Record<string, unknown>[] {
  return output.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) // the reports write objects
}

/** Accepts every upload under the next id; `statusOf` tells how each document ends. */
function library(statusOf: (name: string, asked: number) => Partial<ReturnType<typeof documentReply>>) {
  const names = new Map<string, string>()
  const asked = new Map<string, number>()
  return async (request: Received): Promise<Answer> => {
    if (request.method === 'POST') {
      const { name } = await uploadedFile(request)
      const id = ids[names.size] ?? ''
      names.set(id, name)
      return { status: 202, json: { document_id: id, task_id: 't', status: 'uploaded', message: 'ok' } }
    }
    const id = request.path.split('/').at(-1) ?? ''
    const name = names.get(id)
    if (name === undefined) return { status: 404, json: { detail: 'There is no such document.', code: 'not_found' } }
    asked.set(id, (asked.get(id) ?? 0) + 1)
    return { status: 200, json: documentReply(id, { file_name: name, ...statusOf(name, asked.get(id) ?? 0) }) }
  }
}

test('a path that was named and holds nothing to upload is a failure, not a success', async () => {
  await using server = await startFakeServer(library(() => ({})))
  const empty = path.join(folder, 'empty')
  await mkdir(empty)
  for (const named of [empty, '/dev/null']) {
    const terminal = recordingTerminal(false)
    expect(await run(terminal, ['upload', named, '--url', server.url]), named).toBe(1)
    expect(events(terminal.output)[0]).toMatchObject({ event: 'failed', file: named, code: 'unreadable_file' })
  }
})

test('a folder is uploaded to the bottom and waited for', async () => {
  await mkdir(path.join(folder, 'sub/más'), { recursive: true })
  await writeFile(path.join(folder, 'a.txt'), 'a')
  await writeFile(path.join(folder, 'sub/más/Año ñandú.md'), '# b')
  await writeFile(path.join(folder, '.hidden.txt'), 'no')
  await writeFile(path.join(folder, 'clip.MP4'), 'no')
  await symlink(folder, path.join(folder, 'sub/loop'))
  await using server = await startFakeServer(library((_name, asked) => (asked < 2 ? working : {})))
  const terminal = recordingTerminal(false)
  expect(await run(terminal, ['upload', folder, '--url', server.url])).toBe(0)
  const told = events(terminal.output)
  // several are sent at a time: which one is answered first is up to the network
  const accepted = told.filter(({ event }) => event === 'accepted').map(({ file }) => file)
  expect(new Set(accepted)).toEqual(new Set([path.join(folder, 'a.txt'), path.join(folder, 'sub/más/Año ñandú.md')]))
  expect(accepted).toHaveLength(2)
  expect(told.filter(({ event }) => event === 'processed')).toHaveLength(2)
  expect(told.filter(({ event }) => event === 'skipped')).toHaveLength(2)
  expect(told.at(-1)).toMatchObject({ event: 'summary', uploaded: 2, processed: 2, failed: 0, skipped: 2 })
})

test('a document that fails is explained and makes the exit code 1', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'a')
  await writeFile(path.join(folder, 'scan.pdf'), 'b')
  await using server = await startFakeServer(library((name) => (name === 'scan.pdf' ? scanned : {})))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['upload', folder, '--url', server.url])).toBe(1)
  expect(terminal.output).toMatch(/scan\.pdf\s+failed\s+no_text_layer\s+The file holds pictures/)
  expect(terminal.output).toContain('2 uploaded, 1 processed, 1 failed, 0 already there')
})

test('what is already there counts as done, another file of the same name does not', async () => {
  await writeFile(path.join(folder, 'same.txt'), '0123456789')
  await writeFile(path.join(folder, 'taken.txt'), 'longer than the one that is there')
  let code = 'duplicate_document'
  await using server = await startFakeServer(() => ({
    status: 409,
    json: { detail: 'Already there.', code, document_id: first },
  }))
  const same = recordingTerminal()
  expect(await run(same, ['upload', path.join(folder, 'same.txt'), '--url', server.url])).toBe(0)
  expect(same.output).toContain('0 failed, 1 already there')
  code = 'name_taken'
  const taken = recordingTerminal(false)
  expect(await run(taken, ['upload', path.join(folder, 'taken.txt'), '--url', server.url])).toBe(1)
  expect(events(taken.output)[0]).toMatchObject({ event: 'failed', code: 'name_taken' })
})

test('a file the server refuses and a path that is not there do not stop the others', async () => {
  await writeFile(path.join(folder, 'foto.png'), 'a')
  await writeFile(path.join(folder, 'b.txt'), 'b')
  const inner = library(() => ({}))
  await using server = await startFakeServer(async (request) => {
    const file = request.method === 'POST' ? await uploadedFile(request) : null
    if (file?.name === 'foto.png') return { status: 415, json: { detail: 'A picture.', code: 'unsupported_type' } }
    return inner(request)
  })
  const terminal = recordingTerminal(false)
  const paths = ['foto.png', 'nada.txt', 'b.txt', 'b.txt'].map((name) => path.join(folder, name))
  expect(await run(terminal, ['upload', ...paths, '--url', server.url])).toBe(1)
  const told = events(terminal.output)
  expect(told.filter(({ event }) => event === 'failed').map(({ code }) => code)).toEqual([
    'unreadable_file',
    'unsupported_type',
  ])
  expect(told.at(-1)).toMatchObject({ uploaded: 1, processed: 1, failed: 2 })
})

test('--no-wait returns when everything is handed over', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'a')
  await using server = await startFakeServer(library(() => working))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['upload', '--no-wait', folder, '--url', server.url])).toBe(0)
  expect(server.received.map(({ method }) => method)).toEqual(['POST'])
})

test('many documents are asked about a few at a time', async () => {
  for (const digit of ids.keys()) await writeFile(path.join(folder, `${digit}.txt`), String(digit))
  let open = 0
  let most = 0
  const inner = library((_name, asked) => (asked < 3 ? working : {}))
  await using server = await startFakeServer(async (request) => {
    const asks = request.path.includes('/status/')
    open += asks ? 1 : 0
    most = Math.max(most, open)
    const answer = await inner(request)
    open -= asks ? 1 : 0
    return answer
  })
  expect(await run(recordingTerminal(), ['upload', folder, '--url', server.url])).toBe(0)
  expect(most).toBeLessThanOrEqual(4)
})

test('Ctrl-C ends an upload with exit code 130 and says what goes on', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'a')
  const controller = new AbortController()
  const inner = library(() => working)
  await using server = await startFakeServer(async (request) => {
    if (request.path.includes('/status/')) controller.abort()
    return inner(request)
  })
  const terminal = recordingTerminal()
  expect(await run(terminal, ['upload', folder, '--url', server.url], controller.signal)).toBe(130)
  expect(terminal.output).toContain('1 uploaded, 0 processed, 0 failed, 0 already there, 1 still being processed')
  expect(terminal.notes).toContain('processed by the server anyway')
})

test.runIf(process.platform === 'linux')('a name that is not UTF-8 is read as western Europe wrote it', async () => {
  const inside = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from('a\xf1o', 'latin1')])
  await mkdir(inside)
  await writeFile(Buffer.concat([inside, Buffer.from('/caf\xe9.txt', 'latin1')]), 'datos')
  await using server = await startFakeServer(library(() => ({})))
  // in a folder, and as a shell hands it over: Node has lost the bytes of what stands on the command line
  for (const given of [folder, path.join(folder, 'a\ufffdo'), path.join(folder, 'a\ufffdo/caf\ufffd.txt')]) {
    const terminal = recordingTerminal(false)
    expect(await run(terminal, ['upload', given, '--url', server.url]), terminal.output).toBe(0)
    expect(events(terminal.output)[0]).toMatchObject({ file: path.join(folder, 'año/café.txt') })
  }
  const posts = server.received.filter(({ method }) => method === 'POST')
  const sent = await Promise.all(posts.map(uploadedFile))
  expect(sent.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([1, 2, 3].map(() => ['café.txt', 'datos']))
})

test.runIf(process.platform === 'linux')('a name with the sign for lost bytes in it is found as well', async () => {
  await writeFile(path.join(folder, 'caf\ufffd.txt'), 'datos')
  await using server = await startFakeServer(library(() => ({})))
  const terminal = recordingTerminal(false)
  expect(await run(terminal, ['upload', path.join(folder, 'caf\ufffd.txt'), '--url', server.url])).toBe(0)
})
