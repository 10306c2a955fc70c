import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AskReply } from '../contract/ask.ts'
import type { Terminal } from './terminal.ts'
import {
  documentReply,
  recordingTerminal,
  startFakeServer,
  uploadedFile,
  type Answer,
  type Received,
} from './fake-server.ts'
import { buildProgram, runProgram } from './program.ts'

const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`)
const [first = '', second = ''] = ids
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-cli-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function run(
  terminal: Terminal,
  argv: readonly string[],
  signal = new AbortController().signal,
): Promise<number> {
  return runProgram(buildProgram({ version: '1.2.3', terminal, signal }), argv, terminal)
}

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

const working = { status: 'processing', progress: { stage: 'embed', done: 1, total: 9 } } as const
const scanned = {
  status: 'error',
  error_code: 'no_text_layer',
  error_message: 'The file holds pictures of pages only. Run OCR first.',
} as const

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
  await writeFile(path.join(folder, 'foto.JPG'), 'no')
  await symlink(folder, path.join(folder, 'sub/loop'))
  await using server = await startFakeServer(library((_name, asked) => (asked < 2 ? working : {})))
  const terminal = recordingTerminal(false)
  expect(await run(terminal, ['upload', folder, '--url', server.url])).toBe(0)
  const told = events(terminal.output)
  expect(told.filter(({ event }) => event === 'accepted').map(({ file }) => file)).toEqual([
    path.join(folder, 'a.txt'),
    path.join(folder, 'sub/más/Año ñandú.md'),
  ])
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
    open += request.method === 'GET' ? 1 : 0
    most = Math.max(most, open)
    const answer = await inner(request)
    open -= request.method === 'GET' ? 1 : 0
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
    if (request.method === 'GET') controller.abort()
    return inner(request)
  })
  const terminal = recordingTerminal()
  expect(await run(terminal, ['upload', folder, '--url', server.url], controller.signal)).toBe(130)
  expect(terminal.output).toContain('1 uploaded, 0 processed, 0 failed, 0 already there, 1 still being processed')
  expect(terminal.notes).toContain('processed by the server anyway')
})

const answer: AskReply = {
  answer: 'Los empleados tienen 23 días. [Doc 1]',
  answer_kind: 'extractive',
  language: 'es',
  retrieved_documents: [],
  citations: [
    {
      tag: '[Doc 1]',
      chunk_id: `${first}_0`,
      document_id: first,
      file_name: 'Convenio\u001b[31m.pdf',
      page: 12,
      heading_path: ['Título II', 'Artículo 12'],
      start: 0,
      end: 29,
      quote: 'Los empleados\ntienen 23 días.',
      score: 0.8,
    },
  ],
  retrieval: { mode: 'dense', degraded: true, reasons: ['the sparse leg is missing'] },
  query_log_id: null,
  chat_id: second,
}

test('an answer is followed by its citations, without control characters of the documents', async () => {
  await using server = await startFakeServer(() => ({ status: 200, json: answer }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['ask', '¿Cuántos', 'días?', '--top-k', '5', '--chat', second, '--url', server.url])).toBe(
    0,
  )
  expect(JSON.parse(server.received[0]?.body.toString() ?? '')).toEqual({
    query: '¿Cuántos días?',
    chat_id: second,
    retriever_top_k: 5,
  })
  expect(terminal.output).toBe(
    'Los empleados tienen 23 días. [Doc 1]\n\n' +
      '[Doc 1] Convenio [31m.pdf, page 12, Título II > Artículo 12\n    “Los empleados tienen 23 días.”',
  )
  expect(terminal.notes).toContain('the search was incomplete (the sparse leg is missing)')
})

test('--json gives the reply as it came, before and behind the command', async () => {
  await using server = await startFakeServer(() => ({ status: 200, json: answer }))
  for (const argv of [
    ['--json', 'ask', 'a', '--url', server.url],
    ['--url', server.url, 'ask', 'a', '--json'],
  ]) {
    const terminal = recordingTerminal()
    expect(await run(terminal, argv)).toBe(0)
    expect(JSON.parse(terminal.output)).toEqual(answer)
  }
})

test('documents are listed in a table, with a hint when there may be more', async () => {
  const documents = [documentReply(first, { file_name: 'ñ.pdf' }), documentReply(second, scanned)]
  await using server = await startFakeServer(() => ({ status: 200, json: documents }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['documents', '--limit', '2', '--offset', '4', '--url', server.url])).toBe(0)
  expect(server.received[0]?.path).toBe('/api/v1/ingest/status?limit=2&offset=4')
  expect(terminal.output).toMatch(new RegExp(`${first}\\s+processed\\s+3\\s+2026-11-03 10:00\\s+ñ.pdf`))
  expect(terminal.output).toContain('error no_text_layer')
  expect(terminal.notes).toContain('--offset 6')
})

test('--all reads page after page and shows each document once', async () => {
  const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const all = Array.from({ length: 150 }, (_, number) => documentReply(id(number)))
  await using server = await startFakeServer(({ path: target }) => {
    const offset = Number(new URL(target, 'http://x').searchParams.get('offset'))
    // The second page begins one too early, as when a document changed in between.
    return { status: 200, json: all.slice(Math.max(0, offset - 1), offset + 100) }
  })
  const terminal = recordingTerminal()
  expect(await run(terminal, ['documents', '--all', '--json', '--url', server.url])).toBe(0)
  expect(JSON.parse(terminal.output)).toHaveLength(150)
})

test('status shows progress, and a document that is not there is exit code 1', async () => {
  await using server = await startFakeServer(({ path: target }) =>
    target.endsWith(first)
      ? { status: 200, json: documentReply(first, { ...working, milvus_chunk_count: -1 }) }
      : { status: 404, json: { detail: 'There is no such document.', code: 'not_found' } },
  )
  const terminal = recordingTerminal()
  expect(await run(terminal, ['status', first.toUpperCase(), '--url', server.url])).toBe(0)
  expect(terminal.output).toMatch(/Status:\s+processing embed 1\/9/)
  expect(terminal.output).toMatch(/In the vector store:\s+could not be asked/)
  expect(await run(terminal, ['status', second, '--url', server.url])).toBe(1)
  expect(terminal.notes).toBe('There is no such document. (not_found)')
})

test('retry waits for the outcome', async () => {
  let asked = 0
  await using server = await startFakeServer(({ method }) => {
    if (method === 'POST') {
      return { status: 202, json: { document_id: first, task_id: 't', status: 'processing', message: 'again' } }
    }
    asked += 1
    return { status: 200, json: documentReply(first, asked < 2 ? working : scanned) }
  })
  const terminal = recordingTerminal()
  expect(await run(terminal, ['retry', first, '--url', server.url])).toBe(1)
  expect(terminal.output).toContain('error no_text_layer')
})

test('delete goes on asking while a store holds it up, and reports each document', async () => {
  let deletes = 0
  await using server = await startFakeServer(({ method, path: target }) => {
    if (!target.endsWith(first))
      return { status: 404, json: { detail: 'There is no such document.', code: 'not_found' } }
    if (method === 'GET') return { status: 200, json: documentReply(first, { chunk_count: 42 }) }
    deletes += 1
    if (deletes === 1) return { status: 503, json: { detail: 'Hidden; goes on.', code: 'removal_pending' } }
    return { status: 404, json: { detail: 'There is no such document.', code: 'not_found' } }
  })
  const terminal = recordingTerminal()
  expect(await run(terminal, ['delete', first, second, '--url', server.url])).toBe(1)
  expect(terminal.output).toBe(
    `deleted  contrato.pdf (${first}): 42 chunks, 0 left\nnot found  ${second}: There is no such document.`,
  )
  expect(deletes).toBe(2)
})

test('a delete that stays pending is exit code 1 and says so', async () => {
  const refusal = { detail: 'Hidden; goes on.', code: 'removal_pending' }
  await using server = await startFakeServer(({ method }) =>
    method === 'GET' ? { status: 200, json: documentReply(first) } : { status: 503, json: refusal },
  )
  const terminal = recordingTerminal()
  expect(await run(terminal, ['delete', first, '--wait', '0.1', '--json', '--url', server.url])).toBe(1)
  expect(JSON.parse(terminal.output)).toMatchObject([{ id: first, result: 'pending', detail: 'Hidden; goes on.' }])
})

test('chats and the messages of one are shown', async () => {
  const time = '2026-11-03T10:00:00.000Z'
  const chat = { id: first, title: 'Vacaciones', created_at: time, updated_at: time, message_count: 2 }
  const message = { id: second, chat_id: first, role: 'user', content: '¿Cuántos?', sources: null, created_at: time }
  await using server = await startFakeServer(({ path: target }) => ({
    status: 200,
    json: target.includes('messages') ? [message] : [chat],
  }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['chats', '--url', server.url])).toBe(0)
  expect(terminal.output).toMatch(/2\s+2026-11-03 10:00\s+Vacaciones/)
  expect(await run(terminal, ['chats', first, '--url', server.url])).toBe(0)
  expect(terminal.output).toContain('> ¿Cuántos?')
})

test('check shows every part with its remedy; a failed part is exit code 1, a warning is not', async () => {
  const part = { name: 'database', status: 'ok', version: '18.4', detail: 'embedded', remedy: null }
  const weak = { name: 'embedder', status: 'warning', version: null, detail: 'slow', remedy: 'Wait.' }
  let status = 'warning'
  await using server = await startFakeServer(() => ({ status: 200, json: { status, parts: [part, weak] } }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['check', '--url', server.url])).toBe(0)
  expect(terminal.output).toMatch(/embedder\s+warning\s+slow → Wait\./)
  status = 'failed'
  expect(await run(terminal, ['check', '--url', server.url])).toBe(1)
})

test('without a server every command is exit code 2, and check says what to do', async () => {
  const gone = await startFakeServer(() => ({ status: 200, json: [] }))
  await gone[Symbol.asyncDispose]()
  await writeFile(path.join(folder, 'a.txt'), 'a')
  for (const argv of [['documents'], ['ask', 'a'], ['delete', first], ['status', first], ['upload', folder]]) {
    const terminal = recordingTerminal()
    expect(await run(terminal, [...argv, '--url', gone.url]), argv.join(' ')).toBe(2)
    expect(terminal.notes).toContain(gone.url)
  }
  const terminal = recordingTerminal()
  expect(await run(terminal, ['check', '--url', gone.url])).toBe(2)
  expect(terminal.output).toMatch(/server\s+failed/)
  expect(terminal.output.replace(/\s+/g, ' ')).toContain('Start the server with "npm start"')
})

test('wrong usage is exit code 2 and names the mistake', async () => {
  for (const argv of [
    ['status', 'no-id'],
    ['documents', '--limit', '101'],
    ['ask', 'a', '--top-k', '0'],
    ['documents', '--url', 'ftp://x'],
    ['upload'],
    ['fly'],
    ['documents', '--timeout', '0'],
  ]) {
    const terminal = recordingTerminal()
    expect(await run(terminal, argv), argv.join(' ')).toBe(2)
    expect(terminal.notes).toMatch(/error: /)
  }
})

test('every command explains itself with an example and the options that are the same everywhere', async () => {
  const program = buildProgram({ version: '1.2.3', terminal: recordingTerminal() })
  for (const { name } of program.commands.map((command) => ({ name: command.name() }))) {
    const terminal = recordingTerminal()
    expect(await run(terminal, [name, '--help'])).toBe(0)
    expect(terminal.output, name).toMatch(/Examples?:\n/)
    expect(terminal.output, name).toContain('--url <url>')
    expect(terminal.output, `${name}: seconds are shown as seconds`).not.toContain('60000')
  }
})

test('commands of others can be added, and their failures keep their exit code', async () => {
  const terminal = recordingTerminal()
  const program = buildProgram({
    version: '1.2.3',
    terminal,
    registrars: [(parent) => void parent.command('start').action(() => terminal.out('started'))],
  })
  expect(await runProgram(program, ['start'], terminal)).toBe(0)
  expect(terminal.output).toBe('started')
  expect(await runProgram(buildProgram({ version: '1.2.3', terminal }), ['--version'], terminal)).toBe(0)
  expect(terminal.output).toContain('1.2.3')
})
