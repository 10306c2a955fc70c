// Takes out of node_modules what no running process reads: programs of other platforms, unused variants, sources and docs.
// Usage: node prune.mjs FOLDER [platform] [architecture]
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const [folder, platform = process.platform, architecture = process.arch] = process.argv.slice(2)
if (folder === undefined) throw new Error('which folder?')

/** Folders that hold one entry a variant, and the entries that stay. */
const variants = [
  ['onnxruntime-node/bin/napi-v6', [platform]],
  [`onnxruntime-node/bin/napi-v6/${platform}`, [architecture]],
  ['@tesseract.js-data/eng', ['package.json', '4.0.0_best_int']],
  ['@tesseract.js-data/spa', ['package.json', '4.0.0_best_int']],
  ['tesseract.js-core', ['package.json', 'LICENSE', 'tesseract-core-simd-lstm.js', 'tesseract-core-simd-lstm.wasm']],
]
const unread = /\.(map|d\.ts|d\.mts|d\.cts|flow|md|markdown|tsbuildinfo)$|(^|\/)(\.github|\.vscode)\//
/** Of these the built code beside it is what runs. */
const sources =
  /(^|\/)node_modules\/(ai|@ai-sdk\/[^/]+|kysely|luxon|jschardet|zod)\/(src|docs|site|scripts|test|tests)\//
/** The same code for others than Node.js: browsers, workers, bundlers. */
const forOthers =
  /(^|\/)node_modules\/(@opentelemetry\/[^/]+\/build\/(esm|esnext)\/|luxon\/build\/(amd|cjs-browser|global)\/|jschardet\/dist\/|linkedom\/worker\.js$)/

let bytes = 0
for (const [at, kept] of variants) {
  for (const entry of entriesOf(join(folder, at))) if (!kept.includes(entry)) drop(join(folder, at, entry))
}
for (const path of readdirSync(folder, { recursive: true }).toReversed()) {
  const file = join(folder, path)
  const stat = statSync(file, { throwIfNoEntry: false })
  const [rules, from] = [[unread, sources, forOthers], `node_modules/${path}`]
  if (stat?.isFile() && rules.some((rule) => rule.test(from))) drop(file)
}
console.log(`took ${Math.round(bytes / 1e6)} MB out of ${folder}`)

function entriesOf(path) {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(path)
}

function drop(path) {
  bytes += sizeOf(path)
  rmSync(path, { recursive: true, force: true })
}

function sizeOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.size
  return readdirSync(path).reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0)
}
