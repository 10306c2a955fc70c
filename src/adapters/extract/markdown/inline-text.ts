import { parse, postprocess, preprocess } from 'micromark'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { decodeString } from 'micromark-util-decode-string'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Event, TokenType } from 'micromark-util-types'
import type { Definitions } from './block-windows.ts'
import { linkTargetText } from '../layout/link-target.ts'
import { withoutNoteMarks } from './note-marks.ts'
import { anchorTarget, closesAnchor, tagText } from './tag-text.ts'
import { textPieces } from './text-pieces.ts'

/** Anything but these is text as it stands. */
const anyMark = /[\\`*_~[\]!<&]| \n/
const label = /\[\^?((?:\\.|[^[\]\\]){1,999})\]/gs

/** Readable text of the inside of a block: links and pictures keep their words, marks go, references to notes stay as `[1]`. */
export function createInlineReader(definitions: Definitions): (raw: string) => string {
  const parser = parse({ extensions: [gfmFootnote(), gfmStrikethrough({ singleTilde: false })] })
  return (written) => {
    const raw = withoutNoteMarks(written)
    if (!anyMark.test(raw)) return raw.replaceAll('\n', ' ')
    const read = textPieces(raw).map((piece) => {
      // Only those the piece may refer to: the parser looks through the whole list for every bracket.
      const labels = Array.from(piece.matchAll(label), ([, name = '']) => normalizeIdentifier(name))
      parser.defined = labels.filter((name) => definitions.links.has(name))
      parser.gfmFootnotes = labels.map((name) => name.replace(/^\^/, '')).filter((name) => definitions.notes.has(name))
      return textOf(postprocess(parser.text().write(preprocess()(piece, 'utf8', true))), definitions)
    })
    return read.join('')
  }
}

interface State {
  readonly parts: string[]
  /** How many parts there were when each open link began. */
  readonly starts: number[]
  /** Inside the target of a link, the label of a reference or of a note: said in other words, or not at all. */
  unread: number
  target: string
  /** How many parts there were when what is open and struck through began, between tildes and in tags. */
  readonly struck: number[]
  readonly struckTags: number[]
  /** Links written as tags that are open: where their words begin, and where they lead. */
  readonly anchors: { readonly start: number; readonly target: string }[]
}

const unread: ReadonlySet<TokenType> = new Set(['resource', 'reference', 'gfmFootnoteCall'])

function textOf(events: readonly Event[], definitions: Definitions): string {
  const state: State = { parts: [], starts: [], unread: 0, target: '', struck: [], struckTags: [], anchors: [] }
  for (const event of events) {
    if (event[0] === 'enter') enter(state, event, definitions)
    else exit(state, event, definitions)
  }
  return state.parts.join('')
}

/** What is seen of a token. */
const seen: Readonly<Partial<Record<TokenType, (slice: () => string) => string>>> = {
  data: (slice) => slice(),
  characterEscapeValue: (slice) => slice(),
  codeTextData: (slice) => slice(),
  autolinkProtocol: (slice) => slice().replace(/^mailto:/, ''),
  autolinkEmail: (slice) => slice(),
  characterReference: (slice) => decodeString(slice()),
  hardBreakEscape: () => '\n',
  hardBreakTrailing: () => '\n',
  htmlText: (slice) => tagText(slice()),
}

function enter(state: State, [, token, context]: Event, definitions: Definitions): void {
  const { type } = token
  const slice = (): string => context.sliceSerialize(token)
  if (type === 'link') {
    state.starts.push(state.parts.length)
    state.target = ''
  }
  if (type === 'resourceDestinationString') state.target = decodeString(slice())
  if (type === 'referenceString') state.target = definitions.links.get(normalizeIdentifier(slice())) ?? ''
  if (type === 'gfmFootnoteCallString') state.parts.push(`[${slice()}]`)
  if (unread.has(type)) state.unread++
  if (state.unread > 0) return
  if (type === 'strikethrough') state.struck.push(state.parts.length)
  if (type === 'htmlText') {
    noteAnchor(state, slice())
    noteStruck(state, slice())
  }
  if (type !== 'lineEnding') state.parts.push(seen[type]?.(slice) ?? '')
  else if (state.parts.at(-1) !== '\n') state.parts.push(' ')
}

/** `<a href="mailto:…">`: what a link says is content, also where HTML says it. */
function noteAnchor({ parts, anchors }: State, tag: string): void {
  const target = anchorTarget(tag)
  if (target !== null) anchors.push({ start: parts.length, target })
  if (!closesAnchor(tag)) return
  const open = anchors.pop()
  if (open !== undefined) parts.push(linkTargetText(open.target, parts.slice(open.start).join('')))
}

/** What `<del>` and `<s>` hold goes, as what stands between two tildes: it holds no longer. */
function noteStruck({ parts, struckTags }: State, tag: string): void {
  if (/^<(?:del|s|strike)[\s>]/i.test(tag)) struckTags.push(parts.length)
  else if (/^<\/(?:del|s|strike)\s*>/i.test(tag)) parts.length = Math.min(parts.length, struckTags.pop() ?? Infinity)
}

function exit(state: State, [, token]: Event, definitions: Definitions): void {
  if (unread.has(token.type)) state.unread--
  if (token.type === 'strikethrough') state.parts.length = state.struck.pop() ?? state.parts.length
  if (token.type !== 'link') return
  const words = state.parts.slice(state.starts.pop()).join('')
  // A link without a target of its own refers by its words.
  const target = state.target === '' ? (definitions.links.get(normalizeIdentifier(words)) ?? '') : state.target
  state.parts.push(linkTargetText(target, words))
  state.target = ''
}
