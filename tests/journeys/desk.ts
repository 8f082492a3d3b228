import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Locator } from 'playwright-core'
import type { Driver } from './drive'

/** What a person at the desk does, in the words of the interface. */
export function desk(driver: Driver) {
  const { page, app } = driver
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const reader = region('Reader')
  const text = reader.getByRole('textbox')
  const brief = page.getByRole('textbox', { name: 'Text of the brief' })

  /** Wait until the page shows the texts of the notebook: a key that comes before is not heard. */
  const loaded = (): Promise<void> => page.getByRole('listbox', { name: 'Sources' }).waitFor()

  /** Go to the end of the brief by its key, and wait until the editor has heard that the caret is there. */
  const toEndOfBrief = async (): Promise<void> => {
    await brief.focus()
    await page.keyboard.press('ControlOrMeta+End')
    await page.evaluate(
      () =>
        new Promise((drawn) => {
          requestAnimationFrame(() => requestAnimationFrame(drawn))
        }),
    )
  }

  /** Type words of an excerpt into the list that `@` has opened, and take the only one that has them. */
  const chooseExcerpt = async (words: string, key: 'Enter' | 'Shift+Enter'): Promise<void> => {
    const found = page.getByRole('listbox', { name: 'Excerpts' }).getByRole('option')
    await found.nth(1).waitFor()
    await page.keyboard.insertText(words)
    await found.nth(1).waitFor({ state: 'detached' })
    await page.keyboard.press(key)
    await found.waitFor({ state: 'detached' })
  }

  /** Choose a folder in the dialog that its key opens; what is in it is read from now on. */
  const chooseFolder = async (path: string): Promise<void> => {
    if (app === null) {
      const chooser = page.waitForEvent('filechooser')
      await page.keyboard.press('Alt+Shift+O')
      await (await chooser).setFiles(path)
    } else {
      await app.evaluate(({ dialog }, folder) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
      }, path)
      await page.keyboard.press('Alt+Shift+O')
    }
  }

  return {
    library: region('Library'),
    inspector: region('Inspector'),
    reader,
    text,
    /** The text of the open brief, and its Markdown beside it. */
    brief,
    preview: region('Markdown preview'),
    status: page.getByRole('status'),

    loaded,

    /** Load the page again, and wait until it is there for the keys. */
    async reload(): Promise<void> {
      await page.reload()
      await loaded()
    },

    /** Choose files in the dialog that Import opens: the system's in the desktop, the browser's elsewhere. */
    async importFiles(paths: readonly string[]): Promise<void> {
      const button = page.getByRole('button', { name: 'Import', exact: true })
      if (app === null) {
        const chooser = page.waitForEvent('filechooser')
        await button.click()
        await (await chooser).setFiles([...paths])
      } else {
        await app.evaluate(
          ({ dialog }, filePaths) => {
            dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
          },
          [...paths],
        )
        await button.click()
      }
      await page.getByRole('button', { name: 'Done' }).waitFor()
    },

    chooseFolder,

    /** Choose a folder in the dialog that its key opens, and wait until all that is in it was read. */
    async importFolder(path: string): Promise<void> {
      await chooseFolder(path)
      await page.getByRole('button', { name: 'Done' }).waitFor()
    },

    /** Drop files on the window, as a file manager does. */
    async drop(paths: readonly string[]): Promise<void> {
      const files = await Promise.all(
        paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
      )
      // Before it is drawn, the window takes nothing.
      await page.getByRole('tab', { name: 'Read' }).waitFor()
      await page.evaluate((given) => {
        const dataTransfer = new DataTransfer()
        for (const { name, text } of given) dataTransfer.items.add(new File([text], name))
        for (const type of ['dragenter', 'dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
        }
      }, files)
    },

    /** Paste words into the window, outside of any field. */
    async paste(words: string): Promise<void> {
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        )
      }, words)
    },

    async openSource(title: string): Promise<void> {
      await region('Library').getByRole('option', { name: title }).click()
      await reader.getByRole('heading', { name: title, level: 1 }).waitFor()
    },

    /** Drag the mouse from the first to the last character of `words`. */
    async dragOver(words: string): Promise<void> {
      const place = await placeOf(text, words)
      await page.mouse.move(place.from.x, place.from.y)
      await page.mouse.down()
      await page.mouse.move(place.to.x, place.to.y, { steps: 8 })
      await page.mouse.up()
    },

    /** Select `words` with the keys alone: from the top of the text character by character. */
    async selectByKeys(words: string): Promise<void> {
      await text.focus()
      await page.keyboard.press('ControlOrMeta+Home')
      // One step more at the end of each paragraph, as the caret moves on to the next one.
      const before = await text.evaluate((element, wanted) => {
        const paragraphs = Array.from(
          element.querySelectorAll('[data-block]'),
          ({ textContent }) => textContent ?? '',
        )
        return paragraphs.join('\n').indexOf(wanted)
      }, words)
      for (let step = 0; step < before; step += 1) await page.keyboard.press('ArrowRight')
      for (let step = 0; step < words.length; step += 1) await page.keyboard.press('Shift+ArrowRight')
    },

    /** Find words in the open text by the keys, which selects them. */
    async find(words: string): Promise<void> {
      await page.keyboard.press('ControlOrMeta+f')
      await page.getByRole('searchbox', { name: 'Find in this text' }).fill(words)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.waitForFunction((wanted) => String(getSelection()) === wanted, words)
    },

    /** Begin a brief by its key, name it and begin a line below the sections that it is given. */
    async beginBrief(title: string): Promise<void> {
      await page.keyboard.press('Alt+Shift+N')
      const name = page.getByRole('textbox', { name: 'Title of the brief' })
      await name.fill(title)
      await name.press('Enter')
      await page.getByRole('listbox', { name: 'Briefs' }).getByRole('option', { name: title }).waitFor()
      await toEndOfBrief()
      await page.keyboard.press('Enter')
    },

    toEndOfBrief,

    /** Type `@` and words of an excerpt, and take the only one that has them: Enter cites, Shift+Enter quotes. */
    async takeExcerpt(words: string, key: 'Enter' | 'Shift+Enter'): Promise<void> {
      await page.keyboard.type('@')
      await chooseExcerpt(words, key)
    },

    chooseExcerpt,

    /** Type `/` and the beginning of what is to be put there. */
    async insert(words: string): Promise<void> {
      await page.keyboard.type(`/${words}`)
      await page.getByRole('listbox', { name: 'Insert' }).getByRole('option', { selected: true }).waitFor()
      await page.keyboard.press('Enter')
    },

    /**
     * Export to `path` by what `start` does: the place that the save dialog gives, or where the download is put. Answers
     * the name that was offered for the file.
     */
    async exportTo(path: string, start: () => Promise<void>): Promise<string> {
      if (app === null) {
        const downloading = page.waitForEvent('download')
        await start()
        const download = await downloading
        await download.saveAs(path)
        return download.suggestedFilename()
      }
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async (...given: unknown[]) => {
          // The options come last, after the window.
          const { defaultPath } = given.at(-1) as { readonly defaultPath: string }
          Object.assign(globalThis, { offered: defaultPath })
          return { canceled: false, filePath }
        }
      }, path)
      const said = page.getByRole('status').locator('> span')
      await said.evaluate((element) => element.setAttribute('data-before', ''))
      await start()
      await page
        .getByRole('status')
        .locator('> span:not([data-before])', { hasText: /^Exported to/ })
        .waitFor()
      // Put there above.
      const offered = await app.evaluate(() => (globalThis as unknown as { offered: string }).offered)
      return basename(offered)
    },

    /** The Markdown that a click on Export Markdown gives, wherever it goes. */
    async exportMarkdown(folder: string): Promise<string> {
      const button = page.getByRole('button', { name: 'Export Markdown' })
      if (app === null) {
        const download = page.waitForEvent('download')
        await button.click()
        return readFile(await (await download).path(), 'utf8')
      }
      const filePath = join(folder, 'exported.md')
      await app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
      }, filePath)
      await button.click()
      await page
        .getByRole('status')
        .filter({ hasText: /export|saved|written/i })
        .waitFor()
      return readFile(filePath, 'utf8')
    },
  }
}

type Point = { readonly x: number; readonly y: number }

/** Where the first and the last character of `words` stand on the screen. */
async function placeOf(text: Locator, words: string): Promise<{ from: Point; to: Point }> {
  // The rest of a text is laid out after its first frame, and what stands above the words may move them until then.
  await text.locator('.section:empty').first().waitFor({ state: 'detached' })
  // In the middle of the window: near its edge the browser scrolls for as long as the mouse is held down there.
  await text
    .getByText(words)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'center' }))
  return text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const start = node.textContent?.indexOf(wanted) ?? -1
      if (start === -1) continue
      const range = document.createRange()
      range.setStart(node, start)
      range.setEnd(node, start + wanted.length)
      const boxes = range.getClientRects()
      const first = boxes.item(0)
      const last = boxes.item(boxes.length - 1)
      if (first === null || last === null) break
      return {
        from: { x: first.left + 1, y: (first.top + first.bottom) / 2 },
        to: { x: last.right, y: (last.top + last.bottom) / 2 },
      }
    }
    throw new Error(`“${wanted}” does not stand in one piece on the page`)
  }, words)
}
