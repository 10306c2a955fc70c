import { expect, test } from 'vitest'
import type { z } from 'zod'
import { allRoutes } from '../../contract/routes/all-routes.ts'
import { fieldSentence } from './field-sentences.ts'

test('every sentence that a description of a request has of its own is said in Spanish as well', () => {
  const sentences = new Set(allRoutes.flatMap(({ params, query, body }) => [params, query, body].flatMap(ownSentences)))
  expect(sentences).toContain('The question is empty.')
  expect(sentences).toContain('No more than 10 names.')
  const inSpanish = (message: string) => fieldSentence({ kind: 'custom', message, facts: {}, inAddress: false }, 'es')
  expect([...sentences].filter((message) => inSpanish(message) === inSpanish(''))).toEqual([])
})

/** Of a schema, its checks and all that it is made of. */
function ownSentences(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  if (!('_zod' in part)) return Object.values(part).flatMap(ownSentences)
  // what has this is a schema or a check, and each has its sentence in the same place
  const { def } = (part as z.core.$ZodType)._zod
  const error = def.error as z.core.$ZodErrorMap | undefined
  const said = error?.({ code: 'custom', input: undefined, path: [] })
  const own = typeof said === 'string' ? said : said?.message
  return [...(own === undefined ? [] : [own]), ...Object.values(def).flatMap(ownSentences)]
}
