import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { AnnotationBody, AnnotationKind, Hop, Quantity } from '../../shared/model/annotation'
import type { EntryKind } from '../../shared/model/codebook'
import type { ActorId, IssueId, MeasureId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import { createFakeHost } from '../state/fake-host'
import { violations } from '../testing/violations'
import { App } from './App'

type Fake = ReturnType<typeof createFakeHost>

beforeEach(() => page.viewport(1440, 900))

const courier = {
  outlet: 'The Courier',
  published: '2025-03-04',
  text: 'Port fund\nThe state puts nearly €40 million into the fund.\nThe guild says about €65 million are needed.\nThe mayor asks for guards, the minister is against guards.\nThe annex no longer speaks of fees.',
}
const gazette = {
  outlet: 'The Gazette',
  published: '2025-03-03',
  text: 'Harbour row\nThe sum was named as $40 million.\nNobody wants guards but the mayor.\nThe fees are gone, says someone in the town.',
}

async function add(fake: Fake, kind: EntryKind, name: string): Promise<string> {
  return (await fake.host.call('codebook.add', { kind, name })).id
}

/** Tags the words and fills in what they state. */
async function tag<Kind extends AnnotationKind>(
  fake: Fake,
  source: Source,
  kind: Kind,
  words: string,
  given: Partial<Extract<AnnotationBody, { kind: Kind }>>,
): Promise<void> {
  const { id, revision, body } = await fake.tag(source, kind, words)
  // The fields that are given are those of the kind of the body.
  const filled = { ...body, ...given } as AnnotationBody
  await fake.host.call('annotation.update', { source: source.id, annotation: id, revision, body: filled })
}

const about = (value: number, unit = 'EUR'): Quantity => ({
  value,
  upper: null,
  unit,
  bound: 'about',
  approximate: true,
})
const speaker = (asWritten: string, anonymous = false): Hop => ({
  role: 'speaker',
  actor: null,
  asWritten,
  anonymous,
})

/** A notebook in which two texts quarrel over a fund and over guards. */
async function quarrel() {
  const fake = createFakeHost([courier, gazette])
  const [one, two] = fake.sources
  if (one === undefined || two === undefined) throw new Error('two sources were given')
  // Each was added as an entry of its kind.
  const fund = (await add(fake, 'measure', 'Harbour fund')) as MeasureId
  const guards = (await add(fake, 'issue', 'Guards on the quay')) as IssueId
  const fees = (await add(fake, 'issue', 'Fees are dropped')) as IssueId
  const mayor = (await add(fake, 'actor', 'Ines Okafor')) as ActorId
  const minister = (await add(fake, 'actor', 'Carla Ndiaye')) as ActorId
  await tag(fake, one, 'figure', 'nearly €40 million', {
    measure: fund,
    quantity: about(4e7),
    asOf: '2025-03',
  })
  await tag(fake, one, 'figure', 'about €65 million', {
    measure: fund,
    quantity: about(6.5e7),
    attribution: [speaker('the guild')],
  })
  await tag(fake, two, 'figure', '$40 million', { quantity: about(4e7, 'USD') })
  const on = { issue: guards }
  await tag(fake, one, 'position', 'The mayor asks for guards', {
    ...on,
    actor: mayor,
    stance: 'supports',
    dateSaid: '2025-03-01',
  })
  await tag(fake, two, 'position', 'Nobody wants guards but the mayor', {
    ...on,
    actor: mayor,
    stance: 'conditional',
    condition: 'the state pays',
  })
  await tag(fake, one, 'position', 'the minister is against guards', {
    ...on,
    actor: minister,
    stance: 'opposes',
  })
  await tag(fake, one, 'claim', 'The annex no longer speaks of fees', {
    issue: fees,
    certainty: 'asserted',
    attribution: [{ role: 'outlet', actor: null, asWritten: 'The Courier', anonymous: false }],
  })
  await tag(fake, two, 'claim', 'The fees are gone', {
    issue: fees,
    certainty: 'alleged',
    attribution: [
      { role: 'cited-outlet', actor: null, asWritten: 'Northern Wire', anonymous: false },
      speaker('someone in the town', true),
    ],
  })
  return open(fake)
}

async function open(fake: Fake) {
  const screen = await render(<App host={fake.host} />)
  const reader = screen.getByRole('region', { name: 'Reader' })
  const show = async (name: RegExp) => {
    await screen.getByRole('tab', { name: 'Compare' }).click()
    await screen.getByRole('navigation', { name: 'Compare' }).getByRole('button', { name }).click()
  }
  return { fake, screen, reader, show }
}

const textsOf = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent)

