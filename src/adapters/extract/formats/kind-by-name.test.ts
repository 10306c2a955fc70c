import { expect, test } from 'vitest'
import { warning } from '../../../domain/warnings/warning.ts'
import { nameWarning } from './kind-by-name.ts'

test('an ending that promises another format of Office, or text for a mail, is told, every other name says nothing', () => {
  expect(nameWarning('application/msword', 'contrato.docx')).toEqual([
    warning('other_format', { said: 'DOCX', found: 'DOC' }),
  ])
  for (const name of ['contrato.doc', 'contrato.DOT', 'contrato', 'contrato.txt', 'a.xyz']) {
    expect(nameWarning('application/msword', name)).toEqual([])
  }
  expect(nameWarning('message/rfc822', 'aviso.txt')).toEqual([warning('other_format', { said: 'TXT', found: 'EML' })])
})
