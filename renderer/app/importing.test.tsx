import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { CHUNK_BYTES } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import { LANES } from '../imports/import-queue'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => {
  sessionStorage.clear() // where another test left words that are not saved
  return page.viewport(1440, 900)
})

const text = (name: string, words: string) => new File([words], name, { type: 'text/plain' })

type Dropped = File | { readonly folder: string; readonly holds: readonly Dropped[] }

/** What a browser tells of a file or a folder that is dropped; of a folder it tells so many entries at a time. */
function entryOf(item: Dropped, portion: number): unknown {
  if (item instanceof File)
    return {
      isDirectory: false,
      isFile: true,
      name: item.name,
      file: (give: (file: File) => void) => give(item),
    }
  const entries = item.holds.map((one) => entryOf(one, portion))
  return {
    isDirectory: true,
    isFile: false,
    name: item.folder,
    createReader: () => {
      let at = 0
      return {
        readEntries: (give: (some: unknown[]) => void) => {
          give(entries.slice(at, at + portion))
          at += portion
        },
      }
    },
  }
}

/** Drops on the window what a person dragged there from outside. */
function drop(items: readonly Dropped[], portion = 100) {
  const transfer = {
    types: ['Files'],
    items: items.map((item) => ({
      webkitGetAsEntry: () => entryOf(item, portion),
      getAsFile: () => (item instanceof File ? item : null),
    })),
  }
  for (const type of ['dragenter', 'drop']) {
    const event = new Event(type, { bubbles: true, cancelable: true })
    Object.defineProperty(event, 'dataTransfer', { value: transfer })
    document.body.dispatchEvent(event)
  }
}

function paste(words: string, html = '') {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', words)
  if (html !== '') clipboardData.setData('text/html', html)
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

type Screen = Awaited<ReturnType<typeof render>>

async function start() {
  const fake = createFakeHost()
  const screen = await render(<App host={fake.host} />)
  await expect.element(screen.getByRole('heading', { name: /Read closely/ })).toBeVisible()
  return { fake, screen, report: screen.getByRole('region', { name: 'Import report' }) }
}

test('an empty notebook says what the app is for and names the formats it reads', async () => {
  const { screen } = await start()
  await expect
    .element(screen.getByText(/\.txt \.md \.html \.mhtml \.pdf \.docx \.epub, whole folders and \.zip/))
    .toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
})

test('each file has its own row, and the first that succeeded opens', async () => {
  const { screen, report } = await start()
  await userEvent.upload(page.getByLabelText('Files to import'), [
    text('empty.txt', ' '),
    text('north.txt', 'The north quay\nIt is closed.'),
    text('south.txt', 'The south quay'),
  ])
  await expect.element(report.getByText('2 imported, 1 refused')).toBeVisible()
  await expect.element(report.getByText('“empty.txt” is empty.')).toBeVisible()
  await expect
    .element(report.getByRole('option', { name: 'Imported: north.txt' }))
    .toHaveTextContent(/No outlet, author or date found/)
  await expect.element(screen.getByRole('textbox', { name: 'Text of north' })).toBeVisible()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Import: 2 imported, 1 refused.')
  await report.getByRole('button', { name: 'Done' }).click()
  await expect.element(report).not.toBeInTheDocument()
})

test('a file larger than a chunk crosses in order and arrives whole', async () => {
  const { fake, report } = await start()
  const words = 'The quay is closed. '.repeat(20_000)
  drop([text('long.txt', words)])
  await expect.element(report.getByText('1 imported')).toBeVisible()
  expect(fake.asked('import.chunk').map(({ offset }) => offset)).toEqual([0, CHUNK_BYTES])
  const [source] = await fake.host.call('library.list', {})
  if (source === undefined) throw new Error('one source was imported')
  const { blocks } = await fake.host.call('version.get', { source: source.id, version: 1 })
  expect(blocks[0]?.text).toBe(words)
})

test('the report shows the files of one outcome alone', async () => {
  const { report } = await start()
  drop([text('empty.txt', ' '), text('north.txt', 'The north quay'), text('blank.txt', ' ')])
  await expect.element(report.getByText('1 imported, 2 refused')).toBeVisible()
  const names = () =>
    report
      .getByRole('option')
      .elements()
      .map(({ textContent }) => /[a-z]+\.txt/.exec(textContent ?? '')?.[0])
  const refused = report.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'Refused 2' })
  await refused.click()
  await expect.element(refused).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(names).toEqual(['empty.txt', 'blank.txt'])
  await report.getByRole('button', { name: 'All 3' }).click()
  await expect.poll(names).toEqual(['empty.txt', 'north.txt', 'blank.txt'])
})

