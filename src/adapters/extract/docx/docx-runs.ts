import { shownByField } from '../layout/shown-by-field.ts'
import { fieldTarget, hasContentTarget, linkTargetText } from '../layout/link-target.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { fewestLifted, raisedText } from '../layout/raised-text.ts'
import { inSignFont, symbolLetter, withSymbols } from '../layout/symbol-letters.ts'
import type { BodyContext, BodyResult, NoteKind } from './docx-body.ts'
import { append, cutTo, textLength, textSince, turnTo } from './docx-paragraph.ts'
import type { Paragraph } from './docx-paragraph.ts'
import { createFormField } from './form-field.ts'
import { isOn } from './skipped-elements.ts'

type Attributes = Readonly<Record<string, string>>

/** Writes what stands in the runs of a paragraph: text, links, fields, symbols, descriptions of pictures. */
export interface RunWriter {
  open(name: string, attributes: Attributes, paragraph: Paragraph | null): void
  close(name: string, paragraph: Paragraph | null): void
  text(text: string, paragraph: Paragraph | null): void
  write(paragraph: Paragraph, text: string): void
  /** A text box begins: its runs are its own. */
  enter(): void
  leave(): void
}

interface Run {
  raised: boolean
  /** Null where neither it nor its own style says: then its paragraph's style does. */
  hidden: boolean | null
  /**
   * Struck through: it holds no longer, as what was deleted while changes were tracked. Null where it does not say: then its own
   * style does, and then its paragraph's.
   */
  struck: boolean | null
  struckByStyle: boolean | null
  font: string
}

interface Link {
  target: string
  /** Characters of the paragraph before its words, and texts that were struck through before them. */
  from: number
  struckBefore: number
  /** What a field shows that holds no text of its own. */
  shown: string
}

interface Field {
  code: string
  /** Where its code begins. */
  readonly paragraph: Paragraph
  readonly from: number
  link: Link | null
  /** What a field of a form shows that holds no text of its own. */
  shown: string
  /** Whether it may: then what stands in it counts, though it is nothing. */
  holdsText: boolean
}

/** What is open inside one flow of text. */
interface Scope {
  readonly runs: Run[]
  readonly links: Link[]
  readonly fields: Field[]
}

const marks: ReadonlyMap<string, string> = new Map([
  ['w:tab', '\t'],
  ['w:ptab', '\t'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '-'],
])
const noteKinds: Readonly<Partial<Record<string, NoteKind>>> = {
  'w:footnoteReference': 'footnote',
  'w:endnoteReference': 'endnote',
  'w:commentReference': 'comment',
}
const longestCode = 2_000

