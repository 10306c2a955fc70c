import { expect, test } from 'vitest'
import { listen } from './listen.ts'
import { serverOptions } from '../../test/harness/http-server.ts'
import { createServer } from './server.ts'

const server = () => createServer(serverOptions({ auth: 'local' }))

test('a port in use is named with the setting that changes it, and may be tried again', async () => {
  const first = await server()
  const second = await server()
  try {
    const port = Number(new URL(await listen(first, { host: '127.0.0.1', port: 0 })).port)
    await expect(listen(second, { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'conflict',
      message: `Another program uses port ${port} of 127.0.0.1: stop it, or choose another port with ATENEX_PORT.`,
    })
  } finally {
    await Promise.all([first.close(), second.close()])
  }
})

test('an address that this machine does not have is a wrong setting', async () => {
  const only = await server()
  await expect(listen(only, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('ATENEX_HOST') as string,
  })
  await only.close()
})
