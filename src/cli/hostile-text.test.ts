import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documentReply, recordingTerminal, startFakeServer } from '../../test/harness/fake-server.ts'
import { ids, run } from '../../test/harness/run-in-test.ts'
import type { AskReply } from '../contract/ask.ts'

// What a hostile document, file name or server may say: colours, a title for the window, 8-bit codes, turned text, nothing.
const hostile =
  'a\u001b[31mb\u001b]0;title\u0007c\u009b2Jd\u0090e\u202ef\u2066g\u200bh\u2028i\ufeffj\u00adk\u061cl\u{e0041}m\u200dn\u3164o\rp\u0008q'
const obeyed = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u

const [first = '', second = ''] = ids
const time = '2026-11-03T10:00:00.000Z'
const document = documentReply(first, {
  status: 'error',
  file_name: hostile,
  file_type: hostile,
  error_code: hostile,
  error_message: hostile,
  warnings: [hostile],
  message: hostile,
})
const citation: AskReply['citations'][number] = {
  tag: hostile,
  chunk_id: hostile,
  document_id: first,
  file_name: hostile,
  page: 1,
  place: { kind: 'page', number: 1 },
  heading_path: [hostile],
  start: 0,
  end: 1,
  quote: hostile,
  lead: null,
  surroundings: { start: 0, end: 1, text: hostile },
  score: 1,
}
const answer: AskReply = {
  answer: `${hostile}\n${hostile}`,
  answer_kind: 'extractive',
  supported: false,
  language: 'es',
  rewritten_question: hostile,
  evidence: 0.9,
  claims: [{ text: hostile, tags: [hostile], supported: false, missing: [hostile] }],
  retrieved_documents: [],
  citations: [citation],
  retrieval: { mode: 'dense', degraded: true, reasons: [hostile] },
  query_log_id: null,
  chat_id: second,
}
const part = { name: hostile, status: 'failed', version: hostile, detail: hostile, remedy: hostile }
const chat = { id: first, title: hostile, created_at: time, updated_at: time, message_count: 2 }
const message = { id: second, chat_id: first, role: 'assistant', content: hostile, sources: null, created_at: time }
const accepted = { document_id: first, task_id: 't', status: 'processing', message: hostile }

/** Answers every route with hostile text; with `refusing`, with a hostile error. */
function hostileServer(refusing: boolean) {
  return startFakeServer(({ method, path: target }) => {
    if (refusing) return { status: 409, json: { detail: hostile, code: hostile } }
    if (method === 'DELETE') return { status: 422, json: { detail: hostile, code: hostile } }
    if (target.includes('/ask')) return { status: 200, json: answer }
    if (target.includes('/check')) return { status: 200, json: { status: 'failed', parts: [part] } }
    if (target.includes('/messages')) return { status: 200, json: [message] }
    if (target.includes('/chats')) return { status: 200, json: [chat] }
    if (method === 'POST') return { status: 202, json: accepted }
    return { status: 200, json: target.includes('?') ? [document] : document }
  })
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-cli-'))
  await writeFile(path.join(folder, 'a\u001b[31m\u202e\u200b\u009b.txt'), 'a')
})
afterEach(() => rm(folder, { recursive: true }))

const commands = [
  ['ask', 'a'],
  ['documents'],
  ['documents', '--all'],
  ['status', first],
  ['retry', first],
  ['retry', first, '--no-wait'],
  ['delete', first],
  ['chats'],
  ['chats', first],
  ['check'],
  ['upload', '.'],
]

describe.each(commands)('%s %s', (...argv) => {
  test.each([
    ['answers', false, false],
    ['errors', true, false],
    ['answers as JSON', false, true],
    ['errors as JSON', true, true],
  ])('prints nothing of hostile %s that a terminal would obey', async (_what, refusing, json) => {
    await using server = await hostileServer(refusing)
    const terminal = recordingTerminal(!json)
    const given = argv.map((each) => (each === '.' ? folder : each))
    await run(terminal, [...given, '--url', server.url, ...(json ? ['--json'] : [])])
    expect(terminal.output + terminal.notes).not.toBe('')
    expect(obeyed.exec(terminal.output)).toBeNull()
    expect(obeyed.exec(terminal.notes)).toBeNull()
  })
})

test('JSON means what the server said, to the character', async () => {
  await using server = await hostileServer(false)
  const terminal = recordingTerminal()
  await run(terminal, ['ask', 'a', '--json', '--url', server.url])
  expect(JSON.parse(terminal.output)).toEqual(answer)
})
