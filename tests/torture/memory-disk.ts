import type { FileStamp, FileSystem, OpenFile } from '../../electron/store/file-system'

/** A file or folder, whatever names lead to it. */
export type Inode =
  | {
      readonly kind: 'file'
      readonly id: number
      /** Never changed in place, so that copies of a disk may share them. */
      bytes: Uint8Array
      modified: number
      links: number
    }
  | {
      readonly kind: 'folder'
      readonly id: number
      readonly entries: Map<string, number>
      modified: number
    }
type FileInode = Extract<Inode, { kind: 'file' }>
type FolderInode = Extract<Inode, { kind: 'folder' }>

/** The state of a whole disk. The folder with the id 1 is `/`. */
export type Image = { readonly inodes: ReadonlyMap<number, Inode>; readonly clock: number }

/** What was done to the disk, told by inodes, since a name may lead elsewhere later. `at` is when. */
export type Operation =
  | {
      readonly does: 'make'
      readonly at: number
      readonly kind: Inode['kind']
      readonly folder: number
      readonly name: string
      readonly inode: number
    }
  | {
      readonly does: 'link' | 'unlink'
      readonly at: number
      readonly folder: number
      readonly name: string
      readonly inode: number
    }
  | {
      readonly does: 'rename'
      readonly at: number
      readonly from: { readonly folder: number; readonly name: string }
      readonly to: { readonly folder: number; readonly name: string }
      readonly inode: number
    }
  | { readonly does: 'write'; readonly at: number; readonly inode: number; readonly bytes: Uint8Array }
  | { readonly does: 'sync'; readonly at: number; readonly inode: number }

const ROOT = 1

/**
 * A disk in memory that answers as a Linux one does: inodes with several names, errors by their codes, files that are
 * used on while their last name is gone. Times of change always grow. It is fast: no thread and no system call is used.
 */
export class MemoryDisk {
  readonly #inodes: Map<number, Inode>
  #clock: number
  #nextId: number
  #open = 0
  /** What was done since it was last emptied. */
  readonly trace: Operation[] = []
  readonly fs: FileSystem

  constructor(start: Image = emptyImage, platform: NodeJS.Platform = 'linux') {
    this.#inodes = copyInodes(start.inodes)
    this.#clock = start.clock
    this.#nextId = Math.max(...this.#inodes.keys()) + 1
    this.fs = this.#fileSystem(platform)
  }

  /** How many files are open. */
  get descriptors(): number {
    return this.#open
  }

