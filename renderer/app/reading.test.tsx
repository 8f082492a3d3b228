import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { selectWords } from '../testing/select-words'
import { App } from './App'

const harbour: GivenSource = {
  text: [
    'Harbour to open in May, the mayor says',
    'The mayor said the harbour will open in May, at a cost of about $40m.',
    '• The port authority opposes the plan.',
    'قال الوزير «نعم» يوم الأحد.',
  ].join('\n'),
  outlet: 'The Courier',
  via: 'Wirefeed',
}

beforeEach(() => page.viewport(1440, 900))

async function open(given: readonly GivenSource[] = [harbour]) {
  const fake = createFakeHost(given)
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option').first().click()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  await expect.element(text).toBeVisible()
  return { fake, screen, text }
}
const marks = () => Array.from(document.querySelectorAll('.article mark'), (mark) => mark.className)
const box = () => document.querySelector('.article mark.figure')
const caret = () => getSelection()?.focusNode?.textContent ?? null

test('opening a source shows its head and its text, and marks it as being read', async () => {
  const { fake, screen, text } = await open()
  await expect.element(screen.getByRole('heading', { name: 'Harbour to open in May' })).toBeVisible()
  await expect.element(screen.getByText('via Wirefeed', { exact: true })).toBeVisible()
  await expect.element(text).toHaveAttribute('aria-readonly', 'true')
  await expect.poll(() => fake.asked('source.update').map(({ status }) => status)).toEqual(['reading'])
})

test('the text has a caret and a selection by keyboard, and nothing that is typed, pasted, cut or dropped changes it', async () => {
  const { text } = await open()
  const before = text.element().textContent
  await text.click()
  await userEvent.keyboard('{Control>}{Home}{/Control}')
  await userEvent.keyboard('{Shift>}{ArrowRight>7/}{/Shift}')
  expect(String(getSelection())).toBe('Harbour')
  await userEvent.keyboard('x{Enter}{Delete}{Backspace}')
  await userEvent.cut()
  for (const type of ['paste', 'drop']) {
    text.element().dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
  }
  // oxlint-disable-next-line typescript/no-deprecated -- the one way to a change that no beforeinput announces
  document.execCommand('insertText', false, 'typed')
  await expect.poll(() => text.element().textContent).toBe(before)
  await userEvent.keyboard('{ArrowDown}')
  expect(caret()).not.toBeNull()
})

test('a change that reaches the page past the editor is taken back', async () => {
  const { text } = await open()
  const before = text.element().textContent
  await text.click()
  const paragraph = text.element().querySelector('p')?.firstChild
  if (!(paragraph instanceof Text)) throw new Error('the first paragraph is a text')
  paragraph.data = 'Somebody else wrote this'
  await expect.poll(() => text.element().textContent).toBe(before)
})

test.each([
  ['1', 'claim'],
  ['f', 'figure'],
  ['p', 'position'],
] as const)('%s tags the selected words as a %s and keeps the focus in the text', async (key, kind) => {
  const { fake, screen, text } = await open()
  await selectWords('the harbour will open in May')
  await userEvent.keyboard(key)
  await expect.poll(marks).toEqual([expect.stringContaining(kind)])
  await expect.poll(marks).toEqual([expect.stringMatching(/\bon\b/)])
  const [asked] = fake.asked('annotation.create')
  expect(asked).toMatchObject({ body: { kind }, version: 1 })
  await expect.element(screen.getByRole('region', { name: 'Inspector' }).getByText('1 of 1')).toBeVisible()
  await expect.element(screen.getByRole('option', { name: /the harbour will open in May/ })).toBeVisible()
  expect(document.activeElement).toBe(text.element())
  expect(getSelection()?.isCollapsed).toBe(true)
})

test('words across paragraphs and from right to left are tagged as they stand', async () => {
  const { fake } = await open()
  await selectWords('about $40m.• The port')
  await userEvent.keyboard('2')
  await selectWords('«نعم»')
  await userEvent.keyboard('1')
  await expect.poll(() => fake.asked('annotation.create').length).toBe(2)
  const all = await fake.host.call('annotation.list', { source: null, kind: null })
  expect(all.map(({ target }) => target.ranges[0]?.quote.exact)).toEqual(['about $40m.\n• The port', '«نعم»'])
})

test('the bar tags by pointer and by Tab, and goes with Escape', async () => {
  const { fake, screen } = await open()
  const bar = screen.getByRole('toolbar', { name: 'Tag the selection' })
  await selectWords('about $40m')
  await screen.getByRole('button', { name: 'Figure' }).click()
  await expect.poll(() => fake.asked('annotation.create').at(-1)?.body.kind).toBe('figure')
  await expect.element(bar).not.toBeInTheDocument()

  await selectWords('opposes the plan')
  await expect.element(bar).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(bar).not.toBeInTheDocument()

  await selectWords('opposes the plan')
  await userEvent.keyboard('{Tab}{Tab}{Tab}{Enter}')
  await expect.poll(() => fake.asked('annotation.create').at(-1)?.body.kind).toBe('position')
})

