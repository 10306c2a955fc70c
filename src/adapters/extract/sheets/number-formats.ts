import type { TextLanguage } from '../layout/text-language.ts'

/** The language in which numbers and dates of a workbook are shown: files do not say it. */
export type SheetLanguage = TextLanguage

/**
 * The formats that workbooks name by number alone, as ECMA-376 lists them (18.8.30). Of those that follow the settings of
 * the reader's machine (5 to 8, 14, 22, 37 to 44), the Spanish and the English spelling.
 */
const common: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
}
const local: Readonly<Record<SheetLanguage, Readonly<Record<number, string>>>> = {
  es: {
    5: '#,##0 "€"',
    6: '#,##0 "€"',
    7: '#,##0.00 "€"',
    8: '#,##0.00 "€"',
    14: 'dd/mm/yyyy',
    22: 'dd/mm/yyyy h:mm',
    37: '#,##0;-#,##0',
    38: '#,##0;-#,##0',
    39: '#,##0.00;-#,##0.00',
    40: '#,##0.00;-#,##0.00',
    41: '#,##0;-#,##0;"-"',
    42: '#,##0 "€";-#,##0 "€";"- €"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00 "€";-#,##0.00 "€";"- €"',
  },
  en: {
    5: '"$"#,##0;("$"#,##0)',
    6: '"$"#,##0;("$"#,##0)',
    7: '"$"#,##0.00;("$"#,##0.00)',
    8: '"$"#,##0.00;("$"#,##0.00)',
    14: 'm/d/yyyy',
    22: 'm/d/yyyy h:mm',
    37: '#,##0;(#,##0)',
    38: '#,##0;(#,##0)',
    39: '#,##0.00;(#,##0.00)',
    40: '#,##0.00;(#,##0.00)',
    41: '#,##0;(#,##0);"-"',
    42: '"$"#,##0;"$"(#,##0);"$-"',
    43: '#,##0.00;(#,##0.00);"-"',
    44: '"$"#,##0.00;"$"(#,##0.00);"$-"',
  },
}

/** The pattern of a format that is named by number; `General` for a number that names none. */
export function builtInFormat(id: number, language: SheetLanguage): string {
  return common[id] ?? local[language][id] ?? 'General'
}
