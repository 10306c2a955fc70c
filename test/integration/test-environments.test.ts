import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { removeFolder } from '../harness/remove-folder.ts'

// How the tests install what they need from Python. Without a package: the network is not tested.

const run = promisify(execFile)
const installer = path.join(import.meta.dirname, '../harness/milvus/install-environment.py')
const python = await pythonEnvironment('milvus-lite-3.2.0')

describe.skipIf(python.found === null)('a virtual environment of the tests', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'atenex-environment-'))
  })
  afterEach(() => removeFolder(folder))

  test('is made once when three ask for it, anew where somebody was killed while making it', async () => {
    const [environment, made, script] = ['environment', 'made', 'count.py'].map((name) => path.join(folder, name))
    if (environment === undefined || made === undefined || script === undefined)
      throw new Error('three paths were made')
    const half = path.join(environment, 'lib/half-a-package')
    await mkdir(half, { recursive: true })
    await writeFile(`${environment}.lock`, '')
    await writeFile(script, `open(${JSON.stringify(made)}, 'a').write('x')\n`)
    const install = () => run('python3', [installer, environment, '[]', script])
    await Promise.all([install(), install(), install()])
    expect(await readFile(made, 'utf8')).toBe('x')
    expect(existsSync(half)).toBe(false)
  })

  test('says why when it cannot be made, and is not taken for made', async () => {
    const environment = path.join(folder, 'environment')
    const installed = run('python3', [installer, environment, '["no requirement at all"]'])
    await expect(installed).rejects.toThrow(/Invalid requirement/)
    expect(existsSync(path.join(environment, 'ready'))).toBe(false)
  })
})
