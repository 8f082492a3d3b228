/**
 * A visitor that calls `visit` for everything that names a module: import and export declarations, `import()`,
 * `require()` and `import('…')` types. `typeOnly` is true where nothing is left of it at run time; `names` are the
 * names taken from the module (`*` stands for all of it).
 */
export function forEachImport(visit) {
  const found = (node, source, typeOnly, names) => {
    if (typeof source?.value === 'string') visit({ node, specifier: source.value, typeOnly, names })
  }
  return {
    ImportDeclaration(node) {
      const typeOnly =
        node.importKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every(isType))
      found(node, node.source, typeOnly, node.specifiers.map(nameTaken))
    },
    ExportNamedDeclaration(node) {
      const names = node.specifiers.map((specifier) => specifier.local.name ?? specifier.local.value)
      found(node, node.source, node.exportKind === 'type', names)
    },
    ExportAllDeclaration(node) {
      found(node, node.source, node.exportKind === 'type', ['*'])
    },
    ImportExpression(node) {
      found(node, node.source, false, ['*'])
    },
    TSImportType(node) {
      found(node, node.source, true, [])
    },
    TSImportEqualsDeclaration(node) {
      found(node, node.moduleReference.expression, node.importKind === 'type', ['*'])
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require')
        found(node, node.arguments[0], false, ['*'])
    },
  }
}

function isType(specifier) {
  return specifier.importKind === 'type'
}

function nameTaken(specifier) {
  if (specifier.type !== 'ImportSpecifier') return '*'
  return specifier.imported.name ?? specifier.imported.value
}
