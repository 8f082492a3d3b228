import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { violations } from '../testing/violations'
import { App } from './App'

// A window of 1280 pixels at 400 per cent.
beforeEach(() => page.viewport(320, 640))

const long = `The port authority ${'and the harbour council '.repeat(20)}did not agree.`

async function start() {
  const fake = createFakeHost([
    { text: `Port fund splits the harbour council after a night of talks\n${long}`, outlet: 'The Courier' },
    { text: 'The tram\nIt opens in May.' },
  ])
  const [port] = fake.sources
  if (port === undefined) throw new Error('two sources were given')
  await fake.tag(port, 'claim', long)
  await fake.tag(port, 'figure', 'a night of talks')
  const { id } = await fake.host.call(
    'brief.create',
    blankBrief('Who pays for the quay, the port and the tram'),
  )
  await fake.host.call('brief.add', { brief: id, annotations: 'all' })
  const screen = await render(<App host={fake.host} />)
  const button = (name: string) => screen.getByRole('button', { name, exact: true })
  return {
    fake,
    screen,
    button,
    tab: (name: string) => screen.getByRole('tab', { name }).click(),
    list: screen.getByRole('listbox', { name: 'Sources' }),
    option: (name: RegExp) => screen.getByRole('option', { name }),
    text: screen.getByRole('textbox', { name: /^Text of/ }),
  }
}

/** What can only be seen by scrolling sideways, or not at all. */
function beyond(): string[] {
  const wide = Array.from(document.querySelectorAll('body *')).filter((element) => {
    const { overflowX, clipPath } = getComputedStyle(element)
    const { left, right, width } = element.getBoundingClientRect()
    const scrolls = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1
    const leaves = width > 2 && clipPath === 'none' && (left < -1 || right > innerWidth + 1)
    return element.checkVisibility() && (scrolls || leaves) && element.closest('svg') === null
  })
  return wide.map(({ tagName, className }) => `${tagName}.${className}`)
}

test('what puts a refusal away stands beside it, and not on a line of its own', async () => {
  const { fake, screen, option } = await start()
  await option(/Port fund/).click()
  fake.refuse('history.undo', new Failure('disk-full', 'The change was not saved because the disk is full.'))
  await userEvent.keyboard('{Control>}z{/Control}')
  const remark = screen.getByText(/the disk is full/)
  const away = screen.getByRole('button', { name: 'Put this message away' })
  await expect.element(away).toBeVisible()
  const [words, button] = [remark, away].map((one) => one.element().getBoundingClientRect())
  if (words === undefined || button === undefined) throw new Error('both are shown')
  expect(button.top).toBeLessThan(words.bottom)
  expect(button.left).toBeGreaterThanOrEqual(words.right)
})

test('in the library a long name of an outlet is not cut', async () => {
  await page.viewport(1280, 800)
  const outlet = 'The Northern Harbour Gazette'
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May.', outlet, published: '2025-02-26' }])
  const screen = await render(<App host={fake.host} />)
  const name = screen.getByTitle(outlet)
  await expect.element(name).toHaveTextContent(outlet)
  expect(name.element().scrollWidth).toBeLessThanOrEqual(name.element().clientWidth)
})

