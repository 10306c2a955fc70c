import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/adapters/extract/engine/engine.ts'
import { extractCsv } from '../../src/adapters/extract/csv/csv-engine.ts'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { extractHtml } from '../../src/adapters/extract/html/html-engine.ts'
import { extractMail, extractMbox } from '../../src/adapters/extract/mail/mail-engine.ts'
import { extractMarkdown } from '../../src/adapters/extract/markdown/markdown-engine.ts'
import { extractOdt } from '../../src/adapters/extract/odf/odt-engine.ts'
import { extractRtf } from '../../src/adapters/extract/rtf/rtf-engine.ts'
import { extractPlainText } from '../../src/adapters/extract/text/plain-text-engine.ts'
import { AppError } from '../../src/domain/errors.ts'
import { marks, runs, tags } from '../fixtures/extract/repeated-pieces.ts'
import { makeDocx } from '../fixtures/extract/make-docx.ts'
import { makeOdf } from '../fixtures/extract/make-odf.ts'
import { extractWith } from '../fixtures/extract/extract-in-process.ts'
import { growthOf, linearGrowth } from '../harness/growth.ts'

const content = '<p>Una frase larga, con comas, y más texto para que se lea.</p>'.repeat(20)
const deep = (open: string, levels: number) => (filling: string) => `<html><body>${open.repeat(levels)}${filling}`

const wholePages: readonly (readonly [string, (filling: string) => string])[] = [
  ['sources of a picture', (filling) => `<html><body>${content}<img srcset="${filling} x y">${content}`],
  ['classes', (filling) => `<html><body><div class="${filling}">${content}</div>`],
  ['a style', (filling) => `<html><body><div style="${filling}">${content}</div>`],
  ['a sheet', (filling) => `<html><style>${filling}</style><body>${content}`],
  ['remarks in a sheet', (filling) => `<html><style>${filling.replaceAll('a', '/*')}</style><body>${content}`],
  ['a title', (filling) => `<html><title>a${filling}x</title><body>${content}`],
  [
    'data for search engines',
    (filling) => `<html><script type="application/ld+json">${filling}</script><body>${content}`,
  ],
  ['text in 500 levels', deep('<div>', 500)],
  ['text in 290 lists', deep('<ul><li>', 290)],
  ['text in 190 tables', deep('<table><tr><td>', 190)],
]

/** Bytes; eight times as many are enough for what grows with the square to be seen. */
const smallSize = 2_000
/** Eight times as many are one window of the reader: what grows with the square inside of windows shows most there. */
const smallWindow = 1_000

/** A paragraph that long is read in windows of this size; up to there the parser takes longer a line the more lines it is given. */
const largestWindow = 64_000

/** Lists and quotes one inside the other; more levels than anybody writes. */
const deepest = 50

const filled = (piece: string, size: number): string => piece.repeat(Math.ceil(size / Buffer.byteLength(piece)))

