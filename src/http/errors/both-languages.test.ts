import { readFile, glob } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

/** What they mean depends on the case: the sentence of the code alone would not say what to do. */
const ofTheCase =
  /^(invalid_request|invalid_id|missing_identity|forbidden|not_found|method_not_allowed|conflict|duplicate_document|name_taken|payload_too_large|invalid_file_name|too_many_requests|rate_limited|quota_exceeded|range_not_satisfiable|precondition_failed)$/
const sources = path.resolve(import.meta.dirname, '../..')
/** What answers requests; the command line and the moves speak to operators, and the listening is no reply. */
const answering = ['http', 'access', 'query', 'ingest', 'adapters/postgres/chats', 'adapters/postgres/documents']
const exempt = new Set([
  'http/listen.ts',
  'ingest/upload-owner.ts',
  'adapters/postgres/documents/accept-document.ts',
  'adapters/postgres/documents/active-collection-guard.ts',
])

test('who reads Spanish is told as much as who reads English of every refusal that depends on the case', async () => {
  const english: string[] = []
  for (const folder of answering) {
    for await (const file of glob(`${folder}/**/*.ts`, { cwd: sources })) {
      if (file.endsWith('.test.ts') || exempt.has(file)) continue
      const source = await readFile(path.join(sources, file), 'utf8')
      for (const made of errorsIn(source)) {
        const code = /^'(\w+)'/.exec(made)?.[1] ?? null
        if ((code === null || ofTheCase.test(code)) && !/\bspanish\b/.test(made)) english.push(`${file}: ${made}`)
      }
    }
  }
  expect(english).toEqual([])
})

/** What stands between the brackets of each `new AppError(…)`, on one line. */
function errorsIn(source: string): readonly string[] {
  return [...source.matchAll(/new AppError\(/g)].map(({ index, 0: begin }) => {
    const start = index + begin.length
    let depth = 1
    let end = start
    for (; depth > 0 && end < source.length; end += 1) {
      if (source[end] === '(') depth += 1
      else if (source[end] === ')') depth -= 1
    }
    return source
      .slice(start, end - 1)
      .replaceAll(/\s+/g, ' ')
      .trim()
  })
}
