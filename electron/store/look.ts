import { type Fault, type FaultKind, LONGEST_MESSAGE } from '../../shared/model/health'
import { shortened } from '../../shared/model/shortened'
import { type CopyName, copyName } from './copy-name'
import { isTemporary } from './durable-file'
import { fileInWords, fileOfTitle } from './file-in-words'
import { isIncoming } from './incoming'

/** What a look found, in values only. */
export type Found = Pick<Look, 'faults' | 'toMend' | 'copies' | 'temporary' | 'unknown' | 'files' | 'bytes'>

/** What a look at some files of the notebook has found by now. */
export class Look {
  readonly faults: Fault[] = []
  /** Files that were found damaged or missing: whoever can mend them may. */
  readonly toMend = new Set<string>()
  readonly copies: CopyName[] = []
  /** Temporary files and folders. They are in use, or a process that died left them. */
  readonly temporary: string[] = []
  /** How many files and folders nobody of ours put there. */
  unknown = 0
  files = 0
  bytes = 0

  /** A file was read. */
  count(bytes: number): void {
    this.files += 1
    this.bytes += bytes
  }

  report(kind: FaultKind, file: string, message: string): void {
    this.faults.push({ kind, file, message: message.slice(0, LONGEST_MESSAGE), mended: false, keptAs: null })
  }

  /** `original` is the name of the file that brings it back if it is imported again; null for none. So it is with `missing`. */
  damaged(file: string, why: string, title: string | null = null, original: string | null = null): void {
    const what = `${named(file, title)} is damaged (${why})`
    this.report(
      'damaged',
      file,
      `${what}; it was left as it is and nothing else was changed${wayBack(file, original)}`,
    )
    this.toMend.add(file)
  }

  unknownContent(file: string, why: string, title: string | null = null): void {
    const message = `${named(file, title)} holds something that this version of Sourcebook does not know (${why}), so it cannot be changed here, and it was left as it is: open it with the version that wrote it, or restore it from a backup.`
    this.report('damaged', file, message)
  }

  missing(file: string, title: string | null = null, original: string | null = null): void {
    const what = `${named(file, title)} is missing`
    this.report('missing', file, `${what}; nothing else was changed${wayBack(file, original)}`)
    this.toMend.add(file)
  }

  unreadable(file: string, why: string, title: string | null = null): void {
    const message = `${named(file, title)} could not be read because ${why}; nothing was changed: try again, and if it happens again copy the notebook to another disk.`
    this.report('damaged', file, message)
  }

  /** What is no part of a notebook as Sourcebook writes it: `file` is a path in it. */
  other(file: string): void {
    const name = file.slice(file.lastIndexOf('/') + 1)
    const copy = copyName(file)
    if (copy !== null) this.copies.push(copy)
    else if (isTemporary(name) || isIncoming(name)) this.temporary.push(file)
    else if (!isIncidental(name)) this.unknown += 1
  }

  /** Takes in what another look found. */
  add(other: Found): void {
    this.faults.push(...other.faults)
    for (const file of other.toMend) this.toMend.add(file)
    this.copies.push(...other.copies)
    this.temporary.push(...other.temporary)
    this.unknown += other.unknown
    this.files += other.files
    this.bytes += other.bytes
  }
}

/** How the way back goes on where a file can be imported again: what stands before that is no way where no backup has it. */
export const OR_IMPORT = ': restore it from a backup, or '

/** The way back to a file, as it ends a sentence; of one in the trash nothing is imported again. */
export function wayBack(file: string, original: string | null): string {
  if (original === null) return ': restore it from a backup.'
  const first = file.startsWith('trash/') ? 'take its source out of the trash and ' : ''
  return `${OR_IMPORT}${first}import “${shortened(original, 200)}” again.`
}

/** Systems, sync tools and git leave such files in every folder. */
function isIncidental(name: string): boolean {
  return name.startsWith('.') || /^(desktop\.ini|Thumbs\.db|Icon\r)$/i.test(name)
}

/** A file for a sentence that begins with it. */
export function named(file: string, title: string | null): string {
  return title === null ? fileInWords(file) : `${fileOfTitle(file, title)} (${file})`
}
