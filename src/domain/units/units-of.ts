import type { Line } from '../outline.ts'
import type { RankedPassage } from '../passage.ts'
import { tableAt } from '../table-at.ts'
import { listPages } from './contents-rows.ts'
import { cutClauses } from './cut-clauses.ts'
import { distinctUnits } from './distinct-units.ts'
import {
  countWords,
  enumeratorKind,
  isArticleHeading,
  isContentsHeading,
  isContentsLine,
  isInlineArticle,
  isMessage,
  isProblem,
  isQuestion,
  isReplyByMark,
  isSolution,
  isTitle,
  looksLikeNames,
} from './line-forms.ts'
import { piecesOf, type Piece } from './pieces.ts'
import { isSameTable } from './same-table.ts'
import { isTitleAbove, withoutPartNumber } from './title-above.ts'
import { longestList, longestQuote, type Unit, type UnitKind } from './unit.ts'

/** An article or the answer to a question is quoted whole up to this many characters, then its first sentences. */
const longestArticle = 700
const longestReply = 400
/** Of an article with its number, at most: "Decimocuarta. Revisión de los precios." */
const wordsOfName = 6
/** Of an item without the mark of a list, characters. */
const longestUnmarked = 60

/** What can be quoted of the passages, in reading order. One that stands in two passages is given once. */
export function unitsOf<P extends RankedPassage>(passages: readonly P[]): Unit<P>[] {
  return distinctUnits(passages.flatMap(unitsOfPassage))
}

/** Headings, questions without an answer and contents lines only where there is nothing else. */
function unitsOfPassage<P extends RankedPassage>(passage: P): readonly Unit<P>[] {
  const units = new PassageUnits(passage).all()
  const statements = units.filter(({ kind }) => kind !== 'question' && kind !== 'contents')
  return statements.length > 0 ? statements : units
}

class PassageUnits<P extends RankedPassage> {
  readonly #passage: P
  readonly #pieces: readonly Piece[]
  readonly #units: Unit<P>[] = []
  #heading: Piece | null = null
  /** The heading of the article that the piece is part of. */
  #article: Piece | null = null
  /** What the next piece answers, or goes on from. */
  #lead: Line | null = null

  constructor(passage: P) {
    this.#passage = passage
    this.#pieces = piecesOf(passage)
  }

