import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { ActorId, IssueId } from '../../shared/model/ids'
import { createFakeHost } from '../state/fake-host'
import { App } from './App'

const ISSUES = 9

/** A matrix of one actor who takes a stance on nine issues. */
async function wideMatrix() {
  const words = Array.from({ length: ISSUES }, (_, index) => `It is said for the ${index + 1}th time.`)
  const fake = createFakeHost([{ title: 'Harbour row', text: words.join('\n') }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const actor = (await fake.host.call('codebook.add', { kind: 'actor', name: 'Ines Okafor' })).id as ActorId // added as one
  for (const [index, exact] of words.entries()) {
    const name = `Guards on quay ${index + 1}, also on Sundays`
    const issue = (await fake.host.call('codebook.add', { kind: 'issue', name })).id as IssueId // added as one
    const { id, revision, body } = await fake.tag(source, 'position', exact)
    if (body.kind !== 'position') throw new Error('a position was tagged')
    const filled = { ...body, actor, issue, stance: 'supports' as const }
    await fake.host.call('annotation.update', { source: source.id, annotation: id, revision, body: filled })
  }
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await userEvent.keyboard('{Control>}k{/Control}compare positions{Enter}')
  const grid = screen.getByRole('grid', { name: 'Who stands where' })
  await expect.element(grid).toBeVisible()
  return { screen, grid }
}

const boxOf = (selector: string) => {
  const element = document.querySelector(selector)
  if (element === null) throw new Error(`no ${selector}`)
  return element.getBoundingClientRect()
}

test.each([1440, 1280, 640, 320])('at %i pixels nine issues scroll in the matrix alone', async (width) => {
  await page.viewport(width, 800)
  const { grid } = await wideMatrix()
  const scroller = document.querySelector('.mx-scroll')
  expect(document.documentElement.scrollWidth).toBe(width)
  await expect.element(grid).toBeInTheDocument()
  expect(scroller?.scrollWidth).toBeGreaterThan(scroller?.clientWidth ?? 0)
  await expect.poll(() => scroller?.getAttribute('data-more')).toBe('right')
  scroller?.scrollTo({ left: 40 })
  await expect.poll(() => scroller?.getAttribute('data-more')).toBe('left right')
  // The heads of the rows stay, and what is scrolled away is seen nowhere beside them.
  expect(boxOf('.mx [role=rowheader]').left).toBe(scroller?.getBoundingClientRect().left)
  expect(boxOf('.mx .mx-corner').height).toBeGreaterThanOrEqual(
    boxOf('.mx [role=columnheader]:last-child').height,
  )
  scroller?.scrollTo({ left: 9999 })
  await expect.poll(() => scroller?.getAttribute('data-more')).toBe('left')
})

/** Whether the open cell lies between the heads of the rows and the quotes. */
const isSeen = () => {
  const { left, right } = boxOf('.mx .cell[aria-selected=true]')
  return left >= boxOf('.mx [role=rowheader]').right && right <= boxOf('.cell-panel').left
}

test.each([1440, 1280, 640])('at %i pixels the cell whose quotes are open stays in view', async (width) => {
  await page.viewport(width, 800)
  const { screen, grid } = await wideMatrix()
  grid.getByRole('gridcell').nth(0).element().focus()
  await userEvent.keyboard('{End}{Enter}')
  await expect.element(screen.getByRole('region', { name: 'Inspector' })).toBeVisible()
  await expect.poll(isSeen).toBe(true)
})
