// Every npm script goes through this file: it works on a fresh clone with any Node from 20 on and installs what is missing.
// Usage: node scripts/run.mjs [--production] [node options] SCRIPT [arguments]
import { chdir } from 'node:process'

import { runWithNode } from './run-with-node.mjs'
import { root } from './set-up.mjs'

const args = process.argv.slice(2)
const production = args[0] === '--production'
chdir(root)
runWithNode(production ? args.slice(1) : args, { development: !production })
