/** Characters in one request: about 40,000 tokens, far below what services take (OpenAI: 300,000 tokens). */
const charactersPerRequest = 120_000

/** Texts in their order, at most `batch` of them in one request and no more characters than services take. */
export function textBatches(texts: readonly string[], batch: number): string[][] {
  const batches: string[][] = []
  let current: string[] = []
  let characters = 0
  for (const text of texts) {
    const full = current.length >= batch || characters + text.length > charactersPerRequest
    if (full && current.length > 0) {
      batches.push(current)
      current = []
      characters = 0
    }
    current.push(text)
    characters += text.length
  }
  if (current.length > 0) batches.push(current)
  return batches
}
