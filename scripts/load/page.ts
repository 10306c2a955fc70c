import { percentile, sorted, type Done, type KindSummary, type Memory } from './results.ts'

export interface Report {
  readonly url: string
  readonly madeAt: string
  readonly minutes: number
  readonly companies: number
  readonly rates: Readonly<Record<string, number>>
  readonly summary: readonly KindSummary[]
  readonly lostDocuments: number
  readonly memoryGrowth: Readonly<Record<string, number>> | null
}

type Line = readonly (readonly [number, number])[]

/** A page that needs nothing else: figures, latencies and memory over time. */
export function reportPage(report: Report, done: readonly Done[], memory: readonly Memory[]): string {
  const rows = report.summary.map(({ kind, requests, perSecond, latencyMs: l, serviceMs: s, errors }) => {
    const cells = [
      kind,
      requests,
      perSecond.toFixed(2),
      l.p50,
      l.p90,
      l.p95,
      l.p99,
      l.max,
      s.p95,
      JSON.stringify(errors),
    ]
    return `<tr>${cells.map((cell) => `<td>${escape(String(cell))}</td>`).join('')}</tr>`
  })
  const heads = ['', 'requests', 'a second', 'p50', 'p90', 'p95', 'p99', 'max', 'p95 from sending', 'errors']
  const names = Object.keys(memory.at(-1)?.processes ?? {})
  const charts = [
    ...report.summary.map(({ kind }) =>
      chart(`${kind}: p95 of every 10 s, ms`, perSlice(done.filter((one) => one.kind === kind))),
    ),
    ...names.map((name) =>
      chart(
        `memory of ${name}, MB`,
        memory.map(({ atMs, processes }) => [atMs, (processes[name] ?? 0) / 1e6] as const),
      ),
    ),
  ]
  const growth = report.memoryGrowth === null ? 'too short to say' : JSON.stringify(report.memoryGrowth)
  return `<!doctype html><meta charset="utf-8"><title>Load</title>
<style>body{font:15px/1.5 system-ui;margin:2em auto;max-width:60em}td,th{padding:.2em .7em;text-align:right}svg{background:#f6f6f6}</style>
<h1>Load of ${escape(report.url)}</h1>
<p>${escape(report.madeAt)} · ${report.minutes} minutes · ${report.companies} companies · a second: ${escape(JSON.stringify(report.rates))}</p>
<p>Times in milliseconds, from when a request was due. Documents lost: ${report.lostDocuments}. Memory of the last minute against the third: ${escape(growth)}.</p>
<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>${rows.join('\n')}</table>
${charts.join('\n')}
`
}

const sliceMs = 10_000

function perSlice(done: readonly Done[]): Line {
  const slices = Map.groupBy(done, ({ dueMs }) => Math.floor(dueMs / sliceMs))
  return [...slices]
    .toSorted(([a], [b]) => a - b)
    .map(
      ([slice, own]) =>
        [slice * sliceMs, percentile(sorted(own.map(({ dueMs, endMs }) => endMs - dueMs)), 95)] as const,
    )
}

function chart(title: string, line: Line): string {
  const [width, height] = [900, 160]
  const last = Math.max(1, ...line.map(([at]) => at))
  const top = Math.max(1, ...line.map(([, value]) => value)) * 1.1
  const points = line.map(
    ([at, value]) => `${((at / last) * width).toFixed(1)},${(height - (value / top) * height).toFixed(1)}`,
  )
  return `<h3>${escape(title)} (top: ${top.toFixed(0)})</h3><svg width="${width}" height="${height}"><polyline fill="none" stroke="#06c" points="${points.join(' ')}"/></svg>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
