import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (y: number, text: string): string => `BT /F1 10 Tf 1 0 0 1 44 ${y} Tm (${text}) Tj ET`
/** Dark blue on the left, lighter on the right. */
const gradient =
  '<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [40 0 340 0] /Extend [true true] ' +
  '/Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 .5] /C1 [0 .3 .8] /N 1 >> >> >>'

async function read(content: string): Promise<string[]> {
  const page = { texts: [], content, resources: '/Pattern << /P1 9 0 R >>' }
  return outline(await extractWith(extractPdf, makePdf([page], { objects: [gradient] })))
}

describe('white letters that somebody sees', () => {
  const words = show(500, 'El servicio cuesta 90 euros.')

  it.each([
    ['on colours that run into each other', `/Pattern cs /P1 scn 40 490 300 30 re f 1 g ${words}`],
    ['filled with such colours themselves', `/Pattern cs /P1 scn ${words}`],
    ['on a thick line', `1 g 26 w 40 503 m 340 503 l S ${words}`],
    ['with an outline', `1 g .4 w 2 Tr ${words}`],
  ])('are read: %s', async (_, content) => {
    expect(await read(content)).toEqual(['paragraph El servicio cuesta 90 euros.'])
  })

  it.each([
    ['on white paper', words],
    ['on a white box', `40 490 300 30 re f ${words}`],
    ['over a thin line', `${words} 0 g .5 w 40 498 m 340 498 l S`],
  ])('are not those %s', async (_, content) => {
    expect(await read(`${show(450, 'El precio se paga al contado.')} 1 g ${content}`)).toEqual([
      'paragraph El precio se paga al contado.',
    ])
  })
})

describe('text of a layer', () => {
  const layers = (state: string) => ({
    catalog: `/OCProperties << /OCGs [9 0 R] /D << /${state} [9 0 R] >> >>`,
    objects: ['<< /Type /OCG /Name (Antes) >>'],
  })
  const said = async (state: string, before: readonly string[] = ['Antes era de 90 euros.']): Promise<string[]> => {
    const inLayer = before.map((text, at) => show(450 - at * 13, text)).join(' ')
    const content = `${show(500, 'La cuota del servicio es de 110 euros.')} /OC /L1 BDC ${inLayer} EMC`
    const page = { texts: [], content, resources: '/Properties << /L1 9 0 R >>' }
    return outline(await extractWith(extractPdf, makePdf([page], layers(state))))
  }

  it('is read where the layer is shown, and not where it is switched off', async () => {
    const shown = 'paragraph La cuota del servicio es de 110 euros.'
    expect(await said('ON')).toEqual([shown, 'paragraph Antes era de 90 euros.'])
    expect(await said('OFF')).toEqual([shown])
  })

  it('is not read either where it is most of the page', async () => {
    const before = ['Antes era de 90 euros, que se pagaban', 'cada tres meses en la oficina', 'de la calle Mayor.']
    const more = [...before, ...before, ...before]
    expect(await said('OFF', more)).toEqual(['paragraph La cuota del servicio es de 110 euros.'])
    expect((await said('ON', more)).join(' ')).toContain('calle Mayor')
  })
})
