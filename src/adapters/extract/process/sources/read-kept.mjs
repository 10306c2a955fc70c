// Plain JavaScript, for it spares a process that reads files what makes JavaScript of TypeScript.
// `node --import=…/read-kept.mjs?folder=FOLDER`: sources kept there by `write-kept.ts` are loaded as they were made, all others as ever.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = new URL(import.meta.url).searchParams.get('folder') ?? ''

/** @param {string} url of a file */
function kept(url) {
  try {
    return readFileSync(path.join(folder, `${hash('sha256', readFileSync(fileURLToPath(url)))}.js`))
  } catch {
    return null
  }
}

registerHooks({
  load: (url, context, next) => {
    const source = url.startsWith('file:') && url.endsWith('.ts') ? kept(url) : null
    return source === null ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})
