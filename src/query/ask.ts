// Questions, from a message to a stored answer. `ask.ts` is what `POST /ask` does, `search.ts` what `POST /search` does. On the way are
// `question/` (what a message asks), `find/` (search, fuse, check against PostgreSQL), `answer/` (choose quotes or ask a language
// model, then cite) and `untrusted/` (make text of documents and models harmless).
import { AppError } from '../domain/errors.ts'
import type { Message } from '../domain/chat.ts'
import type { ChatId } from '../domain/ids.ts'
import type { AnswerModel } from '../ports/models.ts'
import { searchAndAnswer, type Answered, type ChatSoFar } from './answer-question.ts'
import { answerTexts } from './answer/answer-texts.ts'
import { defaultAskOptions, type AskDeps, type AskOptions, type AskRequest } from './ask-options.ts'
import { storedSources } from './answer/cite.ts'
import type { AskEvent } from './ask-events.ts'
import { timeLimit } from '../flow/timeout.ts'
import { searchersFor, withSelection } from './find/searchers-for.ts'
import { cancelled } from './find/cancelled.ts'
import { rememberTexts } from './find/remembered-texts.ts'
import { rememberVectors } from './find/remembered-vectors.ts'
import { greetingLanguage } from './answer/greeting.ts'
import { askedText } from './question/asked-text.ts'
import { mayLean } from './question/follow-up.ts'
import { rewriteQuestion } from './rewrite-question.ts'
import { createQuestionTurns, type QuestionTurns } from './turns.ts'

export interface AskResult extends Answered {
  readonly chatId: ChatId
  readonly queryLogId: string
}

export type Ask = (request: AskRequest) => Promise<AskResult>

/**
 * The use case behind `POST /ask`: chat → greeting → retrieve → fuse → load → answer → cite → store the turn. Question and
 * answer are stored in one transaction at the very end, so that a failure leaves nothing behind. Companies take turns, so that
 * one that asks a lot keeps only itself waiting.
 * @throws AppError `forbidden` (another user's chat), `embedder_unavailable`, `vector_store_unavailable`,
 *   `database_unavailable`, `model_unavailable`, `model_rejected`, `too_many_requests`, `cancelled`.
 */
export function createAsk(deps: AskDeps, options: Partial<AskOptions> = {}, sharedTurns?: QuestionTurns): Ask {
  const settings = { ...defaultAskOptions, ...options }
  const { clock } = deps
  const ms = settings.timeoutMs
  const turns = sharedTurns ?? createQuestionTurns(clock, ms)
  const asking = { deps, settings, turns, remembering: rememberVectors(), reading: rememberTexts() }
  return async (request) => {
    const question = askedText(request.question)
    if (question.trim() === '') {
      throw new AppError('invalid_request', 'The question is empty.', { spanish: 'La pregunta está vacía.' })
    }
    using limit = timeLimit({ ms, signal: request.signal, late: () => tookTooLong(ms), clock })
    return await askInTime(asking, { ...request, question, signal: limit.signal })
  }
}

interface Asking {
  readonly deps: AskDeps
  readonly settings: AskOptions
  readonly turns: QuestionTurns
  readonly remembering: ReturnType<typeof rememberVectors>
  readonly reading: ReturnType<typeof rememberTexts>
}

async function askInTime(asking: Asking, request: AskRequest): Promise<AskResult> {
  const { deps } = asking
  const started = deps.clock.monotonicMs()
  const told = tellOnce(request)
  const greeting = greetingLanguage(request.question)
  const { history, answered } =
    greeting === null ? await answerFromDocuments(asking, told.request) : await greetBack(asking, request, greeting)
  // The client is gone or was told that it took too long: an answer nobody saw must not appear in the chat.
  if (request.signal.aborted) throw cancelled(request.signal)
  told.rest(answered)
  const milliseconds = deps.clock.monotonicMs() - started
  const { chatId, queryLogId } = await deps.chats.saveTurn({
    companyId: request.companyId,
    userId: request.userId,
    chatId: request.chatId,
    question: request.question,
    answer: answered.answer,
    sources: storedSources(answered.citations),
    log: logEntry(answered, deps.answerModel, history.length, milliseconds),
  })
  const { mode, degraded, reasons } = answered.retrieval
  deps.log.info({ chatId, kind: answered.answerKind, mode, degraded, reasons, milliseconds }, 'answered a question')
  return { chatId, queryLogId, ...answered }
}

