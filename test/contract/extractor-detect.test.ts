import { fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { inspectFile } from '../../src/adapters/extract/detect/file-subject.ts'
import { formats } from '../../src/adapters/extract/formats/formats.ts'
import { seededRandom } from '../harness/random.ts'
import { makeDocx, paragraph } from '../fixtures/extract/make-docx.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import { asLargeZip, behind, countedBehind } from '../fixtures/extract/zip-variants.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-detect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function detect(bytes: Uint8Array | string, fileName: string): Promise<string> {
  const file = path.join(folder, 'original')
  writeFileSync(file, bytes)
  return detectFileType(file, fileName)
}

const pdf = makePdf([{ texts: [{ text: 'Hola', x: 40, y: 500 }] }])
const docx = makeDocx({ body: paragraph('Hola') })
const doc = readFileSync(new URL('../fixtures/extract/contrato.doc', import.meta.url))
const zip = (...names: string[]): Uint8Array => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))
const office = 'application/vnd.openxmlformats-officedocument'
const docxType = `${office}.wordprocessingml.document`
const xlsxType = `${office}.spreadsheetml.sheet`
const openDocument = 'application/vnd.oasis.opendocument'
/** A package that says first what it is. */
const packaged = (kind: string): Uint8Array =>
  zipSync({ mimetype: [strToU8(`${openDocument}.${kind}`), { level: 0 }], 'content.xml': strToU8('x') })
const xmlBook =
  '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
