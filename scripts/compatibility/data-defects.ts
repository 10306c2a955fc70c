import { files, type Defect } from './defect.ts'

const { requests, documents, process, store, ask } = files
const revival = 'test/integration/document-revival.test.ts'
const jobs = 'test/integration/job-handlers.test.ts'
const status = 'src/ingest/document-status.test.ts'

/** §9.1 and §9.2: data and status. */
export const dataDefects: readonly Defect[] = [
  {
    number: '1',
    what: 'Delete says 204 although vectors stay',
    tests: [`${process}: a removal while the vector store is away answers "pending"`],
  },
  {
    number: '2',
    what: 'Bulk delete loses the row of what failed',
    tests: [
      `${requests}: comes before deleting one: bulk is no document id`,
      `${documents}: erasing twice is harmless`,
    ],
  },
  {
    number: '3',
    what: 'Hits of deleted documents are shown',
    tests: [`${ask}: a deleted document is out of answers at once`],
  },
  {
    number: '4',
    what: 'Duplicate primary keys after processing again',
    tests: [`${store}: gives the same rows when a document is written again`],
  },
  {
    number: '5',
    what: 'Old chunk text is kept after processing again',
    tests: [`${documents}: a commit stores chunks and status together and replaces what was there`],
  },
  {
    number: '6',
    what: 'A document that yields nothing keeps its old vectors',
    tests: [`${jobs}: a job that ran out of attempts ends its document in an error, without vectors`],
  },
  {
    number: '7',
    what: 'Vectors written after a delete',
    tests: [`${process}: a document deleted while it is embedded leaves nothing behind`],
  },
  {
    number: '8',
    what: 'Orphans after PostgreSQL failed',
    tests: [`${documents}: a failed index step leaves no chunk and no status behind`],
  },
  {
    number: '9',
    what: 'Failed rows pile up',
    tests: [`${documents}: a failed document gives way to a new upload and is removed by a job`],
  },
  {
    number: '10',
    what: 'Duplicates slip through',
    tests: [`${documents}: of twenty uploads of the same bytes at once one is accepted`],
  },
  {
    number: '11',
    what: 'A crash leaves `pending` for ever',
    tests: [`${revival}: documents that lost their job get it back, once`],
  },
  {
    number: '12',
    what: 'A retry that cannot be queued is stuck',
    tests: [`${documents}: the row and its job appear together`],
  },
  {
    number: '13',
    what: '`processing` for ever',
    tests: [`${jobs}: after its last attempt the dead-letter queue ends its document in an error`],
  },
  {
    number: '14',
    what: 'Migration without the old documents',
    tests: ['test/integration/move.test.ts: all documents are copied'],
  },
  {
    number: '15',
    what: 'Nobody checks collection and model',
    tests: ['test/integration/milvus-collections.test.ts: refuses a collection of another dimension or metric'],
  },
  {
    number: '16',
    what: 'Reading changes the database',
    tests: [`${requests}: changes nothing, whatever the stores say`],
  },
  {
    number: '17',
    what: 'An outage of the object store means “missing”',
    tests: [`${status}: stores that do not answer in time, or fail, are unknown and not an error`],
  },
  {
    number: '18',
    what: 'An outage of the vector store means `error`',
    tests: [`${status}: stores that do not answer in time, or fail, are unknown and not an error`],
  },
  {
    number: '19',
    what: 'The list has no grace time',
    where: 'Reading writes nothing, so nothing needs a grace time (16).',
  },
  {
    number: '20',
    what: 'A document without text flips to `error`',
    tests: [`${documents}: a document whose last attempt was lost ends in an error that says so`],
    where:
      'A document without text ends in `error` once, with the code `no_text` or `no_text_layer` and what to do; scans are read by OCR first.',
  },
  {
    number: '21',
    what: 'A read during a retry flips the status',
    tests: [`${documents}: a second claim ends the first run: it can no longer write`],
  },
  {
    number: '22',
    what: 'A list asks both stores per document',
    tests: [
      `${status}: a list shows the chunks that were counted when a document was stored, and asks the vector store nothing`,
    ],
  },
  {
    number: '23',
    what: 'Counting by listing keys',
    tests: ['test/integration/milvus-requests.test.ts: Strong for counts'],
  },
  {
    number: '24',
    what: '`updated_at` is never sent',
    tests: [`${requests}: of documents is a bare array, last changed first, with true times under all names`],
  },
]
