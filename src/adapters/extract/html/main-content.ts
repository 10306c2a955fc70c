import type { Draft } from '../layout/draft.ts'
import type { BlockFacts } from './block-facts.ts'
import { contentFrames, proseOf, standsIn } from './content-frames.ts'
import { frameLines } from './frame-lines.ts'
import type { HtmlDrafts } from './html-drafts.ts'
import { saysContact, saysFigure, saysOffer } from './sought-facts.ts'

/** Pages of a web site lead to many others; a page with fewer links is a document, and nearly all of it is content. */
const linksOfSite = 10
/** A block of the frame that says something: a statement, not the name of a link. */
const fewestWords = {
  ofStatement: 4,
  ofLead: 8,
  ofItem: 6,
  ofProse: 14,
  besideArticle: 20,
  besideWithLinks: 30,
} as const
/** Blocks next to the article may be its introduction or its end. */
const nextTo = 3
/** A readable part with less of the prose of a page is not its content. */
const leastOfProse = 0.5
/** Blocks with a larger part in links lead elsewhere; in an entry of a document, "Unidad: Vía Pública", the link is what it says. */
const mostLinked = { inText: 0.5, inFrame: 0.2, inEntry: 0.8 } as const
/** The place of an item in its list is no figure that it says. */
const listNumber = /^\d+[.)] /u
const longestLabel = 100
/** A block of the readable part long enough to tell by it where the article begins and ends. */
const tellingChars = 60
const boilerplate =
  /©|\bcopyright\b|all rights reserved|todos los derechos|reservados|cookies?\b|privacy policy|política de privacidad|terms (?:of|and)|newsletter|\bsubscribe\b|\bsuscr[ií]b|sign (?:up|in)\b|log ?in\b|iniciar sesión|follow us|síguenos|\bshare\b|compartir|advertis|powered by|leave a (?:reply|comment)|your email|javascript/iu

/**
 * The content of a page: what the readable part holds, every table, and of the rest what reads as content rather than as the
 * frame around it. Headings stay with what follows them.
 * @param readable keys of the blocks that a reader view would show; null when none could be told apart
 */
export function mainContent(page: HtmlDrafts, readable: ReadonlySet<string> | null): readonly Draft[] {
  const { drafts, facts } = page
  const isReadable = new Set(readable === null ? [] : drafts.filter(({ text }) => isAmong(readable, text)))
  const telling = drafts.map((draft) => isReadable.has(draft) && draft.text.length >= tellingChars)
  const isSite = page.links >= linksOfSite && telling.includes(true)
  const content = isSite ? contentFrames(page, isReadable) : new Set()
  const inFrame = (draft: Draft): boolean => {
    const frame = facts.get(draft)?.frame ?? null
    return frame !== null && !content.has(frame)
  }
  const isArticle = isSite && holdsProse(page, isReadable, inFrame)
  const [first, last] = isArticle ? [telling.indexOf(true), telling.lastIndexOf(true)] : [0, drafts.length]
  const title = drafts.findLastIndex(({ kind, level }, index) => kind === 'heading' && level === 1 && index < first)
  const ofFrame = page.links >= linksOfSite ? frameLines(page) : new Set()
  const isSought = (index: number): boolean => {
    const draft = drafts[index]
    const about = draft === undefined ? undefined : facts.get(draft)
    if (draft === undefined || about === undefined) return false
    if (standsIn(about.frame, ['voices', 'elsewhere'])) return false
    return saysContact(drafts, index) || saysOffer(draft.text)
  }
  const keep = drafts.map((draft, index) => {
    if (ofFrame.has(draft)) return false
    if (isReadable.has(draft)) return true
    const away = Math.max(first - index, index - last, 0)
    const isBelowTitle = title !== -1 && index > title && index < first
    return isContent(draft, facts.get(draft), {
      links: page.links,
      leadsNowhere: page.links === 0 && !page.navigates,
      isSite,
      away,
      isBelowTitle,
      inFrame: inFrame(draft),
      isSought: isSought(draft.kind === 'heading' ? index + 1 : index),
    })
  })
  // From the end, so that a heading over a kept heading is kept too.
  for (let index = drafts.length - 1; index >= 0; index--) keep[index] ??= leads(drafts, keep, index)
  return drafts.filter((_, index) => keep[index] === true)
}

/** Whether the readable part is the greater part of what reads as running text. */
function holdsProse(page: HtmlDrafts, isReadable: ReadonlySet<Draft>, inFrame: (draft: Draft) => boolean): boolean {
  let [all, readable] = [0, 0]
  for (const [draft, length] of proseOf(page)) {
    if (!isReadable.has(draft) && inFrame(draft)) continue
    all += length
    if (isReadable.has(draft)) readable += length
  }
  return readable >= all * leastOfProse
}