/** Emits at the end whatever was not emitted while the answer came about, so that every answer produces the same events. */
function tellOnce(request: AskRequest) {
  const { tell } = request
  if (tell === undefined) return { request, rest: () => undefined }
  const told = { sources: false, text: false }
  return {
    request: {
      ...request,
      tell: (event: AskEvent) => {
        if (event.kind !== 'citations') told[event.kind] = true
        tell(event)
      },
    },
    rest: ({ answer, passages, citations, retrieval }: Answered) => {
      if (!told.sources) tell({ kind: 'sources', passages, retrieval })
      if (!told.text) tell({ kind: 'text', text: answer })
      tell({ kind: 'citations', citations })
    },
  }
}

interface AnsweredInChat {
  readonly history: readonly Message[]
  readonly answered: Answered
}

/** A question that may depend on earlier ones, and what can tell whether it does. */
interface InChat {
  readonly history: readonly Message[]
  readonly rewriter: AnswerModel
}

/** Uses the collection that is active when the question arrives, from the first step to the last. */
function answerFromDocuments(
  { deps, settings, turns, remembering, reading }: Asking,
  request: AskRequest,
): Promise<AnsweredInChat> {
  const readers = reading(deps, request.companyId)
  return deps.collections.use(request.companyId, async ({ vectors, embedder }) => {
    const { searchers, noneSelected } = await searchersFor({ ...deps, vectorStore: vectors }, request)
    const answering = { ...deps, ...readers, ...searchers, embedder: remembering(embedder) }
    const answer = (chat: ChatSoFar) => searchAndAnswer(answering, settings, request, chat)
    // the language model is waited for on its own places, so that no search is kept from beginning
    const answerRewritten = async ({ history, rewriter }: InChat) => {
      const language = deps.detectLanguage(request.question)
      const rewriting = { ...deps, answerModel: rewriter }
      const rewritten = await turns.word(request, () => rewriteQuestion(rewriting, request, { history, language }))
      return await turns.search(request, () => answer({ history, rewritten }))
    }
    const first = await turns.search(request, async () => {
      const history = await loadHistory(deps, settings, request)
      const rewriter = history.length > 0 && mayLean(request.question) ? deps.answerModel : null
      if (rewriter !== null) return { history, rewriter }
      return { history, step: await answer({ history, rewritten: null }) }
    })
    const { history } = first
    const step = 'step' in first ? first.step : await answerRewritten(first)
    const answered = step.kind === 'answered' ? step.answered : await turns.word(request, step.word)
    return { history, answered: { ...answered, retrieval: withSelection(answered.retrieval, noneSelected) } }
  })
}

async function greetBack({ deps, settings, turns }: Asking, request: AskRequest, language: 'es' | 'en') {
  const history = await turns.search(request, () => loadHistory(deps, settings, request))
  return { history, answered: greet(language) }
}

function tookTooLong(ms: number): AppError {
  return new AppError('cancelled', `The question took longer than ${ms / 1_000} s. Ask it again.`, { retryable: true })
}

/**
 * @throws AppError `forbidden` when the chat is not this user's, whether it exists or not.
 */
async function loadHistory(deps: AskDeps, settings: AskOptions, request: AskRequest): Promise<readonly Message[]> {
  const { companyId, userId, chatId } = request
  if (chatId === null) return []
  if ((await deps.chats.find(companyId, userId, chatId)) === null) {
    throw new AppError('forbidden', 'This chat does not exist or belongs to someone else.', {
      spanish: 'Esta conversación no existe o es de otra persona. Empieza una nueva.',
    })
  }
  return settings.historyMessages === 0 ? [] : deps.chats.recent(companyId, chatId, settings.historyMessages)
}

function greet(language: 'es' | 'en'): Answered {
  return {
    language,
    answerKind: 'greeting',
    supported: null,
    answer: answerTexts[language].greeting,
    passages: [],
    citations: [],
    claims: [],
    retrieval: { mode: 'none', degraded: false, reasons: [] },
    rewrittenQuestion: null,
    evidence: null,
  }
}

/** `query_logs.metadata`, under the original's names where it has one. */
function logEntry(
  answered: Answered,
  model: AnswerModel | null,
  historyMessages: number,
  milliseconds: number,
): Record<string, unknown> {
  const base = { answer_kind: answered.answerKind, language: answered.language, milliseconds }
  if (answered.answerKind === 'greeting') return { ...base, type: 'greeting' }
  const retrieval = { retrieval: answered.retrieval, evidence: answered.evidence }
  if (answered.answerKind === 'nothing_found') return { ...base, ...retrieval, result_type: 'no_docs_for_rag' }
  return {
    ...base,
    ...retrieval,
    supported: answered.supported,
    unsupported_claims: answered.claims.filter(({ supported }) => !supported).length,
    ...(model === null ? {} : { model: model.name, chat_history_messages_included_in_prompt: historyMessages }),
    num_retrieved_docs_in_api_response: answered.passages.length,
    retrieved_summary: answered.passages.map(({ id, score, fileName }) => ({ id, score, file_name: fileName })),
  }
}
