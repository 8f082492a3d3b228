import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { selectWords } from '../testing/select-words'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const text = () => page.getByRole('textbox', { name: /^Text of/ })
const caretIn = () => getSelection()?.focusNode?.textContent
const undo = () => userEvent.keyboard('{Control>}z{/Control}')

async function open(given: GivenSource) {
  const fake = createFakeHost([given])
  const [source] = fake.sources
  if (source === undefined) throw new Error('a source is given')
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option').first().click()
  await expect.element(text()).toBeVisible()
  return { fake, source, screen }
}

const inferred = { origin: 'inferred', evidence: null } as const

const twice: GivenSource = {
  text: [
    'The port fund',
    'The port fund pays for the dam.',
    'Its electronic gates cost nearly €40m, the harbour office said.',
    'They open in May.',
    'In other news, the tram is late.',
    'The port fund pays for the dam.',
    'Its electronics gates cost nearly €45m, the harbour office said.',
  ].join('\n'),
  structure: [{ kind: 'repeat', ...inferred, from: 'b6', to: 'b7', of: 'b2', ofTo: 'b4' }],
}

test('a highlight in one copy of a passage is made in the other too, with all that it states', async () => {
  const { fake, source, screen } = await open(twice)
  const made = await fake.tag(source, 'claim', 'The port fund pays for the dam', 'Who says so?')
  await screen
    .getByRole('region', { name: 'Inspector' })
    .getByRole('option', { name: /pays for the dam/ })
    .click()
  const button = page.getByRole('button', { name: 'Mark the other copy' })
  await button.click()
  const listed = () => fake.host.call('annotation.list', { source: source.id, kind: 'claim' })
  await expect.poll(listed).toHaveLength(2)
  const [one, two] = await listed()
  expect(one?.id).toBe(made.id)
  expect(two).toMatchObject({ body: made.body, memo: 'Who says so?', codes: made.codes })
  expect(two?.target.ranges[0]?.position.start).toBe(twice.text.lastIndexOf('The port fund pays'))
  // The button that was pressed leads there now.
  const there = page.getByRole('button', { name: 'Go to the other copy' })
  await expect.element(there).toHaveFocus()
  await there.click()
  await expect.element(page.getByText('The port fund pays for the dam').last()).toBeVisible()
  await expect.element(text()).toHaveFocus()
  await undo()
  await expect.poll(listed).toHaveLength(1)
})

test('a figure that is another one in the other copy is marked without its number, and that is said', async () => {
  const { fake, source, screen } = await open(twice)
  await fake.tag(source, 'figure', 'Its electronic gates cost nearly €40m, the harbour office said')
  await screen
    .getByRole('region', { name: 'Inspector' })
    .getByRole('option', { name: /electronic gates/ })
    .click()
  await expect.element(page.getByRole('button', { name: 'Mark the other copy' })).toBeVisible()
  await userEvent.keyboard('{Alt>}{Shift>}s{/Shift}{/Alt}')
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent(/which says “Its electronics gates cost nearly €45m/)
  const figures = await fake.host.call('annotation.list', { source: source.id, kind: 'figure' })
  expect(figures.at(-1)?.body).toMatchObject({
    asWritten: 'Its electronics gates cost nearly €45m, the harbour office said',
    quantity: null,
  })
})

test('words that the other copy leaves out are not marked there, and that is said', async () => {
  const { fake, source, screen } = await open(twice)
  await fake.tag(source, 'claim', 'They open in May')
  await screen
    .getByRole('region', { name: 'Inspector' })
    .getByRole('option', { name: /They open/ })
    .click()
  await page.getByRole('button', { name: 'Mark the other copy' }).click()
  await expect.element(screen.getByRole('status')).toHaveTextContent('The other copy leaves these words out.')
  expect(fake.asked('annotation.create')).toHaveLength(1)
})

test('words that point to a post lead there by a click and by the key of links', async () => {
  const words = 'see post 14.36'
  const lines = ['14.36 The council meets', ...Array.from({ length: 40 }, (_, n) => `Line ${n} of the day.`)]
  const all = [...lines, `As we said (${words}), the quay opens.`]
  const start = all.join('\n').indexOf(words)
  const last = `b${all.length}` as const
  await open({
    text: all.join('\n'),
    structure: [
      { kind: 'post', ...inferred, from: 'b1', to: last, heading: 'b1', time: '14.36', updated: false },
      {
        kind: 'reference',
        from: last,
        to: last,
        origin: 'inferred',
        evidence: { version: 1, start, end: start + words.length },
        post: 'b1',
      },
    ],
  })
  await page.getByText(words, { exact: true }).click()
  await expect.poll(caretIn).toBe('14.36 The council meets')
  await selectWords('post 14.36')
  await userEvent.keyboard('{ArrowLeft}{Control>}{Enter}{/Control}')
  await expect.poll(caretIn).toBe('14.36 The council meets')
  await expect.element(text()).toHaveFocus()
})

test('a part that became a source of its own leads to it, as long as that is there', async () => {
  const { fake, source, screen } = await open({
    text: ['The port fund', 'It pays.', 'The tram is late', 'It waits.'].join('\n'),
    structure: [{ kind: 'unrelated', ...inferred, from: 'b3', to: 'b4' }],
  })
  const { revision } = await fake.host.call('source.get', { source: source.id })
  const { second } = await fake.host.call('source.split', { source: source.id, revision, at: 'b3' })
  await screen.getByRole('button', { name: 'Open it' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Text of The tram is late' })).toHaveFocus()
  await screen.getByRole('option', { name: /The port fund/ }).click()
  await fake.host.call('source.remove', { source: second })
  await expect
    .poll(() => screen.getByRole('listbox', { name: 'Sources' }).getByRole('option').elements())
    .toHaveLength(1)
  await screen.getByRole('button', { name: 'Open it' }).click()
  await expect.element(screen.getByRole('status')).toHaveTextContent(/it may be in the trash/)
})

test('words that tell no date stand in the head as they are written', async () => {
  const fake = createFakeHost()
  await render(<App host={fake.host} />)
  const file = new File([['The port fund', 'Updated 6 sec ago', 'It pays.'].join('\n')], 'port.txt')
  await userEvent.upload(page.getByLabelText('Files to import'), file)
  await expect.element(text()).toBeVisible()
  const words = document.querySelector('.sheet .by')
  expect(words?.textContent).toContain('Updated 6 sec ago')
  expect(words?.textContent).not.toContain('No date')
})
