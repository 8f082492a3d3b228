import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Parser } from 'commonmark'
import { HtmlValidate } from 'html-validate'
import { chromium } from 'playwright-core'
import { findChromium } from '../chromium.mjs'
import { expectThat, needTools, onBench } from './bench.mjs'

const fixture = join(import.meta.dirname, '../../tests/fixtures/nasty-quotes.json')
// A plain text holds no white space around its paragraphs, and none in them that ends a line.
const nastyQuotes = [
  ...new Set(JSON.parse(readFileSync(fixture, 'utf8')).map((quote) => quote.trim())),
].filter((quote) => !/[\n\v\f\r\u0085\u2028\u2029]/.test(quote))

// A brief that quotes what breaks formats is exported in every form and read by another program.

/** pandoc reads the plain form: every footnote is found, and every quote to the character. */
export function pandocReadsMarkdown() {
  needTools('pandoc')
  return onBench((bench) => {
    const file = nastyBrief(bench).exported('markdown', 'md')
    const markdown = readFileSync(file, 'utf8')
    const tree = JSON.parse(read('pandoc', ['--from', READ_AS, '--to', 'json', file]))
    const written = markdown.match(/^\[\^\w+\]: /gm) ?? []
    const notes = all(tree.blocks, 'Note')
    expectThat(written.length === nastyQuotes.length, `${written.length} footnotes are written`)
    expectThat(notes.length === written.length, `${written.length} footnotes, pandoc finds ${notes.length}`)
    expectQuotes(
      all(tree.blocks, 'BlockQuote').map((blocks) => wordsOf(blocks)),
      'pandoc',
      (quote) => composed(quote).replaceAll(/[ \t]+/g, ' '),
    )
  })
}

/** The reference implementation of CommonMark reads it too. It knows no footnotes: each mark has its line at the end. */
export function commonmarkReads() {
  return onBench((bench) => {
    const markdown = readFileSync(nastyBrief(bench).exported('markdown', 'md'), 'utf8')
    const quotes = []
    const walker = new Parser().parse(markdown).walker()
    let inQuote = false
    for (let event = walker.next(); event !== null; event = walker.next()) {
      const { node, entering } = event
      if (node.type === 'block_quote') {
        inQuote = entering
        if (entering) quotes.push('')
      } else if (inQuote && entering && node.literal !== null) quotes.push(`${quotes.pop()}${node.literal}`)
    }
    const marks = quotes.map((quote) => /\[\^(\w+)\]$/.exec(quote)?.[1])
    const unresolved = marks.filter((mark) => !new RegExp(`^\\[\\^${mark}\\]: `, 'm').test(markdown))
    expectThat(unresolved.length === 0, `these footnotes lead nowhere: ${unresolved.join(', ')}`)
    expectQuotes(
      quotes.map((quote) => quote.replace(/\[\^\w+\]$/, '')),
      'commonmark.js',
    )
  })
}

/** pandoc makes a document with a bibliography out of its own form, without a warning. */
export function pandocCites() {
  needTools('pandoc')
  return onBench((bench) => {
    const file = nastyBrief(bench).exported('pandoc', 'md')
    const bibliographies = ['bib', 'json'].map((ending) => file.replace(/\.md$/, `.${ending}`))
    for (const each of bibliographies) {
      const html = read('pandoc', [
        '--from',
        'markdown',
        '--citeproc',
        '--bibliography',
        each,
        '--to',
        'html',
        file,
      ])
      const entries = html.match(/class="csl-entry"/g) ?? []
      expectThat(entries.length > 0, `pandoc makes no bibliography with ${basename(each)}`)
      expectThat(!/\?\?\?|citation-not-found/i.test(html), `a citation of ${basename(each)} is not found`)
    }
    const tree = JSON.parse(read('pandoc', ['--from', 'markdown', '--to', 'json', file]))
    expectQuotes(
      all(tree.blocks, 'BlockQuote').map((blocks) => wordsOf(blocks)),
      'pandoc',
      composed,
    )
    const notes = all(tree.blocks, 'Note')
    expectThat(notes.length >= nastyQuotes.length, `pandoc finds ${notes.length} footnotes`)
    const cites = all(tree.blocks, 'Cite')
    expectThat(cites.length >= nastyQuotes.length, `pandoc finds ${cites.length} citations`)
  })
}

/** LibreOffice makes a PDF of the Word form, and reads every quote and footnote in it to the character. */
export function libreOfficeReads() {
  needTools('soffice')
  return onBench((bench) => {
    const file = nastyBrief(bench).exported('docx', 'docx')
    const convert = (form) => {
      const folder = join(bench.folder, `as-${form.split(':')[0]}`)
      mkdirSync(folder, { recursive: true })
      const profile = pathToFileURL(join(bench.folder, 'office')).href
      read('soffice', [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--convert-to',
        form,
        '--outdir',
        folder,
        file,
      ])
      return join(folder, basename(file).replace(/docx$/, form.split(':')[0]))
    }
    const pdf = convert('pdf')
    expectThat(existsSync(pdf) && statSync(pdf).size > 10_000, 'LibreOffice made no PDF')
    expectThat(readFileSync(pdf).subarray(0, 5).toString() === '%PDF-', 'what LibreOffice made is no PDF')
    // Without a byte order mark and with one kind of line end.
    const text = readFileSync(convert('txt:Text (encoded):UTF8,LF'), 'utf8')
    for (const quote of nastyQuotes) expectThat(text.includes(quote), `LibreOffice does not read “${quote}”`)
  })
}

