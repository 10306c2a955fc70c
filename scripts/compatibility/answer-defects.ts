import { files, type Defect } from './defect.ts'

const { bodies, recorded, ask, store, config } = files
const model = 'src/query/ask-model.test.ts'
const retrieve = 'src/query/find/retrieve.test.ts'
const tags = 'src/query/answer/model/answer-tags.test.ts'

/** §9.4 and §9.5: answers and security. */
export const answerDefects: readonly Defect[] = [
  {
    number: '40',
    what: 'History is the oldest messages',
    tests: ['test/integration/chat-store.test.ts: the history a model sees is the end of the chat, oldest first'],
  },
  {
    number: '41',
    what: 'A failure leaves a question without an answer',
    tests: [`${ask}: a failed question leaves no trace`],
  },
  { number: '42', what: 'White space as a question is a 500', tests: [`${bodies}: nothing but white space`] },
  {
    number: '43',
    what: 'Deleting an unknown chat is a 500, foreign messages a 200',
    tests: [`${bodies}: of a chat of somebody else is refused with 403, and nothing is told of it`],
  },
  {
    number: '44',
    what: 'A large top-k switches the words off',
    tests: [`${store}: says what it is and how many hits a search may ask for`],
  },
  {
    number: '45',
    what: 'Retries that never fire',
    tests: ['test/integration/embed-http.test.ts: tries again after status %i'],
  },
  {
    number: '46',
    what: 'Hits without a score are fused',
    tests: ['src/query/find/fuse.test.ts: drops sparse scores that are no match'],
  },
  {
    number: '47',
    what: 'The index of words is hours old',
    tests: ['test/contract/vector-store-searching.ts: finds rows by their terms right after they were written'],
  },
  {
    number: '48',
    what: 'Code loaded from a bucket (pickle)',
    where: 'There is no such index: words are in the vector store and in PostgreSQL.',
  },
  {
    number: '49',
    what: 'Chunks read without their company',
    tests: [
      `${ask}: a company never hears of another one’s documents`,
      'src/query/find/find-passages.test.ts: finds nothing of another company',
    ],
  },
  {
    number: '50',
    what: 'Scores of different scales are mixed',
    tests: ['src/query/find/fuse.test.ts: adds the weighted normalised scores'],
  },
  {
    number: '51',
    what: 'Chunks without a vector are dropped',
    tests: [`${retrieve}: answers from the sparse leg when the embedder fails, and says so`],
    where: 'There is no MMR; passages that say the same count once.',
  },
  {
    number: '52',
    what: 'MapReduce with unbounded calls',
    tests: ['src/query/answer/model/prompt.test.ts: keeps the best passages that fit and drops the rest by rank'],
    where: 'One call a question, bounded in number and in turns of companies.',
  },
  {
    number: '53',
    what: 'Failures of the model are stored as answers',
    tests: [`${model}: never stores a failure as an answer`],
  },
  {
    number: '54',
    what: 'Fragile JSON of the model',
    where: 'The model writes text with tags, not JSON; tags are checked.',
    tests: [`${tags}: turns the lists that models write into single tags`],
  },
  {
    number: '55',
    what: 'Citations nobody checked',
    tests: [`${tags}: removes tags of passages the model was not given`],
  },
  {
    number: '56',
    what: 'Documents speak to the model',
    tests: [
      'src/query/answer/model/prompt.test.ts: a document can neither end its own element nor forge the tag of another source',
    ],
  },
  {
    number: '57',
    what: 'No token budget',
    tests: ['src/query/answer/model/prompt.test.ts: cuts a first passage that alone is too long'],
  },
  {
    number: '58',
    what: 'A failed start never recovers',
    tests: ['test/e2e/two-credentials.test.ts: a wrong key stops no start'],
  },
  {
    number: '59',
    what: 'Readiness depends on other services',
    tests: ['src/app/check/readiness.test.ts: a store that is away, a collection that is gone'],
  },
  {
    number: '60',
    what: 'Questions embedded as passages',
    tests: ['test/integration/embed-http.test.ts: puts the prefixes of e5 before the texts'],
  },
  {
    number: '61',
    what: 'No chunks is a 500',
    tests: ['src/query/ask.test.ts: says that nothing was found in an empty company'],
  },
  {
    number: '62',
    what: 'File names reach local paths',
    tests: [
      'test/e2e/life-of-a-document.test.ts: a name that is a path is a name',
      'test/contract/object-store.test.ts: keeps every file below its own folder, whatever the name',
    ],
  },
  {
    number: '63',
    what: 'Company ids in any spelling',
    tests: [`${bodies}: of a company in capitals is stored under its canonical id`],
  },
  {
    number: '64',
    what: 'Filters built from text',
    tests: ['test/contract/vector-store-companies.ts: takes ids as data, whatever they contain'],
  },
  {
    number: '65',
    what: 'A wrong configuration prints secrets',
    tests: [`${config}: no secret shows in the configuration, in problems or in warnings`],
  },
  {
    number: '66',
    what: 'The gateway logs `Authorization`',
    where: 'The gateway stays as it is. Our log has no headers (`http/server.ts`).',
  },
  {
    number: '67',
    what: 'The worker logs what it was given',
    tests: [
      'src/observability/logger.test.ts: a line is JSON with name, level and sentence, and hides what looks like a credential',
    ],
  },
  {
    number: '68',
    what: 'Errors show what failed inside',
    tests: ['src/http/errors/error-handler.test.ts: an unexpected failure shows nothing of its inside'],
  },
  { number: '69', what: 'Any user joins any company', where: 'In the gateway, which stays as it is.' },
  {
    number: '70',
    what: 'Headers are trusted from anywhere',
    tests: [`${config}: local identity is refused outside a loopback address`],
    where: 'Behind a gateway the network decides who reaches the port.',
  },
  { number: '71', what: 'Whole secrets as environment', tests: [`${config}: a secret can be a file, but not both`] },
  {
    number: '72',
    what: 'One key for everything',
    tests: [
      'test/e2e/two-credentials.test.ts: a document is deleted with the credentials of ingest',
      'test/integration/milvus-credentials.test.ts: takes a rotated key from its file without a restart',
    ],
  },
  {
    number: '73',
    what: 'Secrets in other repositories',
    where: 'None of ours: the lock file, the settings and the logs are tested for it.',
  },
  {
    number: '74',
    what: 'The client’s content type is trusted',
    tests: [
      'test/contract/extractor-detect.test.ts: is decided for damaged archives of every kind',
      `${recorded}: uploadDocument gets an id`,
    ],
  },
  {
    number: '75',
    what: 'Only https addresses',
    tests: [`${config}: Zilliz needs https, and the way back to a plain Milvus is named and works`],
  },
]
