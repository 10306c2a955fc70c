import { expect, test } from 'vitest'
import { loadConfig } from './load.ts'

test.each([
  ['ATENEX_EMBEDDER_URL', 'http://user:hunter2@host'],
  ['ATENEX_EMBEDDER_URL', 'http://user:hun/ter2@host'],
  ['ATENEX_EMBEDDER_URL', 'http://user:hun@ter2@host:port'],
  ['ATENEX_LLM_URL', 'https://:hunter2@host/v1'],
  ['ATENEX_LLM_URL', 'ftp://host/v1?key=hunter2'],
  ['ATENEX_JWT_JWKS_URL', 'https://user:hunter2@host/keys'],
  ['ATENEX_DOCPROC_URL', 'http://user:hunter2@host'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:hunter2@host'],
  ['INGEST_MILVUS_URI', 'http://:hunter2@host'],
  ['INGEST_MILVUS_URI', 'http://user:hunter2@host?x=ter2'],
])('%s is refused as %s, and nothing of a password is shown', (name, value) => {
  const found = loadConfig({ [name]: value, QUERY_MILVUS_URI: 'http://elsewhere:19530', INGEST_ZILLIZ_API_KEY: 'k' })
  const said = JSON.stringify(found)
  expect('problems' in found && found.problems.some((problem) => problem.startsWith(name))).toBe(true)
  expect(said).not.toMatch(/hun|ter2/)
})

test.each(
  ['ATENEX_EMBEDDER_KEY', 'ATENEX_LLM_API_KEY', 'QUERY_GEMINI_API_KEY', 'ATENEX_OPERATOR_TOKEN'].flatMap((name) =>
    ['hunter2\nhunter2', 'hunter2\u20ac', 'hunter2\u0000'].map((value) => [name, value] as const),
  ),
)('%s that cannot be sent is refused, and nothing of it is shown: %j', (name, value) => {
  const found = loadConfig({ [name]: value })
  expect('problems' in found && found.problems).toContain(
    `${name} cannot be sent: it has line breaks or signs beyond ASCII in it`,
  )
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test.each(['milvus-standalone:19530', 'grpc://milvus:19530', 'http://'])(
  'a wrong address of a store (%s) is one mistake, not one more for each setting that goes with it',
  (address) => {
    const found = loadConfig({ INGEST_MILVUS_URI: address, INGEST_MILVUS_USER: 'u', INGEST_MILVUS_PASSWORD: 'p' })
    expect('problems' in found && found.problems).toHaveLength(1)
  },
)

test('a receiver of webhooks may be asked with a user and a password', () => {
  const secret = 's'.repeat(24)
  const found = loadConfig({ ATENEX_WEBHOOK_URL: 'https://user:word@host/', ATENEX_WEBHOOK_SECRET: secret })
  expect(found).not.toHaveProperty('problems')
})
