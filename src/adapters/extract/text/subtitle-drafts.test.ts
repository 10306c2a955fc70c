import { expect, it } from 'vitest'
import { subtitleDrafts } from './subtitle-drafts.ts'

const said = (text: string): readonly string[] | undefined => subtitleDrafts(text)?.map((draft) => draft.text)

it('subtitles are what is said, with the time at which each paragraph begins', () => {
  const file =
    '1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}La ayuda cubre el <i>cuarenta</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,500\r\npor ciento del coste.\r\n\r\n' +
    '3\r\n00:00:06,000 --> 00:00:08,000\r\n- ¿Hasta cuándo?\r\n- Hasta el día\r\nquince.\r\n'
  expect(said(file)).toEqual([
    '[00:00:01] La ayuda cubre el cuarenta por ciento del coste.',
    '[00:00:06] ¿Hasta cuándo?',
    '[00:00:06] Hasta el día quince.',
  ])
})

it('WebVTT names who speaks and may leave out hours and numbers', () => {
  const file =
    'WEBVTT\n\nNOTE Sin revisar\n\n00:01.000 --> 00:04.200 align:start\n<v Marta>Cubre el cuarenta\n\n00:04.200 --> 00:07.000\n<v Marta>por ciento.</v>\n\n' +
    'b\n00:08.000 --> 00:09.000\n<v.loud Jon>¿Y cuándo?\n'
  expect(said(file)).toEqual([
    'NOTE Sin revisar',
    '[00:01] Marta: Cubre el cuarenta por ciento.',
    '[00:08] Jon: ¿Y cuándo?',
  ])
})

it('a long speech is divided between sentences', () => {
  const cue = (at: number): string => `00:00:0${at}.000 --> 00:00:0${at}.900\n${'Palabra '.repeat(20)}final.\n`
  expect(said([1, 2, 3].map(cue).join('\n'))).toHaveLength(2)
})

it('speech without signs is divided as well, before a paragraph grows with the file', () => {
  const cue = (at: number): string => `00:${String(at).padStart(2, '0')}.000 --> 00:59.900\n${'palabra '.repeat(20)}\n`
  const lengths = said(Array.from({ length: 50 }, (_, at) => cue(at)).join('\n'))?.map((text) => text.length) ?? []
  expect(lengths.length).toBeGreaterThan(4)
  expect(Math.max(...lengths)).toBeLessThan(1_700)
})

it('what WebVTT keeps for programs is not said, and its title and remarks are no speech', () => {
  const file =
    'WEBVTT - Pleno de mayo\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\nSTYLE\n::cue { color: red }\n\nNOTE Confidence: 0.91\n\nREGION\nid:a\n\n' +
    'a\n00:01.000 --> 00:02.000 line:0 position:20%\nSe abre la sesión.\n\nNOTE Confidence: 0.88\n\nb\n00:03.000 --> 00:04.000\nEscriba a <ana@example.org>.\n'
  expect(said(file)).toEqual([
    'Pleno de mayo',
    'NOTE Confidence: 0.91',
    '[00:01] Se abre la sesión. Escriba a <ana@example.org>.',
  ])
})

it('no other text is subtitles', () => {
  const span = (second: number): string => `00:00:0${second},500 --> 00:00:0${second},900`
  expect(said(`Cortes:\n${span(1)} caída del nodo\n${span(2)} caída del disco`)).toBeUndefined()
  const minutes = Array.from({ length: 40 }, (_, at) => `Punto ${at}: se aprueba.`).join('\n')
  expect(said(`${minutes}\n\n${span(1)}\nHola\n\n${span(2)}\nAdiós`)).toBeUndefined()
  expect(said('1\n00:00:01,000 --> 00:00:02,000\nUna sola')).toBeUndefined()
  expect(said('A --> B\nB --> C\n10:00 --> 11:00')).toBeUndefined()
})

it('live captions, which show each line again above the next one, say it once', () => {
  const file =
    'WEBVTT\nKind: captions\nLanguage: es\n\n00:00:00.160 --> 00:00:02.310 align:start position:0%\n \nbuenas<00:00:00.400><c> tardes</c>\n\n' +
    '00:00:02.310 --> 00:00:02.320 align:start position:0%\nbuenas tardes\n \n\n' +
    '00:00:02.320 --> 00:00:04.000 align:start position:0%\nbuenas tardes\nse<00:00:02.600><c> abre</c><c> la</c> sesión\n\n' +
    '00:00:04.000 --> 00:00:04.010 align:start position:0%\nse abre la sesión\n \n\n' +
    '00:00:04.010 --> 00:00:06.000 align:start position:0%\nse abre la sesión\ncon doce puntos\n'
  expect(said(file)).toEqual(['[00:00:00] buenas tardes se abre la sesión con doce puntos'])
})

it('signs that WebVTT writes with names are said as signs', () => {
  const file = 'WEBVTT\n\n00:01.000 --> 00:02.000\n&lrm;I&amp;D&nbsp;&lt;3 %\n\n00:02.000 --> 00:03.000\n&nbsp;\n'
  expect(said(file)).toEqual(['[00:01] I&D <3 %'])
})

it('what is said twice in a row is said twice', () => {
  const cue = (at: number, words: string): string => `00:00:0${at},000 --> 00:00:0${at},900\n${words}\n`
  expect(said([cue(1, 'No.'), cue(2, 'No.'), cue(3, 'Ya lo dije.'), cue(4, 'Votemos.')].join('\n'))).toEqual([
    '[00:00:01] No. No. Ya lo dije. Votemos.',
  ])
})
