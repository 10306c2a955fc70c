import { Tokenizer } from '@huggingface/tokenizers'
import { createAsciiWordPiece } from './ascii-word-piece.ts'
import {
  readSpecialTokens,
  readTemplate,
  tokenizerOfPieces,
  type TextTokenizer,
  type TokenizerFile,
} from './text-tokenizer.ts'
import { createWordCache } from './word-cache.ts'

/** White space to BERT's normaliser. Tab, line feed and return count; other controls and U+FEFF are removed and join words. */
const whiteSpace = /[ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u
const visibleAscii = /^[\x21-\x7e]+$/u

/**
 * BERT tokenizers (normaliser and pre-tokenizer of BERT, WordPiece), such as MiniLM's. The library does the work for
 * words it has not seen, but for plain ASCII; nothing in these three steps looks beyond white space, so the ids are the library's own.
 * Null when the file is of another kind.
 */
export function createBertTokenizer(file: TokenizerFile): TextTokenizer | null {
  const template = readTemplate(file)
  const special = readSpecialTokens(file)
  if (!template || !special || !isBert(file)) return null
  const library = new Tokenizer({ ...file, truncation: null, padding: null }, {})
  const encodeAscii = createAsciiWordPiece(file)
  const idsOfWord = createWordCache<readonly number[]>((word) =>
    visibleAscii.test(word) ? encodeAscii(word) : library.encode(word, { add_special_tokens: false }).ids,
  )

  const eachWord = (text: string, onWord: (ids: readonly number[]) => void): void => {
    for (const part of special.split(text)) {
      if (typeof part === 'number') {
        onWord([part])
        continue
      }
      for (const word of part.split(whiteSpace)) if (word !== '') onWord(idsOfWord(word))
    }
  }
  return tokenizerOfPieces(template, eachWord)
}

function isBert({ normalizer, pre_tokenizer: preTokenizer, model }: TokenizerFile): boolean {
  const normaliserType = normalizer && typeof normalizer === 'object' && 'type' in normalizer ? normalizer.type : null
  return (
    normaliserType === 'BertNormalizer' &&
    preTokenizer?.['type'] === 'BertPreTokenizer' &&
    model['type'] === 'WordPiece'
  )
}
