import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AskReply } from '../contract/ask.ts'
import { documentReply, recordingTerminal, startFakeServer } from '../../test/harness/fake-server.ts'
import { ids, run, scanned, working } from '../../test/harness/run-in-test.ts'

// What the commands that people use say, to whoever reads Spanish.

const [first = ''] = ids
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-spanish-'))
})
afterEach(() => rm(folder, { recursive: true }))

const unsupported: AskReply = {
  answer: 'Son 30 días.',
  answer_kind: 'model',
  supported: false,
  language: 'es',
  rewritten_question: null,
  evidence: 0.9,
  claims: [{ text: 'Son 30 días.', tags: ['[Doc 1]'], supported: false, missing: ['30'] }],
  retrieved_documents: [],
  citations: [
    {
      tag: '[Doc 1]',
      chunk_id: `${first}_0`,
      document_id: first,
      file_name: 'Convenio.pdf',
      page: 12,
      place: { kind: 'page', number: 12 },
      heading_path: [],
      start: 0,
      end: 10,
      quote: 'Son 23 días.',
      lead: null,
      surroundings: { start: 0, end: 10, text: 'Son 23 días.' },
      score: 0.8,
    },
  ],
  retrieval: { mode: 'sparse', degraded: true, reasons: ['dense: embedder_unavailable'] },
  chat_id: first,
  query_log_id: null,
}

/** All that a command writes when the server answers with this. */
async function said(argv: readonly string[], json: unknown): Promise<string> {
  await using server = await startFakeServer(() => ({ status: 200, json }))
  const terminal = recordingTerminal()
  await run(terminal, [...argv, '--language', 'es', '--url', server.url])
  return `${terminal.output}\n${terminal.notes}`
}

test('an answer is explained in Spanish: pages, doubts, what was missing, the chat', async () => {
  const told = await said(['ask', '¿Cuántos días?'], unsupported)
  expect(told).toContain('[Doc 1] Convenio.pdf, página 12')
  expect(told).toContain('Nota: la respuesta dice más que los documentos que cita:\n    “Son 30 días.”')
  expect(told).toContain('Nota: la búsqueda fue incompleta (dense: embedder_unavailable).')
  expect(told).toContain(`Conversación ${first}: continúala con --chat.`)
  expect(await said(['ask', '¿?'], { ...unsupported, citations: [] })).toContain('no cita ningún documento')
  expect(await said(['ask', ' '], null)).toContain('La pregunta está vacía.')
})

test('documents and their state are listed in Spanish', async () => {
  const list = await said(['documents'], [documentReply(first, working)])
  expect(list).toMatch(/Id +Estado +Fragmentos +Cambiado \(UTC\) +Archivo/)
  expect(list).toContain('procesando vectores 1/9')
  expect(await said(['documents'], [])).toContain('Aquí no hay documentos.')
  const one = await said(['status', first], documentReply(first, { ...scanned, milvus_chunk_count: -1 }))
  expect(one).toMatch(/^Estado: +error no_text_layer$/m)
  expect(one).toMatch(/^En el índice: +no se pudo preguntar$/m)
})

test('an upload reports in Spanish, and its codes for scripts stay as they are', async () => {
  await writeFile(path.join(folder, 'a.txt'), 'a')
  await writeFile(path.join(folder, 'b.mp4'), 'b')
  await symlink('/dev', path.join(folder, 'c'))
  const answer = (method: string) =>
    method === 'POST'
      ? { status: 202, json: { document_id: first, task_id: first, status: 'uploaded', message: 'ok' } }
      : { status: 200, json: documentReply(first, { file_name: 'a.txt', ...scanned }) }
  await using server = await startFakeServer(({ method }) => answer(method))
  const argv = ['upload', folder, '--language', 'es', '--url', server.url]
  const seen = recordingTerminal()
  expect(await run(seen, argv)).toBe(1)
  expect(seen.output).toMatch(/Archivo +Resultado +Código +Qué conviene saber/)
  expect(seen.output).toMatch(/b\.mp4 +omitido +Los archivos \.mp4 no tienen texto que leer\./)
  expect(seen.output).toMatch(/c +omitido +Es un enlace a una carpeta/)
  expect(seen.output).toMatch(/a\.txt +falló +no_text_layer/)
  expect(seen.output).toContain('1 subido, 0 procesados, 1 con error, 0 que ya estaban, 2 omitidos en ')
  const read = recordingTerminal(false)
  await run(read, argv)
  const events = read.output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { event: string }]))
  expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['skipped', 'accepted', 'failed', 'summary']))
})

test('what is deleted, and chats, are told in Spanish', async () => {
  const gone = documentReply(first, { file_name: 'a.txt', chunk_count: 1 })
  await using server = await startFakeServer(({ method }) =>
    method === 'DELETE' ? { status: 204, json: null } : { status: 200, json: gone },
  )
  const seen = recordingTerminal()
  expect(await run(seen, ['delete', first, '--language', 'es', '--url', server.url])).toBe(0)
  expect(seen.output).toContain(`eliminado  a.txt (${first}): 1 fragmento, no queda ninguno`)
  expect(await said(['chats'], [])).toContain('No hay conversaciones.')
})

test('what keeps a server from answering is told in Spanish', async () => {
  const asking = async (url: string) => {
    const seen = recordingTerminal()
    await run(seen, ['documents', '--language', 'es', '--url', url])
    return seen.notes
  }
  expect(await asking('http://127.0.0.1:1')).toMatch(/Ningún servidor responde en .*«npm start».*\(unreachable\)/)
  expect(await asking('http://nobody.invalid')).toMatch(/no lleva a ninguna máquina \((ENOTFOUND|EAI_AGAIN)\)/)
  await using other = await startFakeServer(() => ({ status: 403, json: { blocked: 'by the proxy' } }))
  expect(await asking(other.url)).toContain('con el estado 403 no es Atenex, sino un proxy u otro programa')
  expect(await asking(other.url.replace('http:', 'https:'))).toMatch(/no habla TLS/)
  expect(await said(['documents'], { not: 'ours' })).toContain('la respuesta entera no es como se espera')
})
