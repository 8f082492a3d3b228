import { forEachImport } from './imports.mjs'
import { literalText, memberName } from './names.mjs'
import { isIn, isTest, pathInHouse } from './place.mjs'

// Writers that do not fsync file and folder, or that keep to memory under some settings.
const lossyPackages =
  /^(lowdb\/node|steno|write-file-atomic|atomically|fs-extra|graceful-fs|conf|electron-store)$/
const fileSystem = /^(node:)?fs(\/promises)?$/
// Making a folder is not among them: an empty folder that a power cut takes away is made again.
const writing =
  /^(l?chmod|l?chown|l?utimes|fchmod|fchown|futimes|appendFile|copyFile|cp|createWriteStream|ftruncate|link|rename|rm|rmdir|symlink|truncate|unlink|write|writeFile|writev)(Sync)?$/
const opening = /^open(Sync)?$/
const reading = new Set(['r', 'rs'])

/** Everything written to the disk goes through electron/store/, which alone makes a write durable. */
export const durableWrites = {
  create(context) {
    const path = pathInHouse(context.filename)
    if (!isIn(path, 'electron') || isTest(path)) return {}
    const inStore = isIn(path, 'electron/store')
    /** Names under which this file holds the whole file system, or `open` alone. */
    const wholes = new Set()
    const opens = new Set()
    const report = (node, what) =>
      context.report({ node, message: `${what} is not durable here; write through electron/store/.` })

    const onImport = ({ node, specifier, typeOnly, names }) => {
      if (typeOnly) return
      if (lossyPackages.test(specifier)) report(node, `“${specifier}”`)
      if (specifier.startsWith('lowdb')) {
        for (const name of names) if (name.startsWith('JSONFile')) report(node, name)
      }
      if (inStore || !fileSystem.test(specifier)) return
      for (const name of names) if (writing.test(name)) report(node, name)
      for (const specifierNode of node.specifiers ?? []) noteLocalName(specifierNode)
    }
    const noteLocalName = ({ type, imported, local }) => {
      if (type !== 'ImportSpecifier' || imported.name === 'promises' || imported.name === 'default')
        wholes.add(local.name)
      else if (opening.test(imported.name)) opens.add(local.name)
    }
    const isWhole = (node) =>
      (node.type === 'Identifier' && wholes.has(node.name)) ||
      (node.type === 'MemberExpression' && memberName(node) === 'promises' && isWhole(node.object))
    const visitor = forEachImport(onImport)

    return {
      ...visitor,
      MemberExpression(node) {
        if (!isWhole(node.object)) return
        const name = memberName(node)
        if (name === null) report(node, 'A computed function of the file system')
        else if (writing.test(name)) report(node, name)
      },
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || node.init === null || !isWhole(node.init)) return
        for (const { key } of node.id.properties) if (writing.test(key?.name ?? '')) report(node, key.name)
      },
      CallExpression(node) {
        visitor.CallExpression(node)
        if (isOpen(node.callee) && !opensForReading(node)) report(node, 'Opening a file for writing')
      },
    }

    function isOpen(callee) {
      if (callee.type === 'Identifier') return opens.has(callee.name)
      return (
        callee.type === 'MemberExpression' && opening.test(memberName(callee) ?? '') && isWhole(callee.object)
      )
    }
  },
}

function opensForReading({ arguments: [, flags] }) {
  return flags === undefined || reading.has(literalText(flags))
}