/** The HTML form is valid, is free of faults of accessibility in light and dark, and fetches nothing. */
export function htmlHolds() {
  return onBench(async (bench) => {
    const file = nastyBrief(bench).exported('html', 'html')
    const html = readFileSync(file, 'utf8')
    const report = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(html)
    const faults = report.results.flatMap(({ messages }) =>
      messages.map(({ message, line }) => `line ${line}: ${message}`),
    )
    expectThat(faults.length === 0, faults.join('\n'))

    const browser = await chromium.launch(await findChromium())
    try {
      for (const colorScheme of ['light', 'dark']) {
        const page = await browser.newPage({ colorScheme })
        const asked = []
        page.on('request', (request) => asked.push(request.url()))
        await page.goto(pathToFileURL(file).href)
        await page.evaluate(
          readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
        )
        // `axe` is there since the line before.
        const { violations } = await page.evaluate(() => globalThis.axe.run())
        expectThat(
          violations.length === 0,
          `${colorScheme}: ${violations.map(({ help }) => help).join('; ')}`,
        )
        expectThat(asked.length === 1, `the page asked for ${asked.slice(1).join(', ')}`)
        const quotes = await page.locator('blockquote').evaluateAll((nodes) =>
          nodes.map((node) => {
            for (const mark of node.querySelectorAll('sup')) mark.remove()
            return node.textContent.trim()
          }),
        )
        expectQuotes(quotes, 'Chromium')
      }
    } finally {
      await browser.close()
    }
  })
}

// Tables and footnotes as GitHub has them; bare addresses are links, as they are there.
const READ_AS = 'gfm+footnotes'

/** A brief that quotes them all, and the way to export it. */
function nastyBrief(bench) {
  const path = join(bench.folder, 'nasty.txt')
  writeFileSync(path, `What breaks formats\n\n${nastyQuotes.join('\n\n')}\n`)
  const { report, said } = bench.bringIn(path)
  expectThat(report?.ok === true, `the article could not be imported to begin with: ${said}`)
  const { text } = bench.ask(['text', report.source])
  const lost = nastyQuotes.filter((quote) => !text.includes(quote))
  expectThat(lost.length === 0, `the import does not keep ${lost.join(' ')}`)
  bench.askAll(
    nastyQuotes.map((quote) => {
      const start = text.indexOf(quote)
      const place = { by: 'position', ranges: [{ start, end: start + quote.length }] }
      const input = { source: report.source, version: 1, place, body: { kind: 'claim' } }
      return { name: 'annotation.create', input }
    }),
  )
  const brief = bench.ask(['brief', 'new', '--title', 'What breaks formats'])
  bench.ask(['brief', 'add', brief.id, '--all'])
  return {
    exported(format, ending) {
      const file = join(bench.folder, `${format}.${ending}`)
      bench.ask(['export', brief.id, '--format', format, '--out', file])
      return file
    },
  }
}

/** What a program prints, which has to end well and without a warning. */
function read(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  })
  expectThat(status === 0, `${program} ended with ${status}: ${stderr}`)
  expectThat(program !== 'pandoc' || stderr === '', `${program} warns: ${stderr}`)
  return stdout
}

/**
 * `as` is how the reader writes what it read: pandoc composes letters and their accents (NFC), and of GitHub's Markdown it
 * takes white space for one space.
 */
function expectQuotes(found, reader, as = (quote) => quote) {
  const seen = new Set(found.map((quote) => as(quote).trim()))
  const lost = nastyQuotes.filter((quote) => !seen.has(as(quote)))
  expectThat(
    lost.length === 0,
    `${reader} does not read ${lost.length}: ${lost.map((one) => `“${one}”`).join(' ')}`,
  )
}

function composed(quote) {
  return quote.normalize('NFC')
}

/** The contents of every element of pandoc's tree that has this name. */
function all(node, name) {
  if (Array.isArray(node)) return node.flatMap((child) => all(child, name))
  if (node === null || typeof node !== 'object') return []
  return [...(node.t === name ? [node.c] : []), ...all(node.c ?? [], name)]
}

/** The words of a part of pandoc's tree, without its footnotes. */
function wordsOf(node) {
  if (Array.isArray(node)) return node.map(wordsOf).join('')
  if (node === null || typeof node !== 'object') return ''
  switch (node.t) {
    case 'Str':
      return node.c
    case 'Space':
      return ' '
    case 'SoftBreak':
    case 'LineBreak':
      return '\n'
    case 'Note':
      return ''
    case 'Code':
    case 'RawInline':
    case 'Math':
      return node.c[1]
    case 'Quoted':
      return node.c[0].t === 'DoubleQuote' ? `“${wordsOf(node.c[1])}”` : `‘${wordsOf(node.c[1])}’`
    default:
      return wordsOf(Array.isArray(node.c) ? node.c : [])
  }
}
