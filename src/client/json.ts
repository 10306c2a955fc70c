/** Undefined for what is not JSON: every schema refuses that, with one and the same sentence. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
