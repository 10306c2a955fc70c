/** Passages whose units are looked at. The right one is among the first five nearly always. */
export const passagesRead = 6
