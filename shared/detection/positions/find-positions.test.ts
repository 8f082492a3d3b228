import { expect, test } from 'vitest'
import type { Stance } from '../../model/annotation'
import { suggested } from '../testing/detect-lines'

const lead =
  'Mayor Ines Okafor met Norwegian Prime Minister Astrid Solheim and the harbour master Tomas Reyl on Tuesday.'

const stands: readonly (readonly [line: string, actor: string, stance: Stance, issue: string | null])[] = [
  ['Okafor supports the harbour fund.', 'Ines Okafor', 'supports', 'harbour fund'],
  ['Okafor has repeatedly called for new cranes on the quay.', 'Ines Okafor', 'supports', 'new cranes'],
  ['Norway is ready to sign the treaty.', 'Norway', 'supports', 'treaty'],
  ['The Norwegian side is opposed to port fees.', 'Norway', 'opposes', 'port fees'],
  ['Reyl rejected the council’s offer.', 'Tomas Reyl', 'opposes', 'council’s offer'],
  ['Oslo again ruled out armed guards on the quay.', 'Norway', 'opposes', 'armed guards'],
  ['Okafor said she would not sign the annex.', 'Ines Okafor', 'opposes', 'annex'],
  ['Okafor said she would not be financing the cranes.', 'Ines Okafor', 'opposes', 'cranes'],
  ['Reyl cannot accept the fees.', 'Tomas Reyl', 'opposes', 'fees'],
  ['Okafor met the guild, dismissing its plans for a strike.', 'Ines Okafor', 'opposes', 'plans'],
  ['Okafor expressed concern about port fees.', 'Ines Okafor', 'opposes', 'port fees'],
  ['Okafor will not sign an agreement that burdens the town.', 'Ines Okafor', 'conditional', 'agreement'],
  ['Norway would be willing to pay for cranes if the guild agrees.', 'Norway', 'conditional', 'cranes'],
  ['Okafor said that without guards a fund would be impossible.', 'Ines Okafor', 'conditional', 'guards'],
  ['Okafor told Reyl that the guild should come to the table.', 'Ines Okafor', 'supports', 'table'],
  ['Any deal must be tied to guards, the harbour board said.', 'harbour board', 'conditional', 'guards'],
  ['Okafor instructed the treasurer not to sign the annex.', 'Ines Okafor', 'opposes', 'annex'],
  ['The town put forward a plan backed by Norway.', 'Norway', 'supports', 'plan'],
  ['Norwegian officials welcomed the fund.', 'Norway', 'supports', 'fund'],
  [
    'The guild and its members met. The harbour board on Monday backed the fund.',
    'harbour board',
    'supports',
    'fund',
  ],
  ['Norwegian lawmakers back tougher rules.', 'Norwegian lawmakers', 'supports', 'tougher rules'],
  ['Reyl did not support the strike.', 'Tomas Reyl', 'opposes', 'strike'],
  ['Reyl did not rule out a strike.', 'Tomas Reyl', 'ambiguous', 'strike'],
  ['“We will not sell the quay, we need it,” Okafor said.', 'Ines Okafor', 'supports', null],
  ['“I am not going to accept these fees,” Reyl said.', 'Tomas Reyl', 'opposes', 'fees'],
  ['“The Norwegian side is opposed to guards,” the Courier reported.', 'Norway', 'opposes', 'guards'],
]

test.each(stands)('%s', (line, actor, stance, issue) => {
  expect(suggested('position', lead, line)).toMatchObject([{ actor, stance, issue }])
})

test('who speaks for a country takes the stand that is told of it', () => {
  expect(suggested('position', lead, 'Solheim said Norway would not pay the fees.')).toMatchObject([
    { actor: 'Astrid Solheim', stance: 'opposes' },
  ])
  expect(suggested('position', lead, 'Okafor said Norway would not pay the fees.')).toMatchObject([
    { actor: 'Norway', stance: 'opposes' },
  ])
})

test.each([
  ['a thing takes no stand', 'The draft does not mention any guards, and the talks will not include them.'],
  ['a noun', 'Norwegian support for the fund is large, and the need for it is larger.'],
  ['a passive without its actor', 'The offer was rejected in the spring.'],
  ['a question', 'Okafor was asked if she is willing to sign the annex.'],
  ['two at once who cannot agree', 'Norway and Sweden cannot agree on one point.'],
  ['nothing said on the matter', 'Reyl declined to comment on the fund.'],
  ['a particle', '“We will get our money back and our cranes back,” Okafor said.'],
  ['a heading', 'Lack of support for the quay'],
])('no position: %s', (_, line) => {
  expect(suggested('position', lead, line)).toEqual([])
})

test('the condition belongs to the passage', () => {
  const [position] = suggested(
    'position',
    lead,
    'Norway would be willing to pay for cranes if the guild agrees.',
  )
  expect(position?.exact).toBe('Norway would be willing to pay for cranes if the guild agrees')
})