test('who puts the fund at what, and since when, stands on one scale; another unit never does', async () => {
  const { screen, reader, show } = await quarrel()
  await show(/^Figures/)
  await expect.element(reader.getByRole('heading', { name: 'Harbour fund' })).toBeVisible()
  const [nearly, aboutGuild] = textsOf('.plot .prow:not(.ratios)')
  expect(nearly).toMatch(/nearly €40 million \(about €40m\).*no speaker named.*as of Mar 2025.*The Courier/)
  expect(aboutGuild).toMatch(/about €65 million.*the guild · 4 Mar 2025/)
  expect(textsOf('.plot .ratio em')[0]).toMatch(/^×1\.6/)
  expect(document.querySelector('.plot')?.textContent).not.toContain('$40')
  await reader.getByRole('button', { name: /open “about €65 million”/ }).click()
  await expect.element(screen.getByRole('textbox', { name: /Port fund/ })).toBeVisible()
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await expect.element(reader.getByRole('heading', { name: 'Figures by measure' })).toBeVisible()
})

test('what was said of a text is not said of Compare, and a figure without bounds says where it stands', async () => {
  const fake = createFakeHost([
    { text: 'They want hundreds of billions of dollars, or $120bn.', outlet: 'The Courier' },
  ])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const measure = (await add(fake, 'measure', 'Aid')) as MeasureId // added as one
  const vague: Quantity = { value: 1e11, upper: null, unit: 'USD', bound: 'at least', approximate: true }
  await tag(fake, source, 'figure', 'hundreds of billions of dollars', { measure, quantity: vague })
  await tag(fake, source, 'figure', '$120bn', { measure, quantity: about(1.2e11, 'USD') })
  const { screen, show } = await open(fake)
  await screen.getByRole('option').first().click()
  await screen.getByRole('textbox', { name: /^Text of/ }).click()
  await userEvent.keyboard(']')
  const bar = screen.getByText(/^Figure \d of 2: /)
  await expect.element(bar).toBeVisible()
  await show(/^Figures/)
  await expect.element(bar).not.toBeInTheDocument()
  const [first, second] = textsOf('.plot .prow:not(.ratios) .w small')
  expect(first).toContain('placed by the least it can mean, $100bn')
  expect(second).not.toContain('least')
})

test('a figure without a measure gets one by the keys, and undo takes it away again', async () => {
  const { reader, show } = await quarrel()
  await show(/^Figures/)
  const field = reader.getByRole('combobox', { name: 'Measure of “$40 million”' })
  await reader.getByRole('button', { name: '1 figure without a measure' }).click()
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('harbour{Enter}')
  await expect.element(reader.getByRole('heading', { name: 'Harbour fund, in US dollars' })).toBeVisible()
  await expect.element(field).not.toBeInTheDocument()
  expect(document.activeElement).not.toBe(document.body)
  reader.getByRole('heading', { level: 1 }).element().focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(field).toBeVisible()
})

test.each([
  ['$500bn', 'exactly $500bn', 'US dollars, equal in value'],
  ['$500bn', 'more than $500bn', 'US dollars'],
] as const)('%s and %s of one thing are %s', async (one, other, words) => {
  const fake = createFakeHost([
    { title: 'First', text: `They want ${one}.` },
    { title: 'Second', text: `They want ${other}.` },
  ])
  const measure = (await add(fake, 'measure', 'Value of the deal')) as MeasureId // added as one
  for (const [index, written] of [one, other].entries()) {
    const source = fake.sources[index]
    if (source === undefined) throw new Error('two sources were given')
    const bound = written.startsWith('more') ? 'at least' : 'exact'
    const quantity: Quantity = { value: 5e11, upper: null, unit: 'USD', bound, approximate: false }
    await tag(fake, source, 'figure', written, { measure, quantity })
  }
  const { reader, show } = await open(fake)
  await show(/^Figures/)
  await expect.element(reader.getByText(words, { exact: true })).toBeVisible()
})

