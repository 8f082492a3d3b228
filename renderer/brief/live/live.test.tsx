import type { ReactNode } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Annotation } from '../../../shared/model/annotation'
import type { LiveContent, SeenPassage } from '../../../shared/model/brief'
import { anyExcerpt } from '../../../shared/model/excerpts'
import { noCounts, type SourceSummary } from '../../../shared/model/notebook'
import { sampleAnnotation, sampleId, sampleVersion } from '../../../shared/testing/samples'
import { CodebookProvider } from '../../state/codebook'
import { createFakeHost } from '../../state/fake-host'
import { HostContext } from '../../state/host-context'
import { emulateMedia } from '../../testing/emulate-media'
import { CitationView } from './CitationView'
import { ExcerptView } from './ExcerptView'
import { LiveView } from './LiveView'

const sourceId = sampleId('s', 1)
const version = sampleVersion(sourceId, ['The port gets nearly €40m. The mayor wants it.'])
const annotation: Annotation = sampleAnnotation(
  sampleId('a', 1),
  version,
  'claim',
  'The port gets nearly €40m',
)
const attrs: SeenPassage = {
  source: sourceId,
  annotation: annotation.id,
  exact: 'The port gets €40m',
  declined: null,
}
const source: SourceSummary = {
  id: sourceId,
  title: 'The quay',
  outlet: 'The Courier',
  via: null,
  authors: [],
  published: '2025-02-26',
  updated: null,
  kind: 'article',
  status: 'read',
  added: '2025-03-01T10:00:00.000Z',
  counts: { ...noCounts, figure: 4 },
}

async function show(view: ReactNode) {
  const { host } = createFakeHost()
  return render(
    <HostContext value={host}>
      <CodebookProvider>{view}</CodebookProvider>
    </HostContext>,
  )
}

function acts() {
  return { onUseNew: vi.fn(), onKeep: vi.fn(), onOpen: vi.fn(), onRemove: vi.fn() }
}

const passage = { attrs, source, number: 3, selected: false, disabled: false }

test('a stale excerpt shows the old and the new words, says which is which, and lets its author choose', async () => {
  const does = acts()
  const state = { status: 'stale', annotation, words: 'The port gets nearly €40m' } as const
  const screen = await show(<ExcerptView {...passage} {...does} state={state} />)
  await expect
    .element(screen.getByRole('group', { name: 'Claim quoted' }))
    .toHaveTextContent(/The port gets \(put in: nearly \) €40m/)
  await screen.getByRole('button', { name: 'Use new words' }).click()
  await screen.getByRole('button', { name: 'Keep the old words' }).click()
  await screen.getByRole('button', { name: /Open the passage/ }).click()
  expect(does.onUseNew).toHaveBeenCalledOnce()
  expect(does.onKeep).toHaveBeenCalledOnce()
  expect(does.onOpen).toHaveBeenCalledOnce()
})

