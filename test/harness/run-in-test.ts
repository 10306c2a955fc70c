import type { Terminal } from '../../src/cli/terminal.ts'
import { createHastyClock } from './hasty-clock.ts'
import { runProgram } from '../../src/cli/open-program.ts'
import { buildProgram } from '../../src/cli/program.ts'

// What the tests of the command line share.

export const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`)

export async function run(
  terminal: Terminal,
  argv: readonly string[],
  signal = new AbortController().signal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const clock = createHastyClock()
  return runProgram(buildProgram({ version: '1.2.3', terminal, signal, clock, env }), argv, terminal)
}

export const working = { status: 'processing', progress: { stage: 'embed', done: 1, total: 9 } } as const
export const scanned = {
  status: 'error',
  error_code: 'no_text_layer',
  error_message: 'The file holds pictures of pages only. Run OCR first.',
} as const
