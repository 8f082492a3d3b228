import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { anyExcerpt, type ExcerptFilter } from '../../shared/model/excerpts'
import type { CodeId } from '../../shared/model/ids'
import { CodebookProvider } from '../state/codebook'
import { createFakeHost } from '../state/fake-host'
import { HostContext } from '../state/host-context'
import { violations } from '../testing/violations'
import '../ui/styles'
import { CODE_DRAG } from '../ui/code-drag'
import { CodeShelf } from './CodeShelf'

async function open(names: readonly string[], onApply: ((code: CodeId) => void) | null = null) {
  const fake = createFakeHost()
  const codes = await Promise.all(names.map((name) => fake.host.call('codebook.add', { kind: 'code', name })))
  const onShowExcerpts = vi.fn<(filter: ExcerptFilter) => void>()
  const taken = vi.fn<(code: string) => void>()
  await render(
    <HostContext value={fake.host}>
      <CodebookProvider>
        <main style={{ height: 600, width: 260, display: 'flex', flexDirection: 'column' }}>
          <h1>Library</h1>
          <button
            type="button"
            style={{ flex: 1 }}
            onDragOver={(event) => event.preventDefault()}
            onDrop={({ dataTransfer }) => taken(dataTransfer.getData(CODE_DRAG))}
          >
            The annotation
          </button>
          <CodeShelf onShowExcerpts={onShowExcerpts} onApply={onApply} />
        </main>
      </CodebookProvider>
    </HostContext>,
  )
  return { ids: codes.map(({ id }) => id), onShowExcerpts, taken, list: page.getByRole('listbox') }
}

test('without an annotation Enter leads to the excerpts of a code, with one it puts the code on it', async () => {
  const { ids, onShowExcerpts } = await open(['Money', 'Ports'])
  await expect.element(page.getByRole('option', { name: 'Money , 0 annotations' })).toBeVisible()
  await userEvent.tab()
  await userEvent.tab()
  await userEvent.tab()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onShowExcerpts.mock.calls).toEqual([[{ ...anyExcerpt, codes: [ids[1]] }]])
  expect(await violations()).toEqual([])
})

test('with an annotation chosen Space puts the code on it', async () => {
  const apply = vi.fn<(code: CodeId) => void>()
  const { ids, onShowExcerpts, list } = await open(['Money'], apply)
  await expect.element(page.getByRole('option')).toBeVisible()
  ;(list.element() as HTMLElement).focus()
  await userEvent.keyboard(' ')
  expect(apply.mock.calls).toEqual([ids])
  expect(onShowExcerpts).not.toHaveBeenCalled()
})

test('a code is carried away by its id', async () => {
  const { ids, taken } = await open(['Money'])
  await userEvent.dragAndDrop(page.getByText('Money'), page.getByRole('button', { name: 'The annotation' }))
  expect(taken.mock.calls).toEqual([ids])
})

test('it folds away, takes a third of the column at most, and says how codes begin', async () => {
  const { list } = await open(Array.from({ length: 80 }, (_, nth) => `Code ${nth}`))
  await expect.element(list).toBeVisible()
  const { height } = page.getByRole('region', { name: 'Codes' }).element().getBoundingClientRect()
  expect(height).toBeLessThanOrEqual(200)
  await page.getByRole('button', { name: 'Codes' }).click()
  await expect.element(list).not.toBeInTheDocument()
})

test('an empty shelf says what to do', async () => {
  await open([])
  await expect.element(page.getByText(/^No codes yet\./)).toBeVisible()
  expect(await violations()).toEqual([])
})
