import { glob } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { reservePort } from '../ports.ts'
import type { PythonEnvironment } from './python-environments.ts'
import type { RealMilvus } from './server-process.ts'
import { askForVersion } from './server-call.ts'
import { newServerFolder, startServer } from './server-process.ts'

/** Written in Python; the version most of the behaviour in `src/adapters/milvus` was measured with. */
export async function startLite3({ folder, python }: PythonEnvironment): Promise<RealMilvus> {
  const dataDir = await newServerFolder()
  const port = await reservePort()
  const options = ['--data-dir', join(dataDir, 'data'), '--host', '127.0.0.1', '--port', String(port)]
  return startServer({
    name: 'Milvus Lite 3.2.0',
    python,
    ask: askForVersion,
    command: [python, join(folder, 'bin/milvus-lite'), 'server', ...options],
    dataDir,
    port,
    address: `http://127.0.0.1:${port}`,
    credential: null,
    ca: null,
  })
}

/** The last one in C++, with the engine of the big server and one file for everything. */
export async function startLite2({ folder, python }: PythonEnvironment): Promise<RealMilvus> {
  const dataDir = await newServerFolder()
  const port = await reservePort()
  const library = await libraryOf(folder)
  return startServer({
    name: 'Milvus Lite 2.5.1',
    python,
    command: [join(library, 'milvus'), join(dataDir, 'data.db'), `127.0.0.1:${port}`, 'ERROR'],
    env: { LD_LIBRARY_PATH: [library, process.env['LD_LIBRARY_PATH'] ?? ''].join(delimiter) },
    dataDir,
    port,
    address: `http://127.0.0.1:${port}`,
    credential: null,
    ca: null,
  })
}

/** The folder above it is named after Python's version. */
async function libraryOf(folder: string): Promise<string> {
  for await (const found of glob('lib/python3*/site-packages/milvus_lite/lib', { cwd: folder }))
    return join(folder, found)
  throw new Error(`there is no Milvus Lite in ${folder}`)
}
