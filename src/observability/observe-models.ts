import { toAppError } from '../domain/errors.ts'
import type { AnswerModel, Embedder, UnitReader } from '../ports/models.ts'
import type { ModelCall, ModelObserver } from '../ports/work-observers.ts'

type Measured = Pick<ModelCall, 'model' | 'purpose' | 'texts'>

/** The same embedder; each call is counted. */
export function observeEmbedder(embedder: Embedder, observer: ModelObserver): Embedder {
  return {
    fingerprint: embedder.fingerprint,
    limits: embedder.limits,
    traits: embedder.traits,
    countTokens: (text) => embedder.countTokens(text),
    embed: (texts, request) =>
      measured(observer, { model: 'embedder', purpose: request.role, texts: texts.length }, () =>
        embedder.embed(texts, request),
      ),
    embedWithParts: (texts, request) =>
      measured(observer, { model: 'embedder', purpose: 'passage', texts: texts.length }, () =>
        embedder.embedWithParts(texts, request),
      ),
    reader: embedder.reader === null ? null : observeReader(embedder.reader, observer),
    close: () => embedder.close(),
  }
}

function observeReader(reader: UnitReader, observer: ModelObserver): UnitReader {
  return {
    read: (question, units, request) =>
      measured(observer, { model: 'reader', purpose: 'query', texts: units.length }, () =>
        reader.read(question, units, request),
      ),
  }
}

/** The same language model; each call is counted. Null stays null. */
export function observeAnswerModel(model: AnswerModel | null, observer: ModelObserver): AnswerModel | null {
  if (model === null) return null
  return {
    name: model.name,
    answer: (request) =>
      measured(observer, { model: 'answer model', purpose: 'answer', texts: 1 }, () => model.answer(request)),
  }
}

async function measured<T>(observer: ModelObserver, call: Measured, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const tell = (outcome: ModelCall['outcome']) => observer.call({ ...call, outcome, ms: performance.now() - began })
  try {
    const result = await work()
    tell('ok')
    return result
  } catch (error) {
    tell(toAppError(error).code)
    throw error
  }
}
