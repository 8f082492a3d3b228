import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { excerptBlock, line, writeBrief } from './testing/write-brief'

test('what is typed is saved a moment later', async () => {
  const { text, written, saved } = await writeBrief()
  await text.click()
  await userEvent.keyboard('The quay opens.')
  expect(written()).toEqual([line('The quay opens.')])
  await expect.poll(async () => (await saved()).content).toEqual([line('The quay opens.')])
})

test('an excerpt is drawn with its words, and stays while it is typed elsewhere', async () => {
  const { text, screen, written } = await writeBrief(([claim]) => [line('First.'), excerptBlock(claim)])
  await expect.element(screen.getByText('It opens in May')).toBeVisible()
  await text.getByText('First.').click()
  await userEvent.keyboard('{End} Then.')
  expect(written()[0]).toEqual(line('First. Then.'))
})

test('a brief that is opened again is where it was left, with the caret where it was', async () => {
  const made = await writeBrief(() =>
    Array.from({ length: 80 }, (_, at) =>
      line(at === 50 ? `Line 50 ${'and on '.repeat(2000)}` : `Line ${at}`),
    ),
  )
  made.editor().jumpToBlock(50)
  const top = () => Math.round(made.screen.getByText('Line 50').element().getBoundingClientRect().top)
  await userEvent.keyboard('{Home}')
  // Far into a block that is taller than the window.
  scrollBy(0, top() + 1200)
  await expect.poll(top).toBe(-1200)
  made.toggle()
  await expect.element(made.text).not.toBeInTheDocument()
  scrollTo(0, 0)
  made.toggle()
  await expect.element(made.text).toBeInTheDocument()
  await expect.poll(top).toBe(-1200)
  expect(document.elementFromPoint(innerWidth / 2, 200)?.textContent).toContain('Line 50')
  document.querySelector<HTMLElement>('.brief-text')?.focus()
  await userEvent.keyboard('Here: ')
  expect(JSON.stringify(made.written()[50])).toContain('"Here: Line 50 and on')
})
