/**
 * Text with at most 30 combining marks in a row, the bound of Unicode's stream-safe format (UAX 15). Putting a longer run
 * into its normal order takes time that grows with the square of its length; no language writes one.
 */
export function limitMarks(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, '$1')
}
