/** Dots and colours with so much of each colour are white to the eye. */
export const whiteFrom = 250
