import { allRoutes } from '../contract/routes/all-routes.ts'
import type { Route } from '../contract/routes/route.ts'

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc}'

/** All routes for people; without scripts, and nothing is loaded from elsewhere. */
export function pageOfRoutes(): string {
  const rows = allRoutes.map(rowOf).join('')
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Atenex API</title><style>${style}</style><h1>Atenex API</h1>` +
    '<p>For programs: <a href="/api/v1/ingest/openapi.json">ingest</a> and <a href="/api/v1/openapi.json">query</a> as OpenAPI 3.1.</p>' +
    `<table><tr><th>Route<th>What it does<th>Replies</tr>${rows}</table></html>`
  )
}

function rowOf({ method, path, summary, success, refusals }: Route): string {
  const statuses = [String(success.status), ...Object.keys(refusals)].join(' ')
  return `<tr><td><code>${method} ${escaped(path)}</code><td>${escaped(summary)}<td>${statuses}</tr>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