test('a refusal before the first byte stands in the row of its file', async () => {
  const { report } = await start()
  drop([text('huge.txt', 'x'.repeat(1_000_001))])
  await expect.element(report.getByText('huge.txt is too large: a text may have 1 MB.')).toBeVisible()
})

test('a dropped folder is read to its depth, however many files it tells of at a time', async () => {
  const { fake, report } = await start()
  const quays = Array.from({ length: 7 }, (_, n) => text(`quay ${n}.txt`, `Quay ${n}`))
  drop([{ folder: 'Notes', holds: [{ folder: 'Quays', holds: quays }, text('north.txt', 'North')] }], 3)
  await expect.element(report.getByText('8 imported', { exact: true })).toBeVisible()
  await expect.element(report.getByRole('option', { name: 'quay 3.txt' })).toHaveTextContent('Notes/Quays')
  const batches = fake.asked('import.begin').map(({ batch }) => batch)
  expect(new Set(batches).size).toBe(1)
  expect(batches[0]).toBeTypeOf('string')
})

test('what a browser saved beside a page is passed over and named, not refused', async () => {
  const { fake, report } = await start()
  const inside = { folder: 'Port_files', holds: [text('ad.js', 'x'), text('quay.png', 'x')] }
  drop([{ folder: 'Saved', holds: [text('Port.html', 'The port'), inside, text('.DS_Store', 'x')] }])
  await expect.element(report.getByText('1 imported, 3 passed over', { exact: true })).toBeVisible()
  await report.getByRole('button', { name: 'Passed over 3' }).click()
  await expect
    .element(report.getByRole('option', { name: 'ad.js' }))
    .toHaveTextContent('Belongs to the saved page “Port”.')
  expect(fake.asked('import.begin')).toHaveLength(1)
})

test('all files of one gesture are one step to undo', async () => {
  const { fake, screen, report } = await start()
  drop([text('north.txt', 'North'), text('south.txt', 'South')])
  await expect.element(report.getByText('2 imported', { exact: true })).toBeVisible()
  await fake.host.call('history.undo', {})
  expect(await fake.host.call('library.list', {})).toEqual([])
  await expect.element(report.getByRole('option', { name: 'Gone: north.txt' })).toBeVisible()
  await expect.element(report.getByText('2 joined or undone', { exact: true })).toBeVisible()
  await expect.element(screen.getByRole('heading', { name: /Read closely/ })).toBeVisible()
  await fake.host.call('history.redo', {})
  await expect.element(report.getByText('2 imported', { exact: true })).toBeVisible()
})

test('the files in an archive have rows behind it, in the same step', async () => {
  const { fake, report } = await start()
  drop([
    text('all.zip', 'a/north.txt: The north quay\nempty.txt: \nsouth.txt: The south quay'),
    text('east.txt', 'East'),
  ])
  await expect.element(report.getByText('4 imported, 1 refused', { exact: true })).toBeVisible()
  const names = report
    .getByRole('option')
    .elements()
    .map(({ textContent }) => textContent)
  expect(names.map((name) => /[a-z]+\.(?:txt|zip)/.exec(name ?? '')?.[0])).toEqual([
    'all.zip',
    'north.txt',
    'south.txt',
    'empty.txt',
    'east.txt',
  ])
  await expect.element(report.getByRole('option', { name: 'north.txt' })).toHaveTextContent('all.zip/a')
  await fake.host.call('history.undo', {})
  expect(await fake.host.call('library.list', {})).toEqual([])
})

test('what says something about texts is read once the texts beside it are there', async () => {
  const { report } = await start()
  drop([
    text('list.ris', 'north\nsouth'),
    text('north.txt', 'The north quay'),
    text('all.zip', 'south.txt: The south quay'),
  ])
  await expect.element(report.getByText('4 imported', { exact: true })).toBeVisible()
  await expect
    .element(report.getByRole('option', { name: 'list.ris' }))
    .toHaveTextContent('2 references: 2 sources found.')
})

test('no more files are on their way at once than a few', async () => {
  const { fake, report } = await start()
  const release = fake.hold('import.chunk')
  drop(Array.from({ length: 30 }, (_, n) => text(`quay ${n}.txt`, `Quay ${n}`)))
  await expect.poll(() => fake.asked('import.begin')).toHaveLength(LANES)
  await expect.element(report.getByText('0 of 30', { exact: true })).toBeVisible()
  release()
  await expect.element(report.getByText('30 imported', { exact: true })).toBeVisible()
})

