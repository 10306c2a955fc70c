import { open, writeFile } from 'node:fs/promises'
import { CommandFailed, exitCodes } from '../exit.ts'

/** Before anything that takes hours: whether its report can be written there. What the file holds stays. */
export async function requireWritable(file: string): Promise<void> {
  await told(file, async () => (await open(file, 'a')).close())
}

export async function writeReportFile(file: string, text: string): Promise<void> {
  await told(file, () => writeFile(file, text))
}

async function told(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CommandFailed(exitCodes.unusable, `The report cannot be written to ${file}: ${why}`)
  }
}
