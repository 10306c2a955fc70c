import { mostWarnings, warning, type DocumentWarning } from '../../domain/warnings/warning.ts'

/** Warnings about a mail and its attachments: as many as are kept; the last one says how many more files there are. */
export function withAttachmentWarnings(
  ofMail: readonly DocumentWarning[],
  ofFiles: readonly DocumentWarning[],
): readonly DocumentWarning[] {
  const all = [...ofMail, ...ofFiles]
  const cut = Math.max(ofMail.length, mostWarnings - 1)
  const attachments = all.slice(cut).filter(({ code }) => code !== 'attachment_known').length
  if (all.length <= mostWarnings || attachments === 0) return all.slice(0, mostWarnings)
  return [...all.slice(0, cut), warning('more_attachments_unread', { attachments })].slice(0, mostWarnings)
}
