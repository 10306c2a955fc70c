import { expect, test } from 'vitest'
import { AppError } from '../../domain/errors.ts'
import { spanishSentence } from './spanish-sentences.ts'

test('the refusal of a file lists the formats that the failure names', () => {
  const failure = new AppError('unsupported_type', 'No.', { details: { supported: 'PDF, HTML, TXT' } })
  expect(spanishSentence(failure)).toMatch(/^El archivo no es de un tipo admitido.* Se admiten PDF, HTML y TXT\.$/)
  expect(spanishSentence(new AppError('unsupported_type', 'No.'))).not.toContain('Se admiten')
})
