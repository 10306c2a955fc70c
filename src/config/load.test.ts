import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'

import { allSettings } from './environment.ts'
import type { Environment } from './environment.ts'
import { loadConfig } from './load.ts'
import type { Config } from './schema.ts'

function configOf(env: Environment): Config {
  const loaded = loadConfig(env)
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

function problemsOf(env: Environment): readonly string[] {
  const loaded = loadConfig(env)
  return 'problems' in loaded ? loaded.problems : []
}

describe('the settings as a whole', () => {
  test('nothing has to be set', () => {
    const config = configOf({})
    expect(config).toMatchObject({
      dataDir: resolve('.atenex'),
      roles: ['ingest-api', 'ingest-worker', 'query-api'],
      http: { host: '127.0.0.1', port: 8080, auth: 'local', limits: { maxUploadBytes: 104_857_600 } },
      database: { kind: 'embedded' },
      embedder: { kind: 'auto' },
      llm: { kind: 'none' },
      vectorStore: { ingest: { kind: 'embedded' }, query: { kind: 'embedded' } },
    })
    expect(Object.isFrozen(config.http)).toBe(true)
  })

  test('all problems are listed at once, each beginning with the variable to change', () => {
    const problems = problemsOf({
      ATENEX_PORT: '80a',
      ATENEX_FUSION_WEIGHT: '2',
      ATENEX_ROLES: 'ingest-api,nobody',
      INGEST_LOG_LEVEL: 'loud',
      ATENEX_HOST: '0.0.0.0',
    })
    expect(problems.map((problem) => problem.split(' ')[0] ?? '').toSorted()).toEqual([
      'ATENEX_AUTH',
      'ATENEX_FUSION_WEIGHT',
      'ATENEX_PORT',
      'ATENEX_ROLES',
      'INGEST_LOG_LEVEL',
    ])
  })

  test('a worker that starts beside the others has a port of its own', () => {
    const ports = { ATENEX_PORT: '8002', ATENEX_HEALTH_PORT: '8002' }
    expect(problemsOf(ports)).toEqual([
      expect.stringMatching(/^ATENEX_HEALTH_PORT \(8002\) is the port of ATENEX_PORT/),
    ])
    expect(problemsOf({ ...ports, ATENEX_ROLES: 'ingest-worker' })).toEqual([])
    expect(problemsOf({ ATENEX_PORT: '0', ATENEX_HEALTH_PORT: '0' })).toEqual([])
  })

  test('no secret shows in the configuration, in problems or in warnings', () => {
    const secrets = Object.fromEntries(
      allSettings()
        .filter((setting) => setting.secret)
        .map((setting) => [setting.env, `postgres://u:hush-${setting.env}@h/d`]),
    )
    expect(Object.keys(secrets).length).toBeGreaterThan(8)
    const wrong = {
      ...secrets,
      INGEST_MILVUS_URI: 'https://user:hush@milvus',
      ATENEX_PORT: 'x',
      ATENEX_EMBEDDER_URL: 'ftp://u:hush@h',
    }
    expect(inspect(loadConfig(secrets), { depth: 9 }) + JSON.stringify(loadConfig(wrong))).not.toContain('hush')
  })

  test('a mistyped name is reported with the name that was meant', () => {
    expect(loadConfig({ ATENEX_DATADIR: '/x' }).warnings).toEqual([
      'ATENEX_DATADIR is not a setting. Did you mean ATENEX_DATA_DIR?',
    ])
  })

  test('what Kubernetes sets for a Service called atenex is neither a port nor a typo', () => {
    const loaded = loadConfig({
      ATENEX_PORT: 'tcp://10.0.0.7:8080',
      ATENEX_SERVICE_HOST: '10.0.0.7',
      ATENEX_PORT_8080_TCP_ADDR: 'x',
    })
    expect(loaded).toMatchObject({ config: { http: { port: 8080 } }, warnings: [] })
  })

  test('the first name that is set wins, and blank means not set', () => {
    expect(configOf({ ATENEX_PORT: ' ', PORT: '9000' }).http.port).toBe(9000)
    expect(configOf({ ATENEX_PORT: '9001', PORT: '9000' }).http.port).toBe(9001)
    expect(configOf({ QUERY_LOG_LEVEL: 'CRITICAL' }).log.level).toBe('fatal')
  })

  test('a secret can be a file, but not both', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atenex-config-'))
    await writeFile(join(folder, 'url'), 'postgres://a:b@c/d\n')
    const { database } = configOf({ DATABASE_URL_FILE: join(folder, 'url') })
    expect(database.kind === 'outside' && database.url.reveal()).toBe('postgres://a:b@c/d')
    expect(problemsOf({ DATABASE_URL: 'postgres://a@b/c', DATABASE_URL_FILE: join(folder, 'url') })[0]).toMatch(
      /^DATABASE_URL and DATABASE_URL_FILE are both set/,
    )
    expect(problemsOf({ DATABASE_URL_FILE: join(folder, 'none') })[0]).toMatch(/^DATABASE_URL_FILE names a file/)
    await rm(folder, { recursive: true })
  })
})

