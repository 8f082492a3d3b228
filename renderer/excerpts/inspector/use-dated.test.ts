import { expect, test } from 'vitest'
import { dateProposal } from './use-dated'

test.each([
  ['this week', '2025-02', 'Feb 2025'],
  // A week of two months.
  ['this week', '2025', null],
  ['last year', '2024', '2024'],
])('“%s”, which is %s, is offered as %s', (wording, date, says) => {
  expect(dateProposal('eventDate', { wording, date, against: '2025-02-27' })?.says ?? null).toBe(says)
})
