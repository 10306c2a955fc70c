import { expect, test } from 'vitest'
import { parseCompanyId } from '../../domain/ids.ts'
import { plainAnalyser, wordsOf } from '../../../test/harness/query.ts'
import { rememberTexts } from './remembered-texts.ts'

const companyId = parseCompanyId('5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a01')
const other = parseCompanyId('5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a02')

function recorded() {
  const read: string[] = []
  const analyseText = (text: string) => {
    read.push(text)
    return wordsOf(text)
  }
  const languageOf = (text: string) => {
    read.push(`language of ${text}`)
    return text.includes('el ') ? ('es' as const) : null
  }
  return { read, reading: { analyser: { ...plainAnalyser, analyseText }, languageOf } }
}

test('a text is read once, and is then what it was, also when there is nothing in it', () => {
  const { read, reading } = recorded()
  const { analyser, languageOf } = rememberTexts()(reading, companyId)
  const twice = ['el plazo', '…'].map((text) => [analyser.analyseText(text), analyser.analyseText(text)])
  expect(twice).toEqual([
    [
      ['el', 'plazo'],
      ['el', 'plazo'],
    ],
    [[], []],
  ])
  expect(['el plazo', '…', 'el plazo', '…'].map(languageOf)).toEqual(['es', null, 'es', null])
  expect(read).toEqual(['el plazo', '…', 'language of el plazo', 'language of …'])
})

test('another company has its own, and what was not used for longest is read again', () => {
  const { read, reading } = recorded()
  const remember = rememberTexts({ terms: 300, languages: 300 })
  const { analyser } = remember(reading, companyId)
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) analyser.analyseText(text)
  remember(reading, other).analyser.analyseText('a')
  expect(read).toEqual(['a', 'b', 'c', 'b', 'a'])
})
