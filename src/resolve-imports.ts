import { registerHooks, type ResolveFnOutput } from 'node:module'

/** What a relative import names in full: Node.js tries no endings for an import, and whatever needs decoding is left to it. */
const whole = /^\.\.?\/[\w./-]+\.(?:ts|js|mjs)$/
/** What is a module for all files of its ending in a folder, because the nearest `package.json` says so. */
const sameInFolder: ReadonlySet<unknown> = new Set(['module', 'module-typescript'])

/**
 * Finding the file of an import takes Node.js longer than loading it: for each one, of each file, it asks the disk twice and looks
 * for the `package.json` that says how it is to be read. A relative import can only mean one file, and where Node.js found
 * the first of a folder in its place, the others are in theirs and of the same kind. One that is missing is told when it is read.
 */
export function resolveImportsByFolder(): void {
  const formats = new Map<string, string>()
  registerHooks({
    resolve: (specifier, context, next): ResolveFnOutput => {
      const { parentURL, conditions } = context
      // what `require` asks for may need an ending
      if (parentURL === undefined || !conditions.includes('import') || !whole.test(specifier))
        return next(specifier, context)
      const { href: url } = new URL(specifier, parentURL)
      const kind = url.slice(0, url.lastIndexOf('/')) + url.slice(url.lastIndexOf('.'))
      const format = formats.get(kind)
      if (format !== undefined) return { url, format, shortCircuit: true }
      const found = next(specifier, context)
      // a link leads elsewhere
      if (found.url === url && typeof found.format === 'string' && sameInFolder.has(found.format))
        formats.set(kind, found.format)
      return found
    },
  })
}
