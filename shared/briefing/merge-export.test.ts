import { array, assert, constantFrom, integer, nat, property, record, string, subarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BriefId } from '../model/ids'
import { sampleId } from '../testing/samples'
import { joinChunks, splitChunks } from './chunks'
import { readSignature, signExport, withoutSignature } from './export-signature'
import { type Choice, mergeExport, replaceExport } from './merge-export'

const brief = BriefId.parse(sampleId('b', 1))

function signed(text: string): string {
  return signExport(text, { brief, format: 'markdown' })
}

const before = `# Who pays

The state pays[^1] and the port waits[^2].

> nearly €40m[^2]

Of harbour money: €40m.

[^1]: The Courier, paragraph 1. <sourcebook:s-0000000000000001/a-0000000000000001>

[^2]: The Courier, paragraph 2. <sourcebook:s-0000000000000001/a-0000000000000002>
`

/** A brief that cites something new before everything else, so that all of its footnotes have other numbers. */
const renumbered = `# Who pays

Nobody knows[^1].

The state pays[^2] and the port waits[^3].

> nearly €40m[^3]

Of harbour money: €40m.

[^1]: The Mercury, paragraph 9. <sourcebook:s-0000000000000002/a-0000000000000009>

[^2]: The Courier, paragraph 1. <sourcebook:s-0000000000000001/a-0000000000000001>

[^3]: The Courier, paragraph 2. <sourcebook:s-0000000000000001/a-0000000000000002>
`

function merged(existing: string, fresh: string, choices: Choice[] = []): string {
  const { text, clashes } = mergeExport(existing, fresh, choices)
  expect(clashes).toEqual([])
  if (text === null) throw new Error('there is no clash, and no text')
  return text
}

const words = (text: string) => withoutSignature(text)

