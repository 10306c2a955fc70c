import { expect, test } from 'vitest'
import { createKeptLog } from '../../test/harness/log.ts'
import { AppError } from '../domain/errors.ts'
import { collectFindings } from './findings.ts'

test('a store that is away is told once and not for each of twenty thousand documents, which are counted', () => {
  const { log, lines } = createKeptLog()
  const findings = collectFindings(log)
  const away = new AppError('object_store_unavailable', 'It is away.', { retryable: true })
  for (let document = 0; document < 20_000; document += 1) findings.unknown('the original of a document', away)
  findings.unknown('the vectors of a company', new AppError('vector_store_unavailable', 'Away too.'))
  expect(lines.map(({ code }) => code)).toEqual(['object_store_unavailable', 'vector_store_unavailable'])
  expect(lines[0]?.['message']).toContain('It is away.')
  expect(findings.result().unknown).toBe(20_001)
})
