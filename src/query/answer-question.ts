import { AppError } from '../domain/errors.ts'
import type { Message } from '../domain/chat.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { Citation, RankedPassage, RetrievalReport } from '../domain/passage.ts'
import type { Answer, AnswerInput, AnswerKind } from './answer/answer.ts'
import { answerExtractively } from './answer/answer-extractive.ts'
import { nothingFoundText } from './answer/nothing-found.ts'
import { answerWithModel } from './answer/model/answer-with-model.ts'
import type { EmbedRole } from '../ports/models.ts'
import type { AnswerDeps, AskOptions, AskRequest } from './ask-options.ts'
import type { Claim } from './answer/model/claims/check-claims.ts'
import type { TaggedPassage } from './answer/cite.ts'
import { withTimeout } from '../flow/timeout.ts'
import { cancelled } from './find/cancelled.ts'
import { withReasons } from './find/with-reasons.ts'
import { findForMessage } from './find-for-message.ts'
import { resolveFollowUp } from './question/follow-up.ts'
import { documentSpokenOf } from './question/spoken-of.ts'
import { neededEvidence } from './answer/evidence/evidence.ts'
import { judgedBy } from './answer/evidence/judged-by.ts'
import { orderPassages, withTags } from './answer/order-passages.ts'
import { lookAtUnits, type EmbedTexts } from './answer/quotes/near/look-at-units.ts'
import { readCloseOnes, type ReadUnits } from './answer/quotes/near/read-units.ts'
import { spelledAsFound } from './answer/quotes/said/spelled-as-found.ts'
import { rankUnits, type RankedUnit } from './answer/quotes/rank-units.ts'
import { weighEvidence } from './answer/evidence/weigh-evidence.ts'
import { passagesRead } from './find/passages-read.ts'

/** An answer that is not stored yet. */
export interface Answered {
  readonly language: 'es' | 'en'
  readonly answerKind: AnswerKind
  /** Null when it states nothing about the documents. */
  readonly supported: boolean | null
  readonly answer: string
  /** By rank: the best ones and every one the answer cites. Empty when nothing was found. */
  readonly passages: readonly TaggedPassage[]
  /** In the order of the answer. */
  readonly citations: readonly Citation[]
  readonly retrieval: RetrievalReport
  /** What was searched for instead, when the question depends on earlier ones of its chat; null otherwise. */
  readonly rewrittenQuestion: string | null
  /** The sentences of a language model, each with whether what it says is found in what it cites. */
  readonly claims: readonly Claim[]
  /** How strongly what was found supports an answer, 0 to 1; null when nothing was searched for. */
  readonly evidence: number | null
}

/** What can be done without waiting for a language model: an answer, or everything the model needs to write one. */
export type AnswerStep =
  | { readonly kind: 'answered'; readonly answered: Answered }
  | { readonly kind: 'to word'; readonly word: () => Promise<Answered> }

/** What came before a question. */
export interface ChatSoFar {
  readonly history: readonly Message[]
  /** The question made self-contained by a language model; null: the rule of `question/follow-up.ts` is used. */
  readonly rewritten: string | null
}

