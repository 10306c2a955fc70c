import { z } from 'zod'
import { pagingQuery, timeField, uuidField } from './fields.ts'

/** Query string of `GET /chats`. */
export const chatListQuery = pagingQuery(50, 200)

const chatItem = z.object({
  id: uuidField,
  title: z.string().nullable(),
  created_at: timeField,
  updated_at: timeField,
  message_count: z.number().int().min(0),
})
export type ChatItem = z.infer<typeof chatItem>

/** Reply of `GET /chats`: a bare array, last changed first. */
export const chatListReply = z.array(chatItem)

/** Query string of `GET /chats/{chat_id}/messages`. */
export const messageListQuery = pagingQuery(100, 500)

/** Names of the original's stored citations; its client reads them from the history. */
const storedSource = z.object({
  id_documento: z.string().describe('Id of the chunk; the client cuts the last `_` part to get the document.'),
  nombre_archivo: z.string(),
  pagina: z.string().nullable(),
  score: z.number(),
  cita_tag: z.string(),
})

const messageItem = z.object({
  id: uuidField,
  chat_id: uuidField,
  role: z.enum(['user', 'assistant']),
  content: z.string().describe('As `answer` of `POST /ask`: docs/answers.md.'),
  sources: z.array(storedSource).nullable().describe('What the answer cited; null for questions.'),
  created_at: timeField,
})

/** Reply of `GET /chats/{chat_id}/messages`: a bare array, oldest first. */
export const messageListReply = z.array(messageItem)
