/** Folded names of the days of a week, in both languages, one and several of them. */
export const dayNames: readonly string[] =
  'lunes martes miercoles jueves viernes sabado sabados domingo domingos monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays'.split(
    ' ',
  )
