// schemathesis against a product of its own: no 5xx, every reply as its description says. `npm run fuzz -- --cases 200`.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readyReply } from '../src/contract/health.ts'
import { describeApi } from '../src/contract/openapi/describe-api.ts'
import { needed, pythonEnvironment } from '../test/harness/milvus/python-environments.ts'
import { discardProduct, startProduct } from '../test/harness/product.ts'
import { waitFor } from '../test/harness/wait.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    api: { type: 'string', default: 'ingest,query' },
    only: { type: 'string' },
  },
})

const operatorToken = 'a-token-of-operators'
const company = '00000000-0000-4000-8000-0000000000f1'

/** Not `unsupported_method`: DELETE …/upload is 422 as in the original, a document id that is no UUID. 405 has tests of its own. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'missing_required_header',
].join(',')

/** Parts of a form are texts, whatever type a case gives them. */
const exceptions = `
[checks.negative_data_rejection]
# a form of very many parts is cut off before anybody looks at what is in them
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"]

[[operations]]
include-operation-id = "upload"
checks.negative_data_rejection.enabled = false

[[operations]]
include-operation-id = "followDocuments"
# what is there already, and no more
parameters = { "query.seconds" = 0 }
`

async function fuzz(url: string, api: 'ingest' | 'query', python: string, folder: string): Promise<number> {
  const file = path.join(folder, `${api}.json`)
  const config = path.join(folder, 'schemathesis.toml')
  await writeFile(config, exceptions)
  await writeFile(file, JSON.stringify(describeApi(api)))
  const only = values.only === undefined ? [] : ['--include-operation-id', values.only]
  const args = [
    ['--config-file', config, 'run', file, '--url', url, '--checks', checks],
    ['--phases', 'examples,coverage,fuzzing', '--max-examples', values.cases, '--seed', values.seed],
    ['--workers', '1', '--request-timeout', '60', '--continue-on-failure', '--warnings', 'off', ...only],
    ['--header', `X-Company-ID:${company}`, '--header', `X-User-ID:${company}`],
    ['--header', `Authorization:Bearer ${operatorToken}`],
  ].flat()
  // its own script names the folder it was installed in, which may have been another one
  const child = spawn(python, ['-m', 'schemathesis.cli', ...args], { stdio: 'inherit', cwd: folder })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

const { python } = needed(await pythonEnvironment('schemathesis-4.32.5'))
const folder = await mkdtemp(path.join(tmpdir(), 'atenex-fuzz-'))
const product = await startProduct({
  env: { ATENEX_AUTH: 'gateway', ATENEX_OPERATOR_TOKEN: operatorToken, ATENEX_OCR: 'off' },
})
try {
  // the first collection is chosen by the worker: until then requests about vectors are 503, as described
  const isReady = async () => readyReply.parse(await (await fetch(`${product.url}/ready`)).json()).status === 'ready'
  await waitFor(isReady, {
    what: 'everything to be there',
    timeoutMs: 120_000,
  })
  const apis = (['ingest', 'query'] as const).filter((api) => values.api.split(',').includes(api))
  for (const api of apis) process.exitCode = (await fuzz(product.url, api, python, folder)) || process.exitCode || 0
} finally {
  await discardProduct(product)
  await rm(folder, { recursive: true })
}
