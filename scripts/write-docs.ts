// Writes the generated documents, or with --check only says which are out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { stemConcepts } from '../src/adapters/analyse/stem-concepts.ts'
import { describeApi } from '../src/contract/openapi/describe-api.ts'
import { compatibilityPage } from './compatibility/compatibility-page.ts'
import { configurationPage, environmentExample } from './configuration-docs.ts'

const root = new URL('../', import.meta.url)

const documents = [
  { path: 'docs/configuration.md', text: configurationPage() },
  { path: '.env.example', text: environmentExample() },
  { path: 'docs/openapi/ingest.json', text: jsonOf(describeApi('ingest')) },
  { path: 'docs/openapi/query.json', text: jsonOf(describeApi('query')) },
  { path: 'docs/compatibility.md', text: await compatibilityPage(root) },
  { path: 'src/adapters/analyse/concept-terms.txt', text: stemConcepts() },
] as const

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

const onlyCheck = process.argv.includes('--check')
for (const { path, text } of documents) {
  const file = fileURLToPath(new URL(path, root))
  const current = await readFile(file, 'utf8').catch(() => null)
  if (current === text) continue
  if (onlyCheck) {
    process.stderr.write(`${path} is out of date: run "npm run docs"\n`)
    process.exitCode = 1
  } else {
    await writeFile(file, text)
    process.stdout.write(`wrote ${path}\n`)
  }
}
