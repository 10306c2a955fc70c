import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findServer } from '../harness/milvus/real-servers.ts'
import { askForCollections } from '../harness/milvus/server-call.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const lite = await findServer('Milvus Lite 2.5.1')
const harness = path.join(import.meta.dirname, '../harness/milvus/real-servers.ts')

describe.skipIf(lite.missing)('the real servers of the tests', () => {
  test('die with the process that started them, also by kill -9', async () => {
    const script = `
      import { findServer } from ${JSON.stringify(harness)}
      const { address, dataDir } = await (await findServer(${JSON.stringify(lite.name)})).start()
      console.log(JSON.stringify({ address, dataDir }))`
    const owner = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(owner.stdout, 'data')
    const { address, dataDir } = JSON.parse(String(line)) as { address: string; dataDir: string }
    const server = { address, credential: null, ca: null }
    await askForCollections(server)
    const gone = once(owner, 'exit')
    owner.kill('SIGKILL')
    await gone
    await expect.poll(() => askForCollections(server).catch(String)).toContain('ECONNREFUSED')
    await removeFolder(dataDir)
  })

  test('are started once for all who share one', async () => {
    const [first, second] = await Promise.all([sharedServer(lite.name), sharedServer(lite.name)])
    expect(first).toEqual(second)
    await askForCollections(first)
  })

  test('come back on their port with their data after kill -9', async () => {
    const server = await lite.start()
    await server.kill()
    await expect(askForCollections(server)).rejects.toThrow('ECONNREFUSED')
    await server.restart()
    await askForCollections(server)
    await server.stop()
    await expect(askForCollections(server)).rejects.toThrow('ECONNREFUSED')
  })
})