  all(): readonly Unit<P>[] {
    for (let at = 0; at < this.#pieces.length;) at = this.#take(at)
    return this.#units
  }

  /** Takes the piece, or the run that begins with it; returns where the next one begins. */
  #take(at: number): number {
    const piece = this.#pieces[at]
    if (piece === undefined) return at + 1
    if (this.#isHeading(at)) return this.#enterSection(piece, at)
    switch (piece.kind) {
      case 'row':
        return this.#takeRows(at)
      case 'item':
      case 'label':
        return this.#hasReply(at) ? this.#takeQuestion(piece, at) : this.#takeRun(at, piece.kind)
      case 'question':
        return this.#takeQuestion(piece, at)
      case 'open':
        return this.#takeOpen(piece, at)
      case 'contents':
        return this.#takeContents(at)
      case 'heading':
      case 'sentence':
        if (isInlineArticle(piece.text)) {
          this.#addArticle(at)
          if (this.#isOnlyName(at)) return at + 1
        }
        this.#addSentence(piece)
        return at + 1
    }
  }

  #isHeading(at: number): boolean {
    const [before, piece, next] = [this.#pieces[at - 1], this.#pieces[at], this.#pieces[at + 1]]
    if (piece === undefined) return false
    if (piece.kind === 'heading') return true
    if (next === undefined || next.block === piece.block || before?.block === piece.block) return false
    if ((this.#lead !== null && piece.kind !== 'item') || next.kind === 'heading') return false
    if (next.kind === 'contents') return isContentsHeading(piece.text)
    if (piece.kind === 'item') {
      const name = withoutPartNumber(piece.text)
      const begins = before?.kind !== 'item' || enumeratorKind(before.text) !== enumeratorKind(piece.text)
      return name !== piece.text && begins && next.kind !== 'item' && isTitle(name) && !/\d/u.test(name)
    }
    return piece.kind === 'sentence' && isTitleAbove(piece.text, next)
  }

  /** Of an article with its number: "Tercera. Averías." before what the clause says, no statement of its own. */
  #isOnlyName(at: number): boolean {
    const [piece, next] = [this.#pieces[at], this.#pieces[at + 1]]
    if (piece === undefined || next?.block !== piece.block) return false
    return countWords(piece.text) <= wordsOfName && !/\n/u.test(this.#passage.text.slice(piece.end, next.start))
  }

  #enterSection(piece: Piece, at: number): number {
    this.#heading = piece
    this.#article = null
    this.#lead = null
    if (isQuestion(piece.text)) return this.#takeQuestion(piece, at)
    const next = this.#pieces[at + 1]
    const alone = next === undefined || next.kind === 'heading'
    if (isArticleHeading(piece.text) && !alone) {
      this.#article = piece
      this.#addArticle(at)
      return at + 1
    }
    // A number or a name that is asked for may stand in the heading only.
    if (alone || piece.kind !== 'heading' || /\d/u.test(piece.text.replace(/^\S*\d\S*\s/u, '')))
      this.#add('heading', piece)
    return at + 1
  }

  #takeRows(at: number): number {
    const rows = this.#run(at, 'row', (before, row) => this.#isSameTable(before, row))
    if (listPages(textsOf(rows), this.#headings())) {
      for (const row of rows) this.#add('contents', row)
      return at + rows.length
    }
    const opener = at === 0 ? (this.#passage.outline?.opener ?? null) : null
    const heads = opener === null && rows.length > 1 ? this.#headRows(rows) : 0
    const [first, last] = [rows[0], rows[heads - 1]]
    const own = first === undefined || last === undefined ? null : { start: first.start, end: last.end }
    if (own !== null) this.#addSpan('names', own.start, own.end, null)
    const names = own === null ? opener : this.#lineOf(own)
    const data = rows.slice(heads)
    for (const row of data) this.#addCut('row', row, names)
    if (data.length > 1) this.#addList(data, names)
    this.#lead = null
    return at + rows.length
  }

  #headings(): string[] {
    return textsOf(this.#pieces.filter(({ kind }) => kind === 'heading'))
  }

  /**
   * How many of the rows name the columns. Formats with tables of their own say it; a table drawn in plain text is judged by its
   * form.
   */
  #headRows(rows: readonly Piece[]): number {
    const { start: offset, tables } = this.#passage
    const { start = 0, text = '' } = rows[0] ?? {}
    const table = tableAt(tables, offset + start)
    if (table === undefined) return looksLikeNames(text, textsOf(rows.slice(1))) ? 1 : 0
    if (table.start !== offset + start) return 0
    const { body } = table
    return body === undefined ? 1 : rows.filter((row) => offset + row.start < body).length
  }

  #isSameTable(before: Piece, row: Piece): boolean {
    const { text, tables } = this.#passage
    return isSameTable(this.#lineOf(before), this.#lineOf(row), text.slice(before.end, row.start), tables)
  }

  #takeRun(at: number, kind: 'item' | 'label'): number {
    const items = this.#run(at, kind, (_before, _item, itsPlace) => !this.#hasReply(itsPlace))
    const opener = at === 0 && kind === 'item' ? (this.#passage.outline?.opener ?? null) : null
    const lead = this.#lead ?? opener
    for (const item of items) this.#addCut(kind, item, lead ?? this.#articleLine())
    const heading = this.#pieces[at - 1] === this.#heading ? this.#heading : null
    if (items.length > 1) this.#addList(items, lead ?? (heading === null ? null : this.#lineOf(heading)))
    this.#lead = null
    return at + items.length
  }

  /** A list of what is treated under it may be asked for itself, other than one of pages. */
  #takeContents(at: number): number {
    const lines = this.#run(at, 'contents')
    for (const line of lines) this.#add('contents', line)
    const above = this.#pieces[at - 1]?.text ?? this.#passage.headingPath.at(-1) ?? ''
    if (lines.length > 1 && !isContentsHeading(above) && !lines.some(({ text }) => isContentsLine(text)))
      this.#addList(lines, this.#heading === null ? null : this.#lineOf(this.#heading))
    return at + lines.length
  }

  /** "3) Can I park?" before its answer, "Problema: No imprime" before its solution. */
  #hasReply(at: number): boolean {
    const [piece, next] = [this.#pieces[at], this.#pieces[at + 1]]
    if (piece === undefined || next === undefined) return false
    if (isQuestion(piece.text) && isReplyByMark(piece.text, next.text)) return true
    if (piece.kind === 'label') return next.kind === 'label' && isProblem(piece.text) && isSolution(next.text)
    return isQuestion(piece.text) && next.kind === 'sentence' && next.block !== piece.block
  }

  #takeQuestion(piece: Piece, at: number): number {
    const reply: Piece[] = []
    for (const next of this.#from(at + 1)) {
      if (next.kind === 'heading' || next.kind === 'question') break
      const isMarked = reply.length === 0 && isReplyByMark(piece.text, next.text)
      if ((next.kind !== 'sentence' && next.kind !== 'label' && !isMarked) || isProblem(next.text)) break
      const start = reply[0]?.start ?? next.start
      if (reply.length > 0 && (next.end - start > longestReply || isMessage(next.text))) break
      reply.push(next)
    }
    const next = this.#pieces[at + 1]
    const [first, last] = [reply[0], reply.at(-1)]
    this.#heading = piece
    if (first !== undefined && last !== undefined) {
      this.#addSpan('faq', first.start, last.end, this.#lineOf(piece))
      // single sentences of a long reply are quotable too; a short one stands with its question only
      return reply.length > 1 ? at + 1 : at + 2
    }
    if (next === undefined || next.kind === 'heading' || next.kind === 'question') this.#add('question', piece)
    else this.#lead = this.#lineOf(piece)
    return at + 1
  }

  /** "El plazo es:" and what stands under it. */
  #takeOpen(piece: Piece, at: number): number {
    const next = this.#pieces[at + 1]
    if (isInlineArticle(piece.text)) this.#addArticle(at)
    if (next === undefined || next.kind === 'heading') {
      this.#addSentence(piece)
      return at + 1
    }
    this.#lead = this.#lineOf(piece)
    if (next.kind !== 'sentence') return at + 1
    const lines = this.#shortLines(at + 1)
    const kind = lines.length > 1 ? 'item' : 'label'
    for (const line of lines) this.#addCut(kind, line, this.#lead)
    if (lines.length > 1) this.#addList(lines, this.#lead)
    this.#lead = null
    return at + 1 + lines.length
  }

  /** What stands under what introduces it: the next piece, and the lines after it that are items without a mark as it is. */
  #shortLines(at: number): readonly Piece[] {
    const lines: Piece[] = []
    for (const line of this.#from(at)) {
      const before = lines.at(-1)
      if (before !== undefined && !(isUnmarked(before) && isUnmarked(line) && line.block !== before.block)) break
      lines.push(line)
    }
    return lines
  }