test('of a thousand files only the rows near the window are drawn, and the library is asked for seldom', async () => {
  const { fake, report } = await start()
  const before = fake.asked('library.list').length
  drop(Array.from({ length: 1000 }, (_, n) => text(`quay ${n}.txt`, `Quay number ${n}`)))
  await expect.element(report.getByText('1,000 imported', { exact: true }), { timeout: 30_000 }).toBeVisible()
  expect(report.getByRole('option').elements().length).toBeLessThan(60)
  // Each file makes two events that concern it.
  expect(fake.asked('library.list').length - before).toBeLessThan(1000)
}, 40_000)

test('cancel stops the file under way and those that wait, and keeps what was imported', async () => {
  const { fake, report } = await start()
  const release = fake.hold('import.chunk')
  drop([text('one.txt', 'One'), text('two.txt', 'Two')])
  await expect.element(report.getByRole('progressbar', { name: 'All files' })).toBeInTheDocument()
  await report.getByRole('button', { name: 'Cancel' }).click()
  release()
  await expect.element(report.getByText('2 cancelled')).toBeVisible()
  expect(fake.asked('import.cancel')).toHaveLength(2)
  expect(fake.asked('import.end')).toEqual([])
})

test('resume goes on with what was cancelled, and retry with what was refused', async () => {
  const { fake, report } = await start()
  const release = fake.hold('import.chunk')
  drop(Array.from({ length: 6 }, (_, n) => text(`quay ${n}.txt`, `Quay ${n}`)))
  await report.getByRole('button', { name: 'Cancel' }).click()
  release()
  await report.getByRole('button', { name: 'Resume 6' }).click()
  await expect.element(report.getByText('6 imported', { exact: true })).toBeVisible()
  fake.refuse('import.begin', new Failure('disk-full', 'The disk is full.'))
  drop([text('west.txt', 'West')])
  await expect.element(report.getByText('The disk is full.')).toBeVisible()
  fake.refuse('import.begin', null)
  await report.getByRole('button', { name: 'Retry 1' }).click()
  await expect.element(report.getByText('7 imported', { exact: true })).toBeVisible()
})

