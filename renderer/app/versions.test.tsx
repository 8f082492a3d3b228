import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import { createFakeHost } from '../state/fake-host'
import { selectWords } from '../testing/select-words'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(() => {
  sessionStorage.clear()
  return page.viewport(1440, 900)
})

afterEach(() => {
  vi.restoreAllMocks()
})

const before = [
  'The port fund',
  'The harbour office opens the north quay in May, at a cost of about $40m.',
  'The minister said on Monday that the old ferry would sail again before the winter storms begin.',
  'Three boats lay in the basin while the crews waited for the tide to turn.',
  'Nobody asked the fishers of the south bay.',
]
/** The ferry has other words, the fishers are gone, and a paragraph is new. */
const after = [
  'The port fund',
  'The harbour office opens the north quay in May, at a cost of about $40m.',
  'The minister said on Tuesday that the old ferry will sail again before the winter storms begin.',
  'A second fund was set up in the spring for island states.',
  'Three boats lay in the basin while the crews waited for the tide to turn.',
]
const ferry = 'the old ferry would sail again before the winter storms begin'
const fishers = 'Nobody asked the fishers of the south bay'

/** Opens a text with three annotations; with `twice`, its edited copy came as its second version. */
async function start(twice = true) {
  const fake = createFakeHost([{ text: before.join('\n') }, { text: after.join('\n'), title: 'Edited' }])
  const [source, edited] = fake.sources
  if (source === undefined || edited === undefined) throw new Error('two sources are given')
  await fake.tag(source, 'figure', 'about $40m')
  await fake.tag(source, 'claim', ferry)
  await fake.tag(source, 'position', fishers)
  if (twice) await fake.host.call('version.add', { source: source.id, revision: 1, from: edited.id })
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option', { name: /The port fund/ }).click()
  await expect.element(text()).toBeVisible()
  const reader = screen.getByRole('region', { name: 'Reader' })
  const decisions = screen.getByRole('region', { name: 'Decisions' })
  return {
    fake,
    screen,
    reader,
    decisions,
    id: source.id,
    read: async (version: number) => {
      await screen.getByRole('button', { name: /^Version \d of \d$/ }).click()
      await screen
        .getByRole('list', { name: 'Versions' })
        .getByRole('button', { name: new RegExp(`^Version ${version}\\b`) })
        .click()
      await expect.element(screen.getByRole('list', { name: 'Versions' })).not.toBeInTheDocument()
    },
    source: () => fake.host.call('source.get', { source: source.id }),
    /** Where the annotation of this kind stands: its version, its words, and how it came there. */
    stands: async (kind: 'claim' | 'figure' | 'position') => {
      const [one] = await fake.host.call('annotation.list', { source: source.id, kind })
      if (one === undefined) return null
      const words = one.target.ranges.map(({ quote }) => quote.exact).join(' … ')
      return { version: one.target.version, words, settled: one.carried?.settled }
    },
  }
}

const text = () => page.getByRole('textbox', { name: /^Text of/ })
const marks = () => Array.from(document.querySelectorAll('.article mark'), (mark) => mark.textContent)
const undo = () => userEvent.keyboard('{Control>}z{/Control}')
const alt = (letter: string) => userEvent.keyboard(`{Alt>}{Shift>}${letter}{/Shift}{/Alt}`)
const focused = () => document.activeElement

/** Opens the text and begins to decide. */
async function decide() {
  const started = await start()
  await expect
    .element(
      started.reader.getByText('2 annotations stand on words that a newer version changed or left out.'),
    )
    .toBeVisible()
  await alt('d')
  await expect.poll(() => focused()?.textContent).toBe('To decide')
  const of = (kind: string) => started.decisions.getByRole('article', { name: new RegExp(`^${kind}`) })
  return { ...started, of }
}

/** Opens the text and begins to put it right. */
async function correct() {
  const started = await start(false)
  text().element().focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}')
  await alt('c')
  const correcting = started.screen.getByRole('region', { name: 'Correct this copy' })
  await expect.element(correcting.getByRole('textbox', { name: 'Paragraph 1' })).toHaveFocus()
  return {
    ...started,
    correcting,
    paragraph: (number: number) => correcting.getByRole('textbox', { name: `Paragraph ${number}` }),
    edit: async (number: number) => {
      correcting
        .getByRole('button', { name: new RegExp(`^Edit paragraph ${number}:`) })
        .element()
        .focus()
      await userEvent.keyboard('{Enter}')
    },
    lines: async () => {
      const { versions } = await started.source()
      const { blocks } = await started.fake.host.call('version.get', {
        source: started.id,
        version: versions.length,
      })
      return blocks.map((block) => block.text)
    },
  }
}

