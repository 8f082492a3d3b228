import { array, assert, constantFrom, integer, nat, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignTexts } from './align-texts'
import { type CarriedTarget, carryTarget } from './carry-target'
import { describeRange } from './describe-range'
import { marked } from './testing/marked'
import { generatedWords } from './testing/words'
import { trimRange } from './text-projection'

function carry(before: string, after: string): { carried: CarriedTarget; expected: readonly string[] } {
  const old = marked(before)
  const now = marked(after)
  const carried = carryTarget(old.ranges, alignTexts(old.text, now.text), old.text, now.text)
  return { carried, expected: now.ranges.map(({ position: { start, end } }) => `${start}-${end}`) }
}

function placesIn(carried: CarriedTarget): string[] {
  return carried.status === 'orphaned'
    ? []
    : carried.ranges.map(({ position: { start, end } }) => `${start}-${end}`)
}

const first = 'The port fund opens its doors on Monday at nine in the morning, said its head.'
const second = 'Ferries will not sail before the storm has passed, the crews were told last night.'
const third = 'Three of the island states asked for far more time to read the plan before they sign anything.'

describe('one passage in a text that changed', () => {
  test.each([
    [
      'nothing changed',
      `${first}\n[Ferries will not sail]${second.slice(21)}`,
      `${first}\n[Ferries will not sail]${second.slice(21)}`,
      'exact',
    ],
    [
      'a paragraph came before it',
      `[The port fund]${first.slice(13)}\n${second}`,
      `${third}\n[The port fund]${first.slice(13)}\n${second}`,
      'exact',
    ],
    [
      'the words around it changed',
      `The port fund [opens its doors] on Monday at nine in the morning.\n${second}`,
      `The fund [opens its doors] on Friday at nine in the morning.\n${second}`,
      'exact',
    ],
    [
      'its signs are set in another way',
      `Then "[it's the mayor's plan]" was said of it by the crews in the port on Monday evening at nine.`,
      `Then “[it’s the mayor’s plan]” was said of it by the crews in the port on Monday evening at nine.`,
      'exact',
    ],
    [
      'its quotation marks are its own',
      `Then ["it is open"] was said of it by the crews in the port on Monday evening at nine.`,
      `Then [“it is open”] was said of it by the crews in the port on Monday evening at nine.`,
      'exact',
    ],
    [
      'its paragraph moved',
      `${first}\n${second.replace('the storm has passed', '[the storm has passed]')}\n${third}`,
      `${first}\n${third}\n${second.replace('the storm has passed', '[the storm has passed]')}`,
      'moved',
    ],
    [
      'one of its words was replaced',
      first.replace('its doors on Monday at nine', '[its doors on Monday at nine]'),
      first.replace('its doors on Monday at nine', '[its doors on Friday at nine]'),
      'fuzzy',
    ],
    [
      'its first word was replaced',
      first.replace('opens its doors on', '[opens its doors on]'),
      first.replace('opens its doors on', '[closes its doors on]'),
      'fuzzy',
    ],
    [
      'its last word was replaced',
      first.replace('doors on Monday', '[doors on Monday]'),
      first.replace('doors on Monday', '[doors on Friday]'),
      'fuzzy',
    ],
    [
      'its last word was taken out',
      first.replace('nine in the morning', '[nine in the morning]'),
      first.replace('nine in the morning', '[nine in the]'),
      'fuzzy',
    ],
    [
      'words were put into it',
      first.replace('opens its doors', '[opens its doors]'),
      first.replace('opens its doors', '[opens all of its doors]'),
      'fuzzy',
    ],
    [
      'words were put in before and behind it',
      first.replace('its doors', '[its doors]'),
      first.replace('its doors', 'all of [its doors] again'),
      'exact',
    ],
    [
      'its full stop became a question',
      first.replace('said its head.', '[said its head.]'),
      first.replace('said its head.', '[said its head]?'),
      'fuzzy',
    ],
    [
      'its paragraph was parted in it',
      `${first}\n${second} [${third}]`,
      `${first}\n${second} [${third.replace('more time ', 'more time.\n')}]`,
      'fuzzy',
    ],
    [
      'it begins and ends within words',
      first.replace('ens its doo', '[ens its doo]'),
      `In short: ${first.replace('ens its doo', '[ens its doo]')}`,
      'exact',
    ],
    [
      'it is one of two copies',
      `${first}\n${second.replace('storm', '[storm]')}\n${third}\n${second}`,
      `${first}\n${second.replace('storm', '[storm]')}\n${third}\n${second}\n${first}`,
      'exact',
    ],
    [
      'Chinese',
      '港口委员会星期一宣布[将在五月重新开放]码头并且延长夜班的时间。',
      '港口委员会昨天宣布[将在六月重新开放]码头并且延长夜班的时间。',
      'fuzzy',
    ],
    [
      'Thai',
      'ท่าเรือจะ[เปิดอีกครั้ง]ในเดือนพฤษภาคมหลังพายุผ่านไป',
      'เมื่อวานนี้ ท่าเรือจะ[เปิดอีกครั้ง]ในเดือนพฤษภาคมหลังพายุผ่านไป',
      'exact',
    ],
    [
      'Arabic',
      'قال الوزير إن [الميناء سيفتح أبوابه] يوم الاثنين في التاسعة صباحا بعد العاصفة',
      'وقال الوزير أمس إن [الميناء سيفتح أبوابه] يوم الاثنين في التاسعة صباحا بعد العاصفة',
      'exact',
    ],
  ])('%s', (_, before, after, status) => {
    const { carried, expected } = carry(before, after)
    expect(carried.status).toBe(status)
    expect(placesIn(carried)).toEqual(expected)
    expect(carried.score === 1 || status === 'fuzzy').toBe(true)
  })
})

