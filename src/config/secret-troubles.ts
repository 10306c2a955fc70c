import { Secret } from './secret.ts'

/** The secrets, anywhere in these settings, whose files cannot be used now: a sentence each. Reads the files. */
export function secretTroubles(settings: unknown): readonly string[] {
  return [...new Set(troublesIn(settings))]
}

function troublesIn(value: unknown): string[] {
  if (value instanceof Secret) {
    const trouble = value.trouble()
    return trouble === null ? [] : [trouble]
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(troublesIn) : []
}
