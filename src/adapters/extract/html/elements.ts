export type Attributes = Readonly<Record<string, string>>

/** Elements nothing is read of. */
const unseenElements: ReadonlySet<string> = new Set(
  'script style noscript head iframe object canvas audio video datalist button noframes rt rp'.split(' '),
)

/** Elements that stand on lines of their own. */
export const blockElements: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td textarea tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** What nobody sees who opens the page. */
export function isHidden(name: string, attributes: Attributes): boolean {
  // What a page keeps for its programs is unseen, what it draws inside of an element of its own is not.
  if (name === 'template') return !('shadowrootmode' in attributes)
  if (unseenElements.has(name)) return true
  const isFolded = foldedPart.test(namesOf(attributes)) || attributes['role'] === 'tabpanel'
  if ('hidden' in attributes && !isFolded) return attributes['hidden'] !== 'until-found'
  if (name === 'dialog' && !('open' in attributes)) return true
  // Of a list only what is chosen says something.
  if (name === 'option') return !('selected' in attributes) || /^\s*$/.test(attributes['value'] ?? ' -')
  if (unseenClass.test(attributes['class'] ?? '')) return true
  if (name === 'a' && isBackLink(attributes)) return true
  // Pages that a script shows when all is loaded.
  if (wholePage.has(name)) return false
  const style = attributes['style']
  return style !== undefined && !isFolded && unseenStyle.test(style.slice(0, 2_000))
}

/** Whether an element asks for leave to keep cookies, over the page and not of it. */
export function isCookieNotice(name: string, attributes: Attributes): boolean {
  return !wholePage.has(name) && cookieNotice.test(namesOf(attributes))
}

/** The arrow behind a note that leads back to where it was. */
function isBackLink(attributes: Attributes): boolean {
  return (
    attributes['role'] === 'doc-backlink' ||
    attributes['href']?.startsWith('#cite_ref') === true ||
    /(?:^|\s)(?:footnote|data-footnote)-?back/i.test(attributes['class'] ?? '')
  )
}

function namesOf(attributes: Attributes): string {
  return `${(attributes['class'] ?? '').slice(0, 300)} ${(attributes['id'] ?? '').slice(0, 100)}`
}

/** A part of the text that is folded until somebody clicks on what stands over it. */
const foldedPart =
  /(?:^|[\s_-])(?:accordion|akkordeon|acordeon|collaps(?:e|ible)|expand(?:er)?|spoiler|toggle|faq|tab)[-_]+(?:[a-z]+[-_]+)?(?:content|body|panel|pane|answer|inner|text)(?:$|[\s_-])/i
const cookieNotice =
  /(?:^|[\s_-])(?:(?:cookies?|gdpr|rgpd|onetrust|cookiebot|cmplz|didomi)[\w-]{0,40}[-_](?:banner|bar|notice|pop-?up|modal|dialog|overlay|sdk)|(?:banner|bar|notice|aviso|barra|pop-?up|modal|overlay)[-_](?:de[-_])?(?:cookies?|gdpr|rgpd))(?:$|[\s_-])/i
const unseenStyle = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
/** Equations that are drawn once more, and what Wikipedia lets people do with a section. */
const unseenClass = /(?:^|\s)(?:katex-html|mw-editsection)(?:\s|$)/
const writtenTypes = /^(?:|text|number|date|datetime-local|month|week|time|tel|email|url|search)$/i

/** What stands in a field of a form, with the blanks that part it from the words around it. */
export function shownValue(name: string, attributes: Attributes): string {
  if (name === 'select' || name === 'option') return ' '
  if (name !== 'input') return ''
  if (/^(?:checkbox|radio)$/i.test(attributes['type'] ?? '')) return 'checked' in attributes ? ' ☒ ' : ' ☐ '
  return writtenTypes.test(attributes['type'] ?? '') ? ` ${attributes['value'] ?? ''} ` : ' '
}

/** Whether somebody wrote something into an `input`; what is ticked says nothing without the words behind it. */
export function isFilled(attributes: Attributes): boolean {
  return writtenTypes.test(attributes['type'] ?? '') && (attributes['value'] ?? '').trim() !== ''
}

const wholePage = new Set(['html', 'body', 'main', 'article'])
const frameElements = new Set(['nav', 'aside', 'footer'])
const frameRole = /^(?:navigation|banner|complementary|contentinfo|search|menu|menubar|toolbar|dialog|alertdialog)$/i
/** Boxes that tell of other pages, or of what others sell. */
const ofElsewhere = String.raw`related|recommend(?:ed|ations?)?|promo(?:tion)?s?|ads?|advert(?:isement|ising)?s?|sponsor(?:ed)?|more-?(?:stories|news|posts)|trending|popular|most-?read|teasers?`
const ofFrame = String.raw`nav(?:bar|igation)?|menu|breadcrumbs?|side-?bar|footer|masthead|top-?bar|tool-?bar|cookies?|consent|gdpr|share|sharing|social|banner|pop-?up|modal|overlay|newsletter|subscri(?:be|ption)|sign-?up|login|comments?|disqus|widget|tags?|tag-?cloud|pag(?:er|ination)|skip|copyright|byline|author-?(?:box|info|bio)|meta`
const named = (names: string): RegExp => new RegExp(String.raw`(?:^|[\s_-])(?:${names})(?:$|[\s_-])`, 'i')
const elsewhere = named(ofElsewhere)
const frameName = named(`${ofFrame}|${ofElsewhere}`)
const otherVoices = /comment|disqus|repl(?:y|ies)|respon[ds]/i

/**
 * Whether an element is named as a part of the frame of a page rather than of its content: `voices` for what readers wrote
 * under it, which may be longer than what they wrote about, `elsewhere` for what tells of other pages.
 */
export function frameKind(name: string, attributes: Attributes): 'frame' | 'voices' | 'elsewhere' | null {
  if (wholePage.has(name)) return null
  const names = namesOf(attributes)
  const isNamed = names.length > 1 && frameName.test(names)
  if (!isNamed) return frameElements.has(name) || frameRole.test(attributes['role'] ?? '') ? 'frame' : null
  if (otherVoices.test(names)) return 'voices'
  return elsewhere.test(names) ? 'elsewhere' : 'frame'
}
