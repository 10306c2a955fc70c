import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** One of several wordings; a list of words must all stand in the same quote. */
const accepted = z.union([z.string(), z.array(z.string()).min(1)])

const caseFile = z.object({
  kind: z.string(),
  files: z.array(z.string()).min(1),
  ask: z.array(
    z.object({
      question: z.string(),
      /** What answers; left out, with `found: false`, where the files do not answer. */
      first: z.array(accepted).min(1).optional(),
      found: z.boolean().optional(),
      /** Kind of what answers: a row, an item … */
      unit: z.string().optional(),
    }),
  ),
})

export type Accepted = z.infer<typeof accepted>

export interface EverydayQuestion {
  readonly question: string
  /** Null: the files do not answer it, and the product should say so. */
  readonly accepted: readonly Accepted[] | null
  /** Kind of unit that answers; empty when the set does not say. */
  readonly unit: string
}

/** A few documents that a company of its own has, and what people ask about them. */
export interface EverydayCase {
  readonly name: string
  readonly files: readonly string[]
  readonly questions: readonly EverydayQuestion[]
}

/** Whether a folder holds folders with a `case.json` each. */
export async function isEverydaySet(folder: string): Promise<boolean> {
  return (await caseFolders(folder)).length > 0
}

/** The cases of kind `everyday` in a folder, by name. */
export async function readEverydaySet(folder: string): Promise<readonly EverydayCase[]> {
  const cases: EverydayCase[] = []
  for (const name of await caseFolders(folder)) {
    const content: unknown = JSON.parse(await readFile(path.join(folder, name, 'case.json'), 'utf8'))
    if (!isEveryday(content)) continue
    const { files, ask } = caseFile.parse(content)
    cases.push({
      name,
      files: files.map((file) => path.join(folder, name, file)),
      questions: ask.map(({ question, first, found, unit = '' }) => {
        if (first === undefined && found !== false)
          throw new Error(`${name}: "${question}" has neither answer nor found`)
        return { question, accepted: first ?? null, unit }
      }),
    })
  }
  return cases
}

async function caseFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'case.json')))
    .map((entry) => entry.name)
    .toSorted()
}

function isEveryday(content: unknown): boolean {
  return z.object({ kind: z.literal('everyday') }).safeParse(content).success
}
