import type { CompanyId } from '../domain/ids.ts'

/** How many questions a company may ask, over all processes. */
export interface QuestionRates {
  /**
   * Takes one question from the company's allowance: 0, or the seconds until there is one again, and nothing was taken then.
   * @throws AppError `database_unavailable` (retryable).
   */
  take(companyId: CompanyId): Promise<number>
}
