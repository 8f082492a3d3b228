import { Failure } from '../../shared/contract/failure'
import type { FileHandle } from '../../shared/contract/intake'
import type { Timestamp } from '../../shared/model/time'
import { MOST_ARCHIVE } from '../intake/parser-answer'
import type { Ports } from './ports'

type Member = { readonly name: string; readonly bytes: Uint8Array }
type Held = Member & {
  readonly archive: string
  /** When it was found in the archive: the texts in it are added in this order. */
  readonly asked: Timestamp
  /** True for one that is held for a second try, which it is as long as there is room. */
  readonly tried: boolean
}

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
    private readonly ports: Pick<Ports, 'newId' | 'now'>,
    private readonly ticks: () => number = () => performance.now(),
  ) {}

  /** Hold the files of an archive, and answer what imports each. Throws a Failure when there is no room for them. */
  hold(archive: string, members: readonly Member[]): FileHandle[] {
    this.#dropAbandoned()
    if (!this.#hasRoomFor(members)) this.#dropTried()
    if (!this.#hasRoomFor(members)) {
      const message =
        'The files of other archives are still waiting, and there is no room for more: import this one again when they are done.'
      throw new Failure('too-large', message)
    }
    this.#asked.set(archive, this.ticks())
    return detailsLast(members).map(({ name, bytes }) => {
      const handle = this.ports.newId('s')
      this.#held.set(handle, { name, bytes, archive, asked: this.ports.now(), tried: false })
      return { handle, name, size: bytes.length }
    })
  }

  /** The file, which is not held any more from now on. Throws a Failure when there is none. */
  take(handle: string): Held {
    const held = this.#held.get(handle)
    if (held === undefined)
      throw new Failure(
        'not-found',
        'This file was imported already, or its archive is not open any more: import the archive again.',
      )
    this.#held.delete(handle)
    this.#asked.set(held.archive, this.ticks())
    return held
  }

  /** Hold a file once more that was taken and not imported, so that it can be tried again. */
  putBack(handle: string, held: Held): void {
    if (this.#asked.has(held.archive)) this.#held.set(handle, { ...held, tried: true })
  }

  /** Let go of all files of an archive. */
  drop(archive: string): void {
    this.#asked.delete(archive)
    for (const [handle, held] of this.#held) if (held.archive === archive) this.#held.delete(handle)
  }

  #hasRoomFor(members: readonly Member[]): boolean {
    const sizeOf = (files: readonly Member[]) => files.reduce((sum, { bytes }) => sum + bytes.length, 0)
    return sizeOf([...this.#held.values()]) + sizeOf(members) <= MOST_ARCHIVE
  }

  #dropTried(): void {
    for (const [handle, { tried }] of this.#held) if (tried) this.#held.delete(handle)
  }

  #dropAbandoned(): void {
    const now = this.ticks()
    for (const [archive, asked] of this.#asked) if (now - asked > ABANDONED_MS) this.drop(archive)
  }
}

/** In their order, but bibliographies and annotations behind the texts that they are about. */
export function detailsLast<File extends { readonly name: string }>(files: readonly File[]): File[] {
  return [
    ...files.filter(({ name }) => !tellsOfTexts(name)),
    ...files.filter(({ name }) => tellsOfTexts(name)),
  ]
}

/** True for what is a bibliography or holds annotations, by its name. */
export function tellsOfTexts(name: string): boolean {
  return /\.(?:ris|bib|bibtex|json|jsonld|csljson)$/i.test(name)
}
