import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { violations } from '../testing/violations'
import { App } from './App'

beforeEach(() => page.viewport(1440, 900))

const harbour = [
  'The port fund',
  'Outlet: The Courier',
  'Share',
  'Photo: the north quay at dusk',
  '14.36 The council meets',
  'It opens the quay in May.',
  '15.02 The ferry sails',
  'As we said (see post 14.36), the quay opens. More in the one of noon, see post 12.00.',
  'Follow',
]
const second = ['Second: The tram is late', 'Updated 6 sec ago', 'It was to open in June.']

async function start(given: readonly GivenSource[] = []) {
  const fake = createFakeHost(given)
  const screen = await render(<App host={fake.host} />)
  const review = screen.getByRole('region', { name: 'Import review' })
  const report = screen.getByRole('region', { name: 'Import report' })
  await expect
    .element(
      given.length === 0
        ? screen.getByRole('heading', { name: /Read closely/ })
        : screen.getByRole('listbox'),
    )
    .toBeVisible()
  return {
    fake,
    screen,
    review,
    report,
    button: (name: string | RegExp) => review.getByRole('button', { name }),
    row: (name: string) => report.getByRole('option', { name }),
    bring: (...files: readonly (readonly [string, readonly string[]])[]) =>
      userEvent.upload(
        page.getByLabelText('Files to import'),
        files.map(([name, lines]) => new File([lines.join('\n')], name)),
      ),
    titles: async () => (await fake.host.call('library.list', {})).map(({ title }) => title),
    only: async () => {
      const [summary] = await fake.host.call('library.list', {})
      if (summary === undefined) throw new Error('there is a source')
      return fake.host.call('source.get', { source: summary.id })
    },
  }
}

const undo = () => userEvent.keyboard('{Control>}z{/Control}')
const reviewKey = () => userEvent.keyboard('{Alt>}{Shift>}r{/Shift}{/Alt}')

describe('a second article', () => {
  test('is asked about as soon as it is read, and becomes a source of its own until that is undone', async () => {
    const { review, report, button, row, bring, titles } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await expect
      .element(review.getByRole('heading', { name: 'A second article begins at paragraph 10' }))
      .toBeVisible()
    await expect
      .element(row('To decide: port.txt'))
      .toHaveTextContent('Holds a second article. Split into two?')
    await button('Split into two sources').click()
    await expect.poll(titles).toEqual(['port', 'Second: The tram is late'])
    await expect.poll(() => row('Imported: port.txt').elements()).toHaveLength(2)
    await expect.element(report.getByRole('button', { name: 'Several at once' })).toBeVisible()
    await expect
      .element(review.getByRole('heading', { name: /second article begins/ }))
      .not.toBeInTheDocument()
    await undo()
    await expect.poll(titles).toEqual(['port'])
    await expect.element(row('To decide: port.txt')).toBeVisible()
    await expect.element(row('Gone: port.txt')).toBeVisible()
    await expect.element(review.getByRole('heading', { name: /second article begins/ })).toBeVisible()
  })

  test('is kept as one for good, and then the head of the page has the keys', async () => {
    const { review, button, bring, only } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await button('Keep as one').click()
    await expect
      .element(review.getByRole('heading', { name: /second article begins/ }))
      .not.toBeInTheDocument()
    await expect.poll(() => document.activeElement?.textContent).toBe('port')
    expect((await only()).decisions).toMatchObject([{ rule: 'structure unrelated', verdict: 'rejected' }])
    await button('Read the structure again').click()
    await expect
      .element(review.getByRole('heading', { name: 'Read again: nothing would change' }))
      .toBeVisible()
  })
})

