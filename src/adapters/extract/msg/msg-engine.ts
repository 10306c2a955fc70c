import { statSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { readOleTree } from '../containers/ole-tree.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { buildText } from '../layout/text-builder.ts'
import { attachmentWarnings, mailDrafts } from '../mail/mail-drafts.ts'
import { readMessage, wantedStream } from './read-message.ts'

/**
 * Text of a mail saved by Outlook: subject, sender, recipients, date, and what it says. Attachments are named, in the text and
 * in warnings.
 * @throws AppError `corrupt_file`, `too_complex`, `no_text`, `too_much_text`, `archive_bomb`
 */
export function extractMsg(job: EngineJob): ExtractedText {
  const { maxTextChars } = job.limits
  const fileBytes = statSync(job.path).size
  const budget = createTextBudget({ fileBytes, maxTextChars })
  budget.allow(fileBytes)
  const root = readOleTree(job.path, wantedStream)
  if (root === null) {
    throw new AppError('corrupt_file', 'The MSG file cannot be read: it is damaged. Save the mail again from Outlook.')
  }
  const mail = readMessage(root, budget.spend)
  const drafts = mailDrafts(mail)
  job.onProgress(1, 1)
  return buildText(drafts, {
    maxTextChars,
    check: budget.check,
    pageCount: null,
    title: mail.subject === '' ? null : mail.subject,
    warnings: attachmentWarnings(mail.attachments),
  })
}
