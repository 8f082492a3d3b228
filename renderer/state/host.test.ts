import { expect, test } from 'vitest'
import { always, hostOver } from './host'

test('a refusal says what a file is, and not where it lies in the notebook', async () => {
  const message = 'A brief (briefs/b-0000000000000002.json) was changed by another program.'
  const host = hostOver(
    'desktop',
    {
      call: async () => ({ ok: false, error: { reason: 'changed-outside', message } }),
      onEvent: () => () => undefined,
    },
    always('open'),
  )
  await expect(host.call('history.state', {})).rejects.toThrow(/^A brief was changed by another program\.$/)
})