test('without a selection the status bar says what to do', async () => {
  const { fake, screen, text } = await open()
  await text.click()
  await userEvent.keyboard('{Home}1')
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('Select the words first, then press 1, 2 or 3')
  expect(fake.asked('annotation.create')).toEqual([])
})

test('a highlight is pending until the disk has it', async () => {
  const { fake } = await open()
  const release = fake.hold('annotation.create')
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await expect.poll(marks).toEqual(['hl figure first last pending'])
  release()
  await expect.poll(marks).toEqual(['hl figure first last on'])
})

test('a highlight that is refused goes, and the status bar says why', async () => {
  const { fake, screen } = await open()
  fake.refuse('annotation.create', new Failure('disk-full', 'The disk is full, so nothing was saved.'))
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('The disk is full, so nothing was saved.')
  await expect.poll(marks).toEqual([])
})

test('the chosen annotation is deleted by key, and undo brings it back', async () => {
  const { screen } = await open()
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await expect.poll(marks).toEqual(['hl figure first last on'])
  await userEvent.keyboard('{Delete}')
  await expect.poll(marks).toEqual([])
  await expect.element(screen.getByRole('status')).toHaveTextContent('Deleted the figure “about $40m”')
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(marks).toEqual([expect.stringContaining('figure')])
  await expect.element(screen.getByRole('status')).toHaveTextContent('Undone: delete figure')
})

test('clicking a highlight chooses the narrowest there, clicking again the next; ] and [ walk through all', async () => {
  const { fake, screen } = await open([harbour])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'the harbour will open in May, at a cost of about $40m')
  await fake.tag(source, 'figure', 'about $40m')
  const inspector = screen.getByRole('region', { name: 'Inspector' })
  await expect.poll(box).not.toBeNull()
  await userEvent.click(box() ?? document.body)
  await expect.element(inspector.getByText('2 of 2')).toBeVisible()
  await userEvent.click(box() ?? document.body)
  await expect.element(inspector.getByText('1 of 2')).toBeVisible()
  await userEvent.keyboard(']')
  await expect.element(inspector.getByText('2 of 2')).toBeVisible()
  await userEvent.keyboard('[[')
  await expect.element(inspector.getByText('1 of 2')).toBeVisible()
})

test('a locked notebook says why and offers no change', async () => {
  const fake = createFakeHost([harbour])
  fake.lock('This notebook is open in another window, so it can only be read here.')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option').first().click()
  await expect.element(screen.getByText('so it can only be read here')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Import' })).toBeDisabled()
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await expect.element(screen.getByRole('status')).toHaveTextContent('so it can only be read here')
  expect(fake.asked('annotation.create')).toEqual([])
  expect(fake.asked('source.update')).toEqual([])
})

test('when the host has gone, a banner says so and changes are refused; when it is back, the view asks again', async () => {
  const { fake, screen } = await open()
  fake.become('gone')
  await expect.element(screen.getByText('Sourcebook is not running any more')).toBeVisible()
  const before = fake.asked('library.list').length
  fake.become('open')
  await expect.element(screen.getByText('Sourcebook is not running any more')).not.toBeInTheDocument()
  await expect.poll(() => fake.asked('library.list').length).toBeGreaterThan(before)
})

test('annotations that cannot be read are not none: the inspector says why', async () => {
  const { fake, screen } = await open([harbour, { text: 'The ferry' }])
  const broken = new Failure('damaged', 'The annotations of this source are damaged.')
  fake.refuse('annotation.list', broken)
  await screen.getByRole('option', { name: /The ferry/ }).click()
  const inspector = screen.getByRole('region', { name: 'Inspector' })
  await expect.element(inspector.getByText('The annotations of this source are damaged.')).toBeVisible()
  await expect.element(inspector.getByRole('heading', { name: 'Excerpts' })).not.toBeInTheDocument()
})

test('a view that cannot be brought up to date stays as it was, and the status bar says why', async () => {
  const { fake, screen } = await open()
  fake.refuse('library.list', new Failure('disk-error', 'The disk did not answer.'))
  fake.emit({ kind: 'library' })
  await expect.element(screen.getByRole('status')).toHaveTextContent('The disk did not answer.')
  await expect.element(screen.getByRole('option', { name: /Harbour/ })).toBeVisible()
})

test('an annotation that is made slowly is not chosen when the person has moved on', async () => {
  const { fake, screen } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'the harbour will open in May')
  await expect.poll(marks).toHaveLength(1)
  const excerpts = screen.getByRole('listbox', { name: 'Excerpts' })
  const release = fake.hold('annotation.create')
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await excerpts.getByRole('option', { name: /the harbour/ }).click()
  release()
  await expect.element(excerpts.getByRole('option', { name: /about \$40m/ })).toBeVisible()
  await expect.poll(() => document.querySelector('mark.pending')).toBeNull()
  await expect.element(excerpts.getByRole('option', { selected: true })).toHaveTextContent('the harbour')
})