/** As a program on Windows writes it. */
const windows = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`

describe('a file that nothing was typed into', () => {
  test('becomes what the brief prints now', () => {
    expect(merged(signed(before), signed(renumbered))).toBe(signed(renumbered))
    expect(mergeExport(signed(before), signed(renumbered), []).kept).toBe(0)
  })

  test('keeps its line ends and its byte order mark', () => {
    expect(merged(windows(signed(before)), signed(renumbered))).toBe(windows(signed(renumbered)))
    const lines = (text: string) => signed(text.replace('nearly €40m', 'nearly\n>\n> €40m'))
    expect(merged(windows(lines(before)), lines(renumbered))).toBe(windows(lines(renumbered)))
  })

  test('may begin with something else than it did', () => {
    const headed = `---\ntitle: Who pays\n---\n\n${before}`
    expect(merged(signed(before), signed(headed))).toBe(signed(headed))
    expect(merged(signed(headed), signed(before))).toBe(signed(before))
  })
})

describe('text that was typed in', () => {
  test('stays where it was, to the letter', () => {
    const typed = 'Ask the *harbour master*.  \r\n\tAnd again.'
    const file = signed(before).replace('> nearly', `${typed}\n\n\n> nearly`)
    const after = merged(file, signed(renumbered))
    expect(after).toBe(signed(renumbered).replace('> nearly', `${typed}\n\n\n> nearly`))
    expect(mergeExport(file, signed(renumbered), []).kept).toBe(1)
  })

  test('stays before the title, between the notes, and below the comment', () => {
    const file = `Draft of Monday\n\n${signed(before).replace('[^2]: ', 'More notes:\n\n[^2]: ')}Signed, A. R.`
    const after = merged(file, signed(renumbered))
    expect(after).toBe(
      `Draft of Monday\n\n${signed(renumbered).replace('[^3]: ', 'More notes:\n\n[^3]: ')}Signed, A. R.`,
    )
    expect(mergeExport(file, signed(renumbered), []).kept).toBe(3)
  })

  test('stays under the words that it was typed under, while those are written anew', () => {
    const rewritten = before
      .replace('The state pays', 'The ministry pays')
      .replace('nearly €40m', 'about €40m')
    const file = signed(before).replace('> nearly', 'A remark.\n\n> nearly')
    expect(words(merged(file, signed(rewritten)))).toBe(rewritten.replace('> about', 'A remark.\n\n> about'))
  })

  test('stays before words that are told again by how alike they are, when others around them went', () => {
    const one = signed('# Title\n\nThe first matter.\n\nThe second matter.\n\nThe guild asks for guards.\n')
    const file = one.replace('The guild', 'Ask them.\n\nThe guild')
    const other = signed('# Title\n\nThe guild asks for many guards.\n')
    expect(words(merged(file, other))).toBe('# Title\n\nAsk them.\n\nThe guild asks for many guards.\n')
  })

  test('is told from words that were only moved or repeated', () => {
    const twice = signed(before).replace('> nearly', 'Of harbour money: €40m.\n\n> nearly')
    expect(words(merged(twice, signed(renumbered)))).toBe(
      renumbered.replace('> nearly', 'Of harbour money: €40m.\n\n> nearly'),
    )
  })
})

describe('a stretch that was changed by hand', () => {
  const file = signed(before).replace('and the port waits', 'and the whole port waits')

  test('stays as it was written while the brief says what it said', () => {
    const other = before.replace('# Who pays', '# Who pays for it')
    expect(words(merged(file, signed(other)))).toBe(other.replace('the port waits', 'the whole port waits'))
  })

  test('stays taken out', () => {
    const without = signed(before).replace('Of harbour money: €40m.\n\n', '')
    expect(words(merged(without, signed(renumbered)))).toBe(
      renumbered.replace('Of harbour money: €40m.\n\n', ''),
    )
  })

  test('is a clash where the brief changed too, and nothing is written', () => {
    const other = before.replace('The state pays', 'The ministry pays')
    expect(mergeExport(file, signed(other), [])).toEqual({
      text: null,
      kept: 0,
      clashes: [
        {
          file: 'The state pays[^1] and the whole port waits[^2].',
          brief: 'The ministry pays[^1] and the port waits[^2].',
        },
      ],
    })
    expect(words(merged(file, signed(other), ['brief']))).toBe(other)
    expect(words(merged(file, signed(other), ['file']))).toBe(words(file))
  })

  test('decides nothing when there are other clashes than choices', () => {
    const other = signed(before.replace('The state pays', 'The ministry pays'))
    expect(mergeExport(file, other, ['file', 'file'])).toMatchObject({ text: null, clashes: [{}] })
    expect(mergeExport(signed(before), other, ['file'])).toMatchObject({ text: other, clashes: [] })
  })

  test('does not clash once it was decided', () => {
    const other = signed(before.replace('The state pays', 'The ministry pays'))
    const decided = merged(file, other, ['file'])
    expect(merged(decided, other)).toBe(decided)
  })

  test('is a clash where one side took it out and the other changed it', () => {
    const taken = before.replace('Of harbour money: €40m.\n\n', '')
    const changed = before.replace('money: €40m', 'money: €41m')
    expect(mergeExport(signed(taken), signed(before), []).clashes).toEqual([])
    const byHand = signed(before).replace('money: €40m', 'money: €42m')
    expect(mergeExport(byHand, signed(taken), []).clashes).toEqual([
      { file: 'Of harbour money: €42m.', brief: '' },
    ])
    const takenByHand = signed(before).replace('Of harbour money: €40m.\n\n', '')
    expect(mergeExport(takenByHand, signed(changed), []).clashes).toEqual([
      { file: '', brief: 'Of harbour money: €41m.' },
    ])
  })

  test('is no clash where both say the same now', () => {
    const changed = before.replace('The state pays', 'The ministry pays')
    const byHand = signed(before).replace('The state pays', 'The ministry pays')
    expect(merged(byHand, signed(changed))).toBe(signed(changed))
  })

  test('is told from text that was typed beside it', () => {
    const other = signed(before.replace('The state pays', 'The ministry pays'))
    const both = file.replace('> nearly', 'Ask the guild.\n\n> nearly')
    expect(mergeExport(both, other, []).clashes).toHaveLength(1)
    expect(words(merged(both, other, ['brief']))).toBe(
      words(other).replace('> nearly', 'Ask the guild.\n\n> nearly'),
    )
  })
})

describe('footnotes', () => {
  test('that typed words refer to keep their labels, and others make room', () => {
    const file = signed(before).replace('> nearly', 'As [^2] says, too.\n\n> nearly')
    const after = merged(file, signed(renumbered))
    expect(after).toContain('\nAs [^2] says, too.\n')
    expect(after).toContain('The state pays[^4] and the port waits[^2].')
    expect(after).toContain('> nearly €40m[^2]')
    expect(after).toContain('[^2]: The Courier, paragraph 2. ')
    expect(after).toContain('[^4]: The Courier, paragraph 1. ')
    expect(merged(after, signed(renumbered))).toBe(after)
    // When nothing refers to it any more, it has its number again.
    expect(merged(after.replace('As [^2] says, too.\n\n', ''), signed(renumbered))).toBe(signed(renumbered))
  })

  test('that typed words refer to outlive the brief that made them', () => {
    const file = signed(before).replace('> nearly', 'As [^1] says, too.\n\n> nearly')
    const other = before
      .replace('The state pays[^1] and the port waits[^2].\n\n', '')
      .replaceAll('[^2]', '[^9]')
      .replace(/\[\^1\]: .*\n\n/, '')
      .replaceAll('[^9]', '[^1]')
    const after = merged(file, signed(other))
    expect(after).toContain('\nAs [^1] says, too.\n')
    expect(after).toContain('[^1]: The Courier, paragraph 1. ')
    expect(after).toContain('> nearly €40m[^2]')
    expect(merged(after, signed(other))).toBe(after)
  })

  test('of one’s own take no number from the brief, nor the brief from them', () => {
    const file = signed(before).replace('> nearly', 'Typed[^3].\n\n[^3]: A note of mine.\n\n> nearly')
    const after = merged(file, signed(renumbered))
    expect(after).toContain('Typed[^3].\n\n[^3]: A note of mine.\n')
    expect(after).toContain('and the port waits[^4].')
    expect(after).toContain('[^4]: The Courier, paragraph 2. ')
  })

  test('are kept with the words that were changed around their mark', () => {
    const file = signed(before).replace('and the port waits', 'and the whole port waits')
    const after = merged(file, signed(renumbered))
    expect(after).toContain('The state pays[^1] and the whole port waits[^2].')
    expect(after).toContain('Nobody knows[^4].')
    expect(after).toContain('[^1]: The Courier, paragraph 1. ')
  })

  test('are written again where a mark is left without its note', () => {
    const file = signed(before).replace(/\[\^1\]: .*\n\n/, '')
    expect(merged(file, signed(before))).toContain('[^1]: The Courier, paragraph 1. ')
  })

  test('that are escaped or in code are none', () => {
    const file = signed(before).replace('> nearly', 'Write `[^1]` or \\[^1].\n\n> nearly')
    expect(merged(file, signed(renumbered))).toContain('The state pays[^2] and')
  })
})

describe('a file that is no export of this brief', () => {
  test.each([
    ['was typed by somebody', '# My notes\n'],
    ['lost its comment', before],
    ['holds two exports', signed(before) + signed(before)],
    ['has a comment that was damaged', signed(before).replace('chunks:', 'chnks')],
    [
      'holds another brief',
      signExport(before, { brief: BriefId.parse(sampleId('b', 2)), format: 'markdown' }),
    ],
    ['is a web page of it', signExport(before, { brief, format: 'html' })],
    ['is empty', ''],
  ])('because it %s is one clash as a whole', (_why, file) => {
    const fresh = signed(renumbered)
    expect(mergeExport(file, fresh, [])).toEqual({ text: null, kept: 0, clashes: [{ file, brief: fresh }] })
    expect(mergeExport(file, fresh, ['brief']).text).toBe(fresh)
    expect(mergeExport(file, fresh, ['file']).text).toBe(file)
  })

  test('a form that cannot be merged replaces what was not touched, and clashes with anything else', () => {
    const fresh = signed(renumbered)
    expect(replaceExport(signed(before), fresh, [])).toEqual({ text: fresh, kept: 0, clashes: [] })
    const touched = signed(before).replace('state', 'State')
    expect(replaceExport(touched, fresh, [])).toEqual({
      text: null,
      kept: 0,
      clashes: [{ file: touched, brief: fresh }],
    })
    expect(replaceExport(touched, fresh, ['brief']).text).toBe(fresh)
    const page = signExport(before, { brief, format: 'html' })
    expect(replaceExport(signed(before), page, []).clashes).toHaveLength(1)
  })
})

/** Words of a brief: some of the sections below, in some order, each with a footnote or without. */
const section = record({
  words: constantFrom('One', 'Two words', 'Three words here', 'One', 'Of harbour money: €40m.', '> a quote'),
  note: nat(9),
})
const briefs = array(section, { maxLength: 12 }).map((sections) => {
  const numbers = new Map<number, number>()
  const marks = sections.map(({ words: text, note }) => {
    if (note < 5) return text
    if (!numbers.has(note)) numbers.set(note, numbers.size + 1)
    return `${text}[^${numbers.get(note)}]`
  })
  const notes = [...numbers].map(
    ([note, number]) => `[^${number}]: Passage ${note}. <sourcebook:s-1/a-${note}>`,
  )
  return `${['# Title', ...marks, ...notes].join('\n\n')}\n`
})

/** What somebody types: never an empty line, which would make two of it. */
const typed = string({
  unit: constantFrom('a', 'b', ' ', '*', '>', '[', '^', '1', ']', '`', '\\', ':', '\t', 'é'),
  maxLength: 12,
}).map((text) => `typed ${text}`)
const insertions = array(record({ at: nat(40), text: typed }), { maxLength: 5 })

