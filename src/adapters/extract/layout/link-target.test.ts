import { expect, test } from 'vitest'
import { hasContentTarget, linkTargetText } from './link-target.ts'

test.each([
  ['mailto:bajas%40club.example?subject=Baja', 'Escríbanos', 'bajas@club.example'],
  ['callto:900555666', 'llamar', '900555666'],
  ['sms:+34655443322', 'Avisar', '+34655443322'],
  ['https://wa.me/34611223344?text=Hola', 'WhatsApp', '+34611223344'],
  ['https://api.whatsapp.com/send?text=Hola&phone=%2B34611223344', 'WhatsApp', '+34611223344'],
  ['whatsapp://send?phone=34611223344', 'WhatsApp', '+34611223344'],
])('where "%s" leads is said behind the words "%s": %s', (target, words, said) => {
  expect(hasContentTarget(target)).toBe(true)
  expect(linkTargetText(target, words)).toBe(` (${said})`)
})

test.each([
  ['https://wa.me/?text=Mira', 'Compartir'],
  ['https://api.whatsapp.com/send?text=34611223344', 'Compartir'],
  ['https://ejemplo.example/tel:900', 'Guía'],
])('"%s" leads elsewhere', (target, words) => {
  expect(hasContentTarget(target)).toBe(false)
  expect(linkTargetText(target, words)).toBe('')
})

test.each([
  ['tel:+34954123456', 'Tel. 954 12 34 56'],
  ['tel:+49301234567', '030 1234567'],
  ['https://wa.me/34611223344', 'WhatsApp 611 22 33 44'],
])('"%s" is not said once more behind "%s"', (target, words) => {
  expect(linkTargetText(target, words)).toBe('')
})