describe('identity', () => {
  test('local identity is refused outside a loopback address', () => {
    expect(problemsOf({ ATENEX_HOST: '0.0.0.0', ATENEX_AUTH: 'local' })[0]).toMatch(/^ATENEX_AUTH=local is only for/)
    expect(configOf({ ATENEX_HOST: '::1' }).http.auth).toBe('local')
    expect(configOf({ ATENEX_HOST: '0.0.0.0', ATENEX_AUTH: 'gateway' }).http.auth).toBe('gateway')
  })

  test('operators without a token are told of where others are served', () => {
    const warned = (env: Environment) => loadConfig(env).warnings.some((one) => one.startsWith('ATENEX_OPERATOR_TOKEN'))
    expect(warned({ ATENEX_AUTH: 'gateway' })).toBe(true)
    expect(warned({ ATENEX_AUTH: 'keys', ATENEX_HOST: '0.0.0.0' })).toBe(true)
    expect(warned({ ATENEX_AUTH: 'keys', ATENEX_OPERATOR_TOKEN: 't' })).toBe(false)
    expect(warned({ ATENEX_AUTH: 'gateway', ATENEX_ROLES: 'ingest-worker' })).toBe(false)
    expect(warned({})).toBe(false)
  })

  test('webhooks need a secret and a safe way', () => {
    const problem = (env: Environment) =>
      problemsOf({ ATENEX_WEBHOOK_URL: 'http://10.0.0.1/x', ATENEX_WEBHOOK_SECRET: 's'.repeat(24), ...env }).join()
    expect(problem({})).toMatch(/ATENEX_WEBHOOK_URL must begin with https/)
    expect(problem({ ATENEX_WEBHOOK_SECRET: 'short' })).toMatch(/ATENEX_WEBHOOK_SECRET must be set, with 24 characters/)
    expect(problem({ ATENEX_WEBHOOK_PRIVATE: 'allow' })).toBe('')
    expect(configOf({}).webhook).toBeNull()
  })

  test('tokens need something to check them with, and keys over a safe way', () => {
    const problem = (env: Environment) => problemsOf({ ATENEX_AUTH: 'jwt', ...env }).join()
    expect(problem({})).toMatch(/ATENEX_AUTH=jwt needs ATENEX_JWT_SECRET .* or ATENEX_JWT_JWKS_URL/)
    expect(problem({ ATENEX_JWT_JWKS_URL: 'http://id.example/jwks' })).toMatch(
      /ATENEX_JWT_JWKS_URL must begin with https/,
    )
    const roles = 'ATENEX_JWT_ROLES must be role=right pairs'
    expect(problem({ ATENEX_JWT_SECRET: 's'.repeat(32), ATENEX_JWT_ROLES: 'editor=all' })).toContain(roles)
    const env = { ATENEX_HOST: '0.0.0.0', ATENEX_AUTH: 'jwt', ATENEX_JWT_SECRET: 's'.repeat(32) }
    const { auth, jwt } = configOf({ ...env, ATENEX_JWT_ROLES: 'editor=write, viewer=read' }).http
    expect([auth, jwt?.secrets.length, [...(jwt?.roles ?? [])]]).toEqual([
      'jwt',
      1,
      [
        ['editor', 'write'],
        ['viewer', 'read'],
      ],
    ])
    expect(configOf({ ATENEX_HOST: '0.0.0.0', ATENEX_AUTH: 'keys' }).http).toMatchObject({ auth: 'keys', jwt: null })
  })
})

