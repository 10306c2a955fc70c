import { address, integer, optional, required, truth } from '../setting.ts'
import { query, worker } from './readers.ts'

const section = 'Neighbours'
const switchedOn =
  'Setting it under this name also enables the service. The other names are in every ConfigMap of the original, so with them the switch below is needed too.'
const fullOrBase = (path: string) => `With or without the path \`${path}\`.`

/** Services of the original that may go on: each switched on by the name of ours, or by a switch. */
export const neighbours = {
  docprocUrl: optional('ATENEX_DOCPROC_URL', {
    aliases: ['INGEST_DOCPROC_SERVICE_URL', 'INGEST_INGEST_DOCPROC_SERVICE_URL'],
    section,
    type: address('http', 'https'),
    roles: worker,
    description: `The original's docproc-service, which then reads PDF, DOCX, XLSX, HTML, Markdown and text. Atenex reads what it cannot, and everything while it is away. ${fullOrBase('/api/v1/process')} ${switchedOn}`,
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
    description: 'Time for it to read a file, plus 2 s per MiB.',
    example: '120',
  }),
  rerankerUrl: optional('ATENEX_RERANKER_URL', {
    aliases: ['QUERY_RERANKER_SERVICE_URL'],
    section,
    type: address('http', 'https'),
    roles: query,
    description: `The original's reranker-service, which then orders the best 20 passages of a question. While it is away they keep Atenex's order. ${fullOrBase('/api/v1/rerank')} ${switchedOn}`,
    example: 'http://reranker-service:8004',
  }),
  rerankerEnabled: optional('ATENEX_RERANKER_ENABLED', {
    aliases: ['QUERY_RERANKER_ENABLED'],
    section,
    type: truth(),
    roles: query,
    defaultText: '`true` with `ATENEX_RERANKER_URL`, otherwise `false`',
    description: "Whether reranker-service is used. The original's name can only switch it off.",
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
    description: `The original's sparse-search-service, which then searches words instead of Atenex's index; that index is still used while the service is away, and for questions with filters. The service's index is hours old, so today's documents are found by meaning only. ${fullOrBase('/api/v1/search')} ${switchedOn}`,
    example: 'http://sparse-search-service:8004',
  }),
  sparseSearchEnabled: optional('ATENEX_SPARSE_SEARCH_ENABLED', {
    section,
    type: truth(),
    roles: query,
    defaultText: '`true` with `ATENEX_SPARSE_SEARCH_URL`, otherwise `false`',
    description: 'Whether sparse-search-service is used.',
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
