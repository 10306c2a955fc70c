import { describe, expect, it } from 'vitest'
import { extractXls } from '../../src/adapters/extract/xls/xls-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeXls, record, words } from '../fixtures/extract/make-xls.ts'

const four = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const shared = (row: number, column: number, string: number): Buffer =>
  record(0x00fd, words(row, column, 0), four(string))
const wide = (text: string): Buffer =>
  Buffer.concat([words(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')])

/** A drawn object of some kind with a text, as Excel writes both. */
function drawn(kind: number, id: number, text: string): Buffer[] {
  const runs = Buffer.alloc(16)
  return [
    record(0x00ec, Buffer.alloc(8)),
    record(0x005d, words(0x15, 0x12, kind, id, 0), Buffer.alloc(12), words(0, 0)),
    record(0x01b6, words(0, 0, 0, 0, 0, text.length, runs.length, 0, 0)),
    record(0x003c, Buffer.from([1]), Buffer.from(text, 'utf16le')),
    record(0x003c, runs),
  ]
}

const note = (row: number, column: number, id: number): Buffer =>
  record(0x001c, words(row, column, 0, id), wide('Ana'), Buffer.from([0]))

/** A link of cells to an address. */
function link(row: number, column: number, target: string, name = ''): Buffer {
  const text = (value: string): Buffer => Buffer.concat([four(value.length + 1), Buffer.from(`${value}\0`, 'utf16le')])
  const url = Buffer.from(`${target}\0`, 'utf16le')
  return record(
    0x01b8,
    words(row, row, column, column),
    Buffer.from('d0c9ea79f9bace118c8200aa004ba90b', 'hex'),
    four(2),
    four(name === '' ? 0x03 : 0x17),
    name === '' ? Buffer.alloc(0) : text(name),
    Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex'),
    four(url.length),
    url,
  )
}

describe('beside the cells of an XLS', () => {
  const read = async (records: readonly Buffer[], strings: readonly string[] = ['Nombre', 'Ana Ruiz', 'Web']) => {
    const extracted = await extractWith(extractXls, makeXls({ strings, sheets: [{ name: 'Datos', records }] }))
    expectSound(extracted)
    return outline(extracted)
  }

  it('stand hidden rows, which part no table', async () => {
    const hidden = record(0x0208, words(2, 0, 2, 300, 0, 0, 0x20, 0))
    const rows = [shared(0, 0, 0), shared(0, 1, 1), shared(1, 0, 2), shared(1, 1, 3), hidden, shared(2, 0, 2)]
    const next = [shared(3, 0, 3), shared(4, 0, 2), shared(4, 1, 3)]
    expect(await read([...rows, ...next], ['Nombre', 'Importe', 'Ana', '7'])).toEqual([
      'h1 Datos',
      'table-row Nombre | Importe',
      'table-row Ana | 7',
      'table-row 7 |',
      'table-row Ana | 7',
    ])
  })

  it('stand remarks with the cell that they are about, in the order of their cells in the file', async () => {
    expect(
      await read([
        shared(0, 0, 0),
        shared(1, 0, 1),
        ...drawn(0x19, 7, 'Ana:\nRevisar en mayo'),
        ...drawn(0x19, 9, 'Cobrado €'),
        note(1, 0, 9),
        note(0, 27, 7),
      ]),
    ).toEqual([
      'h1 Datos',
      'paragraph Nombre',
      'paragraph Ana Ruiz',
      'paragraph [A2] Cobrado €',
      'paragraph [AB1] Ana:\nRevisar en mayo',
    ])
  })

  it('stand the words of boxes, not those of buttons', async () => {
    expect(
      await read([
        shared(0, 0, 0),
        ...drawn(0x06, 1, 'Precios sin IVA\rVálidos en 2026'),
        ...drawn(0x07, 2, 'Calcular'),
      ]),
    ).toEqual(['h1 Datos', 'paragraph Nombre', 'paragraph Precios sin IVA', 'paragraph Válidos en 2026'])
  })

  it('stand the titles of charts and of their axes, not the names of their points', async () => {
    const said = (text: string, of: number): Buffer[] => [
      record(0x100d, words(0), Buffer.from([text.length, 1]), Buffer.from(text, 'utf16le')),
      record(0x1027, words(of, 0, 0)),
    ]
    const chart = [
      record(0x0809, words(0x0600, 0x20, 0, 0), Buffer.alloc(8)),
      record(0x100d, words(0), Buffer.from([6, 0]), Buffer.from('Ventas')),
      ...said('Ventas por año', 1),
      ...said('Miles de €', 2),
      ...said('12,5', 4),
      record(0x0204, words(0, 0, 0), Buffer.from([1, 0, 0, 0x78])),
      record(0x1027, words(1)),
      record(0x000a),
    ]
    expect(await read([shared(0, 0, 0), ...drawn(0x05, 1, ''), ...chart, shared(1, 0, 1)])).toEqual([
      'h1 Datos',
      'paragraph Nombre',
      'paragraph Ana Ruiz',
      'paragraph Ventas por año',
      'paragraph Miles de €',
    ])
  })

  it('lead links to addresses, by their cell or by a formula; other links are left as their words', async () => {
    const mail = 'mailto:ana@ejemplo.es'
    const formula = (row: number, column: number): Buffer[] => [
      record(
        0x0006,
        words(row, column, 0),
        Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        Buffer.alloc(6),
        words(3 + 12 + 3 + 5 + 4),
        Buffer.from([0x17, 12, 0]),
        Buffer.from('tel:96511223'),
        Buffer.from([0x17, 5, 0]),
        Buffer.from('Llama'),
        Buffer.from([0x42, 2, 0x67, 0x01]),
      ),
      record(0x0207, words(5), Buffer.from([0]), Buffer.from('Llama')),
    ]
    expect(
      await read([
        shared(0, 0, 0),
        shared(1, 0, 1),
        shared(2, 0, 2),
        ...formula(3, 0),
        link(1, 0, mail, 'Ana Ruiz'),
        link(2, 0, 'https://ejemplo.es/'),
      ]),
    ).toEqual([
      'h1 Datos',
      'paragraph Nombre',
      'paragraph Ana Ruiz (ana@ejemplo.es)',
      'paragraph Web',
      'paragraph Llama (96511223)',
    ])
  })

  it('stands what is printed above and below, without the fields of Excel', async () => {
    expect(
      await read([
        record(0x0014, wide('&L&"Arial,Negrita"Talleres Ruiz&RPágina &P de &N')),
        record(0x0015, wide('&CConfidencial &[PAGE]')),
        shared(0, 0, 0),
      ]),
    ).toEqual(['h1 Datos', 'paragraph Nombre', 'paragraph Talleres Ruiz', 'paragraph Confidencial'])
  })

  it('is nothing where its records are cut off', async () => {
    const records = [...drawn(0x19, 7, 'Hola'), note(0, 0, 7), link(0, 0, 'mailto:a@b.es', 'Ana')]
    const cut = records.flatMap((whole) =>
      [4, 6, 9, 12, 30, 40, 50].map((bytes) => {
        const body = whole.subarray(4, Math.min(whole.length, bytes))
        return record(whole.readUInt16LE(0), body)
      }),
    )
    expect((await read([shared(0, 0, 0), ...cut])).slice(0, 2)).toEqual(['h1 Datos', expect.stringContaining('Nombre')])
  })
})
