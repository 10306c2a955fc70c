import { columnsOf, gridsOf } from './grid-columns.ts'
import { frameKind } from './elements.ts'
import { walkHtml } from './html-guard.ts'

/** What a box is in a table; cells of a grid without boxes for its rows begin and end these. */
export interface BoxRole {
  readonly name: 'table' | 'tr' | 'th' | 'td'
  readonly beginsRow?: boolean
  readonly endsRow?: boolean
}

/** A box whose end has come. */
interface Box {
  /** The how manieth element of the page it is, from 0. */
  readonly place: number
  readonly names: readonly string[]
  readonly text: string
  /** What could be a cell: a line of text, in however many boxes one inside of the other. */
  readonly isLine: boolean
  /** The cells that it could be a row of; empty where something else is in it. */
  readonly cells: readonly Box[]
  /** The rows that it could be a group of, as the head of a table. */
  readonly rows: readonly Box[]
}

interface Open {
  readonly place: number
  readonly isBox: boolean
  readonly names: readonly string[]
  readonly columns: number
  readonly isFrame: boolean
  readonly inside: Box[]
  /** All text in it, and what of it stands outside of the boxes in it or in links. */
  text: string
  hasOwn: boolean
  linked: number
  /** It holds what no line of text does. */
  isMixed: boolean
}

const boxes = new Set(['div', 'p', 'li', 'section', 'article'])
const noLine = new Set(
  'table ul ol dl dt dd h1 h2 h3 h4 h5 h6 pre form label input select textarea button video figure blockquote br'.split(
    ' ',
  ),
)
const longestCell = 100
const longestFigure = 30
const mostColumns = 12
const fewestRows = 3
const mostLinked = 0.5
const numberShare = 0.8
const named = (names: string): RegExp => new RegExp(String.raw`(?:^|[-_])(?:${names})(?:$|[-_\d])`, 'i')
const ofCell = named('td|th|cell|celda|col|column|columna')
const ofHead = named('th|thead|head|header|heading|cabecera|encabezado')
/** Others put these and what they are said of together. */
const ofLabel = named('label|lbl|key|term|etiqueta|question|pregunta|number|num|count|figure|step')

/**
 * The boxes of a page that are tables, by their place among its elements. The boxes of a layout are set alike: they are a table where
 * their names say so, or where numbers stand below each other. What only leads elsewhere or frames the page is none.
 */
export function boxRoles(html: string): ReadonlyMap<number, BoxRole> {
  const roles = new Map<number, BoxRole>()
  if (!/<div\b/i.test(html)) return roles
  const grids = gridsOf(html)
  const open: Open[] = []
  let place = -1
  const note = (text: string): void => {
    const around = open.at(-1)
    if (around === undefined || text.trim() === '') return
    around.hasOwn = true
    around.text = cut(around.text, text)
  }
  walkHtml(html, {
    open(name, attributes) {
      const around = open.at(-1)
      place++
      const isFrame = around?.isFrame === true || 'role' in attributes || frameKind(name, attributes) !== null
      const names = (attributes['class'] ?? '')
        .slice(0, 300)
        .split(/\s+/)
        .filter((one) => one !== '')
      const columns = columnsOf(names, attributes, grids)
      const state = { inside: [], text: '', hasOwn: false, linked: 0, isMixed: noLine.has(name) }
      open.push({ place, isBox: boxes.has(name), names, columns, isFrame, ...state })
    },
    close(name) {
      const box = open.pop()
      const around = open.at(-1)
      if (box === undefined || around === undefined) return
      if (!box.isFrame) readTable(box, roles)
      around.isMixed ||= box.isMixed || (!box.isBox && box.inside.length > 0)
      around.text = cut(around.text, box.text)
      around.linked += name === 'a' ? box.text.length : box.linked
      if (box.isBox) around.inside.push(closed(box))
      else around.hasOwn ||= box.hasOwn && !(/^h[1-6]$/.test(name) && around.inside.length === 0)
    },
    text: note,
  })
  return roles
}

function closed(box: Open): Box {
  const { place, names, inside, hasOwn, isMixed, text, linked } = box
  const [only] = inside
  const isBare = !isMixed && inside.length === 0
  const isWrapped = !isMixed && !hasOwn && inside.length === 1 && only?.isLine === true
  const isLine = (isBare || isWrapped) && text.length <= longestCell
  const isWhole = !hasOwn && !box.isFrame
  const isRow = isWhole && !isMixed && inside.length > 1 && inside.length <= mostColumns
  const areCells = isRow && inside.every((one) => one.isLine) && linked <= text.length * mostLinked && text !== ''
  const areRows = isWhole && inside.length > 0 && inside.every((one) => one.cells.length > 0)
  return { place, names, text, isLine, cells: areCells ? inside : [], rows: areRows ? inside : [] }
}

