import { integer, required } from '../setting.ts'

const shared = { section: 'Identity and limits', defaultText: '0: no limit' } as const

/** What one company may have. */
export const quotas = {
  documents: required('ATENEX_COMPANY_DOCUMENTS', 0, {
    ...shared,
    type: integer(0, 100_000_000),
    roles: ['ingest-api'],
    description:
      'Documents a company may store, those in error included. Further ones are refused with 429 `quota_exceeded`.',
    example: '10000',
  }),
  megabytes: required('ATENEX_COMPANY_MB', 0, {
    ...shared,
    type: integer(0, 1_000_000_000),
    roles: ['ingest-api'],
    description: 'MiB of originals a company may store. Further uploads are refused with 429 `quota_exceeded`.',
    example: '20480',
  }),
  questionsPerMinute: required('ATENEX_COMPANY_QUESTIONS_PER_MINUTE', 0, {
    ...shared,
    type: integer(0, 1_000_000),
    roles: ['query-api'],
    description:
      'Questions and searches per minute and company, over all processes; the allowance refills evenly. Further ones are refused with 429 `rate_limited` and `Retry-After`.',
    example: '120',
  }),
}