describe('PostgreSQL', () => {
  test("the original's variables compose an address, with what needs escaping escaped", () => {
    const { database } = configOf({
      INGEST_POSTGRES_SERVER: 'pg',
      INGEST_POSTGRES_PASSWORD: 'a/b@c',
      QUERY_POSTGRES_SERVER: 'pg',
    })
    expect(database.kind === 'outside' && database.url.reveal()).toBe('postgres://postgres:a%2Fb%40c@pg:5432/atenex')
  })

  test('two different servers are refused', () => {
    expect(problemsOf({ INGEST_POSTGRES_SERVER: 'a', QUERY_POSTGRES_SERVER: 'b' })[0]).toContain(
      'a:5432/atenex and b:5432/atenex',
    )
  })
})

describe('models', () => {
  test('the Gemini key alone means Gemini', () => {
    expect(configOf({ QUERY_GEMINI_API_KEY: 'k', QUERY_GEMINI_MODEL_NAME: 'm' }).llm).toMatchObject({
      kind: 'gemini',
      model: 'm',
    })
  })

  test('an OpenAI-compatible provider needs an address and a model', () => {
    expect(problemsOf({ ATENEX_LLM_PROVIDER: 'openai-compatible' }).map((line) => line.split(' ')[0])).toEqual([
      'ATENEX_LLM_URL',
      'ATENEX_LLM_MODEL',
    ])
  })

  test('the doubled name of the embedding service works and means http', () => {
    expect(configOf({ INGEST_INGEST_EMBEDDING_SERVICE_URL: 'http://e:8003/api/v1/embed' }).embedder).toMatchObject({
      kind: 'http',
      url: 'http://e:8003/api/v1/embed',
    })
  })

  test('a local model next to the service of old manifests is a warning, next to ATENEX_EMBEDDER_URL a problem', () => {
    const chosen = { ATENEX_EMBEDDER: 'all-minilm-l6-v2' }
    const old = loadConfig({ ...chosen, QUERY_EMBEDDING_SERVICE_URL: 'http://e' })
    expect(old).toMatchObject({ config: { embedder: { kind: 'built-in', name: 'all-MiniLM-L6-v2' } } })
    expect(old.warnings).toHaveLength(1)
    expect(problemsOf({ ...chosen, ATENEX_EMBEDDER_URL: 'http://e' })).toHaveLength(1)
  })

  test('two dimensions are refused', () => {
    expect(problemsOf({ INGEST_EMBEDDING_DIMENSION: '384', QUERY_EMBEDDING_DIMENSION: '1536' })[0]).toContain(
      'must have one value',
    )
  })
})

