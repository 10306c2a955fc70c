import { describe, expect, test } from 'vitest'
import type { Environment } from './environment.ts'
import { loadConfig } from './load.ts'

function neighboursOf(env: Environment) {
  const loaded = loadConfig(env)
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  return { ...loaded.config.neighbours, warnings: loaded.warnings }
}
const none = { docproc: null, reranker: null, sparseSearch: null, warnings: [] }
/** What every ConfigMap of the original holds. */
const original = {
  INGEST_DOCPROC_SERVICE_URL: 'http://d:8005/api/v1/process',
  QUERY_RERANKER_SERVICE_URL: 'http://r',
  QUERY_SPARSE_SEARCH_SERVICE_URL: 'http://s',
}

describe('services of the original', () => {
  test('are not used unless somebody says so', () => {
    expect(neighboursOf({})).toEqual(none)
  })

  test('are used when ours names them', () => {
    const urls = {
      ATENEX_DOCPROC_URL: 'http://d',
      ATENEX_RERANKER_URL: 'http://r',
      ATENEX_SPARSE_SEARCH_URL: 'http://s',
    }
    expect(neighboursOf({ ...urls, ATENEX_RERANKER_TIMEOUT_SECONDS: '3' })).toEqual({
      docproc: { url: 'http://d', timeoutMs: 60_000 },
      reranker: { url: 'http://r', timeoutMs: 3_000 },
      sparseSearch: { url: 'http://s', timeoutMs: 4_000 },
      warnings: [],
    })
  })

  test('are told, not used, when only the original names them', () => {
    const { warnings, ...found } = neighboursOf(original)
    expect({ ...found, warnings: [] }).toEqual(none)
    expect(new Set(warnings.map((line) => line.split(' ')[0]))).toEqual(new Set(Object.keys(original)))
    for (const line of warnings) expect(line).toContain('_ENABLED is true')
  })

  test('are not used by what the original says alone, which may name a machine that is not there', () => {
    const { warnings, ...found } = neighboursOf({ ...original, QUERY_RERANKER_ENABLED: 'true' })
    expect({ ...found, warnings: [] }).toEqual(none)
    expect(warnings).toContain(
      'QUERY_RERANKER_SERVICE_URL is set: the service is not used unless ATENEX_RERANKER_ENABLED is true',
    )
  })

  test('are used by the addresses of the original with a switch of ours', () => {
    const switches = {
      ATENEX_DOCPROC_ENABLED: 'true',
      ATENEX_RERANKER_ENABLED: 'True',
      ATENEX_SPARSE_SEARCH_ENABLED: '1',
      QUERY_RERANKER_CLIENT_TIMEOUT: '220',
    }
    expect(neighboursOf({ ...original, ...switches })).toMatchObject({
      docproc: { url: 'http://d:8005/api/v1/process' },
      reranker: { url: 'http://r', timeoutMs: 220_000 },
      sparseSearch: { url: 'http://s' },
      warnings: [],
    })
  })

  test('are found under the doubled name as well', () => {
    const env = { INGEST_INGEST_DOCPROC_SERVICE_URL: 'http://d', ATENEX_DOCPROC_ENABLED: 'yes' }
    expect(neighboursOf(env).docproc).toMatchObject({ url: 'http://d' })
  })

  test('are left alone, without a word, when they are switched off', () => {
    expect(neighboursOf({ ...original, QUERY_RERANKER_ENABLED: 'false' }).warnings).toHaveLength(2)
    expect(neighboursOf({ ATENEX_RERANKER_URL: 'http://r', ATENEX_RERANKER_ENABLED: 'off' })).toEqual(none)
  })

  test('without an address are a problem under a name of ours, and nothing under one of the original', () => {
    expect(loadConfig({ ATENEX_DOCPROC_ENABLED: 'true' })).toMatchObject({
      problems: ['ATENEX_DOCPROC_URL must be set when ATENEX_DOCPROC_ENABLED is true'],
    })
    expect(neighboursOf({ QUERY_RERANKER_ENABLED: 'true' })).toEqual(none)
  })
})