test('a source that is unchecked leaves the comparison and its counts; one that is narrowed to is left', async () => {
  const { screen, reader, show } = await quarrel()
  await show(/^Figures/)
  await expect.element(screen.getByText('3 figures under 1 measure')).toBeVisible()
  screen
    .getByRole('listbox', { name: /Sources compared/ })
    .element()
    .focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(screen.getByText('2 figures under 1 measure')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Figures 2' })).toBeVisible()
  await userEvent.keyboard('{Home} ')
  await expect.element(reader.getByRole('heading', { name: 'No source is compared' })).toBeVisible()
  await screen.getByRole('button', { name: 'All', exact: true }).click()
  await screen.getByRole('combobox', { name: 'Outlet' }).click()
  await userEvent.keyboard('gaz{Enter}')
  await expect.element(screen.getByText('1 figure under 0 measures')).toBeVisible()
  await screen.getByRole('button', { name: 'Clear' }).click()
  await expect.element(screen.getByText('3 figures under 1 measure')).toBeVisible()
})

test('a position whose speaker is no entry yet has a row under the name as written, dotted, with its quotes', async () => {
  const fake = createFakeHost([courier])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await tag(fake, source, 'position', 'The mayor asks for guards', {
    stance: 'supports',
    attribution: [speaker('the mayor')],
  })
  await tag(fake, source, 'position', 'the minister is against guards', { stance: 'opposes' })
  const { screen, show } = await open(fake)
  await show(/^Positions/)
  await expect.element(screen.getByText('1 actor, 0 issues, 2 positions')).toBeVisible()
  expect(textsOf('.mx .rows [role=rowheader]')).toEqual(['the mayorno entry yet', 'No actor yet'])
  expect(textsOf('.mx .inf')).toEqual(['the mayor'])
  await screen.getByRole('gridcell', { name: /^For/ }).click()
  const quotes = screen.getByRole('region', { name: 'Inspector' })
  await expect.element(quotes.getByRole('heading', { name: 'the mayor' })).toBeVisible()
  await expect.element(quotes.getByText('The mayor asks for guards').first()).toBeVisible()
})

test('the matrix is walked with the arrows; Enter opens the quotes of a cell and Escape leads back', async () => {
  const { screen, show } = await quarrel()
  await show(/^Positions/)
  const grid = screen.getByRole('grid', { name: 'Who stands where' })
  const cell = (name: RegExp) => grid.getByRole('gridcell', { name })
  await expect.element(cell(/Mixed/)).toBeVisible()
  cell(/Mixed/).element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(cell(/Against/)).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}{Enter}')
  const quotes = screen.getByRole('region', { name: 'Inspector' })
  await expect.element(quotes.getByRole('heading', { name: 'Ines Okafor' })).toHaveFocus()
  await expect.element(quotes.getByText('said 1 Mar 2025')).toBeVisible()
  await expect.element(quotes.getByText('For, if the state pays')).toBeVisible()
  expect(textsOf('.shift')[0]).toMatch(
    /Ines OkaforGuards on the quay.*For · The Courier.*For, if · The Gazette/,
  )
  await userEvent.keyboard('{Escape}')
  await expect.element(quotes).not.toBeInTheDocument()
  await expect.element(cell(/Mixed/)).toHaveFocus()
})

test('claims of one issue are drawn with their chains and counted by independent origins', async () => {
  const { reader, show } = await quarrel()
  await show(/^Claims/)
  await expect.element(reader.getByText('2 outlets, 1 independent origin')).toBeVisible()
  await expect.element(reader.getByText('1 claim without an origin')).toBeVisible()
  const [wire, own] = textsOf('.lane')
  expect(wire).toMatch(/1someone in the townanonymous.*Northern Wirereported it.*The Gazette3 Mar 2025/)
  expect(own).toMatch(/^Not traceableadds no origin.*The Courier/)
  await reader.getByRole('button', { name: /The Gazette.*open the claim/ }).click()
  await expect.element(reader.getByRole('textbox', { name: /Harbour row/ })).toBeVisible()
})

test('what is said of an arrow stands above it in one line, and within its gap', async () => {
  await page.viewport(1280, 800)
  const { show } = await quarrel()
  await show(/^Claims/)
  await vi.waitFor(() => expect(document.querySelectorAll('.onward > em').length).toBeGreaterThan(0))
  for (const words of document.querySelectorAll<HTMLElement>('.onward > em')) {
    const node = words.parentElement?.getBoundingClientRect()
    const { bottom, right } = rangeOf(words).getBoundingClientRect()
    const next = words.parentElement?.nextElementSibling?.getBoundingClientRect()
    expect(bottom).toBeLessThanOrEqual(((node?.top ?? 0) + (node?.bottom ?? 0)) / 2)
    expect(right).toBeLessThanOrEqual(next?.left ?? 0)
  }
})

function rangeOf(element: HTMLElement): Range {
  const range = document.createRange()
  range.selectNodeContents(element)
  return range
}

test('“As table” holds for every comparison and for the next time, and a table is copied', async () => {
  const { fake, screen, reader, show } = await quarrel()
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await show(/^Figures/)
  await screen.getByRole('button', { name: 'As table' }).click()
  await expect.element(reader.getByRole('table', { name: 'Harbour fund' })).toBeVisible()
  expect((await fake.host.call('preferences.get', {})).compareAsTable).toBe(true)
  await screen.getByRole('button', { name: 'Copy CSV' }).click()
  expect(write.mock.calls[0]?.[0]).toContain(
    'Harbour fund,nearly €40 million,40000000,,EUR,about,no speaker named',
  )
  await show(/^Positions/)
  await expect.element(reader.getByRole('table', { name: 'Ines Okafor' })).toBeVisible()
  await screen.getByRole('button', { name: 'Copy Markdown' }).click()
  expect(write.mock.calls[1]?.[0]).toContain('| Ines Okafor | Guards on the quay | For |')
  await show(/^Claims/)
  await expect.element(reader.getByRole('table', { name: 'Fees are dropped' })).toBeVisible()
  write.mockRestore()
})

