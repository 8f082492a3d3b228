import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const binary = /\.(woff2?|ttf|otf|png|jpe?g|gif|ico|icns|pdf|docx|epub|zip|gz|bin)$/i

/**
 * Every text file of the project that is not ignored, as its path from the project's folder and its text. Files that
 * are not committed yet count too: they are about to be.
 * @param {string} project
 * @returns {{ path: string, text: string }[]}
 */
export function readProject(project) {
  const ignored = readFileSync(join(project, '.gitignore'), 'utf8').split('\n').filter(Boolean)
  const isIgnored = (name) => name === '.git' || ignored.some((line) => name === line || isEnding(line, name))
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (isIgnored(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile() && !binary.test(entry.name)) found.push(path)
    }
  }
  walk(project)
  return found.map((path) => ({
    path: relative(project, path).replaceAll('\\', '/'),
    text: readFileSync(path, 'utf8'),
  }))
}

function isEnding(line, name) {
  return line.startsWith('*') && name.endsWith(line.slice(1))
}

/** Calls `visit` with each line of each file, and answers the faults it finds as "path:line: fault". */
export function faultsByLine(files, visit) {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => visit(line, path).map((fault) => `${path}:${index + 1}: ${fault}`)),
  )
}