export function createRunWriter(context: BodyContext, result: BodyResult): RunWriter {
  const scopes: Scope[] = [{ runs: [], links: [], fields: [] }]
  let inText = false
  let inCode = false
  /** A page break was asked for and no text has followed yet. */
  let hardBreak = false
  let struckTexts = 0
  /** What is said about the picture whose description is open: its link stands there. */
  let picture: { readonly said: string } | null = null
  const formField = createFormField()
  const scope = (): Scope => scopes.at(-1) ?? { runs: [], links: [], fields: [] }

  const isStruck = ({ styleId }: Paragraph): boolean => {
    const run = scope().runs.at(-1)
    return run?.struck ?? run?.struckByStyle ?? (run !== undefined && context.styles(styleId).isStruck === true)
  }
  const write = (paragraph: Paragraph, text: string): void => {
    if (text === '') return
    if (isStruck(paragraph)) {
      struckTexts++
      return
    }
    if (scope().runs.at(-1)?.hidden ?? context.styles(paragraph.styleId).isHidden ?? false) {
      result.hiddenLetters += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
      return
    }
    context.budget.spend(text.length)
    append(paragraph, text)
  }
  const turnPage = (paragraph: Paragraph): void => {
    hardBreak = false
    result.page++
    turnTo(paragraph, result.page)
  }
  const closeLink = (paragraph: Paragraph | null, link: Link | undefined): void => {
    if (paragraph === null || link === undefined) return
    if (link.shown !== '' && textSince(paragraph, link.from).trim() === '') write(paragraph, link.shown)
    if (!hasContentTarget(link.target)) return
    const words = textSince(paragraph, link.from)
    const isLeftOut = words.trim() === '' && struckTexts > link.struckBefore
    if (!isLeftOut) write(paragraph, linkTargetText(link.target, words))
  }
  const fieldChar = (kind: string | undefined, paragraph: Paragraph): void => {
    const { fields } = scope()
    const field = fields.at(-1)
    if (kind === 'begin')
      fields.push({ code: '', paragraph, from: textLength(paragraph), link: null, shown: '', holdsText: false })
    else if (kind === 'separate' && field !== undefined) {
      // What other fields said in its code was no text yet: the name that `IF` compares.
      if (field.link === null && field.paragraph === paragraph) cutTo(paragraph, field.from)
      field.link = {
        target: fieldTarget(field.code),
        from: textLength(paragraph),
        struckBefore: struckTexts,
        shown: '',
      }
      if (field.holdsText) field.shown = ''
    } else if (kind === 'end') {
      const { link = null, code = '', shown: ofForm = '' } = fields.pop() ?? {}
      const shown = ofForm === '' ? shownByField(code) : ofForm
      if (shown !== '' && (link === null || textSince(paragraph, link.from).trim() === '')) write(paragraph, shown)
      closeLink(paragraph, link ?? undefined)
    }
  }
  const symbol = (paragraph: Paragraph, attributes: Attributes): void => {
    const letter = symbolLetter(attributes['w:font'] ?? '', Number.parseInt(attributes['w:char'] ?? '', 16))
    if (letter === null) result.unknownLetters++
    write(paragraph, letter ?? '\ufffd')
  }
  const describe = (name: string, { descr, alt, href = '' }: Attributes, paragraph: Paragraph): void => {
    const said = pictureWords(descr ?? alt ?? '')
    if (said !== '') write(paragraph, ` ${said} `)
    // A picture that is a link by itself.
    if (name === 'v:shape') write(paragraph, linkTargetText(href, said))
    else picture = { said }
  }
  const openInParagraph = (name: string, attributes: Attributes, paragraph: Paragraph): void => {
    const note = noteKinds[name]
    if (name === 'w:t') inText = true
    else if (name === 'w:instrText') inCode = true
    else if (name === 'w:fldChar') fieldChar(attributes['w:fldCharType'], paragraph)
    else if (name === 'w:sym') symbol(paragraph, attributes)
    else if (name === 'w:lastRenderedPageBreak') {
      result.renderedBreaks++
      turnPage(paragraph)
    } else if (name === 'w:br') {
      if (attributes['w:type'] === 'page') hardBreak = true
      else write(paragraph, '\n')
    } else if (name === 'v:textpath') {
      write(paragraph, attributes['string'] ?? '')
    } else if (name === 'wp:docPr' || name === 'v:shape') {
      describe(name, attributes, paragraph)
    } else if (name === 'a:hlinkClick' && picture !== null) {
      write(paragraph, linkTargetText(context.references.linkTarget(attributes['r:id'] ?? ''), picture.said))
    } else if (note !== undefined) {
      const page = result.page
      for (const text of context.references.note(note, attributes['w:id'] ?? '')) {
        paragraph.after.push({ kind: 'paragraph', text, page })
      }
    } else write(paragraph, marks.get(name) ?? '')
  }
  return {
    write,
    open(name, attributes, paragraph) {
      const { runs, links } = scope()
      const run = runs.at(-1)
      if (formField.open(name, attributes['w:val'])) return
      if (name === 'w:r') runs.push({ raised: false, hidden: null, struck: null, struckByStyle: null, font: '' })
      else if (run !== undefined && name === 'w:rFonts') run.font = attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? ''
      else if (run !== undefined && applyRunProperty(context, run, name, attributes['w:val'])) return
      else if (name === 'w:hyperlink' || name === 'w:fldSimple') {
        const target =
          name === 'w:fldSimple'
            ? fieldTarget(attributes['w:instr'] ?? '')
            : context.references.linkTarget(attributes['r:id'] ?? '')
        const from = paragraph === null ? 0 : textLength(paragraph)
        links.push({ target, from, struckBefore: struckTexts, shown: shownByField(attributes['w:instr'] ?? '') })
      } else if (paragraph !== null) openInParagraph(name, attributes, paragraph)
    },
    close(name, paragraph) {
      const { runs, links, fields } = scope()
      if (name === 'w:ffData') {
        const field = fields.at(-1)
        const described = formField.close()
        if (field !== undefined) Object.assign(field, described)
      } else if (name === 'w:t') inText = false
      else if (name === 'w:instrText') inCode = false
      else if (name === 'wp:docPr') picture = null
      else if (name === 'w:r') runs.pop()
      else if (name === 'w:hyperlink' || name === 'w:fldSimple') closeLink(paragraph, links.pop())
    },
    text(written, paragraph) {
      const { fields, runs } = scope()
      const text = inFont(written, runs.at(-1)?.font ?? '', result)
      const field = fields.at(-1)
      if (inCode && field !== undefined && field.code.length < longestCode) field.code += text
      if (!inText || paragraph === null) return
      // Word follows a page break with its record of the rendered one; only an unrecorded break counts by itself.
      if (hardBreak && text.trim() !== '') turnPage(paragraph)
      write(paragraph, runs.at(-1)?.raised === true ? raisedText(text, paragraph.end) : text)
    },
    enter: () => void scopes.push({ runs: [], links: [], fields: [] }),
    leave: () => void scopes.pop(),
  }
}

/** Letters of symbol fonts stand in the private area. */
function inFont(text: string, font: string, result: BodyResult): string {
  return inSignFont(text, font).replace(/[\uf020-\uf0ff]/g, (letter) => {
    const known = symbolLetter(font, letter.charCodeAt(0)) ?? withSymbols(letter)
    if (known === letter) result.unknownLetters++
    return known
  })
}

function applyRunProperty(context: BodyContext, run: Run, name: string, value: string | undefined): boolean {
  if (name === 'w:vertAlign') run.raised = value === 'superscript'
  else if (name === 'w:position') run.raised ||= Number(value) >= fewestLifted
  // `w:webHidden` hides the page numbers of a table of contents on screen only: they are printed.
  else if (name === 'w:vanish') run.hidden = isOn(value)
  else if (name === 'w:strike' || name === 'w:dstrike') run.struck = run.struck === true || isOn(value)
  else if (name === 'w:rStyle') {
    const style = context.styles(value ?? '')
    run.hidden ??= style.isHidden
    run.struckByStyle = style.isStruck
    run.raised ||= style.isRaised ?? false
  } else return false
  return true
}
