import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { BriefDocument } from '../../shared/model/brief'
import { ANNOTATION_DRAG } from '../brief/editor/editor-props'
import { createFakeHost } from '../state/fake-host'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const line = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })
const heading = (text: string) => ({
  type: 'heading' as const,
  attrs: { level: 2, section: null },
  content: [{ type: 'text' as const, text }],
})

async function open(content: BriefDocument['content'], kind: 'browser' | 'desktop' = 'browser') {
  const words = 'The quay\nIt opens in May, at a cost of about $40m. The port opposes it.'
  const fake = createFakeHost([{ text: words, outlet: 'The Courier', published: '2025-02-26' }], kind)
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const claim = await fake.tag(source, 'claim', 'It opens in May')
  await fake.tag(source, 'figure', 'about $40m')
  await fake.tag(source, 'position', 'The port opposes it')
  await fake.host.call('codebook.add', { kind: 'actor', name: 'Opening committee' })
  const brief = await fake.host.call('brief.create', blankBrief('Costs'))
  await fake.host.call('brief.save', { brief: brief.id, revision: 1, document: { type: 'doc', content } })
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await expect.element(screen.getByLabelText('Title of the brief')).toHaveValue('Costs')
  const saved = async () => (await fake.host.call('brief.get', { brief: brief.id })).document.content
  const text = screen.getByRole('textbox', { name: 'Text of the brief' })
  return { fake, screen, brief, claim, saved, text }
}

/** The files that the page gives to the browser from now on. */
function downloads() {
  const files: { name: string; bytes: Promise<Uint8Array> }[] = []
  const blobs = new Map<string, Blob>()
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = `blob:${blobs.size}`
    if (blob instanceof Blob) blobs.set(url, blob)
    return url
  })
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    const blob = blobs.get(this.href)
    if (blob !== undefined)
      files.push({ name: this.download, bytes: blob.arrayBuffer().then((buffer) => new Uint8Array(buffer)) })
  })
  onTestFinished(() => {
    create.mockRestore()
    click.mockRestore()
  })
  return files
}

test.each([1440, 1280, 800, 320])(
  'in a window of %i pixels the text stands still when the first excerpt is saved',
  async (width) => {
    await page.viewport(width, 900)
    const { fake, screen, brief, claim, text } = await open([line('It opens soon.')])
    await expect.element(screen.getByText(/^No excerpts yet/)).toBeVisible()
    const { top } = text.element().getBoundingClientRect()
    await fake.host.call('brief.add', { brief: brief.id, annotations: [claim.id] })
    await expect.element(screen.getByText('Brief on one source, 26 February 2025')).toBeVisible()
    expect(text.element().getBoundingClientRect().top).toBe(top)
  },
)

test('the outline counts what stands under each heading and leads there; the one with the caret is marked', async () => {
  const { screen } = await open([
    heading('Costs so far'),
    line('None.'),
    heading('Who pays'),
    line('Nobody.'),
  ])
  const outline = screen.getByRole('listbox', { name: 'Outline of the brief' })
  await outline.getByRole('option', { name: /Who pays/ }).click()
  await userEvent.keyboard('{ArrowDown}{Home}First: ')
  await expect.element(screen.getByText('First: Nobody.')).toBeVisible()
  await expect
    .element(outline.getByRole('option', { name: /Who pays/ }))
    .toHaveAttribute('aria-selected', 'true')
})

test('evidence goes to the caret by the keys, as a quotation or as the mark of a footnote', async () => {
  const { screen, claim, saved, text } = await open([line('It opens soon.'), line('Later.')])
  await text.getByText('It opens soon.').click()
  await userEvent.keyboard('{End}')
  await userEvent.keyboard('{Alt>}{Shift>}i{/Shift}{/Alt}')
  const filter = screen.getByRole('searchbox', { name: /Filter the evidence/ })
  await expect.element(filter).toHaveFocus()
  await userEvent.keyboard('May')
  await expect.element(screen.getByRole('button', { name: /^Add figure/ })).not.toBeInTheDocument()
  const add = screen.getByRole('button', { name: 'Add claim: It opens in May' })
  add.element().focus()
  await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
  await expect.poll(async () => JSON.stringify((await saved())[0])).toContain('citation')
  add.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(async () => (await saved()).map(({ type }) => type))
    .toEqual(['paragraph', 'excerpt', 'paragraph'])
  await expect.element(screen.getByText('1 of 3 used')).toBeVisible()
  const [, excerpt] = await saved()
  expect(excerpt).toMatchObject({ attrs: { annotation: claim.id, exact: 'It opens in May' } })
})

