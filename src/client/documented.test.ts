import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const page = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8')
const imports = [...page.matchAll(/^import \{ ([^}]+) \} from 'atenex(\/[^']+)'$/gm)]

test('what docs/api.md imports is exported where it says', async () => {
  expect(imports.length).toBeGreaterThan(1)
  const entries = new Map(Object.entries(manifest.exports))
  for (const [line, names = '', entry = ''] of imports) {
    const file = entries.get(`.${entry}`)
    expect(file, line).toBeDefined()
    const found: object = await import(new URL(`../../${file}`, import.meta.url).href)
    expect(Object.keys(found), line).toEqual(expect.arrayContaining(names.split(', ')))
  }
})
