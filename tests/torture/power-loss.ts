import { copyInodes, type Image, type Inode, type Operation } from './memory-disk'
import type { Random } from './random'

/**
 * What a power cut may leave of a disk, made from the trace of what was done to it (as ALICE, OSDI 2014, and CrashMonkey,
 * OSDI 2018, do).
 *
 * Modelled: bytes of a file that were not synced are lost, there, NUL, cut at a block of 512 or 4096 bytes, or there in
 * some blocks and NUL in others. A name that was made, moved or taken away is kept or undone unless its folder was synced
 * afterwards, each one for itself: only what concerns the same name of the same folder keeps its order. So a file that was
 * synced may have no name, and a rename may last while the bytes of its file never arrived. A move between folders lasts
 * once the folder of its new name was synced.
 *
 * Taken for granted: what was synced stays as it was; a rename is made or not, and no name leads to both of its files;
 * blocks of 512 bytes are whole; a file is only ever written at its end, which is all that the store does. Not modelled:
 * a disk that says it has synced and has not, one that changes what was synced (see the part on damage), and numbers of
 * inodes that are used again.
 */
export type Choice = {
  /** Whether a change of names that was not synced was kept. */
  readonly keepsName: (operation: Operation) => boolean
  /** What became of the bytes of a file that were not synced. */
  readonly fateOf: (unsynced: number) => Fate
}

export type Fate =
  | { readonly is: 'kept' | 'lost' | 'zeroed' }
  /** Only the first `blocks` blocks arrived. */
  | { readonly is: 'cut'; readonly block: number; readonly blocks: number }
  /** The file has its length, and the blocks of which `arrived` says so. */
  | {
      readonly is: 'holed'
      readonly block: number
      readonly arrived: (nth: number) => boolean
    }

/** The disk as it may be when the power comes back, given what was on it and what was done until it went. */
export function afterPowerLoss(start: Image, done: readonly Operation[], choice: Choice): Image {
  const inodes = copyInodes(start.inodes)
  const kept = keptNames(done, choice)
  const unsynced = new Map<number, Uint8Array[]>()
  for (const [index, operation] of done.entries()) {
    switch (operation.does) {
      case 'write':
        unsynced.set(operation.inode, [...(unsynced.get(operation.inode) ?? []), operation.bytes])
        break
      case 'sync':
        arrive(inodes.get(operation.inode), Buffer.concat(unsynced.get(operation.inode) ?? []))
        unsynced.delete(operation.inode)
        break
      case 'make':
        inodes.set(operation.inode, newInode(operation))
        if (kept[index] === true) applyNames(inodes, operation)
        break
      case 'link':
      case 'unlink':
      case 'rename':
        if (kept[index] === true) applyNames(inodes, operation)
        break
    }
  }
  for (const [id, pieces] of unsynced) {
    const bytes = Buffer.concat(pieces)
    arrive(inodes.get(id), survivors(bytes, choice.fateOf(bytes.length)))
  }
  return { inodes: reachable(inodes), clock: done.at(-1)?.at ?? start.clock }
}

/** Some choice: often one in which all or nothing survives, since most mistakes show there. */
export function someChoice(random: Random): Choice {
  const names = random.below(4)
  const data = random.below(8)
  return {
    keepsName: () => (names === 0 ? false : names === 1 ? true : random.oneIn(2)),
    fateOf: (length) => fateNumber(data < 6 ? data : random.below(6), length, random),
  }
}

function fateNumber(number: number, length: number, random: Random): Fate {
  const block = random.oneIn(2) ? 512 : 4096
  switch (number) {
    case 0:
      return { is: 'lost' }
    case 1:
      return { is: 'zeroed' }
    case 2:
      return { is: 'kept' }
    case 3:
    case 4:
      return { is: 'cut', block, blocks: random.below(Math.ceil(length / block) + 1) }
    default:
      return { is: 'holed', block, arrived: () => random.oneIn(2) }
  }
}

type NameOperation = Extract<Operation, { does: 'make' | 'link' | 'unlink' | 'rename' }>