/** What is cut off at its side. */
const cut = () =>
  [...document.querySelectorAll('main :not(.sr, .sr *)')]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).display !== 'inline')
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
    .map((element) => `${element.tagName}.${element.className}`)
    .filter((name) => !name.includes('article'))

describe('an older version', () => {
  test('is read with its annotations as they stood in it, and leads back to the newest', async () => {
    const { reader, read } = await start()
    await expect.element(text()).toHaveTextContent(/said on Tuesday/)
    await expect
      .poll(marks)
      .toEqual(['about $40m', 'the old ferry will sail again before the winter storms begin'])
    await read(1)
    await expect.element(text()).toHaveTextContent(/said on Monday/)
    await expect.poll(marks).toEqual(['about $40m', ferry, fishers])
    await expect.element(reader.getByText(/This is version 1 of 2/)).toBeVisible()
    await reader.getByRole('button', { name: 'Read the newest' }).click()
    await expect.element(text()).toHaveTextContent(/said on Tuesday/)
    await expect.element(reader.getByText(/This is version/)).not.toBeInTheDocument()
    await expect.element(text()).toHaveFocus()
  })

  test('does not move what stands in the newest by now', async () => {
    const { fake, read, stands } = await start()
    await read(1)
    await expect.poll(marks).toHaveLength(3)
    await page.getByText('about $40m', { exact: true }).first().click()
    await expect.element(page.getByRole('button', { name: 'Source details' })).toBeVisible()
    text().element().focus()
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect(fake.asked('annotation.update')).toEqual([])
    expect(document.querySelector('.grip')).toBeNull()
    expect(await stands('figure')).toMatchObject({ version: 2, words: 'about $40m' })
  })

  test('opens by itself for an orphan that is wanted from elsewhere', async () => {
    await start()
    await alt('e')
    await page
      .getByRole('row', { name: /Nobody asked/ })
      .getByText(/Nobody asked/)
      .first()
      .dblClick()
    await expect.element(text()).toHaveTextContent(/said on Monday/)
    await expect.element(page.getByText(/This is version 1 of 2/)).toBeVisible()
  })

  test('whose number is used again after an undo is the new one', async () => {
    const { fake, id, screen } = await start(false)
    const correct = (words: string, revision: number) =>
      fake.host.call('version.correct', { source: id, revision, edits: [{ block: 'b1', text: words }] })
    const { revision } = await fake.host.call('source.get', { source: id })
    const { source } = await correct('The first correction', revision)
    await expect.element(text()).toHaveTextContent(/The first correction/)
    // All of it before the window has drawn anything of it.
    await fake.host.call('history.undo', {})
    await correct('The second correction', source.revision + 1)
    await expect.element(text()).toHaveTextContent(/The second correction/)
    await expect.element(screen.getByRole('button', { name: 'Version 2 of 2' })).toBeVisible()
  })
})

describe('what changed', () => {
  test('lists the paragraphs that differ, all of them where that is wanted, and shows them in their text', async () => {
    const { screen } = await start()
    await screen.getByRole('button', { name: 'Version 2 of 2' }).click()
    await screen.getByRole('button', { name: 'What changed' }).click()
    const changes = screen.getByRole('region', { name: 'What changed' })
    await expect.poll(() => focused()?.textContent).toBe('What changed')
    await expect.element(changes.getByText('3 paragraphs: 1 changed, 1 left out, 1 new')).toBeVisible()
    await expect.element(changes.getByRole('deletion').first()).toHaveTextContent('Monday')
    await expect.element(changes.getByRole('insertion').first()).toHaveTextContent('Tuesday')
    await changes.getByRole('checkbox', { name: 'Unchanged paragraphs too' }).click()
    await expect.poll(() => changes.getByRole('listitem').elements()).toHaveLength(6)
    await changes
      .getByRole('listitem')
      .filter({ hasText: fishers })
      .getByRole('button', { name: 'Show in text' })
      .click()
    await expect.element(page.getByText(/This is version 1 of 2/)).toBeVisible()
    await expect.poll(() => String(getSelection())).toBe(`${fishers}.`)
    await expect.element(text()).toHaveFocus()
    await alt('u')
    await expect.element(changes).toBeVisible()
    await changes.getByRole('combobox', { name: 'To' }).selectOptions('version 1')
    await expect.element(changes.getByText('No paragraph differs')).toBeVisible()
    await changes.getByRole('button', { name: 'Back to the text' }).click()
    await expect.element(text()).toHaveFocus()
    await alt('u')
    await expect.poll(() => focused()?.textContent).toBe('What changed')
    await userEvent.keyboard('{Escape}')
    await expect.element(text()).toHaveFocus()
  })
})

