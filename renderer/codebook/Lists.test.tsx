import { useState } from 'react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Input } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { Entry, EntryKind } from '../../shared/model/codebook'
import { anyExcerpt, type ExcerptFilter } from '../../shared/model/excerpts'
import { CodebookProvider } from '../state/codebook'
import { createFakeHost } from '../state/fake-host'
import { HostContext } from '../state/host-context'
import { createSaves, SavesContext } from '../state/saves'
import { createStatus, StatusContext, useRemark } from '../state/status'
import { UNSAVED_MS } from '../state/unsaved'
import { violations } from '../testing/violations'
import '../ui/styles'
import { Lists } from './Lists'

const themes = ['light', 'dark', 'contrast'] as const

beforeEach(async () => {
  sessionStorage.clear() // a name that was refused in one test is kept for an entry of the same id
  document.documentElement.lang = 'en'
  document.documentElement.dataset['theme'] = 'light'
  await page.viewport(1280, 800)
})

const text =
  'The mayor Ada Lark backs the port fund. A. Lark said so twice. The guild opposes it, and the pilots do too.'

/** A notebook with a text in which two actors are named under three spellings. */
async function notebook() {
  const fake = createFakeHost([{ text }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const add = (given: Input<'codebook.add'>) => fake.host.call('codebook.add', given)
  const position = async (words: string, actor: Entry, asWritten: string, speaker = actor) => {
    if (actor.kind !== 'actor' || speaker.kind !== 'actor') throw new Error('a position is held by an actor')
    const start = text.indexOf(words)
    const hop = { role: 'speaker', actor: speaker.id, asWritten, anonymous: false } as const
    return fake.host.call('annotation.create', {
      source: source.id,
      version: 1,
      place: { by: 'position', ranges: [{ start, end: start + words.length }] },
      body: { kind: 'position', actor: actor.id, attribution: [hop] },
    })
  }
  return { fake, add, position }
}

function Remark() {
  const remark = useRemark()
  return <p role="status">{remark === null || remark.tone === 'saved' ? '' : remark.text}</p>
}

async function open(
  { fake }: Pick<Awaited<ReturnType<typeof notebook>>, 'fake'>,
  given: EntryKind,
  onShowExcerpts: (filter: ExcerptFilter) => void = () => undefined,
) {
  function Both() {
    const [kind, setKind] = useState(given)
    return <Lists kind={kind} onKind={setKind} onShowExcerpts={onShowExcerpts} />
  }
  const saves = createSaves()
  const screen = await render(
    <HostContext value={fake.host}>
      <StatusContext value={createStatus()}>
        <CodebookProvider>
          <SavesContext value={saves}>
            <main style={{ height: 700, display: 'grid', gridTemplate: 'minmax(0, 1fr) / 0 minmax(0, 1fr)' }}>
              <span />
              <Both />
            </main>
          </SavesContext>
          <Remark />
        </CodebookProvider>
      </StatusContext>
    </HostContext>,
  )
  const inspector = page.getByRole('region', { name: 'Inspector' })
  return {
    screen,
    saves,
    list: page.getByRole('tree'),
    inspector,
    newName: page.getByRole('textbox', { name: `New ${given}` }),
    said: page.getByRole('status'),
    row: (name: string | RegExp) => page.getByRole('treeitem', { name }),
    field: (name: string) => inspector.getByRole('textbox', { name, exact: true }),
    button: (name: string | RegExp) => inspector.getByRole('button', { name }),
  }
}

const names = () =>
  Array.from(document.querySelectorAll('.cb-tree .cb-name > :first-child'), ({ textContent }) => textContent)
/** What is in the page of the lists and lies beyond the window. */
const beyond = () =>
  Array.from(document.querySelectorAll('.lists *')).filter(
    (element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1,
  )
const levels = () =>
  Array.from(
    document.querySelectorAll('[role=treeitem]'),
    (item) => `${item.getAttribute('aria-level')} ${item.querySelector('.cb-name')?.textContent}`,
  )

test('an empty list says how it begins, and a name makes the first entry by keys alone', async () => {
  const { newName, row, said, list } = await open(await notebook(), 'actor')
  await expect.element(page.getByText(/^No actors yet\./)).toBeVisible()
  expect(await violations()).toEqual([])
  await userEvent.tab()
  await expect.element(newName).toHaveFocus()
  await userEvent.keyboard('Ada Lark{Enter}')
  await expect.element(row(/^Ada Lark/)).toBeVisible()
  await expect.element(said).toHaveTextContent('Added “Ada Lark”.')
  await userEvent.keyboard('ada lark{Enter}')
  await expect.element(said).toHaveTextContent('“ada lark” is there already: Ada Lark.')
  await userEvent.keyboard('{Escape}')
  await expect.element(list).toHaveFocus()
  await userEvent.keyboard('n')
  await expect.element(newName).toHaveFocus()
})

test('a name that is typed while the last one is being made is kept, and a refused one comes back', async () => {
  const given = await notebook()
  const { newName, row } = await open(given, 'code')
  const release = given.fake.hold('codebook.add')
  await newName.fill('Money')
  await userEvent.keyboard('{Enter}Loans')
  release()
  await expect.element(row('Money')).toBeVisible()
  await expect.element(newName).toHaveValue('Loans')
  given.fake.refuse('codebook.add', new Failure('disk-full', 'The disk is full.'))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The disk is full.')).toBeVisible()
  await expect.element(newName).toHaveValue('Loans')
})

test('spellings that are added one right after the other are all kept', async () => {
  const given = await notebook()
  await given.add({ kind: 'actor', name: 'Ada Lark' })
  const { row, button } = await open(given, 'actor')
  await row(/^Ada Lark/).click()
  const release = given.fake.hold('codebook.update')
  await page.getByRole('textbox', { name: 'Add a spelling' }).click()
  await userEvent.keyboard('A. Lark{Enter}the mayor{Enter}')
  release()
  await expect.element(button('Edit the mayor')).toBeVisible()
  await expect.element(button('Edit A. Lark')).toBeVisible()
})

test('a description that is refused stays, and is saved once that is possible again', async () => {
  const given = await notebook()
  await given.add({ kind: 'issue', name: 'Fund' })
  const { row, field } = await open(given, 'issue')
  await row('Fund').click()
  given.fake.refuse('codebook.update', new Failure('disk-full', 'The disk is full.'))
  await field('Description').fill('Whether it is set up')
  await expect
    .element(page.getByText('Not saved; what you typed is kept here. The disk is full.'))
    .toBeVisible()
  await expect.element(field('Description')).toHaveValue('Whether it is set up')
  given.fake.refuse('codebook.update', null)
  await row('Fund').click()
  await vi.waitFor(async () => {
    const { codebook } = await given.fake.host.call('codebook.get', {})
    expect(codebook.issues[0]?.description).toBe('Whether it is set up')
  })
})

test('Ctrl+A chooses all, and Escape the one that the keys are at', async () => {
  const given = await notebook()
  for (const name of ['Fund', 'Tolls', 'Wages']) await given.add({ kind: 'issue', name })
  const { row, inspector } = await open(given, 'issue')
  await row('Tolls').click()
  await userEvent.keyboard('{Control>}a{/Control}')
  await expect.element(inspector.getByText('3 issues chosen')).toBeVisible()
  await userEvent.keyboard('{Delete}')
  await expect.element(page.getByText(/^Entries are removed one at a time/)).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(row('Tolls')).toHaveAttribute('aria-selected', 'true')
  await expect.element(row('Fund')).toHaveAttribute('aria-selected', 'false')
})

test('an actor who only published something speaks in no excerpt, and a merge still counts where they are named', async () => {
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark' })
  const herald = await given.add({ kind: 'actor', name: 'The Herald' })
  if (herald.kind !== 'actor') throw new Error('an actor was asked for')
  const { id, revision, body, target } = await given.position('backs the port fund', ada, 'the mayor')
  const outlet = { role: 'outlet', actor: herald.id, asWritten: 'Herald', anonymous: false } as const
  await given.fake.host.call('annotation.update', {
    source: target.source,
    annotation: id,
    revision,
    body: { ...body, attribution: [outlet, ...body.attribution] },
  })
  const { row, button, inspector } = await open(given, 'actor')
  await row(/^The Herald/).click()
  await expect.element(button('Speaks or acts in no excerpt')).toBeDisabled()
  await row(/^Ada Lark/).click()
  await expect.element(button('Show 1 excerpt')).toBeEnabled()
  await userEvent.keyboard('{Control>}a{/Control}')
  await expect.element(inspector.getByText(/2 actors become .*1 annotation/)).toBeVisible()
})

test('actors show how often and under which spellings they are named, and lead to those excerpts', async () => {
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark' })
  await given.add({ kind: 'actor', name: 'the guild' })
  await given.position('backs the port fund', ada, 'the mayor')
  await given.position('said so twice', ada, 'A. Lark')
  const shown = vi.fn<(filter: ExcerptFilter) => void>()
  const { row, list, button } = await open(given, 'actor', shown)
  await expect.element(row(/^Ada Lark ?, also A\. Lark · the mayor ?, 2 annotations$/)).toBeVisible()
  expect(names()).toEqual(['Ada Lark', 'the guild'])
  await page.getByRole('button', { name: 'Annotations' }).click()
  await row(/^Ada Lark/).click()
  await expect.element(list).toHaveFocus()
  await button('Show 2 excerpts').click()
  expect(shown.mock.calls).toEqual([[{ ...anyExcerpt, actors: [ada.id] }]])
  await button('Keep the mayor').click()
  await expect.element(button('Edit the mayor')).toBeVisible()
  await button('Use as name: A. Lark').click()
  await expect.element(row(/^A\. Lark ?, also/)).toBeVisible()
  const { actors } = await given.fake.host.call('codebook.get', {})
  expect(actors.actors[0]).toMatchObject({ name: 'A. Lark', spellings: ['Ada Lark', 'the mayor'] })
  await given.fake.host.call('history.undo', {})
  await expect.element(row(/^Ada Lark ?, also/)).toBeVisible()
})

test('how often an entry is named is counted anew when annotations change', async () => {
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark' })
  const { row } = await open(given, 'actor')
  await expect.element(row(/^Ada Lark.*0 annotations/)).toBeVisible()
  await given.position('backs the port fund', ada, 'Ada Lark')
  await expect.element(row(/^Ada Lark.*1 annotation/)).toBeVisible()
})

test('a spelling that is being put right is still the one that what was typed takes the place of on the next page', async () => {
  const given = await notebook()
  await given.add({ kind: 'actor', name: 'Ada Lark', spellings: ['Lark', 'A. Lark'] })
  const { row, screen } = await open(given, 'actor')
  await row(/^Ada Lark/).click()
  await page.getByRole('button', { name: 'Edit Lark' }).click()
  await userEvent.keyboard('e')
  await screen.unmount()
  const next = await open(given, 'actor')
  await next.row(/^Ada Lark/).click()
  const field = page.getByRole('textbox', { name: 'Spelling instead of Lark' })
  await expect.element(field).toHaveValue('Larke')
  await field.click()
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(async () => (await given.fake.host.call('codebook.get', {})).actors.actors[0]?.spellings)
    .toEqual(['Larke', 'A. Lark'])
})

test('kept spellings are added, changed and dropped by keys', async () => {
  const given = await notebook()
  await given.add({ kind: 'actor', name: 'Ada Lark', spellings: ['Lark'] })
  const { row, button } = await open(given, 'actor')
  await row(/^Ada Lark/).click()
  await page.getByRole('textbox', { name: 'Add a spelling' }).click()
  await userEvent.keyboard('Mayor Lark{Enter}')
  await expect.element(button('Edit Mayor Lark')).toBeVisible()
  ;(button('Edit Mayor Lark').element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('textbox', { name: 'Spelling instead of Mayor Lark' })).toHaveFocus()
  await userEvent.keyboard('{End} of the port{Enter}')
  await expect.element(button('Edit Mayor Lark of the port')).toBeVisible()
  await button('Remove Lark').click()
  await expect.element(button('Edit Lark')).not.toBeInTheDocument()
  await expect.element(page.getByRole('textbox', { name: 'Add a spelling' })).toHaveFocus()
})

test('several actors become one: said before, done at once, undone in one step', async () => {
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark' })
  const mayor = await given.add({ kind: 'actor', name: 'the mayor' })
  await given.add({ kind: 'actor', name: 'Mayor Lark' })
  await given.position('backs the port fund', ada, 'Ada Lark')
  await given.position('said so twice', ada, 'A. Lark')
  await given.position('The mayor', ada, 'the mayor', mayor)
  const { list, inspector, said, row } = await open(given, 'actor')
  await expect.element(row(/^Ada Lark/)).toBeVisible()
  ;(list.element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Control>}{ArrowDown} {/Control}')
  await expect.element(inspector.getByText('3 actors chosen')).toBeVisible()
  await expect
    .element(inspector.getByText('3 actors become Ada Lark: 3 annotations, 3 other spellings'))
    .toBeVisible()
  expect(await violations()).toEqual([])
  await userEvent.keyboard('m')
  await expect.element(inspector.getByRole('button', { name: 'Merge' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect
    .element(said)
    .toHaveTextContent('3 actors became Ada Lark, 1 annotation gained. Ctrl+Z undoes it.')
  await expect.poll(names).toEqual(['Ada Lark'])
  await expect.element(list).toHaveFocus()
  await expect
    .element(row(/^Ada Lark ?, also the mayor · Mayor Lark · A\. Lark ?, 3 annotations$/))
    .toBeVisible()
  await given.fake.host.call('history.undo', {})
  await expect.poll(names).toEqual(['Ada Lark', 'Mayor Lark', 'the mayor'])
})

test('a name that another entry has is refused, and the two are offered to be merged', async () => {
  const given = await notebook()
  await given.add({ kind: 'measure', name: 'Port fund' })
  await given.add({ kind: 'measure', name: 'Fund of the port' })
  const { row, field, inspector, list } = await open(given, 'measure')
  await row('Fund of the port').click()
  await userEvent.keyboard('{Enter}')
  await expect.element(field('Name')).toHaveFocus()
  await userEvent.keyboard('port FUND{Enter}')
  await expect.element(inspector.getByText(/^There is another measure “Port fund”/)).toBeVisible()
  await expect.element(inspector.getByText('2 measures become Port fund: 0 annotations')).toBeVisible()
  await inspector.getByRole('button', { name: 'Merge' }).click()
  await expect.poll(names).toEqual(['Port fund'])
  await expect.element(list).toHaveFocus()
})

test('a name is saved while it is typed, and its field stays where the list is sorted anew', async () => {
  const given = await notebook()
  for (const name of ['Harbour', 'Loans']) await given.add({ kind: 'code', name })
  const { row, field } = await open(given, 'code')
  await row('Harbour').click()
  await userEvent.keyboard('{F2}Tolls ')
  await expect.poll(names).toEqual(['Loans', 'Tolls'])
  await expect.element(field('Name')).toHaveFocus()
  await userEvent.keyboard('and fares')
  await expect.poll(names).toEqual(['Loans', 'Tolls and fares'])
  await expect.element(field('Name')).toHaveValue('Tolls and fares')
  await userEvent.keyboard('{Enter}')
  await given.fake.host.call('history.undo', {})
  await expect.poll(names).toEqual(['Harbour', 'Loans'])
  await expect.element(field('Name')).toHaveValue('Harbour')
})

test('half a name that another entry has is no name to merge', async () => {
  const given = await notebook()
  for (const name of ['Port', 'Quay']) await given.add({ kind: 'measure', name })
  const { row, field, said, inspector } = await open(given, 'measure')
  await row('Quay').click()
  await userEvent.keyboard('{F2}Por')
  await expect.poll(names).toEqual(['Por', 'Port'])
  await userEvent.keyboard('t')
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 2 * UNSAVED_MS)
  })
  await userEvent.keyboard('al')
  await expect.poll(names).toEqual(['Port', 'Portal'])
  await expect.element(field('Name')).toHaveAccessibleDescription('')
  await expect.element(said).toHaveTextContent('')
  expect(inspector.getByRole('button', { name: 'Merge' }).elements()).toEqual([])
  expect(given.fake.asked('codebook.update').map(({ name }) => name)).not.toContain('Port')
})

test('a renamed entry keeps its place in the choice', async () => {
  const given = await notebook()
  await given.add({ kind: 'code', name: 'Money' })
  const { row, field } = await open(given, 'code')
  await row('Money').click()
  await userEvent.keyboard('{F2}Loans{Enter}')
  await expect.element(row('Loans')).toHaveAttribute('aria-selected', 'true')
  await expect.element(field('Name')).toHaveValue('Loans')
})

test('codes are nested and moved out by keys, opened and closed by arrows', async () => {
  const given = await notebook()
  for (const name of ['Grants', 'Loans', 'Money']) await given.add({ kind: 'code', name })
  const { row, list, said } = await open(given, 'code')
  const left: boolean[] = []
  const heard = ({ key, defaultPrevented }: KeyboardEvent) => {
    if (key.startsWith('Arrow')) left.push(!defaultPrevented)
  }
  addEventListener('keydown', heard)
  onTestFinished(() => removeEventListener('keydown', heard))
  await row('Loans').click()
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
  await expect.poll(levels).toEqual(['1 Grants', '2 Loans', '1 Money'])
  await expect.element(said).toHaveTextContent('“Loans” stands under “Grants” now.')
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
  await expect.element(said).toHaveTextContent('There is nothing above “Loans” to stand under.')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  await expect.element(row('Grants')).toHaveAttribute('aria-expanded', 'false')
  await expect.poll(levels).toEqual(['1 Grants', '1 Money'])
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
  await expect.element(said).toHaveTextContent('There is nothing above “Grants” to stand under.')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Alt>}{ArrowLeft}{/Alt}')
  await expect.poll(levels).toEqual(['1 Grants', '1 Loans', '1 Money'])
  await expect.element(list).toHaveFocus()
  // With Alt, an arrow that is not taken leaves the page.
  expect(left).not.toContain(true)
})

test('what is closed by the pointer keeps the keys where they were', async () => {
  const given = await notebook()
  const parent = await given.add({ kind: 'code', name: 'Money' })
  if (parent.kind !== 'code') throw new Error('a code was added')
  await given.add({ kind: 'code', name: 'Grants', parent: parent.id })
  await given.add({ kind: 'code', name: 'Air' })
  const { row } = await open(given, 'code')
  await row('Grants').click()
  await userEvent.click(document.querySelector('.cb-twist[role=presentation]') ?? document.body)
  await expect.element(row('Money')).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(row('Air')).toHaveAttribute('aria-selected', 'true')
})

test('an entry is never offered a place under itself', async () => {
  const given = await notebook()
  const money = await given.add({ kind: 'code', name: 'Money' })
  if (money.kind !== 'code') throw new Error('a code was added')
  await given.add({ kind: 'code', name: 'Loans', parent: money.id })
  await given.add({ kind: 'code', name: 'Ports' })
  const { row, inspector } = await open(given, 'code')
  await row('Money').click()
  await inspector.getByRole('combobox', { name: 'Stands under' }).click()
  const offered = page.getByRole('listbox', { name: 'Stands under' }).getByRole('option')
  await expect.poll(() => offered.elements().map(({ textContent }) => textContent)).toEqual(['Ports'])
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.poll(levels).toEqual(['1 Ports', '2 Money', '3 Loans'])
})

test('a code is dragged under another, and to the top, but not under itself', async () => {
  const given = await notebook()
  const money = await given.add({ kind: 'code', name: 'Money' })
  if (money.kind !== 'code') throw new Error('a code was added')
  await given.add({ kind: 'code', name: 'Loans', parent: money.id })
  await given.add({ kind: 'code', name: 'Ports' })
  const { row, list } = await open(given, 'code')
  await userEvent.dragAndDrop(row('Ports'), row('Loans'))
  await expect.poll(levels).toEqual(['1 Money', '2 Loans', '3 Ports'])
  await userEvent.dragAndDrop(row('Money'), row('Ports'))
  await userEvent.dragAndDrop(row('Loans'), list, { targetPosition: { x: 100, y: 300 } })
  await expect.poll(levels).toEqual(['1 Loans', '2 Ports', '1 Money'])
  expect(given.fake.asked('codebook.update')).toHaveLength(2)
})

test('a code is described and given a colour, each undone by itself', async () => {
  const given = await notebook()
  await given.add({ kind: 'code', name: 'Money' })
  const { row, field, button } = await open(given, 'code')
  await row('Money').click()
  await field('Description').fill('Who pays, and how much.')
  await button('No colour').click()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}')
  await expect.element(button('Teal')).toHaveAttribute('aria-pressed', 'true')
  await expect.element(button('Teal')).toHaveFocus()
  const { codebook } = await given.fake.host.call('codebook.get', {})
  expect(codebook.codes[0]).toMatchObject({ description: 'Who pays, and how much.', colour: '2' })
  await given.fake.host.call('history.undo', {})
  await expect.element(button('No colour')).toHaveAttribute('aria-pressed', 'true')
  await expect.element(field('Description')).toHaveValue('Who pays, and how much.')
})

test('what was typed in a description is kept when another entry is chosen at once', async () => {
  const given = await notebook()
  await given.add({ kind: 'issue', name: 'Fund' })
  await given.add({ kind: 'issue', name: 'Tolls' })
  const { row, field } = await open(given, 'issue')
  await row('Fund').click()
  await field('Description').fill('Whether it is set up.')
  await row('Tolls').click()
  await expect.element(field('Description')).toHaveValue('')
  await row('Fund').click()
  await expect.element(field('Description')).toHaveValue('Whether it is set up.')
})

test('what was typed in a description is saved when the list goes', async () => {
  const given = await notebook()
  await given.add({ kind: 'issue', name: 'Fund' })
  const { row, field, screen } = await open(given, 'issue')
  await row('Fund').click()
  await field('Description').fill('Whether it is set up.')
  await screen.unmount()
  const { codebook } = await given.fake.host.call('codebook.get', {})
  expect(codebook.issues[0]?.description).toBe('Whether it is set up.')
})

test('Delete removes an entry, says what lost it, and goes to the next', async () => {
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark' })
  await given.add({ kind: 'actor', name: 'the guild' })
  await given.position('backs the port fund', ada, 'Ada Lark')
  const { row, list, inspector, said } = await open(given, 'actor')
  await row(/^Ada Lark/).click()
  await expect.element(inspector.getByText('1 annotation names it, and will no longer.')).toBeVisible()
  await userEvent.keyboard('{Delete}')
  await expect.element(said).toHaveTextContent('Removed “Ada Lark”; 1 annotation lost it. Ctrl+Z undoes it.')
  await expect.element(row(/^the guild/)).toHaveAttribute('aria-selected', 'true')
  await expect.element(list).toHaveFocus()
  await given.fake.host.call('history.undo', {})
  await expect.element(row(/^Ada Lark.*1 annotation/)).toBeVisible()
  await inspector.getByRole('button', { name: 'Remove actor' }).click()
  await expect.poll(names).toEqual(['Ada Lark'])
  await expect.element(list).toHaveFocus()
})

test('what is typed in the search is found, and keys lead on to it', async () => {
  const given = await notebook()
  for (const name of ['Ada Lark', 'the guild', 'the pilots']) await given.add({ kind: 'actor', name })
  const { row, list } = await open(given, 'actor')
  const search = page.getByRole('searchbox')
  await search.fill('guild')
  await expect.poll(names).toEqual(['the guild'])
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(list).toHaveFocus()
  await expect.element(row(/^the guild/)).toHaveAttribute('aria-selected', 'true')
  await search.fill('nobody')
  await expect.element(page.getByText('No actor matches “nobody”.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.element(search).toHaveFocus()
  await expect.poll(() => names().length).toBe(3)
})

test('undo waits for what is being done to an entry', async () => {
  const given = await notebook()
  await given.add({ kind: 'code', name: 'Money' })
  const { row, saves } = await open(given, 'code')
  await row('Money').click()
  const release = given.fake.hold('codebook.remove')
  await userEvent.keyboard('{Delete}')
  const settled = vi.fn()
  void saves.settled().then(settled)
  await expect.poll(() => given.fake.asked('codebook.remove')).toHaveLength(1)
  expect(settled).not.toHaveBeenCalled()
  release()
  await expect.poll(() => settled.mock.calls).toHaveLength(1)
})

test('what a merge comes to is counted anew when annotations change', async () => {
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark' })
  await given.add({ kind: 'actor', name: 'the guild' })
  const { row, inspector } = await open(given, 'actor')
  await row(/^Ada Lark/).click()
  await row(/^the guild/).click({ modifiers: ['ControlOrMeta'] })
  await expect.element(inspector.getByText(/2 actors become .*: 0 annotations/)).toBeVisible()
  await given.position('backs the port fund', ada, 'Ada Lark')
  await expect.element(inspector.getByText(/2 actors become .*: 1 annotation,/)).toBeVisible()
})

test('Delete removes nothing that the search does not list', async () => {
  const given = await notebook()
  for (const name of ['Ada Lark', 'the guild']) await given.add({ kind: 'actor', name })
  const { row, list, said } = await open(given, 'actor')
  await row('Ada Lark').click()
  await page.getByRole('searchbox').fill('guild')
  await expect.poll(names).toEqual(['the guild'])
  ;(list.element() as HTMLElement).focus()
  await userEvent.keyboard('{Delete}')
  await expect.element(said).toHaveTextContent('“Ada Lark” is not listed now.')
  expect(given.fake.asked('codebook.remove')).toEqual([])
})

test('of many entries those near the window are in the page', async () => {
  const given = await notebook()
  for (let nth = 0; nth < 300; nth++) await given.add({ kind: 'code', name: `Code ${nth}` })
  const { row, list, inspector } = await open(given, 'code')
  await expect.element(row('Code 0 , 0 annotations')).toBeVisible()
  expect(names().length).toBeLessThan(60)
  ;(list.element() as HTMLElement).focus()
  await userEvent.keyboard('{End}')
  await expect.element(row('Code 299')).toBeVisible()
  await userEvent.keyboard('{Control>}a{/Control}')
  await expect.element(inspector.getByText('300 codes chosen')).toBeVisible()
  await expect.element(inspector.getByText('and 250 codes more')).toBeVisible()
})

test('in a small window what is chosen lies over the list, and Escape leads back', async () => {
  await page.viewport(640, 800)
  const given = await notebook()
  await given.add({ kind: 'code', name: `Money ${'Hafenverwaltungsgesellschaft'.repeat(4)}` })
  const { row, list, field } = await open(given, 'code')
  await row('Money').click()
  await expect.element(field('Name')).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  await expect.element(field('Name')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(list).toHaveFocus()
  await page.viewport(320, 640)
  expect(beyond()).toEqual([])
  await page.getByRole('button', { name: 'Details' }).click()
  await expect.element(field('Name')).toHaveFocus()
  expect(beyond()).toEqual([])
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByRole('button', { name: /^Issues/ }).click()
  await expect.element(page.getByText(/^No issues yet\./)).toBeVisible()
})

test.each(themes)('lists and details are free of violations in the %s theme', async (theme) => {
  document.documentElement.dataset['theme'] = theme
  const given = await notebook()
  const ada = await given.add({ kind: 'actor', name: 'Ada Lark', spellings: ['Lark'] })
  await given.position('backs the port fund', ada, 'the mayor')
  const money = await given.add({ kind: 'code', name: 'Money', colour: '3' })
  if (money.kind !== 'code') throw new Error('a code was added')
  await given.add({ kind: 'code', name: 'Loans', parent: money.id })
  const { row } = await open(given, 'actor')
  await row(/^Ada Lark/).click()
  expect(await violations()).toEqual([])
  await page.viewport(640, 800)
  await page.getByRole('button', { name: /^Codes/ }).click()
  await page.getByRole('treeitem', { name: 'Loans' }).click()
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Enter}')
  expect(await violations()).toEqual([])
})

test.each(themes)('each colour of a code stands out from every ground in the %s theme', (theme) => {
  document.documentElement.dataset['theme'] = theme
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (paint === null) throw new Error('a canvas can be painted on')
  const style = getComputedStyle(document.documentElement)
  /** How light the tokens are, painted one over the other. */
  const luminance = (...tokens: string[]): number => {
    for (const token of tokens) {
      paint.fillStyle = style.getPropertyValue(token)
      paint.fillRect(0, 0, 1, 1)
    }
    const [r = 0, g = 0, b = 0] = Array.from(paint.getImageData(0, 0, 1, 1).data, (value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const colours = Array.from({ length: 8 }, (_, index) => `--code-${index + 1}`)
  expect(new Set(colours.map((token) => style.getPropertyValue(token))).size).toBe(8)
  for (const ground of [['--paper'], ['--pane'], ['--pane', '--chosen'], ['--paper', '--chosen']]) {
    for (const token of colours) {
      const [dark = 0, light = 0] = [luminance(...ground), luminance(token)].toSorted((a, b) => a - b)
      expect((light + 0.05) / (dark + 0.05), `${token} on ${ground.join(' ')}`).toBeGreaterThanOrEqual(3)
    }
  }
})
