import { expect, test } from 'vitest'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import { readUnread } from './unread-letters.ts'

function page(unknownLetters: number, ...texts: readonly string[]): PdfPage {
  const lines = texts.map((text, at): PdfLine => {
    const place = { left: 0, right: 100, baseline: 500 - at * 12, endBaseline: 500 - at * 12 }
    return { text, page: 0, ...place, size: 10, bold: false, upright: true, cells: [{ text, left: 0, right: 100 }] }
  })
  const none = { hasImage: false, isScan: false, hiddenLetters: 0, files: [] }
  return { width: 400, height: 600, lines, unknownLetters, letters: 60, ...none }
}

test('a code and a private letter inside of words are the ligature that makes words of them', () => {
  const [read] = readUnread([
    page(1, 'de\ue70cnición de la o\ue70ccina', 'con\uf002icto y \uf002or, \uf001nal de la \ue123'),
  ])
  expect(read?.lines.map(({ text }) => text)).toEqual([
    'definición de la oficina',
    'conflicto y flor, final de la \ue123',
  ])
  expect(read?.unknownLetters).toBe(1)
})

test('a code that makes no word of any reading stays unread, and is counted', () => {
  const [read] = readUnread([page(1, 'x\ue70cq z\ue70cq', 'w\ue123w')])
  expect(read?.lines.map(({ text }) => text)).toEqual(['x\ufffdq z\ufffdq', 'w\ue123w'])
  expect(read?.unknownLetters).toBe(3)
})

function reading(...texts: readonly string[]): readonly string[] {
  return readUnread([page(0, ...texts)])[0]?.lines.map(({ text }) => text) ?? []
}

test('codes of the fonts of TeX are ff, fi, fl, ffi and ffl in this order, whatever the words around them are', () => {
  expect(
    reading('the o\ue70ece and the a\ue70fuent \ue70crst \ue70door', 'hu\ue70bed twice by the o\ue70ecers'),
  ).toEqual(['the office and the affluent first floor', 'huffed twice by the officers'])
  expect(reading('di\ue71ecult tra\ue71ec', 'a ra\ue71fe for the a\ue71eliated, \ue71cled on the \ue71door')).toEqual([
    'difficult traffic',
    'a raffle for the affiliated, filed on the floor',
  ])
})

test('letters of a foreign script inside of words are read the same way, and stay where they make none', () => {
  const [read] = readUnread([
    page(0, 'the di\u13b1erent \u13b2rst \u13b3oor', 'an e\u13b4cient con\u13b3ict', 'kw\u0531'),
  ])
  expect(read?.lines.map(({ text }) => text)).toEqual([
    'the different first floor',
    'an efficient conflict',
    'kw\u0531',
  ])
  expect(read?.unknownLetters).toBe(1)
})

test('codes next to each other are numbered in the same order in other fonts', () => {
  const letters = reading('the di\ue5b1erent \ue5b2rst \ue5b3oor', 'an e\ue5b4cient con\ue5b3ict')
  expect(letters).toEqual(['the different first floor', 'an efficient conflict'])
})

test('of two ligatures that fit, the one counts that leaves no word of the other language', () => {
  expect(reading('the o\ue701ce and its su\ue701cient tra\ue701c')).toEqual(['the office and its sufficient traffic'])
  expect(reading('la o\ue701cina y su su\ue701ciente trá\ue701co')).toEqual(['la oficina y su suficiente tráfico'])
  expect(reading('a ra\ue704e', 'the ba\ue704ed')).toEqual(['a raffle', 'the baffled'])
  expect(reading('sta\ue705 e\ue705ect')).toEqual(['staff effect'])
})

test('an accented letter of Spanish words is no ligature', () => {
  const words = ['la reclamaci\ue705n', 'la recepci\ue705n', 'la notificaci\ue705n', 'la raz\ue705n', 'un bot\ue705n']
  expect(reading(...words)).toEqual(words.map((text) => text.replace('\ue705', '\ufffd')))
})

test('a code that stands between two words is no ligature', () => {
  expect(
    reading('primera hoja final', 'una primera\ue70clo dice', 'y primera\ue70cla niega', 'hoja\ue70cfinal'),
  ).toEqual(['primera hoja final', 'una primera\ufffdlo dice', 'y primera\ufffdla niega', 'hoja\ufffdfinal'])
})

test('letters in the places of fi, fl, ffi and ffl are these, whatever the words around them are', () => {
  const texts = [
    'La \uf002ota certi\uf001ca con\uf002ictos',
    'a\uf001n wa\uf004es gri\uf003n',
    '\uf001 Uno',
    '\uf002 Dos',
  ]
  const [read] = readUnread([page(0, ...texts)])
  expect(read?.lines.map(({ text }) => text)).toEqual([
    'La flota certifica conflictos',
    'afin waffles griffin',
    '\uf001 Uno',
    '\uf002 Dos',
  ])
  expect(read?.unknownLetters).toBe(0)
})

test('letters in these places are none of them where a font numbers all of its letters from there on', () => {
  const [read] = readUnread([page(0, '\uf004\uf001\uf005\uf002a\uf001o \uf002\uf003\uf001n')])
  expect(read?.lines[0]?.text).not.toMatch(/f[il]/)
})

test('half of the words must speak for what a code of another font means', () => {
  expect(reading('\ue701nal zo\ue701q ma\ue701q')).toEqual(['\ufffdnal zo\ufffdq ma\ufffdq'])
})

test('a return is a ligature where it makes words, else a blank', () => {
  expect(reading('the \ue70dour', 'in\ue70duence of the \ue70dag')).toEqual(['the flour', 'influence of the flag'])
  expect(reading('bread\ue70dmilk', 'salt \ue70doil', '\ue70dwine')).toEqual(['bread milk', 'salt oil', 'wine'])
})
