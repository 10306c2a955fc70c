import { loadConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { createLogger } from '../observability/logger.ts'
import { visibleLines } from '../domain/text/visible-text.ts'
import type { Log } from '../ports/log.ts'

/**
 * Settings and a log with the process's name; null after printing everything that is wrong with the settings.
 * @param level for commands that say in their own words, on standard output, what they did: their log goes to standard error;
 *   the configured one, on standard output, when not given.
 */
export function configOrList(
  env: NodeJS.ProcessEnv,
  name: string,
  level?: Config['log']['level'],
): { readonly config: Config; readonly log: Log } | null {
  const loaded = loadConfig(env)
  if ('problems' in loaded) {
    const count = loaded.problems.length === 1 ? 'a setting is' : `${loaded.problems.length} settings are`
    const list = bullets(loaded.problems)
    const also = loaded.warnings.length === 0 ? '' : `Also noticed:\n${bullets(loaded.warnings)}`
    const text = `Atenex cannot start: ${count} wrong.\n${list}${also}See docs/configuration.md.\n`
    process.stderr.write(visibleLines(text))
    return null
  }
  const { config, warnings } = loaded
  const to = level === undefined ? 1 : 2
  const pretty = to === 1 ? process.stdout.isTTY : process.stderr.isTTY
  const log = createLogger({ level: level ?? config.log.level, pretty, name, to })
  if (name !== 'worker' && name !== 'api') for (const warning of warnings) log.warn({}, warning)
  return { config, log }
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}\n`).join('')
}
