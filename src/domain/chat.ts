import type { ChatId, CompanyId, UserId } from './ids.ts'

export interface Chat {
  readonly id: ChatId
  readonly companyId: CompanyId
  readonly userId: UserId
  readonly title: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly messageCount: number
}

export interface Message {
  readonly id: string
  readonly chatId: ChatId
  readonly role: 'user' | 'assistant'
  readonly content: string
  /** Stored shape of the original, `fuentes_citadas`; null for user messages. */
  readonly sources: readonly StoredSource[] | null
  readonly createdAt: Date
}

/** One entry of `messages.sources` as the original's client reads it. */
export interface StoredSource {
  readonly id_documento: string
  readonly nombre_archivo: string
  readonly pagina: string | null
  readonly score: number
  readonly cita_tag: string
}
