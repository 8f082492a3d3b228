import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { coloursOutsideTokens } from '../../scripts/rules/repository/colours.mjs'
import { unknownVariables } from '../../scripts/rules/repository/css-variables.mjs'
import { dependencyFaults } from '../../scripts/rules/repository/dependencies.mjs'
import { readProject } from '../../scripts/rules/repository/files.mjs'
import { skippedTests } from '../../scripts/rules/repository/skipped-tests.mjs'
import { traces } from '../../scripts/rules/repository/traces.mjs'

const file = (path: string, text: string) => ({ path, text })
// What a rule looks for is put together here, so that this file itself stays clean.
const joined = (...parts: readonly string[]) => parts.join('')

describe('colours', () => {
  test.each([
    ['hex in a style sheet', 'renderer/reader/reader.css', '.a { color: #fff; }'],
    ['hex after other words', 'renderer/reader/reader.css', '.a { border: 1px solid #a1b2c3 }'],
    ['rgb', 'renderer/app/app.css', '.a { color: rgb(0 0 0 / 50%) }'],
    ['hsl in a component', 'renderer/app/App.tsx', 'const style = { color: "hsl(10 20% 30%)" }'],
    ['hex in a component', 'renderer/app/App.tsx', "const colour = '#c0ffee'"],
    ['hex in shared', 'shared/model/colour.ts', "export const colour = '#c0ffee'"],
  ])('%s is found', (_name, path, text) => {
    expect(coloursOutsideTokens([file(path, text)])).toHaveLength(1)
  })

  test.each([
    ['the tokens themselves', 'renderer/ui/tokens.css', ':root { --paper: #fff; }'],
    [
      'an id that could be a colour',
      'renderer/reader/reader.css',
      '#add:hover, #fade > p { color: var(--ink); }',
    ],
    ['a colour in a comment', 'renderer/reader/reader.css', '/* was #fff */ .a { color: var(--ink); }'],
    ['a private field', 'shared/model/list.ts', 'class List { #add = 1; sum() { return this.#add } }'],
  ])('%s is left alone', (_name, path, text) => {
    expect(coloursOutsideTokens([file(path, text)])).toEqual([])
  })
})

describe('custom properties', () => {
  const tokens = file('renderer/ui/tokens.css', ':root { --ink: black; }')

  test('one that nobody declares is found', () => {
    const sheet = file('renderer/app/app.css', '.a { color: var(--ink); background: var(--papre, white); }')
    expect(unknownVariables([tokens, sheet])).toEqual(['renderer/app/app.css: --papre is declared nowhere'])
  })

  test('one that code sets is known', () => {
    const code = file('renderer/app/App.tsx', "<p style={{ '--depth': 2 }} />")
    const sheet = file('renderer/app/app.css', '.a { margin: var( --depth ); color: var(--ink); }')
    expect(unknownVariables([tokens, code, sheet])).toEqual([])
  })
})

describe('skipped tests', () => {
  test.each(['only', 'skip', 'todo', 'fails', 'concurrent.only'])('%s is found', (mark) => {
    expect(skippedTests([file('shared/a.test.ts', `test.${mark}('a', () => {})`)])).toHaveLength(1)
  })

  test('a test that runs, and the same word elsewhere, are left alone', () => {
    const clean = file('shared/a.test.ts', "test('a list can skip an entry', () => list.skip(1))")
    expect(skippedTests([clean])).toEqual([])
  })
})

