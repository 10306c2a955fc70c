import { integer, required } from '../setting.ts'

const shared = { section: 'Identity and limits', defaultText: '0: no limit' } as const

/** What one company may have. */
export const quotas = {
  documents: required('ATENEX_COMPANY_DOCUMENTS', 0, {
    ...shared,
    type: integer(0, 100_000_000),
    roles: ['ingest-api'],
    description:
      'Documents a company may keep, those in error included. One more is refused with 429 `quota_exceeded`.',
    example: '10000',
  }),
  megabytes: required('ATENEX_COMPANY_MB', 0, {
    ...shared,
    type: integer(0, 1_000_000_000),
    roles: ['ingest-api'],
    description: 'MiB of originals a company may keep; the same otherwise.',
    example: '20480',
  }),
  questionsPerMinute: required('ATENEX_COMPANY_QUESTIONS_PER_MINUTE', 0, {
    ...shared,
    type: integer(0, 1_000_000),
    roles: ['query-api'],
    description:
      'Questions and searches a company may make in a minute, over all processes: an allowance that fills up evenly. More are refused with 429 `rate_limited` and `Retry-After`.',
    example: '120',
  }),
}
