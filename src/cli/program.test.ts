import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Command } from 'commander'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AskReply } from '../contract/ask.ts'
import { deadServer, documentReply, recordingTerminal, startFakeServer } from '../../test/harness/fake-server.ts'
import { runProgram } from './open-program.ts'
import { buildProgram } from './program.ts'
import { serverCommands } from './server-commands.ts'
import { ids, run, scanned, working } from '../../test/harness/run-in-test.ts'

const [first = '', second = ''] = ids
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-cli-'))
})
afterEach(() => rm(folder, { recursive: true }))

const answer: AskReply = {
  answer: 'Los empleados tienen 23 días. [Doc 1]',
  answer_kind: 'extractive',
  supported: true,
  language: 'es',
  rewritten_question: null,
  evidence: 0.9,
  claims: [],
  retrieved_documents: [],
  citations: [
    {
      tag: '[Doc 1]',
      chunk_id: `${first}_0`,
      document_id: first,
      file_name: 'Convenio\u001b[31m.pdf',
      page: 12,
      place: { kind: 'page', number: 12 },
      heading_path: ['Título II', 'Artículo 12'],
      start: 0,
      end: 29,
      quote: 'Los empleados\ntienen 23 días.',
      lead: null,
      surroundings: { start: 0, end: 29, text: 'Los empleados\ntienen 23 días.' },
      score: 0.8,
    },
  ],
  retrieval: { mode: 'dense', degraded: true, reasons: ['the sparse leg is missing'] },
  query_log_id: null,
  chat_id: second,
}

test("the operators' token is read from the file that a server's settings name, by commands that send one", async () => {
  await using server = await startFakeServer(() => ({ status: 200, json: { status: 'ok', parts: [] } }))
  const file = path.join(folder, 'token')
  await writeFile(file, 'of-operators\n')
  const env = { ATENEX_OPERATOR_TOKEN_FILE: file }
  expect(await run(recordingTerminal(), ['check', '--url', server.url], undefined, env)).toBe(0)
  expect(server.received[0]?.headers.authorization).toBe('Bearer of-operators')
  const terminal = recordingTerminal()
  const missing = { ATENEX_OPERATOR_TOKEN_FILE: path.join(folder, 'none') }
  expect(await run(terminal, ['check', '--url', server.url], undefined, missing)).toBe(2)
  expect(terminal.notes).toContain('ATENEX_OPERATOR_TOKEN_FILE')
  expect(await run(recordingTerminal(), ['chats', '--url', (await deadServer()).url], undefined, missing)).toBe(2)
})

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

test('an answer that cites nothing says so', async () => {
  const unsupported = { ...answer, supported: false, citations: [] }
  await using server = await startFakeServer(() => ({ status: 200, json: unsupported }))
  const terminal = recordingTerminal()
  await run(terminal, ['ask', '¿Cuántos', 'días?', '--url', server.url])
  expect(terminal.notes).toContain('the answer cites no document')
})