interface Standing {
  /** Of the whole page. */
  readonly links: number
  /** It has neither links nor a navigation. */
  readonly leadsNowhere: boolean
  /** It has those of a site, and a part that a reader view shows. */
  readonly isSite: boolean
  /** Blocks between it and the article. */
  readonly away: number
  /** Between the title of the article and its text. */
  readonly isBelowTitle: boolean
  readonly inFrame: boolean
  /** It says where somebody is found, when or for how much; a heading, that what stands under it does. */
  readonly isSought: boolean
}

/** Undefined for a heading that the blocks under it decide about. */
function isContent(draft: Draft, facts: BlockFacts | undefined, standing: Standing): boolean | undefined {
  const { links, away, inFrame } = standing
  if (facts === undefined || draft.kind === 'table-row' || draft.kind === 'code') return true
  if (draft.kind === 'heading') return ofHeading(draft, standing)
  const { text } = draft
  // A document may speak of passwords that nobody shares, of cookies and of what is reserved.
  const mayBeFrame = (links >= linksOfSite || inFrame) && !standing.isSought
  if (mayBeFrame && text.length < 300 && boilerplate.test(text)) return false
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const said = { text, words, linked: facts.linkChars / Math.max(text.length, 1) }
  if (isLead(said, standing) || (standing.isSought && said.linked <= mostLinked.inFrame)) return true
  return away > 0 ? isBesideArticle(said, draft.kind, standing) : isInArticle(said, standing)
}

function isInArticle(said: Said, { inFrame, isSite, leadsNowhere }: Standing): boolean {
  if (!inFrame && !isSite && isEntry(said.text)) return said.linked <= mostLinked.inEntry
  if (!inFrame) return said.linked <= mostLinked.inText && (isStatement(said) || said.linked === 0)
  if (isSite) return said.linked <= mostLinked.inText && said.words >= fewestWords.ofProse
  // Only where a page leads somewhere are few words in its frame the name of what is there.
  return leadsNowhere || isFact(said)
}

/** What a part of the frame of a site is called says nothing to who looks for its content. */
function ofHeading({ level }: Draft, { isSite, inFrame, isSought }: Standing): boolean | undefined {
  if (level !== 1 && isSite && inFrame && !isSought) return false
  return level === 1 && !inFrame ? true : undefined
}

interface Said {
  readonly text: string
  readonly words: number
  /** The share of it that is links. */
  readonly linked: number
}

function isLead({ words, linked }: Said, { isBelowTitle, inFrame }: Standing): boolean {
  return isBelowTitle && !inFrame && linked === 0 && words >= fewestWords.ofLead
}

function isBesideArticle({ words, linked, text }: Said, kind: Draft['kind'], { inFrame, away }: Standing): boolean {
  if (linked > mostLinked.inFrame) return false
  if (away <= nextTo && words >= fewestWords.ofProse) return true
  if (inFrame) return false
  if (linked > 0) return words >= fewestWords.besideWithLinks
  return saysFigure(text) || words >= (kind === 'list-item' ? fewestWords.ofItem : fewestWords.besideArticle)
}

function isStatement({ words, text }: Said): boolean {
  return words >= fewestWords.ofStatement || /\d/u.test(text)
}

/** In the frame of a document: statements, and entries that say a number, such as that of a telephone, or a name ("Párroco: Matías Ruiz", "Viernes: cerrado"). */
function isFact({ linked, words, text }: Said): boolean {
  if (isEntry(text) && linked === 0) return true
  return /\d/u.test(text.replace(listNumber, ''))
    ? words >= 2
    : linked <= mostLinked.inFrame && words >= fewestWords.ofStatement
}

function isEntry(text: string): boolean {
  return /^\p{Lu}[^:\n]{2,40}:\s+\p{L}/u.test(text)
}

function leads(drafts: readonly Draft[], keep: readonly (boolean | undefined)[], index: number): boolean {
  const level = drafts[index]?.level ?? 6
  for (let at = index + 1; at < drafts.length; at++) {
    const next = drafts[at]
    if (next?.kind === 'heading' && (next.level ?? 6) <= level) return false
    if (keep[at] === true) return true
  }
  return false
}

/** Whether a reader view shows a block, or the label and the value that it is, whose names the view does not keep, in two. */
function isAmong(readable: ReadonlySet<string>, text: string): boolean {
  if (readable.has(blockKey(text))) return true
  const end = text.slice(0, longestLabel).indexOf(': ')
  return end !== -1 && readable.has(blockKey(text.slice(0, end))) && readable.has(blockKey(text.slice(end)))
}

/** Under which the same block of a page is found again. */
export function blockKey(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
}
