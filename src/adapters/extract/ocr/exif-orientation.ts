const startOfImage = 0xffd8
const startOfScan = 0xffda
const application1 = 0xffe1
/** "Exif". */
const exif = 0x45786966
const littleEndian = 0x4949
const orientationTag = 0x0112
const upright = 1
/** Orientations are numbered from 1 to 8. */
const last = 8
/** Upright, to the right, by half, to the left. */
const quarterTurns = [upright, 6, 3, 8] as const
/** Each takes a recognition. */
const mostOthers = 3

/** How a photograph was turned when it was taken, as EXIF numbers it; 1, upright, for every picture that is no JPEG or does not say. */
export function exifOrientation(image: Uint8Array): number {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength)
  try {
    return view.getUint16(0) === startOfImage ? orientationOf(view) : upright
  } catch (error) {
    // It ends before its own lengths say so: what else is damaged is told where it is drawn.
    if (error instanceof RangeError) return upright
    throw error
  }
}

/** In which other orientations a picture may be meant to be read, when in this one it cannot. */
export function otherOrientations(orientation: number): readonly number[] {
  return quarterTurns.filter((turn) => turn !== orientation).slice(0, mostOthers)
}

function orientationOf(view: DataView): number {
  for (let at = 2; view.getUint16(at) !== startOfScan; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker < 0xff00 || view.getUint16(at + 2) < 2) return upright
    if (marker === application1 && view.getUint32(at + 4) === exif) return orientationIn(view, at + 10)
  }
  return upright
}

/** @param from where the TIFF header of the tags begins */
function orientationIn(view: DataView, from: number): number {
  const isLittle = view.getUint16(from) === littleEndian
  const directory = from + view.getUint32(from + 4, isLittle)
  const count = view.getUint16(directory, isLittle)
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12
    if (view.getUint16(entry, isLittle) !== orientationTag) continue
    const value = view.getUint16(entry + 8, isLittle)
    return value >= upright && value <= last ? value : upright
  }
  return upright
}
