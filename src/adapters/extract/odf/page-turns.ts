import type { TextStyle } from './text-styles.ts'

export type PageTurns = ReturnType<typeof createPageTurns>

/** Where the pages of a text turn: before and after what asks for it, and where the program recorded that they did by themselves. */
export function createPageTurns() {
  let turns = 0
  let recorded = 0
  let hasBegun = false
  let isDue = false
  let onSlides = false
  return {
    /** Of what comes next, from 1. */
    page: () => turns + 1,
    /** Whether the program kept a record; without one the breaks alone tell no page. */
    isRecorded: () => recorded > 0,
    /** A page that was full. */
    record(): void {
      recorded++
      turns++
    },
    /** Slides are the pages of a presentation. */
    setPage(number: number): void {
      turns = number - 1
      onSlides = true
    },
    /** A paragraph or a table of the text itself begins. Nothing turns the first page before there is something on it. */
    begin({ turnsBefore, turnsAfter }: TextStyle): void {
      if (!onSlides && hasBegun && (isDue || turnsBefore)) turns++
      hasBegun = true
      isDue = turnsAfter
    },
  }
}