test('a pasted text becomes a file with the title it is given', async () => {
  const { fake, screen } = await start()
  paste('The ferry sails again\nIt sails on Monday.')
  await expect
    .element(screen.getByLabelText('Text', { exact: true }))
    .toHaveValue('The ferry sails again\nIt sails on Monday.')
  await screen.getByLabelText('Title, if you like').fill('Ferry')
  await screen.getByRole('button', { name: 'Import text' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Text of Ferry' })).toBeVisible()
  expect(fake.asked('import.begin')).toMatchObject([{ name: 'Ferry.txt', size: 41 }])
})

test('a text that was typed is kept when the dialog is closed, until it is imported or cancelled', async () => {
  const { screen } = await start()
  const open = () => screen.getByRole('button', { name: /^Paste text/ }).click()
  const field = screen.getByLabelText('Text', { exact: true })
  await open()
  await field.fill('The ferry sails on Tuesday.')
  await screen.getByLabelText('Title, if you like').fill('Ferry')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByText(/The text is kept until it is imported/)).toBeVisible()
  await open()
  await expect.element(field).toHaveValue('The ferry sails on Tuesday.')
  await expect.element(screen.getByLabelText('Title, if you like')).toHaveValue('Ferry')
  await screen.getByRole('button', { name: 'Cancel' }).click()
  await open()
  await expect.element(field).toHaveValue('')
})

test('a text that was typed is kept while other words are pasted, and until the host has taken it', async () => {
  const { fake, screen, report } = await start()
  const field = screen.getByLabelText('Text', { exact: true })
  await screen.getByRole('button', { name: /^Paste text/ }).click()
  await field.fill('The ferry sails on Tuesday.')
  await userEvent.keyboard('{Escape}')
  paste('Other words.')
  await expect.element(field).toHaveValue('Other words.')
  await screen.getByRole('button', { name: 'Cancel' }).click()
  await screen.getByRole('button', { name: /^Paste text/ }).click()
  await expect.element(field).toHaveValue('The ferry sails on Tuesday.')
  fake.refuse('import.begin', new Failure('disk-full', 'The disk is full.'))
  await screen.getByRole('button', { name: 'Import text' }).click()
  await expect.element(report.getByText('The disk is full.')).toBeVisible()
  expect(Object.values(sessionStorage).join('')).toContain('The ferry sails on Tuesday.')
  fake.refuse('import.begin', null)
  await screen.getByRole('button', { name: /^Paste text/ }).click()
  await screen.getByRole('button', { name: 'Import text' }).click()
  await expect.element(report.getByText('1 imported, 1 refused', { exact: true })).toBeVisible()
  await expect.poll(() => Object.values(sessionStorage).join('')).not.toContain('The ferry sails')
})

test('how far an import is stands beside the number as a bar', async () => {
  const { fake, report } = await start()
  fake.hold('import.chunk')
  drop([text('quay.txt', 'Quay'), text('ferry.txt', 'Ferry')])
  const bar = report.getByRole('progressbar', { name: 'All files' })
  await expect.element(bar).toBeVisible()
  const { width, height, right, y } = bar.element().getBoundingClientRect()
  const number = report.getByText('0 of 2', { exact: true }).element().getBoundingClientRect()
  expect([width > 100, height]).toEqual([true, 3])
  expect(right).toBeLessThan(number.x)
  expect(Math.abs(y + height / 2 - (number.y + number.height / 2))).toBeLessThan(1)
})

/** Whether the browser would ask before it leaves the page. */
const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('a browser asks before it leaves an import that is under way', async () => {
  const { fake, report } = await start()
  expect(asks()).toBe(false)
  const release = fake.hold('import.chunk')
  drop([text('quay.txt', 'Quay')])
  await expect.element(report.getByRole('button', { name: 'Cancel' })).toBeVisible()
  expect(asks()).toBe(true)
  release()
  await expect.element(report.getByText('1 imported', { exact: true })).toBeVisible()
  expect(asks()).toBe(false)
})

const rich = '<h2>The ferry</h2><p>It sails <b>again</b>.<script>document.title = "ran"</script></p>'

test('rich text that is pasted goes to the host as it is, and nothing of it runs in the window', async () => {
  const { fake, screen } = await start()
  paste('The ferry\nIt sails again.', rich)
  await expect
    .element(screen.getByLabelText('Text', { exact: true }))
    .toHaveAccessibleDescription(/links and emphasis come with it/)
  await screen.getByRole('button', { name: 'Import text' }).click()
  await expect.element(screen.getByRole('region', { name: 'Import report' })).toBeVisible()
  expect(fake.asked('import.begin')).toMatchObject([{ name: 'Pasted text.html', size: rich.length }])
  const sent = fake.asked('import.chunk').map(({ bytes }) => atob(bytes))
  expect(sent).toEqual([rich])
  expect(document.title).not.toBe('ran')
})

test('rich text that was edited before it is imported comes as plain text', async () => {
  const { fake, screen } = await start()
  paste('The ferry\nIt sails again.', rich)
  await screen.getByLabelText('Text', { exact: true }).fill('The ferry sails.')
  await expect.element(screen.getByText(/comes without its formatting/)).toBeVisible()
  await screen.getByRole('button', { name: 'Import text' }).click()
  await expect.element(screen.getByRole('region', { name: 'Import report' })).toBeVisible()
  expect(fake.asked('import.begin')).toMatchObject([{ name: 'Pasted text.txt', size: 16 }])
})

test('a file that is being read can be cancelled too', async () => {
  const { fake, report } = await start()
  const release = fake.hold('import.end')
  drop([text('page.html', '<p>One</p>')])
  await expect.poll(() => fake.asked('import.end')).toHaveLength(1)
  await report.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => fake.asked('import.cancel')).toHaveLength(1)
  release()
  await expect.element(report.getByText(/cancelled/)).toBeVisible()
})

test('in the desktop app the dialog of the system chooses the files', async () => {
  const fake = createFakeHost([], 'desktop')
  const screen = await render(<App host={fake.host} />)
  await userEvent.keyboard('{Control>}o{/Control}')
  await expect.element(screen.getByText('1 imported', { exact: true })).toBeVisible()
  expect(fake.asked('desktop.importFile')).toMatchObject([{ handle: 'h1' }])
})

test('in the desktop app a folder is chosen by its own key, and what belongs to a page is passed over', async () => {
  const fake = createFakeHost([], 'desktop')
  const screen = await render(<App host={fake.host} />)
  await expect.element(screen.getByRole('button', { name: 'Import folder' })).toBeVisible()
  await userEvent.keyboard('{Alt>}{Shift>}o{/Shift}{/Alt}')
  await expect.element(screen.getByText('1 imported, 1 passed over', { exact: true })).toBeVisible()
  expect(fake.asked('desktop.importFile')).toMatchObject([{ handle: 'h2' }])
})

