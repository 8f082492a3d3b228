import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { releasedNotebooks } from '../../tests/torture/released'
import { documentName } from './document-name'
import { documentSchema, documentSchemas } from './document-schemas'
import { readAs } from './read-as'

const digests = join(import.meta.dirname, '../../tests/fixtures/formats/schemas.json')

/** All that a schema says of what may lie on the disk, in few letters. */
function digestOf(schema: z.ZodType): string {
  const said = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return createHash('sha256').update(JSON.stringify(said, byKey)).digest('hex')
}

function inOrder(one: unknown, two: unknown): number {
  return String(one) < String(two) ? -1 : 1
}

/** With the fields of every object in one order, whatever order they were declared in. */
function byKey(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return key === 'required' ? value.toSorted(inOrder) : value
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [two]) => inOrder(one, two)))
    : value
}

const ADVICE = `
The schema of a document on the disk is not what it was, and people have notebooks with documents of the schema as it was.
If what changed is no more than a field that may be absent (exactOptional, or with a default that says what it means where it
is not written), put the digests below into tests/fixtures/formats/schemas.json. Anything else needs a new format: do as
tests/fixtures/formats/README.md says`

test('no schema of a document changes without a new format', async () => {
  const known: unknown = JSON.parse(await readFile(digests, 'utf8'))
  const now = Object.entries(documentSchemas).map(([kind, { schema }]) => [kind, digestOf(schema)])
  expect(Object.fromEntries(now), ADVICE).toEqual(known)
})

function listOf(inner: z.ZodType): z.ZodType {
  return z.strictObject({ id: z.string(), list: z.array(z.strictObject({ inner })) })
}

test('the digest sees every change of a schema, however deep, and no other order of its fields', () => {
  const digest = digestOf(listOf(z.string().max(10)))
  const reordered = z.strictObject({
    list: z.array(z.strictObject({ inner: z.string().max(10) })),
    id: z.string(),
  })
  expect(digestOf(reordered)).toBe(digest)
  for (const other of [
    z.string().max(11),
    z.string().max(10).nullable(),
    z.exactOptional(z.string().max(10)),
  ])
    expect(digestOf(listOf(other))).not.toBe(digest)
})

/** Documents of every kind there is, with all their fields filled in somewhere. */
const documents: readonly (readonly [string, unknown])[] = [
  ...releasedNotebooks().flatMap(({ name, model }) => (name.startsWith('complete') ? [...model] : [])),
  [
    'health.json',
    {
      incidents: [
        {
          at: '2025-03-05T09:00:00Z',
          kind: 'damaged',
          file: 'actors.json',
          message: 'Mended.',
          mended: true,
          keptAs: null,
        },
      ],
      lastCheck: { at: '2025-03-05T09:00:00Z', files: 3, faults: 1, texts: false },
    },
  ],
  [
    'sources/s-0123456789abcdef/links.json',
    {
      revision: 1,
      links: [
        {
          from: 'a-0123456789abcdef',
          to: 'a-0123456789abcdeg',
          toSource: 's-0123456789abcdeg',
          relation: 'supports',
          status: 'confirmed',
          reason: null,
        },
      ],
    },
  ],
]

/** Every object of a value, from the outermost in. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(objectsIn)
  // What is an object and no list is one by its keys.
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner]
}

describe('what a later version added to a document comes through unharmed', () => {
  test('every kind of document is among those that are tried', () => {
    const kinds = documents.map(([path]) => documentSchema(documentName(path)))
    expect(new Set(kinds)).toEqual(new Set(Object.values(documentSchemas)))
  })

  test.each(documents)('at every depth of %s', (path, document) => {
    const stored = documentSchema(documentName(path))
    if (stored === null) throw new Error(`${path} is no document`)
    for (let nth = 0; ; nth += 1) {
      const raw = structuredClone(document)
      const object = objectsIn(raw)[nth]
      if (object === undefined) return
      object.addedLater = { by: ['a later version'] }
      const written = structuredClone(raw)
      expect(readAs(stored.schema, raw)).toEqual({ document: written, fault: null })
    }
  })

  test.each(documents)('at all depths of %s at once', (path, document) => {
    const stored = documentSchema(documentName(path))
    if (stored === null) throw new Error(`${path} is no document`)
    const raw = structuredClone(document)
    for (const object of objectsIn(raw)) object.addedLater = 1
    const written = structuredClone(raw)
    expect(readAs(stored.schema, raw)).toEqual({ document: written, fault: null })
  })
})
