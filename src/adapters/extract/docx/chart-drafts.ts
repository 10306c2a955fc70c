import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import { textLanguage } from '../layout/text-language.ts'
import type { TextLanguage } from '../layout/text-language.ts'
import { createDisplay } from '../sheets/display.ts'
import type { Display } from '../sheets/display.ts'

const maxPoints = 10_000
const longestFormat = 255
/** Names and numbers of a series. */
const pointLists = new Set(['c:cat', 'c:val', 'c:xVal', 'c:yVal'])
const parts = new Set([...pointLists, 'c:tx', 'c:title'])

const languages: Readonly<Partial<Record<string, TextLanguage>>> = { en: 'en', es: 'es' }

interface Series {
  name: string
  /** By their place; one that is missing has none. */
  readonly categories: Points
  readonly values: Points
}

interface Points {
  readonly texts: string[]
  /** How its numbers are shown; empty when they are shown as they are written. */
  format: string
}

const noPoints = (): Points => ({ texts: [], format: '' })

interface State {
  /** Of the chart and of its axes. */
  readonly titles: string[]
  readonly series: Series[]
  readonly path: string[]
  /** In which its numbers are written, as far as the chart says. */
  language: TextLanguage | null
  from1904: boolean
  /** The place of the open point. */
  point: number
  /** Of names in several levels the first one stands beside the numbers. */
  level: number
}

/** The titles of a chart and the numbers it shows, as a table with a column for each series. */
export function chartDrafts(archive: ZipArchive, part: string): readonly Draft[] {
  const state: State = { titles: [], series: [], path: [], language: null, from1904: false, point: 0, level: 0 }
  readXml(archive, part, {
    open: (name, attributes) => open(state, name, attributes),
    close: () => void state.path.pop(),
    text: (text) => takeText(state, text),
  })
  const { titles, series } = state
  const heading = titles.flatMap((text): Draft[] => (text.trim() === '' ? [] : [{ kind: 'paragraph', text }]))
  if (series.length === 0) return heading
  const language = state.language ?? textLanguage([...titles, ...series.map(({ name }) => name)])
  const display = createDisplay(language, state.from1904)
  const categories = shown(series[0]?.categories ?? noPoints(), display)
  const columns = series.map(({ values }) => shown(values, display))
  const length = columns.reduce((most, values) => Math.max(most, values.length), 0)
  const head = { isHead: true, cells: [{ text: '' }, ...series.map(({ name }) => ({ text: name }))] }
  const rows = Array.from({ length }, (_, at) => ({
    cells: [{ text: categories[at] ?? '' }, ...columns.map((values) => ({ text: values[at] ?? '' }))],
  }))
  return [...heading, ...tableDrafts([head, ...rows])]
}

/** The points as the chart shows them: a share of 0.064 is 6,4 % when its numbers have that format. */
function shown({ texts, format }: Points, display: Display): readonly string[] {
  if (format === '') return texts
  return Array.from(texts, (text) => {
    const value = text === undefined || text.trim() === '' ? NaN : Number(text)
    return Number.isFinite(value) ? display(value, format) : text
  })
}

function open(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  state.path.push(name)
  if (name === 'c:title') state.titles.push('')
  else if (name === 'c:ser') state.series.push({ name: '', categories: noPoints(), values: noPoints() })
  else if (name === 'c:lang') state.language = languages[(attributes['val'] ?? '').slice(0, 2).toLowerCase()] ?? null
  else if (name === 'c:date1904') state.from1904 = attributes['val'] !== '0'
  else if (name === 'c:lvl') state.level++
  else if (name === 'c:pt') state.point = Math.min(Math.max(Number(attributes['idx']) || 0, 0), maxPoints)
  else if (name === 'c:v' && state.path.at(-2) !== 'c:pt') state.point++
  else if (pointLists.has(name)) {
    state.point = -1
    state.level = 0
  }
}

function takeText(state: State, text: string): void {
  const { path, series, titles, level } = state
  const last = path.at(-1)
  const of = path.findLast((name) => parts.has(name))
  const one = path.includes('c:ser') ? series.at(-1) : undefined
  if (one === undefined || of === 'c:title') {
    // A title may also be what a cell says.
    const isTitle = of === 'c:title' || of === 'c:tx'
    if (isTitle && titles.length > 0 && (last === 'a:t' || last === 'c:v')) titles[titles.length - 1] += text
    return
  }
  if (of === 'c:tx') {
    if (last === 'c:v' && level <= 1) one.name += text
  } else if (of !== undefined)
    takePoint(one, of === 'c:cat' || of === 'c:xVal' ? one.categories : one.values, state, text)
}

function takePoint({ categories, values }: Series, points: Points, { path, point, level }: State, text: string): void {
  const last = path.at(-1)
  if (last === 'c:formatCode' && points.format.length < longestFormat) points.format += text
  if (last !== 'c:v' || level > 1 || values.texts.length + categories.texts.length > maxPoints) return
  points.texts[point] = (points.texts[point] ?? '') + text
}
