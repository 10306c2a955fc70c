import { expect, test } from 'vitest'
import { nameWarning } from './kind-by-name.ts'

test('an ending that promises another format of Office is told, every other name says nothing', () => {
  expect(nameWarning('application/msword', 'contrato.docx')).toEqual([
    'the file name says DOCX but the content is DOC: it was read as DOC',
  ])
  for (const name of ['contrato.doc', 'contrato.DOT', 'contrato', 'contrato.txt', 'a.xyz']) {
    expect(nameWarning('application/msword', name)).toEqual([])
  }
})