describe('a passage whose words are gone is an orphan', () => {
  test.each([
    ['its paragraph was taken out', `${first}\n[${second}]\n${third}`, `${first}\n${third}`],
    ['another paragraph stands in its place', `${first}\n[${second}]`, `${first}\n${third}`],
    [
      'all of its words were replaced',
      first.replace('Monday', '[Monday]'),
      first.replace('Monday', 'Friday'),
    ],
    [
      'it was one of two copies, and the other one is still there',
      `${second}\n${first}\n${third}\n[${second}]`,
      `${second}\n${first}\n${third}`,
    ],
    [
      'what is left is a turn of phrase',
      `${first}\nThe mayor [told reporters in the capital that] she would leave her office before the summer is over.\n${second}`,
      `${first}\nCrews had [told reporters in the capital that] nobody sails from there until the repair is done.\n${second}`.replaceAll(
        /[[\]]/g,
        '',
      ),
    ],
    [
      'most of its words were replaced',
      `${second} The fund [opens its doors on Monday at nine]. ${third}`,
      `${second} The fund opens no later than Friday at nine. ${third}`,
    ],
    ['nothing is left at all', `[${first}]`, '…'],
  ])('%s', (_, before, after) => {
    expect(carry(before, after).carried.status).toBe('orphaned')
  })
})

describe('a target of several ranges', () => {
  const before = `${first.replace('opens', '[opens]')}\n${second.replace('the storm has passed', '[the storm has passed]')}\n${third}`
  test('is exact where all of them are, in order', () => {
    const { carried, expected } = carry(before, `Earlier on.\n${before}`)
    expect(carried.status).toBe('exact')
    expect(placesIn(carried)).toEqual(expected)
  })
  test('is fuzzy where a small part of it is gone', () => {
    const { carried, expected } = carry(before, before.replace('[opens]', 'shuts'))
    expect(carried).toMatchObject({ status: 'fuzzy', score: 0.8 })
    expect(placesIn(carried)).toEqual(expected)
  })
  test('is an orphan where the larger part of it is gone', () => {
    const gone = before.split('\n').toSpliced(1, 1).join('\n')
    expect(carry(before, gone).carried).toMatchObject({ status: 'orphaned', score: 0.2 })
  })
  test('is fuzzy where the parts changed their order, and then they are in the new one', () => {
    const [one = '', two = '', three = ''] = before.split('\n')
    const { carried, expected } = carry(before, [two, one, three].join('\n'))
    expect(carried.status).toBe('fuzzy')
    expect(placesIn(carried)).toEqual(expected)
  })
})

