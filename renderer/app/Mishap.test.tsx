import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { Mishap } from './Mishap'

function Broken(): never {
  throw new Error('broken on purpose')
}

test('a mistake while drawing leaves a sentence and a way out, not an empty window', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const screen = await render(
    <Mishap>
      <Broken />
    </Mishap>,
  )
  await expect.element(screen.getByRole('heading', { name: /has made a mistake/ })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Load again' })).toBeVisible()
})