describe('what was read', () => {
  test('names its rule and its words, which lead to their place in the text and back', async () => {
    const { screen, review, button, bring } = await start()
    await bring(['port.txt', harbour])
    await expect.element(screen.getByRole('textbox', { name: 'Text of port' })).toBeVisible()
    await reviewKey()
    await expect.element(review.getByLabelText('Outlet', { exact: true })).toHaveValue('The Courier')
    await expect
      .element(review.getByRole('region', { name: 'Details' }))
      .toHaveTextContent(/byline: paragraph 2/)
    await button('Show in text: “Outlet: The Courier”').click()
    await expect.element(screen.getByRole('textbox', { name: 'Text of port' })).toHaveFocus()
    await expect.poll(() => getSelection()?.toString()).toBe('Outlet: The Courier')
    await reviewKey()
    await expect.element(review).toBeVisible()
    await reviewKey()
    await expect.element(screen.getByRole('region', { name: 'Reader' })).toBeVisible()
  })

  test('is put right in place, and a date is taken as people write it', async () => {
    const { review, button, bring, only } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await review.getByLabelText('Outlet', { exact: true }).fill('The Evening Courier')
    await userEvent.keyboard('{Enter}')
    await button('Fill in').click()
    await review.getByLabelText('Published', { exact: true }).fill('26 February 2025')
    await userEvent.keyboard('{Enter}')
    await expect.element(review.getByLabelText('Published', { exact: true })).toHaveValue('26 February 2025')
    await expect
      .poll(async () => (await only()).details)
      .toMatchObject({ outlet: 'The Evening Courier', published: '2025-02-26' })
    expect((await only()).inferences.map(({ field }) => field)).toEqual(['updated'])
  })

  test('is taken away for good when its field is emptied', async () => {
    const { review, bring, only } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await review.getByLabelText('Outlet', { exact: true }).fill('')
    await userEvent.keyboard('{Enter}')
    await expect
      .poll(async () => (await only()).decisions)
      .toMatchObject([{ rule: 'detail outlet', verdict: 'rejected' }])
    expect((await only()).details.outlet).toBe(null)
  })

  test('keeps words that tell no date as they are written', async () => {
    const { review, bring } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await expect.element(review.getByText('cannot be dated; kept as written')).toBeVisible()
    await expect
      .element(review.getByRole('button', { name: 'Show in text: “Updated 6 sec ago”' }))
      .toBeVisible()
  })
})

describe('a stretch of the text', () => {
  test('that is no frame comes back, one or all, and no rule takes it away again', async () => {
    const { review, button, bring, only } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await button('Frame 2').click()
    await button('Bring back: Frame, “Share”').click()
    await expect.element(button('Frame 1')).toBeVisible()
    await button('Refuse all').click()
    await expect.element(review.getByRole('button', { name: /^Frame/ })).not.toBeInTheDocument()
    expect((await only()).decisions).toHaveLength(2)
    await undo()
    await expect.element(button('Frame 1')).toBeVisible()
  })

  test('that was told wrongly becomes something else, and a post has another time', async () => {
    const { review, button, bring, only } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await button('Captions 1').click()
    await userEvent.selectOptions(review.getByLabelText(/^What it is: Caption/), 'Heading')
    await expect.element(button('Headings 1')).toBeVisible()
    await button('Posts 2').click()
    const time = review.getByLabelText('Time: Post, “14.36 The council meets”')
    await time.fill('14.37')
    await userEvent.keyboard('{Enter}')
    await expect.element(button('Accept: Post, “14.36 The council meets”')).not.toBeInTheDocument()
    const marks = (await only()).structures[0]?.marks ?? []
    expect(marks.find(({ kind }) => kind === 'heading')).toMatchObject({ from: 'b4', origin: 'hand' })
    expect(marks.find(({ kind }) => kind === 'post')).toMatchObject({ time: '14.37', origin: 'hand' })
  })

  test('several are chosen and accepted at once', async () => {
    const { review, button, bring, only } = await start()
    await bring(['port.txt', [...harbour, ...second]])
    await button('Posts 2').click()
    await review.getByRole('checkbox', { name: 'Choose: Post, “15.02 The ferry sails”' }).click()
    await button('Accept 1').click()
    await expect
      .poll(async () => (await only()).structures[0]?.marks.filter(({ origin }) => origin === 'hand'))
      .toMatchObject([{ kind: 'post', time: '15.02' }])
  })

  test('that points to a post says where that is, or that there is none', async () => {
    const { review, button, bring } = await start()
    await bring(['port.txt', [...harbour, 'See post 12.00.', 'Now see post 12.00 again', ...second]])
    await button('References to posts 2').click()
    const list = review.getByRole('list', { name: 'References to posts' })
    await expect.element(list.getByRole('button', { name: '“14.36 The council meets”' })).toBeVisible()
    await expect.element(list.getByText(/no such time in this copy/)).toBeVisible()
  })
})

