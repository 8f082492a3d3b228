import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Failure } from '../../shared/contract/failure'
import type { AnnotationKind } from '../../shared/model/annotation'
import type { Block } from '../../shared/model/version'
import { createFakeHost } from '../state/fake-host'
import type { GivenSource } from '../state/fake-notebook'
import { selectWords } from '../testing/select-words'
import { App } from './App'

const harbour: GivenSource = {
  text: [
    'Harbour to open in May, the mayor says',
    'The mayor said the harbour will open in May. It costs about $40m, Gen. Lark added. Nobody objected.',
    'The port authority opposes the plan.',
    'Ships came 👩‍👩‍👧 and left.',
  ].join('\n'),
}

beforeEach(() => page.viewport(1440, 900))

async function open(given: GivenSource = harbour, tags: readonly (readonly [AnnotationKind, string])[] = []) {
  const fake = createFakeHost([given])
  const [source] = fake.sources
  if (source === undefined) throw new Error('no source was given')
  for (const [kind, words] of tags) await fake.tag(source, kind, words, `memo on ${words}`)
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('option').first().click()
  const text = screen.getByRole('textbox', { name: /^Text of/ })
  await expect.element(text).toBeVisible()
  const excerpts = async () => {
    const all = await fake.host.call('annotation.list', { source: source.id, kind: null })
    return all.map(({ target }) => target.ranges.map(({ quote }) => quote.exact).join(' … '))
  }
  return { fake, screen, text, source, excerpts }
}
const selection = () => String(getSelection())
const marked = (name: string) =>
  Array.from(document.querySelectorAll(`.article mark.${name}`), ({ textContent }) => textContent)

/** The first words behind the caret. */
function rest() {
  const { focusNode, focusOffset = 0 } = getSelection() ?? {}
  return focusNode?.textContent?.slice(focusOffset, focusOffset + 9)
}

async function caretAt(words: string) {
  await selectWords(words)
  // What is drawn when a field loses the focus may come in between.
  await vi.waitUntil(async () => {
    getSelection()?.collapseToStart()
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
    return getSelection()?.isCollapsed
  })
}

test('a sentence is tagged with five keys, abbreviations inside it notwithstanding', async () => {
  const { excerpts } = await open()
  await caretAt('The mayor said')
  await userEvent.keyboard('s')
  await userEvent.keyboard('{Shift>}s{/Shift}')
  expect(selection()).toBe('It costs about $40m, Gen. Lark added.')
  await userEvent.keyboard('2')
  await expect.poll(excerpts).toEqual(['It costs about $40m, Gen. Lark added.'])
})

test('the caret goes by sentence and paragraph, and back', async () => {
  await open()
  await caretAt('It costs')
  await userEvent.keyboard('s')
  expect(rest()).toBe('Nobody ob')
  await userEvent.keyboard('aa')
  expect(rest()).toBe('The mayor')
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(rest()).toBe('The port ')
  await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}')
  expect(rest()).toBe('Harbour t')
})

test('half of an emoji is selected whole', async () => {
  const { excerpts } = await open()
  const text = harbour.text.split('\n').at(-1) ?? ''
  const node = await vi.waitUntil(() => document.querySelector('.article p:last-child')?.firstChild ?? null)
  document.querySelector<HTMLElement>('.article')?.focus()
  const start = text.indexOf('👩')
  getSelection()?.setBaseAndExtent(node, start, node, start + 2)
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  await userEvent.keyboard('1')
  await expect.poll(excerpts).toEqual(['👩‍👩‍👧'])
})