test('what the alignment cannot tell is found by its quote where the letters changed all through', () => {
  const scanned = 'Tbe Iong pjer at tbe nortbern encl wi11 be rebuiIt witb oalc piIes from tbe isIand foresls'
  const proper = 'The long pier at the northern end will be rebuilt with oak piles from the island forests'
  const { carried, expected } = carry(`${first}\n[${scanned}]\n${second}`, `${first}\n[${proper}]\n${second}`)
  expect(carried.status).toBe('fuzzy')
  expect(placesIn(carried)).toEqual(expected)
})

const word = constantFrom(...'the,fund,port,of,crane,quay,says,港口,café,👍,שלום,it’s'.split(','))
const texts = array(tuple(word, constantFrom(' ', ' ', ', ', '. ', '\n')), {
  minLength: 1,
  maxLength: 80,
}).map((parts) => parts.flat().join(''))

test('in a text that did not change every passage is exact', () => {
  assert(
    property(texts, array(tuple(nat(), integer({ min: 1, max: 60 })), { maxLength: 8 }), (text, drawn) => {
      const alignment = alignTexts(text, text)
      for (const [from, length] of drawn) {
        const start = from % text.length
        const range = trimRange(text, start, start + length)
        if (range === null || !text.slice(range.start, range.end).isWellFormed()) continue
        const target = describeRange(text, range.start, range.end)
        expect(carryTarget([target], alignment, text, text)).toEqual({
          status: 'exact',
          ranges: [target],
          score: 1,
        })
      }
    }),
  )
})

test('every range that is carried slices to its words, is trimmed and cuts no character', () => {
  assert(
    property(texts, texts, nat(), integer({ min: 1, max: 40 }), (before, after, from, length) => {
      const start = from % before.length
      const range = trimRange(before, start, start + length)
      if (range === null || !before.slice(range.start, range.end).isWellFormed()) return
      const target = describeRange(before, range.start, range.end)
      const carried = carryTarget([target], alignTexts(before, after), before, after)
      expect(carried.score).toBeGreaterThanOrEqual(0)
      expect(carried.score).toBeLessThanOrEqual(1)
      if (carried.status === 'orphaned') return
      for (const { quote, position } of carried.ranges) {
        expect(after.slice(position.start, position.end)).toBe(quote.exact)
        expect(quote.exact).toBe(quote.exact.trim())
        expect(quote.exact.isWellFormed()).toBe(true)
      }
    }),
  )
})

test('words that were put in and taken out elsewhere leave a passage where it is', () => {
  const words = generatedWords(3000, 5)
  const changed = words.flatMap((each, index) =>
    index % 31 === 0 ? [] : index % 37 === 0 ? [each, 'added'] : [index % 29 === 0 ? `other${index}` : each],
  )
  const [before, after] = [words.join(' '), changed.join(' ')]
  const alignment = alignTexts(before, after)
  for (let start = 2; start < words.length; start += 50) {
    const passage = words.slice(start, start + 20).join(' ')
    const at = words.slice(0, start).join(' ').length + 1
    const carried = carryTarget([describeRange(before, at, at + passage.length)], alignment, before, after)
    expect(carried.status).not.toBe('orphaned')
    expect(carried.score).toBeGreaterThan(0.8)
  }
})

test('what was left of a passage that the old text says twice is the one of the two that it reads more like', () => {
  const said =
    'the repairs of the northern quay will take most of what the fund has put aside for the winter and the spring behind it'
  const again = said.replace('northern', 'old northern').replace('most', 'all')
  const before = `${first}\nOn Monday ${said}, its head wrote.\n${second}\nOn Friday ${again}, the crews heard.`
  const after = `${third}\nOn a Friday ${again}, crews heard.`
  const whole = alignTexts(before, after)
  // Which of the two it is, the words alone do not tell the alignment.
  const alignment = { ...whole, to: whole.to.map(() => -1), from: whole.from.map(() => -1) }
  const carried = [said, again].map((words) => {
    const at = before.indexOf(words)
    return carryTarget([describeRange(before, at, at + words.length)], alignment, before, after)
  })
  expect(carried.map(({ status }) => status)).toEqual(['orphaned', 'fuzzy'])
  expect(placesIn(carried[1] ?? { status: 'orphaned', score: 0 })).toEqual([
    `${after.indexOf(again)}-${after.indexOf(again) + again.length}`,
  ])
})