test('reading again shows what would change, and changes it when told to', async () => {
  const { review, button, only } = await start([{ text: harbour.join('\n'), title: 'The port fund' }])
  await page.getByRole('option', { name: /The port fund/ }).click()
  await expect.element(page.getByRole('textbox', { name: 'Text of The port fund' })).toBeVisible()
  await page.getByRole('button', { name: 'What was read' }).click()
  await button('Read the structure again').click()
  const again = review.getByRole('region', { name: 'Read again' })
  await expect
    .element(again.getByRole('checkbox', { name: /Outlet: not known becomes The Courier/ }))
    .toBeChecked()
  await expect.element(again.getByText(/^2 posts new: “14.36 The council meets”/)).toBeVisible()
  await again.getByRole('button', { name: 'Apply' }).click()
  await expect.element(button('Posts 2')).toBeVisible()
  expect((await only()).details.outlet).toBe('The Courier')
})

describe('a text that shares passages with another', () => {
  const given = [{ text: [...harbour].join('\n'), title: 'The port fund' }]
  const edited = [...harbour.slice(0, -1), 'The fund has been paid in full by now.']

  test('becomes a new version of it', async () => {
    const { review, button, row, bring, titles, only } = await start(given)
    await bring(['port.txt', edited])
    await expect
      .element(review.getByRole('heading', { name: /^This text shares \d\d % of its passages/ }))
      .toBeVisible()
    await expect.element(review.getByText(/imported 1 March 2025/)).toBeVisible()
    await button('New version of it').click()
    await expect.poll(titles).toEqual(['The port fund'])
    expect((await only()).versions).toHaveLength(2)
    await expect.element(review.getByRole('heading', { name: 'The port fund', level: 1 })).toBeVisible()
    await expect.element(row('Gone: port.txt')).toBeVisible()
    await undo()
    await expect.poll(titles).toEqual(['The port fund', 'port'])
  })

  test.each(['button', 'key'])('leads to what is to be decided about its annotations: by %s', async (by) => {
    const { fake, screen, button, bring } = await start(given)
    const [source] = fake.sources
    if (source === undefined) throw new Error('a source is given')
    await fake.tag(source, 'claim', 'Follow')
    await bring(['port.txt', edited])
    await button('New version of it').click()
    await expect.element(button('Decide')).toBeVisible()
    if (by === 'button') await button('Decide').click()
    else await userEvent.keyboard('{Alt>}{Shift>}d{/Shift}{/Alt}')
    const decisions = screen.getByRole('region', { name: 'Decisions' })
    await expect.element(decisions.getByRole('article', { name: /^Claim: Follow/ })).toBeVisible()
    await expect.poll(() => document.activeElement?.textContent).toBe('To decide')
  })

  test('of the same bytes is left out, and the next one to decide follows', async () => {
    const { review, report, button, row, bring, titles } = await start(given)
    await bring(
      ['a.txt', harbour],
      ['b.txt', [...harbour, ...second]],
      ['c.txt', [...harbour.slice(0, -1), 'Paid.', ...second]],
    )
    await expect.element(report.getByRole('button', { name: 'To decide 3' })).toBeVisible()
    await row('a.txt').click()
    await button('Leave it out').click()
    await expect.element(row('Left out: a.txt')).toBeVisible()
    await expect.element(report.getByRole('button', { name: 'To decide 2' })).toBeVisible()
    await expect.poll(() => document.activeElement?.textContent).toBe('In the notebook already')
    await button('Next to decide').click()
    await expect.element(review.getByRole('heading', { name: 'b', level: 1 })).toBeVisible()
    await button('Next to decide').click()
    await expect.element(review.getByRole('heading', { name: 'c', level: 1 })).toBeVisible()
    expect(await titles()).toEqual(['The port fund', 'b', 'c'])
  })

  test('of the same bytes is left out with all others that are here, and a true question is left', async () => {
    const { review, report, button, row, bring, titles } = await start(given)
    await bring(['a.txt', harbour], ['b.txt', harbour], ['c.txt', harbour], ['d.txt', edited])
    await expect.element(report.getByRole('button', { name: 'To decide 4' })).toBeVisible()
    await row('b.txt').click()
    await button('Leave out all 3').click()
    await expect.element(report.getByRole('button', { name: 'To decide 1' })).toBeVisible()
    await expect.poll(() => document.activeElement?.textContent).toBe('In the notebook already')
    await report.getByRole('button', { name: 'Here already 3' }).click()
    for (const name of ['a', 'b', 'c']) await expect.element(row(`Left out: ${name}.txt`)).toBeVisible()
    await expect.element(button('Import it all the same')).toBeVisible()
    await expect.element(button(/Leave/)).not.toBeInTheDocument()
    await button('Next to decide').click()
    await expect.element(review.getByRole('heading', { name: /shares/ })).toBeVisible()
    expect(await titles()).toEqual(['The port fund', 'd'])
  })

  test('goes as a duplicate', async () => {
    const { button, bring, titles } = await start(given)
    await bring(['port.txt', edited])
    await button('Duplicate: remove this one').click()
    await expect.poll(titles).toEqual(['The port fund'])
  })

  test('stays a source of its own, and is not asked about again', async () => {
    const { review, button, row, bring, titles } = await start(given)
    await bring(['port.txt', edited])
    await button('Separate source').click()
    await expect.element(review.getByRole('heading', { name: /shares/ })).not.toBeInTheDocument()
    await expect.element(row('Imported: port.txt')).toBeVisible()
    expect(await titles()).toEqual(['The port fund', 'port'])
  })

  test('of the same bytes is imported all the same when told to', async () => {
    const { fake, report, review, button, row, bring, titles } = await start(given)
    await bring(['port.txt', harbour])
    await expect.element(review.getByRole('heading', { name: 'In the notebook already' })).toBeVisible()
    await expect.element(report.getByText('1 here already', { exact: true })).toBeVisible()
    expect(await titles()).toEqual(['The port fund'])
    await button('Import it all the same').click()
    await expect.poll(titles).toEqual(['The port fund', 'port'])
    expect(fake.asked('import.begin').at(-1)).toMatchObject({ again: true })
    await expect.element(row('port.txt')).toHaveTextContent(/Shares 100 % with “The port fund”/)
  })

  test('of the same bytes within an archive is imported all the same too', async () => {
    const { review, report, button, bring, titles } = await start()
    await bring(['quay.txt', ['The quay is closed']])
    await expect.poll(titles).toEqual(['quay'])
    await bring(['all.zip', ['north.txt: The quay is closed', 'south.txt: The mole is open']])
    await expect.element(report.getByText('3 imported, 1 here already')).toBeVisible()
    await expect.element(review.getByRole('heading', { name: 'In the notebook already' })).toBeVisible()
    await button('Import it all the same').click()
    await expect.poll(async () => (await titles()).toSorted()).toEqual(['north', 'quay', 'south'])
  })
})

