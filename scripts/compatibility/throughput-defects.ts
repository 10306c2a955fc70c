import { files, type Defect } from './defect.ts'

const { process } = files
const http = 'test/integration/embed-http.test.ts'
const outages = 'test/contract/milvus-outages.test.ts'
const faults = 'test/contract/milvus-faults.test.ts'
const requests = 'test/integration/milvus-requests.test.ts'

/** §9.3: connections, time limits, throughput. */
export const throughputDefects: readonly Defect[] = [
  {
    number: '25',
    what: 'A new connection a call',
    tests: ['test/integration/milvus-grpc.test.ts: go on a new connection after a goodbye'],
  },
  {
    number: '26',
    what: 'Calls without a time limit',
    tests: [`${faults}: gives a write up at its deadline when the server is silent`],
  },
  {
    number: '27',
    what: 'Blocking calls in the event loop',
    where:
      '`adapters/milvus` speaks gRPC itself over HTTP/2, asynchronously: docs/decisions/0011-own-milvus-client.md.',
  },
  {
    number: '28',
    what: 'No retry, no breaker',
    tests: [
      `${outages}: fails a search soon and retryably while the server is away`,
      'test/contract/milvus-random-faults.test.ts: writes 1,000 documents under random faults',
    ],
  },
  {
    number: '29',
    what: 'Flush per document',
    tests: [`${requests}: removes what is left of a longer version and never flushes`],
  },
  {
    number: '30',
    what: 'One insert for a whole document',
    tests: [`${faults}: halves a batch that the server finds too large`],
  },
  {
    number: '31',
    what: 'One embedding request for all chunks',
    tests: [`${http}: batches by number and by size, and bounds the requests at a time`],
  },
  {
    number: '32',
    what: 'The file in memory, without a limit',
    tests: [
      'test/e2e/life-of-a-document.test.ts: a file over the limit: 413',
      'src/ingest/spool.test.ts: one byte too many ends it at once',
    ],
  },
  {
    number: '33',
    what: 'Queueing blocks',
    where: 'A job is a row written by the same asynchronous transaction as the document (`adapters/postgres/boss.ts`).',
  },
  {
    number: '34',
    what: 'Vectors come with every hit',
    where: 'Searches ask for ids and scores only (`adapters/milvus/rows`); texts come from PostgreSQL.',
  },
  {
    number: '35',
    what: 'Search parameters of another index',
    tests: [`${requests}: sends the metric always, and the parameter its index understands`],
  },
  {
    number: '36',
    what: 'Strong consistency always',
    tests: [`${requests}: reads Bounded for answers, its own last write shortly after it, and Strong for counts`],
  },
  {
    number: '37',
    what: 'The gateway’s time is shorter than an answer’s',
    tests: ['src/query/ask-failures.test.ts: ends within its time and stores nothing'],
    where: 'docs/timeouts.md; a streamed answer sends its first bytes at once.',
  },
  {
    number: '38',
    what: 'Long jobs run twice',
    tests: [
      `${files.documents}: a second claim ends the first run`,
      'test/integration/overtaken-runs.test.ts: a run that was overtaken keeps neither text nor embeddings',
    ],
  },
  {
    number: '39',
    what: 'No fairness between companies',
    tests: [
      'test/integration/fair-queue.test.ts: one document behind 300 of another company is the second at the latest',
      'src/query/turns.test.ts: a company that asks much leaves a place to the others',
    ],
  },
  {
    number: '76',
    what: 'Doubled setting names ignore the ConfigMap',
    tests: [`${files.config}: the doubled name of the embedding service works and means http`],
  },
  {
    number: '77',
    what: 'No tests, no lint',
    where: '`npm run check` and `npm test`, which the build machine runs: CONTRIBUTING.md.',
  },
  {
    number: '78',
    what: 'No schema files',
    where: '`sql/`, applied in order and checked at every start (`adapters/postgres/migrate.ts`).',
    tests: ['test/e2e/db-migrate.test.ts: creates one complete collection when three are started at once'],
  },
  {
    number: '79',
    what: 'READMEs promise what is not so',
    where:
      'This page, `docs/openapi/` and `docs/configuration.md` are generated; `npm run check` fails when they are out of date.',
  },
  {
    number: '80',
    what: 'No metrics, text logs',
    tests: [
      'src/observability/logger.test.ts: a line is JSON with name, level and sentence',
      'test/integration/milvus-time.test.ts: counts calls with their failures, retries and bytes',
    ],
  },
  {
    number: '81',
    what: 'Verification by hand',
    tests: ['test/integration/milvus-doctor.test.ts: finds nothing wrong with a server that is as it should be'],
    where: '`atenex check`.',
  },
  {
    number: '82',
    what: 'No plan for double writes, copies, roll-back',
    tests: ['test/e2e/migrate.test.ts: loses no write, brings no deleted document back and fails no question'],
    where: 'docs/moving.md.',
  },
  {
    number: '83',
    what: 'Images without a digest',
    where: 'Manifests are the installation’s own; nothing here names an image by a tag that moves.',
  },
  {
    number: '83b',
    what: 'Workers race to create the collection',
    tests: ['test/integration/first-collection.test.ts: processes that start at once agree on one collection'],
  },
  {
    number: '84',
    what: 'Formats accepted that always fail',
    tests: [
      'test/contract/extractor-detect.test.ts: is told by exactly one row of the table of formats',
      'test/e2e/life-of-a-document.test.ts: a program named .pdf: 415 that lists what is supported',
    ],
  },
  {
    number: '85',
    what: 'Chunks longer than the model sees',
    tests: [
      'src/ingest/chunk/chunk-document.test.ts: holds all text exactly once, within the limit, with exact offsets',
    ],
  },
  {
    number: '86',
    what: 'Names too long fail after all the work',
    tests: ['src/ingest/file-name.test.ts: longer than the stores can keep is refused, counted in bytes'],
  },
  {
    number: '87',
    what: 'Workers without a bound of memory',
    tests: [
      'test/integration/extract-pool.test.ts: reads a book of 1,000 pages within 400 MB',
      `${process}: a worker that is stopped gives its document back without spending it`,
    ],
  },
]
