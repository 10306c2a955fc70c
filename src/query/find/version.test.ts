import { expect, test } from 'vitest'
import { baseName } from './version.ts'

test.each([
  ['Hauptstraße v1.pdf', 'Hauptstrasse v2.pdf'],
  ['Conﬁguración_2023.docx', 'CONFIGURACION 2024.docx'],
])('%s and %s are versions of one document', (one, other) => {
  expect(baseName(one)).toBe(baseName(other))
})