describe('an annotation that a new version changed', () => {
  test('is told with its words of before and now, and both are shown in their text', async () => {
    const { decisions, of } = await decide()
    await expect.element(of('Claim')).toHaveTextContent(/moved, \d\d %/)
    await expect.element(of('Claim').getByRole('deletion')).toHaveTextContent('would')
    await expect.element(of('Claim').getByRole('insertion')).toHaveTextContent('will')
    await expect.element(of('Position')).toHaveTextContent(/not found/)
    await of('Position')
      .getByRole('button', { name: /^Version 1/ })
      .click()
    await expect.element(text()).toHaveTextContent(/said on Monday/)
    await expect.poll(() => String(getSelection())).toBe(fishers)
    await expect.element(decisions).toBeVisible()
    await of('Claim')
      .getByRole('button', { name: /^Version 2/ })
      .click()
    await expect.element(text()).toHaveTextContent(/said on Tuesday/)
    await expect.element(text()).toHaveFocus()
    await alt('d')
    await expect.element(of('Claim')).toHaveFocus()
  })

  test('stands right, and the next one has the focus; undo asks about it again', async () => {
    const { screen, decisions, of, stands } = await decide()
    const row = screen.getByRole('option', { name: /The port fund/ })
    await expect.element(row).toHaveTextContent(/version 2.*2 to decide/)
    await of('Claim').getByRole('button', { name: 'It stands right' }).click()
    await expect.element(row).toHaveTextContent(/version 2.*1 to decide/)
    await expect.element(of('Claim')).not.toBeInTheDocument()
    await expect.element(of('Position')).toHaveFocus()
    expect(await stands('claim')).toMatchObject({ version: 2, settled: true })
    await undo()
    await expect.element(of('Claim')).toBeVisible()
    expect(await stands('claim')).toMatchObject({ version: 2, settled: false })
    await of('Claim').getByRole('button', { name: 'It stands right' }).click()
    await of('Position').getByRole('button', { name: 'Keep with version 1' }).click()
    await expect.element(decisions.getByText(/Everything is decided/)).toBeVisible()
    await expect.poll(() => focused()?.textContent).toBe('To decide')
  })

  test('is put on what is selected in the newest version', async () => {
    const { of, stands } = await decide()
    await expect.element(of('Position').getByRole('button', { name: 'Put on the selection' })).toBeDisabled()
    await selectWords('the crews waited for the tide')
    await of('Position').getByRole('button', { name: 'Put on the selection' }).click()
    await expect
      .poll(() => stands('position'))
      .toEqual({ version: 2, words: 'the crews waited for the tide', settled: true })
    await expect.poll(marks).toContain('the crews waited for the tide')
    await undo()
    await expect.poll(() => stands('position')).toEqual({ version: 1, words: fishers, settled: false })
  })

  test('is put on a similar place', async () => {
    const { fake, id, source, reader, decisions, stands } = await start(false)
    const edits = [
      { block: 'b5' as const, text: '' },
      {
        block: 'b1' as const,
        text: 'The port fund\nNobody has asked the fishers on the south side.',
      },
    ]
    const { revision } = await source()
    await fake.host.call('version.correct', { source: id, revision, edits })
    await expect.element(reader.getByText(/that a newer version changed or left out/)).toBeVisible()
    await alt('d')
    expect(await stands('position')).toMatchObject({ version: 1, settled: false })
    const position = decisions.getByRole('article', { name: /^Position/ })
    await position.getByRole('button', { name: 'Similar places' }).click()
    const places = position.getByRole('list', { name: 'Similar places' })
    await places.getByRole('button', { name: 'Put here' }).first().click()
    await expect.poll(() => stands('position')).toMatchObject({ version: 2, settled: true })
    expect((await stands('position'))?.words).toBe('Nobody has asked the fishers on the south')
    await undo()
    await expect.element(position).toBeVisible()
  })

  test('is kept with the older version, or deleted, and both are undone', async () => {
    const { of, stands } = await decide()
    await of('Claim').getByRole('button', { name: 'Keep with version 1' }).click()
    await expect.poll(() => stands('claim')).toEqual({ version: 1, words: ferry, settled: true })
    await undo()
    await expect.poll(() => stands('claim')).toMatchObject({ version: 2, settled: false })
    await of('Position').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => stands('position')).toBe(null)
    await undo()
    await expect.poll(() => stands('position')).toMatchObject({ words: fishers, settled: false })
    await expect.element(of('Position')).toBeVisible()
  })

  test('is left for the text by Escape, returned to by its key, and closed by its button', async () => {
    const { decisions, of, screen } = await decide()
    of('Position').getByRole('button', { name: 'Similar places' }).element().focus()
    await userEvent.keyboard('{Escape}')
    await expect.element(text()).toHaveFocus()
    await alt('d')
    await expect.element(of('Position')).toHaveFocus()
    await decisions.getByRole('button', { name: 'Close the decisions' }).click()
    await expect.element(screen.getByRole('region', { name: 'Inspector' })).toBeVisible()
    await expect.element(text()).toHaveFocus()
  })
})

