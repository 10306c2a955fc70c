import { expect, test } from 'vitest'
import { fold } from '../../../../domain/text/fold.ts'
import { columnAmounts, type Quantity } from './column-amounts.ts'

test.each<[Quantity, string, readonly string[], readonly (number | null)[]]>([
  // numbers are read as the others of their column are
  ['weight', 'peso', ['0,950 kg', '1,250 kg', '12,5 kg'], [950, 1250, 12_500]],
  ['weight', 'weight', ['0.950 kg', '1.250 kg', '12.5 kg'], [950, 1250, 12_500]],
  ['money', 'precio', ['1.250 €', '980 €', '75,50 €'], [1250, 980, 75.5]],
  ['money', 'price', ['£1,060', '£42', '£8.50'], [1060, 42, 8.5]],
  ['money', 'precio', ['1 250 €', '980 €', '12 000,50 €'], [1250, 980, 12_000.5]],
  ['money', 'price', ["CHF 1'250.00", 'CHF 980.00'], [1250, 980]],
  ['money', 'precio', ["2'50 €", '3 €'], [2.5, 3]],
  ['money', 'price', ['$1.2m', '$900,000', '$45k'], [1_200_000, 900_000, 45_000]],
  // the amount, whatever stands before it
  ['money', 'precio', ['2 noches: 120 €', '1 noche: 70 €'], [120, 70]],
  ['money', 'precio', ['S/ 42', 'S/ 9.50', 'gratis'], [42, 9.5, 0]],
  ['money', 'price', ['free', '£5', 'on request'], [0, 5, null]],
  // what is not in one currency does not compare
  ['money', 'precio', ['S/ 40', 'US$ 15', 'S/ 60'], [null, null, null]],
  ['money', 'price', ['€40', '$15'], [null, null]],
  // units
  ['duration', 'duracion', ['90 min', '2 h', '1 h 30 min', "45'"], [90, 120, 90, 45]],
  ['duration', 'duracion', ['1h30', '1:15 h', '2 h 5'], [90, 75, 125]],
  ['duration', 'time', ['90 s', '2 min', '1 hour'], [1.5, 2, 60]],
  ['duration', 'stay', ['3 nights', '2 weeks'], [4320, 20_160]],
  ['duration', 'duracion (h)', ['2', '90 min'], [120, 90]],
  ['duration', 'plazo', ['2', '90 min'], [null, 90]],
  ['length', 'distance', ['1.2 km', '800 m', '2 miles'], [1200, 800, 3218]],
  ['height', 'altura', ['1,80 m', '95 cm'], [1.8, 0.95]],
  ['power', 'power', ['1.5 kW', '900 W', '2 hp'], [1500, 900, 1472]],
  ['weight', 'weight', ['2 t', '900 kg', '16 oz', '3 lb'], [2_000_000, 900_000, 453.6, 1360.8]],
  ['size', 'superficie', ['45 m2', '1 ha', '120 m²'], [45, 10_000, 120]],
  ['size', 'seats', ['45', '120 people'], [45, 120]],
])('of %s under "%s" %j are %j', (quantity, head, cells, expected) => {
  const amounts = columnAmounts(quantity, head, cells.map(fold))
  expect(amounts.map((amount) => (amount === null ? null : Math.round(amount * 100) / 100))).toEqual(expected)
})