test('details of several texts are set at once, as one step to undo', async () => {
  const { fake, report, review, button, bring } = await start()
  await bring(
    ['north.txt', ['The north quay']],
    ['south.txt', ['The south quay']],
    ['west.txt', ['The west quay']],
  )
  await report.getByRole('button', { name: 'Several at once' }).click()
  await review.getByRole('checkbox', { name: 'Choose: west' }).click()
  await review.getByLabelText('Outlet', { exact: true }).fill('The Courier')
  await review.getByLabelText('Published', { exact: true }).fill('26 February 2025')
  await userEvent.selectOptions(review.getByLabelText('Language'), 'Ukrainian')
  await button('Set for 2 texts').click()
  const outlets = async () => (await fake.host.call('library.list', {})).map(({ outlet }) => outlet)
  await expect.poll(outlets).toEqual(['The Courier', 'The Courier', null])
  await expect
    .element(report.getByRole('option', { name: 'north.txt' }))
    .toHaveTextContent(/The Courier. Published 26 Feb/)
  await undo()
  await expect.poll(outlets).toEqual([null, null, null])
})

test('all texts that share passages with others are decided about at once, as one step to undo', async () => {
  const north = ['The north quay', 'It is closed.', 'The port pays.']
  const south = ['The south quay', 'It is open.', 'The town pays.']
  const { report, button, bring, titles } = await start([
    { text: north.join('\n'), title: 'North' },
    { text: south.join('\n'), title: 'South' },
  ])
  await bring(['north.txt', [...north, 'Now it is open.']], ['south.txt', [...south, 'Now it is closed.']])
  await report.getByRole('button', { name: 'Several at once' }).click()
  await button('New versions').click()
  await expect.poll(titles).toEqual(['North', 'South'])
  await undo()
  await expect.poll(async () => (await titles()).toSorted()).toEqual(['North', 'South', 'north', 'south'])
})

