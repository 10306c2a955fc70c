import { AppError } from '../domain/errors.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { QuestionRates } from '../ports/question-rates.ts'

/**
 * The same use case, refused for companies that have used up their questions.
 * @throws AppError `rate_limited` (retryable), with the seconds to wait.
 */
export function limitQuestions<R extends { readonly companyId: CompanyId }, T>(
  rates: QuestionRates,
  work: (request: R) => Promise<T>,
): (request: R) => Promise<T> {
  return async (request) => {
    const seconds = await rates.take(request.companyId)
    if (seconds === 0) return work(request)
    const sentence = `Your company has asked as many questions as it may in a minute. Ask again in ${seconds} s.`
    throw new AppError('rate_limited', sentence, {
      spanish: `Tu empresa ha hecho todas las preguntas que puede hacer en un minuto. Pregunta de nuevo en ${seconds} s.`,
      retryable: true,
      details: { retry_after: seconds },
    })
  }
}
