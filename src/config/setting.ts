import { z } from 'zod'

export const roles = ['ingest-api', 'ingest-worker', 'query-api'] as const
export type Role = (typeof roles)[number]

export const sections = [
  'Start',
  'Identity and limits',
  'PostgreSQL',
  'Ingest',
  'Embedder',
  'Answers',
  'Language model',
  'Neighbours',
  'Vector store',
  'Object store',
  'Webhooks',
  'Tracing',
] as const
export type Section = (typeof sections)[number]

/** One environment variable. Everything about it is here: the parser, the documentation and the example file read this. */
export interface Setting<T> {
  readonly env: string
  /** Accepted instead, in this order, when `env` is not set. Names of the original services first. */
  readonly aliases: readonly string[]
  readonly section: Section
  readonly type: z.ZodType<T, string>
  readonly default: T | null
  /** What the documentation shows as default when the value is worked out at start. */
  readonly defaultText?: string
  readonly secret: boolean
  /** Sent as `Authorization: Bearer …`, which takes blanks and visible signs of ASCII only. */
  readonly bearer?: boolean
  readonly roles: readonly Role[]
  readonly description: string
  readonly example: string
  /** Aliases with different values are a mistake worth stopping for, because the parts would not fit together. */
  readonly mustAgree: boolean
}

type Options<T> = Pick<Setting<T>, 'section' | 'type' | 'description' | 'example'> & {
  readonly aliases?: readonly string[]
  readonly roles?: readonly Role[]
  readonly defaultText?: string
  readonly mustAgree?: boolean
}

const base = { aliases: [], roles, secret: false, mustAgree: false } as const

/** A setting that always has a value. */
export function required<T>(env: string, fallback: T, options: Options<T>): Setting<T> & { readonly default: T } {
  return { ...base, ...options, env, default: fallback }
}

/** A setting whose absence means something; null then. */
export function optional<T>(env: string, options: Options<T>): Setting<T> & { readonly default: null } {
  return { ...base, ...options, env, default: null }
}

/** A secret: also accepted as `<NAME>_FILE`, the path of a file that holds it; never printed. */
export function secret(
  env: string,
  options: Omit<Options<string>, 'type' | 'example'> & Pick<Setting<string>, 'bearer'>,
): Setting<string> & { readonly default: null; readonly secret: true } {
  return { ...base, ...options, env, type: text(), example: '', default: null, secret: true }
}

/** `true` or `false`, in the spellings that are usual. */
export function truth(): z.ZodType<boolean, string> {
  const spellings = { yes: 'true', on: 'true', '1': 'true', no: 'false', off: 'false', '0': 'false' } as const
  return oneOf(['true', 'false'], spellings).transform((value) => value === 'true')
}

export function text(): z.ZodType<string, string> {
  return z.string()
}

export function integer(min: number, max: number): z.ZodType<number, string> {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^[+-]?\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

export function fraction(min: number, max: number): z.ZodType<number, string> {
  const message = `must be a number from ${min} to ${max}`
  return z
    .string()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

/** Case does not matter; `synonyms` maps other spellings onto a value of the list. */
export function oneOf<const V extends string>(
  values: readonly V[],
  synonyms: Readonly<Record<string, V>> = {},
): z.ZodType<V, string> {
  return z.string().transform((given, context) => {
    const wanted = given.toLowerCase()
    const found = values.find((value) => value.toLowerCase() === wanted) ?? synonyms[wanted]
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: `must be one of ${values.join(', ')}` })
    return z.NEVER
  })
}

/**
 * Of a service that is asked with a key or token of a setting of its own: an address with a user or password in it would be refused
 * by whoever sends the request, or they would be left out without a word.
 */
export function address(...protocols: readonly string[]): z.ZodType<string, string> {
  return addressWithUser(...protocols).refine((value) => {
    const { username = '', password = '' } = URL.parse(value) ?? {}
    return username === '' && password === ''
  }, 'must hold no user or password: keys and tokens have settings of their own')
}

/** One that may carry a user and a password, or whose reader says better where they belong. */
export function addressWithUser(...protocols: readonly string[]): z.ZodType<string, string> {
  const message = `must be an address that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`
  return z.string().refine((value) => {
    const parsed = URL.parse(value)
    return parsed !== null && parsed.hostname !== '' && protocols.includes(parsed.protocol.slice(0, -1))
  }, message)
}
