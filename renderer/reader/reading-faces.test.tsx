import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { sampleId, sampleVersion } from '../../shared/testing/samples'
import { useReadingFaces } from './reading-faces'

afterEach(() => {
  vi.restoreAllMocks()
})

const version = sampleVersion(sampleId('s', 1), ['The quay opens in May.'])
function Text() {
  return useReadingFaces(version) ? <p>Open</p> : <p>Waiting</p>
}

/** Faces that are still on their way; the function that is returned lets them arrive. */
function faces() {
  const arrived: (() => void)[] = []
  vi.spyOn(document.fonts, 'check').mockReturnValue(false)
  const load = vi.spyOn(document.fonts, 'load').mockReturnValue(
    new Promise((resolve) => {
      arrived.push(() => resolve([]))
    }),
  )
  return {
    load,
    arrive: () => {
      for (const one of arrived) one()
    },
  }
}

test('a text is opened at once when its faces are there', async () => {
  vi.spyOn(document.fonts, 'check').mockReturnValue(true)
  const screen = await render(<Text />)
  expect(screen.container.textContent).toBe('Open')
})

test('a text waits for the faces of its own alphabet, so that none moves its lines later', async () => {
  const { load, arrive } = faces()
  const screen = await render(<Text />)
  expect(screen.container.textContent).toBe('Waiting')
  expect(load.mock.calls.map(([, sample]) => sample)).toEqual(['The quay opens in May.'])
  arrive()
  await expect.element(screen.getByText('Open')).toBeVisible()
})

test('a text is opened in another face when its own do not come', async () => {
  faces()
  const screen = await render(<Text />)
  await expect.element(screen.getByText('Open')).toBeVisible()
})