test('arrows go from card to card, and the list is one stop for the Tab key', async () => {
  const { screen } = await open([line('Later.')])
  const add = (name: string) => screen.getByRole('button', { name: `Add ${name}` })
  await expect.element(add('claim: It opens in May')).toBeInTheDocument()
  add('claim: It opens in May').element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(add('figure: about $40m')).toHaveFocus()
  await userEvent.keyboard('{End}')
  await expect.element(add('position: The port opposes it')).toHaveFocus()
  expect(document.querySelectorAll('.tray [tabindex="0"]').length).toBe(2)
})

test('an excerpt can be dragged by what names it, and a name that is typed filters by its entry', async () => {
  const { screen, claim } = await open([line('Later.')])
  const card = screen.getByRole('button', { name: 'Add claim: It opens in May' }).element().closest('.tray')
  const dataTransfer = new DataTransfer()
  card?.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }))
  expect(JSON.parse(dataTransfer.getData(ANNOTATION_DRAG))).toEqual({
    annotation: claim.id,
    source: claim.target.source,
  })
  await screen.getByRole('searchbox', { name: /Filter the evidence/ }).fill('opening c')
  await screen.getByRole('button', { name: 'Actor: Opening committee' }).click()
  await expect.element(screen.getByText('No excerpt fits the filter.')).toBeVisible()
  await screen.getByRole('button', { name: 'Take away: Actor: Opening committee' }).click()
  await expect.element(screen.getByRole('button', { name: 'Add claim: It opens in May' })).toBeInTheDocument()
})

const unsourced = [line('The mayor signed on Monday, and nobody else did.'), line('So it stands.')]

test('a check leads to its words, by a press and from one to the next by a key', async () => {
  const { screen } = await open(unsourced)
  const checks = screen.getByRole('listbox', { name: 'Checks' })
  await expect.element(checks.getByText('Sentence without a source').first()).toBeVisible()
  const underlined = [...(CSS.highlights.get('brief-check') ?? [])].map(String)
  expect(underlined).toEqual(['The mayor signed on Monday, and nobody else did.', 'So it stands.'])
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{F8}')
  await expect.poll(() => getSelection()?.toString()).toBe('The mayor signed on Monday, and nobody else did.')
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent(/Check 1 of 2: Sentence without a source/)
  // Within the text, too.
  await userEvent.keyboard('{F8}')
  await expect.poll(() => getSelection()?.toString()).toBe('So it stands.')
  await checks.getByRole('option').first().click()
  await expect.poll(() => getSelection()?.toString()).toBe('The mayor signed on Monday, and nobody else did.')
})