test('an answer that says more than it cites says so, and which of its sentences do', async () => {
  const claims = [
    { text: 'Los empleados tienen 23 días. [Doc 1]', tags: ['[Doc 1]'], supported: true, missing: [] },
    { text: 'La multa es de 300 euros. [Doc 1]', tags: ['[Doc 1]'], supported: false, missing: ['300'] },
    { text: 'Fue en 2019.', tags: [], supported: false, missing: [] },
  ]
  await using server = await startFakeServer(() => ({ status: 200, json: { ...answer, supported: false, claims } }))
  const terminal = recordingTerminal()
  await run(terminal, ['ask', '¿Cuántos', 'días?', '--url', server.url])
  expect(terminal.notes).not.toContain('cites no document')
  expect(terminal.notes).toContain(
    'the answer says more than the documents it cites:\n    “La multa es de 300 euros. [Doc 1]”\n    “Fue en 2019.”',
  )
  expect(terminal.notes).not.toContain('23 días')
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

test('the server is asked for the language of the person', async () => {
  for (const language of ['es', 'en']) {
    await using server = await startFakeServer(() => ({ status: 200, json: documentReply(first) }))
    await run(recordingTerminal(), ['status', first, '--language', language, '--url', server.url])
    expect(server.received[0]?.headers['accept-language']).toBe(language)
  }
})

test('reprocess goes on until nothing is left to ask for, and a dry run only looks', async () => {
  let left = 1_500
  await using server = await startFakeServer(({ body }) => {
    const { dry_run: dryRun } = JSON.parse(body.toString()) as { dry_run: boolean }
    const started = dryRun ? 0 : Math.min(left, 1_000)
    left -= started
    const versions = [{ version: 2, documents: 1_500 }]
    return { status: 200, json: { current_version: 3, versions, started, remaining: left, under_way: 1_500 - left } }
  })
  const look = recordingTerminal()
  await run(look, ['reprocess', '--dry-run', '--url', server.url])
  expect(look.output).toBe('1500 read by version 2\n1500 would be read again; 0 under way')
  const terminal = recordingTerminal()
  expect(await run(terminal, ['reprocess', '--url', server.url])).toBe(0)
  expect(terminal.output).toContain('1500 will be read again in the background; 1500 under way')
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

test('a server that answers operators only is no failure of a part: check says what it wants', async () => {
  const refusal = { detail: 'This is for operators.', code: 'operator_token_required' }
  await using server = await startFakeServer(() => ({ status: 401, json: refusal }))
  const terminal = recordingTerminal()
  expect(await run(terminal, ['check', '--token', 'secret', '--url', server.url])).toBe(2)
  expect(server.received[0]?.headers.authorization).toBe('Bearer secret')
  expect(terminal.output.replace(/\s+/g, ' ')).toContain('ATENEX_OPERATOR_TOKEN')
})

test('without a server every command is exit code 2, and check says what to do', async () => {
  await using gone = await deadServer()
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
    ['documents', '--url', 'http://user:word@127.0.0.1:8080'],
    ['documents', '--url', 'http://127.0.0.1:8080/?a=b'],
    ['upload'],
    ['fly'],
    ['documents', '--timeout', '0'],
  ]) {
    const terminal = recordingTerminal()
    expect(await run(terminal, argv), argv.join(' ')).toBe(2)
    expect(terminal.notes).toMatch(/error: /)
  }
})

test('a key that cannot be sent is a mistake that is told without it', async () => {
  for (const argv of [
    ['documents', '--key', 'hunter2 hunter2'],
    ['documents', '--key', 'hunter2€'],
    ['documents', '--key', ''],
    ['check', '--token', 'hunter2\nhunter2'],
  ]) {
    const terminal = recordingTerminal()
    expect(await run(terminal, argv), argv.join(' ')).toBe(2)
    expect(terminal.notes).toMatch(/is no key/)
    expect(terminal.notes + terminal.output).not.toContain('hunter2')
  }
})

test('a question of nothing is wrong usage', async () => {
  for (const words of [[''], ['  ', '']]) {
    const terminal = recordingTerminal()
    expect(await run(terminal, ['ask', ...words])).toBe(2)
    expect(terminal.notes).toContain('empty')
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

test('no command has an option that takes the words from one of its subcommands', () => {
  const namesOf = (command: Command) => command.options.flatMap(({ long }) => (long === undefined ? [] : [long]))
  const hidden = (command: Command): string[] =>
    command.commands.flatMap((sub) => [
      ...namesOf(sub)
        .filter((name) => namesOf(command).includes(name))
        .map((name) => `${command.name()} ${sub.name()} ${name}`),
      ...hidden(sub),
    ])
  const registrars = serverCommands({ env: {}, main: 'main.ts' })
  expect(hidden(buildProgram({ version: '1.2.3', terminal: recordingTerminal(), registrars }))).toEqual([])
})
