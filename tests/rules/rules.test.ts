import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { laws } from '../../scripts/rules/layers.mjs'
import { houseRules } from '../../scripts/rules/plugin.mjs'

// Each file under planted/ is judged as if planted/ were the project. One that breaks rules names them in its first
// line; one that names none is a clean twin, and nothing may be found in it.
const project = resolve(import.meta.dirname, '../..')
const planted = join(import.meta.dirname, 'planted')
const rooms = ['shared', 'electron', 'renderer']

interface Finding {
  readonly file: string
  readonly rule: string
  readonly message: string
}

const folder = mkdtempSync(join(tmpdir(), 'sourcebook-rules-'))
// Tests may look at the clock and the network that the product may not touch, so the same words pass under this name.
const asTests = [
  'shared/comparison/date-now',
  'electron/api/write-file',
  'electron/api/fetch',
  'shared/model/bare-cast',
]
let findings: readonly Finding[] = []

beforeAll(() => {
  const copy = join(folder, 'planted')
  cpSync(planted, copy, { recursive: true, filter: (source) => !source.startsWith(join(planted, 'types')) })
  for (const path of asTests) cpSync(join(copy, `${path}.ts`), join(copy, `${path}.test.ts`))
  findings = lint(copy)
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test.each(filesUnder(planted).filter((file) => !/^(types|repository)\//.test(file)))(
  'oxlint judges %s',
  (file) => {
    expect(rulesFoundIn(file)).toEqual(rulesNamedIn(file))
  },
)

test.each(asTests)('%s is fine in a test', (path) => {
  // The twin of a planted violation has no other fault than the one tests are free to commit.
  expect(rulesFoundIn(`${path}.test.ts`)).toEqual([])
})

test.each(Object.keys(houseRules))('the rule %s is shown to fail', (rule) => {
  expect(findings.filter((finding) => finding.rule === `house/${rule}`)).not.toHaveLength(0)
})

test.each(laws.map(({ why }) => why))('the law of the layers is shown to fail: %s', (why) => {
  expect(findings.filter(({ message }) => message.endsWith(why))).not.toHaveLength(0)
})

test.each(rooms)('the compiler keeps %s to what that room has', (room) => {
  const files = filesUnder(planted).filter((file) => file.startsWith(`types/${room}/`))
  const named = files.flatMap((file) => rulesNamedIn(file).map((code) => `${file} ${code}`))
  expect(named).not.toHaveLength(0)
  expect(typeErrorsOf(room, files)).toEqual(named)
})

/** What the real linter with the real configuration finds under `target`. */
function lint(target: string): Finding[] {
  const args = ['--config', join(project, '.oxlintrc.json'), '--format', 'json', target]
  const { diagnostics } = JSON.parse(outputOf(join(project, 'node_modules/.bin/oxlint'), args)) as {
    diagnostics: { filename: string; code: string; message: string }[]
  }
  return diagnostics.map(({ filename, code, message }) => ({
    file: relative(target, resolve(project, filename)).replaceAll('\\', '/'),
    rule: code.replace(/^(.*)\((.*)\)$/, '$1/$2'),
    message,
  }))
}

/** The errors of the files, each as "file code", under the compiler options of the room itself. */
function typeErrorsOf(room: string, files: readonly string[]): string[] {
  const cache = join(project, 'node_modules/.cache/planted-types')
  mkdirSync(cache, { recursive: true })
  const config = join(cache, `${room}.json`)
  const compilerOptions = {
    rootDir: project,
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    tsBuildInfoFile: null,
  }
  const paths = files.map((file) => join(planted, file))
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(project, room, 'tsconfig.json'),
      compilerOptions,
      files: paths,
      include: [],
    }),
  )
  const output = outputOf(join(project, 'node_modules/.bin/tsc'), ['--project', config, '--pretty', 'false'])
  const errors = output.matchAll(/planted\/(types\/[^(\n]+)\(\d+,\d+\): error (TS\d+)/g)
  return [...errors].map(([, file, code]) => `${file} ${code}`).toSorted()
}

/** What a program prints, whether or not it found faults. */
function outputOf(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    // execFileSync throws an error that carries what the program printed when its exit code is not 0.
    return (error as { stdout: string }).stdout
  }
}

function rulesFoundIn(file: string): string[] {
  return [...new Set(findings.filter((finding) => finding.file === file).map(({ rule }) => rule))].toSorted()
}

function rulesNamedIn(file: string): string[] {
  const named = /^\/\/ breaks (.*)/.exec(readFileSync(join(planted, file), 'utf8'))
  return named?.[1]?.split(' ') ?? []
}

function filesUnder(top: string): string[] {
  const entries = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}
