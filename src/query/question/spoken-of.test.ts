import { describe, expect, it } from 'vitest'
import type { Message } from '../../domain/chat.ts'
import { documentSpokenOf } from './spoken-of.ts'

const document = '00000000-0000-4000-8000-000000000001'
const other = '00000000-0000-4000-8000-000000000002'

describe('the document a chat is about', () => {
  it('is the one that the last answer quoted first', () => {
    expect(documentSpokenOf([answer([`${other}_3`]), question, answer([`${document}_0`, `${other}_1`])])).toBe(document)
  })

  it('is still that of the last answer with quotes when nothing was found since', () => {
    expect(documentSpokenOf([answer([`${document}_0`]), question, answer(null), question])).toBe(document)
  })

  it('is none before an answer, and none where the sources are no chunks', () => {
    expect(documentSpokenOf([])).toBeNull()
    expect(documentSpokenOf([question, answer(null)])).toBeNull()
    expect(documentSpokenOf([answer(['informe.pdf'])])).toBeNull()
  })
})

const base = { id: 'm', chatId: 'c' as Message['chatId'], createdAt: new Date(0) }
const question: Message = { ...base, role: 'user', content: '¿Y cuánto cuesta?', sources: null }

function answer(chunks: readonly string[] | null): Message {
  const sources = chunks?.map((id, at) => ({
    id_documento: id,
    nombre_archivo: 'a.txt',
    pagina: null,
    score: 1,
    cita_tag: `[Doc ${at + 1}]`,
  }))
  return { ...base, role: 'assistant', content: 'Según los documentos', sources: sources ?? null }
}