/** Which of the operations on names last: those that were synced, and of the others what is chosen. */
function keptNames(done: readonly Operation[], choice: Choice): boolean[] {
  const lastSync = new Map<number, number>()
  for (const [index, operation] of done.entries())
    if (operation.does === 'sync') lastSync.set(operation.inode, index)

  const kept: boolean[] = done.map(() => false)
  /** Names of which something later is kept, so that what is earlier is kept, too. */
  const settled = new Set<string>()
  for (let index = done.length - 1; index >= 0; index -= 1) {
    const operation = done[index]
    if (operation === undefined || operation.does === 'write' || operation.does === 'sync') continue
    const slots = slotsOf(operation)
    const folder = operation.does === 'rename' ? operation.to.folder : operation.folder
    const synced = (lastSync.get(folder) ?? -1) > index
    const keeps = synced || slots.some((slot) => settled.has(slot)) || choice.keepsName(operation)
    if (!keeps) continue
    kept[index] = true
    for (const slot of slots) settled.add(slot)
  }
  return kept
}

function slotsOf(operation: NameOperation): string[] {
  if (operation.does !== 'rename') return [`${operation.folder}/${operation.name}`]
  const { from, to } = operation
  return [`${from.folder}/${from.name}`, `${to.folder}/${to.name}`]
}

function applyNames(inodes: Map<number, Inode>, operation: NameOperation): void {
  if (operation.does === 'rename') {
    const { from, to, inode, at } = operation
    change(inodes, from.folder, at, (entries) => entries.delete(from.name))
    change(inodes, to.folder, at, (entries) => entries.set(to.name, inode))
    return
  }
  const { does, folder, name, inode, at } = operation
  change(inodes, folder, at, (entries) =>
    does === 'unlink' ? entries.delete(name) : entries.set(name, inode),
  )
}

function change(
  inodes: Map<number, Inode>,
  id: number,
  at: number,
  make: (entries: Map<string, number>) => unknown,
): void {
  const folder = inodes.get(id)
  if (folder?.kind !== 'folder') throw new Error(`the inode ${id} is no folder`)
  make(folder.entries)
  folder.modified = at
}

function newInode({ kind, inode, at }: Extract<Operation, { does: 'make' }>): Inode {
  return kind === 'folder'
    ? { kind, id: inode, entries: new Map(), modified: at }
    : { kind, id: inode, bytes: new Uint8Array(), modified: at, links: 0 }
}

function arrive(inode: Inode | undefined, bytes: Uint8Array): void {
  if (inode?.kind !== 'file' || bytes.length === 0) return
  inode.bytes = inode.bytes.length === 0 ? bytes : Buffer.concat([inode.bytes, bytes])
}

function survivors(bytes: Uint8Array, fate: Fate): Uint8Array {
  switch (fate.is) {
    case 'kept':
      return bytes
    case 'lost':
      return new Uint8Array()
    case 'zeroed':
      return new Uint8Array(bytes.length)
    case 'cut':
      return bytes.slice(0, fate.block * fate.blocks)
    case 'holed': {
      const holed = Uint8Array.from(bytes)
      for (let start = 0, nth = 0; start < bytes.length; start += fate.block, nth += 1)
        if (!fate.arrived(nth)) holed.fill(0, start, start + fate.block)
      return holed
    }
  }
}

/** Without what no name leads to, and with the number of names that lead to the rest. */
function reachable(inodes: ReadonlyMap<number, Inode>): Map<number, Inode> {
  const found = new Map<number, Inode>()
  const walk = (id: number) => {
    const inode = inodes.get(id)
    if (inode === undefined) throw new Error(`a name leads to the inode ${id}, which never was`)
    if (inode.kind === 'file') {
      if (!found.has(id)) inode.links = 0
      inode.links += 1
    }
    if (found.has(id)) return
    found.set(id, inode)
    if (inode.kind === 'folder') for (const inner of inode.entries.values()) walk(inner)
  }
  walk(ROOT)
  return found
}

const ROOT = 1
