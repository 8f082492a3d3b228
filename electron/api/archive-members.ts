import { Failure } from '../../shared/contract/failure'
import type { FileHandle } from '../../shared/contract/intake'
import type { NewId } from '../../shared/model/ids'
import { MOST_ARCHIVE } from '../intake/parser-answer'

type Member = { readonly name: string; readonly bytes: Uint8Array }
type Held = Member & { readonly archive: string }

/** A window that unpacked an archive and has asked for none of its files for so long has left them. */
const ABANDONED_MS = 600_000

/**
 * The files of archives that were imported, in memory under handles until each is imported in its turn, its archive is
 * dropped, or nobody asks any more. Together they take no more than the largest archive may.
 */
export class ArchiveMembers {
  readonly #held = new Map<string, Held>()
  /** When somebody last asked for a file of each archive. */
  readonly #asked = new Map<string, number>()

  constructor(
    private readonly newId: NewId,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Hold the files of an archive, and answer what imports each. Throws a Failure when there is no room for them. */
  hold(archive: string, members: readonly Member[]): FileHandle[] {
    this.#dropAbandoned()
    const sizeOf = (files: Iterable<Member>) =>
      Array.from(files).reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (sizeOf(this.#held.values()) + sizeOf(members) > MOST_ARCHIVE) {
      const message =
        'The files of other archives are still waiting, and there is no room for more: import this one again when they are done.'
      throw new Failure('too-large', message)
    }
    this.#asked.set(archive, this.now())
    return detailsLast(members).map(({ name, bytes }) => {
      const handle = this.newId('s')
      this.#held.set(handle, { name, bytes, archive })
      return { handle, name, size: bytes.length }
    })
  }

  /** The file, which is not held any more from now on. Throws a Failure when there is none. */
  take(handle: string): Member {
    const held = this.#held.get(handle)
    if (held === undefined)
      throw new Failure(
        'not-found',
        'This file was imported already, or its archive is not open any more: import the archive again.',
      )
    this.#held.delete(handle)
    this.#asked.set(held.archive, this.now())
    return { name: held.name, bytes: held.bytes }
  }

  /** Let go of all files of an archive. */
  drop(archive: string): void {
    this.#asked.delete(archive)
    for (const [handle, held] of this.#held) if (held.archive === archive) this.#held.delete(handle)
  }

  #dropAbandoned(): void {
    const now = this.now()
    for (const [archive, asked] of this.#asked) if (now - asked > ABANDONED_MS) this.drop(archive)
  }
}

/** In their order, but bibliographies and annotations behind the texts that they are about. */
export function detailsLast<File extends { readonly name: string }>(files: readonly File[]): File[] {
  const isAbout = ({ name }: File) => /\.(?:ris|bib|bibtex|json|jsonld|csljson)$/i.test(name)
  return [...files.filter((file) => !isAbout(file)), ...files.filter(isAbout)]
}
