import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Version } from '../../shared/model/version'
import { sampleId, sampleVersion } from '../../shared/testing/samples'
import { useReadingFaces } from './reading-faces'

afterEach(() => {
  vi.restoreAllMocks()
})

const versionOf = (text: string) => sampleVersion(sampleId('s', 1), [text])
const latin = versionOf('The quay opens in May.')
const cyrillic = versionOf('Причал відкриють у травні.')
const greek = versionOf('Η προβλήτα ανοίγει τον Μάιο.')

// What was there once is remembered, so each test has an alphabet of its own.
function Text({ version }: { version: Version }) {
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
  const screen = await render(<Text version={cyrillic} />)
  expect(screen.container.textContent).toBe('Open')
})

test('faces that were there once are not asked for again', async () => {
  const check = vi.spyOn(document.fonts, 'check').mockReturnValue(true)
  await render(<Text version={cyrillic} />)
  expect(check).not.toHaveBeenCalled()
})

test('a text waits for the faces of its own alphabet, so that none moves its lines later', async () => {
  const { load, arrive } = faces()
  const screen = await render(<Text version={latin} />)
  expect(screen.container.textContent).toBe('Waiting')
  expect(load.mock.calls.map(([, sample]) => sample)).toEqual(['The quay opens in May.'])
  arrive()
  await expect.element(screen.getByText('Open')).toBeVisible()
})

test('a text is opened in another face when its own do not come', async () => {
  faces()
  const screen = await render(<Text version={greek} />)
  expect(screen.container.textContent).toBe('Waiting')
  await expect.element(screen.getByText('Open')).toBeVisible()
})
