import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { deployFolder } from '../deploy/render.ts'
import { programPath, whyImpossible } from './programs.ts'

describe.runIf(whyImpossible('promtool') === null)("in Prometheus' own tool", () => {
  let promtool = ''
  beforeAll(async () => {
    promtool = await programPath('promtool')
  })
  const run = async (args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(promtool, [...args], { cwd: `${deployFolder}monitoring` })).stdout

  test('the alert rules are understood, texts and all', async () => {
    expect(await run(['check', 'rules', '--lint=all', '--lint-fatal', 'rules.yaml'])).toContain('SUCCESS')
  })

  test('each rule fires when it should and is silent when it should not', async () => {
    expect(await run(['test', 'rules', 'rules.test.yaml'])).toContain('SUCCESS')
  })
})
