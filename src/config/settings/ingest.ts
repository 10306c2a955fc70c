import { integer, oneOf, optional, required } from '../setting.ts'
import { worker } from './readers.ts'

export const ingesting = {
  workerConcurrency: required('ATENEX_WORKER_CONCURRENCY', 4, {
    section: 'Ingest',
    type: integer(1, 64),
    roles: worker,
    description:
      'Documents of one company processed at the same time by one worker, so that the embedder never waits for reading or writing. One more when another company waits.',
    example: '8',
  }),
  extractProcesses: optional('ATENEX_EXTRACT_PROCESSES', {
    section: 'Ingest',
    type: integer(1, 64),
    roles: worker,
    defaultText: 'number of cores, at most 4',
    description:
      'Child processes that read the files of one company, one file each; a crash costs that file only. One more is started when another company would have to wait for them.',
    example: '2',
  }),
  extractTimeoutSeconds: required('ATENEX_EXTRACT_TIMEOUT_SECONDS', 60, {
    section: 'Ingest',
    type: integer(1, 3_600),
    roles: worker,
    description:
      'Time to read a file before its process is killed; large files get 2 s more for each MiB. Within it, a file may take 5 s of processor time and 10 s more for each MiB, and more in proportion above 60 s; one that the machine gave no time is read again later.',
    example: '120',
  }),
  ocr: required('ATENEX_OCR', 'auto', {
    section: 'Ingest',
    type: oneOf(['auto', 'off']),
    roles: worker,
    description:
      'auto: pages that are pictures are read by OCR in Spanish and English, some seconds of a core each. off: documents of nothing but pictures are refused.',
    example: 'off',
  }),
  attachments: required('ATENEX_ATTACHMENTS', 'documents', {
    section: 'Ingest',
    type: oneOf(['documents', 'named']),
    roles: worker,
    description:
      'documents: files that come with a mail (EML, MSG, MBOX) become documents of their own, which count, are listed with the mail they came with, and are deleted with it. named: they are named in the text of the mail and in warnings.',
    example: 'named',
  }),
  maxPages: required('ATENEX_MAX_PAGES', 10_000, {
    section: 'Ingest',
    type: integer(1, 1_000_000),
    roles: worker,
    description: 'Most pages of one document.',
    example: '2000',
  }),
  maxTextCharacters: required('ATENEX_MAX_TEXT_CHARACTERS', 20_000_000, {
    section: 'Ingest',
    type: integer(1_000, 500_000_000),
    roles: worker,
    description: 'Most characters of text of one document.',
    example: '5000000',
  }),
}
