import { createHash } from 'node:crypto'
import { assert, jsonValue, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMAT } from '../../shared/model/notebook'
import { decodeDocument, encodeDocument } from './document-codec'

const NAME = 'codebook.json'

const encoded = (document: unknown, format = FORMAT) =>
  Buffer.from(encodeDocument({ format, name: NAME, sequence: 12, document }).bytes)

const decode = (bytes: Uint8Array, name = NAME) => decodeDocument(bytes, name)

test('a document is one line that says which it is, how long it is and what its checksum is', () => {
  const text = encoded({ title: 'Åse' }).toString()
  expect(text).toMatch(
    /^\{"format":2,"name":"codebook\.json","sequence":12,"length":16,"sha256":"[0-9a-f]{64}","document":\{"title":"Åse"\}\}\n$/,
  )
  expect(JSON.parse(text)).toMatchObject({ sequence: 12, document: { title: 'Åse' } })
})

test('what was encoded is decoded, whatever it is', () => {
  assert(
    property(jsonValue(), (document) => {
      const given: unknown = JSON.parse(JSON.stringify(document))
      expect(decode(encoded(given))).toMatchObject({ status: 'ok', sequence: 12, document: given })
    }),
  )
})

describe('damage is found:', () => {
  const whole = encoded({ title: 'Quays', memo: '“Åse”' })
  const cases: [string, Buffer][] = [
    ['empty', Buffer.alloc(0)],
    ['filled with NUL', Buffer.alloc(whole.length)],
    ['`null`', Buffer.from('null')],
    ['`5`', Buffer.from('5\n')],
    ['a byte order mark', Buffer.concat([Buffer.from('\ufeff'), whole])],
    ['spaces added', Buffer.from(whole.toString().replace(':12,', ': 12,'))],
    ['no line end', whole.subarray(0, -1)],
    ['something after the end', Buffer.concat([whole, Buffer.from(' ')])],
    ['twice the same', Buffer.concat([whole, whole])],
    ['a format that never was', encoded({}, 0)],
    ['plain JSON', Buffer.from('{"title":"Quays"}\n')],
    ['a checksum over what is not JSON', envelopeOf('{"title":')],
    ['a checksum over what is not UTF-8', envelopeOf(Buffer.from([0x22, 0xff, 0x22]))],
  ]
  test.each(cases)('%s', (_, bytes) => {
    expect(decode(bytes)).toHaveProperty('why')
  })

  test('cut short anywhere', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(decode(whole.subarray(0, length)).status).toBe('damaged')
    }
  })

  test('any bit turned over anywhere', () => {
    for (let at = 0; at < whole.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const hurt = Buffer.from(whole)
        hurt.writeUInt8(whole.readUInt8(at) ^ (1 << bit), at)
        expect(decode(hurt).status).toBe('damaged')
      }
    }
  })
})

test('a whole document in the place of another one is damage', () => {
  expect(decode(encoded({ title: 'Quays' }), 'actors.json')).toEqual({
    status: 'damaged',
    why: 'it holds another document (codebook.json)',
  })
})

test('a document of the first format, whose envelope did not say which it was, is still read', () => {
  expect(decode(envelopeOf('{"title":"Åse"}'))).toMatchObject({
    status: 'ok',
    format: 1,
    sequence: 1,
    document: { title: 'Åse' },
  })
})

describe('a newer format', () => {
  test('is told with its document where the envelope is ours', () => {
    const decoded = decode(encoded({ title: 'Quays', mood: 'new' }, 4))
    expect(decoded).toEqual({ status: 'newer-format', format: 4, document: { title: 'Quays', mood: 'new' } })
  })

  test('is told without one where the envelope is not', () => {
    const bytes = Buffer.from('{"format":7,"packed":"zstd"}\n')
    expect(decode(bytes)).toEqual({ status: 'newer-format', format: 7, document: undefined })
  })
})

/** An envelope that fits bytes which `encodeDocument` would never write. */
function envelopeOf(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body)
  const checksum = createHash('sha256').update(bytes).digest('hex')
  return Buffer.concat([
    Buffer.from(`{"format":1,"sequence":1,"length":${bytes.length},"sha256":"${checksum}","document":`),
    bytes,
    Buffer.from('}\n'),
  ])
}
