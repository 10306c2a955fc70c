/**
 * Bytes that are left free on the disk of the data folder. A segment of the log of a PostgreSQL on it takes 16 MB: with less than two of
 * them it stops soon, and then nobody is answered any more.
 */
export const leastRoomBytes = 32 * 1024 * 1024

/** What `statfs` says of a file system. */
export interface DiskRoom {
  readonly bavail: number
  readonly bsize: number
  readonly blocks: number
}

/** Whether a disk has less than `least` bytes left. One that does not say how large it is, as some of the network, is never full. */
export function isFull({ bavail, bsize, blocks }: DiskRoom, least: number = leastRoomBytes): boolean {
  return blocks > 0 && bavail * bsize < least
}

/** For whoever uploads meanwhile. */
export const fullDiskInSpanish =
  'No queda sitio para el archivo: el disco de Atenex está lleno. Avisa a quien lo administra e inténtalo más tarde.'
