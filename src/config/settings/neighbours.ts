import { address, integer, optional, required, truth } from '../setting.ts'
import { query, worker } from './readers.ts'

const section = 'Neighbours'
const switchedOn =
  'Setting it alone switches the service on; under another name the address stands in every ConfigMap of the original, and the switch below is needed.'
const fullOrBase = (path: string) => `With or without the path \`${path}\`.`

/** Services of the original that may go on: each switched on by the name of ours, or by a switch. */
export const neighbours = {
  docprocUrl: optional('ATENEX_DOCPROC_URL', {
    aliases: ['INGEST_DOCPROC_SERVICE_URL', 'INGEST_INGEST_DOCPROC_SERVICE_URL'],
    section,
    type: address('http', 'https'),
    roles: worker,
    description: `The original's docproc-service, which then reads PDF, DOCX, XLSX, HTML, Markdown and text; we read what it cannot, and everything while it is away. ${fullOrBase('/api/v1/process')} ${switchedOn}`,
    example: 'http://docproc-service:8005',
  }),
  docprocEnabled: optional('ATENEX_DOCPROC_ENABLED', {
    section,
    type: truth(),
    roles: worker,
    defaultText: '`true` with `ATENEX_DOCPROC_URL`, otherwise `false`',
    description: 'Whether docproc-service reads documents.',
    example: 'true',
  }),
  docprocSeconds: required('ATENEX_DOCPROC_TIMEOUT_SECONDS', 60, {
    aliases: ['INGEST_HTTP_CLIENT_TIMEOUT'],
    section,
    type: integer(1, 3_600),
    roles: worker,
    description: 'Time for it to read a file; 2 s more for each MiB.',
    example: '120',
  }),
  rerankerUrl: optional('ATENEX_RERANKER_URL', {
    aliases: ['QUERY_RERANKER_SERVICE_URL'],
    section,
    type: address('http', 'https'),
    roles: query,
    description: `The original's reranker-service, which then puts the best 20 passages of a question in order; while it is away they stay in ours. ${fullOrBase('/api/v1/rerank')} ${switchedOn}`,
    example: 'http://reranker-service:8004',
  }),
  rerankerEnabled: optional('ATENEX_RERANKER_ENABLED', {
    aliases: ['QUERY_RERANKER_ENABLED'],
    section,
    type: truth(),
    roles: query,
    defaultText: '`true` with `ATENEX_RERANKER_URL`, otherwise `false`',
    description: 'Whether reranker-service is asked. The name of the original only ever says no.',
    example: 'true',
  }),
  rerankerSeconds: required('ATENEX_RERANKER_TIMEOUT_SECONDS', 9, {
    aliases: ['QUERY_RERANKER_CLIENT_TIMEOUT'],
    section,
    type: integer(1, 3_600),
    roles: query,
    description: 'Time for one call of it; never more than a third of `ATENEX_ASK_TIMEOUT_SECONDS`.',
    example: '5',
  }),
  sparseSearchUrl: optional('ATENEX_SPARSE_SEARCH_URL', {
    aliases: ['QUERY_SPARSE_SEARCH_SERVICE_URL'],
    section,
    type: address('http', 'https'),
    roles: query,
    description: `The original's sparse-search-service, which then finds by words instead of our index; ours is asked while it is away, and for questions with filters. Its index is hours old, so documents of today are found by meaning only. ${fullOrBase('/api/v1/search')} ${switchedOn}`,
    example: 'http://sparse-search-service:8004',
  }),
  sparseSearchEnabled: optional('ATENEX_SPARSE_SEARCH_ENABLED', {
    section,
    type: truth(),
    roles: query,
    defaultText: '`true` with `ATENEX_SPARSE_SEARCH_URL`, otherwise `false`',
    description: 'Whether sparse-search-service is asked.',
    example: 'true',
  }),
  sparseSearchSeconds: required('ATENEX_SPARSE_SEARCH_TIMEOUT_SECONDS', 4, {
    aliases: ['QUERY_SPARSE_SEARCH_CLIENT_TIMEOUT'],
    section,
    type: integer(1, 3_600),
    roles: query,
    description: 'Time for one call of it; never more than a sixth of `ATENEX_ASK_TIMEOUT_SECONDS`.',
    example: '2',
  }),
}