test('Shift and the arrows move the end of the chosen annotation, and nothing else of it', async () => {
  const { fake, excerpts, source } = await open(harbour, [['claim', 'harbour will open']])
  const [before] = await fake.host.call('annotation.list', { source: source.id, kind: null })
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  await userEvent.keyboard('{Shift>}{Control>}{ArrowRight}{ArrowRight}{/Control}{ArrowLeft}{/Shift}')
  await expect.poll(excerpts).toEqual(['harbour will open in Ma'])
  const [after] = await fake.host.call('annotation.list', { source: source.id, kind: null })
  expect(after).toMatchObject({ id: before?.id, memo: 'memo on harbour will open', created: before?.created })

  await userEvent.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}')
  // Past the space, not beside it.
  await expect.poll(excerpts).toEqual(['harbour will open'])

  await userEvent.keyboard('e')
  await userEvent.keyboard('{Shift>}{Control>}{ArrowLeft}{/Control}{/Shift}')
  await expect.poll(excerpts).toEqual(['the harbour will open'])
})

test('an edge that the disk refuses goes back to where it was, in words', async () => {
  const { fake, screen } = await open(harbour, [['claim', 'harbour will open']])
  fake.refuse('annotation.update', new Failure('disk-full', 'The disk is full: free some space.'))
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  await userEvent.keyboard('{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}')
  await expect.element(screen.getByText('The disk is full: free some space.')).toBeVisible()
  await expect.poll(() => marked('claim').join('')).toBe('harbour will open')
})

test('the grips of the chosen annotation are dragged to another word', async () => {
  const { excerpts } = await open(harbour, [['claim', 'harbour will open']])
  await page.elementLocator(document.querySelector('mark') as Element).click() // there is one annotation
  const grip = await vi.waitUntil(() => document.querySelector('.grip[data-edge="end"]'))
  await selectWords('in May. It')
  const to = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect()
  getSelection()?.collapseToStart()
  const from = grip.getBoundingClientRect()
  const drag = (type: string, x: number, y: number) => {
    const at = { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true, cancelable: true }
    grip.dispatchEvent(new PointerEvent(type, at))
  }
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => undefined)
  drag('pointerdown', from.x + 7, from.y + 10)
  await expect.poll(() => document.querySelector('.grip.held')).not.toBeNull()
  drag('pointermove', to.right, to.y + to.height / 2)
  await expect.poll(() => marked('claim').join('')).toBe('harbour will open in May. It')
  expect(await excerpts()).toEqual(['harbour will open'])
  drag('pointerup', to.right, to.y + to.height / 2)
  await expect.poll(excerpts).toEqual(['harbour will open in May. It'])
})