/** An OpenDocument file in one piece of XML. */
const flat = (kind: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="${openDocument}.${kind}"><office:body/></office:document>`
const html = '<!DOCTYPE html><html><body><p>Hola</p></body></html>'

/** An OLE file whose directory holds these streams, four at most. */
function ole(...streams: string[]): Buffer {
  const bytes = Buffer.alloc(1_536)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  bytes.writeUInt32LE(0, 76)
  bytes.fill(0xff, 512, 1_024)
  for (const [index, stream] of streams.entries()) {
    const at = 1_024 + index * 128
    bytes.write(stream, at, 'utf16le')
    bytes.writeUInt16LE((stream.length + 1) * 2, at + 64)
  }
  return bytes
}

const mimeHead = 'From: a@b.es\nSubject: x\nMIME-Version: 1.0\n'
const mimeMail = (encoding: string, body: string): string =>
  `${mimeHead}Content-Type: text/plain;\n charset=latin1\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n`
const mimeParts = (body: string): string => `${mimeHead}Content-Type: multipart/mixed;\n boundary="x1"\n\n${body}\n`

describe('the type of a file', () => {
  it.each([
    ['a PDF', pdf, 'informe.pdf', 'application/pdf'],
    ['a PDF without a name', pdf, 'informe', 'application/pdf'],
    ['a PDF with junk before its header', Buffer.concat([Buffer.from('junk\n'), pdf]), 'a.pdf', 'application/pdf'],
    ['a DOCX', docx, 'Contrato.DOCX', docxType],
    ['a DOC', doc, 'contrato.doc', 'application/msword'],
    ['a DOC under the ending of its successor', doc, 'contrato.docx', 'application/msword'],
    ['a DOCX under the ending of its predecessor', docx, 'contrato.doc', docxType],
    ['plain text', 'Año nuevo, vida nueva', 'a.txt', 'text/plain'],
    ['plain text about PDF', 'Un fichero empieza por %PDF-1.7', 'a.txt', 'text/plain'],
    ['a CSV', 'a;b\n1;2', 'datos.csv', 'text/csv'],
    ['a CSV without its name', 'a;b\n1;2', 'datos.txt', 'text/plain'],
    ['text in windows-1252', Buffer.from('Año nuevo', 'latin1'), 'a.txt', 'text/plain'],
    ['UTF-16 with a mark', Buffer.from('\uFEFFAño nuevo', 'utf16le'), 'a.txt', 'text/plain'],
    ['UTF-16 without a mark', Buffer.from('Año nuevo, vida nueva', 'utf16le'), 'a.txt', 'text/plain'],
    [
      'UTF-16 without a mark in another script',
      Buffer.from('ოფისი იხსნება დილით.', 'utf16le').swap16(),
      'a.txt',
      'text/plain',
    ],
    ['Markdown by name', 'Sin marcas', 'a.md', 'text/markdown'],
    [
      'settings with remarks',
      '# Base de datos\nhost=10.0.0.1\nruta=/var/*/log/*.txt\n# Correo\nsmtp=a',
      'app.conf',
      'text/plain',
    ],
    ['commands with remarks', '# Lista\n\ncp *.txt /tmp/*.bak\n\n# Usuarios\nana: __admin__', 'notas', 'text/plain'],
    ['Markdown by structure', '# Título\n\n## Otro\n\ntexto', 'LEEME', 'text/markdown'],
    ['a text about a database', 'SQLite guarda todo en un fichero.', 'a.md', 'text/markdown'],
    ['a text about sound', 'ID3 son las siglas de las etiquetas.', 'a.txt', 'text/plain'],
    ['a text about an archive', 'Rar! dijo el loro. GIF8 y OggS son marcas.', 'a.txt', 'text/plain'],
    [
      'a CSV in windows-1252 with a stray zero',
      Buffer.from(`año;b\n${'1;cañón\n'.repeat(50)}\0`, 'latin1'),
      'a.csv',
      'text/csv',
    ],
    ['a large CSV with a stray zero', `a;b\n1;\0\n${'1;cañón\n'.repeat(12_000)}`, 'a.csv', 'text/csv'],
    ['a text with hashes named as text', '# uno\n# dos', 'a.txt', 'text/plain'],
    ['HTML', html, 'a.html', 'text/html'],
    ['HTML without a name', html, 'pagina', 'text/html'],
    ['an HTML fragment', '<p>uno</p><p>dos</p><div>tres</div>', 'a.htm', 'text/html'],
    ['an encrypted DOCX', ole('EncryptedPackage'), 'a.docx', docxType],
    ['a text that begins with a bracket', '[Nota] {ver anexo}\nTexto.', 'LEEME', 'text/plain'],
    ['a text that begins like a zip', 'PK significa clave primaria.', 'notas', 'text/plain'],
    ['JSON named as text', '{"a": 1}', 'a.txt', 'text/plain'],
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'a.xlsx', xlsxType],
    ['an encrypted workbook', ole('EncryptedPackage'), 'a.xlsx', xlsxType],
    ['an encrypted document under the ending of its predecessor', ole('EncryptedPackage'), 'a.doc', docxType],
    ['an encrypted document under the ending of another program', ole('EncryptedPackage'), 'a.odt', docxType],
    ['an encrypted document in capitals', ole('ENCRYPTIONINFO', 'ENCRYPTEDPACKAGE'), 'a.docx', docxType],
    ['an encrypted document beside an old one', ole('WordDocument', 'EncryptedPackage'), 'a.docx', docxType],
    ['the same under the old ending', ole('WordDocument', 'EncryptedPackage'), 'a.doc', docxType],
    [
      'a presentation',
      zip('[Content_Types].xml', 'ppt/presentation.xml'),
      'a.pptx',
      `${office}.presentationml.presentation`,
    ],
    ['an OpenDocument text', packaged('text'), 'a.odt', `${openDocument}.text`],
    ['an OpenDocument workbook without a name', packaged('spreadsheet'), 'a', `${openDocument}.spreadsheet`],
    ['an OpenDocument presentation', packaged('presentation'), 'a.odp', `${openDocument}.presentation`],
    [
      'an OpenDocument file that was packed anew',
      zip('content.xml', 'mimetype'),
      'a.ods',
      `${openDocument}.spreadsheet`,
    ],
    ['an OpenDocument text in one piece of XML', flat('text'), 'acta.fodt', `${openDocument}.text`],
    ['a workbook in one piece of XML', flat('spreadsheet'), 'a.fods', `${openDocument}.spreadsheet`],
    ['a presentation in one piece of XML', flat('presentation'), 'a.fodp', `${openDocument}.presentation`],
    ['a template in one piece of XML', flat('text-template'), 'a.fodt', `${openDocument}.text`],
    ['a text in one piece of XML under the ending of the packed one', flat('text'), 'a.odt', `${openDocument}.text`],
    ['a text in one piece of XML under the ending of XML', flat('text'), 'a.xml', `${openDocument}.text`],
    ['a text in one piece of XML under the ending of Word', flat('text'), 'a.docx', `${openDocument}.text`],
    ['a packed text under the ending of the flat one', packaged('text'), 'a.fodt', `${openDocument}.text`],
    ['a text in UTF-16', Buffer.from(`\uFEFF${flat('text')}`, 'utf16le'), 'a.fodt', `${openDocument}.text`],
    [
      'a text that declares entities',
      flat('text').replace('<!-- a -->', '<!DOCTYPE a [<!ENTITY b "c">]>'),
      'a.fodt',
      `${openDocument}.text`,
    ],
    ['an e-book', zip('mimetype', 'META-INF/container.xml'), 'a.epub', 'application/epub+zip'],
    ['an old workbook', ole('Workbook'), 'a.xls', 'application/vnd.ms-excel'],
    ['a workbook in XML', xmlBook, 'informe.xls', 'application/vnd.ms-excel'],
    ['a workbook in XML under the ending of XML', xmlBook, 'informe.xml', 'application/vnd.ms-excel'],
    ['a workbook in XML under the ending of its successor', xmlBook, 'informe.xlsx', 'application/vnd.ms-excel'],
    ['a mail of Outlook', ole('__properties_version1.0'), 'a.msg', 'application/vnd.ms-outlook'],
    ['rich text', '{\\rtf1\\ansi hola}', 'a.rtf', 'application/rtf'],
    ['a mail', 'From: a@b.es\nSubject: x\n\nHola', 'a.eml', 'message/rfc822'],
    ['a mail below an empty line', '\r\nFrom: a@b.es\nSubject: x\n\nHola', 'a.eml', 'message/rfc822'],
    ['a mail of Apple Mail', '40\nFrom: a@b.es\nSubject: x\n\nHola', 'a.emlx', 'message/rfc822'],
    ['a CSV filled up with zeros', `a;b\n1;2${'\0'.repeat(900)}`, 'a.csv', 'text/csv'],
    ['a mail without a name', 'Received: x\nFrom: a@b.es\nDate: hoy\n\nHola', 'a', 'message/rfc822'],
    ['a letter with the same words', 'From: Ana\nDate: hoy\n\nHola', 'carta', 'text/plain'],
    ['a mail that a text quotes', 'Received: x\nFrom: a@b.es\nDate: hoy\n\nHola', 'a.txt', 'text/plain'],
    ['a mail in base64 called text', mimeMail('base64', 'SG9sYSwgQW5h'), 'a.txt', 'message/rfc822'],
    [
      'a mail called text that servers wrote much into',
      mimeMail('base64', 'SG9sYSwgQW5h').replace('MIME', `X-Seen: ${'by a server '.repeat(1_000)}\nMIME`),
      'a.txt',
      'message/rfc822',
    ],
    ['a mail in quoted-printable called text', mimeMail('quoted-printable', 'Ma=F1ana'), 'a.txt', 'message/rfc822'],
    ['a mail of parts called text', mimeParts('--x1\n\nHola\n--x1--'), 'a.txt', 'message/rfc822'],
    [
      'a mail in base64 called text, under the line of a mailbox',
      `From a@b.es Thu Nov 26 10:00:00 2026\nX-Seen_by: y\n${mimeMail('base64', 'SG9sYSwgQW5h')}`,
      'a.txt',
      'application/mbox',
    ],
    ['a mail that shows its words', mimeMail('8bit', 'Mañana'), 'a.txt', 'text/plain'],
    ['a text about a mail in base64', mimeMail('base64', 'Así empieza un correo.'), 'a.txt', 'text/plain'],
    ['a text about a mail of parts', mimeParts('Así empieza un correo.'), 'a.txt', 'text/plain'],
    ['a text that quotes a mail in base64', `Vea esto:\n${mimeMail('base64', 'SG9sYSwgQW5h')}`, 'a.txt', 'text/plain'],
    ['notes about the headers of a mail', mimeMail('base64 o no\nSe lee así:', 'SG9sYQ=='), 'a.txt', 'text/plain'],
    ['a mailbox', 'From a@b.es Thu Nov 26 10:00:00 2026\nFrom: a@b.es\n\nHola', 'a.mbox', 'application/mbox'],
    [
      'a mail under the line of a mailbox',
      'From a@b.es Thu Nov 26 10:00:00 2026\nTo: a@b.es\n\nHola',
      'a.eml',
      'application/mbox',
    ],
    [
      'a page saved with its pictures',
      'MIME-Version: 1.0\nContent-Type: multipart/related\n\nx',
      'a.mht',
      'multipart/related',
    ],
    ['an image', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'foto.png', 'image/png'],
    ['a photograph', Buffer.from('ffd8ffe000104a464946', 'hex'), 'foto.jpeg', 'image/jpeg'],
    ['a fax', Buffer.from('4d4d002a00000008', 'hex'), 'fax.tif', 'image/tiff'],
    ['a page that calls itself an old workbook', html, 'informe.xls', 'text/html'],
    ['a page that calls itself an old Word document', html, 'informe.doc', 'text/html'],
    ['lines of cells that call themselves an old workbook', 'a\tb\n1\t2\n', 'datos.xls', 'text/csv'],
    ['text that calls itself an old Word document', 'Una frase.', 'nota.doc', 'text/plain'],
    [
      'a saved page that calls itself an old Word document',
      'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\nx',
      'a.doc',
      'multipart/related',
    ],
    ['a DOCX behind the empty lines of a web server', behind('\r\n\r\n', docx), 'a.docx', docxType],
    ['a DOCX behind a mark of UTF-8, without a name', behind('\ufeff', docx), 'a', docxType],
    [
      'a DOCX behind a message that its archive counts',
      countedBehind('<b>Warning</b> line 3\n', docx),
      'a.docx',
      docxType,
    ],
    ['an OpenDocument text behind junk', behind('x'.repeat(3_000), packaged('text')), 'a.odt', `${openDocument}.text`],
    ['a DOCX as a large archive', asLargeZip(docx), 'a.docx', docxType],
    ['a cut-off workbook', docx.subarray(0, 200), 'a.xlsx', xlsxType],
    ['a cut-off DOCX', docx.subarray(0, 200), 'a.docx', docxType],
  ])('is found for %s', async (_, bytes, name, type) => {
    expect(await detect(bytes, name)).toBe(type)
  })

  it.each([
    ['an image in motion', Buffer.from('474946383961', 'hex'), 'foto.gif', 'GIF'],
    [
      'an image that calls itself PDF',
      Buffer.from('ffd8ffe000104a464946', 'hex'),
      'scan.pdf',
      'PDF but its content is JPEG',
    ],
    ['a database', Buffer.from('SQLite format 3\0\u0010\0'), 'a.txt', 'an SQLite database'],
    ['a sound', Buffer.from('ID3\u0003\0\0\0'), 'a.txt', 'an MP3'],
    ['an archive', zip('a.txt'), 'a.zip', 'ZIP archive. Unpack it and upload the documents in it.'],
    ['a binary workbook', zip('[Content_Types].xml', 'xl/workbook.bin'), 'a.xlsb', 'XLSB'],
    ['an old presentation', ole('PowerPoint Document'), 'a.ppt', 'PPT'],
    ['a drawing', packaged('graphics'), 'a.odg', 'ZIP'],
    ['a drawing in one piece of XML', flat('graphics'), 'a.fodg', 'an XML file'],
    ['a text in one piece of XML that calls itself text', flat('text'), 'a.txt', 'plain text but its content is ODT'],
    ['XML that is called a flat text', '<?xml version="1.0"?><a/>', 'a.fodt', 'an XML file'],
    ['JSON', '{\n  "a": [1, 2]\n}', 'a.json', 'JSON'],
    ['JSON in lines', '{"a": 1}\n{"a": 2}\n', 'a.jsonl', 'JSON'],
    ['a list of numbers', '[1, 2, 3]', 'a.json', 'JSON'],
    ['random bytes', Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 97) % 256)), 'a.txt', 'binary'],
    ['a DOCX that calls itself PDF', docx, 'a.pdf', 'PDF but its content is DOCX'],
    ['a PDF that calls itself Word', pdf, 'a.docx', 'DOCX but its content is PDF'],
    ['a text that calls itself a workbook', 'a;b', 'a.xlsx', 'XLSX but its content is plain text'],
    ['a page that calls itself PDF', html, 'a.pdf', 'PDF but its content is HTML'],
  ])('is refused for %s, saying what it is and what is supported', async (_, bytes, name, found) => {
    const refusal = await detect(bytes, name).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'unsupported_type', message: expect.stringContaining(found) })
    expect(refusal).toMatchObject({
      message: expect.stringContaining(
        'PDF, DOCX, DOC, XLSX, XLS, CSV, PPTX, ODT, ODS, ODP, RTF, EPUB, EML, MSG, MBOX, MHT, PNG, JPEG, TIFF, TXT, Markdown and HTML',
      ),
    })
  })

  it('is not asked of an empty file', async () => {
    await expect(detect('', 'a.pdf')).rejects.toMatchObject({ code: 'empty_file' })
  })

  it('is told by exactly one row of the table of formats', async () => {
    const files: readonly (readonly [Uint8Array, string | null])[] = [
      ...[pdf, docx, doc, 'Hola', '# Uno\n\n## Dos', html, '{\\rtf1 a}'].map(
        (one) => [Buffer.from(one), null] as const,
      ),
      ...['xl/workbook.xml', 'ppt/presentation.xml', 'META-INF/container.xml'].map(
        (name) => [zip(name), null] as const,
      ),
      ...['text', 'spreadsheet', 'presentation'].map((kind) => [packaged(kind), null] as const),
      ...['89504e470d0a1a0a', 'ffd8ffe000104a46', '49492a0008000000'].map(
        (one) => [Buffer.from(one, 'hex'), null] as const,
      ),
      ...['Workbook', '__properties_version1.0'].map((name) => [ole(name), null] as const),
      [Buffer.from('a;b'), 'text/csv'],
      [Buffer.from('From: a@b.es\nSubject: x\n\nHola'), 'message/rfc822'],
      [Buffer.from('From a@b.es Thu Nov 26 10:00:00 2026\nFrom: a@b.es\n\nHola'), null],
      [Buffer.from('MIME-Version: 1.0\n\nx'), 'multipart/related'],
    ]
    const rows = files.map(([bytes, claimed]) => {
      const file = path.join(folder, 'original')
      writeFileSync(file, bytes)
      const handle = openSync(file, 'r')
      const subject = inspectFile({ handle, path: file, size: bytes.length }, claimed)
      const types = formats.filter((format) => format.recognise(subject)).map((format) => format.type)
      closeSync(handle)
      return types
    })
    expect(rows.map((types) => types.length)).toEqual(files.map(() => 1))
    expect(rows.flat().toSorted()).toEqual(formats.map(({ type }) => type).toSorted())
  })

  it('is found without loading an engine or a package that reads files', async () => {
    const samples = Object.entries({ pdf, docx, doc, text: 'Hola', markdown: '# Uno\n\n## Dos', html })
    const files = samples.map(([name, bytes]) => {
      const file = path.join(folder, name)
      writeFileSync(file, bytes)
      return file
    })
    const child = fork(fileURLToPath(new URL('../fixtures/extract/detect-and-tell.ts', import.meta.url)), files, {
      execArgv: [],
    })
    const [told]: { types: string[]; loaded: string[] }[] = await once(child, 'message')
    expect(told?.types).toHaveLength(files.length)
    expect(told?.loaded.filter((url) => /engine|node_modules/.test(url))).toEqual([])
  })

  it('is decided for damaged archives of every kind', async () => {
    const random = seededRandom(7)
    for (let round = 0; round < 300; round++) {
      const source = Buffer.from([docx, doc, zip('xl/a'), ole('WordDocument')][round % 4] ?? docx)
      for (let flips = 0; flips < 20; flips++) {
        const at = 8 + Math.floor(random() * (source.length - 8))
        source[at] = Math.floor(random() * 256)
      }
      const outcome = await detect(source, 'a.docx').catch((error: { code: string }) => error.code)
      expect([docxType, xlsxType, 'application/msword', 'unsupported_type']).toContain(outcome)
    }
  })
})
