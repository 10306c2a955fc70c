import { expect, test } from 'vitest'
import { z } from 'zod'
import { documentStatuses, stages } from '../domain/document.ts'
import { mostTolerance, roundings } from '../domain/vector-tolerance.ts'
import { askReply, askRequest } from './ask.ts'
import { documentItem, documentListQuery } from './documents.ts'
import { errorReply } from './errors.ts'
import { operatorRoutes } from './routes/operator-routes.ts'
import type { Route } from './routes/route.ts'
import { vectorTolerance } from './vector-tolerance.ts'

const id = '6f1c9a50-2f5e-4a44-8a51-0f4a5f1f7f10'
const time = '2026-11-03T10:00:00.000Z'

const item = {
  id,
  document_id: id,
  company_id: id,
  file_name: 'Política de vacaciones.pdf',
  file_type: 'application/pdf',
  file_path: `${id}/${id}/Política de vacaciones.pdf`,
  metadata: null,
  parent_document_id: null,
  status: 'processing',
  progress: { stage: 'embed', done: 3, total: 12 },
  attempts: 1,
  chunk_count: 0,
  error_code: null,
  error_message: null,
  warnings: [],
  warning_details: [],
  text_version: null,
  reprocessing: false,
  size_bytes: 1024,
  uploaded_at: time,
  created_at: time,
  updated_at: time,
  last_updated: time,
  gcs_exists: true,
  minio_exists: true,
  milvus_chunk_count: -1,
  message: null,
}

test('roundings and the largest tolerance on the wire are those of the domain', () => {
  for (const one of [...roundings, mostTolerance]) expect(vectorTolerance.parse(one)).toBe(one)
  for (const one of ['float8', 0, mostTolerance * 1.01]) expect(vectorTolerance.safeParse(one).success).toBe(false)
})

test('statuses and stages on the wire are those of the domain', () => {
  expect(documentItem.shape.status.options).toEqual([...documentStatuses])
  expect(documentItem.shape.progress.shape.stage.options).toEqual([...stages])
})

test('a document carries every name that a generation of clients reads', () => {
  expect(documentItem.parse(item)).toEqual(item)
  for (const key of Object.keys(item)) {
    const rest = Object.fromEntries(Object.entries(item).filter(([name]) => name !== key))
    expect(documentItem.safeParse(rest).success, `${key} is required`).toBe(false)
  }
})

test('a list asks for 30 items unless told, and for 100 at most', () => {
  expect(documentListQuery.parse({})).toEqual({ limit: 30, offset: 0 })
  expect(documentListQuery.parse({ limit: '100', offset: '60' })).toEqual({ limit: 100, offset: 60 })
  for (const bad of [{ limit: '0' }, { limit: '101' }, { offset: '-1' }, { limit: 'ten' }, { limit: '1.5' }]) {
    expect(documentListQuery.safeParse(bad).success).toBe(false)
  }
})

test('a question of white space only is refused', () => {
  expect(askRequest.safeParse({ query: ' \n\t ' }).success).toBe(false)
  expect(askRequest.safeParse({ query: '' }).success).toBe(false)
})

test('a question may leave out, or send as null, everything but the text', () => {
  const empty = { query: '¿Cuántos días?', chat_id: null, retriever_top_k: null }
  expect(askRequest.parse({ query: '¿Cuántos días?' })).toEqual(empty)
  expect(askRequest.parse({ query: '¿Cuántos días?', chat_id: null, retriever_top_k: null })).toEqual(empty)
})

test('a question loses what no store can keep', () => {
  expect(askRequest.parse({ query: '¿Qué\u0000plazo\ud800?' }).query).toBe('¿Qué plazo\ufffd?')
  expect(askRequest.safeParse({ query: ' \u0000 ' }).success).toBe(false)
})

test('top-k outside 1 to 20 is refused', () => {
  for (const limit of [0, 21, 2.5]) {
    expect(askRequest.safeParse({ query: 'a', retriever_top_k: limit }).success).toBe(false)
  }
})

test('an error always has a sentence and a code', () => {
  expect(errorReply.safeParse({ detail: 'Not found.', code: 'not_found' }).success).toBe(true)
  expect(errorReply.safeParse({ detail: 'Not found.' }).success).toBe(false)
  expect(errorReply.safeParse({ code: 'not_found' }).success).toBe(false)
})

test('every shape can be written as JSON schema, for the API description', () => {
  expect(z.toJSONSchema(askReply)).toMatchObject({ type: 'object' })
  expect(z.toJSONSchema(askRequest, { io: 'input' })).toMatchObject({ required: ['query'] })
  expect(z.toJSONSchema(documentItem)).toMatchObject({ type: 'object' })
})

const bodies = operatorRoutes.flatMap(({ name, body }: Route) => (body === null ? [] : [[name, body] as const]))

test.each(bodies)('operators who mistype a field of %s are told so, instead of doing it for all', (_name, body) => {
  const { error } = body.safeParse({ company_ids: id, days: 1 })
  expect(error?.issues).toContainEqual(
    expect.objectContaining({ code: 'unrecognized_keys', keys: ['company_ids', 'days'] }),
  )
})

test.each(['name', 'by', 'started_by'])('what operators write as %s can be stored', (field) => {
  const takers = bodies.filter(([_name, body]) => body instanceof z.ZodObject && field in body.shape)
  expect(takers.length).toBeGreaterThan(0)
  for (const [, body] of takers) {
    for (const text of ['a\0', '\ud800']) {
      const { error } = body.safeParse({ [field]: text })
      expect(error?.issues.map(({ path }) => path[0])).toContain(field)
    }
  }
})
