// Plain JavaScript for Node 20.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

import { ensureInstalled, findNode, root, SetUpError } from './set-up.mjs'

/**
 * What Node has made of each source file is kept, beside the packages: a process then starts with half of the work. Whoever may
 * write there may change the packages as well. Where it cannot be written nothing is kept.
 */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') }

/**
 * Does the set-up if needed, runs a script with a Node that is new enough, and ends as it ends.
 * @param {readonly string[]} args of node: options, script, its arguments
 * @param {{ development: boolean }} options
 */
export function runWithNode(args, { development }) {
  const child = spawn(prepared(development), args, { stdio: 'inherit', env: { ...compiled, ...process.env } })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // With a terminal the child hears Ctrl-C as well; it counts two signals at once as one.
  const forward = (signal) => child.kill(signal)
  for (const signal of signals) process.on(signal, forward)
  child.on('error', (error) => {
    console.error(`Node could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward)
    if (signal !== null) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

function prepared(development) {
  try {
    ensureInstalled({ development })
    return findNode()
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