test('an annotation that is made slowly is not chosen while a memo is being written', async () => {
  const { fake, screen } = await open()
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'the harbour will open in May')
  await expect.poll(marks).toHaveLength(1)
  const memo = screen.getByLabelText('Memo')
  const excerpts = screen.getByRole('listbox', { name: 'Excerpts' })
  await selectWords('about $40m')
  await userEvent.keyboard(']')
  await expect.element(memo).toBeVisible()
  const release = fake.hold('annotation.create')
  await selectWords('opposes the plan')
  await userEvent.keyboard('3')
  await memo.click()
  release()
  await expect.element(excerpts.getByRole('option', { name: /opposes/ })).toBeVisible()
  await expect.element(excerpts.getByRole('option', { selected: true })).toHaveTextContent('the harbour')
  await expect.element(memo).toHaveFocus()
})

test('of two that are made one right after the other the second is chosen', async () => {
  const { fake, screen } = await open()
  const chosen = screen.getByRole('listbox', { name: 'Excerpts' }).getByRole('option', { selected: true })
  const first = fake.hold('annotation.create')
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  const second = fake.hold('annotation.create')
  await selectWords('opposes the plan')
  await userEvent.keyboard('3')
  first()
  await expect.element(chosen).toHaveTextContent('about $40m')
  second()
  await expect.element(chosen).toHaveTextContent('opposes the plan')
})

test('a press of the pointer leaves nothing listening behind', async () => {
  const { text } = await open()
  const listen = vi.spyOn(window, 'addEventListener')
  await text.click()
  const ends = listen.mock.calls.filter(([type]) => type === 'dragend').map(([, , options]) => options)
  expect(ends).toHaveLength(1)
  expect(ends).toMatchObject([{ signal: { aborted: true } }])
  listen.mockRestore()
})

test('a source of which neither author nor date is known says so', async () => {
  await open()
  expect(document.querySelector('.head .by')?.textContent).toBe('No datearticle')
})

const long: GivenSource = {
  text: Array.from(
    { length: 120 },
    (_, n) => `Paragraph ${n}. ${'The quay stays closed to boats. '.repeat(6)}`,
  ).join('\n'),
}
const pane = () => {
  const found = document.querySelector('.sheet')?.parentElement
  if (found === null || found === undefined) throw new Error('no text is open')
  return found
}
const inWindow = (words: string) => {
  const block = Array.from(document.querySelectorAll('[data-block]')).find(({ textContent }) =>
    textContent.startsWith(words),
  )
  const window = pane().getBoundingClientRect()
  const rect = block?.getBoundingClientRect()
  return rect !== undefined && rect.bottom > window.top && rect.top < window.bottom
}

test('a text is opened where it was left, or where it is wished to be', async () => {
  const fake = createFakeHost([long])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const start = long.text.indexOf('Paragraph 60.')
  await fake.host.call('source.keepPlace', { source: source.id, version: 1, offset: start })
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option').first().click()
  await expect.poll(() => inWindow('Paragraph 60.')).toBe(true)
  expect(inWindow('Paragraph 0.')).toBe(false)
  expect(fake.asked('source.keepPlace')).toHaveLength(1)
})

test('how far one reads is kept once it was scrolled by hand: at rest, and when another text is opened', async () => {
  const { fake, screen } = await open([long, harbour])
  const kept = () => fake.asked('source.keepPlace').map(({ offset }) => offset)
  pane().scrollTop = 1500
  await screen.getByRole('option', { name: /Harbour/ }).click()
  await expect.element(screen.getByRole('heading', { name: 'Harbour to open in May' })).toBeVisible()
  expect(kept()).toEqual([])

  await screen.getByRole('option').first().click()
  await expect.poll(() => inWindow('Paragraph 0.')).toBe(true)
  pane().dispatchEvent(new WheelEvent('wheel', { deltaY: 1500, bubbles: true }))
  pane().scrollTop = 1500
  await expect.poll(kept, { timeout: 4000 }).toEqual([expect.any(Number)])
  pane().scrollTop = 3000
  await new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })
  await screen.getByRole('option', { name: /Harbour/ }).click()
  await expect.poll(() => kept().length).toBe(2)
  const [first = 0, second = 0] = kept()
  expect(second).toBeGreaterThan(first)
  expect(first).toBeGreaterThan(0)
})