  /** Pieces from a position on; without a copy, because most readers stop after a few. */
  *#from(at: number): Generator<Piece> {
    for (let i = at; i < this.#pieces.length; i += 1) {
      const piece = this.#pieces[i]
      if (piece !== undefined) yield piece
    }
  }

  #run(
    at: number,
    kind: Piece['kind'],
    goesOn = (_before: Piece, _piece: Piece, _at: number): boolean => true,
  ): Piece[] {
    const pieces: Piece[] = []
    for (const piece of this.#from(at)) {
      const before = pieces.at(-1)
      if (piece.kind !== kind) break
      if (before !== undefined && (this.#isHeading(at + pieces.length) || !goesOn(before, piece, at + pieces.length)))
        break
      pieces.push(piece)
    }
    return pieces
  }

  #addSentence(piece: Piece): void {
    this.#addCut('sentence', piece, this.#lead ?? this.#articleLine())
    this.#lead = null
  }

  /** The number and all that stands under it, as far as it is read. */
  #addArticle(at: number): void {
    const first = this.#pieces[at]
    if (first === undefined) return
    let { end } = first
    for (const piece of this.#from(at + 1)) {
      if (piece.kind === 'heading' || isInlineArticle(piece.text) || piece.end - first.start > longestArticle) break
      end = piece.end
    }
    const next = this.#pieces[at + 1]
    // A name alone says nothing: a sentence too long for an article is read as far as it is quoted.
    if (end === first.end && next?.kind === 'sentence' && (first === this.#article || this.#isOnlyName(at)))
      end = cutClauses(this.#passage.text, next.start, next.end)[0]?.end ?? end
    this.#addSpan('article', first.start, end, null)
  }

  #addList(items: readonly Piece[], lead: Line | null): void {
    const [first] = items
    const last = items.findLast(({ end }) => end - (first?.start ?? 0) <= longestList)
    if (first !== undefined && last !== undefined && last !== first) this.#addSpan('list', first.start, last.end, lead)
  }

  #addCut(kind: UnitKind, piece: Piece, lead: Line | null): void {
    if (piece.end - piece.start <= longestQuote || kind === 'row') return this.#add(kind, piece, lead)
    for (const { start, end } of cutClauses(this.#passage.text, piece.start, piece.end)) {
      this.#addSpan(kind, start, end, lead)
    }
  }

  #add(kind: UnitKind, { start, end }: Piece, lead: Line | null = null): void {
    this.#addSpan(kind, start, end, lead)
  }

  #addSpan(kind: UnitKind, start: number, end: number, lead: Line | null): void {
    const { start: offset, text } = this.#passage
    this.#units.push({
      passage: this.#passage,
      kind,
      start: offset + start,
      end: offset + end,
      text: text.slice(start, end),
      lead,
      heading: this.#heading === null ? null : this.#lineOf(this.#heading),
    })
  }

  #articleLine(): Line | null {
    return this.#article === null ? null : this.#lineOf(this.#article)
  }

  #lineOf({ start, end }: Pick<Piece, 'start' | 'end'>): Line {
    const { start: offset, text } = this.#passage
    return { start: offset + start, end: offset + end, text: text.slice(start, end) }
  }
}

const textsOf = (pieces: readonly Piece[]): string[] => pieces.map(({ text }) => text)

/** "milk powder": a line of few words with no sign at its end. */
function isUnmarked({ kind, text }: Piece): boolean {
  return kind === 'sentence' && text.length <= longestUnmarked && !/[.!?:;]$/u.test(text)
}
