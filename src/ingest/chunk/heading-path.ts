/** The headings above a place in the text, as they go into every chunk under them. */
export interface HeadingPath {
  readonly labels: readonly string[]
  /** Tokens that the path adds in front of a chunk. */
  readonly tokens: number
}

export const emptyPath: HeadingPath = { labels: [], tokens: 0 }

/** Longer headings are cut at a word. */
const longestLabel = 120

/** Follows the headings of a document. Paths stay within `maxTokens`: outer headings give way first, then words. */
export function createHeadingTrail(maxTokens: number, count: (text: string) => number) {
  const open: { readonly level: number; readonly label: string }[] = []
  return {
    enter(level: number, heading: string): HeadingPath {
      while ((open.at(-1)?.level ?? 0) >= level) open.pop()
      open.push({ level, label: cutLabel(heading.replaceAll(/\s+/gu, ' ').trim(), longestLabel) })
      let labels = open.map(({ label }) => label)
      for (;;) {
        const tokens = labels.length === 0 ? 0 : count(`${labels.join(' > ')}\n`)
        if (tokens <= maxTokens) return { labels, tokens }
        labels = shorten(labels)
      }
    },
  }
}

function shorten(labels: readonly string[]): string[] {
  const [first, ...inner] = labels
  if (inner.length > 0 || first === undefined) return inner
  const shorter = cutLabel(first, Math.floor(first.length / 2))
  return shorter === '' ? [] : [shorter]
}

function cutLabel(label: string, length: number): string {
  if (label.length <= length) return label
  const cut = label.slice(0, length)
  const atWord = cut.slice(0, Math.max(0, cut.lastIndexOf(' '))).replace(/[\s,;:.…-]+$/u, '')
  return atWord === '' ? '' : `${atWord}…`
}

/** The headings that all paths have in common, so that a chunk never claims a heading that only part of it is under. */
export function commonPath(paths: readonly HeadingPath[]): readonly string[] {
  const [first = emptyPath, ...others] = paths
  let shared = first.labels.length
  for (const { labels } of others) {
    let same = 0
    while (same < shared && labels[same] === first.labels[same]) same += 1
    shared = same
  }
  return first.labels.slice(0, shared)
}