describe('a correction', () => {
  test('is typed, parts paragraphs, takes them out, and is saved as a new version by the keys alone', async () => {
    const { screen, correcting, paragraph, edit, lines, source } = await correct()
    await userEvent.keyboard('{Control>}{End}{/Control} of the north')
    await userEvent.keyboard('{Escape}')
    await expect
      .element(correcting.getByRole('button', { name: /^Edit paragraph 1: The port fund of/ }))
      .toHaveFocus()
    await edit(2)
    await paragraph(2).fill('The harbour office opens the quay.\nIt costs about $40m.')
    await edit(5)
    await userEvent.keyboard('{Control>}a{/Control}{Delete}')
    await expect.element(correcting.getByText('3 paragraphs changed')).toBeVisible()
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(text()).toHaveTextContent(/The port fund of the north/)
    expect(await lines()).toEqual([
      'The port fund of the north',
      'The harbour office opens the quay.',
      'It costs about $40m.',
      before[2],
      before[3],
    ])
    await expect.element(screen.getByRole('status')).toHaveTextContent(/Saved as version 2/)
    await expect.element(text()).toHaveFocus()
    expect((await source()).versions.at(-1)).toMatchObject({ number: 2, corrects: 1 })
    await undo()
    await expect.element(text()).not.toHaveTextContent(/of the north/)
    expect((await source()).versions).toHaveLength(1)
  })

  test('is kept while the view is left, when it is refused, and when the page is loaded again', async () => {
    const { fake, screen, reader, correcting, paragraph } = await correct()
    await paragraph(1).fill('The port funds')
    await userEvent.keyboard('{Escape}{Escape}')
    await expect.element(text()).toHaveFocus()
    await alt('2')
    await alt('1')
    await reader.getByRole('button', { name: 'Go on with them' }).click()
    await expect.element(paragraph(1)).toHaveValue('The port funds')
    fake.refuse('version.correct', new Failure('disk-full', 'The disk is full.'))
    await correcting.getByRole('button', { name: /^Save as version 2/ }).click()
    await expect.element(screen.getByRole('status')).toHaveTextContent('The disk is full.')
    await expect.element(paragraph(1)).toHaveValue('The port funds')
    // Another host is another page: nothing is in memory there.
    const next = createFakeHost([{ text: before.join('\n') }])
    await screen.rerender(<App key="again" host={next.host} />)
    await screen.getByRole('option').first().click()
    await screen.getByRole('button', { name: 'Go on with them' }).click()
    await expect.element(screen.getByRole('textbox', { name: 'Paragraph 1' })).toHaveValue('The port funds')
    await screen.getByRole('button', { name: /^Save as version 2/ }).click()
    await expect.element(text()).toHaveTextContent(/The port funds/)
    expect(sessionStorage).toHaveLength(0)
    await expect.element(screen.getByText(/not saved yet/)).not.toBeInTheDocument()
  })

  test('gives the keys back to the text, though the faces of that are late', async () => {
    vi.spyOn(document.fonts, 'check').mockReturnValue(false)
    vi.spyOn(document.fonts, 'load').mockResolvedValue([])
    // What was there once is remembered, so this text has an alphabet of its own.
    const fake = createFakeHost([{ text: 'Причал відкриють у травні.' }])
    const screen = await render(<App host={fake.host} />)
    await screen.getByRole('option').click()
    await expect.element(text()).toBeVisible()
    await alt('c')
    await expect.element(screen.getByRole('textbox', { name: 'Paragraph 1' })).toHaveFocus()
    await userEvent.keyboard('{Escape}{Escape}')
    await expect.element(text()).toHaveFocus()
  })

  test('is thrown away for one paragraph or all, and brought back', async () => {
    const { correcting, paragraph, edit } = await correct()
    await paragraph(1).fill('The port funds')
    await edit(4)
    await paragraph(4).fill('Four boats lay in the basin.')
    await correcting.getByRole('button', { name: 'As it was paragraph 4' }).click()
    await expect.element(paragraph(4)).toHaveValue(before[3] ?? '')
    await correcting.getByRole('button', { name: 'Bring back paragraph 4' }).click()
    await expect.element(paragraph(4)).toHaveValue('Four boats lay in the basin.')
    await correcting.getByRole('button', { name: 'Discard the changes' }).click()
    await expect.element(correcting.getByText('Nothing is changed yet')).toBeVisible()
    await correcting.getByRole('button', { name: 'Bring the changes back' }).click()
    await expect.element(correcting.getByText('2 paragraphs changed')).toBeVisible()
  })

  test('follows its paragraph into a version that came meanwhile, and is shown where that has none', async () => {
    const { fake, correcting, paragraph, edit, source, id } = await correct()
    await edit(4)
    await paragraph(4).fill('Four boats lay in the basin.')
    await edit(5)
    await paragraph(5).fill('Nobody asked the fishers of the north bay.')
    const { revision } = await source()
    const edits = [
      { block: 'b1' as const, text: 'The port fund\nA line more.' },
      { block: 'b5' as const, text: '' },
    ]
    await fake.host.call('version.correct', { source: id, revision, edits })
    await expect.element(correcting.getByText('1 paragraph changed')).toBeVisible()
    await edit(5)
    await expect.element(paragraph(5)).toHaveValue('Four boats lay in the basin.')
    const left = correcting.getByRole('region', {
      name: /^Typed for 1 paragraph that this version does not have/,
    })
    await expect.element(left).toHaveTextContent('Nobody asked the fishers of the north bay.')
    await left.getByRole('button', { name: 'Take away' }).click()
    await expect.element(left).not.toBeInTheDocument()
  })

  test('begins with the paragraph at the caret', async () => {
    const { correcting, screen } = await correct()
    await correcting.getByRole('button', { name: 'Back to the text' }).click()
    await selectWords('Three boats')
    await alt('c')
    await expect.element(screen.getByRole('textbox', { name: 'Paragraph 4' })).toHaveFocus()
  })
})

