import { AppError } from '../../../domain/errors.ts'
import { statedTitle } from '../containers/core-title.ts'
import { readXml } from '../containers/read-xml.ts'
import { openZipArchive } from '../containers/zip-archive.ts'
import type { UnpackLimits, ZipArchive } from '../containers/zip-archive.ts'
import type { EngineJob } from '../engine/engine.ts'
import { usableTitle } from '../layout/usable-title.ts'

/** @throws AppError `password_protected`, `corrupt_file`, `archive_bomb` */
export function openOdf(job: EngineJob, format: string, unpack?: UnpackLimits): ZipArchive {
  const archive = openZipArchive({
    path: job.path,
    format,
    maxTextChars: job.limits.maxTextChars,
    ...(unpack === undefined ? {} : { unpack }),
  })
  try {
    refuseProblems(archive)
    return archive
  } catch (error) {
    archive.close()
    throw error
  }
}

function refuseProblems(archive: ZipArchive): void {
  let isEncrypted = false
  readXml(archive, 'META-INF/manifest.xml', {
    open(name) {
      isEncrypted ||= name === 'manifest:encryption-data'
    },
    close: () => undefined,
  })
  if (isEncrypted) {
    throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
  }
  if (!archive.has('content.xml')) {
    throw new AppError('corrupt_file', `The ${archive.format} file has no content in it. Save it again.`)
  }
}

export function odfTitle(archive: ZipArchive): string | null {
  return usableTitle(statedTitle(archive, 'meta.xml'))
}
