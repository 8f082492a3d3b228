import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { CHUNK_BYTES } from '../../shared/contract/calls'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const text = (name: string, words: string) => new File([words], name, { type: 'text/plain' })

/** Drops on the window what a person dragged there from outside. */
function drop(items: readonly (File | { readonly folder: string })[]) {
  const transfer = {
    types: ['Files'],
    items: items.map((item) =>
      item instanceof File
        ? { webkitGetAsEntry: () => ({ isDirectory: false, name: item.name }), getAsFile: () => item }
        : { webkitGetAsEntry: () => ({ isDirectory: true, name: item.folder }), getAsFile: () => null },
    ),
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

async function start() {
  const fake = createFakeHost()
  const screen = await render(<App host={fake.host} />)
  await expect.element(screen.getByRole('heading', { name: /Read closely/ })).toBeVisible()
  return { fake, screen, report: screen.getByRole('region', { name: 'Import report' }) }
}

test('an empty notebook says what the app is for and names the formats it reads', async () => {
  const { screen } = await start()
  await expect.element(screen.getByText('Plain text, Markdown and web pages: .txt, .md, .html')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Choose files' })).toBeVisible()
})

test('files are imported one after the other, each with its own row, and the first that succeeded opens', async () => {
  const { screen, report } = await start()
  await userEvent.upload(page.getByLabelText('Files to import'), [
    text('empty.txt', ' '),
    text('north.txt', 'The north quay\nIt is closed.'),
    text('south.txt', 'The south quay'),
  ])
  await expect.element(report.getByText('2 imported, 1 refused')).toBeVisible()
  await expect.element(report.getByText('“empty.txt” is empty.')).toBeVisible()
  await expect.element(report.getByText('Imported: 28 characters.')).toBeVisible()
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

test('a refusal before the first byte stands in the row of its file', async () => {
  const { report } = await start()
  drop([text('huge.txt', 'x'.repeat(1_000_001))])
  await expect.element(report.getByText('huge.txt is too large: a text may have 1 MB.')).toBeVisible()
})

test('a dropped folder is refused in words and the file beside it is imported', async () => {
  const { report } = await start()
  drop([{ folder: 'Notes' }, text('north.txt', 'The north quay')])
  await expect.element(report.getByText('Notes is a folder: drop the files in it.')).toBeVisible()
  await expect.element(report.getByText('1 imported, 1 refused')).toBeVisible()
})

test('cancel stops the file under way and those that wait, and keeps what was imported', async () => {
  const { fake, report } = await start()
  const release = fake.hold('import.chunk')
  drop([text('one.txt', 'One'), text('two.txt', 'Two')])
  await expect.element(report.getByRole('progressbar', { name: 'one.txt' })).toBeInTheDocument()
  await report.getByRole('button', { name: 'Cancel' }).click()
  release()
  await expect.element(report.getByText('2 cancelled')).toBeVisible()
  expect(fake.asked('import.cancel')).toHaveLength(1)
  expect(fake.asked('import.end')).toEqual([])
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
  expect(fake.asked('import.begin')).toEqual([{ name: 'Ferry.txt', size: 41 }])
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
  expect(fake.asked('import.begin')).toEqual([{ name: 'Pasted text.html', size: rich.length }])
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
  expect(fake.asked('import.begin')).toEqual([{ name: 'Pasted text.txt', size: 16 }])
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
  expect(fake.asked('desktop.importFile')).toEqual([{ handle: 'h1' }])
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
