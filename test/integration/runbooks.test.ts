import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readRunbook } from '../harness/runbook.ts'

const names = await readdir(new URL('../../docs/runbooks/', import.meta.url))
const english = names.filter((name) => name.endsWith('.md') && !name.endsWith('.es.md'))

test.each(english)('%s says the same commands in both languages, step by step', async (name) => {
  const commands = async (file: string) =>
    (await readRunbook(file)).map(({ commands: here, onCluster }) => ({ here, onCluster }))
  expect(await commands(name.replace(/\.md$/, '.es.md'))).toEqual(await commands(name))
})

test.each(english)('%s has steps with something to do', async (name) => {
  const steps = await readRunbook(name)
  expect(steps.flatMap(({ commands, onCluster }) => [...commands, ...onCluster]).length).toBeGreaterThan(2)
})