test('a passage is joined to the chosen annotation by J', async () => {
  const { excerpts } = await open(harbour, [['claim', 'harbour will open']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  await selectWords('Nobody objected')
  await userEvent.keyboard('j')
  await expect.poll(excerpts).toEqual(['harbour will open … Nobody objected'])
})

test('parts that are kept become one annotation with the last selection', async () => {
  const { excerpts, screen } = await open()
  await selectWords('harbour will open')
  await userEvent.keyboard('j')
  await expect.element(screen.getByText(/^Kept as a part/)).toBeVisible()
  await expect.poll(() => marked('part')).toEqual(['harbour will open'])
  await selectWords('Nobody objected')
  await userEvent.keyboard('1')
  await expect.poll(excerpts).toEqual(['harbour will open … Nobody objected'])
  await expect.poll(() => marked('part')).toEqual([])
})

test('what was to be tagged is still selected when the disk refuses, its parts too', async () => {
  const { fake, screen, excerpts } = await open()
  fake.refuse('annotation.create', new Failure('disk-error', 'The disk did not answer.'))
  await selectWords('harbour will open')
  await userEvent.keyboard('j')
  await expect.poll(() => marked('part')).toEqual(['harbour will open'])
  await selectWords('Nobody objected')
  await userEvent.keyboard('1')
  await expect.element(screen.getByRole('status')).toHaveTextContent('The disk did not answer.')
  await expect.poll(selection).toBe('Nobody objected')
  await expect.poll(() => marked('part')).toEqual(['harbour will open'])
  fake.refuse('annotation.create', null)
  await userEvent.keyboard('1')
  await expect.poll(excerpts).toEqual(['harbour will open … Nobody objected'])
  await expect.poll(() => marked('part')).toEqual([])
})

test('a refusal does not take back the selection from one who has gone on to other words', async () => {
  const { fake, screen } = await open()
  fake.refuse('annotation.create', new Failure('disk-error', 'The disk did not answer.'))
  const release = fake.hold('annotation.create')
  await selectWords('harbour will open')
  await userEvent.keyboard('1')
  await selectWords('Nobody objected')
  release()
  await expect.element(screen.getByRole('status')).toHaveTextContent('The disk did not answer.')
  expect(selection()).toBe('Nobody objected')
})

test('Enter right after a tag opens it in the Inspector, however far its answer has come', async () => {
  const { fake, screen, text } = await open()
  const release = fake.hold('annotation.create')
  const kind = (name: string) => screen.getByRole('group', { name, exact: true })
  await selectWords('harbour will open')
  await userEvent.keyboard('1{Enter}')
  await expect.poll(() => marked('pending')).toEqual(['harbour will open'])
  release()
  await expect.poll(() => kind('Claim').element().contains(document.activeElement)).toBe(true)

  const releaseAgain = fake.hold('annotation.create')
  await selectWords('about $40m')
  await userEvent.keyboard('2')
  await expect.poll(() => marked('pending')).toEqual(['about $40m'])
  releaseAgain()
  // The answer is here, and nothing has been drawn of it: that is the next task of the window.
  for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve()
  expect(marked('pending')).toEqual(['about $40m'])
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  text.element().dispatchEvent(enter)
  await expect.poll(() => kind('Figure').query()?.contains(document.activeElement)).toBe(true)
})

test('what is selected with Ctrl held is a second part, and joins what is chosen', async () => {
  const { excerpts, text } = await open()
  const select = async (words: string) => {
    text.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, ctrlKey: true }))
    await selectWords(words)
    dispatchEvent(new PointerEvent('pointerup'))
  }
  await selectWords('harbour will open')
  await select('Nobody objected')
  await userEvent.keyboard('3')
  await expect.poll(excerpts).toEqual(['harbour will open … Nobody objected'])
  await expect.poll(() => marked('on').length).toBeGreaterThan(0)
  await select('The port authority')
  await expect.poll(excerpts).toEqual(['harbour will open … Nobody objected … The port authority'])
})

test('annotations that lie over each other are cycled through and listed at the caret', async () => {
  const { screen } = await open(harbour, [
    ['claim', 'It costs about $40m, Gen. Lark added'],
    ['figure', 'about $40m'],
  ])
  await caretAt('$40m')
  await userEvent.keyboard('o')
  await expect.element(screen.getByText('Figure 2 of 2: “about $40m”')).toBeVisible()
  await userEvent.keyboard('o')
  await expect.element(screen.getByText(/^Claim 1 of 2/)).toBeVisible()
  await userEvent.keyboard('l')
  const list = screen.getByRole('listbox', { name: 'Annotations at the caret' })
  await expect.element(list).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}{Enter}')
  await expect.element(screen.getByText('2 of 2')).toBeVisible()
  await expect.element(list).not.toBeInTheDocument()
  expect(document.activeElement?.className).toContain('article')
})

