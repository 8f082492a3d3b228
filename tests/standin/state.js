'use strict'

/** What the parts of the stand-in share: one process stands in for one app. */
const standin = {
  ready: false,
  /** Every window that has not been closed. */
  windows: new Set(),
  /** The contents of a window by the id of its DevTools session. */
  contentsBySession: new Map(),
  /** What would have been shown or done outside the window: { name, args } in order. */
  recorded: [],
  /** The folder of the app and its package.json, known once it has been found. */
  appFolder: process.cwd(),
  appPackage: {},
}

const log = (...words) => process.env.STANDIN_LOG && console.error('[stand-in]', ...words)

module.exports = { log, standin }