test('with nothing to compare each part says how to begin', async () => {
  const { reader, show } = await open(createFakeHost([courier]))
  for (const [name, words] of [
    [/^Figures/, /press 2\. Then give them a measure/],
    [/^Positions/, /press 3\. Then say in the Inspector who stands where/],
    [/^Claims/, /press 1\. Then give them an issue/],
  ] as const) {
    await show(name)
    await expect.element(reader.getByText(words)).toBeVisible()
  }
})

test('a command leads to its comparison from anywhere, with the focus in what it shows', async () => {
  const { screen } = await quarrel()
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('who stands{Enter}')
  await expect.element(screen.getByRole('gridcell', { name: /Mixed/ })).toHaveFocus()
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('figures by{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Figures by measure' })).toHaveFocus()
})

test('of hundreds of actors and measures only those near the window are drawn, and the keys reach the last', async () => {
  const fake = createFakeHost([{ text: `Many\n${'word '.repeat(400)}` }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const issue = (await add(fake, 'issue', 'One issue')) as IssueId // added as an issue
  for (let nth = 0; nth < 120; nth += 1) {
    // Each is added as what it is.
    const actor = (await add(fake, 'actor', `Actor ${nth}`)) as ActorId
    const measure = (await add(fake, 'measure', `Measure ${nth}`)) as MeasureId
    await tag(fake, source, 'position', 'word', { actor, issue, stance: 'supports' })
    await tag(fake, source, 'figure', 'word', { measure, quantity: about(nth) })
  }
  const { screen, show } = await open(fake)
  await show(/^Positions/)
  await expect.element(screen.getByRole('gridcell').first()).toBeVisible()
  expect(document.querySelectorAll('.mx .cell').length).toBeLessThan(40)
  screen.getByRole('gridcell').first().element().focus()
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await expect.poll(() => document.activeElement?.closest('[role="row"]')?.textContent).toContain('Actor 119')
  await show(/^Figures/)
  await expect.element(screen.getByRole('heading', { name: 'Measure 0', exact: true })).toBeVisible()
  expect(document.querySelectorAll('.cmp .grp').length).toBeLessThan(40)
})

test('however many sources are compared, all fields to narrow by stand within the pane', async () => {
  await page.viewport(1280, 800)
  const sources = Array.from({ length: 30 }, (_, nth) => ({
    outlet: `Paper ${nth}`,
    text: `Text ${nth}\nAll.`,
  }))
  const { screen, show } = await open(createFakeHost([courier, ...sources]))
  await show(/^Figures/)
  const pane = document.querySelector('.cmp-pane')?.getBoundingClientRect()
  const last = screen.getByRole('textbox', { name: 'To' }).element().getBoundingClientRect()
  expect(last.bottom).toBeLessThanOrEqual(pane?.bottom ?? 0)
})

test.each(['light', 'dark', 'contrast'] as const)('Compare is free of violations: %s', async (theme) => {
  document.documentElement.lang = 'en'
  const { fake, screen, show } = await quarrel()
  await fake.host.call('preferences.set', { theme })
  await expect.poll(() => document.documentElement.dataset.theme).toBe(theme)
  await show(/^Positions/)
  await screen.getByRole('gridcell', { name: /Mixed/ }).click()
  await expect.element(screen.getByRole('region', { name: 'Inspector' })).toBeVisible()
  expect(await violations()).toEqual([])
  for (const compareAsTable of [false, true]) {
    await fake.host.call('preferences.set', { compareAsTable })
    for (const name of [/^Figures/, /^Claims/, /^Positions/]) {
      await show(name)
      await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await violations()).toEqual([])
    }
  }
})

test.each([320, 640, 1000])('nothing but the matrix is wider than a window of %i', async (width) => {
  await page.viewport(width, 700)
  const { screen, fake } = await quarrel()
  const beyond = () =>
    [...document.querySelectorAll<HTMLElement>('.page *, .lib *')]
      .filter((one) => one.closest('.mx, .tbl-wrap, .sr, .combo-list') === null && one.checkVisibility())
      .filter((one) => one.getBoundingClientRect().right > width + 1)
      .map((one) => `${one.tagName} ${one.className}`)
  for (const words of ['figures by', 'who stands', 'claims by']) {
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard(`${words}{Enter}`)
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
    expect(beyond()).toEqual([])
  }
  await fake.host.call('preferences.set', { compareAsTable: true })
  expect(beyond()).toEqual([])
})