describe('traces of a machine', () => {
  const known = file('shared/model/ids.ts', '')

  test.each([
    ['the folder of the project', 'docs/a.md', '/srv/me/sourcebook/docs'],
    ['a work folder', 'docs/a.md', joined('see ', '/work', '/main/x')],
    ['the host of a registry', 'docs/a.md', joined('https://registry', '.example.org/left-pad')],
    ['a folder beside the project', 'README.md', joined('see ..', '/shared/DESIGN.md')],
    [
      'a folder beside the project, in an import',
      'renderer/a.ts',
      joined("import a from '../..", "/shared/a'"),
    ],
    ['a page that is not ours', 'electron/a.ts', joined('// see ..', '/shared/DESIGN.md')],
  ])('%s is found', (_name, path, text) => {
    expect(traces([known, file(path, text)], ['/srv/me/sourcebook'])).toHaveLength(1)
  })

  test.each([
    ['an import', 'electron/a.ts', joined("import { a } from '..", "/shared/model/ids'")],
    ['a folder of the project', 'tests/tsconfig.json', joined('"include": ["..', '/shared/**/*.test.ts"]')],
    ['an address that has such a word', 'docs/a.md', 'https://example.org/work/1'],
    ['the word registry', 'docs/a.md', 'It needs the npm registry. The rest works without.'],
  ])('%s is left alone', (_name, path, text) => {
    expect(traces([known, file(path, text)], ['/srv/me/sourcebook'])).toEqual([])
  })
})

describe('dependencies', () => {
  const clean = {
    manifest: {
      dependencies: { '@tiptap/core': '3.34.0' },
      devDependencies: { vite: '8.3.8' },
      scripts: { test: 'x' },
    },
    lockfile: { packages: { '': {}, 'node_modules/@tiptap/core': { version: '3.34.0' } } },
    reasons:
      '| name | what for | why |\n| `@tiptap/core` | the reader | years of work |\n| `vite` | the build | same |',
    known: { floors: { '@tiptap/*': '2.10.4', jszip: '3.8.0' }, refused: { epubjs: 'runs markup' } },
  }
  const locked = (
    packages: Record<string, { version: string; resolved?: string; hasInstallScript?: boolean }>,
  ) => ({
    ...clean,
    lockfile: { packages },
  })

  test('a pinned, explained and recent one is fine', () => {
    expect(dependencyFaults(clean)).toEqual([])
  })

  test.each([
    ['a range', { ...clean, manifest: { ...clean.manifest, devDependencies: { vite: '^8.3.8' } } }],
    ['a missing reason', { ...clean, reasons: clean.reasons.replace('years of work', '') }],
    ['a missing row', { ...clean, reasons: clean.reasons.replace('`vite`', 'vite') }],
    ['a row without a dependency', { ...clean, reasons: `${clean.reasons}\n| \`gone\` | a | b |` }],
    ['one below its floor', locked({ 'node_modules/jszip': { version: '3.7.9' } })],
    [
      'one below its floor, deep down',
      locked({ 'node_modules/a/node_modules/jszip': { version: '2.10.0' } }),
    ],
    ['one of a family below its floor', locked({ 'node_modules/@tiptap/pm': { version: '2.10.3' } })],
    ['a pre-release of the floor', locked({ 'node_modules/jszip': { version: '3.8.0-rc.1' } })],
    ['a refused one', locked({ 'node_modules/epubjs': { version: '9.0.0' } })],
    ['an install script', locked({ 'node_modules/a': { version: '1.0.0', hasInstallScript: true } })],
    ['a host', locked({ 'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz' } })],
    [
      'a script that runs unasked',
      { ...clean, manifest: { ...clean.manifest, scripts: { test: 'x', pretest: 'y' } } },
    ],
  ])('%s is found', (_name, project) => {
    expect(dependencyFaults(project)).toHaveLength(1)
  })

  test('versions are compared as numbers', () => {
    expect(dependencyFaults(locked({ 'node_modules/jszip': { version: '3.10.1' } }))).toEqual([])
  })
})

test('every text file of a project is read, but not what git ignores', () => {
  const project = mkdtempSync(join(tmpdir(), 'sourcebook-rules-'))
  try {
    mkdirSync(join(project, 'node_modules'))
    mkdirSync(join(project, 'docs'))
    writeFileSync(join(project, '.gitignore'), 'node_modules\n*.tsbuildinfo\n')
    for (const path of ['node_modules/a.js', 'docs/a.md', 'a.tsbuildinfo', 'a.png'])
      writeFileSync(join(project, path), 'x')
    expect(
      readProject(project)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['.gitignore', 'docs/a.md'])
  } finally {
    rmSync(project, { recursive: true })
  }
})
