import { expect, test } from 'vitest'
import { askReply } from '../contract/ask.ts'
import { chunkId, parseChatId, parseCompanyId, parseDocumentId } from '../domain/ids.ts'
import type { Place } from '../domain/place.ts'
import type { AskResult } from '../query/ask.ts'
import { toAskReply } from './ask-reply.ts'

const id = '6f1c9a50-2f5e-4a44-8a51-0f4a5f1f7f10'
const documentId = parseDocumentId(id)

function resultWith(text: string): AskResult {
  const passage = {
    id: chunkId(documentId, 0),
    documentId,
    text,
    start: 0,
    end: text.length,
    place: { kind: 'page' as const, number: 3 },
    headingPath: ['Plazos'],
    outline: null,
    pieceVectors: null,
    documentTitle: null,
    tables: [],
    fileName: 'contrato.pdf',
    title: 'contrato.pdf... (Page 3, Chunk 1)',
    score: 1,
    tag: '[Doc 1]',
  }
  return {
    language: 'es',
    rewrittenQuestion: null,
    evidence: 0.9,
    claims: [],
    answerKind: 'extractive',
    supported: true,
    answer: `«${text}» [Doc 1]`,
    passages: [passage],
    citations: [
      {
        ...passage,
        chunkId: passage.id,
        quote: text,
        lead: null,
        surroundings: { start: 0, end: text.length, text },
      },
    ],
    retrieval: { mode: 'hybrid', degraded: false, reasons: [] },
    chatId: parseChatId(id),
    queryLogId: id,
  }
}
const replyTo = (result: AskResult) => askReply.parse(toAskReply(parseCompanyId(id), result))

test('a preview is the whole text when it fits, and otherwise cut between two characters', () => {
  const preview = (text: string) => replyTo(resultWith(text)).retrieved_documents[0]?.content_preview
  expect(preview('a'.repeat(150))).toBe('a'.repeat(150))
  expect(preview('a'.repeat(151))).toBe(`${'a'.repeat(147)}...`)
  expect(preview(`a${'😀'.repeat(100)}`)).toBe(`a${'😀'.repeat(73)}...`)
  expect(preview('😀'.repeat(100))).toBe(`${'😀'.repeat(73)}...`)
})

test('a citation says its place in the words of the format, and the page number where the original reads it', () => {
  const citationAt = (place: Place | null) => {
    const result = resultWith('Diez días.')
    const [citation] = replyTo({ ...result, citations: [{ ...result.citations[0]!, place }] }).citations // it has one
    return { page: citation?.page, place: citation?.place }
  }
  expect(citationAt({ kind: 'page', number: 3 })).toEqual({ page: 3, place: { kind: 'page', number: 3 } })
  expect(citationAt({ kind: 'slide', number: 4 })).toEqual({ page: 4, place: { kind: 'slide', number: 4 } })
  expect(citationAt({ kind: 'sheet', name: 'Precios', firstRow: 2, lastRow: 5 })).toEqual({
    page: null,
    place: { kind: 'sheet', name: 'Precios', first_row: 2, last_row: 5 },
  })
  expect(citationAt({ kind: 'heading', path: ['Uno', 'Dos'] })).toEqual({
    page: null,
    place: { kind: 'heading', path: ['Uno', 'Dos'] },
  })
  expect(citationAt(null)).toEqual({ page: null, place: null })
})
