import type { Claim } from './check-claims.ts'

/** An answer without the sentences that are not supported; lines of which nothing is left go with them. */
export function withoutUnsupported(answer: string, unsupported: readonly Claim[]): string {
  const kept = answer.split('\n').flatMap((line) => {
    const rest = unsupported.reduce((left, { text }) => left.replace(text, () => ''), line)
    if (rest === line) return [line]
    return /[\p{L}\p{N}]{2}/u.test(rest) ? [rest.replace(/(?<=\S) {2,}/gu, ' ').trimEnd()] : []
  })
  return kept.join('\n').trim()
}
