import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

/** Everything a file of ours leads to, and the packages it names on the way. */
async function reached(start: URL): Promise<{ files: Set<string>; packages: Set<string> }> {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = async (file: URL): Promise<void> => {
    if (files.has(file.href)) return
    files.add(file.href)
    const source = await readFile(file, 'utf8')
    // types are gone when it runs
    for (const [, name = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
      if (name.startsWith('.')) await visit(new URL(name, file))
      else packages.add(name)
    }
  }
  await visit(start)
  return { files, packages }
}

test('the client needs nothing that a browser has not', async () => {
  const entry = new URL(`../../${manifest.exports['./client']}`, import.meta.url)
  const { files, packages } = await reached(entry)
  expect(files.size).toBeGreaterThan(5)
  expect([...packages]).toEqual(['zod'])
  for (const file of files)
    expect(await readFile(new URL(file), 'utf8')).not.toMatch(/\bprocess\.|\bBuffer\b|\brequire\(/)
})
