import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Alike } from '../../../shared/contract/intake'
import { SourceId } from '../../../shared/model/ids'
import { AlikeQuestion } from './AlikeQuestion'
import { ReviewProvider } from './review-context'

const SOURCE = SourceId.parse('s-0000000000000000')

test.each([
  ['Another source was read from the same address, in other words', { share: 0.1, same: false }],
  ['This text shares 94 % of its passages with another', { share: 0.943, same: false }],
  ['Another source was read from the same bytes', { share: 1, same: true }],
])('it asks “%s”', async (heading, given) => {
  const alike: Alike = { source: SOURCE, title: 'The quay', version: 1, ...given }
  const lead = vi.fn()
  const review = { sources: [], onShow: lead, onRead: lead, onDecide: lead, onReview: lead, onSplit: lead }
  const screen = await render(
    <ReviewProvider value={review}>
      <AlikeQuestion alike={alike} busy={false} onDecide={lead} />
    </ReviewProvider>,
  )
  await expect.element(screen.getByRole('heading', { name: heading, exact: true })).toBeVisible()
})
