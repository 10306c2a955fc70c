import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'

const code = `
  import { readFileSync } from 'node:fs'
  import { getPriority } from 'node:os'
  const { yieldToOthers } = await import(${JSON.stringify(new URL('yield-to-others.ts', import.meta.url).href)})
  const group = () => { try { return readFileSync('/proc/self/autogroup', 'utf8').split(' nice ')[1].trim() } catch { return null } }
  const before = group()
  await yieldToOthers({ debug() {} })
  console.log(JSON.stringify({ before, after: group(), own: getPriority() }))
`

/** What a process says about its priority, and that of its session, before and after it stood back. */
async function standBack(detached: boolean): Promise<{ before: string | null; after: string | null; own: number }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    detached,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
  await new Promise((resolve) => child.once('close', resolve))
  return JSON.parse(said.join(''))
}

test('a process that leads its session puts all of the session behind others', async () => {
  const { after, own } = await standBack(true)
  expect(own).toBe(5)
  expect(after).toBe(existsSync('/proc/self/autogroup') ? '5' : null)
})

test('a process in the session of somebody else leaves the session as it was', async () => {
  const { before, after, own } = await standBack(false)
  expect(own).toBe(5)
  expect(after).toBe(before)
})