test('every view, pane and dialog fits, and nothing has to be scrolled in two directions', async () => {
  const { screen, button, tab, option, text } = await start()
  await expect.element(option(/Port fund/)).toBeVisible()
  expect(beyond()).toEqual([])
  await button('Filter and sort').click()
  expect(beyond()).toEqual([])
  await option(/Port fund/).click()
  await expect.element(text).toBeVisible()
  expect(beyond()).toEqual([])
  await button('Text').click()
  await expect.element(screen.getByRole('dialog', { name: 'Text' })).toBeVisible()
  expect(beyond()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await button('Inspector').click()
  await expect.element(screen.getByRole('region', { name: 'Inspector' })).toBeVisible()
  expect(beyond()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await tab('Compare')
  await expect.element(screen.getByRole('grid')).toBeVisible()
  expect(screen.getByRole('grid').element().clientWidth).toBeGreaterThan(280)
  expect(beyond()).toEqual([])
  await tab('Brief')
  await expect.element(button('Export Markdown')).toBeVisible()
  expect(beyond()).toEqual([])
  await button('Library').click()
  await expect.element(screen.getByRole('listbox', { name: 'Briefs' })).toBeVisible()
  expect(beyond()).toEqual([])
  await userEvent.keyboard('{Escape}{Control>}k{/Control}')
  await expect.element(screen.getByRole('combobox')).toBeVisible()
  expect(beyond()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await button('? for keys').click()
  await expect.element(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  expect(beyond()).toEqual([])
})

test('with no text open the library is all there is; what is chosen there by pointer takes its place', async () => {
  const { button, list, option, text } = await start()
  await expect.element(list).toBeVisible()
  expect(list.element().clientWidth).toBe(320)
  await expect.element(button('Library')).not.toBeInTheDocument()
  await option(/The tram/).click()
  await expect.element(text).toHaveAccessibleName(/The tram/)
  await expect.element(text).toHaveFocus()
  await expect.element(list).not.toBeInTheDocument()
  await button('Library').click()
  await expect.element(button('Library')).toHaveAttribute('aria-expanded', 'true')
  await option(/Port fund/).click()
  await expect.element(text).toHaveAccessibleName(/Port fund/)
  await expect.element(list).not.toBeInTheDocument()
  await expect.element(text).toHaveFocus()
})

test('by keyboard the library is opened, left by Escape, and led from to the text', async () => {
  const { screen, button, list, option, text } = await start()
  await option(/The tram/).click()
  await expect.element(list).not.toBeInTheDocument()
  button('Library').element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(list).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(list).not.toBeInTheDocument()
  await expect.element(button('Library')).toHaveFocus()
  await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}')
  await expect.element(screen.getByRole('searchbox')).toHaveFocus()
  await userEvent.keyboard('port fund')
  await expect.element(option(/The tram/)).not.toBeInTheDocument()
  list.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(text).toHaveAccessibleName(/Port fund/)
  await expect.element(text).toHaveFocus()
  await button('Library').click()
  await expect.element(list).toBeVisible()
  list.element().focus()
  await userEvent.keyboard('{Enter}') // on the text that is open
  await expect.element(list).not.toBeInTheDocument()
  await expect.element(text).toHaveFocus()
  await button('Library').click()
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await expect.element(list).not.toBeInTheDocument()
})

test.each(['light', 'dark', 'contrast'] as const)(
  'a small window is free of violations: %s',
  async (theme) => {
    const { fake, button, option, text } = await start()
    await fake.host.call('preferences.set', { theme })
    await option(/The tram/).click()
    await expect.element(text).toBeVisible()
    expect(await violations()).toEqual([])
    await button('Library').click()
    expect(await violations()).toEqual([])
  },
)

/** A list looks once more at where it is a moment after it was scrolled. */
async function settled(): Promise<void> {
  await new Promise((done) => {
    setTimeout(done, 250)
  })
}

test('a list that was hidden in its drawer comes back where it was', async () => {
  const fake = createFakeHost(
    Array.from({ length: 60 }, (_, index) => ({ title: `Text ${index + 1}`, text: `Line ${index}` })),
  )
  const screen = await render(<App host={fake.host} />)
  const list = screen.getByRole('listbox', { name: 'Sources' })
  const library = screen.getByRole('button', { name: 'Library', exact: true })
  const top = () => list.element().scrollTop
  /** The title of the first row that can be seen as a whole. */
  const first = () =>
    Array.from(list.element().querySelectorAll('[role=option]')).find(
      (row) => row.getBoundingClientRect().top >= list.element().getBoundingClientRect().top,
    )?.textContent
  await screen.getByRole('option').nth(4).click()
  await expect.element(list).not.toBeInTheDocument()
  await library.click()
  await expect.element(list).toBeVisible()
  await settled()
  expect(top()).toBe(0)
  for (const place of [400, 1500]) {
    list.element().scrollTo({ top: place })
    await expect.poll(first).toBeDefined()
    await settled()
    const before = [top(), first()]
    await userEvent.keyboard('{Escape}')
    await expect.element(list).not.toBeInTheDocument()
    await settled()
    await library.click()
    await expect.element(list).toBeVisible()
    await settled()
    expect([top(), first()]).toEqual(before)
  }
})
