import { statSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { readOleTree } from '../containers/ole-tree.ts'
import type { DetachPart, EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { buildText } from '../layout/text-builder.ts'
import { attachedFiles, filesOf, mailDrafts, placeOfPart, type Mail } from '../mail/mail-drafts.ts'
import { readMessage, wantedStream, wantedWithFiles } from './read-message.ts'

/**
 * Text of a mail saved by Outlook: subject, sender, recipients, date, and what it says. Attachments are named; `detachOfMsg`
 * takes them out.
 * @throws AppError `corrupt_file`, `too_complex`, `no_text`, `too_much_text`, `archive_bomb`
 */
export function extractMsg(job: EngineJob): ExtractedText {
  const { maxTextChars } = job.limits
  const { mail, check } = readMail(job, wantedStream)
  job.onProgress(1, 1)
  return buildText(mailDrafts(mail), {
    maxTextChars,
    check,
    pageCount: null,
    title: mail.subject === '' ? null : mail.subject,
    attachments: attachedFiles(mail, 1),
  })
}

/** One of the files that came with a mail, also with a mail inside of it. */
export const detachOfMsg: DetachPart = (job) => {
  const { mail } = readMail(job, wantedWithFiles)
  return filesOf(mail)[placeOfPart(job.part).file - 1]?.content() ?? null
}

function readMail(
  { path, limits: { maxTextChars } }: Pick<EngineJob, 'path' | 'limits'>,
  wanted: (name: string) => boolean,
): { readonly mail: Mail; readonly check: (chars: number) => void } {
  const fileBytes = statSync(path).size
  const { allow, check, spend } = createTextBudget({ fileBytes, maxTextChars })
  allow(fileBytes)
  const root = readOleTree(path, wanted)
  if (root === null) {
    throw new AppError('corrupt_file', 'The MSG file cannot be read: it is damaged. Save the mail again from Outlook.')
  }
  return { mail: readMessage(root, spend), check }
}
