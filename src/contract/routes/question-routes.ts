import { z } from 'zod'
import { askReply, askRequest } from '../ask.ts'
import { chatListQuery, chatListReply, messageListQuery, messageListReply } from '../chats.ts'
import { idField } from '../fields.ts'
import { searchReply, searchRequest } from '../search.ts'
import { textQuery, textReply } from '../text.ts'
import { commonRefusals } from './refusals.ts'
import { defineRoute } from './route.ts'

const forUser = { service: 'query', caller: 'company and user' } as const
const refusals = commonRefusals('query', 'company and user')
const noSuchChat = 'The user has no such chat.'
const chatParams = z.object({ chat_id: idField })

export const askRoute = defineRoute({
  ...forUser,
  name: 'ask',
  method: 'POST',
  path: '/api/v1/ask',
  // as the gateway shows it to its clients
  aliases: ['/api/v1/query/ask'],
  summary: 'Answers a question from the company’s documents and cites them.',
  original: true,
  deviations: [
    '422 for a question that is only white space, where the original fails with 500.',
    'The history of a chat is its last messages, not its first ones.',
    'A failure leaves nothing in the chat: question and answer are stored together at the end.',
    'A failure is a status, never an apology as the answer; 400 is never sent.',
    'When nothing in the documents answers the question, the reply says so, with 200 and `answer_kind` `nothing_found`.',
  ],
  params: null,
  query: null,
  body: askRequest,
  headers: {
    Accept: '`text/event-stream` for the answer as Server-Sent Events while it comes; so does `"stream": true`.',
  },
  success: {
    status: 200,
    says: 'The answer. As a stream: events `sources`, `text` (several), `citations`, `done` with the same object as JSON; `error` when something fails on the way; comments in between.',
    json: askReply,
    media: ['text/event-stream'],
    headers: ['X-Accel-Buffering'],
  },
  refusals: {
    ...refusals,
    403: 'The chat does not exist or is another user’s; or the key or token may not do this.',
    429: 'Too many questions of this company are waiting.',
  },
})

export const chatListRoute = defineRoute({
  ...forUser,
  name: 'listChats',
  method: 'GET',
  path: '/api/v1/chats',
  aliases: ['/api/v1/query/chats'],
  summary: 'The chats of the user as a bare array, last changed first.',
  original: true,
  params: null,
  query: chatListQuery,
  body: null,
  success: { status: 200, says: 'The chats.', json: chatListReply },
  refusals,
})

export const messageListRoute = defineRoute({
  ...forUser,
  name: 'listMessages',
  method: 'GET',
  path: '/api/v1/chats/{chat_id}/messages',
  aliases: ['/api/v1/query/chats/{chat_id}/messages'],
  summary: 'The messages of a chat as a bare array, oldest first.',
  original: true,
  deviations: ['404 for a chat that is unknown or another user’s, where the original sends an empty array.'],
  params: chatParams,
  query: messageListQuery,
  body: null,
  success: { status: 200, says: 'The messages.', json: messageListReply },
  refusals: { ...refusals, 404: noSuchChat },
})

export const removeChatRoute = defineRoute({
  ...forUser,
  name: 'deleteChat',
  method: 'DELETE',
  path: '/api/v1/chats/{chat_id}',
  aliases: ['/api/v1/query/chats/{chat_id}'],
  summary: 'Deletes a chat with its messages and logs.',
  original: true,
  deviations: ['404 for a chat that is unknown or another user’s, where the original fails with 500.'],
  params: chatParams,
  query: null,
  body: null,
  success: { status: 204, says: 'It is gone.', json: null },
  refusals: { ...refusals, 404: noSuchChat },
})

const forCompany = { service: 'query', caller: 'company' } as const

export const searchRoute = defineRoute({
  ...forCompany,
  name: 'search',
  method: 'POST',
  path: '/api/v1/search',
  aliases: [],
  summary: 'Finds passages as a question does, without an answer; nothing is stored.',
  original: false,
  params: null,
  query: null,
  body: searchRequest,
  success: { status: 200, says: 'The passages.', json: searchReply },
  refusals: { ...refusals, 429: 'Too many questions of this company are waiting.' },
})

export const textRoute = defineRoute({
  ...forCompany,
  name: 'readText',
  method: 'GET',
  path: '/api/v1/documents/{document_id}/text',
  aliases: [],
  summary: 'A piece of the text of a document, by page or by position.',
  original: false,
  params: z.object({ document_id: idField }),
  query: textQuery,
  body: null,
  success: { status: 200, says: 'The text.', json: textReply },
  refusals: { ...refusals, 404: 'The company has no such document, or it has no such page.' },
})

export const questionRoutes = [
  askRoute,
  searchRoute,
  textRoute,
  chatListRoute,
  messageListRoute,
  removeChatRoute,
] as const