/** A coded refusal is an end like any other. */
async function read(engine: Engine, source: string | Uint8Array): Promise<void> {
  try {
    await extractWith(engine, source)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

function growthWith(
  engine: Engine,
  around: (filling: string) => string,
  piece: string,
  size = smallSize,
): Promise<number> {
  return growthOf(
    (length) => around(filled(piece, length)),
    size,
    (source) => read(engine, source),
  )
}

const growthInMarkdown = (around: (filling: string) => string, piece: string): Promise<number> =>
  growthWith(extractMarkdown, around, piece, smallWindow)

describe('time in proportion to the size of plain text', () => {
  it.each(runs)('full of %j', async (piece) => {
    expect(await growthWith(extractPlainText, (filling) => `hola${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(await growthWith(extractPlainText, (filling) => `hola\n${filling}>`, piece)).toBeLessThan(linearGrowth)
  })
})

describe('time in proportion to the size of Markdown', () => {
  it.each([...runs, ...marks])('full of %j', async (piece) => {
    expect(await growthInMarkdown((filling) => `# a\n\nhola${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(await growthInMarkdown((filling) => `${filling}x`, piece)).toBeLessThan(linearGrowth)
  })

  it.each(runs)('full of %j inside code, a cell, an item, a heading, a title', async (piece) => {
    expect(await growthInMarkdown((filling) => `\`\`\`\na${filling}x\n\`\`\``, piece)).toBeLessThan(linearGrowth)
    expect(await growthInMarkdown((filling) => `|a|b|\n|-|-|\n|${filling}|x|`, piece)).toBeLessThan(linearGrowth)
    expect(await growthInMarkdown((filling) => `a|b\n-${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(await growthInMarkdown((filling) => `- ${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(await growthInMarkdown((filling) => `# a${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(
      await growthWith(extractMarkdown, (filling) => `---\ntitle: ${filling.slice(0, 15_000)}x\n---\nhola`, piece),
    ).toBeLessThan(linearGrowth)
  })

  it.each([
    ['pictures inside pictures', (size: number) => `${'!['.repeat(size / 4)}a${']()'.repeat(size / 4)}`],
    ['links inside links', (size: number) => `${'['.repeat(size / 4)}a${']()'.repeat(size / 4)}`],
    ['a table of one row', (size: number) => `${'|a'.repeat(size / 4)}|\n${'|-'.repeat(size / 4)}|\n`],
    ['lines that belong to a quote', (size: number) => `> a\n${'b\n'.repeat(size / 2)}`],
    ['lines that belong to an item', (size: number) => `- a\n${'b\n'.repeat(size / 2)}`],
    ['fences of every length', (size: number) => growing(size, '`')],
  ])('full of %s', async (_, make) => {
    expect(await growthOf(make, smallSize, (source) => read(extractMarkdown, source))).toBeLessThan(linearGrowth)
  })

  it('full of references to as many definitions', async () => {
    expect(await growthOf(references, largestWindow, (source) => read(extractMarkdown, source))).toBeLessThan(
      linearGrowth,
    )
  })
})

describe('time in proportion to the size of what is nested in Markdown', () => {
  // as deep as it is read from some 7 kB on; only from there on it grows by its length alone
  it.each(['- ', '> '])('full of %j inside each other', async (mark) => {
    const make = (size: number) => nested(size, mark)
    expect(await growthOf(make, 4 * smallSize, (source) => read(extractMarkdown, source))).toBeLessThan(linearGrowth)
  })
})

describe('time in proportion to the size of HTML', () => {
  it.each([...runs, ...tags])('full of %j', async (piece) => {
    expect(await growthWith(extractHtml, (filling) => `<html><body>${filling}`, piece)).toBeLessThan(linearGrowth)
    expect(await growthWith(extractHtml, (filling) => `<html><body><pre>a${filling}x`, piece)).toBeLessThan(
      linearGrowth,
    )
  })

  it.each(wholePages)('with too much of %s', async (_, around) => {
    for (const piece of ['a', ' ', 'a ', 'palabra, '])
      expect(await growthWith(extractHtml, around, piece)).toBeLessThan(linearGrowth)
  })
})

/** What stands in front of raised text, or of the next row, is looked at each time; only in long texts does that show. */
const longSize = 50_000

describe('time in proportion to the size of one paragraph or cell', () => {
  const words = 'palabra larga '
  const field = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
  const raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
  const styles =
    '<style:style style:family="text" style:name="T"><style:text-properties style:text-position="super"/></style:style>'
  const packed: readonly (readonly [string, Engine, (filling: string) => Buffer, string])[] = [
    [
      'fields of a DOCX',
      extractDocx,
      (filling) => makeDocx({ body: `<w:p>${filling}</w:p>` }),
      `${field('begin')}${field('separate')}<w:r><w:t>${words}</w:t></w:r>${field('end')}`,
    ],
    [
      'raised runs of a DOCX',
      extractDocx,
      (filling) => makeDocx({ body: `<w:p>${filling}</w:p>` }),
      `<w:r><w:t>${words}</w:t></w:r>${raised}`,
    ],
    [
      'raised runs of an ODT',
      extractOdt,
      (filling) => makeOdf({ kind: 'text', styles, body: `<text:p>${filling}</text:p>` }),
      `${words}<text:span text:style-name="T">1</text:span>`,
    ],
  ]

  it.each([`${words}<sup>1</sup> `, `${words}<a href="#ref1">1</a> `])('full of %j of a page', async (piece) => {
    const page = (filling: string): string => `<html><body><p>${filling}`
    expect(await growthWith(extractHtml, page, piece, longSize)).toBeLessThan(linearGrowth)
  })

  it.each([`${words}{\\super 1} `, `${words}\\nestcell ${words}\\nestcell\\nestrow `])(
    'full of %j of Rich Text',
    async (piece) => {
      const text = (filling: string): string => `{\\rtf1\\trowd\\cellx1\\pard\\intbl ${filling}\\cell\\row}`
      expect(await growthWith(extractRtf, text, piece, longSize)).toBeLessThan(linearGrowth)
    },
  )

  it.each(packed)('full of %s', async (_, engine, make, piece) => {
    const growth = await growthOf(
      (length) => make(filled(piece, length * 20)),
      longSize,
      (source) => read(engine, source),
    )
    expect(growth).toBeLessThan(linearGrowth)
  })
})

describe('time in proportion to the size of a table of values', () => {
  it.each([...runs, ';', '";"', '"a;', 'a"b;'])('full of %j', async (piece) => {
    expect(await growthWith(extractCsv, (filling) => `a;b\n${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(await growthWith(extractCsv, (filling) => `a;b\n"${filling}";x`, piece)).toBeLessThan(linearGrowth)
  })
})

describe('time in proportion to the size of Rich Text', () => {
  const words = [
    '{',
    '}',
    '{}',
    '\\par ',
    '\\cell ',
    '\\row ',
    '{\\field a',
    "\\'e1",
    '\\u233 a',
    '{\\*\\x a}',
    '{\\footnote a}',
  ]
  it.each([...runs, ...words])('full of %j', async (piece) => {
    expect(await growthWith(extractRtf, (filling) => `{\\rtf1 a${filling}x`, piece)).toBeLessThan(linearGrowth)
  })
})

describe('time in proportion to the size of a mail', () => {
  const heads = ['a@b.es, ', 'g: a@b;', '=?utf-8?Q?a?= ', '"', '<', '(', '\\"']
  it.each([...runs.filter((piece) => !piece.includes('\n')), ...heads])('with %j in its head', async (piece) => {
    const mail = (filling: string) => `From: ${filling}\nSubject: ${filling}\nTo: ${filling}\n\nhola`
    expect(await growthWith(extractMail, mail, piece)).toBeLessThan(linearGrowth)
  })

  it.each([...runs, '=E1', '=\n', '--b\n', '\nFrom a 2026\n'])('full of %j', async (piece) => {
    const head =
      'From: a@b.es\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: quoted-printable\n\n'
    expect(await growthWith(extractMail, (filling) => `${head}hola${filling}x`, piece)).toBeLessThan(linearGrowth)
    expect(await growthWith(extractMbox, (filling) => `From a 2026\n${head}hola${filling}x`, piece)).toBeLessThan(
      linearGrowth,
    )
  })
})

/** Each line one level deeper, up to fifty. */
function nested(size: number, mark: string): string {
  const lines: string[] = []
  for (let length = 0; length < size; length += lines.at(-1)?.length ?? size) {
    lines.push(
      `${mark === '- ' ? '  '.repeat(lines.length % deepest) : ''}${mark.repeat(1 + (lines.length % deepest))}a\n`,
    )
  }
  return lines.join('')
}

function growing(size: number, sign: string): string {
  const parts: string[] = []
  for (let length = 0; length < size; length += parts.length) parts.push(sign.repeat(parts.length + 1))
  return parts.join(' ')
}

function references(size: number): string {
  const names = Array.from({ length: size / 20 }, (_, index) => `n${index}`)
  return `${names.map((name) => `[${name}] `).join('')}\n\n${names.map((name) => `[${name}]: /u\n`).join('')}`
}
