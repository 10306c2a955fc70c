import type { TokenizerFile } from './text-tokenizer.ts'

const asciiRun = /[A-Za-z0-9]+|[^A-Za-z0-9]/gu

/**
 * WordPiece for words of visible ASCII: every sign is a word of its own, and so is every run between two signs. Here the steps of
 * BERT's normaliser come down to lower case. The library looks at each character with several expressions and joins each
 * candidate anew, which takes 7 s for a megabyte of base64.
 */
export function createAsciiWordPiece({ normalizer, model }: TokenizerFile): (word: string) => number[] {
  const vocabulary = new Map(Object.entries(model['vocab'] ?? {}))
  const unknown = Number(vocabulary.get(String(model['unk_token'])))
  const prefix = String(model['continuing_subword_prefix'] ?? '##')
  const longestWord = Number(model['max_input_chars_per_word'] ?? 100)
  const longestPiece = Math.max(...[...vocabulary.keys()].map((piece) => piece.length))
  const lowerCase =
    typeof normalizer === 'object' && normalizer !== null && 'lowercase' in normalizer && normalizer.lowercase

  const addRun = (run: string, ids: number[]): void => {
    if (run.length > longestWord) {
      ids.push(unknown)
      return
    }
    const before = ids.length
    for (let start = 0; start < run.length;) {
      let end = Math.min(run.length, start + longestPiece)
      let id: unknown
      for (; end > start; end -= 1) {
        id = vocabulary.get(start === 0 ? run.slice(0, end) : prefix + run.slice(start, end))
        if (id !== undefined) break
      }
      if (id === undefined) {
        ids.length = before
        ids.push(unknown)
        return
      }
      ids.push(Number(id))
      start = end
    }
  }
  return (word) => {
    const ids: number[] = []
    for (const [run] of (lowerCase ? word.toLowerCase() : word).matchAll(asciiRun)) addRun(run, ids)
    return ids
  }
}
