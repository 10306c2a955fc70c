import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

import { adapterPackages, boundaryOverrides, folderBoundaries, folderLayers } from '../lint-boundaries.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Folders with something in them: git does not keep empty ones. */
async function foldersOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true })
  const names = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => ((await readdir(join(root, path, name))).length > 0 ? [name] : [])),
  )
  return names.flat().toSorted()
}

test('every folder of src and every adapter has a rule, and every rule a folder', async () => {
  expect(await foldersOf('src')).toEqual([...Object.keys(folderBoundaries), 'adapters'].toSorted())
  expect(await foldersOf('src/adapters')).toEqual(Object.keys(adapterPackages).toSorted())
})

test('every folder inside a layered one is a layer of it', async () => {
  for (const [folder, layers] of Object.entries(folderLayers)) {
    expect(await foldersOf(`src/${folder}`), folder).toEqual(Object.keys(layers).toSorted())
  }
})

test('planted imports across a boundary are caught, and allowed ones are not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atenex-lint-'))
  const files = {
    'src/domain/wrong.ts': `import '../ports/log.ts'`,
    'src/query/wrong.ts': `import '../ingest/accept.ts'`,
    'src/ingest/chunk/deep/wrong.ts': `import '../../../adapters/postgres/database.ts'`,
    'src/http/wrong.ts': `import '../config/schema.ts'`,
    'src/ports/wrong.ts': `import 'pg'`,
    'src/adapters/lancedb/wrong.ts': `import '../postgres/database.ts'`,
    'src/adapters/extract/pdf/wrong.ts': `import '../../models/onnx.ts'`,
    'src/adapters/objects/wrong.ts': `import 'kysely/migration'`,
    'src/adapters/milvus/wrong.ts': `import '../../query/ask.ts'`,
    'src/cli/late/wrong.ts': `export const late = import('../../adapters/postgres/migrate.ts')`,
    'src/adapters/milvus/grpc/wrong.ts': `import '../rows/read-rows.ts'`,
    'src/adapters/milvus/rows/wrong.ts': `import '../open-milvus.ts'`,
    'src/adapters/milvus/rows/deep/wrong.ts': `import '../../../../query/ask.ts'`,
    'src/ingest/chunk/wrong.ts': `import '../process.ts'`,
    'src/adapters/extract/detect/wrong.ts': `export const late = import('../pdf/pdf-engine.ts')`,
    'src/adapters/models/tokenizer/wrong.ts': `import '../http/http-embedder.ts'`,
    'src/adapters/models/right.ts': `import './http/http-embedder.ts'; import '../../flow/limiter.ts'`,
    'src/adapters/milvus/rows/right.ts': `import '../wire/columns.ts'; import '../../../flow/limiter.ts'`,
    'src/query/right.ts': `import './ask.ts'; import '../domain/chunk.ts'; import '../ports/log.ts'; import 'node:fs'`,
    'src/adapters/extract/pdf/right.ts': `import '../layout/clean-text.ts'; import '../../../ports/log.ts'; import 'fflate'`,
    'src/app/right.ts': `import '../adapters/postgres/database.ts'`,
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), `${text}\n`)
  }
  const rules = { categories: { correctness: 'off' }, overrides: boundaryOverrides() }
  await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify(rules))
  const reported = await lint(folder)
  const wrong = Object.keys(files).filter((path) => path.endsWith('wrong.ts'))
  expect(reported).toEqual(wrong.toSorted())
  await rm(folder, { recursive: true })
})

/** Paths with a boundary violation. */
async function lint(folder: string): Promise<readonly string[]> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
  const run = promisify(execFile)
  // Exit code 1 means that something was found.
  const { stdout } = await run(process.execPath, [oxlint, '-f', 'unix'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  )
  const paths = stdout.split('\n').filter((line) => line.includes('no-restricted-imports'))
  return [...new Set(paths.map((line) => line.split(':')[0] ?? ''))].toSorted()
}
