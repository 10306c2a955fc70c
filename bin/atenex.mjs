#!/usr/bin/env node
// The `atenex` command of a checkout, for any Node from 20 on. Runs in the caller's folder.
import { join } from 'node:path'

import { runWithNode } from '../scripts/run-with-node.mjs'
import { root } from '../scripts/set-up.mjs'

runWithNode([join(root, 'src', 'main.ts'), ...process.argv.slice(2)], { development: false })