const themes = ['light', 'dark', 'contrast'] as const

test.each(themes)(
  'versions, changes, decisions and corrections are free of violations in the %s theme',
  async (theme) => {
    document.documentElement.lang = 'en'
    const { fake, screen, read, decisions } = await start()
    await fake.host.call('preferences.set', { theme })
    await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
    await alt('d')
    await decisions.getByRole('button', { name: 'Similar places' }).first().click()
    expect(await violations()).toEqual([])
    await read(1)
    await screen.getByRole('button', { name: 'Version 1 of 2' }).click()
    expect(await violations()).toEqual([])
    await screen.getByRole('button', { name: 'What changed' }).click()
    await expect.element(screen.getByText(/3 paragraphs/)).toBeVisible()
    expect(await violations()).toEqual([])
    await screen.getByRole('button', { name: 'Back to the text' }).click()
    await alt('c')
    await screen.getByRole('textbox', { name: 'Paragraph 1' }).fill('Put right')
    expect(await violations()).toEqual([])
  },
)

test.each([320, 640])('at %i pixels nothing of it is cut off', async (width) => {
  const { screen, decisions } = await start()
  await page.viewport(width, 700)
  const fits = () => document.documentElement.scrollWidth <= width
  await alt('d')
  await expect.element(decisions).toBeVisible()
  await decisions.getByRole('button', { name: 'Similar places' }).first().click()
  expect([fits(), cut()]).toEqual([true, []])
  await decisions.getByRole('button', { name: /^Version 2/ }).click()
  await expect.poll(() => document.querySelector('.decisions')?.checkVisibility()).toBe(false)
  await expect.element(text()).toHaveFocus()
  expect([fits(), cut()]).toEqual([true, []])
  await screen.getByRole('button', { name: 'Version 2 of 2' }).click()
  expect(fits()).toBe(true)
  await screen.getByRole('button', { name: 'What changed' }).click()
  await expect.element(screen.getByText(/3 paragraphs/)).toBeVisible()
  expect([fits(), cut()]).toEqual([true, []])
  await alt('c')
  await expect.element(screen.getByRole('textbox', { name: 'Paragraph 3' })).toBeVisible()
  expect([fits(), cut()]).toEqual([true, []])
})