/** Retrieve → fuse → load → answer → cite; the last two only where no language model has to be waited for. */
export async function searchAndAnswer(
  deps: AnswerDeps,
  settings: AskOptions,
  request: AskRequest,
  { history, rewritten }: ChatSoFar,
): Promise<AnswerStep> {
  const { companyId, question } = request
  const earlier = history.filter(({ role }) => role === 'user').map(({ content }) => content)
  const alone = rewritten ?? resolveFollowUp(question, earlier)
  const rewrittenQuestion = alone === question ? null : alone
  const language = deps.detectLanguage(question)
  const legTimeoutMs = Math.ceil(settings.timeoutMs / 3)
  const found = await findForMessage(deps, {
    ...settings,
    denseWeight: settings.denseWeight ?? deps.embedder.traits.fusionWeight,
    companyId,
    question: rewrittenQuestion ?? question,
    wanted: request.topK ?? settings.passages,
    legTimeoutMs,
    signal: request.signal,
  })
  const read = await withVectors(deps, companyId, found.passages)
  const { asked, terms, meant, embedding } = found
  const { meanQuestion } = deps.embedder.traits
  const sought = { text: asked, terms, meant, embedding, meanQuestion, spokenOf: documentSpokenOf(history) }
  const known = rankUnits(deps, sought, read)
  const quotes = quoteModels(deps, legTimeoutMs, request, spelledAsFound(deps.analyser, sought, known))
  const looked = await lookAtUnits(known, sought, quotes.embed)
  const inOrder = found.fusedOrder ? orderPassages : withTags
  const { passages, ranked: close } = inOrder(read, await readCloseOnes(looked, quotes.read))
  // what the answer may cite stands; whether it answers takes the model's time
  request.tell?.({ kind: 'sources', passages, retrieval: found.report })
  const { evidence, ranked } = await weighEvidence(
    judgedBy(found, close, { ...deps, language, scale: deps.embedder.traits.relevance }),
    {
      ...quotes,
      question: embedding,
    },
  )
  // a follow-up such as "and in 2015?" shares no word with the documents, but a model knows what it refers to
  const modelMayKnow = ranked.length > 0 && deps.answerModel !== null && history.length > 0
  const answers = evidence >= neededEvidence || modelMayKnow
  if (!answers) {
    return {
      kind: 'answered',
      answered: { ...nothingFound(language, passages, ranked, found.report), rewrittenQuestion, evidence },
    }
  }
  const input: AnswerInput = {
    companyId,
    question,
    language,
    history,
    passages,
    sought,
    ranked,
    embedQuotes: quotes.embed,
    unsupportedClaims: settings.unsupportedClaims,
    signal: request.signal,
    tellText: tellTextOf(request),
  }
  const complete = (answer: Answer): Answered => ({
    language,
    answerKind: answer.kind,
    supported: answer.supported,
    answer: answer.text,
    passages: shown(passages, answer.citations, settings.sourcesToShow),
    citations: answer.citations,
    claims: answer.claims,
    retrieval: withReasons(found.report, quotes.failures),
    rewrittenQuestion,
    evidence,
  })
  const { answerModel } = deps
  if (answerModel === null) return { kind: 'answered', answered: complete(await answerExtractively(deps, input)) }
  return { kind: 'to word', word: async () => complete(await answerWithModel({ ...deps, answerModel }, input)) }
}

/** Passages that may be quoted get their piece vectors; a language model may cite any passage. */
async function withVectors(
  { passages: store, embedder, answerModel }: AnswerDeps,
  companyId: CompanyId,
  passages: readonly RankedPassage[],
): Promise<readonly RankedPassage[]> {
  const quoted = passages.slice(0, answerModel === null ? passagesRead : passages.length).map(({ id }) => id)
  const vectors = await store.pieceVectors(companyId, quoted, embedder.fingerprint)
  return passages.map((passage) => ({ ...passage, pieceVectors: vectors.get(passage.id) ?? null }))
}

function tellTextOf({ tell }: AskRequest): AnswerInput['tellText'] {
  return tell === undefined ? null : (text) => tell({ kind: 'text', text })
}

/** What was found is returned, but marked as weak: it does not answer the question. */
function nothingFound(
  language: 'es' | 'en',
  passages: readonly TaggedPassage[],
  ranked: readonly RankedUnit<TaggedPassage>[],
  retrieval: RetrievalReport,
): Omit<Answered, 'rewrittenQuestion' | 'evidence'> {
  const answer = nothingFoundText(language, ranked[0])
  const nothing = { supported: null, citations: [], claims: [] }
  return { language, answerKind: 'nothing_found', answer, ...nothing, passages, retrieval }
}

/** Embeddings and readings of quotes only refine the choice: without them the other features decide, and the reply says so. */
function quoteModels(deps: AnswerDeps, limitMs: number, { companyId, signal }: AskRequest, spelled: string) {
  const failures: string[] = []
  const late = () => new AppError('embedder_unavailable', 'The embedder did not answer in time.', { retryable: true })
  const inTime = async <T>(work: (inner: AbortSignal) => Promise<T>): Promise<T | null> => {
    try {
      return await withTimeout({ ms: limitMs, signal, late, clock: deps.clock }, work)
    } catch (error) {
      if (signal.aborted) throw cancelled(signal)
      const code = error instanceof AppError ? error.code : 'internal'
      deps.log.warn({ err: error, code }, 'could not embed or read quotes')
      if (failures.length === 0) failures.push(`quotes: ${code}`)
      return null
    }
  }
  const embedAs = (role: EmbedRole) => (texts: readonly string[]) =>
    inTime((inner) => deps.embedder.embed(texts, { role, urgent: true, companyId, signal: inner }))
  const embed: EmbedTexts = embedAs('passage')
  const embedQuestion: EmbedTexts = embedAs('query')
  const { reader } = deps.embedder
  const read: ReadUnits | null =
    reader === null ? null : (units) => inTime((inner) => reader.read(spelled, units, { companyId, signal: inner }))
  return { embed, embedQuestion, read, failures }
}

function shown(
  passages: readonly TaggedPassage[],
  citations: readonly Citation[],
  sourcesToShow: number,
): readonly TaggedPassage[] {
  const cited = new Set(citations.map((citation) => citation.tag))
  return passages.filter((passage, rank) => rank < sourcesToShow || cited.has(passage.tag))
}
