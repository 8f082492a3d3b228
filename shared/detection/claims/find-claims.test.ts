import { expect, test } from 'vitest'
import type { Certainty } from '../../model/annotation'
import { marked, suggested } from '../testing/detect-lines'

const lead = 'Mayor Ines Okafor met the harbour master Tomas Reyl on Tuesday in Port Ellery.'

/** Lines with the statement in braces, then who is credited with it and how sure it is made to sound. */
const reported: readonly (readonly [line: string, speaker: string | null, certainty: Certainty])[] = [
  ['Okafor said that {the fund was signed on Monday}.', 'Ines Okafor', 'asserted'],
  ['Reyl told the Courier that {the cranes are older than the town}.', 'Tomas Reyl', 'asserted'],
  ['Reyl announced on Friday that {the quay will stay closed}.', 'Tomas Reyl', 'asserted'],
  ['Okafor said {the fund was signed on Monday}.', 'Ines Okafor', 'asserted'],
  ['Okafor said on Tuesday {the fund would be signed}.', 'Ines Okafor', 'asserted'],
  ['According to Reyl, {the cranes are older than the town}.', 'Tomas Reyl', 'asserted'],
  ['{Two ships were hit in the night}, according to the harbour board.', 'harbour board', 'asserted'],
  ['{Two ships were hit in the night}, the harbour board said on Friday.', 'harbour board', 'asserted'],
  ['OSLO: {Two ships were hit in the night}, Okafor said on Friday.', 'Ines Okafor', 'asserted'],
  ['Reyl suggested that {the council is in no hurry}.', 'Tomas Reyl', 'hedged'],
  ['Okafor said that {the fund could be signed on Monday}.', 'Ines Okafor', 'hedged'],
  ['Okafor said that {the fund was reportedly signed on Monday}.', 'Ines Okafor', 'hedged'],
  ['Reyl denied that {the crane was ever for sale}.', 'Tomas Reyl', 'denied'],
  ['Reyl claimed that {the crane was paid for twice}.', 'Tomas Reyl', 'alleged'],
  ['Reyl disputes the bill, claiming that {the crane was paid for twice}.', 'Tomas Reyl', 'alleged'],
  [
    'A senior council official said that {the annex was never shown}.',
    'a senior council official (anonymous)',
    'asserted',
  ],
  ['According to a study published in May, {the crane may fall}.', null, 'hedged'],
  ['Reyl, who came by ship, said {the crane would stay}.', 'Tomas Reyl', 'asserted'],
  ['Reyl argued that {ships want deeper water}.', 'Tomas Reyl', 'asserted'],
  ['Nobody here knows who. They said that {the annex was never shown}.', null, 'asserted'],
]

test.each(reported)('%s', (line, speaker, certainty) => {
  const { text, passages } = marked(line)
  expect(suggested('claim', lead, text)).toMatchObject([{ exact: passages[0], speaker, certainty }])
})

test.each([
  ['a quotation', 'Okafor said that “the fund was signed on Monday in the town hall.”'],
  [
    'a quotation with a little around it',
    'Okafor said that it was already “signed on Monday in the town hall, by all of us and before witnesses.”',
  ],
  ['what was not said', 'Okafor did not say that the fund was signed on Monday.'],
  ['a noun', 'The claims that were made in the council were read out.'],
  ['a passive', 'Reyl was told that the crane was sold in the spring.'],
  ['a verb without a statement', 'Reyl told reporters on Friday in the harbour.'],
  [
    'a question that leads to a quotation',
    'Asked whether the crane was sold, he said: “I think that it will stay.”',
  ],
])('no claim: %s', (_, line) => {
  expect(suggested('claim', lead, line)).toEqual([])
})

test('two statements of one sentence are two claims', () => {
  const claims = suggested(
    'claim',
    lead,
    'Okafor said the fund was signed, while Reyl claimed that the guild had been bought.',
  )
  expect(claims.map(({ exact, speaker }) => [speaker, exact])).toEqual([
    ['Ines Okafor', 'the fund was signed'],
    ['Tomas Reyl', 'the guild had been bought'],
  ])
})

test('what somebody said they believe is one claim', () => {
  expect(
    suggested('claim', lead, 'Okafor said that she believed the crane would stay in the harbour.'),
  ).toHaveLength(1)
})
