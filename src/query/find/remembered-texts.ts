import type { CompanyId } from '../../domain/ids.ts'
import type { Analyser } from '../../ports/analyser.ts'
import { createFairMemory, type FairMemory } from './fair-memory.ts'
import { textKey } from './text-key.ts'

/** How texts of documents are analysed: functions of nothing but the text, so results can be cached. */
export interface TextReading {
  readonly analyser: Analyser
  readonly languageOf: (text: string) => 'es' | 'en' | null
}

/** Bytes: the terms of about 10,000 lines, and the languages of 4,000 chunks. */
const mostBytes = { terms: 2_000_000, languages: 500_000 }
/** Of an entry beside the characters of its terms: its place in the map, its key, and what is kept with it. */
const entryBytes = 125

/**
 * Analysis with a cache: the same lines and beginnings of chunks are looked at for question after question. Each company has its
 * own share.
 * @param most bytes, about.
 */
export function rememberTexts(most = mostBytes): (reading: TextReading, companyId: CompanyId) => TextReading {
  // no term holds a space, and one string is smaller than a list of many
  const terms = createFairMemory<string, number>(most.terms)
  const languages = createFairMemory<string, number>(most.languages)
  return ({ analyser, languageOf }, companyId) => ({
    analyser: {
      ...analyser,
      analyseText: (text) => {
        const joined = remembered(terms, { companyId, text }, () => analyser.analyseText(text).join(' '))
        return joined === '' ? [] : joined.split(' ')
      },
    },
    languageOf: (text) => {
      const language = remembered(languages, { companyId, text }, () => languageOf(text) ?? '')
      return language === 'es' || language === 'en' ? language : null
    },
  })
}

interface Text {
  readonly companyId: CompanyId
  readonly text: string
}

function remembered(memory: FairMemory<string, number>, { companyId, text }: Text, read: () => string): string {
  const key = textKey(text)
  const known = memory.get(companyId, key)
  if (known !== undefined) return known
  const made = read()
  memory.set(companyId, key, made, made.length + entryBytes)
  return made
}