test('a bibliography says which texts its records are about, and which it has no text for', async () => {
  const { report, review, bring } = await start([{ text: 'The quay', title: 'The port fund' }])
  await bring(['list.ris', ['The port fund', 'Ferries of the north', 'Tides']])
  await expect
    .element(report.getByRole('option', { name: 'list.ris' }))
    .toHaveTextContent('3 references: 1 source found, 2 not.')
  await report.getByRole('option', { name: 'list.ris' }).click()
  await expect
    .element(review.getByRole('region', { name: 'Not found' }))
    .toHaveTextContent(/Ferries of the north.*Tides/)
  await review.getByRole('button', { name: 'The port fund' }).click()
  await expect.element(review.getByRole('heading', { name: 'The port fund', level: 1 })).toBeVisible()
})

test('annotations of another program that were not found are listed with what they say, to be copied', async () => {
  const { report, review, button, bring } = await start([
    { text: 'The quay opens in May.', title: 'The quay' },
  ])
  await bring(['notes.json', ['opens in May', 'closes in June']])
  await report.getByRole('option', { name: 'notes.json' }).click()
  await expect.element(review.getByText('nearly the same words; look at them in the text')).toBeVisible()
  const lost = review.getByRole('region', { name: 'Not found' })
  await expect.element(lost).toHaveTextContent(/closes in June.*A note on it.*port · example\.org\/page/)
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await button('Copy the list').click()
  expect(written).toHaveBeenCalledWith(
    expect.stringContaining('“closes in June”\nA note on it\nport\nexample.org/page'),
  )
  written.mockRestore()
})

test('a refusal is told in full, and the report is walked by keys', async () => {
  const { report, review, row, bring } = await start()
  await bring(['empty.txt', ['']], ['port.txt', harbour])
  await row('port.txt').click()
  await expect.element(review.getByRole('heading', { name: 'port', level: 1 })).toBeVisible()
  report.getByRole('listbox', { name: 'Files' }).element().focus()
  await userEvent.keyboard('{ArrowUp}{Enter}')
  await expect.element(review.getByText('“empty.txt” is empty.')).toBeVisible()
  await expect.element(report.getByRole('listbox', { name: 'Files' })).toHaveFocus()
})

test.each(['light', 'dark', 'contrast'] as const)(
  'the review is free of violations in the %s theme',
  async (theme) => {
    document.documentElement.lang = 'en'
    const { fake, screen, report, review, button, bring } = await start([
      { text: harbour.join('\n'), title: 'The port fund' },
    ])
    await fake.host.call('preferences.set', { theme })
    await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
    await bring(
      ['port.txt', [...harbour, ...second]],
      ['south.txt', ['The south quay']],
      ['empty.txt', ['']],
      ['list.ris', ['The port fund', 'Tides']],
      ['notes.json', ['The ferry', 'No such words']],
    )
    await expect.element(button('Split into two sources')).toBeVisible()
    for (const name of [/^Posts/, /^Frame/, /^Captions/, /^References/]) await button(name).click()
    await button('Read the structure again').click()
    await expect.element(review.getByRole('region', { name: 'Read again' })).toBeVisible()
    expect(await violations()).toEqual([])
    for (const name of ['empty.txt', 'list.ris', 'notes.json']) {
      await report.getByRole('option', { name }).click()
      expect(await violations()).toEqual([])
    }
    await report.getByRole('button', { name: 'Several at once' }).click()
    expect(await violations()).toEqual([])
    await expect.element(screen.getByRole('checkbox', { name: 'Choose: port' })).toBeVisible()
  },
)

test.each([320, 640])('at %i pixels nothing is cut off and the report leads to the review', async (width) => {
  await page.viewport(width, 700)
  const { screen, review, report, button, bring } = await start()
  await bring(['port.txt', [...harbour, ...second]], ['south.txt', ['The south quay']])
  await expect.element(review).toBeVisible()
  await screen.getByRole('button', { name: 'Library' }).click()
  await report.getByRole('option', { name: 'south.txt' }).click()
  await expect.element(review.getByRole('heading', { name: 'south', level: 1 })).toBeVisible()
  await button('Next to decide').click()
  await expect.element(button('Split into two sources')).toBeInTheDocument()
  await button(/^Posts/).click()
  await button(/^Frame/).click()
  const wide = [...document.querySelectorAll('.review :not(.sr)')].filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline',
  )
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  expect(wide.map(({ className }) => className)).toEqual([])
  await button('Read the text').click()
  await expect.element(screen.getByRole('textbox', { name: 'Text of port' })).toBeVisible()
  await expect.element(review).not.toBeInTheDocument()
})
