import { integer, oneOf, optional, required } from '../setting.ts'
import { worker } from './readers.ts'

export const ingesting = {
  workerConcurrency: required('ATENEX_WORKER_CONCURRENCY', 4, {
    section: 'Ingest',
    type: integer(1, 64),
    roles: worker,
    description:
      'Documents of one company that a worker processes at the same time, so that the embedder never waits for reading or writing. One more while another company waits.',
    example: '8',
  }),
  extractProcesses: optional('ATENEX_EXTRACT_PROCESSES', {
    section: 'Ingest',
    type: integer(1, 64),
    roles: worker,
    defaultText: 'number of cores, at most 4',
    description:
      'Child processes that read the files of one company, one file each, so that a crash costs that file only. One more is started when another company would have to wait.',
    example: '2',
  }),
  extractTimeoutSeconds: required('ATENEX_EXTRACT_TIMEOUT_SECONDS', 60, {
    section: 'Ingest',
    type: integer(1, 3_600),
    roles: worker,
    description:
      'Time to read a file before its process is killed, plus 2 s per MiB. Within it, a file may take 5 s of processor time plus 10 s per MiB (proportionally more when this is set above 60 s), and never more than 80 % of the time to read it. A file that got no processor time on a busy machine is read again later.',
    example: '120',
  }),
  ocr: required('ATENEX_OCR', 'auto', {
    section: 'Ingest',
    type: oneOf(['auto', 'off']),
    roles: worker,
    description:
      'auto: pages that are images are read by OCR in Spanish and English, at some seconds of one core each. off: documents of nothing but images are refused.',
    example: 'off',
  }),
  attachments: required('ATENEX_ATTACHMENTS', 'documents', {
    section: 'Ingest',
    type: oneOf(['documents', 'named']),
    roles: worker,
    description:
      'documents: attachments of a mail (EML, MSG, MBOX) become documents of their own, which count towards quotas, name their mail, and are deleted with it. named: they are only named in the text of the mail and in warnings.',
    example: 'named',
  }),
  maxPages: required('ATENEX_MAX_PAGES', 10_000, {
    section: 'Ingest',
    type: integer(1, 1_000_000),
    roles: worker,
    description: 'Most pages a document may have.',
    example: '2000',
  }),
  maxTextCharacters: required('ATENEX_MAX_TEXT_CHARACTERS', 20_000_000, {
    section: 'Ingest',
    type: integer(1_000, 500_000_000),
    roles: worker,
    description: 'Most characters of text a document may have.',
    example: '5000000',
  }),
}
