import type { Passage } from '../../domain/passage.ts'

/**
 * The headings that a position of a passage stands under, outermost first. A passage of several short sections names only what
 * they share; the headings inside of it tell the rest.
 */
export function headingsAbove(
  { headingPath, outline, text, start }: Pick<Passage, 'headingPath' | 'outline' | 'text' | 'start'>,
  position: number,
): readonly string[] {
  const open: { readonly level: number; readonly label: string }[] = []
  for (const block of outline?.blocks ?? []) {
    if (block.kind !== 'heading' || block.end > position) continue
    const level = block.level ?? 1
    while ((open.at(-1)?.level ?? 0) >= level) open.pop()
    const words = text.slice(block.start - start, block.end - start)
    open.push({ level, label: words.replaceAll(/\s+/gu, ' ').trim() })
  }
  const own = open.map(({ label }) => label)
  const known = own.findLastIndex((label) => isSame(label, headingPath.at(-1) ?? ''))
  return [...headingPath, ...own.slice(known + 1)]
}

/** Names in the path of a passage are cut when they are long. */
function isSame(heading: string, label: string): boolean {
  return label !== '' && (label.endsWith('…') ? heading.startsWith(label.slice(0, -1)) : heading === label)
}
