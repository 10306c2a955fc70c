import type { Command } from 'commander'
import { parseCompanyId, type CompanyId } from '../domain/ids.ts'
import type { GlobalOptions } from './context.ts'

/**
 * The company that a command of operators is limited to; null: none. Only `--company` on the command line says so: `ATENEX_COMPANY` says
 * who asks, and must not quietly turn everything into one company's.
 */
export function onlyCompany(command: Command): CompanyId | null {
  const { company } = command.optsWithGlobals<GlobalOptions>()
  const isGiven = command.getOptionValueSourceWithGlobals('company') === 'cli'
  return isGiven && company !== undefined ? parseCompanyId(company) : null
}