describe('vector stores', () => {
  const zilliz = { INGEST_MILVUS_URI: 'https://z.cloud.zilliz.com', INGEST_ZILLIZ_API_KEY: 'w' }

  test('a key means Zilliz, an address without one Milvus, and both sides agree', () => {
    const config = configOf({ ...zilliz, QUERY_ZILLIZ_API_KEY: 'r' }).vectorStore
    expect(config).toMatchObject({
      ingest: { kind: 'zilliz' },
      query: { kind: 'zilliz', uri: zilliz.INGEST_MILVUS_URI },
    })
    expect(config.query.kind === 'zilliz' && config.query.apiKey.reveal()).toBe('r')
    expect(configOf({ INGEST_MILVUS_URI: 'http://m:19530' }).vectorStore).toMatchObject({
      ingest: { kind: 'milvus', auth: { kind: 'none' }, tls: null, timeoutMs: 10_000 },
      query: { kind: 'milvus', uri: 'http://m:19530', timeoutMs: 15_000 },
    })
  })

  test.each([{ INGEST_ZILLIZ_API_KEY: '', QUERY_ZILLIZ_API_KEY: '' }, { ATENEX_VECTOR_STORE: 'zilliz' }])(
    'Zilliz without a key (%o) stops the start and names both variables',
    (env) => {
      expect(problemsOf(env).map((line) => line.split(' ')[0])).toEqual([
        'INGEST_ZILLIZ_API_KEY',
        'QUERY_ZILLIZ_API_KEY',
      ])
    },
  )

  test.each(['INGEST', 'QUERY'])(
    'an empty key of %s is a mistake, never a wish for the key of the other side',
    (side) => {
      const problems = problemsOf({ ...zilliz, QUERY_ZILLIZ_API_KEY: 'r', [`${side}_ZILLIZ_API_KEY`]: ' ' })
      expect(problems).toEqual([expect.stringMatching(new RegExp(`^${side}_ZILLIZ_API_KEY is empty`))])
    },
  )

  test('a search level is for every store on Zilliz Cloud, and refused where none is', () => {
    const { vectorStore, target } = configOf({ ...zilliz, ATENEX_ZILLIZ_LEVEL: '4' })
    expect([vectorStore.query, target]).toMatchObject([{ kind: 'zilliz', level: 4 }, null])
    const moving = { ATENEX_TARGET_MILVUS_URI: 'https://z.cloud.zilliz.com', ATENEX_TARGET_ZILLIZ_API_KEY: 'w' }
    expect(configOf({ ...moving, ATENEX_ZILLIZ_LEVEL: '3' }).target).toMatchObject({ level: 3 })
    expect(problemsOf({ ATENEX_ZILLIZ_LEVEL: '3' })).toEqual([
      expect.stringMatching(/^ATENEX_ZILLIZ_LEVEL is not used/),
    ])
    expect(problemsOf({ ...zilliz, ATENEX_ZILLIZ_LEVEL: '11' })).toHaveLength(1)
  })

  test('a target that is given by half is told, whatever the half is', () => {
    for (const half of ['MILVUS_TOKEN', 'MILVUS_USER', 'MILVUS_COLLECTION_NAME', 'MILVUS_DATABASE', 'MILVUS_TLS_CA'])
      expect(problemsOf({ [`ATENEX_TARGET_${half}`]: 'x' })).toEqual([
        expect.stringMatching(new RegExp(`^ATENEX_TARGET_${half} is not used without ATENEX_TARGET_MILVUS_URI`)),
      ])
  })

  test('an empty key beside a plain http address is a leftover of the way back, and harmless', () => {
    const env = { INGEST_MILVUS_URI: 'http://m:19530', INGEST_MILVUS_TOKEN: 't', QUERY_ZILLIZ_API_KEY: '' }
    expect(configOf(env).vectorStore).toMatchObject({ ingest: { kind: 'milvus' }, query: { kind: 'milvus' } })
  })

  test('two databases are refused', () => {
    const env = { INGEST_MILVUS_URI: 'http://m:19530', INGEST_MILVUS_DATABASE: 'a', QUERY_MILVUS_DATABASE: 'b' }
    expect(problemsOf(env)).toEqual([expect.stringMatching(/^INGEST_MILVUS_DATABASE .* QUERY_MILVUS_DATABASE/)])
  })

  test('Zilliz needs https, and the way back to a plain Milvus is named and works', () => {
    const plain = { INGEST_MILVUS_URI: 'http://m:19530', INGEST_ZILLIZ_API_KEY: 'w' }
    expect(problemsOf(plain)[0]).toMatch(/^INGEST_MILVUS_URI must begin with https:\/\/.*remove the key/)
    expect(configOf({ INGEST_MILVUS_URI: 'http://m:19530' }).vectorStore.ingest.kind).toBe('milvus')
  })

  test("a side with credentials of its own is never completed with the other side's", () => {
    const problems = problemsOf({
      INGEST_MILVUS_URI: 'http://m',
      INGEST_MILVUS_USER: 'writer',
      INGEST_MILVUS_PASSWORD: 'w',
      QUERY_MILVUS_USER: 'reader',
    })
    expect(problems).toEqual(['QUERY_MILVUS_PASSWORD must be set together with QUERY_MILVUS_USER'])
  })

  test('only the sides of the roles of this process are checked', () => {
    const env = { INGEST_MILVUS_URI: 'https://z.cloud.zilliz.com', INGEST_ZILLIZ_API_KEY: 'w', QUERY_MILVUS_USER: 'x' }
    expect(problemsOf({ ...env, ATENEX_ROLES: 'ingest-worker' })).toEqual([])
    expect(problemsOf({ ...env, ATENEX_ROLES: 'query-api' })).not.toEqual([])
  })

  test('two collections, two kinds, TLS files without https and a missing file are refused', () => {
    const both = { INGEST_MILVUS_URI: 'http://m', QUERY_MILVUS_URI: 'http://m' }
    expect(problemsOf({ ...both, INGEST_MILVUS_COLLECTION_NAME: 'a', QUERY_MILVUS_COLLECTION_NAME: 'b' })[0]).toContain(
      'the same collection',
    )
    expect(problemsOf({ ...both, INGEST_MILVUS_TLS_CA: '/none' })[0]).toMatch(/^INGEST_MILVUS_TLS_CA needs an address/)
    expect(problemsOf({ INGEST_MILVUS_URI: 'https://m', INGEST_MILVUS_TLS_CA: '/none' })[0]).toContain(
      'not there: /none',
    )
    expect(
      problemsOf({ ...zilliz, QUERY_MILVUS_USER: 'a', QUERY_MILVUS_PASSWORD: 'b', QUERY_MILVUS_URI: 'http://m' })[0],
    ).toMatch(/different vector stores, zilliz and milvus/)
  })

  test('TLS settings hold for Milvus and for Zilliz, and a certificate never goes with the key of the other side', () => {
    const file = import.meta.filename
    const tls = { INGEST_MILVUS_TLS_CA: file, INGEST_MILVUS_TLS_CERT: file, INGEST_MILVUS_TLS_KEY: file }
    const names = { ...tls, INGEST_MILVUS_TLS_SERVER_NAME: 'milvus.internal' }
    const wanted = { ca: file, client: { cert: file, key: file }, serverName: 'milvus.internal' }
    for (const env of [{ INGEST_MILVUS_URI: 'https://m' }, zilliz, { INGEST_ZILLIZ_API_KEY: 'w' }]) {
      const { ingest, query } = configOf({ ...env, ...names }).vectorStore
      expect([ingest, query]).toMatchObject([{ tls: wanted }, { tls: wanted }])
    }
    expect(problemsOf({ ...zilliz, INGEST_MILVUS_TLS_CA: '/none' })).toEqual([
      'INGEST_MILVUS_TLS_CA names a file that is not there: /none',
    ])
    expect(problemsOf({ ...zilliz, ...tls, QUERY_MILVUS_TLS_CERT: file })).toEqual([
      'QUERY_MILVUS_TLS_CERT and QUERY_MILVUS_TLS_KEY must be set together',
    ])
  })

  const plain = { INGEST_MILVUS_URI: 'http://m:19530' }
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['INGEST_ZILLIZ_API_KEY', { ...plain, ATENEX_VECTOR_STORE: 'milvus', INGEST_ZILLIZ_API_KEY: 'w' }],
    ['QUERY_MILVUS_TOKEN', { ...zilliz, QUERY_ZILLIZ_API_KEY: 'r', QUERY_MILVUS_TOKEN: 't' }],
    ['INGEST_MILVUS_USER', { ...zilliz, INGEST_MILVUS_USER: 'a' }],
    ['INGEST_MILVUS_URI', { ...plain, ATENEX_VECTOR_STORE: 'embedded' }],
    ['INGEST_ZILLIZ_API_KEY', { INGEST_ZILLIZ_API_KEY: 'w', ATENEX_VECTOR_STORE: 'embedded' }],
    ['INGEST_MILVUS_TOKEN', { INGEST_MILVUS_TOKEN: 't' }],
    ['INGEST_MILVUS_TLS_CA', { INGEST_MILVUS_TLS_CA: '/none' }],
    ['QUERY_MILVUS_TLS_SERVER_NAME', { QUERY_MILVUS_TLS_SERVER_NAME: 'm' }],
    ['INGEST_MILVUS_DATABASE', { INGEST_MILVUS_DATABASE: 'a' }],
    ['QUERY_MILVUS_COLLECTION_NAME', { QUERY_MILVUS_COLLECTION_NAME: 'a' }],
    ['QUERY_MILVUS_GRPC_TIMEOUT', { QUERY_MILVUS_GRPC_TIMEOUT: '20' }],
    ['INGEST_MILVUS_TLS_CA', { ...plain, INGEST_MILVUS_TLS_CA: import.meta.filename }],
  ])('%s is refused where it would change nothing', (variable, env) => {
    expect(problemsOf(env)).toContainEqual(
      expect.stringMatching(new RegExp(`^${variable} (is not used|needs an address)`)),
    )
  })
})
