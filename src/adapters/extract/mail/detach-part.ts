import type { DetachPart } from '../engine/engine.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { filesOf, placeOfPart } from './mail-drafts.ts'
import { parseMail } from './parse-mail.ts'
import { readableMail } from './readable-mail.ts'
import { splitMbox } from './split-mbox.ts'

/** One of the files that came with a mail, also with a mail inside of it. */
export const detachOfMail: DetachPart = (job) => detach([readTextFile(job)], job.part)

/** The same of a mailbox: only the mail that has it is read. */
export const detachOfMbox: DetachPart = (job) => detach(splitMbox(readTextFile(job)), job.part)

async function detach(mails: readonly Uint8Array[], part: string): Promise<Uint8Array | null> {
  const { mail, file } = placeOfPart(part)
  const bytes = mails[mail - 1]
  if (bytes === undefined) return null
  const files = filesOf(await parseMail(readableMail(bytes).text))
  return files[file - 1]?.content() ?? null
}
