import type { Draft } from '../layout/draft.ts'
import type { BlockFacts } from './block-facts.ts'
import { createBlockHandler } from './block-handler.ts'
import { withBoxTables } from './box-tables.ts'
import { withDrawnText } from './drawn-text.ts'
import { withRoles } from './element-roles.ts'
import { isCookieNotice, isHidden } from './elements.ts'
import type { Attributes } from './elements.ts'
import { withEquations } from './equations.ts'
import { withFiguresFirst } from './figures-first.ts'
import { walkHtml } from './html-guard.ts'
import type { PageShape } from './html-guard.ts'
import { withInlineSeams } from './inline-seams.ts'
import { withLabelTerms } from './label-terms.ts'
import { withNamedLabels } from './named-labels.ts'
import { withOpenedPanels } from './opened-panels.ts'
import { createPageState, flush, flushTerms } from './page-state.ts'
import { createSheetNames, withSheets } from './sheet-names.ts'
import { withoutStruck } from './struck-text.ts'
import { withTypeSizes } from './type-sizes.ts'

export interface HtmlDrafts {
  readonly drafts: readonly Draft[]
  /** Rows of tables have none. */
  readonly facts: ReadonlyMap<Draft, BlockFacts>
  readonly title: string | null
  readonly firstHeading: string | null
  readonly shape: PageShape
  /** Links to other places. */
  readonly links: number
  /** It has a navigation, whose links are not among them where that is skipped. */
  readonly navigates: boolean
}

/** A page about cookies, of browsers or of a baker, calls its parts as others call what they lay over theirs. */
const ofCookies = /\b(?:cookies?|galletas?|gdpr|rgpd)\b/iu

/**
 * Blocks of a page in document order: headings, paragraphs, list items, one line per table row, a term with its explanation.
 * `skipNavigation` leaves out what only leads elsewhere; `sheets` are those that stand in other files; `sizes` asks for those of type;
 * `instead` for what is there for readers without programs.
 */
export function htmlDrafts(
  html: string,
  options: {
    readonly skipNavigation: boolean
    readonly sheets?: readonly string[]
    readonly sizes?: boolean
    readonly instead?: boolean
  },
): HtmlDrafts {
  // Where scripts are, they show what a sheet hides.
  const names = createSheetNames(/<script\b/i.test(html) ? 0 : undefined)
  const state = createPageState()
  for (const sheet of options.sheets ?? []) names.read(sheet)
  const isInstead = (name: string): boolean => options.instead === true && name === 'noscript'
  const isUnseen = (name: string, attributes: Attributes): boolean =>
    (isHidden(name, attributes) && !isInstead(name)) ||
    (isCookieNotice(name, attributes) && !ofCookies.test(state.title)) ||
    (options.skipNavigation && name === 'nav') ||
    names.hides(attributes)
  const labelled = withLabelTerms(createBlockHandler(state, isUnseen), isUnseen)
  const named = withNamedLabels(withInlineSeams(labelled))
  const figures = withFiguresFirst(named)
  const handler = withOpenedPanels(withDrawnText(withEquations(withRoles(figures, names))))
  const sized = options.sizes === true ? withTypeSizes(handler, names, state.type) : handler
  const shape = walkHtml(html, withBoxTables(html, withSheets(withoutStruck(sized, names), names)))
  figures.end()
  named.end()
  labelled.end()
  flush(state)
  flushTerms(state)
  state.blocks.settle()
  return {
    drafts: state.drafts,
    facts: state.facts,
    title: state.title.trim() === '' ? null : state.title.replace(/\s+/g, ' ').trim(),
    firstHeading: state.drafts.find((draft) => draft.kind === 'heading')?.text ?? null,
    shape,
    links: state.links,
    navigates: /<nav\b/i.test(html),
  }
}