  /** The state of the disk at this moment. */
  image(): Image {
    return { inodes: copyInodes(this.#inodes), clock: this.#clock }
  }

  /** The paths of all files in `folder`, ordered. */
  files(folder: string): string[] {
    const found: string[] = []
    const walk = (path: string, inode: FolderInode) => {
      for (const [name, id] of inode.entries) {
        const inner = this.#inode(id)
        if (inner.kind === 'folder') walk(`${path}/${name}`, inner)
        else found.push(`${path}/${name}`)
      }
    }
    const start = this.#find(folder)
    if (start?.kind === 'folder') walk(folder, start)
    return found.toSorted()
  }

  /** What a file holds; null when there is none. */
  bytesOf(path: string): Uint8Array | null {
    const found = this.#find(path)
    return found?.kind === 'file' ? found.bytes : null
  }

  /**
   * Lay other bytes into a file that is there, as a failing disk does: nothing shows it from outside. With `seen` it is
   * another program that writes the file.
   */
  overwrite(path: string, bytes: Uint8Array, { seen = false }: { seen?: boolean } = {}): void {
    const found = this.#find(path)
    if (found?.kind !== 'file') throw refusal('ENOENT', path)
    found.bytes = Uint8Array.from(bytes)
    if (seen) found.modified = this.#tick()
  }

  /** Take a file away, as another program does. */
  remove(path: string): void {
    this.#unlink(path)
  }

  /** How many bytes all files in `folder` hold; one with several names counts once. */
  bytesIn(folder: string): number {
    const seen = new Set<Uint8Array>()
    for (const path of this.files(folder)) {
      const bytes = this.bytesOf(path)
      if (bytes !== null) seen.add(bytes)
    }
    return [...seen].reduce((sum, { length }) => sum + length, 0)
  }

  #fileSystem(platform: NodeJS.Platform): FileSystem {
    // Each answers later, as a disk does, and throws into its promise.
    return {
      platform,
      open: async (path, how) => (how === 'new' ? this.#openNew(path) : this.#openToRead(path)),
      stamp: async (path) => stampOf(this.#expect(path)),
      rename: async (from, to) => this.#rename(from, to),
      link: async (existing, path) => this.#link(existing, path),
      unlink: async (path) => this.#unlink(path),
      chmod: async (path) => void this.#expect(path),
      readdir: async (folder) => [...this.#expectFolder(folder).entries.keys()],
      mkdir: async (folder, options) => this.#mkdir(folder, options?.recursive ?? false),
      removeFolder: async (folder) => this.#removeFolder(folder),
      space: async (folder) => {
        this.#expect(folder)
        return { free: SIZE / 2, size: SIZE }
      },
    }
  }

  #openNew(path: string): OpenFile {
    const { folder, name, inode } = this.#place(path)
    if (inode !== null) throw refusal('EEXIST', path)
    const made: FileInode = { kind: 'file', id: this.#newId(), bytes: NOTHING, modified: 0, links: 1 }
    this.#make(folder, name, made)
    return this.#handle(path, made, 'write')
  }

  #openToRead(path: string): OpenFile {
    return this.#handle(path, this.#expect(path), 'read')
  }

  #handle(path: string, inode: Inode, mode: 'read' | 'write'): OpenFile {
    this.#open += 1
    let isOpen = true
    let position = 0
    const expectOpen = () => {
      if (!isOpen) throw refusal('EBADF', path)
    }
    return {
      write: async (bytes, offset, length) => {
        expectOpen()
        if (mode === 'read' || inode.kind === 'folder') throw refusal('EBADF', path)
        const written = Uint8Array.from(bytes.subarray(offset, offset + length))
        const at = this.#tick()
        const all = new Uint8Array(inode.bytes.length + written.length)
        all.set(inode.bytes)
        all.set(written, inode.bytes.length)
        inode.bytes = all
        inode.modified = at
        this.trace.push({ does: 'write', at, inode: inode.id, bytes: written })
        return written.length
      },
      read: async () => {
        expectOpen()
        if (mode === 'write') throw refusal('EBADF', path)
        if (inode.kind === 'folder') throw refusal('EISDIR', path)
        const rest = inode.bytes.slice(position)
        position = inode.bytes.length
        return rest
      },
      stamp: async () => {
        expectOpen()
        return stampOf(inode)
      },
      sync: async () => {
        expectOpen()
        this.trace.push({ does: 'sync', at: this.#clock, inode: inode.id })
      },
      close: async () => {
        if (!isOpen) return
        isOpen = false
        this.#open -= 1
      },
    }
  }

  #rename(from: string, to: string): void {
    const source = this.#place(from)
    const target = this.#place(to)
    const { inode } = source
    if (inode === null) throw refusal('ENOENT', from)
    if (inode.kind === 'folder' && this.#isWithin(target.folder, inode)) throw refusal('EINVAL', to)
    if (target.inode !== null) {
      // Two names of one file: nothing is to be done, and both names stay.
      if (target.inode === inode) return
      if (target.inode.kind === 'folder' && this.#isWithin(source.folder, target.inode))
        throw refusal('ENOTEMPTY', to)
      if (inode.kind === 'folder' && target.inode.kind === 'file') throw refusal('ENOTDIR', to)
      if (inode.kind === 'file' && target.inode.kind === 'folder') throw refusal('EISDIR', to)
      if (target.inode.kind === 'folder' && target.inode.entries.size > 0) throw refusal('ENOTEMPTY', to)
    }
    const at = this.#tick()
    if (target.inode !== null) this.#forget(target.inode)
    source.folder.entries.delete(source.name)
    target.folder.entries.delete(target.name)
    target.folder.entries.set(target.name, inode.id)
    source.folder.modified = at
    target.folder.modified = at
    this.trace.push({
      does: 'rename',
      at,
      from: { folder: source.folder.id, name: source.name },
      to: { folder: target.folder.id, name: target.name },
      inode: inode.id,
    })
  }

  #link(existing: string, path: string): void {
    const inode = this.#expect(existing)
    const place = this.#place(path)
    if (place.inode !== null) throw refusal('EEXIST', path)
    if (inode.kind === 'folder') throw refusal('EPERM', existing)
    const at = this.#tick()
    inode.links += 1
    place.folder.entries.set(place.name, inode.id)
    place.folder.modified = at
    this.trace.push({ does: 'link', at, folder: place.folder.id, name: place.name, inode: inode.id })
  }

  #unlink(path: string): void {
    const { folder, name, inode } = this.#place(path)
    if (inode === null) throw refusal('ENOENT', path)
    if (inode.kind === 'folder') throw refusal('EISDIR', path)
    this.#takeName(folder, name, inode)
  }

  #takeName(folder: FolderInode, name: string, inode: Inode): void {
    const at = this.#tick()
    folder.entries.delete(name)
    folder.modified = at
    this.#forget(inode)
    this.trace.push({ does: 'unlink', at, folder: folder.id, name, inode: inode.id })
  }

  #mkdir(path: string, recursive: boolean): void {
    if (recursive) {
      const outer = path.slice(0, path.lastIndexOf('/'))
      const found = this.#find(path, { strict: true })
      if (found?.kind === 'file') throw refusal('EEXIST', path)
      if (found !== null) return
      if (outer !== '') this.#mkdir(outer, true)
    }
    const { folder, name, inode } = this.#place(path)
    if (inode !== null) throw refusal('EEXIST', path)
    this.#make(folder, name, { kind: 'folder', id: this.#newId(), entries: new Map(), modified: 0 })
  }

  #make(folder: FolderInode, name: string, inode: Inode): void {
    const at = this.#tick()
    inode.modified = at
    this.#inodes.set(inode.id, inode)
    folder.entries.set(name, inode.id)
    folder.modified = at
    this.trace.push({ does: 'make', at, kind: inode.kind, folder: folder.id, name, inode: inode.id })
  }