test('an excerpt whose new words were declined prints the old ones, and says so', async () => {
  const state = { status: 'declined', annotation, words: 'The port gets nearly €40m' } as const
  const screen = await show(<ExcerptView {...passage} {...acts()} state={state} />)
  await expect.element(screen.getByText('The port gets €40m')).toBeVisible()
  await expect.element(screen.getByText('older words kept')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Use new words' })).not.toBeInTheDocument()
})

test('a deleted passage keeps the words last seen and leads nowhere', async () => {
  const screen = await show(<ExcerptView {...passage} {...acts()} state={{ status: 'deleted' }} />)
  await expect.element(screen.getByText('The port gets €40m')).toBeVisible()
  await expect.element(screen.getByText('Deleted since.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /passage/ })).not.toBeInTheDocument()
})

test('a footnote shows its passage to the focus, Enter goes into the note and Escape out of it', async () => {
  const does = acts()
  const screen = await show(
    <p>
      Two origins say so.
      <CitationView {...passage} {...does} state={{ status: 'same', annotation }} />
    </p>,
  )
  const mark = screen.getByRole('button', { name: 'Footnote 3: The port gets €40m' })
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await userEvent.tab()
  const note = screen.getByRole('dialog', { name: 'Footnote' })
  await expect.element(note).toHaveTextContent('The port gets €40m')
  await expect.element(note).toHaveTextContent('The Courier, 26 Feb 2025')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Open the passage' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(does.onOpen).toHaveBeenCalledOnce()
  await userEvent.keyboard('{Escape}')
  await expect.element(note).not.toBeInTheDocument()
  await expect.element(mark).toHaveFocus()
})

const cites = (number: number) => [{ source: sourceId, annotation: sampleId('a', number) }]
const figures: LiveContent = {
  head: [
    { words: 'Who', align: 'start' },
    { words: 'Amount', align: 'end' },
  ],
  rows: [1, 2, 3].map((number) => ({
    key: `row ${number}`,
    cells: [
      { words: `Speaker ${number}`, cites: [] },
      { words: `$${number}0m`, cites: cites(number) },
    ],
  })),
}
const live = {
  attrs: { view: 'figures', filter: anyExcerpt, caption: null, seen: figures, declined: null },
  sources: new Map([[sourceId, source]]),
  numberOf: ({ annotation: id }: { annotation: string }) => Number(id.slice(-1)) + 6,
  selected: false,
  disabled: false,
} as const

function liveActs() {
  return { ...acts(), onChangeFilter: vi.fn(), onCaption: vi.fn() }
}

test('a live table says how much of the notebook it shows, and each mark leads to its passage by the keys', async () => {
  const does = liveActs()
  const screen = await show(<LiveView {...live} {...does} state={{ status: 'same' }} />)
  await expect.element(screen.getByText('3 of 4 figures')).toBeVisible()
  await expect.element(screen.getByRole('columnheader', { name: 'Amount' })).toBeVisible()
  screen
    .getByRole('button', { name: /Footnote 7/ })
    .element()
    .focus()
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}')
  expect(does.onOpen).toHaveBeenCalledExactlyOnceWith(cites(3)[0])
})

test('a live block whose rows changed shows the old and the new words of each', async () => {
  const does = liveActs()
  const [first, second] = figures.rows
  if (first === undefined || second === undefined) throw new Error('there are three')
  const changed = {
    ...second,
    cells: [
      { words: 'Speaker 2', cites: [] },
      { words: '$25m', cites: cites(2) },
    ],
  }
  const now = { ...figures, rows: [first, changed] }
  const screen = await show(<LiveView {...live} {...does} state={{ status: 'stale', content: now }} />)
  const changes = screen.getByRole('list', { name: 'What changed' })
  // Above the rows, so that the choice is in sight however long they are.
  const { bottom } = changes.element().getBoundingClientRect()
  expect(bottom).toBeLessThanOrEqual(screen.getByRole('table').element().getBoundingClientRect().top)
  await expect.element(changes).toHaveTextContent(/Speaker 2 · .*taken out: .*20m.*put in: .*25m/)
  await expect.element(changes).toHaveTextContent('(taken out: Speaker 3 · $30m)')
  await screen.getByRole('button', { name: 'Use the new rows' }).click()
  await screen.getByRole('button', { name: 'Keep the old rows' }).click()
  expect(does.onUseNew).toHaveBeenCalledOnce()
  expect(does.onKeep).toHaveBeenCalledOnce()
})

test('a live block has a filter and a caption of its own', async () => {
  const does = liveActs()
  const filter = { ...anyExcerpt, outlets: ['The Courier'] }
  const screen = await show(
    <LiveView {...live} attrs={{ ...live.attrs, filter }} {...does} state={{ status: 'same' }} />,
  )
  await screen.getByRole('button', { name: 'Options' }).click()
  await screen.getByRole('button', { name: 'Take away: Outlet: The Courier' }).click()
  expect(does.onChangeFilter).toHaveBeenLastCalledWith(anyExcerpt)
  await screen.getByLabelText('Caption').fill('What was promised')
  await userEvent.keyboard('{Enter}')
  expect(does.onCaption).toHaveBeenCalledExactlyOnceWith('What was promised')
})

test('the marks of a cell stay on the line of its last word, however narrow its column is', async () => {
  const all = [1, 2, 3].map((number) => cites(number)[0]).filter((cite) => cite !== undefined)
  const seen: LiveContent = {
    head: [{ words: 'Stance', align: 'start' }],
    rows: [{ key: 'one', cells: [{ words: 'strictly against', cites: all }] }],
  }
  await show(
    <div style={{ width: 60 }}>
      <LiveView {...live} attrs={{ ...live.attrs, seen }} {...liveActs()} state={{ status: 'same' }} />
    </div>,
  )
  const marks = Array.from(document.querySelectorAll('.live td .fn'), (mark) => mark.getBoundingClientRect())
  const words = document.createRange()
  words.selectNodeContents(document.querySelector('.live td > span') ?? document.body)
  const last = Array.from(words.getClientRects()).at(-1)
  expect(marks).toHaveLength(3)
  expect(new Set(marks.map(({ top }) => top)).size).toBe(1)
  expect(marks[0]?.left).toBeGreaterThanOrEqual(last?.right ?? Infinity)
})

test('a table of many columns goes on beyond the page on the screen, and is whole on paper', async () => {
  const heads = ['Actor', ...Array.from({ length: 12 }, (_, at) => `Guarantees${at}`)]
  const seen: LiveContent = {
    head: heads.map((words) => ({ words, align: 'start' })),
    rows: [{ key: 'one', cells: heads.map((words) => ({ words, cites: [] })) }],
  }
  await show(
    <div style={{ width: 544 }}>
      <LiveView
        {...live}
        attrs={{ ...live.attrs, view: 'positions', seen }}
        {...liveActs()}
        state={{ status: 'same' }}
      />
    </div>,
  )
  const table = document.querySelector('.live-table')
  if (table === null) throw new Error('it is drawn')
  expect(table.scrollWidth).toBeGreaterThan(table.clientWidth)
  onTestFinished(() => emulateMedia())
  await emulateMedia({ media: 'print' })
  expect(table.scrollWidth).toBe(table.clientWidth)
})
