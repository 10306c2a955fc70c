import type { Steps } from '../../domain/text/steps.ts'
import { createHeadingTrail, emptyPath, type HeadingPath } from './heading-path.ts'
import { weightOf } from './partition.ts'
import type { Unit } from './units.ts'

export interface PlacedUnit extends Unit {
  readonly path: HeadingPath
}

/** Neighbouring units that are cut into chunks together: one section, or several tiny ones. */
export interface Group {
  readonly units: PlacedUnit[]
  tokens: number
  /** Sum of the weights of its units. */
  weight: number
  /** Level of the heading it begins with; 0 without one. */
  readonly level: number
  /** Every section in it is tiny. */
  allTiny: boolean
  /** Nothing but headings so far. */
  headingsOnly: boolean
  /** Goes on where a very long section was cut; stands alone. */
  readonly continued: boolean
}

export interface GroupLimits {
  readonly targetTokens: number
  readonly maxPathTokens: number
  readonly count: (text: string) => number
}

/**
 * Neighbours that are all below this share of the target go together: larger chunks retrieve better (nDCG@10 .960 at 34 words, .967
 * at 119). No more than that, because a shared chunk can only name the headings its sections share, and a citation should
 * name the article.
 */
const tinyShare = 0.3
/** Text before the first heading joins a section only when it is a line or two, because the chunk loses its heading by it. */
const tinyPreambleShare = 0.15
/** Very long sections are cut on the way, so that memory does not grow with the document. In targets. */
const longestGroup = 50

/** Groups of a document in order. */
export function* groupsOf(text: string, units: Steps<Unit>, limits: GroupLimits): Steps<Group> {
  let before: Group | null = null
  let current: Group | null = null
  for (const section of sectionsOf(text, units, limits)) {
    if (section === null) {
      yield null
      continue
    }
    if (current && mayJoin(current, section, limits)) {
      join(current, section)
      continue
    }
    if (before) yield before
    before = current
    current = section
  }
  // A document that ends on a heading: the heading goes to the text before it.
  if (before && current?.headingsOnly) {
    join(before, current)
    current = null
  }
  if (before) yield before
  if (current) yield current
}

function* sectionsOf(text: string, units: Steps<Unit>, limits: GroupLimits): Steps<Group> {
  const trail = createHeadingTrail(limits.maxPathTokens, limits.count)
  let path = emptyPath
  let section = newSection(0, false)
  for (const unit of units) {
    yield null
    if (unit === null) continue
    if (unit.isHeading) {
      if (section.units.length > 0) yield section
      path = trail.enter(unit.level, text.slice(unit.start, unit.end))
      section = newSection(unit.level, false)
    } else if (section.weight > longestGroup * limits.targetTokens) {
      yield section
      section = newSection(section.level, true)
    }
    section.units.push({ ...unit, path })
    section.tokens += unit.tokens
    section.weight += weightOf(unit.tokens)
    section.headingsOnly &&= unit.isHeading
    section.allTiny = section.tokens < tinyShare * limits.targetTokens
  }
  if (section.units.length > 0) yield section
}

function newSection(level: number, continued: boolean): Group {
  return { units: [], tokens: 0, weight: 0, level, allTiny: true, headingsOnly: true, continued }
}

function mayJoin(group: Group, section: Group, { targetTokens }: GroupLimits): boolean {
  if (section.continued || group.continued) return false
  if (group.headingsOnly) return group.weight < longestGroup * targetTokens
  // A heading without text of its own belongs to what comes after it.
  if (section.headingsOnly || section.level < group.level) return false
  if (group.weight + section.weight > targetTokens) return false
  if (group.level === 0) return group.tokens < tinyPreambleShare * targetTokens
  return group.allTiny && section.allTiny
}

function join(group: Group, section: Group): void {
  for (const unit of section.units) group.units.push(unit)
  group.tokens += section.tokens
  group.weight += section.weight
  group.allTiny &&= section.allTiny
  group.headingsOnly &&= section.headingsOnly
}
