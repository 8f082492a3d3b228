import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorCode, type FileSystem, type OpenFile, realFileSystem } from '../../electron/store/file-system'
import { MemoryDisk } from './memory-disk'

/** Few names, so that they meet often. */
const path = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
  .map((names) => names.join('/'))
const file = fc.nat(3)

/** One call, with open files by number. */
const call = fc.oneof(
  fc.record({
    do: fc.constant('open' as const),
    path,
    how: fc.constantFrom('read' as const, 'new' as const),
  }),
  fc.record({ do: fc.constant('write' as const), file, length: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('read' as const, 'stampFile' as const), file }),
  fc.record({ do: fc.constantFrom('sync' as const, 'close' as const), file }),
  fc.record({ do: fc.constantFrom('rename' as const, 'link' as const), path, to: path }),
  fc.record({ do: fc.constantFrom('unlink' as const, 'readdir' as const, 'stamp' as const), path }),
  fc.record({ do: fc.constantFrom('chmod' as const, 'removeFolder' as const), path }),
  fc.record({ do: fc.constant('mkdir' as const), path, recursive: fc.boolean() }),
)
type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never

/** A disk that gives a removed folder no size lets it be taken for an empty file. */
const removedWhileOpen: Call[] = [
  { do: 'mkdir', path: 'a', recursive: false },
  { do: 'open', path: 'a', how: 'read' },
  { do: 'removeFolder', path: 'a' },
  { do: 'read', file: 0 },
]

test('it answers every call as the real disk does', async () => {
  const home = await mkdtemp(join(tmpdir(), 'sourcebook-disk-'))
  let calls = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 40 }), async (script) => {
        const folder = await mkdtemp(join(home, 'script-'))
        const disk = new MemoryDisk()
        await disk.fs.mkdir(folder, { recursive: true })
        const real = player(realFileSystem, folder)
        const ours = player(disk.fs, folder)
        try {
          for (const each of script) {
            calls += 1
            expect({ each, answer: await ours.play(each) }).toEqual({ each, answer: await real.play(each) })
          }
        } finally {
          await real.end()
          await ours.end()
        }
        expect(disk.descriptors).toBe(0)
      }),
      { numRuns: 500, examples: [[removedWhileOpen]] },
    )
  } finally {
    await rm(home, { recursive: true })
  }
  console.log(`the disk in memory: ${calls} calls answered as by the real one`)
})

/** Plays calls on one disk. What it answers tells inodes by when they were first met, and times by whether they moved. */
function player(fs: FileSystem, folder: string) {
  const open: OpenFile[] = []
  const inodes: bigint[] = []
  const at = (name: string) => join(folder, name)
  const fileAt = (number: number) => open[number % Math.max(1, open.length)] ?? null

  async function answer(each: Call): Promise<unknown> {
    switch (each.do) {
      case 'open':
        open.push(await fs.open(at(each.path), each.how))
        return 'open'
      case 'write':
        return fileAt(each.file)?.write(Buffer.from('abcdefgh'), 1, each.length)
      case 'read':
        return Buffer.from((await fileAt(each.file)?.read()) ?? []).toString()
      case 'stampFile':
        return stampOf(await fileAt(each.file)?.stamp())
      case 'sync':
      case 'close':
        return fileAt(each.file)?.[each.do]()
      case 'rename':
      case 'link':
        return fs[each.do](at(each.path), at(each.to))
      case 'unlink':
      case 'removeFolder':
        return fs[each.do](at(each.path))
      case 'readdir':
        return (await fs.readdir(at(each.path))).toSorted()
      case 'stamp':
        return stampOf(await fs.stamp(at(each.path)))
      case 'chmod':
        return fs.chmod(at(each.path), 0o700)
      case 'mkdir':
        return fs.mkdir(at(each.path), { recursive: each.recursive })
    }
  }

  function stampOf(stamp: Awaited<ReturnType<OpenFile['stamp']>> | undefined): unknown {
    if (stamp === undefined) return null
    // Real disks give the number of a file that is gone to the next one, and folders have sizes of their own.
    if (!inodes.includes(stamp.inode)) inodes.push(stamp.inode)
    return { small: stamp.size < 100n ? stamp.size : 0n }
  }

  return {
    play: (each: Call) =>
      answer(each).then(
        (value) => ({ value: value ?? null }),
        (error: unknown) => ({ error: errorCode(error) ?? String(error) }),
      ),
    end: async () => {
      for (const each of open) await each.close().catch(() => undefined)
    },
  }
}

test('two names of one file show one stamp, and a file that replaces another shows another', async () => {
  const { fs } = new MemoryDisk()
  await writeFile(fs, '/one', 'first')
  await fs.link('/one', '/two')
  expect(await fs.stamp('/two')).toEqual(await fs.stamp('/one'))
  await writeFile(fs, '/three', 'other')
  await fs.rename('/three', '/one')
  expect(await fs.stamp('/two')).not.toEqual(await fs.stamp('/one'))
})

test('a disk made from the image of another one goes its own way', async () => {
  const disk = new MemoryDisk()
  await writeFile(disk.fs, '/one', 'first')
  const copy = new MemoryDisk(disk.image())
  await writeFile(copy.fs, '/two', 'second')
  copy.overwrite('/one', Buffer.from('other'))
  expect(disk.files('')).toEqual(['/one'])
  expect(Buffer.from(disk.bytesOf('/one') ?? []).toString()).toBe('first')
  expect(copy.files('')).toEqual(['/one', '/two'])
})

async function writeFile(fs: FileSystem, path: string, text: string): Promise<void> {
  const made = await fs.open(path, 'new')
  await made.write(Buffer.from(text), 0, text.length)
  await made.close()
}
