import { type FileSystem, type OpenFile, realFileSystem } from '../file-system'

/** One thing asked of the disk; `path` is the first path of a call, or that of the open file. */
export type Step = {
  readonly call: Exclude<keyof FileSystem, 'platform'> | keyof OpenFile
  readonly path: string
}

/**
 * How a step goes wrong: by an error, by taking only half of the bytes (`short`), by taking none and saying so (`nothing`),
 * or by not being taken and never answered (`dead`), as where the process is killed. Null lets it be.
 */
export type Fault = Error | 'short' | 'nothing' | 'dead' | null

/** An error as Node gives it. */
export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code })
}

type Under = {
  readonly platform?: NodeJS.Platform
  /** The disk that takes the steps; the real one unless given. */
  readonly disk?: FileSystem
}

/** A disk, except that `decide` is asked before each step whether it goes wrong. */
export function faultyFileSystem(
  decide: (step: Step) => Fault,
  { disk: real = realFileSystem, platform = real.platform }: Under = {},
): FileSystem {
  const check = (call: Step['call'], path: string): Fault => {
    const fault = decide({ call, path })
    if (fault instanceof Error) throw fault
    return fault
  }
  /** Asked when the step is taken, not when it is planned: calls may wait in a queue. */
  const guarded = <Value>(call: Step['call'], path: string, job: () => Promise<Value>): Promise<Value> =>
    Promise.resolve().then(() => {
      return check(call, path) === 'dead' ? never<Value>() : job()
    })
  return {
    platform,
    open: (path, how) =>
      guarded('open', path, async () => faultyFile(await real.open(path, how), path, guarded, check)),
    stamp: (path) => guarded('stamp', path, () => real.stamp(path)),
    rename: (from, to) => guarded('rename', from, () => real.rename(from, to)),
    link: (existing, path) => guarded('link', existing, () => real.link(existing, path)),
    unlink: (path) => guarded('unlink', path, () => real.unlink(path)),
    chmod: (path, mode) => guarded('chmod', path, () => real.chmod(path, mode)),
    readdir: (folder) => guarded('readdir', folder, () => real.readdir(folder)),
    mkdir: (folder, options) => guarded('mkdir', folder, () => real.mkdir(folder, options)),
    removeFolder: (folder) => guarded('removeFolder', folder, () => real.removeFolder(folder)),
    space: (folder) => guarded('space', folder, () => real.space(folder)),
  }
}

function faultyFile(
  file: OpenFile,
  path: string,
  guarded: <Value>(call: Step['call'], path: string, job: () => Promise<Value>) => Promise<Value>,
  check: (call: Step['call'], path: string) => Fault,
): OpenFile {
  return {
    async write(bytes, offset, length) {
      const fault = check('write', path)
      if (fault === 'dead') return never()
      if (fault === 'nothing') return 0
      return file.write(bytes, offset, fault === 'short' ? Math.ceil(length / 2) : length)
    },
    read: () => guarded('read', path, () => file.read()),
    stamp: () => guarded('stamp', path, () => file.stamp()),
    sync: () => guarded('sync', path, () => file.sync()),
    // A failed close leaves nothing open, as on a real disk.
    close: () => file.close().then(() => (check('close', path) === 'dead' ? never() : undefined)),
  }
}

function never<Value>(): Promise<Value> {
  return new Promise(() => {})
}

/** The same disk, and the paths of the files that are open on it. A close that fails leaves nothing open, as on a real disk. */
function countingOpen(disk: FileSystem): { readonly disk: FileSystem; readonly leftOpen: () => string[] } {
  const open = new Map<OpenFile, string>()
  const counted = async (path: string, how: Parameters<FileSystem['open']>[1]): Promise<OpenFile> => {
    const file = await disk.open(path, how)
    open.set(file, path)
    return {
      write: (bytes, offset, length) => file.write(bytes, offset, length),
      read: () => file.read(),
      stamp: () => file.stamp(),
      sync: () => file.sync(),
      close: () => {
        open.delete(file)
        return file.close()
      },
    }
  }
  return { disk: { ...disk, open: counted }, leftOpen: () => [...open.values()] }
}

/** A disk that is well until it is told how to fail; tells how many steps it was asked for, and which files are open. */
export function breakableFileSystem({ disk = realFileSystem, platform = disk.platform }: Under = {}) {
  let plan: ((index: number, step: Step) => Fault) | null = null
  let taken: Step[] = []
  const counting = countingOpen(disk)
  const fs = faultyFileSystem(
    (step) => {
      taken.push(step)
      return plan === null ? null : plan(taken.length - 1, step)
    },
    { disk: counting.disk, platform },
  )
  return {
    fs,
    /** The files that were opened and not closed again. */
    leftOpen: counting.leftOpen,
    /** What was asked for since the disk was last broken or mended. */
    steps: (): readonly Step[] => taken,
    breakBy(next: (index: number, step: Step) => Fault) {
      plan = next
      taken = []
    },
    mend() {
      plan = null
      taken = []
    },
  }
}
