import { readFile } from 'node:fs/promises'

const folder = new URL('../../docs/runbooks/', import.meta.url)

export interface Step {
  /** `1. Name the target`. */
  readonly heading: string
  /** Lines of its `sh` blocks, as they stand there. */
  readonly commands: readonly string[]
  /** Lines of its `sh cluster` blocks, which no test can run. */
  readonly onCluster: readonly string[]
}

/** The steps of a runbook in their order. */
export async function readRunbook(name: string): Promise<readonly Step[]> {
  const text = await readFile(new URL(name, folder), 'utf8')
  return text
    .split(/^## /mu)
    .slice(1)
    .map((section) => ({
      heading: section.slice(0, section.indexOf('\n')),
      commands: linesOf(section, 'sh'),
      onCluster: linesOf(section, 'sh cluster'),
    }))
}

function linesOf(section: string, kind: string): readonly string[] {
  return [...section.matchAll(/^```(.*)\n([\s\S]*?)^```$/gmu)]
    .filter(([, language]) => language === kind)
    .flatMap(([, , lines]) => (lines ?? '').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
}