test('what would mislead a reader is listed before it leaves, and only once', async () => {
  const { screen } = await open(unsourced)
  const files = downloads()
  await screen.getByRole('button', { name: 'Export Markdown' }).click()
  const dialog = screen.getByRole('dialog', { name: '2 checks before it leaves' })
  await expect.element(dialog.getByText(/The mayor signed on Monday/)).toBeVisible()
  expect(await violations()).toEqual([])
  await dialog.getByRole('button', { name: 'Back to the brief' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(files).toEqual([])
  await screen.getByRole('button', { name: 'Export Markdown' }).click()
  await dialog.getByRole('button', { name: 'Export anyway' }).click()
  await expect.element(screen.getByRole('status')).toHaveTextContent('Exported brief.md, with 0 footnotes.')
  await screen.getByRole('button', { name: 'Export Markdown' }).click()
  await expect.poll(() => files.map(({ name }) => name)).toEqual(['brief.md', 'brief.md'])
})

test('what was typed a moment ago is in the export', async () => {
  const { screen, text } = await open([heading('Costs')])
  const files = downloads()
  await text.getByRole('heading').click()
  await userEvent.keyboard('{End} of the quay{Control>}e{/Control}')
  await expect.poll(() => files.length).toBe(1)
  expect(strFromU8((await files[0]?.bytes) ?? new Uint8Array())).toContain('## Costs of the quay')
  await expect.element(screen.getByRole('status')).toHaveTextContent(/Exported/)
})

test('a form of several files comes as one archive, from the menu and from the palette', async () => {
  const { screen } = await open([heading('Costs')])
  const files = downloads()
  await screen.getByRole('button', { name: 'More forms' }).click()
  expect(await violations()).toEqual([])
  await screen.getByRole('button', { name: /^Pandoc Markdown/ }).click()
  await expect.poll(() => files.map(({ name }) => name)).toEqual(['brief.md.zip'])
  expect(Object.keys(unzipSync((await files[0]?.bytes) ?? new Uint8Array()))).toEqual([
    'brief.md',
    'brief.bib',
  ])
  await userEvent.keyboard('{Control>}k{/Control}as pandoc{Enter}')
  await expect.poll(() => files.length).toBe(2)
})

test('an earlier export keeps what was typed into it, and what changed on both sides is chosen', async () => {
  const { fake, screen, brief } = await open([heading('Costs'), heading('Payers')])
  const files = downloads()
  const { files: exported } = await fake.host.call('brief.export', {
    brief: brief.id,
    format: 'markdown',
    over: null,
    choices: [],
  })
  const mine = (exported[0]?.data ?? '').replace('## Costs\n', '## Costs by hand\n\nTyped by me.\n')
  const { revision } = await fake.host.call('brief.get', { brief: brief.id })
  await fake.host.call('brief.save', {
    brief: brief.id,
    revision,
    document: { type: 'doc', content: [heading('Costs today'), heading('Payers'), ...unsourced] },
  })
  await userEvent.upload(page.getByLabelText('The earlier export to update'), new File([mine], 'mine.md'))
  await screen.getByRole('button', { name: 'Export anyway' }).click()
  const dialog = screen.getByRole('dialog', { name: 'The file and the brief both changed here' })
  await expect.element(dialog.getByText('1 of 1 in mine.md')).toBeVisible()
  await expect.element(dialog.getByRole('region', { name: 'In the file' })).toHaveTextContent('Costs by hand')
  expect(await violations()).toEqual([])
  await dialog.getByRole('button', { name: 'Take the brief’s words' }).click()
  await expect.poll(() => files.map(({ name }) => name)).toEqual(['mine.md'])
  const merged = strFromU8((await files[0]?.bytes) ?? new Uint8Array())
  expect(merged).toContain('## Costs today')
  expect(merged).toContain('Typed by me.')
})

test('on the desktop a brief is saved over an earlier export, and what was typed into that stays', async () => {
  const { fake, screen, brief } = await open([heading('Costs')], 'desktop')
  const { files } = await fake.host.call('brief.export', {
    brief: brief.id,
    format: 'markdown',
    over: null,
    choices: [],
  })
  const there = (files[0]?.data ?? '').replace('## Costs\n', '## Costs\n\nTyped by me.\n')
  fake.keepFile('brief.md', there)
  await screen.getByRole('button', { name: 'Export Markdown' }).click()
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('What was typed into it in 1 place was kept.')
  expect(fake.asked('desktop.writeExport').at(-1)?.files[0]?.data).toContain('Typed by me.')
})

test('a brief is drafted from a template, from all annotations or from those that fit', async () => {
  const { fake, screen } = await open([line('Later.')])
  await screen.getByRole('button', { name: 'From a template…' }).click()
  const dialog = screen.getByRole('dialog', { name: 'New brief from a template' })
  await dialog.getByRole('radio', { name: /Fact check/ }).click()
  await dialog.getByRole('button', { name: 'From all annotations' }).click()
  await dialog.getByRole('button', { name: 'Claims' }).click()
  expect(await violations()).toEqual([])
  await dialog.getByRole('button', { name: 'Draft the brief' }).click()
  await expect.element(screen.getByLabelText('Title of the brief')).toHaveValue('Fact check')
  expect(fake.asked('brief.create').at(-1)).toMatchObject({
    template: 'fact-check',
    filter: { kinds: ['claim'] },
  })
})

test('checks and Markdown can be put away, and come back', async () => {
  const { screen } = await open([line('Later.')])
  const preview = screen.getByRole('region', { name: 'Markdown preview' })
  await expect.element(preview).toBeVisible()
  await userEvent.keyboard('{Alt>}{Shift>}p{/Shift}{/Alt}')
  await expect.element(preview).not.toBeInTheDocument()
  await userEvent.keyboard('{Alt>}{Shift>}k{/Shift}{/Alt}')
  await expect.element(screen.getByRole('region', { name: 'Inspector' })).not.toBeInTheDocument()
  await userEvent.keyboard('{Alt>}{Shift>}p{/Shift}{/Alt}')
  await expect.element(preview).toBeVisible()
})

test('panes that were hidden beside a brief stay hidden in the next window', async () => {
  const { fake, screen } = await open([line('Later.')])
  const checks = screen.getByRole('region', { name: 'Checks' })
  await expect.element(checks).toBeVisible()
  await userEvent.keyboard('{Alt>}{Shift>}k{/Shift}{/Alt}')
  await expect.element(checks).not.toBeInTheDocument()
  await expect
    .poll(() => fake.host.call('preferences.get', {}))
    .toMatchObject({ briefChecks: false, briefMarkdown: true })
})
