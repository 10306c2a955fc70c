// Writes the generated documents, or with --check only says which are out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { configurationPage, environmentExample } from './configuration-docs.ts'

const root = new URL('../', import.meta.url)

const documents = [
  { path: 'docs/configuration.md', text: configurationPage() },
  { path: '.env.example', text: environmentExample() },
] as const

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