  #removeFolder(path: string): void {
    if (this.#find(path, { strict: true }) === null) return
    const { folder, name, inode } = this.#place(path)
    if (inode !== null) this.#removeWithin(folder, name, inode)
  }

  #removeWithin(folder: FolderInode, name: string, inode: Inode): void {
    if (inode.kind === 'folder')
      for (const [inner, id] of Array.from(inode.entries)) this.#removeWithin(inode, inner, this.#inode(id))
    this.#takeName(folder, name, inode)
  }

  /** True when `folder` is `outer` or somewhere inside of it. */
  #isWithin(folder: FolderInode, outer: FolderInode): boolean {
    if (folder === outer) return true
    return [...outer.entries.values()].some((id) => {
      const inner = this.#inode(id)
      return inner.kind === 'folder' && this.#isWithin(folder, inner)
    })
  }

  /** A name is gone. */
  #forget(inode: Inode): void {
    if (inode.kind === 'file') {
      inode.links -= 1
      if (inode.links > 0) return
    }
    // Whoever has it open goes on using it.
    this.#inodes.delete(inode.id)
  }

  #inode(id: number): Inode {
    const inode = this.#inodes.get(id)
    if (inode === undefined) throw new Error(`a name leads to the inode ${id}, which is not there`)
    return inode
  }

  #place(path: string): {
    readonly folder: FolderInode
    readonly name: string
    readonly inode: Inode | null
  } {
    const cut = path.lastIndexOf('/')
    const folder = this.#expectFolder(path.slice(0, cut))
    const name = path.slice(cut + 1)
    const id = folder.entries.get(name)
    return { folder, name, inode: id === undefined ? null : this.#inode(id) }
  }

  #expectFolder(path: string): FolderInode {
    const inode = this.#expect(path)
    if (inode.kind === 'file') throw refusal('ENOTDIR', path)
    return inode
  }

  #expect(path: string): Inode {
    const found = this.#find(path, { strict: true })
    if (found === null) throw refusal('ENOENT', path)
    return found
  }

  /** What lies at a path; null for nothing. With `strict` a file that is used as a folder is an error. */
  #find(path: string, { strict = false }: { strict?: boolean } = {}): Inode | null {
    let at: Inode = this.#inode(ROOT)
    for (const name of path.split('/')) {
      if (name === '') continue
      if (at.kind === 'file') {
        if (strict) throw refusal('ENOTDIR', path)
        return null
      }
      const id = at.entries.get(name)
      if (id === undefined) return null
      at = this.#inode(id)
    }
    return at
  }

  #tick(): number {
    this.#clock += 1
    return this.#clock
  }

  #newId(): number {
    this.#nextId += 1
    return this.#nextId
  }
}

const NOTHING = new Uint8Array()
const SIZE = 2 ** 36

/** A disk with nothing on it. */
export const emptyImage: Image = {
  inodes: new Map([[ROOT, { kind: 'folder', id: ROOT, entries: new Map(), modified: 0 }]]),
  clock: 0,
}

export function copyInodes(inodes: ReadonlyMap<number, Inode>): Map<number, Inode> {
  const copy = new Map<number, Inode>()
  for (const [id, inode] of inodes)
    copy.set(id, inode.kind === 'file' ? { ...inode } : { ...inode, entries: new Map(inode.entries) })
  return copy
}

function stampOf(inode: Inode): FileStamp {
  const size = inode.kind === 'file' ? inode.bytes.length : 0
  return { inode: BigInt(inode.id), size: BigInt(size), modified: BigInt(inode.modified) }
}

/** An error as Node gives it. */
function refusal(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: '${path}'`), { code })
}
