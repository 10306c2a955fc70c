import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'

const maxPoints = 10_000
/** Names and numbers of a series. */
const pointLists = new Set(['c:cat', 'c:val', 'c:xVal', 'c:yVal'])
const parts = new Set([...pointLists, 'c:tx', 'c:title'])

interface Series {
  name: string
  /** By their place; one that is missing has none. */
  readonly categories: string[]
  readonly values: string[]
}

interface State {
  /** Of the chart and of its axes. */
  readonly titles: string[]
  readonly series: Series[]
  readonly path: string[]
  /** The place of the open point. */
  point: number
  /** Of names in several levels the first one stands beside the numbers. */
  level: number
}

/** The titles of a chart and the numbers it shows, as a table with a column for each series. */
export function chartDrafts(archive: ZipArchive, part: string): readonly Draft[] {
  const state: State = { titles: [], series: [], path: [], point: 0, level: 0 }
  readXml(archive, part, {
    open: (name, attributes) => open(state, name, attributes),
    close: () => void state.path.pop(),
    text: (text) => takeText(state, text),
  })
  const { titles, series } = state
  const heading = titles.flatMap((text): Draft[] => (text.trim() === '' ? [] : [{ kind: 'paragraph', text }]))
  if (series.length === 0) return heading
  const categories = series[0]?.categories ?? []
  const length = series.reduce((most, { values }) => Math.max(most, values.length), 0)
  const head = { isHead: true, cells: [{ text: '' }, ...series.map(({ name }) => ({ text: name }))] }
  const rows = Array.from({ length }, (_, at) => ({
    cells: [{ text: categories[at] ?? '' }, ...series.map(({ values }) => ({ text: values[at] ?? '' }))],
  }))
  return [...heading, ...tableDrafts([head, ...rows])]
}

function open(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  state.path.push(name)
  if (name === 'c:title') state.titles.push('')
  else if (name === 'c:ser') state.series.push({ name: '', categories: [], values: [] })
  else if (name === 'c:lvl') state.level++
  else if (name === 'c:pt') state.point = Math.min(Math.max(Number(attributes['idx']) || 0, 0), maxPoints)
  else if (name === 'c:v' && state.path.at(-2) !== 'c:pt') state.point++
  else if (pointLists.has(name)) {
    state.point = -1
    state.level = 0
  }
}

function takeText({ path, series, titles, point, level }: State, text: string): void {
  const last = path.at(-1)
  const of = path.findLast((name) => parts.has(name))
  const one = path.includes('c:ser') ? series.at(-1) : undefined
  if (one === undefined || of === 'c:title') {
    // A title may also be what a cell says.
    const isTitle = of === 'c:title' || of === 'c:tx'
    if (isTitle && titles.length > 0 && (last === 'a:t' || last === 'c:v')) titles[titles.length - 1] += text
    return
  }
  if (last !== 'c:v' || level > 1 || one.values.length + one.categories.length > maxPoints) return
  if (of === 'c:tx') one.name += text
  else if (of !== undefined) {
    const points = of === 'c:cat' || of === 'c:xVal' ? one.categories : one.values
    points[point] = (points[point] ?? '') + text
  }
}
