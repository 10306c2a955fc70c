import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeFolder } from '../test/harness/remove-folder.ts'

const hook = path.join(import.meta.dirname, 'resolve-imports.ts')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-imports-'))
  await files({ 'package.json': '{"type":"module"}' })
})
afterEach(() => removeFolder(folder))

async function files(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
}

/** What a process prints that finds imports by folder, then imports `main.ts` of the folder. `asked` counts what Node.js was asked to find. */
async function run(): Promise<string> {
  const code = `
    import { registerHooks } from 'node:module'
    import { resolveImportsByFolder } from ${JSON.stringify(hook)}
    globalThis.asked = 0
    registerHooks({ resolve: (specifier, context, next) => {
      if (/^[.]/.test(specifier)) globalThis.asked += 1
      return next(specifier, context)
    } })
    resolveImportsByFolder()
    await import(${JSON.stringify(path.join(folder, 'main.ts'))})`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code])
  return stdout.trim()
}

test('of the files of a folder Node.js looks for the first of each kind only', async () => {
  await files({
    'main.ts': `import { a } from './a/a.ts'; import { b } from './a/b.ts'; import { c } from './a/c.js'; import { d } from './a/d.js'
      const { e } = await import('./a/e.ts'); console.log(a + b + c + d + e, globalThis.asked)`,
    'a/a.ts': `export const a: string = 'a'`,
    'a/b.ts': `export const b: string = 'b'`,
    'a/c.js': `export const c = 'c'`,
    'a/d.js': `import { d } from './../a/f.js'; export { d }`,
    'a/e.ts': `export const e: string = 'e'`,
    'a/f.js': `export const d = 'd'`,
  })
  expect(await run()).toBe('abcde 2')
})

test('files that are read in another way than those beside them are, with or without an ending', async () => {
  await files({
    'main.ts': `import a from './old/a.js'; import b from './old/b.js'; import c from './old/c.mjs'; import d from './plain/d.js'
      import { e } from './plain/e.js'; import f from './f.json' with { type: 'json' }; import g from './g.cjs'
      console.log(a + b + c + d + e + f.f + g)`,
    'old/package.json': '{"type":"commonjs"}',
    'old/a.js': `module.exports = require('./inner').a`,
    'old/inner/index.js': `exports.a = 'a'`,
    'old/b.js': `module.exports = 'b'`,
    'old/c.mjs': `export default 'c'`,
    'plain/package.json': '{}',
    'plain/d.js': `module.exports = 'd'`,
    'plain/e.js': `export const e = 'e'`,
    'f.json': '{"f":"f"}',
    'g.cjs': `module.exports = 'g'`,
  })
  expect(await run()).toBe('abcdefg')
})

test('a file is loaded once, also where a link leads to its folder, and a missing one is named', async () => {
  await files({
    'main.ts': `import { count } from './there/a.ts'; import './linked/b.ts'; import './linked/a.ts'
      const missing = await import('./there/missing.ts').catch((error) => error.message); console.log(count(), missing)`,
    'there/a.ts': `globalThis.times = (globalThis.times ?? 0) + 1; export const count = () => globalThis.times`,
    'there/b.ts': `import './a.ts'`,
  })
  await symlink(path.join(folder, 'there'), path.join(folder, 'linked'))
  const [times, ...said] = (await run()).split(' ')
  expect(times).toBe('1')
  expect(said.join(' ')).toContain(path.join(folder, 'there/missing.ts'))
})