function cut(before: string, text: string): string {
  return before.length > longestCell ? before : `${before} ${text.trim()}`.trim().slice(0, longestCell * mostColumns)
}

function readTable(box: Open, roles: Map<number, BoxRole>): void {
  const { inside, columns } = box
  if (box.hasOwn) return
  if (columns > 1 && inside.length % columns === 0 && inside.every((one) => one.isLine)) return readGrid(box, roles)
  // What stands above the rows is said before them; what stands below them would be, too.
  const first = inside.findIndex((one) => !one.isLine)
  const rows = rowsOf(inside.slice(Math.max(0, first)))
  const cells = rows?.map((row) => row.cells) ?? []
  if (rows === null || !isTable(cells)) return
  roles.set(box.place, { name: 'table' })
  for (const one of inside) if (one.rows.length > 0) roles.delete(one.place)
  const hasHead = rows[0]?.names.some((one) => ofHead.test(one)) === true || namesColumns(cells)
  for (const [at, row] of rows.entries()) {
    roles.set(row.place, { name: 'tr' })
    for (const cell of row.cells) roles.set(cell.place, { name: at === 0 && hasHead ? 'th' : 'td' })
  }
}

/** All cells in the columns of one box. */
function readGrid({ inside, columns, place, linked, text }: Open, roles: Map<number, BoxRole>): void {
  const rows = Array.from({ length: inside.length / columns }, (_, at) =>
    inside.slice(at * columns, (at + 1) * columns),
  )
  if (linked > text.length * mostLinked || !isTable(rows)) return
  const hasHead = namesColumns(rows)
  roles.set(place, { name: 'table' })
  for (const [at, cell] of inside.entries()) {
    const name = hasHead && at < columns ? 'th' : 'td'
    roles.set(cell.place, { name, beginsRow: at % columns === 0, endsRow: at % columns === columns - 1 })
  }
}

/** The rows that a box is made of; null where they are not alike, or something else stands beside them. */
function rowsOf(inside: readonly Box[]): readonly Box[] | null {
  const isHeaded = inside.length === 2 && inside[0]?.rows.length === 1 && (inside[1]?.rows.length ?? 0) > 0
  const isHeadedBeside = inside.length > 1 && inside[0]?.rows.length === 1
  const rows = isHeaded || isHeadedBeside ? inside.flatMap((one) => (one.rows.length > 0 ? one.rows : [one])) : inside
  const [first, second] = rows
  if (first === undefined || second === undefined || first.cells.length === 0) return null
  const areAlike = rows.every(
    (row, at) =>
      row.cells.length === first.cells.length &&
      (at === 0 || row.names.length === second.names.length || row.names.some((one) => second.names.includes(one))),
  )
  return areAlike ? rows : null
}

function isTable(rows: readonly (readonly Box[])[]): boolean {
  if (rows.length < fewestRows) return false
  const cells = rows.flat()
  const has = (box: Box | undefined, pattern: RegExp): boolean => box?.names.some((one) => pattern.test(one)) === true
  if (rows.slice(1).some((row) => row.some((cell) => has(cell, ofLabel)))) return false
  if (cells.every((cell) => has(cell, ofCell)) || rows[0]?.every((cell) => has(cell, ofHead)) === true) return true
  return numberColumn(rows) !== null
}

/** Whether the first row names the columns: below one of its names stand numbers. */
function namesColumns(rows: readonly (readonly Box[])[]): boolean {
  const [first = []] = rows
  if (first.some((cell) => cell.names.some((one) => ofHead.test(one)))) return true
  const column = numberColumn(rows)
  return column !== null && !/\d/u.test(first[column]?.text ?? '') && first.every(({ text }) => text !== '')
}

/** A column behind the first one in which numbers stand below each other; null without one. */
function numberColumn(rows: readonly (readonly Box[])[]): number | null {
  const found = (rows[0] ?? []).findIndex((_, column) => {
    const figures = rows.slice(1).filter((row) => {
      const text = row[column]?.text ?? ''
      return /\d/u.test(text) && text.length <= longestFigure
    })
    return column > 0 && figures.length >= (rows.length - 1) * numberShare
  })
  return found === -1 ? null : found
}
