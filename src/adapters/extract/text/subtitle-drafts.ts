import type { Draft } from '../layout/draft.ts'

/**
 * "00:01:02,500 --> 00:01:04,000", as SubRip and WebVTT write it, the hours left out where there are none, and behind it at most where in the
 * picture the words stand.
 */
const timing =
  /^\s*((?:\d{1,3}:)?\d\d:\d\d)[.,]\d{1,3}\s+-->\s+(?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3}(?:\s+[a-z][a-z\d]{0,20}:\S{1,40})*\s*$/iu
const fewestCues = 2
/** A text with more lines to each of its times only speaks of them. */
const mostLines = 8
const speaker = /<v(?:\.[\w.-]{0,40})?\s+([^<>]{1,60})>/u
/** Slant and colour, of WebVTT, SubRip and SubStation. */
const marks =
  /<\/?(?:[bciusv]|em|strong|font|lang|ruby|rt|span)(?:[.\s][^<>]{0,80})?>|<\d\d:[\d:.]{1,12}>|\{\\[^{}]{0,80}\}/giu
/** What WebVTT writes of signs that it reads itself; marks of direction are nothing said. */
const escapes = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }))
const escaped = /&(amp|lt|gt|nbsp|lrm|rlm);/gu
/** The first line of WebVTT, with its title. */
const header = /^\uFEFF?WEBVTT(?:$|[ \t]+(?:[-–—][ \t]*)?)/u
const ofHeader = /^(?:Kind:|Language:|X-TIMESTAMP-MAP)/u
/** Blocks of WebVTT that are for programs, and remarks between what is said. */
const ofPrograms = /^(?:STYLE|REGION)\s*$/u
const remark = /^NOTE(?:\s|$)/u
/** Two people speak in one picture. */
const dash = /^[-–—]\s*(?=\S)/u
const endsSentence = /[.!?…]["»”)\]]?$/u
/** A paragraph of speech of so many characters ends with the next sentence, and of so many in any case. */
const longParagraph = 300
const longestParagraph = 1_500
/** Of the end of a paragraph, what tells whether a sentence ends there. */
const ending = 3

/** Live captions roll: so many pictures add a line to those that the one before showed already. */
const rollingShare = 0.3

interface Said {
  readonly at: string
  /** Null where nobody is named. */
  readonly who: string | null
  /** Somebody else than before speaks, whoever it is. */
  readonly isTurn: boolean
  readonly words: string
}

/** What is said in a file of subtitles, as running text with the time at which each paragraph begins; null for every other text. */
export function subtitleDrafts(text: string): readonly Draft[] | null {
  const lines = text.split(/\r\n|\r|\n/)
  const cues = lines.filter((line) => timing.test(line)).length
  const written = lines.filter((line) => line.trim() !== '').length
  if (cues < fewestCues || written > cues * mostLines) return null
  const [before, said] = saidIn(lines)
  const drafts: Draft[] = before.map((words) => ({ kind: 'paragraph', text: words }))
  let open: { readonly at: string; readonly who: string | null; text: string } | null = null
  const flush = (): void => {
    if (open !== null) drafts.push({ kind: 'paragraph', text: `[${open.at}] ${open.text}` })
    open = null
  }
  for (const { at, who, isTurn, words } of said) {
    const isOver = open !== null && isLongEnough(open.text)
    if (open === null || isOver || isTurn || (who !== null && who !== open.who)) {
      flush()
      open = { at, who, text: who === null ? words : `${who}: ${words}` }
    } else open.text += ` ${words}`
  }
  flush()
  return drafts
}

function isLongEnough(text: string): boolean {
  if (text.length > longestParagraph) return true
  return text.length > longParagraph && endsSentence.test(text.slice(-ending))
}

/** What stands before the first of them, such as a remark, and what is said. */
function saidIn(lines: readonly string[]): readonly [before: readonly string[], said: readonly Said[]] {
  const before: string[] = []
  const said: Said[] = []
  let at = ''
  for (const [index, line] of withoutRolled(spoken(lines)).entries()) {
    const time = timing.exec(line)?.[1]
    if (time !== undefined) at = time
    if (time !== undefined || line.trim() === '') continue
    const who = speaker.exec(line)?.[1]?.trim() ?? null
    const bare = line.replace(marks, '').trim()
    const written = (index === 0 ? bare.replace(header, '') : bare).replace(dash, '')
    const words = written.replaceAll(escaped, (_, name: string) => escapes.get(name) ?? '').trim()
    if (words === '') continue
    if (at === '') before.push(words)
    else said.push({ at, who, isTurn: dash.test(bare), words })
  }
  return [before, said]
}

/** The lines without those that live captions show again above each new one. */
function withoutRolled(lines: readonly string[]): readonly string[] {
  const times = lines.flatMap((line, index) => (timing.test(line) ? [index] : []))
  const cues = times.map((from, at) =>
    lines.slice(from + 1, times[at + 1]).flatMap((line, behind) => {
      const words = line.replace(marks, '').trim()
      return words === '' ? [] : [{ at: from + 1 + behind, words }]
    }),
  )
  const shown = cues.filter((cue) => cue.length > 0)
  const again = shown.map((cue, at) => sharedLines(shown[at - 1] ?? [], cue))
  const rolling = shown.filter((cue, at) => 0 < (again[at] ?? 0) && (again[at] ?? 0) < cue.length).length
  if (rolling < fewestCues || rolling < (shown.length - 1) * rollingShare) return lines
  const left = new Set(shown.flatMap((cue, at) => cue.slice(0, again[at]).map((line) => line.at)))
  return lines.filter((_, index) => !left.has(index))
}

/** How many of the last lines of one picture are the first ones of the next. */
function sharedLines(before: readonly { words: string }[], cue: readonly { words: string }[]): number {
  for (let count = Math.min(before.length, cue.length, mostLines); count > 0; count--) {
    const last = before.slice(-count)
    if (last.every(({ words }, at) => words === cue[at]?.words)) return count
  }
  return 0
}

/** The lines without what is for programs: names of pictures, blocks of WebVTT. */
function spoken(lines: readonly string[]): readonly string[] {
  const isWebVtt = header.test(lines[0] ?? '')
  let isCue = false
  let isUnsaid = false
  return lines.filter((line, index) => {
    const isFirst = (lines[index - 1] ?? '').trim() === ''
    if (isFirst) isUnsaid = isWebVtt && (ofPrograms.test(line) || (isCue && remark.test(line)))
    isCue ||= timing.test(line)
    // Whatever the picture is called, most often by its number, stands behind an empty line.
    const isName = isFirst && timing.test(lines[index + 1] ?? '')
    return !isName && !isUnsaid && (isCue || !isWebVtt || !ofHeader.test(line))
  })
}
