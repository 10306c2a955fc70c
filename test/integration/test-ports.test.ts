import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reservePort } from '../harness/ports.ts'

const harness = path.join(import.meta.dirname, '../harness/ports.ts')

/** Another process that reserves a port and says which. */
async function reserveElsewhere() {
  const script = `
    import { reservePort } from ${JSON.stringify(harness)}
    console.log(await reservePort())
    setInterval(() => undefined, 1_000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const kill = async () => {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  return { port: Number(line), kill }
}

test('a reserved port, where nobody listens, is nobody else’s until its process is gone, also by kill -9', async () => {
  const { port, kill } = await reserveElsewhere()
  const same = { first: port, last: port }
  await expect(reservePort(same)).rejects.toThrow('was free')
  await kill()
  expect(await reservePort(same)).toBe(port)
  await expect(reservePort(same)).rejects.toThrow('was free')
})

test('a port somebody listens on without having reserved it is not given out', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0
  await expect(reservePort({ first: port, last: port })).rejects.toThrow('was free')
  server.close()
})
