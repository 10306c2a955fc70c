/** What is said of a PostgreSQL that ended instead of starting: what happened, and what to do about it. */
export interface Unstarted {
  /** The folder with its files. */
  readonly cluster: string
  readonly logFile: string
  /** What it wrote since it was started. */
  readonly said: string
  /** Version of the programs here, such as `18.4.0-beta.17`. */
  readonly version: string
}

/** Longest end of the log that is shown. */
const shownCharacters = 800
const shownLines = 4

/** What PostgreSQL's programs say when there is no room; their hint alone when that comes first. */
const saysDiskFull = (said: string) => /No space left on device|Disk quota exceeded|Check free disk space/.test(said)

/** A sentence for an operator whose new cluster could not be made. @param said all that the program wrote. @param ended its code or signal. */
export function whyNotMade(folder: string, said: string, ended: string): string {
  if (saysDiskFull(said)) {
    return `PostgreSQL could not make its folder because the disk of ${folder} is full: it takes about 60 MB, and documents more. Make room, or name another ATENEX_DATA_DIR.`
  }
  const end = said.trim().split('\n').slice(-5).join(' ')
  return `PostgreSQL could not make its folder ${folder} (${ended}): ${end}`
}

const folderOf = (cluster: string) => cluster.replace(/\/[^/]*$/, '')

/** A sentence for an operator. Where the cause is none of the known ones, it shows the end of the log. */
export function whyNotStarted(start: Unstarted): string {
  const { cluster, logFile, said, version } = start
  if (saysDiskFull(said)) {
    return `PostgreSQL did not start because the disk of ${cluster} is full: make room and start again; nothing is lost.`
  }
  if (/Permission denied|has wrong ownership/.test(said)) {
    return (
      `PostgreSQL did not start because its account may not read or write ${cluster}: the files were copied or restored as another account. ` +
      `Give them back to the account that owns ${folderOf(cluster)} (chown -R), or copy the folder again with its owners (cp -a); ${logFile} says more.`
    )
  }
  const made = /initialized by PostgreSQL version ([\d.]+)/.exec(said)?.[1]
  if (made !== undefined) {
    return (
      `PostgreSQL did not start because the files in ${cluster} were made by PostgreSQL ${made}, and this Atenex has ${/^\d+(\.\d+)?/.exec(version)?.[0]}: ` +
      'start the version of Atenex that made them.'
    )
  }
  if (/could not find the database system|valid checkpoint record|is not a valid data directory/.test(said)) {
    return (
      `PostgreSQL did not start because files are missing or damaged in ${cluster}: restore a backup (docs/runbooks/restore.md); ` +
      `${logFile} says more.`
    )
  }
  const end = said.trimEnd().split('\n').slice(-shownLines).join(' | ').slice(-shownCharacters)
  return `PostgreSQL did not start; its log ${logFile} ends with: ${end === '' ? '(empty)' : end}`
}
