import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put into an archive. What is not told of it is told truly. */
export type Packed = {
  readonly name: string | Uint8Array
  readonly bytes: Uint8Array | string
  /** Put in as it is, and not deflated. */
  readonly stored?: boolean
  readonly method?: number
  readonly flags?: number
  /** What the archive says of its size and checksum. */
  readonly size?: number
  readonly checksum?: number
  readonly madeBy?: number
  readonly attributes?: number
  /** Listed at the place of the file of that index, and written nowhere itself. */
  readonly samePlaceAs?: number
  readonly zip64?: boolean
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** A zip archive, byte by byte, so that it can be false in every way. */
export function zipOf(files: readonly Packed[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const central: Uint8Array[] = []
  const starts: number[] = []
  let length = 0
  for (const file of files) {
    const bytes = typeof file.bytes === 'string' ? utf8(file.bytes) : file.bytes
    const name = typeof file.name === 'string' ? utf8(file.name) : file.name
    const packed = file.stored === true ? bytes : deflateRawSync(bytes)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(file.flags ?? (typeof file.name === 'string' ? 0x800 : 0), 2)
    head.writeUInt16LE(file.method ?? (file.stored === true ? 0 : 8), 4)
    head.writeUInt32LE(file.checksum ?? crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(file.size ?? bytes.length, 18)
    head.writeUInt16LE(name.length, 22)
    const start = file.samePlaceAs === undefined ? length : (starts[file.samePlaceAs] ?? 0)
    starts.push(start)
    if (file.samePlaceAs === undefined) {
      const local = [Buffer.from('PK\u0003\u0004', 'latin1'), head, name, packed]
      parts.push(...local)
      length += local.reduce((sum, part) => sum + part.length, 0)
    }
    const extra = file.zip64 === true ? zip64Sizes(bytes.length, packed.length, start) : Buffer.alloc(0)
    const listed = Buffer.from(head)
    if (file.zip64 === true) listed.fill(0xff, 14, 22)
    listed.writeUInt16LE(extra.length, 24)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(file.attributes ?? 0, 6)
    tail.writeUInt32LE(file.zip64 === true ? 0xffffffff : start, 10)
    central.push(
      Buffer.from('PK\u0001\u0002', 'latin1'),
      Buffer.from([20, file.madeBy ?? 3]),
      listed,
      tail,
      name,
      extra,
    )
  }
  const size = central.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(length, 16)
  return new Uint8Array(Buffer.concat([...parts, ...central, end]))
}

function zip64Sizes(size: number, packed: number, start: number): Buffer {
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  extra.writeBigUInt64LE(BigInt(size), 4)
  extra.writeBigUInt64LE(BigInt(packed), 12)
  extra.writeBigUInt64LE(BigInt(start), 20)
  return extra
}

/** Mode bits of Unix, as an archive holds them. */
const unix = (mode: number) => (mode << 16) >>> 0
const text = { name: 'tide.txt', bytes: 'The tide came in at six.' }
const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024)

/** An archive or a document, with what is read of it (the texts of its blocks or the names of its files) or why it is refused. */
export type ArchiveFile = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly becomes: readonly string[] | { readonly refused: string }
}

const archive = (name: string, files: readonly Packed[], becomes: ArchiveFile['becomes']): ArchiveFile => ({
  name: `${name}.zip`,
  bytes: zipOf(files),
  becomes,
})

const harmless = zipOf([text])

/** Archives that are hostile, broken or odd, each with what is handed on of it, and harmless ones beside them. */
export const archiveFiles: readonly ArchiveFile[] = [
  archive('plain', [text, { name: 'b/c.md', bytes: '# Quay' }], ['tide.txt', 'b/c.md']),
  archive('stored', [{ ...text, stored: true }], ['tide.txt']),
  archive('zip64', [{ ...text, zip64: true }], ['tide.txt']),
  archive('bomb', [text, { name: 'zeros.txt', bytes: zeros(64) }], { refused: 'unsafe-archive' }),
  archive(
    'bomb-of-many',
    Array.from({ length: 300 }, (_, n) => ({ name: `${n}.txt`, bytes: zeros(1) })),
    {
      refused: 'unsafe-archive',
    },
  ),
  archive('says-small', [{ name: 'a.txt', bytes: zeros(8), size: 10 }], { refused: 'unsafe-archive' }),
  archive('says-less', [{ ...text, size: 4 }], { refused: 'unsafe-archive' }),
  archive('says-more', [{ ...text, size: 4_000_000_000 }], { refused: 'unsafe-archive' }),
  archive('stored-says-less', [{ ...text, stored: true, size: 4 }], { refused: 'unsafe-archive' }),
  archive('wrong-checksum', [{ ...text, checksum: 1 }], { refused: 'unreadable' }),
  archive('overlap', [text, { ...text, name: 'again.txt', samePlaceAs: 0 }], { refused: 'unsafe-archive' }),
  archive('twice', [text, { ...text, bytes: 'Other words.' }], { refused: 'unsafe-archive' }),
  archive(
    'too-many',
    Array.from({ length: 5001 }, (_, n) => ({ name: `${n}.txt`, bytes: 'x' })),
    {
      refused: 'unsafe-archive',
    },
  ),
  archive(
    'slip',
    [
      text,
      { name: '../../etc/cron.d/x', bytes: 'x' },
      { name: '/etc/passwd', bytes: 'x' },
      { name: 'C:\\Windows\\x.txt', bytes: 'x' },
      { name: '..\\x.txt', bytes: 'x' },
      { name: 'a\u0000.txt', bytes: 'x' },
      { name: 'a\nb.txt', bytes: 'x' },
      { name: '', bytes: 'x' },
      { name: 'x'.repeat(5000), bytes: 'x' },
    ],
    ['tide.txt'],
  ),
  archive(
    'names',
    [
      { ...text, name: '__proto__' },
      { ...text, name: 'constructor' },
    ],
    ['__proto__', 'constructor'],
  ),
  archive(
    'link',
    [text, { name: 'passwd.txt', bytes: '/etc/passwd', attributes: unix(0o120777) }],
    ['tide.txt'],
  ),
  archive('pipe', [text, { name: 'pipe.txt', bytes: '', attributes: unix(0o010644) }], ['tide.txt']),
  archive('encrypted', [{ ...text, flags: 1 }], { refused: 'encrypted' }),
  archive('strongly-encrypted', [{ ...text, flags: 0x41 }], { refused: 'encrypted' }),
  archive('half-encrypted', [text, { ...text, name: 'b.txt', flags: 1 }], ['tide.txt']),
  archive('unknown-method', [text, { ...text, name: 'b.txt', method: 93 }], ['tide.txt']),
  archive('nested', [text, { name: 'more.zip', bytes: harmless }], ['tide.txt']),
  archive(
    'nested-bomb',
    [text, { name: 'more.zip', bytes: zipOf([{ name: 'a', bytes: zeros(64) }]) }],
    ['tide.txt'],
  ),
  archive('empty', [], { refused: 'empty' }),
  archive('only-folder', [{ name: 'a/', bytes: '' }], { refused: 'empty' }),
  { name: 'cut.zip', bytes: harmless.slice(0, -30), becomes: { refused: 'unreadable' } },
  {
    name: 'no-head.zip',
    bytes: harmless.map((byte, at) => (at < 30 ? 0x50 : byte)),
    becomes: { refused: 'unreadable' },
  },
  {
    name: 'from-system.zip',
    bytes: zipOf([
      text,
      { name: '__MACOSX/._tide.txt', bytes: 'x' },
      { name: 'a/.DS_Store', bytes: 'x' },
      { name: 'a/Thumbs.db', bytes: 'x' },
    ]),
    becomes: ['tide.txt'],
  },
]
