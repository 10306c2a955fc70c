/** What a store found at one level of effort, as a share of what the old store found. */
export interface LevelFound {
  readonly level: number
  /** Of the first ten hits. */
  readonly overlap: number
}

/** The same in the mean of questions. */
export interface SearchLevels {
  readonly asked: number
  /** Lowest level first; empty for a store that has no levels. */
  readonly found: readonly LevelFound[]
}

export const noLevels: SearchLevels = { asked: 0, found: [] }

/** Above it an answer is hardly ever another one: the first passages are the same, the tenth may differ. */
export const wantedOverlap = 0.98

export function addLevels(before: SearchLevels, found: readonly LevelFound[]): SearchLevels {
  if (found.length === 0) return before
  const asked = before.asked + 1
  const old = new Map(before.found.map(({ level, overlap }) => [level, overlap]))
  const mean = ({ level, overlap }: LevelFound) => {
    const known = old.get(level) ?? 0
    return { level, overlap: known + (overlap - known) / asked }
  }
  return { asked, found: found.map(mean) }
}

/** The lowest level that finds enough, else the one that finds most; null where nothing was asked. */
export function suggestedLevel({ found }: Pick<SearchLevels, 'found'>): LevelFound | null {
  const enough = found.find(({ overlap }) => overlap >= wantedOverlap)
  if (enough !== undefined) return enough
  return found.reduce<LevelFound | null>(
    (best, one) => (best === null || one.overlap > best.overlap ? one : best),
    null,
  )
}
