import type { ParagraphProperties } from './rtf-paragraphs.ts'

/** What the words in a group are: text of the document, or something about it. */
export type Destination =
  | 'text'
  | 'skipped'
  | 'fonts'
  | 'styles'
  | 'lists'
  | 'list-label'
  | 'title'
  | 'instruction'
  | 'label'
  | 'note'
  | 'remark'
  | 'author'
  | 'header'
  | 'footer'
  | 'form'
  | 'property'
  | 'value'
  | 'choice'
  | 'table-frame'
  | 'shape'

/** What holds inside a pair of braces, and ends with it. */
export interface Group {
  destination: Destination
  /** The group began with `\*`: what is not known in it is left out. */
  isOptional: boolean
  /** A field with its instruction and its words. */
  isField: boolean
  /** Nothing has been read in it yet. */
  isFresh: boolean
  /** Characters that follow a `\u` for readers without Unicode. */
  fallback: number
  font: number
  isHidden: boolean
  isDeleted: boolean
  isStruck: boolean
  isRaised: boolean
  /** Written for RTF alone beside the HTML that it was made of. */
  isForRtf: boolean
  /** What the paragraph is in which the group began. */
  readonly paragraph: ParagraphProperties
}

/** Groups that say what their words are. Every other word at the beginning of an optional group means: leave it out. */
const destinations: Readonly<Record<string, Destination>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  listtable: 'lists',
  listoverridetable: 'lists',
  leveltext: 'list-label',
  title: 'title',
  fldinst: 'instruction',
  listtext: 'label',
  pntext: 'label',
  footnote: 'note',
  annotation: 'remark',
  atnauthor: 'author',
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  formfield: 'form',
  sn: 'property',
  sv: 'value',
  ffl: 'choice',
  shptxt: 'note',
  dptxbxtext: 'note',
  shpinst: 'shape',
  do: 'shape',
  nesttableprops: 'table-frame',
  ud: 'text',
  result: 'text',
}
/** Among them the drawing of a shape for readers that do not know shapes. */
const skipped = new Set(
  'shprslt colortbl info pict object objdata xe tc rxe txe upr nonesttables author operator company subject keywords comment doccomm creatim revtim printim buptim themedata colorschememapping datastore latentstyles levelnumbers listname liststylename listpicture rsidtbl generator filetbl revtbl bkmkstart bkmkend nonshppict shppict pgdsctbl atnid atndate atnref atntime falt panose template private datafield htmltag mhtmltag ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn'.split(
    ' ',
  ),
)

/** What a group becomes by this word; null when the word says nothing about it. */
export function destinationOf(word: string, group: Group): Destination | null {
  const known = Object.hasOwn(destinations, word) ? destinations[word] : undefined
  if (known !== undefined) return known
  if (skipped.has(word) || (group.isFresh && group.isOptional)) return 'skipped'
  return null
}

export function isMargin(destination: Destination): destination is 'header' | 'footer' {
  return destination === 'header' || destination === 'footer'
}

/** What is read as text, wherever it stands. */
export function isText(destination: Destination): boolean {
  return destination === 'text' || destination === 'note' || destination === 'remark' || isMargin(destination)
}

/** Which destinations may be read inside one that is left out. */
export function readsInside(outer: Destination, inner: Destination): boolean {
  if (inner === 'property' || inner === 'value') return true
  if (outer === 'skipped') return inner === 'title' || inner === 'text'
  if (inner === 'list-label') return outer === 'lists'
  if (outer === 'shape') return inner === 'note'
  // Only the text itself has margins.
  if (isMargin(inner)) return outer === 'text'
  return inner !== 'choice' || outer === 'form'
}
