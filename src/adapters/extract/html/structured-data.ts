import type { Draft } from '../layout/draft.ts'
import { htmlDrafts } from './html-drafts.ts'
import { walkHtml } from './html-guard.ts'
import { textLanguage } from '../layout/text-language.ts'
import type { TextLanguage } from '../layout/text-language.ts'
import { labelOfProperty, valueOfVocabulary } from './structured-labels.ts'

/** What is said of the site and of its pictures, not of what the page is about. */
const ofSite = /^(?:WebSite|WebPage|BreadcrumbList|SiteNavigationElement|SearchAction|ImageObject|VideoObject)$/
const unsaid =
  /^(?:@.*|name|headline|image|logo|url|sameAs|thumbnailUrl|contentUrl|identifier|inLanguage|mainEntityOfPage|isPartOf|potentialAction|breadcrumb|publisher)$/i
const address = /^(?:https?:)?\/\/\S*$/i
const duration = /^P(?=\w)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const units = ['d', 'h', 'min', 's']
const deepest = 8
const mostDrafts = 2_000
/** Values as they are written, not what they are called. */
const written = /:\s*"([^"]{3,300})"/g
const longestSample = 50_000

type Entry = Readonly<Record<string, unknown>>

/**
 * What a page tells search engines of its subject (schema.org as JSON-LD): a recipe, a product, questions and answers. It is read where the
 * page itself shows nothing, as its programs would draw it from the same. What its values are is said in the language of the page.
 */
export function structuredDrafts(html: string): readonly Draft[] {
  const drafts: Draft[] = []
  const { scripts, declared } = scriptsOf(html)
  const language = languageOf(declared, scripts)
  for (const script of scripts) {
    for (const entry of entriesOf(parsed(script))) {
      if (!typesOf(entry).some((type) => ofSite.test(type)) || 'mainEntity' in entry)
        say(entry, 1, { drafts, language })
    }
  }
  return drafts.slice(0, mostDrafts)
}

/** Of a page in a third language the words are said as the vocabulary has them, which is English. */
function languageOf(declared: string, scripts: readonly string[]): TextLanguage {
  if (declared !== '') return /^es\b/i.test(declared) ? 'es' : 'en'
  const values = scripts.flatMap((script) => [...script.slice(0, longestSample).matchAll(written)])
  return textLanguage(values.map(([, value = '']) => value))
}

interface Telling {
  readonly drafts: Draft[]
  readonly language: TextLanguage
}

function say(entry: Entry, level: number, telling: Telling): void {
  const { drafts, language } = telling
  if (level > deepest || drafts.length > mostDrafts) return
  const name = textOf(entry['name'] ?? entry['headline'], language)
  if (name !== '') drafts.push({ kind: 'heading', level: Math.min(level, 6), text: name })
  const begin = drafts.length
  for (const [key, value] of Object.entries(entry)) {
    if (unsaid.test(key)) continue
    const label = labelOfProperty(key, language)
    const values = (Array.isArray(value) ? value : [value]) as readonly unknown[]
    const texts = values.map((one) => briefly(one, language))
    if (texts.every((text) => text !== null)) {
      const said = texts.filter((text) => text !== '')
      if (said.length === 1) drafts.push({ kind: 'paragraph', text: `${label}: ${said[0] ?? ''}` })
      else if (said.length > 1) {
        drafts.push({ kind: 'paragraph', text: `${label}:` })
        for (const text of said) drafts.push({ kind: 'list-item', text: `- ${text}` })
      }
      continue
    }
    for (const one of values) if (isEntry(one)) say(one, level + 1, telling)
  }
  // A name of which nothing is said is that of whoever the site belongs to.
  if (name !== '' && drafts.length === begin) drafts.pop()
}

/** A value that is said on one line: a text, a step that is one, or an entry of a few plain values. Null for what needs more. */
function briefly(value: unknown, language: TextLanguage): string | null {
  if (!isEntry(value)) return textOf(value, language)
  const fields = Object.entries(value).filter(([key]) => key === 'name' || !unsaid.test(key))
  const own = fields.filter(([key]) => key !== 'name')
  const name = textOf(value['name'], language)
  const [only] = own
  if (own.length === 1 && only?.[0] === 'text') {
    const text = textOf(only[1], language)
    return name === '' || text.startsWith(name) ? text : `${name}: ${text}`
  }
  if (own.some(([, one]) => isEntry(one) || Array.isArray(one))) return null
  const said = own.flatMap(([key, one]) => {
    const text = textOf(one, language)
    return text === '' ? [] : [`${labelOfProperty(key, language).toLowerCase()} ${text}`]
  })
  return [...(name === '' ? [] : [name]), ...said].join(', ')
}

function textOf(value: unknown, language: TextLanguage): string {
  if (typeof value === 'boolean' && language === 'es') return value ? 'sí' : 'no'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  const named = valueOfVocabulary(value, language)
  if (named !== null) return named
  if (address.test(value.trim())) return ''
  const [isDuration, ...times] = duration.exec(value) ?? []
  if (isDuration !== undefined) {
    return times
      .flatMap((time: string | undefined, at) => (Number(time ?? 0) > 0 ? [`${time} ${units[at] ?? ''}`] : []))
      .join(' ')
  }
  const text = /[<&]/.test(value)
    ? htmlDrafts(value, { skipNavigation: false })
        .drafts.map((draft) => draft.text)
        .join(' ')
    : value
  return text.replace(/\s+/g, ' ').trim()
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typesOf(entry: Entry): readonly string[] {
  const type = entry['@type']
  return (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string')
}

/** Those of a page, or of the graph that it is. */
function entriesOf(value: unknown): readonly Entry[] {
  const graph = isEntry(value) && '@graph' in value ? value['@graph'] : value
  return ((Array.isArray(graph) ? graph : [graph]) as readonly unknown[]).filter(isEntry)
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script)
  } catch {
    return null
  }
}

function scriptsOf(html: string): { readonly scripts: readonly string[]; readonly declared: string } {
  const scripts: string[] = []
  let declared = ''
  let open: string | null = null
  walkHtml(html, {
    open(name, attributes) {
      if (name === 'html') declared = (attributes['lang'] ?? attributes['xml:lang'] ?? '').trim()
      if (name === 'script') open = /^application\/ld\+json/i.test(attributes['type']?.trim() ?? '') ? '' : null
    },
    close(name) {
      if (name === 'script' && open !== null) scripts.push(open)
      if (name === 'script') open = null
    },
    text(text) {
      if (open !== null) open += text
    },
  })
  return { scripts, declared }
}
