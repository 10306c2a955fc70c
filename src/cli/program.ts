import type { Command } from 'commander'
import { registerAsk } from './command-ask.ts'
import { registerChats } from './command-chats.ts'
import { registerCheck } from './command-check.ts'
import { registerCost } from './cost/command-cost.ts'
import { registerDelete } from './command-delete.ts'
import { registerDocuments } from './command-documents.ts'
import { registerKeys } from './keys/command-keys.ts'
import { registerMcp } from './mcp/command-mcp.ts'
import { registerReprocess } from './command-reprocess.ts'
import { registerMigrate } from './migrate/command-migrate.ts'
import { registerReindex } from './migrate/command-reindex.ts'
import { registerUpload } from './upload/command-upload.ts'
import { openProgram, type ProgramOptions } from './open-program.ts'

/** The whole command line, ready for `runProgram`. Nothing happens before a command is run. */
export function buildProgram(options: ProgramOptions): Command {
  const { program, context } = openProgram(options)
  registerUpload(program, context)
  registerAsk(program, context)
  registerDocuments(program, context)
  registerDelete(program, context)
  registerChats(program, context)
  registerCheck(program, context)
  registerCost(program, context)
  registerReprocess(program, context)
  registerMigrate(program, context)
  registerReindex(program, context)
  registerKeys(program, context)
  registerMcp(program, context, options.version)
  return program
}