test('in the browser a folder comes with all the browser tells of it', async () => {
  const { report } = await start()
  const file = text('north.txt', 'The north quay')
  Object.defineProperty(file, 'webkitRelativePath', { value: 'Notes/2025/north.txt' })
  const input = page.getByLabelText('Folder to import').element() as HTMLInputElement // it is labelled so
  expect(input.webkitdirectory).toBe(true)
  Object.defineProperty(input, 'files', { value: [file] })
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await expect.element(report.getByRole('option', { name: 'north.txt' })).toHaveTextContent('Notes/2025')
})

test('an import does not open in place of what is being written, and the remark counts its own files', async () => {
  const fake = createFakeHost([{ text: 'The quay' }])
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The quay/ }).click()
  await userEvent.upload(screen.getByLabelText('Files to import'), [text('one.txt', 'One')])
  await expect.element(screen.getByRole('textbox', { name: 'Text of one' })).toBeVisible()
  await screen.getByRole('option', { name: /The quay/ }).click()
  const release = fake.hold('import.end')
  await userEvent.upload(screen.getByLabelText('Files to import'), [text('two.txt', 'Two')])
  await screen.getByLabelText('Title', { exact: true }).fill('The long quay')
  release()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Import: 1 imported.')
  await expect.element(screen.getByLabelText('Title', { exact: true })).toHaveValue('The long quay')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Text of The long quay' })).toBeVisible()
})

/** What a person may turn to while files are read, and by what it is seen that it is still open. */
const turnings = [
  {
    to: 'another text',
    turn: (screen: Screen) => screen.getByRole('option', { name: /The mole/ }).click(),
    open: (screen: Screen) => screen.getByRole('textbox', { name: 'Text of The mole' }),
  },
  {
    to: 'the text that is open',
    turn: (screen: Screen) => screen.getByRole('textbox', { name: 'Text of The quay' }).click(),
    open: (screen: Screen) => screen.getByRole('textbox', { name: 'Text of The quay' }),
  },
  {
    to: 'another view',
    turn: (screen: Screen) => screen.getByRole('tab', { name: 'Compare' }).click(),
    open: (screen: Screen) => screen.getByRole('tab', { name: 'Compare', selected: true }),
  },
]

test.each(turnings)(
  'who turned to $to while files are read stays there, and is told what came in',
  async ({ turn, open }) => {
    const fake = createFakeHost([{ text: 'The quay' }, { text: 'The mole' }])
    const screen = await render(<App host={fake.host} />)
    await screen.getByRole('option', { name: /The quay/ }).click()
    await expect.element(screen.getByRole('textbox', { name: 'Text of The quay' })).toBeVisible()
    const release = fake.hold('import.end')
    const files = [text('one.txt', 'One'), text('again.txt', 'One')]
    await userEvent.upload(screen.getByLabelText('Files to import'), files)
    await expect.poll(() => fake.asked('import.end')).toHaveLength(2)
    await turn(screen)
    release()
    await expect
      .element(screen.getByRole('status'))
      .toHaveTextContent('Import: 1 imported, 1 here already. 1 to decide.')
    await expect.element(open(screen)).toBeVisible()
    expect(screen.getByRole('region', { name: 'Import review' }).elements()).toEqual([])
  },
)

test('an import that was cancelled opens nothing: the text that is read stays', async () => {
  const fake = createFakeHost([{ text: 'The quay' }])
  const screen = await render(<App host={fake.host} />)
  const report = screen.getByRole('region', { name: 'Import report' })
  await screen.getByRole('option', { name: /The quay/ }).click()
  const releaseFirst = fake.hold('import.end')
  const files = Array.from({ length: 3 * LANES }, (_, n) => text(`mole ${n}.txt`, `Mole ${n}`))
  await userEvent.upload(screen.getByLabelText('Files to import'), files)
  await expect.poll(() => fake.asked('import.end')).toHaveLength(LANES)
  releaseFirst()
  const release = fake.hold('import.end')
  await expect.poll(() => fake.asked('import.end')).toHaveLength(2 * LANES)
  await report.getByRole('button', { name: 'Cancel' }).click()
  // Those under way are waited for, and no others.
  await expect.element(report.getByText('4 of 8', { exact: true })).toBeVisible()
  release()
  await expect.element(report.getByText('4 imported, 8 cancelled', { exact: true })).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Text of The quay' })).toBeVisible()
  await report.getByRole('button', { name: 'Cancelled 8' }).click()
  await expect.poll(() => report.getByRole('option', { name: /^Cancelled: mole/ }).elements()).toHaveLength(8)
  expect(report.getByRole('option').elements()).toHaveLength(8)
})
