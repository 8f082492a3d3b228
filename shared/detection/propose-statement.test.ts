import { expect, test } from 'vitest'
import { sampleBlocks } from '../testing/samples'
import { proposeClaim, proposePosition } from './propose-statement'
import { readNear } from './read-near'

const lead =
  'Mayor Ines Okafor met Norwegian Prime Minister Astrid Solheim and the harbour master Tomas Reyl on Tuesday.'

/** The words between the marks, read in their text. */
function around(line: string) {
  const start = lead.length + 1 + line.indexOf('‹')
  const end = lead.length + line.indexOf('›')
  const { read, place } = readNear(
    sampleBlocks([lead, line.replace(/[‹›]/g, '')]),
    null,
    { language: 'en' },
    { start, end },
  )
  return { read, place }
}

const claims: readonly (readonly [
  line: string,
  speaker: string | null,
  certainty: string | null,
  eventDate: string | null,
])[] = [
  [
    'Okafor said on Tuesday that ‹the fund was signed on Monday›.',
    'Ines Okafor',
    'asserted ← said',
    'Monday',
  ],
  [
    '‹Okafor said on Tuesday that the fund was signed on Monday›.',
    'Ines Okafor',
    'asserted ← said',
    'Monday',
  ],
  ['Reyl claimed that ‹the crane was paid for twice›.', 'Tomas Reyl', 'alleged ← claimed', null],
  ['Reyl denied that ‹the crane was for sale›.', 'Tomas Reyl', 'denied ← denied', null],
  ['Okafor said ‹the fund may be signed in May 2026›.', 'Ines Okafor', 'hedged ← may', 'May 2026'],
  ['Okafor said ‹the crane was allegedly sold›.', 'Ines Okafor', 'alleged ← allegedly', null],
  ['‹The crane was reportedly sold last week›.', null, 'hedged ← reportedly', 'last week'],
  [
    '‹The boards are set to meet in Oslo on Thursday›, Okafor said.',
    'Ines Okafor',
    'asserted ← said',
    'set to meet in Oslo on Thursday',
  ],
  [
    'Okafor said ‹she would visit Oslo on Friday›.',
    'Ines Okafor',
    'asserted ← said',
    'would visit Oslo on Friday',
  ],
  ['‹On Thursday, the boards will meet in Oslo›.', null, null, 'Thursday, the boards will'],
  ['On Thursday, ‹the boards will meet in Oslo›.', null, null, 'Thursday, the boards will'],
  ['‹On Thursday, Okafor said that it will close›.', 'Ines Okafor', 'asserted ← said', 'Thursday'],
  ['‹A plan that would help was dropped on Monday›.', null, null, 'Monday'],
  ['‹The crane was sold›.', null, null, null],
  ['“‹We signed it on Monday›,” she said.', 'Ines Okafor', 'asserted ← said', 'Monday'],
]

test.each(claims)('the claim %s', (line, speaker, certainty, eventDate) => {
  const { read, place } = around(line)
  const found = proposeClaim(read, place)
  expect(found.credit?.speaker?.name ?? null).toBe(speaker)
  expect(found.certainty === null ? null : `${found.certainty.value} ← ${found.certainty.from}`).toBe(
    certainty,
  )
  expect(found.eventDate?.value ?? null).toBe(eventDate)
})

const positions: readonly (readonly [
  line: string,
  actor: string | null,
  stance: string | null,
  condition: string | null,
])[] = [
  ['‹Okafor again ruled out armed guards on the quay›.', 'Ines Okafor', 'opposes ← again ruled out', null],
  [
    '‹Norway would be willing to pay for cranes› if the guild agrees, and so on.',
    'Norway',
    'conditional ← would be willing to',
    'if the guild agrees',
  ],
  [
    'Okafor said that ‹without a grant for the quay, opening the locks would be impossible›.',
    'Ines Okafor',
    'conditional ← without',
    'a grant for the quay',
  ],
  ['‹Norway will not sign the annex without a grant›.', 'Norway', 'conditional ← will not sign', 'a grant'],
  ['Okafor said ‹she would not sign the annex›.', 'Ines Okafor', 'opposes ← would not sign', null],
  ['“‹We will not accept these fees›,” Reyl said.', 'Tomas Reyl', 'opposes ← We will not accept', null],
  ['Reyl said ‹the quay is a fine place›.', 'Tomas Reyl', null, null],
  ['‹The quay is a fine place›.', null, null, null],
]

test.each(positions)('the position %s', (line, actor, stance, condition) => {
  const { read, place } = around(line)
  const found = proposePosition(read, place)
  expect(found.actor?.value.name ?? null).toBe(actor)
  expect(found.stance === null ? null : `${found.stance.value} ← ${found.stance.from}`).toBe(stance)
  expect(found.condition?.value ?? null).toBe(condition)
})

test.each([
  [
    'Okafor said that ‹without a grant for the quay, opening the locks would be impossible›.',
    'locks',
    'grant',
  ],
  ['Okafor said ‹any sale would need to be tied to a grant for the quay›.', 'sale', 'grant'],
])('what a position depends on is not what it is about: %s', (line, about, condition) => {
  const { read, place } = around(line)
  const found = proposePosition(read, place)
  expect(found.about).toContain(about)
  expect(found.about).not.toContain(condition)
})

test('a long text is read around the place alone, and says the same', () => {
  const filler = Array.from(
    { length: 3000 },
    () => 'The quay is old, and nobody here knows how old it is by now.',
  )
  const blocks = sampleBlocks([...filler, lead, 'Okafor said that the fund was signed.', ...filler])
  const text = blocks.map((block) => block.text).join('\n')
  const start = text.indexOf('the fund was')
  const { read, place } = readNear(blocks, null, { language: 'en' }, { start, end: start + 19 })
  expect(read.text.length).toBeLessThan(text.length / 2)
  expect(read.text.slice(place.start, place.end)).toBe('the fund was signed')
  expect(proposeClaim(read, place).credit?.speaker?.name).toBe('Ines Okafor')
})
