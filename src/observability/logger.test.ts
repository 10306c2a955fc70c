import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const logger = new URL('logger.ts', import.meta.url).href

test('a line is JSON with name, level and sentence, and hides what looks like a credential', async () => {
  const script = `import { createLogger } from ${JSON.stringify(logger)}
    const log = createLogger({ level: 'info', pretty: false, name: 'worker' })
    log.debug({}, 'too quiet')
    log.child({ jobId: 'j' }).info({ password: 'hush', store: { apiKey: 'hush' }, err: new Error('why') }, 'did it')`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(stdout).not.toContain('hush')
  expect(stdout.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(stdout)).toMatchObject({
    level: 30,
    name: 'worker',
    jobId: 'j',
    msg: 'did it',
    err: { message: 'why' },
  })
})

test('an error is shown with its code and causes, and without the objects a library hung on it', async () => {
  const script = `import { createLogger } from ${JSON.stringify(logger)}
    const log = createLogger({ level: 'info', pretty: false, name: 'worker' })
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', client: { parameters: { pass: 'hush' } }, detail: 'Failing row contains (hush).' })
    log.warn({ err: new Error('lost it', { cause }) }, 'oh')`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(stdout).not.toContain('hush')
  const { err } = JSON.parse(stdout)
  expect(err).toMatchObject({ type: 'Error', message: 'lost it', cause: { message: 'refused', code: 'ECONNREFUSED' } })
  expect(err.stack).toContain('lost it')
})
