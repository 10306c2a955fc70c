/** Turns text into the token ids of one model. Synchronous; linear in the length of the text. */
export interface TextTokenizer {
  /** Ids with the special tokens the model expects around them; never cut. */
  encode(text: string): number[]
  /** `encode(text).length`, without building the ids. */
  count(text: string): number
}

/** The parts of a `tokenizer.json` that decide which of our tokenizers can take it. */
export interface TokenizerFile {
  readonly normalizer: unknown
  readonly pre_tokenizer: Readonly<Record<string, unknown>> | null
  readonly post_processor: Readonly<Record<string, unknown>> | null
  readonly added_tokens: readonly AddedToken[]
  readonly model: Readonly<Record<string, unknown>>
}

export interface AddedToken {
  readonly id: number
  readonly content: string
  readonly single_word?: boolean
  readonly lstrip?: boolean
  readonly rstrip?: boolean
  readonly normalized?: boolean
}

export interface Template {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** A tokenizer out of something that gives the ids of a text piece by piece. */
export function tokenizerOfPieces(
  template: Template,
  eachPiece: (text: string, onPiece: (ids: readonly number[]) => void) => void,
): TextTokenizer {
  return {
    encode(text) {
      const ids = [...template.before]
      eachPiece(text, (piece) => {
        for (const id of piece) ids.push(id)
      })
      for (const id of template.after) ids.push(id)
      return ids
    },
    count(text) {
      let tokens = template.before.length + template.after.length
      eachPiece(text, (piece) => {
        tokens += piece.length
      })
      return tokens
    },
  }
}

/** Ids that the template puts before and after the one sequence, or null when it does anything else. */
export function readTemplate(file: TokenizerFile): Template | null {
  const processor = file.post_processor
  if (processor?.['type'] !== 'TemplateProcessing' || !Array.isArray(processor['single'])) return null
  const ids = new Map(file.added_tokens.map((token) => [token.content, token.id]))
  const before: number[] = []
  const after: number[] = []
  let side = before
  for (const item of processor['single'] as readonly Record<string, { id?: string }>[]) {
    // The cast only names the shape of the file; every value is checked below.
    if ('Sequence' in item) {
      if (side === after) return null
      side = after
      continue
    }
    const id = ids.get(item['SpecialToken']?.id ?? '')
    if (id === undefined) return null
    side.push(id)
  }
  return side === after ? { before, after } : null
}

export interface SpecialTokens {
  /** The text cut at literal special tokens, which come back as their ids. */
  split(text: string): (string | number)[]
  /** Id of a text that is nothing but one special token. */
  idOf(text: string): number | undefined
}

/**
 * Literal special tokens are recognised in any text, as the reference does before anything else; some take the white space beside
 * them with them. Null when one of them is looked for in whole words only or after normalising, which only the reference does.
 */
export function readSpecialTokens(file: TokenizerFile): SpecialTokens | null {
  const plain = file.added_tokens.every((token) => !token.single_word && !token.normalized)
  if (!plain) return null
  const byContent = new Map(file.added_tokens.map((token) => [token.content, token.id]))
  const rules = new Map(file.added_tokens.map((token) => [token.content, token]))
  const idOf = (text: string): number | undefined => byContent.get(text)
  if (byContent.size === 0) return { split: (text) => [text], idOf }
  const longestFirst = [...byContent.keys()].toSorted((a, b) => b.length - a.length)
  const escaped = longestFirst.map((content) => content.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`))
  const pattern = new RegExp(`(${escaped.join('|')})`, 'u')
  const split = (text: string): (string | number)[] => {
    if (!pattern.test(text)) return [text]
    const parts = text.split(pattern)
    // texts stand at even places, the tokens between them at odd ones
    for (let at = 1; at < parts.length; at += 2) {
      const token = rules.get(parts[at] ?? '')
      if (token?.lstrip) parts[at - 1] = parts[at - 1]?.trimEnd() ?? ''
      if (token?.rstrip) parts[at + 1] = parts[at + 1]?.trimStart() ?? ''
    }
    return parts.filter((part) => part !== '').map((part) => byContent.get(part) ?? part)
  }
  return { split, idOf }
}