test('Enter goes on to the first field of the chosen annotation, Escape lets go of it', async () => {
  const { screen } = await open(harbour, [['figure', 'about $40m']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Quantity' })).toHaveFocus()
  await caretAt('Harbour to')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('textbox', { name: 'Memo' })).not.toBeInTheDocument()
})

const block = (id: number, text: string, more: Partial<Block> = {}): Block => {
  return { id: `b${id}`, kind: 'paragraph', text, level: null, marks: [], ...more }
}
const by = { origin: 'inferred', evidence: null } as const
const page1: GivenSource = {
  text: 'Harbour live',
  blocks: [
    block(1, 'Every paper in one app'),
    block(2, 'Start reading now'),
    block(3, 'Mayor opens the quay', { kind: 'heading', level: 2 }),
    block(4, 'The mayor spoke; see the full text of the plan.', {
      marks: [{ kind: 'link', start: 25, end: 34, href: 'https://courier.example/plan' }],
    }),
    block(5, 'What a berth is'),
    block(6, 'Old news', { kind: 'heading', level: 2 }),
    block(7, 'What a berth is'),
  ],
  structure: [
    { kind: 'frame', from: 'b1', to: 'b2', ...by },
    { kind: 'post', from: 'b3', to: 'b5', heading: 'b3', time: '17.42', updated: true, ...by },
    { kind: 'repeat', from: 'b7', to: 'b7', of: 'b5', ...by },
  ],
}

test('posts show their time; frame and repeats are folded, shown, and brought back for good', async () => {
  const { fake, screen, source } = await open(page1)
  await expect.element(screen.getByText('17.42')).toBeVisible()
  await expect.element(screen.getByRole('region', { name: 'Reader' }).getByText('Updated')).toBeVisible()
  const frame = screen.getByRole('group', { name: 'Frame, 2 paragraphs' })
  await expect.element(frame.getByText('Every paper in one app')).toBeVisible()
  const second = screen.getByText('Start reading now')
  await expect.element(second).not.toBeVisible()
  await frame.getByRole('button', { name: 'Show 2 paragraphs' }).click()
  await expect.element(second).toBeVisible()
  await frame.getByRole('button', { name: 'Hide' }).click()
  await expect.element(second).not.toBeVisible()

  const repeat = screen.getByRole('group', { name: 'Repeated passage, 1 paragraph' })
  await expect.element(repeat.getByText('appears again', { exact: false })).toBeVisible()
  await frame.getByRole('button', { name: 'Bring back' }).click()
  await expect.element(frame).not.toBeInTheDocument()
  await expect.element(second).toBeVisible()
  const { structures, decisions } = await fake.host.call('source.get', { source: source.id })
  expect(structures[0]?.marks.map(({ kind }) => kind)).toEqual(['post', 'repeat'])
  // Else rules would find it again.
  expect(decisions).toMatchObject([{ rule: 'structure frame', verdict: 'rejected' }])
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(screen.getByRole('group', { name: 'Frame, 2 paragraphs' })).toBeVisible()
})

test('what rules tell of plain text is drawn: headings, quotations, captions, references, pages, changed copies', async () => {
  const told = 'The plan for the quay costs less than the plan for the wall, and both need a vote.'
  const { screen } = await open({
    text: 'Harbour live',
    blocks: [
      block(1, 'What was said'),
      block(2, 'We will wait for the wind to drop.'),
      block(3, 'The old quay. Photograph: A. Byrne'),
      block(4, 'He had said so before (see post 14.36).'),
      block(5, told),
      block(6, told.replace('quay', 'pier')),
    ],
    structure: [
      { kind: 'heading', from: 'b1', to: 'b1', level: 2, ...by },
      { kind: 'quote', from: 'b2', to: 'b2', speaker: 'Dagny Holm', ...by },
      { kind: 'caption', from: 'b3', to: 'b3', ...by },
      {
        kind: 'reference',
        from: 'b4',
        to: 'b4',
        post: null,
        origin: 'inferred',
        evidence: { version: 1, start: 107, end: 121 },
      },
      { kind: 'repeat', from: 'b6', to: 'b6', of: 'b5', ofTo: 'b5', ...by },
    ],
  })
  await expect.element(screen.getByRole('heading', { name: 'What was said', level: 3 })).toBeVisible()
  await expect.element(screen.getByTitle('Said by Dagny Holm')).toHaveTextContent('We will wait')
  await expect.element(screen.getByTitle('A caption')).toBeVisible()
  await expect
    .element(screen.getByTitle('There is no such post in this copy'))
    .toHaveTextContent('see post 14.36')
  const repeat = screen.getByRole('group', { name: 'Repeated passage, 1 paragraph' })
  await expect.element(repeat.getByText('“quay” became “pier”')).toBeVisible()
})

test('of many differences of a copy the first are listed, those of signs last, and a button shows all', async () => {
  const words = Array.from({ length: 80 }, (_, nth) => `word${nth}`)
  const first = `${words.join(' ')}, and so on.`
  const changed = words.map((word, nth) => (nth % 10 === 1 ? `other${nth}` : word)).join(' ')
  const { screen } = await open({
    text: 'Harbour live',
    blocks: [block(1, first.replace('word4 ', 'word4, ')), block(2, `${changed}, and so on.`)],
    structure: [{ kind: 'repeat', from: 'b2', to: 'b2', of: 'b1', ofTo: 'b1', ...by }],
  })
  const repeat = screen.getByRole('group', { name: 'Repeated passage, 1 paragraph' })
  await expect.element(repeat.getByText('“word51” became “other51”')).toBeVisible()
  await expect.poll(() => repeat.getByRole('listitem').elements()).toHaveLength(7)
  await expect.element(repeat.getByText('“,” left out')).not.toBeInTheDocument()
  await repeat.getByRole('button', { name: 'Show all 9 differences' }).click()
  await expect.element(repeat.getByText('“word71” became “other71”')).toBeVisible()
  await expect.poll(() => repeat.getByRole('listitem').elements()).toHaveLength(9)
})

const hidden = () => document.querySelector('[data-block="b7"]')?.className

test('a fold is brought back by key: the focus and the caret are in the text that it hid, and undo folds it again', async () => {
  const { screen, text } = await open(page1)
  const fold = screen.getByRole('group', { name: 'Repeated passage, 1 paragraph' })
  fold.getByRole('button', { name: 'Not a repeat' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(fold).not.toBeInTheDocument()
  await expect.element(text).toHaveFocus()
  expect(rest()).toBe('What a be')
  await userEvent.keyboard('{Shift>}{End}{/Shift}')
  await expect.poll(selection).toBe('What a berth is')
  expect(hidden()).not.toContain('folded')
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(fold).toBeVisible()
  await expect.poll(hidden).toContain('folded')
})

test('the caret passes over what is folded away', async () => {
  await open(page1)
  await caretAt('Mayor opens')
  await userEvent.keyboard('a')
  expect(rest()).toBe('Mayor ope')
  await caretAt('Old news')
  await userEvent.keyboard('s')
  expect(rest()).toBe('Old news')
})

test('Alt with Page Down goes from post to post', async () => {
  await open(page1)
  await caretAt('The mayor spoke')
  await userEvent.keyboard('{Alt>}{PageDown}{/Alt}')
  expect(getSelection()?.focusNode?.textContent).toBe('Old news')
  await userEvent.keyboard('{Alt>}{PageUp}{/Alt}')
  expect(getSelection()?.focusNode?.textContent).toBe('Mayor opens the quay')
})

test('a link is followed after a question that shows its host, by click and by key', async () => {
  const { fake, screen } = await open(page1)
  await screen.getByText('full text', { exact: true }).click()
  const question = screen.getByRole('dialog')
  await expect.element(question.getByText('courier.example', { exact: true })).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await caretAt('full text')
  await userEvent.keyboard('{ArrowRight}{Control>}{Enter}{/Control}')
  await expect.element(question.getByText('courier.example', { exact: true })).toBeVisible()
  expect(fake.asked('desktop.openLink')).toEqual([])
})

test('Delete takes only what the caret stands in, and a click beside it lets go of the annotation', async () => {
  const { screen, excerpts } = await open(harbour, [['claim', 'harbour will open']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  await expect.element(screen.getByRole('textbox', { name: 'Memo' })).toBeVisible()
  await selectWords('The port authority')
  await userEvent.keyboard('{Delete}')
  await expect.element(screen.getByText(/^Choose an annotation first/)).toBeVisible()
  expect(await excerpts()).toEqual(['harbour will open'])
  await userEvent.keyboard('{Escape}')
  await screen.getByText(/^Ships came/).click()
  await expect.element(screen.getByRole('textbox', { name: 'Memo' })).not.toBeInTheDocument()
})

test('Escape in a field leads back to the passage', async () => {
  const { screen, text } = await open(harbour, [['figure', 'about $40m']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']{Enter}')
  await expect.element(screen.getByRole('textbox', { name: 'Quantity' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(text).toHaveFocus()
  await userEvent.keyboard('{Shift>}s{/Shift}')
  expect(selection()).toBe('about $40m, Gen. Lark added.')
})

test('what is folded away within a selection is no part of the excerpt', async () => {
  const { excerpts } = await open({
    ...page1,
    structure: [{ kind: 'frame', from: 'b4', to: 'b5', origin: 'hand', evidence: null }],
  })
  await selectWords('Mayor opens the quay')
  const last = await vi.waitUntil(() => document.querySelector('[data-block="b6"]')?.firstChild ?? null)
  getSelection()?.extend(last, 3)
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  await userEvent.keyboard('1')
  await expect.poll(excerpts).toEqual(['Mayor opens the quay … Old'])
})

test('the button of a fold keeps the focus when it is pressed', async () => {
  const { screen } = await open(page1)
  const frame = screen.getByRole('group', { name: 'Frame, 2 paragraphs' })
  await frame.getByRole('button', { name: 'Show 2 paragraphs' }).click()
  await expect.element(frame.getByRole('button', { name: 'Hide' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(frame.getByRole('button', { name: 'Show 2 paragraphs' })).toHaveFocus()
})

test('in a text that runs from the right, the left arrow moves the end to the left', async () => {
  const { excerpts } = await open({ text: 'ميناء المدينة\nقال الوزير نعم يوم الأحد' }, [['claim', 'الوزير']])
  await caretAt('ميناء')
  await userEvent.keyboard(']')
  await userEvent.keyboard('{Shift>}{Control>}{ArrowLeft}{/Control}{/Shift}')
  await expect.poll(excerpts).toEqual(['الوزير نعم'])
})

test('what was just tagged is moved by its end', async () => {
  const { excerpts } = await open()
  await selectWords('harbour will open')
  await userEvent.keyboard('1')
  await expect.poll(() => marked('on').join('')).toBe('harbour will open')
  await userEvent.keyboard('{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}')
  await expect.poll(excerpts).toEqual(['harbour will open in'])
})

test('an edge moved again before the list has caught up with its last save is saved', async () => {
  const { fake, screen } = await open(harbour, [['claim', 'harbour will open']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  const release = fake.hold('annotation.list')
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  await expect.element(screen.getByRole('status')).toHaveTextContent(/will ope”/)
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  await expect.poll(() => fake.asked('annotation.update')).toHaveLength(2)
  await expect.element(screen.getByRole('status')).toHaveTextContent(/will op”/)
  release()
})

test('Enter on the open source goes on to its text', async () => {
  const { screen, text } = await open()
  await screen.getByRole('option').first().click()
  await expect.element(screen.getByRole('listbox', { name: 'Sources' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(text).toHaveFocus()
})

test('Enter on a source that is still being opened goes on to its text as soon as that is there', async () => {
  const fake = createFakeHost([harbour, { text: 'The tram\nIt opens in May.' }])
  const screen = await render(<App host={fake.host} />)
  const list = screen.getByRole('listbox', { name: 'Sources' })
  await expect.element(list.getByRole('option').nth(1)).toBeVisible()
  const release = fake.hold('version.get')
  list.element().focus()
  await userEvent.keyboard('{End}{Enter}{Enter}')
  await expect.poll(() => fake.asked('version.get')).toHaveLength(1)
  release()
  await expect.element(screen.getByRole('textbox', { name: 'Text of The tram' })).toHaveFocus()
})

test('Enter on the button of a fold presses it, whatever is chosen', async () => {
  const { screen } = await open(page1, [['claim', 'What a berth is']])
  await screen.getByRole('listbox', { name: 'Excerpts' }).getByRole('option').click()
  const show = screen.getByRole('button', { name: 'Show 2 paragraphs' })
  show.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Hide' })).toHaveFocus()
})

test('what is folded away is no part of what J joins', async () => {
  const { excerpts } = await open(
    { ...page1, structure: [{ kind: 'frame', from: 'b4', to: 'b5', origin: 'hand', evidence: null }] },
    [['claim', 'Start reading now']],
  )
  await caretAt('Every paper')
  await userEvent.keyboard(']')
  await selectWords('Mayor opens the quay')
  const last = await vi.waitUntil(() => document.querySelector('[data-block="b6"]')?.firstChild ?? null)
  getSelection()?.extend(last, 3)
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  await userEvent.keyboard('j')
  await expect.poll(excerpts).toEqual(['Start reading now … Mayor opens the quay … Old'])
})

test('an end goes back by one word from behind a full stop, and never into a character', async () => {
  const { excerpts } = await open(harbour, [
    ['claim', 'opposes the plan.'],
    ['figure', '👩‍👩‍👧'],
  ])
  await caretAt('The port')
  await userEvent.keyboard(']')
  await userEvent.keyboard('{Shift>}{Control>}{ArrowLeft}{/Control}{/Shift}')
  await expect.poll(excerpts).toEqual(['opposes the plan', '👩‍👩‍👧'])
  await userEvent.keyboard(']')
  await userEvent.keyboard('{Shift>}{ArrowLeft}{ArrowRight}{ArrowRight}{/Shift}')
  await expect.poll(excerpts).toEqual(['opposes the plan', '👩‍👩‍👧 an'])
})

test('an edge is moved though the memo was changed in another window', async () => {
  const { fake, source, excerpts } = await open(harbour, [['claim', 'harbour will open']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  const [annotation] = await fake.host.call('annotation.list', { source: source.id, kind: null })
  if (annotation === undefined) throw new Error('nothing was tagged')
  const { id, revision } = annotation
  const release = fake.hold('annotation.list')
  await fake.host.call('annotation.update', { source: source.id, annotation: id, revision, memo: 'theirs' })
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  await expect.poll(() => fake.asked('annotation.update')).toHaveLength(2)
  release()
  await expect.poll(excerpts).toEqual(['harbour will ope'])
})

test('an edge is not moved where another window moved it', async () => {
  const { fake, source, excerpts, screen } = await open(harbour, [['claim', 'harbour will open']])
  await caretAt('Harbour to')
  await userEvent.keyboard(']')
  const [annotation] = await fake.host.call('annotation.list', { source: source.id, kind: null })
  if (annotation === undefined) throw new Error('nothing was tagged')
  const { id, revision, target } = annotation
  const release = fake.hold('annotation.list')
  const ranges = target.ranges.map(({ position }) => ({ start: position.start, end: position.end - 5 }))
  await fake.host.call('annotation.update', { source: source.id, annotation: id, revision, ranges })
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  await expect.element(screen.getByText(/changed in another window/)).toBeVisible()
  release()
  await expect.poll(() => marked('claim')).toEqual(['harbour will'])
  expect(await excerpts()).toEqual(['harbour will'])
})

test('what was taken back before the list was answered is no longer drawn', async () => {
  const { fake, excerpts } = await open()
  await selectWords('harbour will open')
  const release = fake.hold('annotation.list')
  await userEvent.keyboard('1')
  await expect.poll(() => marked('pending')).toEqual(['harbour will open'])
  await expect.poll(() => fake.asked('annotation.list').length).toBeGreaterThan(1)
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(() => fake.asked('history.undo')).toHaveLength(1)
  release()
  await expect.poll(excerpts).toEqual([])
  await expect.poll(() => marked('claim')).toEqual([])
})

test('back over a fold the caret goes to where the paragraph before it begins', async () => {
  await open({
    ...page1,
    structure: [{ kind: 'frame', from: 'b4', to: 'b5', origin: 'hand', evidence: null }],
  })
  await caretAt('Old news')
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(rest()).toBe('Mayor ope')
})

test('when the host is back, the text, its caret and its selection are as they were', async () => {
  const { fake, text } = await open()
  await selectWords('harbour will open')
  const paragraph = text.element().querySelector('[data-block]')
  const before = fake.asked('version.get').length
  fake.become('gone')
  fake.become('open')
  await expect.poll(() => fake.asked('version.get').length).toBeGreaterThan(before)
  await new Promise((resolve) => {
    setTimeout(resolve, 100)
  })
  expect(paragraph?.isConnected).toBe(true)
  expect(selection()).toBe('harbour will open')
})
