import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

/** A check that cannot be made here; `needs` says what is missing. */
export class Skip extends Error {
  constructor(needs) {
    super(`needs ${needs}`)
  }
}

/** Ends the check as failed, with what was seen. */
export function expectThat(holds, what) {
  if (!holds) throw new Error(what)
}

/** Ends the check as skipped unless all these programs are installed. */
export function needTools(...tools) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  for (const tool of tools) {
    if (!folders.some((folder) => existsSync(join(folder, tool)))) throw new Skip(tool)
  }
}

/**
 * Runs `check` in a fresh folder with the settings and the temporary files of its own, and clears it away.
 * @template T
 * @param {(bench: Bench) => T | Promise<T>} check
 * @returns {Promise<T>}
 */
export async function onBench(check) {
  const bench = new Bench(mkdtempSync(join(tmpdir(), 'sourcebook-system-')))
  try {
    return await check(bench)
  } finally {
    for (const undo of bench.undoings.toReversed()) undo()
    rmSync(bench.folder, { recursive: true, force: true })
  }
}

class Bench {
  constructor(folder) {
    this.folder = folder
    this.notebook = join(folder, 'notebook')
    this.settings = join(folder, 'settings')
    this.temporary = join(folder, 'tmp')
    this.undoings = []
    for (const each of [this.settings, this.temporary]) mkdirSync(each)
  }

  /** Has `undo` run when the check is over, the last first. */
  afterwards(undo) {
    this.undoings.push(undo)
  }

  /** Writes an article of about `size` characters, unlike any other, and answers its path. */
  article(name, size) {
    const path = join(this.folder, `${name}.txt`)
    const paragraph = (index) =>
      `Paragraph ${index} of ${name}: the council of Harrow Ferry put the cost of the bridge at ${index * 7 + 13} million.\n\n`
    let text = `The bridge at Harrow Ferry, part ${name}\n\n`
    for (let index = 1; text.length < size; index++) text += paragraph(index)
    writeFileSync(path, text)
    return path
  }

  /** The command line of Sourcebook on the notebook of this bench, with another program in front of it if need be. */
  sourcebook(args, { notebook = this.notebook, before = [], input = '' } = {}) {
    const line = [
      ...before,
      process.execPath,
      join(project, 'scripts/sourcebook.mjs'),
      ...args,
      '--notebook',
      notebook,
    ]
    const { status, stdout, stderr, error } = spawnSync(line[0], line.slice(1), {
      cwd: this.folder,
      input,
      encoding: 'utf8',
      env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: this.settings, TMPDIR: this.temporary },
      maxBuffer: 256 * 1024 * 1024,
    })
    if (error) throw error
    return { code: status, out: stdout, err: stderr }
  }

  /** As `sourcebook`, for a command that has to succeed: what it answered. */
  ask(args, options) {
    const { code, out, err } = this.sourcebook([...args, '--json'], options)
    expectThat(code === 0, `“${args.join(' ')}” ended with ${code}: ${err || out}`)
    return JSON.parse(out)
  }

  /** Many calls of the contract in one process; each has to succeed. */
  askAll(calls) {
    const { code, out, err } = this.sourcebook(['call'], {
      input: calls.map((call) => JSON.stringify(call)).join('\n'),
    })
    expectThat(code === 0, `calls ended with ${code}: ${err || out}`)
  }

  /** Imports one file: the report of it, or the sentence with which the whole command was refused. */
  bringIn(file, options) {
    const { code, out, err } = this.sourcebook(['import', file, '--json'], options)
    const report = out === '' ? null : JSON.parse(out)[0]
    return { code, report, said: report?.message ?? err.trim() }
  }
}

/** True for what a person can read: a sentence, and no trace of a stack or a bare error code. */
export function isSentence(text) {
  return (
    /^[A-Z“/].{20,}[.”]$/s.test(text.trim()) && !/\n\s+at |^Error\b|Something went wrong inside/.test(text)
  )
}
