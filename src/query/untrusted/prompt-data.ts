import { visibleText } from '../../domain/text/visible-text.ts'
import { withoutEntities } from './inert-text.ts'
import { withoutTags } from './tags.ts'

/** Beginnings of elements, of `<|im_start|>` and its kin, and of `<<SYS>>`, with blanks inside or in full width. */
const opening = /[<＜﹤](?=[\p{L}/|｜!?<＜﹤]|\s+\/|\s+(?:fragmento|passage)\b)/giu
/** `[INST]`, `[/INST]`, `[TOOL_CALLS]`, `[gMASK]`: words in capitals by which models tell who speaks. */
const speaker = /\[(\s*(?:\/\s*)?[a-z]?[A-Z][A-Z_]{2,30}\s*)\]/gu

/**
 * A text as data for a language model: it cannot end its own element, cannot forge a tag and holds no sign by which a model
 * tells rules, questions and answers apart. Look-alikes keep it readable.
 */
export function promptData(text: string): string {
  return withoutTags(withoutEntities(visibleText(text)))
    .replace(opening, '‹')
    .replace(speaker, '($1)')
}
