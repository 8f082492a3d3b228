import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import type { SearchHit } from '../../shared/model/search'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { HostContext } from '../state/host-context'
import { useAnswer } from '../state/use-answer'
import { violations } from '../testing/violations'
import '../ui/styles'
import { SearchPane } from './SearchPane'
import { nothingAsked } from './use-search'

const harbour: GivenSource[] = [
  {
    title: 'Port fund splits the council',
    outlet: 'The Courier',
    published: '2025-02-26',
    text: 'The port gets nearly €40m.\nThe guild does not want the port fund.\nSubscribe to our letters.',
    structure: [{ kind: 'frame', from: 'b3', to: 'b3', origin: 'hand', evidence: null }],
  },
  { title: 'Ferries', outlet: null, text: 'Ferries leave the port at noon.' },
]

function Pane(given: { readonly onOpenHit: (hit: SearchHit) => void; readonly onClose: () => void }) {
  const [asked, setAsked] = useState(nothingAsked)
  const { value } = useAnswer('library.list', {}, () => true)
  return <SearchPane sources={value ?? []} asked={asked} onAsk={setAsked} {...given} />
}

async function open(sources = harbour) {
  const fake = createFakeHost(sources)
  const onOpenHit = vi.fn<(hit: SearchHit) => void>()
  const onClose = vi.fn<() => void>()
  await render(
    <HostContext value={fake.host}>
      <main>
        <h1 className="sr">Harbour story</h1>
        <div style={{ height: 640, width: 280, display: 'grid', gridTemplateRows: 'minmax(0, 1fr)' }}>
          <Pane onOpenHit={onOpenHit} onClose={onClose} />
        </div>
      </main>
    </HostContext>,
  )
  const pane = page.getByRole('region', { name: 'Search' })
  return {
    fake,
    onOpenHit,
    onClose,
    pane,
    field: pane.getByRole('searchbox', { name: 'Search the notebook' }),
  }
}

const marked = () => Array.from(document.querySelectorAll('.hit mark'), ({ textContent }) => textContent)

test('what is typed is found, by source, with the words marked', async () => {
  const { fake, pane, field } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('there is a source')
  await fake.tag(source, 'figure', 'nearly €40m', 'ask the port')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('port')
  await expect.element(pane.getByRole('option')).toHaveLength(4)
  await expect.element(pane.getByRole('group', { name: 'Port fund splits the council, 3' })).toBeVisible()
  await expect.element(pane.getByText('The Courier · 26 Feb 2025')).toBeVisible()
  // Of the ferries neither is known, and nothing is said of it.
  expect(document.querySelectorAll('.hit-from')).toHaveLength(1)
  await expect.element(pane.getByRole('option', { name: /Figure: ?ask the port/ })).toBeVisible()
  await expect.element(pane.getByText('2 places in the text')).toBeVisible()
  expect(marked()).toEqual(['port', 'Port', 'port', 'port'])
  await expect.element(pane.getByText('4 found in 2 texts')).toBeInTheDocument()
  expect(await violations()).toEqual([])
})

test('keys lead from the field to what was found and back, and out', async () => {
  const { onOpenHit, onClose, pane, field } = await open()
  await field.fill('ferries leave')
  await expect.element(pane.getByRole('option')).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onOpenHit.mock.calls).toMatchObject([[{ kind: 'text', start: 0, end: 7 }]])
  await userEvent.keyboard('{Escape}')
  await expect.element(field).toHaveFocus()
  expect(onClose).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledOnce()
})

test('of what is typed while an answer is under way only the last is asked', async () => {
  const { fake, pane, field } = await open()
  const release = fake.hold('search.run')
  await field.fill('p')
  await vi.waitFor(() => expect(fake.asked('search.run')).toHaveLength(1))
  for (const query of ['po', 'por', 'fer', 'ferr']) await field.fill(query)
  release()
  await expect.element(pane.getByRole('group', { name: /^Ferries/ })).toBeVisible()
  expect(fake.asked('search.run').map(({ query }) => query)).toEqual(['p', 'ferr'])
})

test('whoever is faster than the answer is led into the list of what was asked last', async () => {
  const { fake, onOpenHit, pane, field } = await open()
  await field.fill('guild')
  await expect.element(pane.getByRole('option')).toBeVisible()
  const release = fake.hold('search.run')
  await field.fill('ferries leave')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(field).toHaveFocus()
  release()
  await expect.element(pane.getByRole('listbox')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(onOpenHit.mock.calls).toMatchObject([[{ kind: 'text', source: fake.sources[1]?.id }]])
})

test('frame is looked through when that is ticked', async () => {
  const { pane, field } = await open()
  await field.fill('subscribe')
  await expect.element(pane.getByText(/^Nothing was found.*frame and repeats are left out/)).toBeVisible()
  await pane.getByLabelText('Include frame and repeats').click()
  await expect.element(pane.getByRole('option')).toBeVisible()
})

test('hints begin a condition, and one that is not understood gets a sentence', async () => {
  const { pane, field } = await open()
  await expect.element(pane.getByText('these words, one after the other')).toBeVisible()
  await pane.getByRole('button', { name: /^Add outlet:/ }).click()
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('courier guild colour:red')
  await expect.element(pane.getByRole('option')).toBeVisible()
  await expect.element(pane.getByText(/“colour:red” was left out: there is no field “colour”/)).toBeVisible()
})

test('what changes is looked for again', async () => {
  const { fake, pane, field } = await open()
  await field.fill('noon')
  await expect.element(pane.getByRole('option')).toBeVisible()
  const [, source] = fake.sources
  if (source === undefined) throw new Error('there are two sources')
  await fake.host.call('source.remove', { source: source.id })
  await expect.element(pane.getByText(/^Nothing was found/)).toBeVisible()
})

test('a refusal is said where the answer would be', async () => {
  const { fake, pane, field } = await open()
  fake.refuse('search.run', new Failure('unavailable', 'The program that searches broke down.'))
  await field.fill('port')
  await expect.element(pane.getByRole('alert')).toHaveTextContent('The program that searches broke down.')
})

test('many hits are counted, and a few of them are in the page', async () => {
  const many = Array.from({ length: 260 }, (_, nth) => ({ title: `Note ${nth}`, text: 'The port.' }))
  const { pane, field } = await open(many)
  await field.fill('port')
  await expect.element(pane.getByText('These are the best 200 of 260.', { exact: false })).toBeVisible()
  expect(document.querySelectorAll('[role=option]').length).toBeLessThan(60)
})
