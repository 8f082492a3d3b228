import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { BriefDocument } from '../../../shared/model/brief'
import { wordsIn } from '../../state/words-in'
import { readDocument, writeDocument } from './brief-document'
import { briefNodes } from './brief-nodes'
import { fitsEditor } from './fits-editor'

const schema = getSchema(briefNodes)
const SEED = Math.floor(Math.random() * 1_000_000)

/** Numbers that look random and are the same for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

const types = [...Object.keys(schema.nodes), 'aside', '__proto__', '']
const marks = [...Object.keys(schema.marks), 'shiny']

/** Something like a node: of any type, in any place, and hurt now and then. */
function nodeFrom(random: (below: number) => number, depth: number): unknown {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[random(items.length)]
  if (random(12) === 0) return pick([null, 7, 'words', [], {}, { type: null }])
  const type = pick(types)
  if (type === 'text' || depth > 5) {
    const hurt =
      random(4) === 0
        ? { marks: [{ type: pick(marks), attrs: pick([null, {}, { href: 'javascript:1' }]) }] }
        : {}
    return { type: 'text', text: pick(['words', '', 'x'.repeat(random(2000)), 5]), ...hurt }
  }
  const content = Array.from({ length: random(4) }, () => nodeFrom(random, depth + 1))
  const attrs = pick([
    undefined,
    null,
    {},
    { level: random(9), section: null },
    { words: 'A note' },
    { start: random(3) },
  ])
  return {
    type,
    ...(attrs !== undefined && { attrs }),
    ...(random(5) > 0 && { content: random(10) === 0 ? null : content }),
  }
}

test(`of 3,000 documents from seed ${SEED} the editor takes only those that it gives back as they are`, () => {
  const random = numbersFrom(SEED)
  let taken = 0
  for (let turn = 0; turn < 3000; turn += 1) {
    const blocks = Array.from({ length: random(4) }, () => nodeFrom(random, 0))
    const document: unknown = {
      type: 'doc',
      content: random(30) === 0 ? null : [...blocks, { type: 'paragraph' }],
    }
    expect(() => wordsIn(document)).not.toThrow()
    if (!fitsEditor(document)) continue
    taken += 1
    expect(BriefDocument.safeParse(writeDocument(readDocument(schema, document))).success).toBe(true)
    expect(wordsIn(writeDocument(readDocument(schema, document)))).toEqual(wordsIn(document))
  }
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThan(3000)
})