/** The file with words typed in between its chunks, in the order in which they stand. */
function insert(
  file: string,
  typings: readonly { at: number; text: string }[],
): { file: string; texts: string[] } {
  const { chunks, tail } = splitChunks(file)
  const places = typings
    .map(({ at, text }) => ({ at: at % chunks.length, text }))
    .toSorted((one, other) => one.at - other.at)
  const mixed = chunks.flatMap((chunk, index) => {
    const here = places.filter(({ at }) => at === index)
    return [
      ...here.map(({ text }, at) => ({ gap: at === 0 ? chunk.gap : '\n\n', text })),
      here.length === 0 ? chunk : { ...chunk, gap: '\n\n' },
    ]
  })
  return { file: joinChunks({ chunks: mixed, tail }), texts: places.map(({ text }) => text) }
}

describe('whatever the brief and whatever is typed', () => {
  test('chunks join to the text that they were cut from', () => {
    assert(
      property(string({ unit: constantFrom('a', ' ', '\t', '\n', '\r', '\r\n', '\u00a0', '\f') }), (text) => {
        expect(joinChunks(splitChunks(text))).toBe(text)
      }),
    )
  })

  test('with nothing typed the file is what the brief prints', () => {
    assert(
      property(briefs, briefs, (one, other) => {
        expect(merged(signed(one), signed(other))).toBe(signed(other))
      }),
    )
  })

  test('everything that was typed in between stays, in its order, and the brief prints everything that it says', () => {
    assert(
      property(briefs, briefs, insertions, (one, other, typings) => {
        const { file, texts } = insert(signed(one), typings)
        const after = merged(file, signed(other))
        const found = splitChunks(after).chunks.map(({ text }) => text)
        expect(found.filter((text) => texts.includes(text))).toEqual(texts)
        const signature = readSignature(after)
        const said = splitChunks(other).chunks.length
        expect(signature?.signature.chunks).toHaveLength(said)
        expect(found.filter((text) => !texts.includes(text)).length).toBeGreaterThanOrEqual(said + 1)
      }),
    )
  })

  test('to export once more changes nothing', () => {
    assert(
      property(briefs, briefs, insertions, (one, other, typings) => {
        const once = merged(insert(signed(one), typings).file, signed(other))
        expect(merged(once, signed(other))).toBe(once)
      }),
    )
  })

  test('a file changed anywhere loses no stretch that is not shown, and every choice gives a text', () => {
    const edits = array(record({ at: nat(40), drop: integer({ min: 0, max: 1 }), text: typed }), {
      maxLength: 4,
    })
    assert(
      property(
        briefs,
        briefs,
        edits,
        subarray(['file', 'brief'] as const, { minLength: 1 }),
        (one, other, changes, sides) => {
          const { chunks, tail } = splitChunks(one)
          const texts = chunks.map(({ text }) => text)
          for (const { at, drop, text } of changes) texts[at % texts.length] = drop === 1 ? '' : text
          const changed = chunks
            .map(({ gap }, at) => ({ gap, text: texts[at] ?? '' }))
            .filter(({ text }) => text !== '')
          const comment = signed(one).slice(one.length)
          const file = joinChunks({ chunks: changed, tail }) + comment
          const { clashes } = mergeExport(file, signed(other), [])
          const choices = clashes.map((_, at): Choice => sides[at % sides.length] ?? 'file')
          const after = merged(file, signed(other), choices)
          const shown = clashes.map((clash) => clash.file)
          const mine = changed.map(({ text }) => text).filter((text) => text.startsWith('typed'))
          expect(mine.filter((text) => !after.includes(text) && !shown.includes(text))).toEqual([])
          expect(merged(after, signed(other))).toBe(after)
        },
      ),
    )
  })
})
