import { Secret } from './secret.ts'
import type { Setting } from './setting.ts'
import { settings } from './settings.ts'
import type { Values } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Mistakes stop the start; warnings are logged. Both are sentences that begin with the variable's name. */
export interface Findings {
  readonly problems: string[]
  readonly warnings: string[]
}

type AnySetting = Setting<unknown>

/** Every setting of the table, without its group. */
export function allSettings(): readonly AnySetting[] {
  return Object.values(settings).flatMap((group): readonly AnySetting[] => Object.values(group))
}

/** Parses each variable on its own. A wrong one is reported and read as if it were not set. */
export function readValues(env: Environment, findings: Findings): Values {
  const groups = Object.entries(settings).map(([group, members]) => {
    const values = Object.entries(members).map(([key, setting]) => [key, readValue(env, setting, findings)])
    return [group, Object.fromEntries(values)]
  })
  // Built from the table the type is derived from: same groups, same keys, each value from its own parser.
  return Object.fromEntries(groups) as Values
}

/** The variable that gave a setting its value, or null. A blank value counts as not set. */
export function nameInUse(env: Environment, setting: AnySetting): string | null {
  const names = [setting.env, ...setting.aliases]
  const given = setting.secret ? names.flatMap((name) => [name, `${name}_FILE`]) : names
  return given.find((name) => valueOf(env, name) !== null) ?? null
}

/** The trimmed value, null when not set or blank. */
export function valueOf(env: Environment, name: string): string | null {
  const value = env[name]?.trim()
  if (value === undefined || value === '' || isServiceLink(name, value)) return null
  return value
}

/** Kubernetes sets `<SERVICE>_PORT=tcp://…` in every pod: a Service called "atenex" would collide with ATENEX_PORT. */
function isServiceLink(name: string, value: string): boolean {
  return name.endsWith('_PORT') && /^(tcp|udp):\/\//.test(value)
}

function readValue(env: Environment, setting: AnySetting, findings: Findings): unknown {
  reportDisagreement(env, setting, findings)
  const name = nameInUse(env, setting)
  if (name === null) return setting.default
  if (setting.secret) return readSecret(env, name, setting.bearer === true, findings)
  const value = valueOf(env, name) ?? ''
  const parsed = setting.type.safeParse(value)
  if (parsed.success) return parsed.data
  const reason = parsed.error.issues[0]?.message ?? 'is not valid'
  findings.problems.push(`${name} ${reason}, but is "${printable(value)}". Example: ${name}=${setting.example}`)
  return setting.default
}

/**
 * An address may carry a password, also one with signs that do not belong there, and keys behind its question mark: both are cut out
 * before they can reach a log.
 */
export function printable(value: string): string {
  return value
    .replace(/\/\/.*@/s, '//[secret]@')
    .replace(/(?<=:\/\/.*)\?.*/s, '?[secret]')
    .slice(0, 120)
}

/** What sends it would say it back in its error, and so in the log. */
const isSendable = (value: string) => /^[\x20-\x7e]+$/.test(value)

function readSecret(env: Environment, name: string, bearer: boolean, findings: Findings): Secret | null {
  const value = valueOf(env, name) ?? ''
  const direct = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : name
  const file = valueOf(env, `${direct}_FILE`)
  if (direct === name && file !== null) {
    findings.problems.push(`${name} and ${name}_FILE are both set: keep one of them`)
  }
  if (direct === name) {
    if (!bearer || isSendable(value)) return Secret.of(value)
    findings.problems.push(`${name} cannot be sent: it has line breaks or signs beyond ASCII in it`)
    return null
  }
  try {
    return Secret.fromFile(value, bearer ? isSendable : undefined)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    findings.problems.push(`${name} names a file that cannot be used: ${reason}`)
    return null
  }
}

function reportDisagreement(env: Environment, setting: AnySetting, findings: Findings): void {
  if (!setting.mustAgree) return
  const given = [setting.env, ...setting.aliases].filter((name) => valueOf(env, name) !== null)
  if (new Set(given.map((name) => valueOf(env, name))).size < 2) return
  const list = given.map((name) => `${name}=${printable(valueOf(env, name) ?? '')}`).join(', ')
  findings.problems.push(`${given[0]} must have one value, but ${list}: make them equal or remove all but one`)
}
