import { pathInHouse } from './place.mjs'

// A tool reads the default export of these.
const readByTools = /(^|\/)[\w.-]+\.config\.(ts|mjs)$|^scripts\/rules\/plugin\.mjs$/

/** What a file offers has one name everywhere, so that it can be searched for. */
export const namedExports = {
  create(context) {
    if (readByTools.test(pathInHouse(context.filename))) return {}
    const report = (node) => context.report({ node, message: 'Export by name, not as the default.' })
    return {
      ExportDefaultDeclaration: report,
      ExportSpecifier(node) {
        if ((node.exported.name ?? node.exported.value) === 'default') report(node)
      },
    }
  },
}
